/**
 * Answers JSON Lines as `joulewise estimate --profile - --format jsonl` does, from the sources:
 * `node --import tsx scripts/forecast/score-entry.ts [--folds FILE]` reads standard input. With --folds each measured run is
 * answered by the constants that were fitted without its source and accelerator.
 */
import { readFileSync } from 'node:fs';
import { type Configuration, nothingChosen } from '../../src/assess/configuration';
import type { NoEstimate } from '../../src/assess/estimate';
import { estimateRun } from '../../src/assess/estimate-run';
import type { ForecastConstants } from '../../src/forecast/constants';
import type { RunProfile } from '../../src/profile/run-profile';
import { readMeasuredRuns } from './measured-runs';
import { foldOf } from './prepared-run';
import { referenceTables } from './reference-tables';

interface Request {
  readonly id: string;
  readonly profile: RunProfile;
  readonly machine?: Partial<Configuration>;
  readonly grid?: Partial<Configuration>;
}

const tables = referenceTables();
const foldsAt = process.argv.indexOf('--folds');
const foldsFile = foldsAt < 0 ? undefined : process.argv[foldsAt + 1];
const folds = foldsFile === undefined ? [] : (JSON.parse(readFileSync(foldsFile, 'utf8')) as ForecastConstants[]);
const foldById = new Map(foldsFile === undefined ? [] : readMeasuredRuns().map((run) => [run.id, foldOf(run)]));

function answer(line: string): unknown {
  const { id, profile, machine, grid } = JSON.parse(line) as Request;
  const constants = folds[foldById.get(id) ?? -1];
  const estimate = estimateRun(
    { ...profile, id },
    { ...nothingChosen, ...machine, ...grid },
    tables,
    constants === undefined ? {} : { constants },
  );
  return 'error' in estimate ? { id, error: (estimate satisfies NoEstimate).error } : { id, ...estimate };
}

const lines = readFileSync(0, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '');
process.stdout.write(lines.map((line) => `${JSON.stringify(answer(line))}\n`).join(''));
