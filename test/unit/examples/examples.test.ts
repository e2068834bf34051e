import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/process.mjs';
import { joulewise } from '../cli/in-process';

/** What a person sees in one example: rules by line, with the cell before a line of a notebook, and facts of its only run. */
interface Expected {
  readonly findings: readonly string[];
  readonly facts: Readonly<Record<string, unknown>>;
}

const examples: Readonly<Record<string, Expected>> = {
  'card_fraud.py': {
    findings: ['10 pandas-row-iteration', '31 grid-search-exhaustive'],
    facts: { framework: 'scikit-learn', model: 'RandomForestClassifier', trials: 216, folds: 5 },
  },
  'chest_xray.py': {
    findings: ['37 dataloader-workers-zero', '55 train-loop-fp32', '69 eval-grad-enabled'],
    facts: { framework: 'pytorch', model: 'torchvision/resnet50', epochs: 30, batchSizePerDevice: 64, sampleShape: [3, 224, 224] },
  },
  'crop_pests.py': {
    findings: ['67 lightning-fp32'],
    facts: { framework: 'lightning', model: 'convnext_tiny', epochs: 40, batchSizePerDevice: 32, numWorkers: 8, devices: 1 },
  },
  'grid_demand.py': {
    findings: ['43 debug-mode-left-on', '64 optuna-no-pruning'],
    facts: { framework: 'pytorch', model: 'DemandNet', epochs: 30, batchSizePerDevice: 256, trials: 60 },
  },
  'llm_lora.py': {
    findings: ['36 hf-trainer-fp32'],
    facts: { framework: 'transformers', model: 'gpt2-medium', peft: 'lora', dataset: 'tatsu-lab/alpaca', epochs: 3, gradientAccumulation: 4 },
  },
  'skin_lesions.ipynb': {
    findings: [
      '4:4 dataloader-workers-zero',
      '6:7 train-loop-fp32',
      '7:4 eval-grad-enabled',
    ],
    facts: { framework: 'pytorch', model: 'torchvision/resnet50', epochs: 12, batchSizePerDevice: 64, sampleShape: [3, 224, 224] },
  },
  'support_tickets.py': {
    findings: ['21 pad-to-max-length', '33 hf-trainer-fp32'],
    facts: { framework: 'transformers', model: 'distilbert-base-uncased', dataset: 'banking77', trainSamples: 10003, epochs: 5 },
  },
  'traffic_cameras.py': {
    findings: ['36 debug-mode-left-on', '40 keras-no-early-stopping'],
    facts: { framework: 'keras', model: 'keras/EfficientNetB0', epochs: 60, batchSizePerDevice: 64 },
  },
};

interface Checked {
  readonly findings: readonly { readonly path: string; readonly cell: number | null; readonly line: number; readonly rule: string }[];
}

interface Profiled {
  readonly runs: readonly Readonly<Record<string, { readonly value?: unknown }>>[];
}

describe('the examples', () => {
  it('are all described here', () => {
    assert.deepEqual(readdirSync(path.join(root, 'examples')).sort(), Object.keys(examples).sort());
  });

  it('show a costly pattern each', () => {
    const clean = Object.entries(examples).filter(([, { findings }]) => findings.length === 0);
    assert.deepEqual(clean, []);
  });

  for (const [name, { findings, facts }] of Object.entries(examples)) {
    const file = path.join('examples', name);

    it(`${name} has its costly patterns, and no others`, async () => {
      const { stdout } = await joulewise(['check', file, '--format', 'json'], { cwd: root });
      const found = (JSON.parse(stdout) as Checked).findings.map(
        ({ cell, line, rule }) => `${cell === null ? '' : `${String(cell)}:`}${String(line)} ${rule}`,
      );
      assert.deepEqual(found, findings);
    });

    it(`${name} is one run, which can be forecast`, async () => {
      const { stdout } = await joulewise(['profile', file, '--format', 'json'], { cwd: root });
      const { runs } = JSON.parse(stdout) as Profiled;
      assert.equal(runs.length, 1);
      const read = Object.fromEntries(Object.keys(facts).map((fact) => [fact, runs[0]?.[fact]?.value]));
      assert.deepEqual(read, facts);
      const { status, stderr } = await joulewise(['estimate', file, '--hardware', 'A100'], { cwd: root });
      assert.equal(status, 0, stderr);
    });
  }
});
