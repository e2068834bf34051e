import type { Precision, RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { Assumed } from '../workload/assumed';

/** Keras, TensorFlow and JAX compute fp32 matrix products in TF32 where the device can; PyTorch does so for convolutions alone (framework documentation, 2024). */
const TF32_FRAMEWORKS = /keras|tensorflow|\btf\b|jax|flax/;
/** Mixed precision halves the time of a step or better on tensor cores. */
const UNKNOWN_PRECISION = Math.log(1.6);

export interface RunPrecision {
  readonly precision: Precision;
  readonly assumed: readonly Assumed[];
}

/** Weights, gradients and moments of so many parameters in single precision take 48 GB, more than most accelerators have. */
const TOO_LARGE_FOR_SINGLE = 3e9;

/** The precision that a run computes in; fp32 where nothing says otherwise. */
export function runPrecision(run: RunProfile, parameters: number | null): RunPrecision {
  const stated = factValue(run, 'precision');
  const single: Precision = TF32_FRAMEWORKS.test((factValue(run, 'framework') ?? '').toLowerCase()) ? 'tf32' : 'tf32-conv-only';
  if (stated === undefined && (parameters ?? 0) >= TOO_LARGE_FOR_SINGLE) {
    return {
      precision: 'bf16',
      assumed: [
        {
          quantity: 'precision',
          value: 'bf16',
          why: 'The precision is not stated, and models of this size are trained in half precision.',
          logWidth: UNKNOWN_PRECISION,
        },
      ],
    };
  }
  if (stated === undefined) {
    return {
      precision: single,
      assumed: [
        {
          quantity: 'precision',
          value: 'fp32',
          why: 'The precision is not stated, so it is the default of the framework.',
          logWidth: UNKNOWN_PRECISION,
        },
      ],
    };
  }
  return { precision: stated === 'fp32' ? single : stated, assumed: [] };
}
