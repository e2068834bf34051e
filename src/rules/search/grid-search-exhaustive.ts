import { isInTest } from '../../ml/file-role';
import { countCombinations, countFolds, countGrid, finalEstimator } from '../../ml/search-space';
import { countTuneGrid, hasScheduler, rayTuneCalls, tuneSpace } from '../../ml/ray-tune';
import { countedRounds } from '../../ml/loop-rounds';
import { networkWeight } from '../../ml/network-weight';
import { isMuchBoosting, roundsOfFit, roundsOfSearch } from '../../ml/search-work';
import { loopsAround, makers } from '../../ml/surroundings';
import { tableSize } from '../../ml/table-size';
import { codeOf, isNeverCalled } from '../../ml/unused-code';
import type { Activation, ArgumentAnswer, CallSite } from '../../python/program/call-site';
import { insertImport, type SpanEdit } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, single, type Possible } from '../../python/values/possible';
import { lengthOf } from '../../python/evaluate/containers';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { fittedClass, gridsByHand, type GridByHand } from './grid-by-hand';

/** From this many fits on, successive halving or a sampled search saves more than it costs in attention. */
const manyFits = 100;
/** Trainings of a grid of trials without a scheduler. */
export const manyTrials = 24;
/** Fits so cheap that a few hundred of them do not matter. */
const cheap =
  /\.(LogisticRegression|LinearRegression|Ridge|RidgeClassifier|Lasso|ElasticNet|GaussianNB|MultinomialNB|BernoulliNB|ComplementNB|DummyClassifier|DummyRegressor|Perceptron|LinearDiscriminantAnalysis)$/;
/** Fits that are cheap on ordinary data: worth a hint. */
const modest =
  /\.(KNeighbors(Classifier|Regressor)|DecisionTree(Classifier|Regressor)|ExtraTree(Classifier|Regressor)|LinearSV[CR]|PassiveAggressive\w+|SGD(Classifier|Regressor)|QuadraticDiscriminantAnalysis|BayesianRidge)$/;
/** Fewer of these are over in seconds. */
const manyModestFits = 200;
/** Above this, even cheap fits add up. */
const manyCheapFits = 5000;

const page =
  'Try HalvingGridSearchCV, RandomizedSearchCV with a budget, or Optuna: they drop poor candidates early and reach the same quality with a fraction of the fits.';

const networks =
  'Try Optuna or KerasTuner with a budget and a pruner: they drop poor candidates after a few epochs and reach the same quality with a fraction of the training.';

/** Every combination of a large grid is trained to the end. */
export const gridSearchExhaustive: Rule = {
  meta: {
    id: 'grid-search-exhaustive',
    topic: 'search',
    title: 'Every combination of a large grid is trained',
    severity: 'information',
    frameworks: ['sklearn', 'ray'],
    markers: ['GridSearchCV', 'grid_search', 'cross_val', 'ParameterGrid', '.fit(', '.train('],
    needs: [['sklearn', 'xgb', 'lgb', 'lightgbm', 'atboost', 'CatBoost', 'keras', 'tensorflow', 'tune', 'GridSearchCV', 'import *']],
    saving: {
      energyShare: { low: 0, high: 0.287 },
      evidence: 'energy',
      source:
        'Castellanos-Nieves and García-Forte 2024: -28.7 % CO2e with Bayesian search; Yarally et al., CAIN 2023: grid search dominated on energy',
    },
  },
  *check(program) {
    yield* gridSearches(program);
    yield* rayGrids(program);
    yield* nestedLoops(program);
    yield* fitsInLoops(program);
  },
};

function* gridSearches(program: Program): Iterable<FindingProposal> {
  for (const [site, calls] of bySite(program, program.callsOf('sklearn.model_selection.GridSearchCV'))) {
    const fits = Math.min(...calls.map((call) => fitsOf(call) ?? 0));
    const isModest = calls.every(isModestEstimator);
    const enough = calls.some(isCheapEstimator) ? manyCheapFits : isModest ? manyModestFits : manyFits;
    if (fits >= enough && !isIdle(program, site, calls) && !calls.some((call) => isInTest(call.context))) {
      const fix = halving(program, site, calls);
      yield {
        place: calleePlace(site),
        message: `This grid search makes ${fits} fits, one for each combination and fold. ${page}`,
        confidence: 'high',
        ...(isModest || !calls.every((call) => isHeavy(program, call, fits)) ? { severity: 'hint' as const } : {}),
        fixes: fix === undefined ? [] : [fix],
      };
    }
  }
}

/** So many trees, rounds or epochs are trained that it takes minutes; of other estimators, a large table shows it. */
function isHeavy(program: Program, search: Activation, fits: number): boolean {
  if (isNeverCalled(program, search.context)) {
    return false;
  }
  const rounds = roundsOfSearch(search);
  return rounds === undefined ? isSlowEstimator(program, estimatorOf(search), fits) : isMuchBoosting(program, rounds);
}

