import { nativeTrainings, roundsOfEstimators, type NativeTraining } from '../libraries/classic-estimators';
import { countFolds } from '../ml/search-space';
import { entryOf, isOpen, listed, listedIn } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import { constantOf, single, type Possible } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { readDataset } from './dataset-facts';
import { asNumber, asPositive, type FactReader } from './facts';
import { multipliersAround, withMultipliers } from './multipliers';
import { notApplicable, type Facts, type FoundRun } from './run-builder';
import type { Fact } from './run-profile';

/** Trainings through the native interfaces of the boosting libraries: `xgb.train(params, data, rounds)`, `lgb.cv(…)`. */
export function readBoosting(reader: FactReader, reference: Reference): readonly FoundRun[] {
  const found: FoundRun[] = [];
  const seen = new Set<unknown>();
  for (const native of nativeTrainings) {
    for (const call of reader.program.callsOf(native.name)) {
      if (!seen.has(call.site)) {
        seen.add(call.site);
        found.push(readTraining(reader, call, native, reference));
      }
    }
  }
  return found;
}

function readTraining(reader: FactReader, call: Activation, native: NativeTraining, reference: Reference): FoundRun {
  const knowledge = roundsOfEstimators.find(({ names }) => names.test(`${native.framework}.train`));
  const params = entriesOf(call);
  const data = call.arguments.get(native.data, native.framework === 'catboost' ? 0 : 1);
  const multipliers = multipliersAround(reader, call.context, []);
  const rounds = knowledge === undefined ? undefined : params.find(knowledge.rounds);
  const rate = knowledge === undefined ? undefined : params.find(knowledge.rate);
  const standardRate = knowledge?.standardRate ?? null;
  const facts: Facts = {
    framework: { value: native.framework, origin: 'literal' },
    model: reader.seen(native.model, call.site.place, native.name),
    pretrained: { value: false, origin: 'framework-default' },
    ...readDataset(reader, data.kind === 'given' ? data.possible : undefined, reference),
    // What stands in the parameters goes before the argument.
    epochs: rounds === undefined ? reader.argument(call.arguments.get(native.rounds, 2), asPositive) : reader.fact(rounds, asPositive),
    learningRate:
      rate === undefined
        ? params.isComplete && standardRate !== null
          ? { value: standardRate, origin: 'framework-default' }
          : undefined
        : reader.fact(rate, asNumber),
    batchSizePerDevice: notApplicable,
    numWorkers: notApplicable,
    pinMemory: notApplicable,
    ...(native.folds === null ? {} : { folds: foldsOf(reader, call, native.folds) }),
  };
  return {
    place: call.site.place,
    order: call.order,
    context: call.context,
    facts: withMultipliers(facts, multipliers),
    repeats: multipliers.repeats,
  };
}

interface Parameters {
  find(names: readonly string[]): Possible | undefined;
  readonly isComplete: boolean;
}

/** The parameters of a native training: a dict, or its entries as a list of pairs, `list(params.items())`. */
function entriesOf(call: Activation): Parameters {
  const params = call.arguments.get('params', 0);
  const given = params.kind === 'given' ? params.possible.options[0]?.value : undefined;
  const isOnly = params.kind === 'given' && given !== undefined && single(params.possible) === given;
  if (given?.kind === 'sequence') {
    const pairs = new Map(listed(given).flatMap((pair) => pairOf(listedIn(pair))));
    return {
      find: (names) => names.map((name) => pairs.get(name)).find((value) => value !== undefined),
      isComplete: isOnly && !isOpen(given),
    };
  }
  if (given?.kind !== 'mapping') {
    return { find: () => undefined, isComplete: false };
  }
  return {
    find: (names) => names.map((name) => entryOf(given, `k:str:${name}`)).find((value) => value !== undefined),
    isComplete: isOnly && !isOpen(given),
  };
}

function pairOf([name, value]: readonly Possible[]): readonly (readonly [string, Possible])[] {
  const key = name === undefined ? undefined : constantOf(name);
  return typeof key === 'string' && value !== undefined ? [[key, value]] : [];
}

function foldsOf(reader: FactReader, call: Activation, standard: number): Fact<number> | undefined {
  for (const name of ['nfold', 'fold_count']) {
    const given = call.arguments.keywords.get(name);
    if (given !== undefined) {
      return reader.fact(given, asPositive);
    }
  }
  if (call.arguments.keywords.has('folds')) {
    const folds = countFolds(call, 'folds');
    return folds === undefined ? undefined : reader.seen(folds, call.site.place, 'folds of the cross-validation', 'counted');
  }
  const answer = call.arguments.get('nfold');
  return reader.argument(answer, asPositive) ?? (answer.kind === 'unknown' ? undefined : { value: standard, origin: 'framework-default' });
}
