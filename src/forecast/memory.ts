import type { Quantiles } from '../accounting/quantiles';
import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { AcceleratorRow } from '../reference/rows';
import type { RunWork } from '../workload/run-work';
import type { ComputeMode } from './precision';
import type { ForecastConstants } from './constants';
import { fittedConstants } from './constants.generated';
import type { MemoryFit } from '../assess/estimate';
import type { TrainedShare } from './trained-share';

const GIB = 2 ** 30;
/** CUDA context, cuDNN and cuBLAS workspaces, allocator slack. */
const CONTEXT_BYTES = 0.9e9;
/** Outputs of convolutions are kept, and those of the normalisation after them; activations work in place. Counted, not measured. */
const KEPT_PER_CONVOLUTION_OUTPUT = 2.1;
/** A transformer layer keeps 34 bytes per token and hidden unit at 2 bytes each, so 17 elements, and 5 bytes per head and pair of tokens (Korthikanti 2022, eq. 1). */
const KEPT_PER_HIDDEN = 17;
const KEPT_PER_ATTENTION_PAIR = 2.5;
/** Logits and their gradient in fp32, with the half-precision copy. */
const LOGIT_BYTES = 10;
/** Vocabulary of GPT-2, and about that of most tokenisers of its time (Radford 2019). */
const TYPICAL_VOCABULARY = 50_257;
export const QLORA_WEIGHT_BYTES = 0.56; // 4-bit blocks of 64 with double quantisation (Dettmers 2023)
/** Tensors of weights, gradients and moments are counted to within a twentieth; what the allocator reserves for them is up to a fifth more (docs/accuracy.md). */
const STATE_LOG_WIDTH = { below: Math.log(1.05), above: Math.log(1.2) };

/** Below this share of the weights what is left over is rounding and not a table. */
const SMALLEST_TABLE = 0.01;

export interface MemoryLoad {
  readonly run: RunProfile;
  readonly work: RunWork;
  readonly trained: TrainedShare;
  readonly mode: ComputeMode;
  readonly accelerator: AcceleratorRow;
  readonly batchPerDevice: number;
  readonly devices: number;
}

/** What the activations of a model are known by: layers of convolutions are counted, those of transformers follow a rule for texts or for patches of images. */
export type ActivationKind = keyof ForecastConstants['memory'];

/** Bytes that do not grow with the batch, and those that do; null where the work of the model is not counted. */
export function memoryParts(
  load: MemoryLoad,
): { readonly fixed: number; readonly activations: number; readonly kind: ActivationKind } | null {
  if (load.work.parameters === null || !load.work.isCounted) return null;
  const kind = isText(load.work) ? 'text' : load.work.kind === 'transformer' ? 'patches' : 'convolution';
  return { fixed: stateBytes(load) + CONTEXT_BYTES, activations: activationBytes(load), kind };
}

/** Peak memory of one accelerator, and whether the run fits it. */
export function peakMemory(load: MemoryLoad, constants: Pick<ForecastConstants, 'memory'> = fittedConstants): MemoryFit {
  const availableGib = load.accelerator.memoryGib;
  const parts = memoryParts(load);
  if (parts === null) return { peakGiB: null, availableGib, fits: 'unknown' };
  const fixed = parts.fixed / GIB;
  const kept = parts.activations / GIB;
  const [below, above] = constants.memory[parts.kind];
  const peakGiB: Quantiles = {
    p10: fixed / Math.exp(STATE_LOG_WIDTH.below) + kept / Math.exp(below),
    p50: fixed + kept,
    p90: fixed * Math.exp(STATE_LOG_WIDTH.above) + kept * Math.exp(above),
  };
  const fits = availableGib === null ? 'unknown' : peakGiB.p90 <= availableGib ? 'yes' : peakGiB.p10 > availableGib ? 'no' : 'unknown';
  return { peakGiB, availableGib, fits };
}

/** Weights, gradients and optimizer state, sharded where the launch shards them. */
function stateBytes({ run, work, trained, devices }: MemoryLoad): number {
  const parameters = work.parameters ?? 0;
  const whole = factValue(run, 'peft') === 'qlora' ? Math.min(parameters, embeddedParameters(work)) : parameters;
  const weights = whole * weightBytes(run) + (parameters - whole) * QLORA_WEIGHT_BYTES;
  const perTrained = gradientBytes(run) + optimizerStateBytes(run);
  const shards = isSharded(run) ? devices : 1;
  return (weights + trained.trainedParameters * perTrained) / shards;
}

