/** CatBoost. */
export const catboost = `in catboost : .CatBoost
alias catboost.core = catboost
class .{CatBoostClassifier,CatBoostRegressor,CatBoostRanker}(iterations?, learning_rate?, depth?, *, task_type?, devices?, od_type?, od_wait?, early_stopping_rounds?, **)
in catboost
class .CatBoost(params?) : sklearn.base.BaseEstimator
method .CatBoost.fit(X, y?, *, cat_features?, use_best_model?, eval_set?, verbose?, early_stopping_rounds?, **) -> self
method .CatBoost.grid_search(param_grid, X, y?, cv=3, ...) -> dict
class .Pool(data, label?, cat_features?, ...)
def .train(pool?, params?, dtrain?, logging_level?, verbose?, iterations?, num_boost_round?, evals?, eval_set?, **) -> .CatBoost
def .cv(pool?, params?, ...) -> pandas.DataFrame
`;
