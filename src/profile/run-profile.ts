/**
 * What a script will train, as facts read from its code. Shapes are those of `joulewise profile --format json`.
 * Every fact is present with its origin, explicitly not applicable, or absent: absent means unknown.
 */

/** Where a fact comes from. `assumed` is the only origin that the code does not back. */
export type FactOrigin =
  | 'literal'
  | 'constant'
  | 'argparse-default'
  | 'dataclass-default'
  | 'function-default'
  | 'config-file'
  | 'launcher'
  | 'framework-default'
  | 'catalogue'
  | 'counted'
  | 'user'
  | 'assumed';

/** One step of the way a value took from where it was written to where it is used. Line is 1-based, in the cell if there is one. */
export interface TrailStep {
  readonly path: string;
  readonly cell: number | null;
  readonly line: number;
  readonly what: string;
}

export interface FactAlternative<T> {
  readonly value: T;
  /** The condition under which this value holds, as the source says it, e.g. `args.amp`. */
  readonly when: string;
}

export interface Fact<T> {
  readonly value: T;
  readonly origin: FactOrigin;
  readonly trail?: readonly TrailStep[];
  readonly alternatives?: readonly FactAlternative<T>[];
  /** The last step of the trail, exact to the character, where an editor can jump or replace. */
  readonly at?: SourceRange;
}

/** 1-based lines and columns, columns in UTF-16 code units; `cell` is the index among all cells of a notebook. */
export interface SourceRange {
  readonly path: string;
  readonly cell: number | null;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface NotApplicable {
  readonly notApplicable: true;
}

export type MaybeFact<T> = Fact<T> | NotApplicable | undefined;

export const precisions = ['fp32', 'tf32-conv-only', 'tf32', 'amp-fp16', 'amp-bf16', 'fp16', 'bf16', 'fp8', 'fp64'] as const;
export type Precision = (typeof precisions)[number];

export type Distributed = 'none' | 'dp' | 'ddp' | 'fsdp' | 'deepspeed' | 'tpu';
export type AcceleratorKind = 'cuda' | 'mps' | 'tpu' | 'cpu';
export type DataLoading = 'synthetic' | 'memory' | 'disk';
export type PeftMethod = 'lora' | 'qlora' | 'adapter' | 'prompt' | 'none';

/** What is known of the model's work per sample; every field may be missing. */
export interface Work {
  readonly kind?: 'cnn' | 'transformer' | 'recurrent' | 'mixed' | 'tabular';
  readonly layers?: number;
  readonly hidden?: number;
  readonly heads?: number;
  /** Elements of the outputs of convolution and linear layers, one sample, forward. */
  readonly activationElementsPerSample?: number;
  /** Leaf modules: each launches at least one kernel per pass. */
  readonly modules?: number;
  /** Training FLOPs over forward FLOPs; 3 where nothing is frozen or recomputed. */
  readonly trainFlopsFactor?: number;
  /** Inputs of the model in one sample: two where answers to one prompt are compared. */
  readonly inputsPerSample?: number;
  /** Forward passes over each of them by a model that is not trained, such as the reference of a preference. */
  readonly frozenForwards?: number;
  /** Answers that the model writes to each sample, a prompt, and then learns from. */
  readonly answers?: Answers;
}

export interface Answers {
  readonly perPrompt: number;
  /** Tokens of one answer, written one after the other. */
  readonly tokens: number;
  /** Written by an engine made for it, which launches a whole pass at once. */
  readonly isServed: boolean;
}

/** The facts of one run, by name. Units are in the names; 1 multiply-add = 2 FLOPs. */
export interface RunFacts {
  framework: string;
  task: string;
  model: string;
  parameters: number;
  forwardFlopsPerSample: number;
  pretrained: boolean;
  trainableShare: number;
  peft: PeftMethod;
  dataset: string;
  trainSamples: number;
  sampleShape: readonly number[];
  tokensPerSample: number;
  epochs: number;
  maxSteps: number;
  batchSizePerDevice: number;
  gradientAccumulation: number;
  precision: Precision;
  compiled: boolean;
  gradientCheckpointing: boolean;
  optimizer: string;
  learningRate: number;
  folds: number;
  seeds: number;
  trials: number;
  numWorkers: number;
  pinMemory: boolean;
  evalWithoutGrad: boolean;
  distributed: Distributed;
  devices: number;
  accelerator: AcceleratorKind;
  memoryFormat: 'channels_last' | 'channels_first';
  dataLoading: DataLoading;
  validationShare: number;
  secondsPerStep: number;
  /** Mean power of all that runs, for each accelerator: whatever the source of the figure counts. It takes the place of the power model, host included. */
  wattsPerAccelerator: number;
  work: Work;
}

export type FactName = keyof RunFacts;

/** One training that the script performs. */
export type RunProfile = {
  readonly id: string;
  readonly at?: { readonly line: number; readonly endLine: number; readonly cell?: number | null };
  /** How often this very run is repeated beyond folds, seeds and trials. */
  readonly repeats?: Fact<number>;
} & { readonly [K in FactName]?: Fact<RunFacts[K]> | NotApplicable };

export interface Profile {
  readonly version: 1;
  readonly path: string;
  readonly runs: readonly RunProfile[];
}

/** The value of a fact, or undefined when it is unknown or not applicable. */
export function factValue<K extends FactName>(run: RunProfile, name: K): RunFacts[K] | undefined {
  const fact = run[name] as MaybeFact<RunFacts[K]>;
  return fact !== undefined && 'value' in fact ? fact.value : undefined;
}

/** The fact itself, or undefined when it is unknown or not applicable. */
export function knownFact<K extends FactName>(run: RunProfile, name: K): Fact<RunFacts[K]> | undefined {
  const fact = run[name] as MaybeFact<RunFacts[K]>;
  return fact !== undefined && 'value' in fact ? fact : undefined;
}
