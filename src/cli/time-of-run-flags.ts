import path from 'node:path';
import { timeOfRunProblem, type TimeOfRun } from '../accounting/time-of-run';
import { numberOf, textOf, type Given } from './command';
import { readText } from './read-source';
import type { Streams } from './streams';
import { UsageError } from './usage-error';

/** `--hourly FILE --start HOUR`; the file holds 24 numbers, as JSON or with anything but digits between them. */
export async function readTimeOfRun(given: Given, streams: Streams): Promise<{ readonly timeOfRun?: TimeOfRun }> {
  const file = textOf(given, 'hourly');
  const startHour = numberOf(given, 'start', (value) => value >= 0 && value < 24, 'an hour of the day from 0 to less than 24');
  if (file === undefined && startHour === null) {
    return {};
  }
  if (file === undefined || startHour === null) {
    throw new UsageError('--hourly says how the intensity goes through the day, --start when the run starts in it; give both.');
  }
  const text = await readText(path.resolve(streams.cwd, file), file);
  const byHour = (text.match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/giu) ?? []).map(Number);
  const problem = timeOfRunProblem({ byHour, startHour });
  if (problem !== null) {
    throw new UsageError(`${file}: ${problem}`);
  }
  return { timeOfRun: { byHour, startHour } };
}
