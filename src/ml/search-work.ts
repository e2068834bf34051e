import { roundsOfEstimators, treesOfEnsembles } from '../libraries/classic-estimators';
import { isOpen, listed, rangeBounds } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import { constantOf, single, type Possible } from '../python/values/possible';
import { countFolds, countValues, finalEstimator } from './search-space';
import { makers } from './surroundings';
import { tableSize, type TableSize } from './table-size';

/**
 * Trees or rounds from which training them is worth a word. One takes 2 to 5 ms for a thousand rows and 5 to 50 ms for ten thousand
 * (scikit-learn 1.9 and LightGBM 4.6 on one core, 20 columns, measured 2026): this many take many minutes whatever the table. On one that
 * is known to be small, no search is worth a word.
 */
const manyRounds: Readonly<Record<TableSize, number>> = { small: Infinity, unknown: 500_000, large: 5_000 };
/** The same of trials of thousands of rounds each: few people tune so on a table of a thousand rows. */
const manyRoundsOfTrials: Readonly<Record<TableSize, number>> = { ...manyRounds, unknown: 50_000 };

/** Whether training so many trees or rounds takes long on the tables of a program. */
export function isMuchBoosting(program: Program, rounds: number): boolean {
  return rounds >= manyRounds[tableSize(program)];
}

/** Whether so many rounds, which the trials of a search take in all, take long on the tables of a program. */
export function isMuchTuning(program: Program, rounds: number): boolean {
  return rounds >= manyRoundsOfTrials[tableSize(program)];
}

/** What an estimator calls its trees, rounds or passes, and how many it takes when told nothing. */
interface Rounds {
  readonly names: readonly string[];
  readonly standard: number;
}

function roundsKnown(className: string): Rounds | undefined {
  const known = [...treesOfEnsembles, ...roundsOfEstimators].find(({ names }) => names.test(className));
  return known === undefined ? undefined : { names: known.rounds, standard: known.standardRounds };
}

/** Trees, rounds or passes that one fit of an estimator takes as it was made; undefined where it is none that is trained in such. */
export function roundsOfFit(estimator: Possible): number | undefined {
  const of = single(finalEstimator(estimator));
  const known = of?.kind === 'instance' ? roundsKnown(of.className) : undefined;
  const [made] = makers(finalEstimator(estimator));
  return known === undefined ? undefined : (writtenRounds(made, known) ?? known.standard);
}

function writtenRounds(made: Activation | undefined, { names }: Rounds): number | undefined {
  const written = names.map((name) => made?.arguments.keywords.get(name)).find((value) => value !== undefined);
  const count = written === undefined ? undefined : constantOf(written);
  return typeof count === 'number' ? count : undefined;
}

/** Trees, rounds or passes that a grid search trains over all its combinations and folds; undefined where they cannot be counted. */
export function roundsOfSearch(search: Activation): number | undefined {
  const estimator = search.arguments.get('estimator', 0);
  const grid = search.arguments.get('param_grid', 1);
  const folds = countFolds(search);
  if (estimator.kind !== 'given' || grid.kind !== 'given' || folds === undefined) {
    return undefined;
  }
  const of = single(finalEstimator(estimator.possible));
  const known = of?.kind === 'instance' ? roundsKnown(of.className) : undefined;
  const own = roundsOfFit(estimator.possible);
  const rounds = known === undefined || own === undefined ? undefined : roundsOfGrid(grid.possible, known, own);
  return rounds === undefined ? undefined : rounds * folds;
}

/** The sum over all points of a grid, or of a list of grids. */
function roundsOfGrid(grid: Possible, known: Rounds, own: number): number | undefined {
  const only = single(grid);
  if (only?.kind === 'sequence' && !isOpen(only)) {
    const parts = listed(only).map((part) => roundsOfGrid(part, known, own));
    return parts.every((part) => part !== undefined) ? parts.reduce((sum, part) => sum + part, 0) : undefined;
  }
  if (only?.kind !== 'mapping' || isOpen(only)) {
    return undefined;
  }
  let [others, rounds] = [1, own];
  for (const [key, values] of only.state) {
    if (known.names.some((name) => key === `k:str:${name}` || key.endsWith(`__${name}`))) {
      rounds = sumOfValues(values as Possible) ?? own * (countValues(values as Possible) ?? 1);
    } else if (key !== 'open') {
      const count = countValues(values as Possible);
      if (count === undefined) {
        return undefined;
      }
      others *= count;
    }
  }
  return others * rounds;
}

/** The sum of a list, a range or an `arange` of numbers. */
function sumOfValues(values: Possible): number | undefined {
  const only = single(values);
  const numbers = only?.kind === 'sequence' && !isOpen(only) ? listed(only).map(constantOf) : [];
  if (numbers.length > 0) {
    return numbers.every((value) => typeof value === 'number') ? numbers.reduce((sum, value) => sum + value, 0) : undefined;
  }
  const ends = only?.kind === 'sequence' ? rangeBounds(only)?.slice(0, 2) : makers(values)[0]?.arguments.positional.slice(0, 2);
  const [first, last = 0] = ends?.map(constantOf) ?? [];
  const count = countValues(values);
  return typeof first === 'number' && typeof last === 'number' && count !== undefined ? (count * (first + last)) / 2 : undefined;
}
