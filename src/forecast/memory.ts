import type { Quantiles } from '../accounting/quantiles';
import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { AcceleratorRow } from '../reference/rows';
import type { RunWork } from '../workload/run-work';
import type { ComputeMode } from './precision';
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
const QLORA_WEIGHT_BYTES = 0.56; // 4-bit blocks of 64 with double quantisation (Dettmers 2023)
/** P90 over P50 of the activations; allocator, fused kernels and attention variants are not visible. */
const ACTIVATION_LOG_WIDTH = Math.log(1.5);
const STATE_LOG_WIDTH = Math.log(1.08);

export interface MemoryLoad {
  readonly run: RunProfile;
  readonly work: RunWork;
  readonly trained: TrainedShare;
  readonly mode: ComputeMode;
  readonly accelerator: AcceleratorRow;
  readonly batchPerDevice: number;
  readonly devices: number;
}

/** Peak memory of one accelerator, and whether the run fits it. */
export function peakMemory(load: MemoryLoad): MemoryFit {
  const availableGib = load.accelerator.memoryGib;
  if (load.work.parameters === null || !load.work.isCounted) return { peakGiB: null, availableGib, fits: 'unknown' };
  const state = stateBytes(load);
  const activations = activationBytes(load);
  const fixed = (state + CONTEXT_BYTES) / GIB;
  const kept = activations / GIB;
  const peakGiB: Quantiles = {
    p10: fixed / Math.exp(STATE_LOG_WIDTH) + kept / Math.exp(ACTIVATION_LOG_WIDTH),
    p50: fixed + kept,
    p90: fixed * Math.exp(STATE_LOG_WIDTH) + kept * Math.exp(ACTIVATION_LOG_WIDTH),
  };
  const fits = availableGib === null ? 'unknown' : peakGiB.p90 <= availableGib ? 'yes' : peakGiB.p10 > availableGib ? 'no' : 'unknown';
  return { peakGiB, availableGib, fits };
}

/** Weights, gradients and optimizer state, sharded where the launch shards them. */
function stateBytes({ run, work, trained, devices }: MemoryLoad): number {
  const weights = (work.parameters ?? 0) * weightBytes(run);
  const perTrained = gradientBytes(run) + optimizerStateBytes(run);
  const shards = isSharded(run) ? devices : 1;
  return (weights + trained.trainedParameters * perTrained) / shards;
}

function weightBytes(run: RunProfile): number {
  if (factValue(run, 'peft') === 'qlora') return QLORA_WEIGHT_BYTES;
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

/** Moments that the optimizer keeps of each trained weight, fp32. Unknown optimizers count as Adam, the commonest. */
function optimizerStateBytes(run: RunProfile): number {
  const optimizer = (factValue(run, 'optimizer') ?? 'adam').toLowerCase();
  if (/8bit|8-bit/.test(optimizer)) return 2;
  if (/adafactor|galore/.test(optimizer)) return 0.5;
  if (/sgd|lion|rmsprop|adagrad/.test(optimizer)) return 4;
  return 8;
}

export function isSharded(run: RunProfile): boolean {
  const distributed = factValue(run, 'distributed');
  return distributed === 'fsdp' || distributed === 'deepspeed';
}

function activationBytes(load: MemoryLoad): number {
  const { run, work, batchPerDevice, mode } = load;
  const frozen = load.trained.hasAdapters ? 1 : (factValue(run, 'trainableShare') ?? 1);
  const kept =
    work.tokensPerSample !== null && work.kind === 'transformer' ? textActivations(run, work, mode) : imageActivations(run, work, mode);
  return batchPerDevice * kept * Math.max(0.1, frozen);
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
