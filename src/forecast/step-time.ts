import type { RunWork } from '../workload/run-work';
import type { Bound } from './run-forecast';
import type { StepConstants } from './constants';
import type { ComputeMode } from './precision';

/** One optimizer step on one device: what it computes, moves and launches. */
export interface StepLoad {
  readonly work: RunWork;
  readonly mode: ComputeMode;
  readonly bandwidthGbPerSecond: number | null;
  readonly samples: number;
  /** Forward-and-backward passes before the optimizer steps. */
  readonly accumulation: number;
  readonly trainFlopsPerSample: number;
  readonly trainedParameters: number;
  readonly isChannelsLast: boolean;
  readonly isGraph: boolean;
  /** By torch.compile, which the runs that the constants were fitted on did without. */
  readonly isFused: boolean;
  /** What the framework's own loop takes on the host for each batch, however little is computed. */
  readonly callSeconds: number;
  /** Year in which the accelerator came out; its host is about as old. */
  readonly year: number | null;
  /** Measured over modelled time of arithmetic and memory traffic that runs of this kind have shown. */
  readonly correction: number;
}

/** Seconds of one optimizer step on one device, by what takes them. */
export interface StepTime {
  readonly compute: number;
  readonly memory: number;
  /** The floor that launching kernels sets. */
  readonly launch: number;
  readonly total: number;
  readonly boundBy: Bound;
}

/** Memory bandwidth per fp32 TFLOP/s where it is not published: 10 to 60 GB/s over GPUs since 2016 (Epoch AI hardware table, 2026). */
const TYPICAL_GB_PER_TFLOP = 30;

/** Share of the traffic of activations that is left when pointwise operations are fused: training became 43 % faster on A100 (PyTorch 2.0 release, 163 models, 2023), of steps that are two thirds traffic. */
const FUSED_SHARE = 0.55;

/** Additive roofline with a launch floor: arithmetic and memory traffic add up; where the host is about as slow as both, neither hides the other wholly. */
export function stepTime(load: StepLoad, constants: StepConstants): StepTime {
  const { work, samples, accumulation } = load;
  const family = operationFamily(work);
  const rounds = samples * accumulation;
  const attentionPace = (constants.attentionEfficiency * load.mode.attentionTflops) / load.mode.matrixTflops;
  const slowed = 1 + attentionShare(work) * (1 / attentionPace - 1);
  const compute = (load.correction * rounds * load.trainFlopsPerSample * slowed) / flopsPerSecond(work, load.mode, family, constants);
  const layout = load.isChannelsLast && family === 'convolution' ? constants.channelsLastShare : 1;
  const crossings =
    constants.activationPasses[family] * layout * work.activationElementsPerSample +
    constants.attentionPasses * attentionScores(work, load.mode);
  const activationBytes = rounds * crossings * load.mode.activationBytes * (load.isFused ? FUSED_SHARE : 1);
  const bandwidth = (load.bandwidthGbPerSecond ?? TYPICAL_GB_PER_TFLOP * load.mode.matrixTflops) * 1e9 * constants.bandwidthShare;
  const memory = (load.correction * (activationBytes + constants.optimizerBytes * load.trainedParameters)) / bandwidth;
  const rows = work.kind === 'tabular' ? rounds * constants.rowSeconds : 0;
  const perBatch = work.modules * constants.launchSeconds[load.isGraph ? 'graph' : 'eager'] + load.callSeconds;
  const launch = accumulation * perBatch * hostAge(load.year) + rows;
  const device = compute + memory;
  return {
    compute,
    memory,
    launch,
    total: Math.hypot(device, launch),
    boundBy: launch > device ? 'launch' : compute >= memory ? 'compute' : 'memory',
  };
}

/** One thread of a server or desktop became about 9 % faster each year, about the trend of published single-thread results, 2014–23; the range of launch-bound steps covers its error. */
const YEARLY_GROWTH = Math.log(1.09);
const REFERENCE_YEAR = 2019;
const LARGEST_AGE = 1.6;

/** Host time per kernel launch against that of a machine of 2019. */
function hostAge(year: number | null): number {
  const age = Math.exp(YEARLY_GROWTH * (REFERENCE_YEAR - (year ?? REFERENCE_YEAR)));
  return Math.min(LARGEST_AGE, Math.max(1 / LARGEST_AGE, age));
}

/**
 * Share of the FLOPs that products of queries, keys and values make: what the weights of its layers do not explain, and at most all pairs of
 * tokens. 0 where the work is not that of a transformer over texts.
 */
function attentionShare({ kind, tokensPerSample: tokens, layers, hidden, forwardFlopsPerSample }: RunWork): number {
  if (kind !== 'transformer' || tokens === null || layers === null || hidden === null) return 0;
  const ofWeights = 2 * 12 * layers * hidden * hidden * tokens;
  const ofAllPairs = 4 * layers * hidden * tokens * tokens;
  return Math.min(1, Math.max(0, Math.min(1 - ofWeights / forwardFlopsPerSample, ofAllPairs / forwardFlopsPerSample)));
}

/** Longer texts do not fit unless attention is fused. */
const LONGEST_UNFUSED_TOKENS = 2048;
/** Hidden units come in heads of 64 (BERT, GPT) unless stated. */
const HIDDEN_PER_HEAD = 64;

/** Scores that attention over texts writes to memory, one sample. Fused kernels write none; language models use them wherever they run, which is in half precision alone (Dao 2022). */
function attentionScores(work: RunWork, { group }: ComputeMode): number {
  const tokens = work.tokensPerSample;
  if (work.kind !== 'transformer' || tokens === null || tokens > LONGEST_UNFUSED_TOKENS) return 0;
  if (work.workloadClass === 'language-model' && group === 'half') return 0;
  const heads = work.heads ?? (work.hidden ?? 0) / HIDDEN_PER_HEAD;
  return (work.layers ?? 0) * heads * tokens * tokens;
}

type OperationFamily = keyof StepConstants['activationPasses'];

function operationFamily(work: RunWork): OperationFamily {
  if (work.workloadClass === 'vision-transformer') return 'vision';
  return work.kind === 'transformer' || work.kind === 'recurrent' || work.kind === 'tabular' ? 'matrix' : 'convolution';
}

function flopsPerSecond(
  work: RunWork,
  mode: ComputeMode,
  family: OperationFamily,
  { efficiency, halfEfficientHidden }: StepConstants,
): number {
  if (family === 'convolution') return efficiency.convolution[formatGroup(mode.convolutionFormat)] * mode.convolutionTflops * 1e12;
  if (family === 'vision')
    return (efficiency.vision / efficiency.matrix.half) * efficiency.matrix[formatGroup(mode.matrixFormat)] * mode.matrixTflops * 1e12;
  const hidden = work.hidden ?? halfEfficientHidden;
  return efficiency.matrix[formatGroup(mode.matrixFormat)] * (hidden / (hidden + halfEfficientHidden)) * mode.matrixTflops * 1e12;
}

function formatGroup(format: ComputeMode['matrixFormat']): 'half' | 'tf32' | 'fp32' {
  if (format === 'tf32') return 'tf32';
  return format === 'fp32' || format === 'fp64' ? 'fp32' : 'half';
}
