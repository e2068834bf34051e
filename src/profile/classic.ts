import { crossValidations } from '../libraries/families';
import { countFolds, countGrid, variedParameters } from '../ml/search-space';
import { innermostFrame, libraryName, loopsAround, makers } from '../ml/surroundings';
import { listedIn } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { LoopInfo } from '../python/program/context';
import type { Possible } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { readBoosting } from './boosting';
import { readDataset } from './dataset-facts';
import { estimatorFacts, estimatorsIn, type Estimator } from './estimators';
import { asPositive, type FactReader } from './facts';
import { multipliersAround, withMultipliers } from './multipliers';
import type { Facts, FoundRun } from './run-builder';
import type { Fact } from './run-profile';

const searches = /^sklearn\.model_selection\.(GridSearchCV|RandomizedSearchCV|HalvingGridSearchCV|HalvingRandomSearchCV)$/;

/** Trainings of scikit-learn and of boosted trees: searches, cross-validations, single fits. */
export function readClassic(reader: FactReader, reference: Reference): readonly FoundRun[] {
  return [
    ...readSearches(reader, reference),
    ...readFits(reader, reference),
    ...readCrossValidations(reader, reference),
    ...readBoosting(reader, reference),
  ];
}

function readSearches(reader: FactReader, reference: Reference): readonly FoundRun[] {
  const found: FoundRun[] = [];
  const seen = new Set<unknown>();
  for (const fit of reader.program.callsNamed('fit')) {
    const made = fit.receiver === null ? undefined : makers(fit.receiver).find((call) => searches.test(libraryName(call.callee) ?? ''));
    if (made !== undefined && !seen.has(fit.site)) {
      seen.add(fit.site);
      found.push(readSearch(reader, fit, made, reference));
    }
  }
  return found;
}

function readSearch(reader: FactReader, fit: Activation, made: Activation, reference: Reference): FoundRun {
  const isRandom = libraryName(made.callee)?.includes('Random') === true;
  const grid = made.arguments.get('param_grid', 1);
  const points = grid.kind === 'given' ? countGrid(grid.possible) : undefined;
  const folds = countFolds(made);
  const answer = made.arguments.get('estimator', 0);
  const [estimator] = answer.kind === 'given' ? estimatorsIn(answer.possible) : [];
  const multipliers = multipliersAround(reader, fit.context, []);
  const facts: Facts = {
    framework: { value: 'scikit-learn', origin: 'literal' },
    ...(estimator === undefined ? {} : estimatorFacts(reader, estimator, variedParameters(made))),
    ...readDataset(reader, fit.arguments.positional[0], reference),
    trials: isRandom
      ? reader.argument(made.arguments.get('n_iter', 2), asPositive)
      : points === undefined
        ? undefined
        : reader.seen(points, made.site.place, 'combinations of the grid', 'counted'),
    folds: folds === undefined ? undefined : reader.seen(folds, made.site.place, 'folds of the cross-validation', 'counted'),
  };
  return {
    place: fit.site.place,
    order: fit.order,
    context: fit.context,
    facts: { ...withMultipliers({}, multipliers), ...facts },
    repeats: multipliers.repeats,
  };
}

/** `estimator.fit(X, y)`, one run for each estimator that a line trains. */
function readFits(reader: FactReader, reference: Reference): readonly FoundRun[] {
  const fits = ['fit', 'fit_predict'].flatMap((name) => reader.program.callsNamed(name));
  return grouped(fits, ({ callee, receiver }) => (callee.kind === 'function' || receiver === null ? [] : estimatorsIn(receiver))).map(
    (group) => {
      const { call, estimator } = group;
      const x = call.arguments.get('X', 0);
      return runOf(reader, group, {
        ...estimatorFacts(reader, estimator),
        ...readDataset(reader, x.kind === 'given' ? x.possible : undefined, reference),
      });
    },
  );
}