/** The time of a fit grows with the square of the rows (scikit-learn 1.7, user guide 1.4.4, 2025). */
const quadratic = /\.(SVC|SVR|NuSVC|NuSVR|KernelRidge|GaussianProcess(Classifier|Regressor))$/;
/** Networks behind the interface of scikit-learn: each fit goes through all of their epochs. */
const wrappedNetworks = /Keras(Classifier|Regressor)$|^skorch\./;

function isSlowEstimator(program: Program, estimator: Possible | undefined, fits: number): boolean {
  const [of] = estimator?.options ?? [];
  const name = of?.value.kind === 'instance' ? of.value.className : '';
  return wrappedNetworks.test(name) ? fits >= manyFits : quadratic.test(name) && tableSize(program) === 'large';
}

function estimatorOf(call: Activation): Possible | undefined {
  const estimator = call.arguments.get('estimator', 0);
  return estimator.kind === 'given' ? finalEstimator(estimator.possible) : undefined;
}

/** Points so few that a fit takes no time. */
const fewPoints = 100;

/** A search whose fit is commented out, or that is tried on a few points written in the code. */
function isIdle(program: Program, site: CallSite, calls: readonly Activation[]): boolean {
  const made = spanOf(site.place);
  const assigned = program.assignments.find(({ valuePlace }) => {
    const { fragment, start } = spanOf(valuePlace);
    return fragment === made.fragment && start === made.start;
  });
  const name = assigned === undefined ? '' : program.textOf(assigned.place);
  const switchedOff = new RegExp(`^\\s*#+\\s*${name}\\.fit\\(`, 'm');
  const fits = program.callsNamed('fit').filter(({ receiver }) => receiver !== null && makers(receiver).some((one) => calls.includes(one)));
  return (
    (fits.length === 0 && /^\w+$/.test(name) && program.document.fragments.some(({ text }) => switchedOff.test(text))) ||
    fits.some(({ arguments: { positional } }) => {
      const points = positional[0] === undefined ? undefined : single(positional[0]);
      const count = points?.kind === 'sequence' ? lengthOf(points) : undefined;
      return count !== undefined && count < fewPoints;
    })
  );
}

function fitsOf(call: Activation): number | undefined {
  const grid = call.arguments.get('param_grid', 1);
  const points = grid.kind === 'given' ? countGrid(grid.possible) : undefined;
  const folds = countFolds(call);
  return points === undefined || folds === undefined ? undefined : points * folds;
}

function isCheapEstimator(call: Activation): boolean {
  const estimator = call.arguments.get('estimator', 0);
  return estimator.kind === 'given' && isCheap(estimator.possible);
}

function isModestEstimator(call: Activation): boolean {
  const estimator = call.arguments.get('estimator', 0);
  return (
    estimator.kind === 'given' &&
    finalEstimator(estimator.possible).options.some(({ value }) => value.kind === 'instance' && modest.test(value.className))
  );
}

function isCheap(estimator: Possible): boolean {
  return finalEstimator(estimator).options.some(({ value }) => value.kind === 'instance' && cheap.test(value.className));
}

/** What both classes take, all of it by keyword but the estimator and the grid (scikit-learn 1.5, 2024). */
const shared = new Set('estimator param_grid scoring n_jobs refit cv verbose error_score return_train_score'.split(' '));

/** Halving takes one score, no `pre_dispatch` or `iid`, and splits that are the same each time they are asked for. */
function canBeHalved(site: CallSite, calls: readonly Activation[]): boolean {
  return (
    site.arguments.every(({ name, splat }, index) => splat === 0 && (name === null ? index < 2 : shared.has(name))) &&
    calls.every((call) => {
      const scoring = call.arguments.get('scoring');
      const only = scoring.kind === 'given' ? single(scoring.possible) : undefined;
      const cv = call.arguments.get('cv');
      const [splitter] = cv.kind === 'given' ? makers(cv.possible) : [];
      const isShuffled =
        splitter !== undefined &&
        !splitter.arguments.keywords.has('random_state') &&
        (splitter.arguments.keywords.has('shuffle') || /Shuffle|Repeated/.test(splitter.site.name));
      return only?.kind !== 'sequence' && only?.kind !== 'mapping' && !isShuffled;
    })
  );
}

/** `GridSearchCV(…)` becomes `HalvingGridSearchCV(…)`, with the import that enables it. */
function halving(program: Program, site: CallSite, calls: readonly Activation[]): FixProposal | undefined {
  if (!canBeHalved(site, calls)) {
    return undefined;
  }
  const span = spanOf(site.place);
  const enable = insertImport(program, 'from sklearn.experimental import enable_halving_search_cv', span);
  const halved = insertImport(program, 'from sklearn.model_selection import HalvingGridSearchCV', span);
  const [first] = enable?.edits ?? [];
  const [second] = halved?.edits ?? [];
  if (enable === undefined || halved === undefined) {
    return undefined;
  }
  const imports: readonly SpanEdit[] =
    first !== undefined && first.span.start === second?.span.start && first.span.fragment === second.span.fragment
      ? [{ span: first.span, text: first.text + second.text }]
      : [...enable.edits, ...halved.edits];
  return {
    title: 'Search by successive halving',
    safe: false,
    edits: [{ span: spanOf(calleePlace(site)), text: halved.name }, ...imports],
  };
}

