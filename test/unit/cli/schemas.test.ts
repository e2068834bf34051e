import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, it } from 'mocha';
import { factNames } from '../../../src/assess/fact-kinds';
import { gluePy, joulewise, notebook, withFiles } from './in-process';

const folder = new URL('../../../schemas/', import.meta.url);
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
for (const name of readdirSync(folder)) {
  ajv.addSchema(JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as object, name);
}

function assertValid(schema: string, json: string): void {
  const validate = ajv.getSchema(`${schema}.schema.json`);
  assert.ok(validate, `there is no schema ${schema}`);
  assert.ok(validate(JSON.parse(json)), ajv.errorsText(validate.errors, { separator: '\n' }));
}

const machine = ['--hardware', 'A100', '--region', 'us-east-1', '--format', 'json'];
const twoRuns = `${gluePy}\nTrainer(model=model, args=args, train_dataset=raw["train"]).train()\n`;

describe('the schemas in the package', () => {
  it('describe the findings of scripts and notebooks, and what could not be read', async () => {
    const files = { 'a.py': gluePy, 'b.ipynb': notebook('# Title', gluePy), 'broken.ipynb': '{', 'c.py': '# joulewise: epoch=3\n' };
    await withFiles(files, async (cwd) => {
      const { stdout } = await joulewise(['check', '.', '--format', 'json'], { cwd });
      const report = JSON.parse(stdout) as { findings: unknown[]; errors: unknown[] };
      assert.ok(report.findings.length >= 2 && report.errors.length === 2, stdout);
      assertValid('check', stdout);
    });
  });

  it('describe an explanation', async () => {
    await withFiles({ 'a.py': gluePy }, async (cwd) => {
      const { stdout } = await joulewise(['explain', 'a.py:7', '--format', 'json'], { cwd });
      assert.ok((JSON.parse(stdout) as { findings: unknown[] }).findings.length > 0, stdout);
      assertValid('explain', stdout);
    });
  });

  it('describe a profile', async () => {
    const { stdout } = await joulewise(['profile', '-', '--set', 'sampleShape=3x32x32', '--format', 'json'], { stdin: gluePy });
    assertValid('profile', stdout);
  });

  it('name every fact there is', () => {
    const { $defs } = JSON.parse(readFileSync(new URL('profile.schema.json', folder), 'utf8')) as {
      $defs: { run: { properties: Record<string, unknown> } };
    };
    assert.deepEqual(Object.keys($defs.run.properties).sort(), [...factNames, 'at', 'id', 'repeats'].sort());
  });

  it('describe the estimate of one run', async () => {
    const { stdout } = await joulewise(['estimate', '-', ...machine], { stdin: gluePy });
    assertValid('estimate', stdout);
  });

  it('describe the estimates of several runs and their total', async () => {
    const { stdout } = await joulewise(['estimate', '-', ...machine], { stdin: twoRuns });
    assert.equal((JSON.parse(stdout) as { runs: unknown[] }).runs.length, 2);
    assertValid('estimate', stdout);
  });

  it('describe each line of a stream, failures included', async () => {
    const profile = { model: { value: 'resnet50' }, epochs: { value: 1 }, trainSamples: { value: 1000 } };
    const lines = [
      { id: 1, profile, machine: { hardware: 'A100' }, grid: { zone: 'FR' } },
      { id: 'x', profile: {}, machine: { hardware: 'A100' } },
    ];
    const stdin = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const { stdout } = await joulewise(['estimate', '--profile', '-', '--format', 'jsonl'], { stdin });
    for (const line of stdout.trim().split('\n')) {
      assertValid('estimate', line);
    }
  });

  it('describe alternatives', async () => {
    const { stdout } = await joulewise(['advise', '-', ...machine], { stdin: gluePy });
    assert.ok((JSON.parse(stdout) as { alternatives: unknown[] }).alternatives.length > 0);
    assertValid('advise', stdout);
  });

  for (const subject of ['rules', 'hardware', 'regions', 'zones', 'models', 'datasets', 'methods']) {
    it(`describe the list of ${subject}`, async () => {
      const { stdout } = await joulewise(['list', subject, '--format', 'json']);
      assert.ok((JSON.parse(stdout) as { items: unknown[] }).items.length > 0);
      assertValid('list', stdout);
    });
  }
});
