import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { RunWork } from '../workload/run-work';

/** Imports, device initialisation, data set index, first allocation: 10–30 s (fixed part of run_glue.py wall clocks, Hugging Face, 2021). */
const PLAIN_SECONDS = 20;
/** Tracing and compiling: 60–420 s on TPU and XLA, 60 s for torch.compile (Flax run_glue wall clocks, 2021). */
const COMPILE_SECONDS = 60;
const TPU_SECONDS = 120;
/** Weights come from disk or network at about 0.5 GB/s, 4 bytes each. */
const SECONDS_PER_PRETRAINED_PARAMETER = 4 / 0.5e9;
/**
 * A further training of the same process finds imports, device and data in place; the model, its optimizer and the first batches are
 * made anew. Not measured: a second is taken, and the width of start-up stands for its error.
 */
const REPEATED_SECONDS = 1;
/** P90 over P50. */
export const START_UP_LOG_WIDTH = Math.log(2.5);

/** Seconds before the first steps of a run that is trained `trainings` times in one process, all together. */
export function startUpSeconds(run: RunProfile, work: RunWork | null, isTpu: boolean, trainings: number): number {
  if (factValue(run, 'dataLoading') === 'synthetic' || factValue(run, 'secondsPerStep') !== undefined) return 0;
  const compile = isTpu ? TPU_SECONDS : factValue(run, 'compiled') === true ? COMPILE_SECONDS : 0;
  const weights = factValue(run, 'pretrained') === true ? (work?.parameters ?? 0) * SECONDS_PER_PRETRAINED_PARAMETER : 0;
  return PLAIN_SECONDS + trainings * (compile + weights) + Math.max(0, trainings - 1) * REPEATED_SECONDS;
}
