import { overridesOf, paceOfFile } from '../assess/log-overrides';
import type { Overrides } from '../assess/overrides';
import type { RunProfile } from '../profile/run-profile';
import { textOf, type Given } from './command';
import { readGiven } from './read-source';
import { write, type Streams } from './streams';
import { UsageError } from './usage-error';

/** The pace that a log shows, for the run it is of. */
export interface GivenLog {
  overridesOf(run: RunProfile): Overrides;
  /** Says what is wrong when the log cannot be told to be of one run. */
  demandOneOf(source: { readonly runs: readonly RunProfile[]; readonly shown: string }): void;
}

/** Reads `--log FILE`. What was read goes to standard error, so that the output stays what it is. */
export async function readLogFlag(given: Given, streams: Streams): Promise<GivenLog | null> {
  const file = textOf(given, 'log');
  if (file === undefined) {
    return null;
  }
  const { text, shown } = await readGiven(file, streams);
  const pace = paceOfFile(text);
  if (pace === null) {
    throw new UsageError(
      `${shown}: It shows no pace of a training; progress bars of tqdm and Keras, and lines that state the time of a step are read.`,
    );
  }
  const { secondsPerStep, counts, readings, writer, steps } = pace;
  const what = counts === 'batches' ? 'batch' : 'step';
  await write(streams.stderr, `${shown}: ${Number(secondsPerStep.toPrecision(3))} s a ${what} (${writer}, readings: ${readings}).\n`);
  return {
    overridesOf(run) {
      const overrides = overridesOf(pace, run);
      if (overrides === null) {
        throw new UsageError(`${shown}: Its bar goes over the ${steps} epochs, so the pace of a step cannot be told from it.`);
      }
      return overrides;
    },
    demandOneOf({ runs, shown: script }) {
      if (runs.length > 1) {
        throw new UsageError(
          `${shown}: It is the log of one run, and ${script} has ${runs.length}; state secondsPerStep in a comment at the run that it belongs to.`,
        );
      }
    },
  };
}
