import { paceOfLog, type LogPace } from '../ledger/log-pace';
import { notebookOutputs } from '../ledger/notebook-outputs';
import { factValue, type RunProfile } from '../profile/run-profile';
import type { Overrides } from './overrides';

/** The pace that a log, or the outputs of a notebook, shows. */
export function paceOfFile(text: string): LogPace | null {
  return paceOfLog((text.trimStart().startsWith('{') ? notebookOutputs(text) : null) ?? text);
}

/**
 * The measured pace of a run, in the place of the one that would be forecast; null when the log shows epochs and not steps. A step of a
 * run takes as many batches as it accumulates.
 */
export function overridesOf(pace: LogPace, run: RunProfile): Overrides | null {
  const epochs = factValue(run, 'epochs');
  if (pace.writer === 'tqdm' && epochs !== undefined && epochs > 1 && pace.steps === epochs) {
    return null;
  }
  // The trainer of Transformers counts steps of the optimizer in its bars.
  const countsBatches = pace.counts === 'batches' && factValue(run, 'framework') !== 'transformers';
  const batches = countsBatches ? (factValue(run, 'gradientAccumulation') ?? 1) : 1;
  return { secondsPerStep: Number((pace.secondsPerStep * batches).toPrecision(4)) };
}
