import { isInTest } from '../../ml/file-role';
import { finalEstimator, variedParameters } from '../../ml/search-space';
import { libraryName, makers } from '../../ml/surroundings';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FindingProposal } from '../rule';
import { bySite } from '../sites';
import { manyRounds } from './many-rounds';
import { keywordFix } from './stopping-fix';

const ownShareMessage =
  'All boosting rounds are trained, whether they still help or not. Set n_iter_no_change: a share of the training data is held out, and training stops when its score no longer improves.';

const gradientBoosting = ['sklearn.ensemble.GradientBoostingClassifier', 'sklearn.ensemble.GradientBoostingRegressor'];

/** scikit-learn holds out a share of the training data itself. Whether it can be spared, nobody but the author knows. */
export function* ownShare(program: Program): Iterable<FindingProposal> {
  const staged = ['staged_predict', 'staged_predict_proba', 'staged_score'].some((name) => program.callsNamed(name).length > 0);
  const fitted = new Set(program.callsNamed('fit').flatMap(({ receiver }) => (receiver === null ? [] : makers(receiver))));
  for (const [site, calls] of bySite(
    program,
    gradientBoosting.flatMap((name) => program.callsOf(name)),
  )) {
    const isEndless = calls.every((call) => {
      const rounds = call.arguments.keywords.get('n_estimators');
      const count = rounds === undefined ? undefined : constantOf(rounds);
      const own = ['n_iter_no_change', 'warm_start'].every((name) => !call.arguments.keywords.has(name));
      return (
        fitted.has(call) &&
        !call.arguments.openKeywords &&
        typeof count === 'number' &&
        count >= manyRounds &&
        own &&
        !isInTest(call.context)
      );
    });
    const isSearched = calls.some((call) => searchesRounds(program, libraryName(call.callee) ?? ''));
    const isWrapper = program.callsNamed(site.name).filter((call) => call.site === site).length > calls.length;
    if (isEndless && !staged && !isWrapper && !isSearched) {
      const fix = keywordFix(site, 'n_iter_no_change', '10');
      yield {
        place: calleePlace(site),
        message: ownShareMessage,
        confidence: 'high',
        fixes: fix === undefined ? [] : [fix],
      };
    }
  }
}

/** A search found the number of rounds for this class, or is about to. */
function searchesRounds(program: Program, className: string): boolean {
  return ['GridSearchCV', 'RandomizedSearchCV', 'HalvingGridSearchCV', 'HalvingRandomSearchCV'].some((name) =>
    program.callsNamed(name).some((search) => {
      const estimator = search.arguments.get('estimator', 0);
      return (
        estimator.kind === 'given' &&
        finalEstimator(estimator.possible).options.some(({ value }) => value.kind === 'instance' && value.className === className) &&
        variedParameters(search).some((parameter) => parameter.endsWith('n_estimators'))
      );
    }),
  );
}
