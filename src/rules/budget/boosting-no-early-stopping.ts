import { isInTest } from '../../ml/file-role';
import { constantArgument, libraryName, makers } from '../../ml/surroundings';
import { completeEntries, completeItems, isOpen } from '../../python/evaluate/containers';
import type { Activation, ArgumentAnswer, CallSite } from '../../python/program/call-site';
import { insertImport } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, sameValue, single, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { addToList, callbacksOf } from './callback-list';
import { manyRounds } from './many-rounds';
import { ownShare } from './own-share';
import { keywordFix, stoppingTitle } from './stopping-fix';

const message =
  'Many boosting rounds are trained, and an evaluation set is scored in each of them, but nothing stops the training when the score no longer improves. Set early stopping: the later rounds cost energy and overfit.';

/** Many boosting rounds with an evaluation set that nothing watches. */
export const boostingNoEarlyStopping: Rule = {
  meta: {
    id: 'boosting-no-early-stopping',
    topic: 'budget',
    title: 'Boosting rounds that nothing stops',
    severity: 'hint',
    frameworks: ['xgboost', 'lightgbm', 'catboost', 'sklearn'],
    markers: ['xgboost', 'lightgbm', 'catboost', 'GradientBoosting'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'LightGBM documentation, parameter tuning: early stopping can reduce training time; no energy figure',
    },
  },
  *check(program) {
    if (!picksRoundAfterwards(program)) {
      yield* fits(program);
      yield* functional(program);
      yield* byParameters(program);
    }
    yield* ownShare(program);
  },
};

