/** A report as the host would send it, computed from a few figures so that it closes: energy × intensity = carbon, parts = whole. */
import type { Quantiles } from '../../src/accounting/quantiles';
import { scaled } from '../../src/accounting/quantiles';
import type { Alternative } from '../../src/advice/alternative';
import type { Estimate } from '../../src/assess/estimate';
import type { FindingMeasure, InputRow, LaunchOption, Measure, ReportModel } from '../../src/assess/report-model';
import type { SourceRange } from '../../src/profile/run-profile';
import type { Finding } from '../../src/rules/finding';

export type ReadyModel = Extract<ReportModel, { readonly state: 'ready' }>;

const path = 'classify/train.py';

export function at(line: number, column = 5, endColumn = 20): SourceRange {
  return { path, cell: null, line, column, endLine: line, endColumn };
}

interface Figures {
  readonly epochs: number;
  readonly steps: number;
  readonly secondsPerStep: number;
  readonly acceleratorWatts: number;
  readonly intensity: number;
  readonly pricePerHour: number;
  readonly peakGib: number;
  readonly hardware: string;
  readonly hardwareName: string;
  readonly availableGib: number;
  readonly place: string;
}

const written: Figures = {
  epochs: 90,
  steps: 1184,
  secondsPerStep: 0.104,
  acceleratorWatts: 318,
  intensity: 301,
  pricePerHour: 0.136,
  peakGib: 17,
  hardware: 'nvidia-geforce-rtx-3090',
  hardwareName: 'RTX 3090',
  availableGib: 24,
  place: 'Ireland',
};

const pue = 1.2;
const startUpSeconds = 18;

export function estimateOf(change: Partial<Figures> = {}): Estimate {
  const figures = { ...written, ...change };
  const hours = (figures.epochs * figures.steps * figures.secondsPerStep + startUpSeconds) / 3600;
  const durationHours: Quantiles = { p10: hours * 0.68, p50: hours, p90: hours * 1.49 };
  const energyAt = (watts: number): Quantiles => scaled({ p10: hours * 0.66, p50: hours, p90: hours * 1.52 }, watts / 1000);
  const accelerators = energyAt(figures.acceleratorWatts);
  const cpu = energyAt(45);
  const memory = energyAt(14);
  const it = [accelerators, cpu, memory].reduce((sum, part) => ({
    p10: sum.p10 + part.p10,
    p50: sum.p50 + part.p50,
    p90: sum.p90 + part.p90,
  }));
  const energyKwh = scaled(it, pue);
  return {
    version: 1,
    method: 'joulewise',
    durationHours,
    energyKwh,
    carbonKg: scaled(energyKwh, figures.intensity / 1000),
    embodiedKg: scaled(durationHours, 0.0112),
    cost: { ...scaled(durationHours, figures.pricePerHour), currency: 'EUR', source: 'electricity at 0.30 EUR/kWh, your setting' },
    memory: {
      peakGiB: { p10: figures.peakGib * 0.85, p50: figures.peakGib, p90: figures.peakGib * 1.2 },
      availableGib: figures.availableGib,
      fits: figures.peakGib * 1.2 < figures.availableGib ? 'yes' : figures.peakGib < figures.availableGib ? 'unknown' : 'no',
    },
    breakdown: {
      accelerators: { energyKwh: accelerators },
      cpu: { energyKwh: cpu },
      memory: { energyKwh: memory },
      facility: { energyKwh: scaled(it, pue - 1) },
    },
    arithmetic: {
      factors: [
        { label: 'epochs', value: figures.epochs, fact: 'epochs', assumed: false },
        { label: 'steps', value: figures.steps, fact: 'batchSizePerDevice', assumed: false },
        { label: 'seconds per step', value: figures.secondsPerStep, fact: 'secondsPerStep', assumed: false },
      ],
      startUpSeconds,
      boundBy: 'compute',
    },
    profile: {
      id: `${path}#1`,
      at: { line: 58, endLine: 91 },
      model: { value: 'torchvision/resnet50', origin: 'literal', at: at(31) },
      pretrained: { value: false, origin: 'framework-default' },
      dataset: { value: 'food-101', origin: 'literal', at: at(24) },
      epochs: { value: figures.epochs, origin: 'argparse-default', at: at(12) },
      batchSizePerDevice: { value: 64, origin: 'literal', at: at(26) },
      precision: { value: 'fp32', origin: 'framework-default', at: at(58) },
    },
    machine: {
      hardware: figures.hardware,
      hardwareName: figures.hardwareName,
      count: 1,
      nodes: 1,
      cpuCores: 8,
      memoryGib: 32,
      pue: { value: pue, source: 'your setting', year: null },
    },
    grid: {
      zone: 'IE',
      region: null,
      name: figures.place,
      intensityGramsPerKwh: figures.intensity,
      year: 2025,
      scope: 'lifecycle',
      source: 'Electricity Maps, yearly average',
    },
    drivers: [
      { quantity: 'GPU utilisation', share: 0.58, narrowBy: 'Measure 20 steps: the range shrinks to about ±15 %.' },
      { quantity: 'Data loading', share: 0.27, narrowBy: 'State where the images lie: memory, local disk or network.' },
      { quantity: 'Idle power of the host', share: 0.15, narrowBy: '' },
    ],
    assumptions: [{ quantity: 'cpuCores', value: '8', why: 'The median of machines with one RTX 3090.' }],
    methods: [
      { method: 'ML CO2 Impact', energyKwh: 1.08, carbonKg: 0.325, why: 'full TDP for the whole time' },
      { method: 'Green Algorithms', energyKwh: 1.73, carbonKg: 0.521, why: 'half load' },
    ],
  };
}

