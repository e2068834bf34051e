import type { AcceleratorRow } from '../reference/rows';
import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { RunWork } from '../workload/run-work';
import type { StepConstants } from './constants';
import { QLORA_WEIGHT_BYTES } from './memory';
import type { ComputeMode } from './precision';
import type { Bound } from './run-forecast';

/** Answers that one device writes before a step, all side by side. */
export interface WritingLoad {
  readonly run: RunProfile;
  readonly work: RunWork;
  readonly mode: ComputeMode;
  readonly accelerator: AcceleratorRow;
  readonly answers: number;
}

export interface Writing {
  readonly total: number;
  readonly boundBy: Bound;
}

/** A forward pass launches a third of the kernels of a training step. */
const FORWARD_SHARE = 1 / 3;
/** The batch waits for its longest answer: of eight of a spread of two thirds, half as long again as the middle one. */
const LONGEST_OVER_USUAL = 1.5;
const HALF_PRECISION_BYTES = 2;

/**
 * Seconds in which a model writes its answers token by token. Each token of all answers takes one pass: every weight is read once, and every
 * module launched, however few answers there are; with many, their arithmetic takes longer than that.
 */
export function writingSeconds({ run, work, mode, accelerator, answers }: WritingLoad, constants: StepConstants): Writing {
  if (work.answers === null) return { total: 0, boundBy: 'compute' };
  const weights = work.parameters ?? 0;
  const { tokens, isServed } = work.answers;
  const bytes = weights * (factValue(run, 'peft') === 'qlora' ? QLORA_WEIGHT_BYTES : HALF_PRECISION_BYTES);
  const reading = bytes / ((accelerator.bandwidthGbPerSecond ?? 30 * mode.matrixTflops) * 1e9 * constants.bandwidthShare);
  const arithmetic = (2 * weights * answers) / (constants.efficiency.matrix.half * mode.matrixTflops * 1e12);
  const launches = work.modules * FORWARD_SHARE * constants.launchSeconds[isServed ? 'graph' : 'eager'];
  return {
    total: tokens * LONGEST_OVER_USUAL * Math.max(Math.hypot(reading, launches), arithmetic),
    boundBy: arithmetic > Math.max(reading, launches) ? 'compute' : launches > reading ? 'launch' : 'memory',
  };
}