/** The scores of all rounds are read to find the best one, often over several folds: that takes the whole curve. */
function picksRoundAfterwards({ document: { fragments } }: Program): boolean {
  return (
    fragments.some(({ text }) => text.includes('evals_result')) &&
    fragments.some(({ text }) => /\b(nan)?arg(min|max|sort)\(|\bidx(min|max)\(|\.index\((min|max)\(/.test(text))
  );
}

interface Library {
  readonly model: RegExp;
  /** Names of the number of rounds; the first is the one in the tables. */
  readonly rounds: readonly string[];
  /** Rounds when none are given. */
  readonly standard: number;
  /** Parameters of the constructor or of `fit` that stop it. */
  readonly stops: readonly string[];
}

/** Parameters that stop CatBoost, wherever they are given. */
const catBoostStops = ['early_stopping_rounds', 'od_type', 'od_wait', 'od_pval'];

/** As in the parameter pages of CatBoost 1.2 (2025). */
const catBoost: Library = {
  model: /^catboost\.CatBoost(Classifier|Regressor|Ranker)?$/,
  rounds: ['iterations', 'n_estimators', 'num_boost_round', 'num_trees'],
  standard: 1000,
  stops: [...catBoostStops, 'params', 'callbacks'],
};

/** Aliases as in the parameter pages of XGBoost 3.0 and LightGBM 4.6 (2025). */
const libraries: readonly Library[] = [
  {
    model: /^xgboost\.XGB(Classifier|Regressor|Ranker)$/,
    rounds: ['n_estimators', 'num_boost_round'],
    standard: 100,
    stops: ['early_stopping_rounds', 'callbacks'],
  },
  {
    model: /^lightgbm\.LGBM(Classifier|Regressor|Ranker)$/,
    rounds: [
      'n_estimators',
      'num_iterations',
      'num_iteration',
      'n_iter',
      'num_tree',
      'num_trees',
      'num_round',
      'num_rounds',
      'num_boost_round',
    ],
    standard: 100,
    stops: ['early_stopping_round', 'early_stopping_rounds', 'early_stopping', 'n_iter_no_change', 'callbacks'],
  },
  catBoost,
];

function* fits(program: Program): Iterable<FindingProposal> {
  const changes = program.callsNamed('set_params');
  for (const [site, calls] of bySite(program, program.callsNamed('fit'))) {
    const found = calls.map((call) => ({ call, made: makerOf(call) }));
    if (
      !isDeclined(program, site) &&
      found.every(({ call, made }) => made !== undefined && isUnwatched(call, made, changes) && !isInTest(call.context))
    ) {
      const [first] = found;
      const fix = first?.made === undefined ? undefined : fixOfFit(program, site, first.call, first.made.call);
      yield proposal(site, fix);
    }
  }
}

function proposal(site: CallSite, fix: FixProposal | undefined): FindingProposal {
  return {
    place: calleePlace(site),
    message,
    confidence: 'high',
    fixes: fix === undefined ? [] : [fix],
  };
}

function roundsOfModel({ call, library }: Made): number {
  return roundsIn(call.arguments.keywords, library, library === catBoost ? call.arguments.positional[0] : undefined);
}

interface Made {
  readonly call: Activation;
  readonly library: Library;
}

function makerOf({ receiver }: Activation): Made | undefined {
  const [call, ...others] = receiver === null ? [] : makers(receiver);
  const library = libraries.find(({ model }) => model.test(call === undefined ? '' : (libraryName(call.callee) ?? '')));
  return call === undefined || library === undefined || others.length > 0 || receiver?.options.length !== 1 ? undefined : { call, library };
}

function isUnwatched(fit: Activation, model: Made, changes: readonly Activation[]): boolean {
  const { call: made, library } = model;
  const isChanged = changes.some(({ receiver }) => receiver !== null && makers(receiver).includes(made));
  return (
    !isChanged &&
    !fit.arguments.openKeywords &&
    !made.arguments.openKeywords &&
    roundsOfModel(model) >= manyRounds &&
    scores(fit.arguments.get('eval_set'), fit.arguments.positional[0]) &&
    [fit, made].every((call) => library.stops.every((name) => isLeftOut(call, name)))
  );
}

function roundsIn(settings: ReadonlyMap<string, Possible>, { rounds, standard }: Library, first?: Possible): number {
  const answer = rounds.map((name) => settings.get(name)).find((value) => value !== undefined) ?? first;
  const count = answer === undefined ? standard : constantOf(answer);
  return typeof count === 'number' ? count : 0;
}

/** `early_stopping_rounds=None` or `use_best_model=False` is written out: somebody thought of it. */
function isDeclined(program: Program, { arguments: written }: CallSite): boolean {
  return written.some(
    ({ name, valuePlace }) =>
      (name === 'early_stopping_rounds' && program.textOf(valuePlace) === 'None') ||
      (name === 'use_best_model' && program.textOf(valuePlace) === 'False'),
  );
}

/** Not passed, or None; of callbacks, only such as do not stop anything. */
function isLeftOut(call: Activation, name: string): boolean {
  const value = call.arguments.keywords.get(name);
  if (value === undefined || constantOf(value) === null) {
    return true;
  }
  return name === 'callbacks' && callbacksOf(call.arguments.get(name))?.some((one) => /early_?stopping/i.test(one)) === false;
}

/** There is an evaluation set other than the training data. */
function scores(answer: ArgumentAnswer, training: Possible | undefined): boolean {
  if (answer.kind !== 'given' || constantOf(answer.possible) === null) {
    return false;
  }
  const only = single(answer.possible);
  if (only?.kind !== 'sequence') {
    return (only?.kind === 'instance' || only?.kind === 'external') && !isSame(answer.possible, training);
  }
  const items = completeItems(answer.possible) ?? [];
  const isPair = only.type === 'tuple' && items.length === 2;
  const sets = isPair ? [items[0]] : items.map((item) => completeItems(item)?.[0] ?? item);
  return sets.some((set) => set !== undefined && !isSame(set, training));
}

function isSame(a: Possible, b: Possible | undefined): boolean {
  const [left, right] = [single(a), b === undefined ? undefined : single(b)];
  return left !== undefined && right !== undefined && sameValue(left, right);
}

const trainers = [
  { name: 'xgboost.train', data: 'dtrain', sets: 'evals', stops: ['early_stopping_rounds', 'callbacks'] },
  { name: 'lightgbm.train', data: 'train_set', sets: 'valid_sets', stops: ['early_stopping_rounds', 'callbacks'] },
] as const;

function* functional(program: Program): Iterable<FindingProposal> {
  for (const { name, data, sets, stops } of trainers) {
    for (const [site, calls] of bySite(program, program.callsOf(name))) {
      const isEndless = calls.every((call) => {
        const training = call.arguments.get(data, 1);
        return (
          !call.arguments.openKeywords &&
          call.arguments.positional.length <= 4 &&
          (boostRounds(call) ?? 0) >= manyRounds &&
          scores(call.arguments.get(sets), training.kind === 'given' ? training.possible : undefined) &&
          stops.every((stop) => isLeftOut(call, stop)) &&
          (name === 'xgboost.train' || hasNoStopIn(call)) &&
          !isInTest(call.context)
        );
      });
      const [call] = calls;
      if (isEndless && call !== undefined && !isDeclined(program, site)) {
        const fix = name === 'xgboost.train' ? keywordFix(site, 'early_stopping_rounds', '50') : callbackFix(program, site, call);
        yield proposal(site, fix);
      }
    }
  }
}

function boostRounds(call: Activation): number | undefined {
  const rounds = constantArgument(call, 'num_boost_round', 2);
  return typeof rounds === 'number' ? rounds : undefined;
}

/** LightGBM takes early stopping among its parameters too. */
function hasNoStopIn(call: Activation): boolean {
  const params = call.arguments.get('params', 0);
  const only = params.kind === 'given' ? single(params.possible) : undefined;
  return (
    only?.kind === 'mapping' &&
    !isOpen(only) &&
    [...only.state.keys()].every(
      (key) => !/early_stopping|n_iter_no_change|num_(iteration|tree|round|boost)|n_iter\b|n_estimators/.test(key),
    )
  );
}

/** CatBoost takes all of its parameters in one dict: `catboost.train(pool, params)` and `CatBoost(params)`. */
function* byParameters(program: Program): Iterable<FindingProposal> {
  const trains = program.callsOf('catboost.train').map((call) => ({ call, params: call.arguments.get('params', 1) }));
  const fits = program.callsNamed('fit').flatMap((call) => {
    const [made, ...others] = call.receiver === null ? [] : makers(call.receiver);
    const isPlain = made !== undefined && others.length === 0 && libraryName(made.callee) === 'catboost.CatBoost';
    return isPlain ? [{ call, params: made.arguments.get('params', 0) }] : [];
  });
  for (const { call, params } of [...trains, ...fits]) {
    const entries = params.kind === 'given' ? completeEntries(params.possible) : undefined;
    const settings = new Map([...(entries ?? []), ...call.arguments.keywords]);
    const training = call.arguments.positional[0];
    if (
      entries !== undefined &&
      !call.arguments.openKeywords &&
      !catBoostStops.some((name) => settings.has(name)) &&
      roundsIn(settings, catBoost) >= manyRounds &&
      ['eval_set', 'evals'].some((name) => scores(call.arguments.get(name), training)) &&
      program.isHere(call.site.place) &&
      !isDeclined(program, call.site) &&
      !isInTest(call.context)
    ) {
      const fix = keywordFix(call.site, 'early_stopping_rounds', '50');
      yield proposal(call.site, fix);
    }
  }
}

function callbackFix(program: Program, site: CallSite, call: Activation): FixProposal | undefined {
  const imported = insertImport(program, 'import lightgbm as lgb', spanOf(site.place));
  const edits = imported === undefined ? [] : addToList(site, call, 'callbacks', `${imported.name}.early_stopping(50)`);
  return imported === undefined || edits.length === 0
    ? undefined
    : { title: stoppingTitle, safe: false, edits: [...edits, ...imported.edits] };
}

/** XGBoost takes it in the constructor since 1.6; the argument of `fit` is gone since 2.1. */
function fixOfFit(program: Program, site: CallSite, fit: Activation, made: Activation): FixProposal | undefined {
  const name = libraryName(made.callee) ?? '';
  if (name.startsWith('lightgbm.')) {
    return callbackFix(program, site, fit);
  }
  if (name.startsWith('catboost.')) {
    return keywordFix(site, 'early_stopping_rounds', '50');
  }
  const constructed = made.site;
  const isNear = program.isHere(constructed.place) && spanOf(constructed.place).fragment === spanOf(site.place).fragment;
  return isNear ? keywordFix(constructed, 'early_stopping_rounds', '50') : undefined;
}
