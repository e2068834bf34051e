/** What each fact may hold, so that a value a person typed is read the same way from a flag, a comment or the report. */
import { precisions, type FactName } from '../profile/run-profile';

export type FactKind =
  | { readonly type: 'number'; readonly integer: boolean; readonly minimum: number; readonly maximum: number }
  | { readonly type: 'flag' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'text' }
  | { readonly type: 'shape' }
  /** Given whole, as an object: not something a person types. */
  | { readonly type: 'object' };

const count: FactKind = { type: 'number', integer: true, minimum: 1, maximum: 1e15 };
const countFromZero: FactKind = { type: 'number', integer: true, minimum: 0, maximum: 1e6 };
const amount: FactKind = { type: 'number', integer: false, minimum: Number.MIN_VALUE, maximum: 1e24 };
const share: FactKind = { type: 'number', integer: false, minimum: 0, maximum: 1 };
const flag: FactKind = { type: 'flag' };
const text: FactKind = { type: 'text' };

function choice(...choices: readonly string[]): FactKind {
  return { type: 'choice', choices };
}

export const factKinds: Readonly<Record<FactName, FactKind>> = {
  framework: text,
  task: text,
  model: text,
  parameters: count,
  forwardFlopsPerSample: amount,
  pretrained: flag,
  trainableShare: share,
  peft: choice('lora', 'qlora', 'adapter', 'prompt', 'none'),
  dataset: text,
  trainSamples: count,
  sampleShape: { type: 'shape' },
  tokensPerSample: count,
  // Trainers that count in steps report parts of an epoch.
  epochs: amount,
  maxSteps: count,
  batchSizePerDevice: count,
  gradientAccumulation: count,
  precision: choice(...precisions),
  compiled: flag,
  gradientCheckpointing: flag,
  optimizer: text,
  learningRate: amount,
  folds: count,
  seeds: count,
  trials: count,
  numWorkers: countFromZero,
  pinMemory: flag,
  evalWithoutGrad: flag,
  distributed: choice('none', 'dp', 'ddp', 'fsdp', 'deepspeed', 'tpu'),
  devices: count,
  accelerator: choice('cuda', 'mps', 'tpu', 'cpu'),
  memoryFormat: choice('channels_last', 'channels_first'),
  dataLoading: choice('synthetic', 'memory', 'disk'),
  validationShare: share,
  secondsPerStep: amount,
  wattsPerAccelerator: amount,
  work: { type: 'object' },
};

export const factNames = Object.keys(factKinds) as readonly FactName[];

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(factKinds, name);
}