export const estimate = estimateOf();

export function inputRow(row: Partial<InputRow> & Pick<InputRow, 'key' | 'label' | 'value'>): InputRow {
  return {
    display: String(row.value),
    origin: 'literal',
    at: null,
    alternatives: [],
    editor: 'number',
    choices: [],
    overridden: false,
    ...row,
  };
}

const precisions = ['fp32', 'tf32', 'amp-fp16', 'amp-bf16', 'bf16'];

export const inputs: readonly InputRow[] = [
  inputRow({ key: 'model', label: 'model', value: 'torchvision/resnet50', display: 'resnet50 · 25.6 M', at: at(31), editor: 'pick' }),
  inputRow({ key: 'dataset', label: 'data', value: 'food-101', display: 'Food-101 · 75,750', at: at(24), editor: 'pick' }),
  inputRow({
    key: 'epochs',
    label: 'epochs',
    value: 90,
    origin: 'argparse-default',
    at: at(12),
    alternatives: [{ display: '10', when: 'args.quick' }],
  }),
  inputRow({ key: 'batchSizePerDevice', label: 'batch', value: 64, at: at(26) }),
  inputRow({
    key: 'precision',
    label: 'precision',
    value: 'fp32',
    origin: 'framework-default',
    at: at(58),
    editor: 'choice',
    choices: precisions,
  }),
  inputRow({ key: 'secondsPerStep', label: 'seconds a step', value: 0.104, origin: 'modelled' }),
  inputRow({
    key: 'hardware',
    label: 'hardware',
    value: 'nvidia-geforce-rtx-3090',
    display: '1 × RTX 3090',
    origin: 'setting',
    editor: 'pick',
  }),
  inputRow({ key: 'region', label: 'region', value: 'IE', display: 'Ireland', origin: 'setting', editor: 'pick' }),
  inputRow({ key: 'pue', label: 'PUE', value: 1.2, display: '1.20', origin: 'setting' }),
  inputRow({ key: 'cpuCores', label: 'CPU cores', value: 8, origin: 'assumed' }),
];

function alternativeOf(
  alternative: Partial<Alternative> & Pick<Alternative, 'id' | 'topic' | 'title' | 'detail' | 'verb' | 'accuracy' | 'source' | 'estimate'>,
): Alternative {
  const quantity = alternative.topic === 'region' || alternative.topic === 'hardware' ? 'carbon' : 'energy';
  const of = quantity === 'carbon' ? 'carbonKg' : 'energyKwh';
  const change = alternative.estimate[of].p50 / estimate[of].p50 - 1;
  const spread = Math.min(0.07, 1 + change);
  return { change: {}, edits: [], saving: { quantity, p10: change - spread * 0.7, p50: change, p90: change + spread }, ...alternative };
}

export const fineTune = alternativeOf({
  id: 'transfer-learning/resnet50',
  topic: 'transfer-learning',
  title: 'Fine-tune pretrained ResNet-50',
  detail: '12 epochs instead of 90 · 25 min',
  accuracy: 'Accuracy on small sets rises: 82.7 to 86.9 % on Food-101.',
  verb: 'edit-code',
  source: 'Kornblith, Shlens and Le, Do Better ImageNet Models Transfer Better?, CVPR 2019, https://arxiv.org/abs/1805.08974, table 5',
  estimate: estimateOf({ epochs: 12 }),
  edits: [{ ...at(31, 18, 32), text: 'weights="DEFAULT"' }],
});

