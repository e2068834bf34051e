/** XGBoost. */
export const xgboost = `in xgboost : .XGBModel
alias xgboost.{sklearn,training,core,callback} = xgboost
class .{XGBClassifier,XGBRegressor,XGBRanker,XGBRFClassifier,XGBRFRegressor}(*, max_depth?, learning_rate?, n_estimators?, tree_method?, device?, n_jobs?, early_stopping_rounds?, callbacks?, **)
in xgboost
class .XGBModel(...) : sklearn.base.BaseEstimator
method .XGBModel.fit(X, y, *, sample_weight?, base_margin?, eval_set?, verbose=True, xgb_model?, **) -> self
[xgboost<2.1] method .XGBModel.fit(..., eval_metric?, early_stopping_rounds?, callbacks?) -> self
class .{DMatrix,QuantileDMatrix}(data, label?, ...)
class .Booster(params?, cache?, model_file?)
def .train(params, dtrain, num_boost_round=10, evals?, *, obj?, maximize?, early_stopping_rounds?, evals_result?, verbose_eval=True, xgb_model?, callbacks?, custom_metric?) -> .Booster
def .cv(params, dtrain, num_boost_round=10, nfold=3, *, early_stopping_rounds?, **) -> pandas.DataFrame
class .EarlyStopping(*, rounds, **)
alias xgboost.callback.EarlyStopping = xgboost.EarlyStopping
method .Booster.predict(data, ...) -> numpy.ndarray
`;
