import { readLine, type Reading, type Writer } from './log-forms';

/** The pace that a run's own log shows. */
export interface LogPace {
  /** Wall seconds of one training step: the median of the epochs or lines, the first one left out where there are others. */
  readonly secondsPerStep: number;
  readonly writer: Writer;
  readonly counts: Reading['counts'];
  /** Steps of the longest reading: those of an epoch, or of all of them. */
  readonly steps: number;
  /** Epochs, or lines, that were read. */
  readonly readings: number;
}

/** A log longer than this is read from its end. */
const mostCharacters = 20_000_000;

/**
 * How long a training step took, from what was printed while it ran: progress bars of tqdm and Keras, the summary of the Transformers
 * trainer, and lines that state the time of a step. Bars of validation, downloads and the preparation of data are passed over; of what
 * is left, the work that took longest is the training. Null when the log says nothing of the kind.
 */
export function paceOfLog(log: string): LogPace | null {
  const kinds = new Map<string, Reading[]>();
  for (const line of log
    .slice(-mostCharacters)
    .replaceAll(escapes, '')
    .split(/[\r\n]+/)) {
    const reading = readLine(line);
    if (reading !== null) {
      const kind = `${reading.writer} ${reading.kind}`;
      kinds.set(kind, added(kinds.get(kind) ?? [], reading));
    }
  }
  const training = trainingAmong([...kinds.values()]);
  const [first] = training;
  if (first === undefined) {
    return null;
  }
  // The first epoch builds graphs, fills caches and tunes kernels.
  const settled = training.length > 1 ? training.slice(1) : training;
  const paces = settled.map(paceOf).sort((a, b) => a - b);
  return {
    secondsPerStep: paces[Math.floor((paces.length - 1) / 2)] ?? paceOf(first),
    writer: first.writer,
    counts: first.counts,
    steps: Math.max(...training.map(({ steps }) => steps)),
    readings: training.length,
  };
}

/** Colours and cursor moves of a terminal. */
// eslint-disable-next-line no-control-regex -- the escape character is what such a sequence starts with
const escapes = /\u001B\[[0-9;?]*[A-Za-z]/g;

/** A bar is printed again and again: a later state takes the place of an earlier one. */
function added(before: Reading[], reading: Reading): Reading[] {
  const last = before.at(-1);
  const isSameBar = reading.isRunningTotal && last !== undefined && last.steps <= reading.steps && last.seconds <= reading.seconds;
  return isSameBar && !isFinished(last, reading) ? [...before.slice(0, -1), reading] : [...before, reading];
}

/** A bar that ended and one of the same length that begins anew are two, even when both were printed once, at their end. */
function isFinished(last: Reading, next: Reading): boolean {
  return last.steps === next.steps && last.seconds !== next.seconds;
}

/** The work that took longest; not a bar over epochs where the steps in them are shown too. */
function trainingAmong(kinds: readonly (readonly Reading[])[]): readonly Reading[] {
  const outer = (kind: readonly Reading[]): boolean =>
    kinds.some((other) => stepsOf(other) > stepsOf(kind) && secondsOf(other) >= coveredShare * secondsOf(kind));
  return kinds.filter((kind) => !outer(kind)).reduce<readonly Reading[]>((a, b) => (secondsOf(b) > secondsOf(a) ? b : a), []);
}

/** Between two lines of an epoch there is time that no step accounts for: validation, saving. */
const coveredShare = 0.5;

function paceOf({ seconds, steps }: Reading): number {
  return seconds / steps;
}

function secondsOf(kind: readonly Reading[]): number {
  return kind.reduce((sum, { seconds }) => sum + seconds, 0);
}

function stepsOf(kind: readonly Reading[]): number {
  return kind.reduce((sum, { steps }) => sum + steps, 0);
}
