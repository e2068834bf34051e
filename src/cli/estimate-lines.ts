import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Configuration } from '../assess/configuration';
import type { Estimate, NoEstimate } from '../assess/estimate';
import { readRequest } from '../assess/read-request';
import type { RunProfile } from '../profile/run-profile';
import { reasonOf } from './read-source';
import { linesOf, write, type Streams } from './streams';
import { UsageError } from './usage-error';

export interface LineSettings {
  /** What lines leave out of machine and grid. */
  readonly configuration: Configuration;
  readonly hours: number | undefined;
  readonly estimate: (run: RunProfile, configuration: Configuration, hours: number | undefined) => Estimate | NoEstimate;
}

/** Estimates of many runs, one line in and one line out, as they arrive. */
export async function estimateLines(file: string, streams: Streams, settings: LineSettings): Promise<void> {
  const input = file === '-' ? streams.stdin : createReadStream(path.resolve(streams.cwd, file));
  try {
    for await (const lines of linesOf(input)) {
      const answers = lines.filter((line) => line.trim() !== '').map((line) => `${JSON.stringify(answer(line, settings))}\n`);
      await write(streams.stdout, answers.join(''));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) {
      throw error;
    }
    throw new UsageError(`${file}: ${reasonOf(error)}`);
  }
}

function answer(line: string, { configuration, hours, estimate }: LineSettings): object {
  const read = readRequest(line, configuration);
  if (!read.ok) {
    return { id: read.id, error: read.error };
  }
  const { id, run, configuration: chosen } = read.request;
  const result = estimate(run, chosen, read.request.hours ?? hours);
  return 'error' in result ? { id, error: result.error } : { id, ...result };
}