function* rayGrids(program: Program): Iterable<FindingProposal> {
  for (const [site, calls] of bySite(program, rayTuneCalls(program))) {
    const [call] = calls;
    if (call === undefined || hasScheduler(call)) {
      continue;
    }
    const space = tuneSpace(call);
    const trials = space === undefined ? undefined : countTuneGrid(space);
    if (trials !== undefined && trials >= manyTrials && !isInTest(call.context)) {
      yield {
        place: calleePlace(site),
        message: `This grid trains ${trials} trials to the end, since no scheduler stops the poor ones. Pass an ASHAScheduler, or sample the space with a budget.`,
        confidence: 'high',
        fixes: [],
      };
    }
  }
}

const crossValidations = ['cross_val_score', 'cross_validate', 'cross_val_predict'].map((name) => `sklearn.model_selection.${name}`);

/** The same with one fit for each combination. */
function* fitsInLoops(program: Program): Iterable<FindingProposal> {
  for (const { call, fits, kind } of gridsByHand(program)) {
    const enough = kind === 'network' ? manyTrials : cheap.test(fittedClass(call)) ? manyCheapFits : manyFits;
    if (fits >= enough) {
      yield {
        place: calleePlace(call.site),
        message: `These loops make ${fits} fits, one for each combination. ${kind === 'network' ? networks : page}`,
        confidence: 'medium',
        ...(isHeavyByHand(program, call, fits, kind) && choosesBest(program) ? {} : { severity: 'hint' as const }),
        fixes: [],
      };
    }
  }
}

/** The best combination is looked for; where all of them are to be shown, none can be left out. */
function choosesBest(program: Program): boolean {
  return /best|arg_?(max|min)|idx(max|min)|sort_values|\bsorted\(/i.test(codeOf(program));
}

/** Networks of some weight, or many trees in all. */
function isHeavyByHand(program: Program, call: Activation, fits: number, kind: GridByHand['kind']): boolean {
  if (kind === 'network') {
    return networkWeight(program, call.receiver) === 'heavy';
  }
  return isMuchBoosting(program, fits * roundsOfCall(call)) && !isNeverCalled(program, call.context);
}

function roundsOfCall({ receiver, arguments: given }: Activation): number {
  const rounds = receiver === null ? given.get('num_boost_round', 2) : undefined;
  const count = rounds?.kind === 'given' ? constantOf(rounds.possible) : undefined;
  return typeof count === 'number' ? count : receiver === null ? 0 : (roundsOfFit(receiver) ?? 0);
}

/** Loops over lists of settings around a cross-validation: a grid search written by hand. */
function* nestedLoops(program: Program): Iterable<FindingProposal> {
  for (const [site, [call]] of bySite(
    program,
    crossValidations.flatMap((name) => program.callsOf(name)),
  )) {
    const folds = call === undefined ? undefined : countFolds(call);
    const combinations = call === undefined ? undefined : combinationsAround(call);
    const estimator = call?.arguments.get('estimator', 0);
    if (
      call !== undefined &&
      folds !== undefined &&
      combinations !== undefined &&
      combinations * folds >= (estimator?.kind === 'given' && isCheap(estimator.possible) ? manyCheapFits : manyFits) &&
      !isInTest(call.context)
    ) {
      yield {
        place: calleePlace(site),
        message: `These loops make ${combinations * folds} fits, one for each combination and fold. ${page}`,
        confidence: 'medium',
        ...(isNeverCalled(program, call.context) || !isMuchBoosting(program, combinations * folds * roundsOf(estimator))
          ? { severity: 'hint' as const }
          : {}),
        fixes: [],
      };
    }
  }
}

function roundsOf(estimator: ArgumentAnswer | undefined): number {
  return estimator?.kind === 'given' ? (roundsOfFit(estimator.possible) ?? 0) : 0;
}

/** Rounds of all loops around a call, when they go over a grid: two or more lists, their product, or a parameter grid. */
function combinationsAround(call: Activation): number | undefined {
  const loops = loopsAround(call.context);
  const grids = loops.map((loop) => (loop.iterable === null ? undefined : countCombinations(loop.iterable)));
  const counts = loops.map((loop, index) => grids[index] ?? countedRounds(loop));
  const isGrid = loops.length >= 2 || grids.some((count) => count !== undefined);
  return isGrid && counts.every((count) => count !== undefined) ? counts.reduce((product, count) => product * count, 1) : undefined;
}
