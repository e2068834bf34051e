import { ancestors } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { variedParameters } from '../../ml/search-space';
import { constantArgument, libraryName } from '../../ml/surroundings';
import { tableSize } from '../../ml/table-size';
import type { Activation, CallSite } from '../../python/program/call-site';
import { insertImport } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

const classes = ['sklearn.ensemble.GradientBoostingClassifier', 'sklearn.ensemble.GradientBoostingRegressor'];
/** Fewer trees than these are built quickly either way. */
const manyTrees = 100;
/** Losses that the histogram version has as well (scikit-learn 1.5, 2024). */
const sharedLosses = new Set(['log_loss', 'deviance', 'squared_error', 'ls', 'absolute_error', 'lad']);
/** Parameters that only the older class has, beside `subsample`. */
const ownParameters = ['init', 'alpha', 'ccp_alpha', 'min_impurity_decrease', 'warm_start', 'min_weight_fraction_leaf'];
/** What only the older class offers, by the names a program uses it under. */
const ownFeatures =
  /\b(feature_importances_|estimators_|train_score_|oob_improvement_|oob_score_|oob_scores_|init_|SelectFromModel|RFE|RFECV|plot_tree|export_graphviz|shap)\b/;

const message =
  'This class sorts every feature at each split. HistGradientBoosting groups values into 256 bins first and trains orders of magnitude faster from ten thousand rows on, at similar quality; it takes missing values and categories as they are.';

/** Gradient boosting on sorted values where histograms would do. */
export const gradientBoostingNotHist: Rule = {
  meta: {
    id: 'gradient-boosting-not-hist',
    topic: 'classic-ml',
    title: 'Gradient boosting without histograms',
    severity: 'hint',
    frameworks: ['sklearn'],
    markers: ['GradientBoosting'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'scikit-learn 1.5, user guide 1.11.1 (2024): orders of magnitude faster from tens of thousands of samples on',
    },
  },
  *check(program) {
    const size = tableSize(program);
    if (
      size === 'small' ||
      program.document.fragments.some(({ text }) => ownFeatures.test(text) || text.includes('HistGradientBoosting'))
    ) {
      return;
    }
    for (const [site, calls] of bySite(
      program,
      classes.flatMap((name) => program.callsOf(name)),
    )) {
      const isWrapper = program.callsNamed(site.name).filter((call) => call.site === site).length > calls.length;
      if (
        !isWrapper &&
        calls.every((call) => isLarge(call) && !needsThisClass(call) && !isInTest(call.context)) &&
        !calls.some((call) => searchesOwn(program, call) || takesSparse(program, call))
      ) {
        const fix = isSearched(program, calls) ? undefined : renamed(program, site, calls);
        yield {
          place: calleePlace(site),
          message,
          confidence: size === 'large' ? 'high' : 'medium',
          fixes: fix === undefined ? [] : [fix],
        };
      }
    }
  },
};

function treesOf(call: Activation): number {
  const trees = constantArgument(call, 'n_estimators');
  return typeof trees === 'number' ? trees : 0;
}

function isLarge(call: Activation): boolean {
  return treesOf(call) >= manyTrees;
}

/** Asks for something that histograms do not offer, or may ask for it. */
function needsThisClass(call: Activation): boolean {
  const { arguments: given } = call;
  const loss = given.keywords.has('loss') ? constantArgument(call, 'loss') : 'log_loss';
  const subsample = given.keywords.has('subsample') ? constantArgument(call, 'subsample') : 1;
  return (
    given.openKeywords ||
    typeof loss !== 'string' ||
    !sharedLosses.has(loss) ||
    subsample !== 1 ||
    ownParameters.some((name) => given.keywords.has(name))
  );
}

/** A search tries values of what histograms do not offer. */
function searchesOwn(program: Program, made: Activation): boolean {
  return fitsOf(program, made).some((call) =>
    variedParameters(call).some((name) => ['subsample', ...ownParameters].some((own) => name.endsWith(own))),
  );
}

const sparseMakers = /\.(TfidfVectorizer|CountVectorizer|HashingVectorizer|TfidfTransformer|DictVectorizer)(\.|$)|^scipy\.sparse\./;

/** Fitted on a sparse matrix of words, which histograms do not take. */
function takesSparse(program: Program, made: Activation): boolean {
  return program.callsNamed('fit').some(({ receiver, arguments: given }) => {
    const data = given.positional[0] ?? given.keywords.get('X');
    if (receiver === null || data === undefined || !ancestors(receiver, 60).has(made)) {
      return false;
    }
    const before = [...ancestors(data, 200)];
    return (
      before.some(({ callee }) => sparseMakers.test(libraryName(callee) ?? '')) &&
      !before.some(({ callee, site }) => /^(toarray|todense)$/.test(site.name) || (libraryName(callee) ?? '').includes('SVD'))
    );
  });
}

const searches = /^sklearn\.model_selection\.(\w*SearchCV|cross_val_\w+|cross_validate|learning_curve|validation_curve)$/;
const searchNames = [
  ...'GridSearchCV RandomizedSearchCV HalvingGridSearchCV HalvingRandomSearchCV'.split(' '),
  ...'cross_val_score cross_val_predict cross_validate learning_curve validation_curve'.split(' '),
];

/** Searches and cross-validations that fit it many times. */
function fitsOf(program: Program, made: Activation): readonly Activation[] {
  return searchNames
    .flatMap((name) => program.callsNamed(name))
    .filter((call) => {
      const [first] = call.arguments.positional;
      const estimator = call.arguments.keywords.get('estimator') ?? first;
      return searches.test(libraryName(call.callee) ?? '') && estimator !== undefined && ancestors(estimator, 60).has(made);
    });
}

/** Names of its parameters stand in a grid, which a rename of the class would break. */
function isSearched(program: Program, calls: readonly Activation[]): boolean {
  return calls.some((made) => fitsOf(program, made).some((call) => call.site.name.endsWith('SearchCV')));
}

/** Parameters of both classes, by their names in the histogram version. */
const sharedParameters: ReadonlyMap<string, string> = new Map([
  ['n_estimators', 'max_iter'],
  ...'learning_rate max_depth max_leaf_nodes min_samples_leaf random_state verbose validation_fraction n_iter_no_change tol'
    .split(' ')
    .map((name) => [name, name] as const),
]);

function renamed(program: Program, site: CallSite, calls: readonly Activation[]): FixProposal | undefined {
  const [call] = calls;
  const name = `Hist${(call === undefined ? null : libraryName(call.callee))?.split('.').at(-1) ?? ''}`;
  if (site.arguments.some((argument) => argument.name === null || !sharedParameters.has(argument.name))) {
    return undefined;
  }
  const imported = insertImport(program, `from sklearn.ensemble import ${name}`, spanOf(site.place));
  if (imported === undefined) {
    return undefined;
  }
  const trees = site.arguments.find((argument) => argument.name === 'n_estimators');
  const at = trees === undefined ? undefined : spanOf(trees.place);
  return {
    title: `Use ${name}`,
    safe: false,
    edits: [
      { span: spanOf(calleePlace(site)), text: imported.name },
      ...(at === undefined ? [] : [{ span: { ...at, end: at.start + 'n_estimators'.length }, text: 'max_iter' }]),
      ...imported.edits,
    ],
  };
}
