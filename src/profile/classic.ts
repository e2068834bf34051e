import { countFolds, countGrid } from '../ml/search-space';
import { libraryName, makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { readDataset } from './dataset-facts';
import { asNumber, asPositive, type FactReader } from './facts';
import { multipliersAround, withMultipliers } from './multipliers';
import type { Facts, FoundRun } from './run-builder';

const searches = /^sklearn\.model_selection\.(GridSearchCV|RandomizedSearchCV|HalvingGridSearchCV|HalvingRandomSearchCV)$/;

/** Searches of scikit-learn and trainings of boosted trees. */
export function readClassic(reader: FactReader, reference: Reference): readonly FoundRun[] {
  return [...readSearches(reader, reference), ...readBoosting(reader, reference)];
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
  const estimator = made.arguments.get('estimator', 0);
  const multipliers = multipliersAround(reader, fit.context, []);
  const facts: Facts = {
    framework: { value: 'scikit-learn', origin: 'literal' },
    ...estimatorFacts(reader, estimator.kind === 'given' ? estimator.possible : undefined),
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
    facts: { ...withMultipliers({}, multipliers), ...facts },
    repeats: multipliers.repeats,
  };
}

function estimatorFacts(reader: FactReader, estimator: Possible | undefined): Facts {
  const [made] = estimator === undefined ? [] : makers(estimator);
  const name = made === undefined ? null : libraryName(made.callee);
  return made === undefined || name === null ? {} : { model: reader.seen(name.slice(name.lastIndexOf('.') + 1), made.site.place, name) };
}

const boosters: Readonly<
  Record<string, { readonly framework: string; readonly rounds: string; readonly position: number; readonly rate: readonly string[] }>
> = {
  'xgboost.train': { framework: 'xgboost', rounds: 'num_boost_round', position: 2, rate: ['eta', 'learning_rate'] },
  'lightgbm.train': { framework: 'lightgbm', rounds: 'num_boost_round', position: 2, rate: ['learning_rate', 'eta'] },
};

function readBoosting(reader: FactReader, reference: Reference): readonly FoundRun[] {
  const found: FoundRun[] = [];
  const seen = new Set<unknown>();
  for (const [name, booster] of Object.entries(boosters)) {
    for (const call of reader.program.callsOf(name)) {
      if (seen.has(call.site)) {
        continue;
      }
      seen.add(call.site);
      const params = call.arguments.get('params', 0);
      const mapping = params.kind === 'given' ? params.possible.options[0]?.value : undefined;
      const entry = (key: string): Possible | undefined =>
        mapping?.kind === 'mapping' ? (mapping.state.get(`k:str:${key}`) as Possible | undefined) : undefined;
      const rate = booster.rate.map(entry).find((value) => value !== undefined);
      const multipliers = multipliersAround(reader, call.context, []);
      const facts: Facts = {
        framework: { value: booster.framework, origin: 'literal' },
        model: reader.seen(booster.framework === 'xgboost' ? 'xgboost' : 'gbdt', call.site.place, name),
        ...readDataset(reader, call.arguments.positional[1], reference),
        epochs: reader.argument(call.arguments.get(booster.rounds, booster.position), asPositive),
        learningRate: reader.fact(rate, asNumber),
      };
      found.push({ place: call.site.place, order: call.order, facts: withMultipliers(facts, multipliers), repeats: multipliers.repeats });
    }
  }
  return found;
}
