import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ForecastConstants } from '../../src/forecast/constants';

/** How far off the forecast of a public script was, with the width that it would have if nothing were known of such errors. */
export interface ReadingError {
  /** Repository: scripts of one author go together. */
  readonly source: string;
  /** Logarithm of printed over forecast time. */
  readonly logError: number;
  readonly below: number;
  readonly above: number;
  /** Something of the run was assumed. */
  readonly isOpen: boolean;
}

type Reading = ForecastConstants['reading'];

export const readingErrorsPath = path.join('scripts', 'forecast', 'script-errors.jsonl');
/** Weight of nothing, which is what the alternatives of the facts alone say, and that of all scripts together in the width of a part of them; in sources. */
const PRIOR = 2;
const PRIOR_OF_PART = 4;
const INSIDE = 0.8;

export function readingErrors(): ReadingError[] {
  return readFileSync(readingErrorsPath, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ReadingError);
}

/** The width beyond that of the facts with which the range holds four fifths of the scripts, each source counted once, shrunk by the number of sources. */
export function fitReading(errors: readonly ReadingError[]): Reading {
  const all = shrunk(errors, 0, PRIOR);
  const part = (isOpen: boolean): number =>
    shrunk(
      errors.filter((error) => error.isOpen === isOpen),
      all,
      PRIOR_OF_PART,
    );
  return { settled: part(false), open: part(true) };
}

function shrunk(errors: readonly ReadingError[], parent: number, prior: number): number {
  const sources = new Set(errors.map(({ source }) => source)).size;
  return (sources * neededBy(errors) + prior * parent) / (sources + prior);
}

/** What each error needs beyond the width of its side, in quadrature: the quantile that an 80 % range has to cover. */
function neededBy(errors: readonly ReadingError[]): number {
  const sizes = new Map<string, number>();
  for (const { source } of errors) sizes.set(source, (sizes.get(source) ?? 0) + 1);
  const needed = errors
    .map((error) => ({
      width: Math.sqrt(Math.max(0, error.logError ** 2 - sideOf(error) ** 2)),
      weight: 1 / (sizes.get(error.source) ?? 1),
    }))
    .sort((one, other) => one.width - other.width);
  let covered = 0;
  for (const { width, weight } of needed) {
    covered += weight;
    if (covered >= INSIDE * sizes.size - 1e-9) return width;
  }
  return 0;
}

/** Share of the errors inside the range when the width comes from the other sources. */
export function coverageLeavingSourcesOut(errors: readonly ReadingError[]): number {
  const inside = errors.filter((error) => {
    const width = fitReading(errors.filter(({ source }) => source !== error.source));
    return Math.abs(error.logError) <= Math.hypot(sideOf(error), error.isOpen ? width.open : width.settled);
  });
  return inside.length / errors.length;
}

function sideOf({ logError, below, above }: ReadingError): number {
  return logError < 0 ? below : above;
}