export const stockholm = alternativeOf({
  id: 'region/aws-eu-north-1',
  topic: 'region',
  title: 'A10G in Stockholm (g5.xlarge)',
  detail: '21 instead of 301 g/kWh · 4 h 20 min · 4.60 USD',
  accuracy: 'No effect on accuracy.',
  verb: 'change-launch',
  source: 'Electricity Maps 2025, lifecycle',
  estimate: estimateOf({
    intensity: 21,
    secondsPerStep: 0.146,
    acceleratorWatts: 140,
    pricePerHour: 1.06,
    hardwareName: 'A10G',
    place: 'Stockholm',
  }),
});

export const efficientNet = alternativeOf({
  id: 'architecture/efficientnet-b0',
  topic: 'architecture',
  title: 'EfficientNet-B0',
  detail: '0.8 instead of 8.2 GFLOPs per image · launch-bound on this GPU',
  accuracy: 'ImageNet top-1 77.7 % against 80.9 %.',
  verb: 'compare',
  source: 'torchvision model table, 2024',
  estimate: estimateOf({ secondsPerStep: 0.061, acceleratorWatts: 270, peakGib: 10 }),
});

export const fp32Finding: Finding = {
  ...at(58, 9, 26),
  rule: 'train-loop-fp32',
  severity: 'information',
  confidence: 'high',
  message:
    'The training loop computes in fp32. Tensor cores stand idle in full precision: run forward and loss under torch.autocast with bfloat16.',
  docs: 'docs/rules/train-loop-fp32.md',
  saving: { energyShare: { low: 0.25, high: 0.5 }, evidence: 'energy', source: 'NVIDIA, Mixed Precision Training guide, 2023' },
  change: { precision: 'amp-bf16' },
  fixes: [
    {
      title: 'Run the step under autocast',
      safe: false,
      edits: [{ ...at(58, 9, 9), text: 'with torch.autocast("cuda", torch.bfloat16):\n' }],
    },
  ],
};

export const workersFinding: Finding = {
  ...at(26, 14, 60),
  rule: 'dataloader-workers-zero',
  severity: 'information',
  confidence: 'high',
  message: 'The DataLoader decodes images in the main process. The GPU waits for each batch: set num_workers.',
  docs: 'docs/rules/dataloader-workers-zero.md',
  saving: { energyShare: { low: 0, high: 0.3 }, evidence: 'time', source: 'PyTorch Performance Tuning Guide, 2024' },
  change: { numWorkers: 8 },
  fixes: [{ title: 'Set num_workers=8', safe: true, edits: [{ ...at(26, 58, 58), text: ', num_workers=8' }] }],
};

export const syncFinding: Finding = {
  ...at(66, 9, 20),
  rule: 'step-host-sync',
  severity: 'hint',
  confidence: 'medium',
  message: 'loss.item() in every step makes the host wait for the GPU. Log every 50 steps.',
  docs: 'docs/rules/step-host-sync.md',
  saving: null,
  change: null,
  fixes: [],
};

const workersMeasure: FindingMeasure = {
  kind: 'finding',
  title: 'Batches are loaded in the training process',
  finding: workersFinding,
  saving: null,
  index: 1,
};

export const measures: readonly Measure[] = [
  { kind: 'alternative', alternative: stockholm },
  { kind: 'alternative', alternative: fineTune },
  {
    kind: 'finding',
    title: 'A GPU training loop in plain float32',
    finding: fp32Finding,
    saving: { quantity: 'energy', p10: -0.48, p50: -0.41, p90: -0.3 },
    index: 0,
  },
  { kind: 'alternative', alternative: efficientNet },
  workersMeasure,
  { kind: 'finding', title: 'The host waits for the GPU in every step', finding: syncFinding, saving: null, index: 2 },
];

export const readyModel: ReadyModel = {
  state: 'ready',
  fileName: 'train.py',
  path,
  runs: [
    { id: `${path}#1`, label: 'run 1 of 2' },
    { id: `${path}#2`, label: 'run 2 of 2' },
  ],
  selectedRun: 0,
  estimate,
  problem: null,
  typical: [],
  inputs,
  measures,
  syntaxBroken: false,
  exhausted: false,
};

/** The same script with 30 epochs tried out. */
export const whatIfModel: ReadyModel = {
  ...readyModel,
  estimate: estimateOf({ epochs: 30 }),
  inputs: inputs.map((row) => (row.key === 'epochs' ? { ...row, value: 30, display: '30', origin: 'user', overridden: true } : row)),
  whatIf: true,
  comparedWith: { basis: 'written', estimate },
};

function launchOption(option: Partial<LaunchOption> & Pick<LaunchOption, 'text' | 'place'>): LaunchOption {
  return { id: option.place, kind: 'launch', at: at(3), processes: 1, nodes: 1, precision: null, asks: null, ...option };
}

