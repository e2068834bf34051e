import type { Precision } from '../profile/run-profile';
import type { AcceleratorRow, TensorFormat } from '../reference/rows';

/** How a step computes on a given accelerator. */
export interface ComputeMode {
  /** Peak that convolutions can reach, and matrix products, TFLOP/s. */
  readonly convolutionTflops: number;
  readonly matrixTflops: number;
  /** Peak that the products of attention can reach. */
  readonly attentionTflops: number;
  readonly convolutionFormat: TensorFormat;
  readonly matrixFormat: TensorFormat;
  /** Bytes of one stored activation. */
  readonly activationBytes: number;
  readonly group: 'half' | 'tf32' | 'fp32';
}

/** FP8 raises the throughput of training by 1.2 to 1.5 over bf16, since only some of the matrix products are computed in it (llm-foundry throughput tables, H100, 2024). */
const FP8_OVER_HALF = 1.35;

/**
 * Kernels of attention written for Ampere reach 35 % of the peak of H100, and twice that share of A100's: they do not issue the products
 * that Hopper computes for whole groups of warps (Shah 2024, FlashAttention-3).
 */
const ATTENTION_ON_WARP_GROUPS = 0.5;
/** Server boards with such units have fp8 and more than 2 TB/s; cards of the same years have neither these units nor that memory (H100, B200, 2022–24). */
const WARP_GROUP_GB_PER_SECOND = 2000;

/** Volta reaches 8 times its fp32 rate in tensor cores, Turing 4 times; plain half-precision units 2 times at most (vendor white papers, 2017–18). */
const TENSOR_CORE_RATIO = 2.5;

export function hasTensorCores(accelerator: AcceleratorRow): boolean {
  const { fp16, bf16, tf32, fp32 } = accelerator.peakTflops;
  return tf32 !== undefined || bf16 !== undefined || (fp16 !== undefined && fp32 !== undefined && fp16 / fp32 >= TENSOR_CORE_RATIO);
}

/**
 * Formats and peaks behind a precision on an accelerator. A format that the device lacks falls back to the next it has:
 * mixed precision brings nothing without tensor cores, TF32 does not exist before Ampere.
 * Null when no peak of the accelerator is published.
 */
export function computeMode(precision: Precision, accelerator: AcceleratorRow): ComputeMode | null {
  const peaks = accelerator.peakTflops;
  const fp32 = peaks.fp32 ?? (peaks.fp16 ?? peaks.bf16 ?? 0) / 4;
  const half = hasTensorCores(accelerator) ? sustained(peaks.bf16 ?? peaks.fp16, accelerator) : undefined;
  const single = { format: 'fp32', tflops: fp32 } as const;
  const tf32 = peaks.tf32 === undefined ? single : ({ format: 'tf32', tflops: peaks.tf32 } as const);
  const halves = half === undefined ? single : ({ format: 'fp16', tflops: half } as const);
  if (fp32 === 0) return null;
  const hasWarpGroups =
    accelerator.kind === 'gpu' && peaks.fp8 !== undefined && (accelerator.bandwidthGbPerSecond ?? 0) >= WARP_GROUP_GB_PER_SECOND;
  const attention = (hasWarpGroups ? ATTENTION_ON_WARP_GROUPS : 1) * halves.tflops;
  switch (precision) {
    case 'fp32':
    case 'tf32-conv-only':
      return mode(tf32, single, single.tflops, 4, 'fp32');
    case 'tf32':
      return mode(tf32, tf32, tf32.tflops, 4, peaks.tf32 === undefined ? 'fp32' : 'tf32');
    case 'amp-fp16':
    case 'amp-bf16':
    case 'fp16':
    case 'bf16':
      return mode(halves, halves, attention, half === undefined ? 4 : 2, half === undefined ? 'fp32' : 'half');
    case 'fp8': {
      const eighth =
        peaks.fp8 === undefined ? halves : ({ format: 'fp8', tflops: Math.min(peaks.fp8, FP8_OVER_HALF * halves.tflops) } as const);
      return mode(halves, eighth, attention, half === undefined ? 4 : 2, half === undefined ? 'fp32' : 'half');
    }
    case 'fp64': {
      const double = { format: 'fp64', tflops: peaks.fp64 ?? fp32 / 32 } as const;
      return mode(double, double, double.tflops, 8, 'fp32');
    }
  }
}

/** TFLOP/s in half precision for each watt of the limit, of the full-size server boards of the time: V100, A100, H100, B200 (data sheets). */
const perWatt = [
  { since: 2017, tflops: 0.42 },
  { since: 2020, tflops: 0.78 },
  { since: 2022, tflops: 1.41 },
  { since: 2024, tflops: 2.25 },
] as const;

/** What a watt does beyond that where the clock is lower: the T4, which states 65 TFLOP/s within 70 W, was measured at 41.6 (Jia 2019, Dissecting the NVidia Turing T4 GPU). */
const AT_LOWER_CLOCK = 1.4;

/** A card whose power limit is small for its peak cannot hold the clock that the peak was computed with. */
function sustained(peak: number | undefined, { kind, year, tdpWatts }: AcceleratorRow): number | undefined {
  const usual = perWatt.findLast(({ since }) => since <= (year ?? 0))?.tflops;
  if (peak === undefined || usual === undefined || kind !== 'gpu' || !(tdpWatts > 0)) return peak;
  return Math.min(peak, AT_LOWER_CLOCK * usual * tdpWatts);
}

interface Path {
  readonly format: TensorFormat;
  readonly tflops: number;
}

function mode(convolution: Path, matrix: Path, attentionTflops: number, activationBytes: number, group: ComputeMode['group']): ComputeMode {
  return {
    convolutionTflops: convolution.tflops,
    matrixTflops: matrix.tflops,
    attentionTflops,
    convolutionFormat: convolution.format,
    matrixFormat: matrix.format,
    activationBytes,
    group,
  };
}