/**
 * Weights of the tables that turn tokens into units and back, which stay in half precision when those of the layers are quantised
 * (transformers with bitsandbytes, 2023). What no product needs is the first table; the second is as large. Models that use one table for both
 * show none, and a usual vocabulary stands for it.
 */
function embeddedParameters({ parameters, forwardFlopsPerSample, tokensPerSample, layers, hidden }: RunWork): number {
  if (parameters === null || tokensPerSample === null || hidden === null) return 0;
  const ofAttention = (layers ?? 0) * hidden * tokensPerSample;
  const table = parameters - (forwardFlopsPerSample / (2 * tokensPerSample) - ofAttention);
  return table > SMALLEST_TABLE * parameters ? 2 * table : TYPICAL_VOCABULARY * hidden;
}

function weightBytes(run: RunProfile): number {
  if (factValue(run, 'peft') === 'qlora') return 2;
  switch (factValue(run, 'precision')) {
    case 'fp16':
    case 'bf16':
    case 'fp8':
      return 2;
    case 'fp64':
      return 8;
    case 'amp-fp16':
    case 'amp-bf16':
      return 5; // fp32 weights and the half-precision copies that autocast keeps during a pass
    default:
      return 4;
  }
}

export function gradientBytes(run: RunProfile): number {
  const precision = factValue(run, 'precision');
  return precision === 'fp16' || precision === 'bf16' ? 2 : precision === 'fp64' ? 8 : 4;
}

/** Moments that the optimizer keeps of each trained weight, in fp32 or in the format of the weights (PyTorch makes them like the weights). Unknown optimizers count as Adam, the commonest. */
function optimizerStateBytes(run: RunProfile): number {
  const optimizer = (factValue(run, 'optimizer') ?? 'adam').toLowerCase();
  if (/8bit|8-bit/.test(optimizer)) return 2;
  if (/adafactor|galore/.test(optimizer)) return 0.5;
  const bytes = Math.min(4, gradientBytes(run));
  return /sgd|lion|rmsprop|adagrad/.test(optimizer) ? bytes : 2 * bytes;
}

/** Of the weights that are not trained, as they are stored. */
export function frozenBytes(run: RunProfile, work: RunWork, { trainedParameters, hasAdapters }: TrainedShare): number {
  const frozen = Math.max(0, (work.parameters ?? 0) - trainedParameters);
  return hasAdapters ? frozen * (factValue(run, 'peft') === 'qlora' ? QLORA_WEIGHT_BYTES : weightBytes(run)) : 0;
}

export function isSharded(run: RunProfile): boolean {
  const distributed = factValue(run, 'distributed');
  return distributed === 'fsdp' || distributed === 'deepspeed';
}

function activationBytes(load: MemoryLoad): number {
  const { run, work, batchPerDevice, mode } = load;
  const frozen = load.trained.hasAdapters ? 1 : (factValue(run, 'trainableShare') ?? 1);
  const kept = isText(work) ? textActivations(run, work, mode) : imageActivations(run, work, mode);
  return batchPerDevice * kept * Math.max(0.1, frozen);
}

function isText({ tokensPerSample, kind }: RunWork): boolean {
  return tokensPerSample !== null && kind === 'transformer';
}

function imageActivations(run: RunProfile, work: RunWork, mode: ComputeMode): number {
  const kept = work.activationElementsPerSample * KEPT_PER_CONVOLUTION_OUTPUT * mode.activationBytes;
  return factValue(run, 'gradientCheckpointing') === true ? kept / 3 : kept;
}

function textActivations(run: RunProfile, work: RunWork, mode: ComputeMode): number {
  const { layers, hidden, tokensPerSample } = work;
  const tokens = tokensPerSample ?? 1;
  const width = hidden ?? 768;
  const depth = layers ?? 12;
  // Hidden units come in heads of 64 (BERT, GPT) unless stated.
  const heads = work.heads ?? width / 64;
  // Fused attention (default since PyTorch 2.0, 2023) keeps no pairs; older code and padding masks do. Half of them count here.
  const perLayer = tokens * (KEPT_PER_HIDDEN * width + 0.5 * KEPT_PER_ATTENTION_PAIR * heads * tokens) * mode.activationBytes;
  const layersKept = factValue(run, 'gradientCheckpointing') === true ? 1 : depth;
  const checkpoints = layersKept === 1 ? depth * tokens * width * mode.activationBytes : 0;
  const logits = work.workloadClass === 'language-model' ? tokens * TYPICAL_VOCABULARY * LOGIT_BYTES : 0;
  return layersKept * perLayer + checkpoints + logits;
}