const launchOptions: readonly LaunchOption[] = [
  launchOption({
    text: 'torchrun --nnodes 2 --nproc_per_node 4 train.py --epochs 30 --data /datasets/food-101 --output runs/food-101-resnet50',
    place: 'scripts/run.sh:3',
    processes: 8,
    nodes: 2,
    precision: 'bf16',
    asks: { hardware: 'nvidia-a100-sxm4-80gb', name: 'NVIDIA A100 SXM4 80GB', count: 8 },
  }),
  launchOption({ text: 'python train.py --epochs 5', place: '.vscode/launch.json:4' }),
  launchOption({ id: 'none', kind: 'none', text: '', place: '', at: null }),
];

/** Two launches were found, and nobody chose one. */
export const launchesModel: ReadyModel = {
  ...readyModel,
  inputs: inputs.map((row) =>
    row.key === 'epochs'
      ? {
          ...row,
          alternatives: [
            { display: '30', when: 'launched as scripts/run.sh:3' },
            { display: '5', when: 'launched as .vscode/launch.json:4' },
          ],
        }
      : row,
  ),
  launch: { options: launchOptions, inForce: null, isChosen: false, lost: null, canWrite: false },
};

export const chosenLaunchModel: ReadyModel = {
  ...readyModel,
  inputs: inputs.map((row) =>
    row.key === 'epochs'
      ? { ...row, value: 30, display: '30', origin: 'launcher', alternatives: [], at: { ...at(3), path: 'classify/scripts/run.sh' } }
      : row,
  ),
  launch: { options: launchOptions, inForce: 'scripts/run.sh:3', isChosen: true, lost: null, canWrite: true },
};

/** A comment states the launch, and many more were found. */
export const statedLaunchModel: ReadyModel = {
  ...readyModel,
  launch: {
    options: [
      launchOption({ id: 'comment', kind: 'comment', text: 'torchrun --nproc_per_node 4 train.py', place: ':1', at: at(1), processes: 4 }),
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((line) =>
        launchOption({ text: `python train.py --epochs ${String(line)}`, place: `scripts/sweep.sh:${String(line)}` }),
      ),
    ],
    inForce: 'comment',
    isChosen: false,
    lost: 'python train.py --epochs 9',
    canWrite: false,
  },
};

export const noHardwareModel: ReadyModel = {
  ...readyModel,
  runs: [{ id: `${path}#1`, label: 'run 1 of 1' }],
  estimate: null,
  typical: [
    {
      hardware: 'nvidia-rtx-4060',
      name: 'RTX 4060',
      estimate: estimateOf({ secondsPerStep: 0.171, acceleratorWatts: 110, availableGib: 8 }),
    },
    { hardware: 'nvidia-t4', name: 'T4 (Colab)', estimate: estimateOf({ secondsPerStep: 0.305, acceleratorWatts: 68, availableGib: 16 }) },
    {
      hardware: 'nvidia-a100-sxm4-80gb',
      name: 'A100 80 GB',
      estimate: estimateOf({ secondsPerStep: 0.041, acceleratorWatts: 330, availableGib: 80 }),
    },
    {
      hardware: 'nvidia-h100-sxm5-80gb',
      name: 'H100',
      estimate: estimateOf({ secondsPerStep: 0.024, acceleratorWatts: 520, availableGib: 80 }),
    },
  ],
  inputs: inputs.map((row) => (row.key === 'hardware' ? { ...row, value: null, display: '', origin: 'unknown' } : row)),
};

export const problemModel: ReadyModel = {
  ...readyModel,
  estimate: null,
  problem: {
    error: 'The number of epochs and the size of the data set cannot be read from the code.',
    missing: ['epochs', 'training samples'],
  },
};

export const emptyModels: Readonly<Record<string, ReportModel>> = {
  'no editor': { state: 'empty', reason: 'no-editor', fileName: null, findings: [] },
  'not Python': { state: 'empty', reason: 'not-python', fileName: 'README.md', findings: [] },
  'no training': { state: 'empty', reason: 'no-training', fileName: 'features.py', findings: [workersMeasure] },
  loading: { state: 'empty', reason: 'loading', fileName: 'train.py', findings: [] },
  error: { state: 'error', fileName: 'train.py', message: 'The parser could not be loaded.' },
};

export const allModels: Readonly<Record<string, ReportModel>> = {
  forecast: readyModel,
  'what-if': whatIfModel,
  'no hardware': noHardwareModel,
  'missing facts': problemModel,
  launches: launchesModel,
  'launch chosen': chosenLaunchModel,
  'launch stated': statedLaunchModel,
  ...emptyModels,
};