/** `cross_val_score(estimator, X, y, cv=…)` and its like: a fit for each fold. */
function readCrossValidations(reader: FactReader, reference: Reference): readonly FoundRun[] {
  const calls = [...crossValidations].flatMap((name) => reader.program.callsOf(name));
  const estimatorOf = (call: Activation): Possible | undefined => call.arguments.positional[0] ?? call.arguments.keywords.get('estimator');
  return grouped(calls, (call) => {
    const given = estimatorOf(call);
    return given === undefined || isCurve(call) ? [] : estimatorsIn(given);
  }).map((group) => {
    const { call, estimator } = group;
    const x = call.arguments.get('X', 1);
    const folds = countFolds(call);
    const run = runOf(reader, group, {
      ...estimatorFacts(reader, estimator),
      ...readDataset(reader, x.kind === 'given' ? x.possible : undefined, reference),
    });
    const counted = folds === undefined ? undefined : reader.seen(folds, call.site.place, 'folds of the cross-validation', 'counted');
    return { ...run, facts: { ...run.facts, ...(counted === undefined ? {} : { folds: counted }) } };
  });
}

/** Learning and validation curves fit on many sizes and settings: how many is not read. */
function isCurve(call: Activation): boolean {
  return call.site.name.endsWith('_curve');
}

/** Calls at one place that train an estimator of one kind. */
interface Group {
  readonly call: Activation;
  readonly estimator: Estimator;
  /** How many evaluations of the line trained it. */
  times: number;
  /** What the line may train in its place. */
  readonly alternatives: Estimator[];
}

function grouped(calls: readonly Activation[], estimatorsOf: (call: Activation) => readonly Estimator[]): readonly Group[] {
  const sites = new Map<unknown, Group[]>();
  for (const call of calls) {
    for (const estimator of estimatorsOf(call)) {
      const atSite = sites.get(call.site) ?? [];
      sites.set(call.site, atSite);
      const known = atSite.find((group) => group.estimator.label === estimator.label);
      const undecided = loopsAround(call.context).length === 0 ? atSite.find((group) => isSameEntry(group.call, call)) : undefined;
      if (known !== undefined) {
        known.times += known.call === call ? 0 : 1;
      } else if (undecided !== undefined) {
        undecided.alternatives.push(estimator);
      } else {
        atSite.push({ call, estimator, times: 1, alternatives: [] });
      }
    }
  }
  return [...sites.values()].flat();
}

/** Within one and the same call of a function, or of none. */
function isSameEntry(one: Activation, other: Activation): boolean {
  return innermostFrame(one.context)?.by === innermostFrame(other.context)?.by;
}

function runOf(reader: FactReader, { call, times, alternatives }: Group, facts: Facts): FoundRun {
  const loops = loopsAround(call.context);
  // Rounds that were followed one by one are counted already, as evaluations of the line; so are the estimators that a loop goes over.
  const counted = loops.filter((loop) => loop.isFollowed === true || overEstimators(loop));
  const multipliers = multipliersAround(reader, call.context, counted);
  const base: Fact<number> = multipliers.repeats ?? { value: 1, origin: 'counted' };
  const others = alternatives.map(({ label }) => ({ value: label, when: 'otherwise' }));
  const { model } = facts;
  return {
    place: call.site.place,
    order: call.order,
    context: call.context,
    facts: {
      ...withMultipliers(facts, multipliers),
      ...(others.length > 0 && model !== undefined && 'value' in model ? { model: { ...model, alternatives: others } } : {}),
    },
    repeats: times === 1 ? multipliers.repeats : { ...base, value: base.value * times, origin: 'counted' },
  };
}

/** A loop over estimators, or over pairs of a name and an estimator. */
function overEstimators({ iterable }: LoopInfo): boolean {
  return (
    iterable !== null &&
    [iterable, ...listedIn(iterable)].some((item) => [item, ...listedIn(item)].some((one) => estimatorsIn(one).length > 0))
  );
}
