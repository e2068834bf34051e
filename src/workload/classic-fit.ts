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
   * Core-seconds of a fit with default parameters, measured with scikit-learn 1.9 and LightGBM 4 on one AMD EPYC core, 1,000–100,000 rows of 10–100 columns,
   * 2026 (scripts/forecast/processor.jsonl). XGBoost and CatBoost were not measured: they bin into histograms too and are taken to be as fast.
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
  { names: /randomforestregressor/, coreSeconds: ({ rows, columns }) => 2.8e-8 * DEFAULT_TREES * rows * columns * Math.log2(rows) },
  { names: /randomforest/, coreSeconds: ({ rows, columns }) => 6.5e-8 * DEFAULT_TREES * rows * Math.sqrt(columns) * Math.log2(rows) },
  {
    names: /histgradientboosting/,
    coreSeconds: ({ rows, columns }) => 1.5e-3 * DEFAULT_TREES + 9e-9 * DEFAULT_TREES * rows * columns,
    usesAllCores: true,
  },
  { names: /catboost/, coreSeconds: ({ rows, columns }) => 1.5e-8 * CATBOOST_TREES * rows * columns, usesAllCores: true },
  {
    names: /xgb|lgbm|lightgbm/,
    coreSeconds: ({ rows, columns }) => 6e-4 * DEFAULT_TREES + 7e-9 * DEFAULT_TREES * rows * columns,
    usesAllCores: true,
  },
  { names: /gradientboosting|adaboost/, coreSeconds: ({ rows, columns }) => 3.7e-7 * DEFAULT_TREES * rows * columns },
  { names: /decisiontree|extratree/, coreSeconds: ({ rows, columns }) => 9e-8 * rows * columns * Math.log2(rows) },
  { names: /mlp/, coreSeconds: ({ rows }) => 3.5e-4 * rows },
  { names: /linearsv/, coreSeconds: ({ rows, columns }) => 1e-7 * rows * columns },
  { names: /sgd|perceptron|passiveaggressive/, coreSeconds: ({ rows, columns }) => 2.5e-7 * rows * columns },
  { names: /sv[cr]\b|svm/, coreSeconds: ({ rows, columns }) => 1.3e-10 * rows * rows * columns + 1e-7 * rows * columns },
  { names: /ridge|linearregression/, coreSeconds: ({ rows, columns }) => 6e-9 * rows * columns },
  { names: /logistic|linear|lasso|elastic/, coreSeconds: ({ rows, columns }) => 3e-10 * SOLVER_ITERATIONS * rows * columns },
  { names: /kmeans/, coreSeconds: ({ rows, columns }) => 1e-9 * rows * columns * SOLVER_ITERATIONS, usesAllCores: true },
  { names: /neighbors/, coreSeconds: ({ rows, columns }) => 1.2e-9 * rows * columns },
  { names: /naive|gaussiannb|pca|scaler/, coreSeconds: ({ rows, columns }) => 1e-3 + 1e-8 * rows * columns },
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
