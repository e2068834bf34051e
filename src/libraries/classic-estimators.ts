/** Estimators of classic machine learning: which of them are trained, and the parameters that say how long. */

/** Parts of scikit-learn whose `fit` prepares data or chooses among estimators; what they prepare or choose is trained elsewhere. */
export const preparing =
  /^sklearn\.(preprocessing|feature_extraction|feature_selection|impute|decomposition|compose|random_projection|kernel_approximation|model_selection|grid_search|cross_validation|datasets|metrics|utils|inspection|pipeline|ensemble\.RandomTreesEmbedding|cluster\.FeatureAgglomeration)(\.|$)/;
/** Of these, the ones that train the estimator they are given. */
export const training = /^sklearn\.(compose\.TransformedTargetRegressor|feature_selection\.RFE(CV)?)$/;

export interface EstimatorKnowledge {
  readonly names: RegExp;
  /** Parameters for the number of rounds or passes, any of which may be used. */
  readonly rounds: readonly string[];
  readonly standardRounds: number;
  readonly rate: readonly string[];
  /** Null when the library chooses it by the data. */
  readonly standardRate: number | null;
  readonly optimizer?: string;
}

/**
 * Estimators that are trained in rounds, with the aliases and defaults of their parameters (documentation of XGBoost 3.0, LightGBM 4.6,
 * CatBoost 1.2 and scikit-learn 1.7, 2025).
 */
export const roundsOfEstimators: readonly EstimatorKnowledge[] = [
  { names: /^xgboost\.XGBRF/, rounds: [], standardRounds: 1, rate: ['learning_rate', 'eta'], standardRate: 1 },
  {
    names: /^xgboost\./,
    rounds: ['n_estimators', 'num_boost_round'],
    standardRounds: 100,
    rate: ['learning_rate', 'eta'],
    standardRate: 0.3,
  },
  {
    names: /^lightgbm\./,
    rounds: ['n_estimators', 'num_iterations', 'num_boost_round', 'num_rounds', 'num_trees', 'n_iter'],
    standardRounds: 100,
    rate: ['learning_rate', 'eta', 'shrinkage_rate'],
    standardRate: 0.1,
  },
  {
    names: /^catboost\./,
    rounds: ['iterations', 'n_estimators', 'num_boost_round', 'num_trees'],
    standardRounds: 1000,
    rate: ['learning_rate', 'eta'],
    standardRate: null,
  },
  {
    names: /\.GradientBoosting(Classifier|Regressor)$/,
    rounds: ['n_estimators'],
    standardRounds: 100,
    rate: ['learning_rate'],
    standardRate: 0.1,
  },
  {
    names: /\.HistGradientBoosting(Classifier|Regressor)$/,
    rounds: ['max_iter'],
    standardRounds: 100,
    rate: ['learning_rate'],
    standardRate: 0.1,
  },
  { names: /\.AdaBoost(Classifier|Regressor)$/, rounds: ['n_estimators'], standardRounds: 50, rate: ['learning_rate'], standardRate: 1 },
  {
    names: /\.MLP(Classifier|Regressor)$/,
    rounds: ['max_iter'],
    standardRounds: 200,
    rate: ['learning_rate_init'],
    standardRate: 0.001,
    optimizer: 'solver',
  },
];

/** Ensembles of trees that are trained side by side: a tree of theirs costs about what a round of boosting does (scikit-learn 1.7, 2025). */
export const treesOfEnsembles: readonly Pick<EstimatorKnowledge, 'names' | 'rounds' | 'standardRounds'>[] = [
  { names: /\.(RandomForest|ExtraTrees)(Classifier|Regressor)$|\.IsolationForest$/, rounds: ['n_estimators'], standardRounds: 100 },
];

/** Parameters that hold the estimator which a wrapper trains. */
export const wrappedEstimator: readonly string[] = ['estimator', 'base_estimator', 'regressor', 'classifier'];

/** Functions that train in rounds, by their native interface. */
export interface NativeTraining {
  readonly name: string;
  readonly framework: string;
  readonly model: string;
  readonly rounds: string;
  readonly data: string;
  /** Folds that it cross-validates with when told nothing; null when it trains once. */
  readonly folds: number | null;
}

export const nativeTrainings: readonly NativeTraining[] = [
  { name: 'xgboost.train', framework: 'xgboost', model: 'xgboost', rounds: 'num_boost_round', data: 'dtrain', folds: null },
  { name: 'xgboost.cv', framework: 'xgboost', model: 'xgboost', rounds: 'num_boost_round', data: 'dtrain', folds: 3 },
  { name: 'lightgbm.train', framework: 'lightgbm', model: 'gbdt', rounds: 'num_boost_round', data: 'train_set', folds: null },
  { name: 'lightgbm.cv', framework: 'lightgbm', model: 'gbdt', rounds: 'num_boost_round', data: 'train_set', folds: 5 },
  { name: 'catboost.train', framework: 'catboost', model: 'CatBoost', rounds: 'num_boost_round', data: 'pool', folds: null },
  { name: 'catboost.cv', framework: 'catboost', model: 'CatBoost', rounds: 'iterations', data: 'pool', folds: 3 },
];
