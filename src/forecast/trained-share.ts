import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { RunWork } from '../workload/run-work';

/** Low-rank adapters hold about this share of a model's weights (rank 8–16 on attention; Hu 2021, table 2: 0.01–0.3 %; QLoRA on all layers about 1 %). */
const ADAPTER_SHARE = 0.005;

/** What of the model is trained, and what that makes of its work. */
export interface TrainedShare {
  readonly trainedParameters: number;
  readonly trainFlopsPerSample: number;
  readonly hasAdapters: boolean;
}

/**
 * Forward 1, gradients of activations 1, gradients of weights 1: training costs 3 forwards. Adapters need no gradients of the
 * base weights (2 of 3); a frozen backbone needs neither (1 of 3); recomputed activations and each pass of a reference model add one forward.
 */
export function trainedShare(run: RunProfile, work: RunWork): TrainedShare {
  const peft = factValue(run, 'peft');
  const hasAdapters = peft !== undefined && peft !== 'none';
  const share = clamp(factValue(run, 'trainableShare') ?? (hasAdapters ? ADAPTER_SHARE : 1));
  const full = work.trainFlopsFactor;
  const backward = Math.max(0, full - 1);
  const passes = hasAdapters ? 1 + backward / 2 : 1 + backward * share;
  const recomputes = factValue(run, 'gradientCheckpointing') === true;
  return {
    trainedParameters: (work.parameters ?? 0) * share,
    trainFlopsPerSample: work.forwardFlopsPerSample * (passes + (recomputes ? 1 : 0) + work.frozenForwards),
    hasAdapters,
  };
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
