import { completeItems, isOpen, lengthOf, listed } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import { constantOf, single, type Possible } from '../python/values/possible';
import { constantArgument, libraryName, makers } from './surroundings';

/** Number of values a grid lists for one parameter; undefined when it cannot be counted. */
export function countValues(values: Possible): number | undefined {
  const only = single(values);
  if (only?.kind === 'sequence') {
    return lengthOf(only);
  }
  const [maker] = makers(values);
  if (maker === undefined || values.options.length !== 1) {
    return undefined;
  }
  return arrayLength(maker);
}

function arrayLength(call: Activation): number | undefined {
  const name = libraryName(call.callee);
  if (name === 'numpy.linspace' || name === 'numpy.logspace' || name === 'numpy.geomspace') {
    const count = call.arguments.get('num', 2);
    return count.kind === 'given' ? asNumber(constantOf(count.possible)) : count.kind === 'unknown' ? undefined : 50;
  }
  if (name === 'numpy.arange') {
    const numbers = call.arguments.positional.map((value) => asNumber(constantOf(value)));
    const [a, b, step = 1] = numbers;
    const [start, stop] = b === undefined ? [0, a] : [a, b];
    return numbers.includes(undefined) || start === undefined || stop === undefined || step === 0
      ? undefined
      : Math.max(0, Math.ceil((stop - start) / step - 1e-9));
  }
  if (name === 'numpy.array' || name === 'numpy.asarray') {
    const [values] = call.arguments.positional;
    return values === undefined ? undefined : countValues(values);
  }
  if (name === 'numpy.random.uniform' || name === 'numpy.random.rand') {
    return asNumber(constantOf(call.arguments.positional.at(-1) ?? { options: [], closed: false }));
  }
  return undefined;
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** Number of points of a parameter grid: a dict of lists, or a list of such dicts. */
export function countGrid(grid: Possible): number | undefined {
  const only = single(grid);
  if (only?.kind === 'mapping') {
    if (isOpen(only)) {
      return undefined;
    }
    let points = 1;
    for (const [key, values] of only.state) {
      const count = key === 'open' ? 1 : countValues(values as Possible);
      if (count === undefined) {
        return undefined;
      }
      points *= count;
    }
    return points;
  }
  if (only?.kind === 'sequence' && !isOpen(only)) {
    const counts = listed(only).map(countGrid);
    return counts.every((count) => count !== undefined) ? counts.reduce((sum, count) => sum + count, 0) : undefined;
  }
  return undefined;
}

/** Names of the parameters that a search of scikit-learn tries several values of, as its grid writes them: `model__max_depth`. */
export function variedParameters(search: Activation): readonly string[] {
  const grids = ['param_grid', 'param_distributions'].map((name) => search.arguments.get(name, 1));
  const dicts = grids.flatMap((grid) => {
    const only = grid.kind === 'given' ? single(grid.possible) : undefined;
    return only?.kind === 'sequence' ? listed(only).map(single) : [only];
  });
  return dicts.flatMap((dict) =>
    dict?.kind === 'mapping'
      ? [...dict.state].flatMap(([key, values]) =>
          key.startsWith('k:str:') && countValues(values as Possible) !== 1 ? [key.slice('k:str:'.length)] : [],
        )
      : [],
  );
}

/** Fits per point of a search: the folds of its cross-validation. scikit-learn's own default is 5 since 0.22. */
export function countFolds(call: Activation, parameter = 'cv'): number | undefined {
  const answer = call.arguments.get(parameter);
  if (answer.kind === 'unknown') {
    return undefined;
  }
  if (answer.kind !== 'given') {
    return 5;
  }
  const value = constantOf(answer.possible);
  if (value === null) {
    return 5;
  }
  if (typeof value === 'number') {
    return value;
  }
  const [splitter] = makers(answer.possible);
  return splitter === undefined ? undefined : splitsOf(splitter);
}

const splitters =
  /^sklearn\.(model_selection|cross_validation)\.(KFold|StratifiedKFold|GroupKFold|RepeatedKFold|RepeatedStratifiedKFold|ShuffleSplit|StratifiedShuffleSplit|TimeSeriesSplit|StratifiedGroupKFold)$/;

/** Splits that a splitter of scikit-learn makes, with its repeats; undefined for anything else and for a number that is not known. */
export function splitsOf(splitter: Activation): number | undefined {
  const name = libraryName(splitter.callee);
  if (name === null || !splitters.test(name)) {
    return undefined;
  }
  if (name.includes('cross_validation')) {
    // Before 0.18 the first argument was the number of rows, and the folds were called `n_folds`.
    const folds = ['n_folds', 'n_iter'].map((key) => splitter.arguments.keywords.get(key)).find((value) => value !== undefined);
    return folds === undefined ? undefined : asNumber(constantOf(folds));
  }
  const splits = constantArgument(splitter, 'n_splits', 0);
  const repeats = name.includes('Repeated') ? constantArgument(splitter, 'n_repeats') : 1;
  const standard = name.includes('Shuffle') ? 10 : 5;
  const count =
    typeof splits === 'number'
      ? splits
      : splits === undefined && splitter.arguments.get('n_splits', 0).kind !== 'given'
        ? standard
        : undefined;
  const times = typeof repeats === 'number' ? repeats : 10;
  return count === undefined ? undefined : count * times;
}

/** The estimator that a search fits: the last step of a pipeline, else the value itself. */
export function finalEstimator(estimator: Possible): Possible {
  const [made] = makers(estimator);
  const name = made === undefined ? null : libraryName(made.callee);
  if (made !== undefined && (name ?? '').endsWith('.pipeline.make_pipeline')) {
    return made.arguments.positional.at(-1) ?? estimator;
  }
  if (made === undefined || !(name ?? '').endsWith('.pipeline.Pipeline')) {
    return estimator;
  }
  const steps = made.arguments.get('steps', 0);
  const last = steps.kind === 'given' ? completeItems(steps.possible)?.at(-1) : undefined;
  const step = last === undefined ? undefined : completeItems(last)?.[1];
  return step === undefined ? estimator : finalEstimator(step);
}

/** Rounds of a loop over a product of lists or a parameter grid; undefined for any other loop. */
export function countCombinations(iterable: Possible): number | undefined {
  const [made] = makers(iterable);
  const name = made === undefined ? null : libraryName(made.callee);
  if (made !== undefined && name === 'itertools.product' && !made.arguments.openPositional) {
    const counts = made.arguments.positional.map(countValues);
    const repeat = made.arguments.keywords.get('repeat');
    const times = repeat === undefined ? 1 : constantOf(repeat);
    return counts.every((count) => count !== undefined) && typeof times === 'number'
      ? counts.reduce((product, count) => product * count, 1) ** times
      : undefined;
  }
  if (made !== undefined && name === 'sklearn.model_selection.ParameterGrid') {
    const grid = made.arguments.get('param_grid', 0);
    return grid.kind === 'given' ? countGrid(grid.possible) : undefined;
  }
  return undefined;
}
