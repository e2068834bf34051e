/** LightGBM. */
export const lightgbm = `in lightgbm : .LGBMModel
alias lightgbm.{sklearn,engine,basic,callback} = lightgbm
class .{LGBMClassifier,LGBMRegressor,LGBMRanker}(*, boosting_type="gbdt", num_leaves=31, max_depth=-1, learning_rate=0.1, n_estimators=100, n_jobs?, **)
in lightgbm
class .LGBMModel(...) : sklearn.base.BaseEstimator
method .LGBMModel.fit(X, y, sample_weight?, init_score?, *, eval_set?, eval_metric?, callbacks?, **) -> self
[lightgbm<4] method .LGBMModel.fit(..., early_stopping_rounds?, verbose=True) -> self
class .Dataset(data, label?, reference?, weight?, ...)
class .Booster(params?, train_set?, model_file?, model_str?)
def .train(params, train_set, num_boost_round=100, valid_sets?, valid_names?, feval?, init_model?, keep_training_booster=False, callbacks?) -> .Booster
[lightgbm<4] def .train(..., early_stopping_rounds?, verbose_eval="warn") -> .Booster
def .cv(params, train_set, num_boost_round=100, folds?, nfold=5, ...) -> dict
def .early_stopping(stopping_rounds, first_metric_only=False, verbose=True, min_delta=0.0)
def .log_evaluation(period=1, show_stdv=True)
method .Booster.predict(data, ...) -> numpy.ndarray
`;
