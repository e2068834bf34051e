import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { Assumed } from './assumed';

/** One `fit` of a classic estimator, on processors. */
export interface ClassicFit {
  readonly coreSeconds: number;
  /** Boosting libraries use every core; scikit-learn uses one unless `n_jobs` says otherwise. */
  readonly usesAllCores: boolean;
  readonly assumed: readonly Assumed[];
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

interface Estimator {
  readonly names: RegExp;
  /**
   * Core-seconds of a fit with default parameters, measured with scikit-learn 1.9 on one AMD EPYC core, 5,000–30,000 rows of 20–120 columns, 2026.
   * XGBoost, LightGBM and CatBoost were not measured: they bin into histograms too and are taken to be as fast as that.
   */
  readonly coreSeconds: (size: Size) => number;
  readonly usesAllCores?: boolean;
}

/** Trees or rounds that scikit-learn, XGBoost and LightGBM make by default, and CatBoost (documentation, 2025). */
const DEFAULT_TREES = 100;
const CATBOOST_TREES = 1000;
const SOLVER_ITERATIONS = 100;

const estimators: readonly Estimator[] = [
  { names: /extratrees/, coreSeconds: ({ rows, columns }) => 1.9e-8 * DEFAULT_TREES * rows * Math.sqrt(columns) * Math.log2(rows) },
  { names: /randomforest/, coreSeconds: ({ rows, columns }) => 6.5e-8 * DEFAULT_TREES * rows * Math.sqrt(columns) * Math.log2(rows) },
  { names: /histgradientboosting/, coreSeconds: ({ rows, columns }) => 1.2e-8 * DEFAULT_TREES * rows * columns, usesAllCores: true },
  { names: /catboost/, coreSeconds: ({ rows, columns }) => 1.5e-8 * CATBOOST_TREES * rows * columns, usesAllCores: true },
  { names: /xgb|lgbm|lightgbm/, coreSeconds: ({ rows, columns }) => 1.5e-8 * DEFAULT_TREES * rows * columns, usesAllCores: true },
  { names: /gradientboosting|adaboost/, coreSeconds: ({ rows, columns }) => 3.7e-7 * DEFAULT_TREES * rows * columns },
  { names: /decisiontree|extratree/, coreSeconds: ({ rows, columns }) => 1.3e-7 * rows * columns * Math.log2(rows) },
  { names: /linearsv|sgd|perceptron|passiveaggressive/, coreSeconds: ({ rows, columns }) => 8e-7 * rows * columns },
  { names: /sv[cr]\b|svm/, coreSeconds: ({ rows, columns }) => 1e-9 * rows * rows * columns },
  { names: /logistic|linear|ridge|lasso|elastic/, coreSeconds: ({ rows, columns }) => 6e-10 * SOLVER_ITERATIONS * rows * columns },
  { names: /kmeans/, coreSeconds: ({ rows, columns }) => 1e-9 * rows * columns * 8 * SOLVER_ITERATIONS, usesAllCores: true },
  { names: /neighbors|naive|gaussiannb|pca|scaler/, coreSeconds: ({ rows, columns }) => 2e-8 * rows * columns },
];

const CLASSIC = /sklearn|scikit|xgboost|lightgbm|catboost/;
/** Columns of a typical table: an assumption, shown as such. */
const TYPICAL_COLUMNS = 30;
/** P90 over P50: parameters such as the number of trees, depth and kernels are not part of the profile. */
const UNKNOWN_PARAMETERS = Math.log(3);
const UNKNOWN_COLUMNS = Math.log(3);
const UNKNOWN_ESTIMATOR = Math.log(10);

export function isClassic(run: RunProfile): boolean {
  return CLASSIC.test((factValue(run, 'framework') ?? '').toLowerCase()) || CLASSIC.test((factValue(run, 'model') ?? '').toLowerCase());
}

/** The work of one fit on so many rows. An estimator that is not in the table counts as boosting of histograms, with a wide range. */
export function classicFit(run: RunProfile, rows: number): ClassicFit {
  const name = (factValue(run, 'model') ?? '').toLowerCase();
  const estimator = estimators.find(({ names }) => names.test(name));
  const shape = factValue(run, 'sampleShape');
  const columns = shape === undefined ? TYPICAL_COLUMNS : shape.reduce((product, side) => product * side, 1);
  const size = { rows: Math.max(2, rows), columns };
  const assumed: Assumed[] = [];
  if (shape === undefined) {
    assumed.push({
      quantity: 'sampleShape',
      value: `${String(TYPICAL_COLUMNS)} columns`,
      why: 'The number of columns is not stated.',
      logWidth: UNKNOWN_COLUMNS,
    });
  }
  assumed.push(
    estimator === undefined
      ? { quantity: 'model', value: 'boosted trees', why: 'This estimator is not in the table.', logWidth: UNKNOWN_ESTIMATOR }
      : {
          quantity: 'parameters',
          value: 'defaults',
          why: 'Trees, depth and tolerance are taken as the library sets them.',
          logWidth: UNKNOWN_PARAMETERS,
        },
  );
  const coreSeconds = estimator?.coreSeconds(size) ?? 1.5e-8 * DEFAULT_TREES * size.rows * columns;
  return { coreSeconds, usesAllCores: estimator?.usesAllCores ?? false, assumed };
}
