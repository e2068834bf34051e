import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('boosting-no-early-stopping');
const title = 'Stop when the evaluation score no longer improves';

describe('boosting-no-early-stopping', () => {
  describe('says nothing of', () => {
    silent(
      'a stop that old code gives by position',
      py`
      import xgboost as xgb
      bst = xgb.train({"eta": 0.02}, xgb.DMatrix(X), 3000, [(xgb.DMatrix(V), "eval")], None, None, False, 50)
    `,
    );

    silent(
      'a dict of CatBoost that stops, has few rounds, or is not known',
      py`
      import catboost as cb
      from shop import options, train_pool, val_pool
      cb.train(train_pool, {"iterations": 3000, "od_wait": 50}, eval_set=val_pool)
      cb.train(train_pool, {"iterations": 200}, eval_set=val_pool)
      cb.train(train_pool, options, eval_set=val_pool)
      cb.train(train_pool, {"iterations": 3000})
      cb.train(train_pool, {"iterations": 3000}, eval_set=val_pool, early_stopping_rounds=50)
    `,
    );

    silent(
      'early stopping in the constructor',
      py`
      from xgboost import XGBClassifier
      model = XGBClassifier(n_estimators=5000, early_stopping_rounds=20)
      model.fit(X, y, eval_set=[(Xv, yv)])
    `,
    );

    silent(
      'early stopping in fit',
      py`
      from catboost import CatBoostRegressor
      CatBoostRegressor(iterations=20000).fit(X, y, eval_set=(Xv, yv), early_stopping_rounds=100)
    `,
    );

    silent(
      'an overfitting detector',
      py`
      from catboost import CatBoostRegressor
      CatBoostRegressor(iterations=20000, od_type="Iter", od_wait=50).fit(X, y, eval_set=(Xv, yv))
    `,
    );

    silent(
      'a callback',
      py`
      import lightgbm as lgb
      lgb.train({}, tr, 10000, valid_sets=[va], callbacks=[lgb.early_stopping(100), lgb.log_evaluation(200)])
      model = lgb.LGBMClassifier(n_estimators=9000)
      model.fit(X, y, eval_set=[(Xv, yv)], callbacks=[lgb.early_stopping(100)])
    `,
    );

    silent(
      'callbacks that are not known',
      py`
      import lightgbm as lgb
      from lib import callbacks
      lgb.train({}, tr, 10000, valid_sets=[va], callbacks=callbacks)
    `,
    );

    silent(
      'early stopping among the parameters',
      py`
      import lightgbm as lgb
      params = {"learning_rate": 0.01, "early_stopping_rounds": 50}
      lgb.train(params, tr, num_boost_round=10000, valid_sets=[va])
    `,
    );

    silent(
      'parameters that are not known',
      py`
      import lightgbm as lgb
      from lib import params
      lgb.train(params, tr, num_boost_round=10000, valid_sets=[va])
      lgb.LGBMRegressor(**params).fit(X, y, eval_set=[(Xv, yv)])
    `,
    );

    silent(
      'no evaluation set',
      py`
      import xgboost as xgb
      xgb.XGBRegressor(n_estimators=5000).fit(X, y)
      xgb.train({"eta": 0.1}, dtrain, 5000)
    `,
    );

    silent(
      'the training data as the evaluation set',
      py`
      import xgboost as xgb
      dtrain = xgb.DMatrix(X, y)
      xgb.train({"eta": 0.1}, dtrain, 5000, evals=[(dtrain, "train")])
    `,
    );

    silent(
      'few rounds',
      py`
      import xgboost as xgb
      xgb.XGBRegressor().fit(X, y, eval_set=[(Xv, yv)])
      xgb.train({"eta": 0.1}, dtrain, 100, evals=[(dvalid, "valid")])
    `,
    );

    silent(
      'a parameter that is set later',
      py`
      import xgboost as xgb
      model = xgb.XGBRegressor(n_estimators=5000)
      model.set_params(early_stopping_rounds=10)
      model.fit(X, y, eval_set=[(Xv, yv)])
    `,
    );

    silent(
      'gradient boosting that stops, or whose rounds are compared afterwards',
      py`
      from sklearn.ensemble import GradientBoostingClassifier
      a = GradientBoostingClassifier(n_estimators=2000, n_iter_no_change=5)
      a.fit(X, y)
      b = GradientBoostingClassifier(n_estimators=2000)
      b.fit(X, y)
      scores = [f(p) for p in b.staged_predict(Xv)]
    `,
    );

    silent(
      'a wrapper around any estimator',
      py`
      from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
      class Wrapper:
          def __init__(self, kind, params):
              self.clf = kind(**params)
          def train(self, X, y):
              self.clf.fit(X, y)
      Wrapper(RandomForestClassifier, {"n_estimators": 500}).train(X, y)
      Wrapper(GradientBoostingClassifier, {"n_estimators": 500}).train(X, y)
    `,
    );

    silent(
      'random forests',
      py`
      from sklearn.ensemble import RandomForestClassifier
      RandomForestClassifier(n_estimators=2000).fit(X, y)
    `,
    );

    silent(
      'a curve that is read afterwards for the best round',
      py`
      import lightgbm as lgb
      import numpy as np
      curves = []
      for a, b in folds:
          model = lgb.LGBMRegressor(n_estimators=1000)
          model.fit(X[a], y[a], eval_set=[(X[b], y[b])])
          curves.append(model.evals_result_["valid_0"]["l2"])
      best = np.argmin(np.mean(curves, axis=0)) + 1
    `,
    );

    silent(
      'early stopping that is declined',
      py`
      import xgboost as xgb
      xgb.XGBRegressor(n_estimators=2000).fit(X, y, eval_set=[(Xv, yv)], early_stopping_rounds=None)
      xgb.train({}, dtrain, num_boost_round=2000, evals=[(dvalid, "valid")], early_stopping_rounds=None)
      import catboost
      catboost.CatBoostRegressor(iterations=2000).fit(X, y, eval_set=(Xv, yv), use_best_model=False)
    `,
    );

    silent(
      'rounds that a search found',
      py`
      from sklearn.ensemble import GradientBoostingRegressor
      from sklearn.model_selection import RandomizedSearchCV
      grid = {"n_estimators": [200, 800, 1400], "max_depth": [3, 5]}
      RandomizedSearchCV(estimator=GradientBoostingRegressor(), param_distributions=grid).fit(X, y)
      model = GradientBoostingRegressor(n_estimators=1400, max_depth=5)
      model.fit(X, y)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'as a hint, fewer rounds than take long, and stopping that was switched off',
      py`
      import xgboost as xgb
      clf = xgb.XGBClassifier(n_estimators=1500)
      «clf.fit»(X, y, eval_set=[(Xv, yv)])
      bst = «xgb.train»({"eta": 0.02}, dtrain, 3000, [(dvalid, "eval")]) # early_stopping_rounds=20
    `,
      { severity: 'hint' },
    );

    finds(
      'fewer rounds for each of several folds, and on a table that is known to be large',
      py`
      import pandas as pd
      import xgboost as xgb
      for a, b in folds.split(X):
          clf = xgb.XGBClassifier(n_estimators=1500)
          «clf.fit»(X[a], y[a], eval_set=[(X[b], y[b])])
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, folds of a small table',
      py`
      import pandas as pd
      import xgboost as xgb
      people = pd.read_csv("titanic/train.csv")
      for a, b in folds.split(people):
          clf = xgb.XGBClassifier(n_estimators=1500)
          «clf.fit»(people[a], y[a], eval_set=[(people[b], y[b])])
    `,
      { severity: 'hint' },
    );

    finds(
      'a thousand rounds on a large table',
      py`
      import pandas as pd
      from lightgbm import LGBMClassifier
      loans = pd.read_csv("application_train.csv")
      model = LGBMClassifier(n_estimators=1000)
      «model.fit»(loans[columns], y, eval_set=[(held, w)])
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, the share that scikit-learn holds out',
      py`
      from sklearn.ensemble import GradientBoostingRegressor
      model = «GradientBoostingRegressor»(n_estimators=3000)
      model.fit(X, y)
    `,
      { severity: 'hint' },
    );

    finds(
      'a list of sets given by position',
      py`
      import xgboost as xgb
      dtrain = xgb.DMatrix(X_train, label=y_train)
      dvalid = xgb.DMatrix(X_valid, label=y_valid)
      bst = «xgb.train»({"eta": 0.02}, dtrain, 3000, [(dtrain, "train"), (dvalid, "eval")], verbose_eval=100)
    `,
    );

    finds(
      'parameters of CatBoost in a dict, given by position',
      py`
      import catboost as cb
      from shop import train_pool, val_pool
      params = dict(iterations=3000, loss_function="RMSE")
      model = «cb.train»(train_pool, params, eval_set=val_pool)
      other = cb.CatBoost({"learning_rate": 0.03})
      «other.fit»(train_pool, eval_set=val_pool)
    `,
    );

    finds(
      'an estimator of XGBoost',
      py`
      import xgboost as xgb
      clf = xgb.XGBClassifier(n_estimators=5000, learning_rate=0.01)
      «clf.fit»(X, y, eval_set=[(X, y), (Xv, yv)], verbose=False)
    `,
      { severity: 'hint', confidence: 'high', fixes: [title] },
    );

    finds(
      'a training of XGBoost',
      py`
      import xgboost
      booster = «xgboost.train»({"eta": 0.02}, dtrain, num_boost_round=3000, evals=[(dtrain, "t"), (dvalid, "v")])
    `,
    );

    finds(
      'CatBoost by a dict, and by its own number of rounds',
      py`
      from catboost import CatBoostClassifier, CatBoostRegressor, Pool
      cfg = {"iterations": 20000, "depth": 8, "verbose": 500}
      m = CatBoostRegressor(**cfg)
      «m.fit»(X, y, eval_set=(Xv, yv))
      n = CatBoostClassifier(verbose=0)
      «n.fit»(Pool(X, y), eval_set=Pool(Xv, yv))
    `,
    );

    finds(
      'LightGBM in a function, with rounds from a constant',
      py`
      import lightgbm as lgb
      ROUNDS = 10_000
      def train(tr, va):
          params = {"objective": "binary", "learning_rate": 0.01}
          return «lgb.train»(params, tr, ROUNDS, valid_sets=[tr, va], callbacks=[lgb.log_evaluation(100)])
    `,
    );

    finds(
      'an estimator of LightGBM in folds',
      py`
      from lightgbm import LGBMRegressor
      for train_index, valid_index in folds.split(X):
          model = LGBMRegressor(n_estimators=3000)
          «model.fit»(X[train_index], y[train_index], eval_set=[(X[valid_index], y[valid_index])])
    `,
    );

    finds(
      'gradient boosting of scikit-learn',
      py`
      from sklearn.ensemble import GradientBoostingRegressor
      model = «GradientBoostingRegressor»(n_estimators=3000, learning_rate=0.01)
      model.fit(X, y)
    `,
    );
  });

  describe('repairs', () => {
    repairs(
      'an estimator of XGBoost where it is made',
      py`
      import xgboost as xgb
      clf = xgb.XGBClassifier(
          n_estimators=5000,  # many
          learning_rate=0.01,
      )
      «clf.fit»(X, y, eval_set=[(Xv, yv)])
    `,
      {
        title,
        safe: false,
        gives: py`
          import xgboost as xgb
          clf = xgb.XGBClassifier(
              n_estimators=5000,  # many
              learning_rate=0.01,
              early_stopping_rounds=50,
          )
          clf.fit(X, y, eval_set=[(Xv, yv)])
        `,
      },
    );

    repairs(
      'LightGBM by a callback before the others',
      py`
      import lightgbm
      «lightgbm.train»({}, tr, 5000, valid_sets=[va], callbacks=[lightgbm.log_evaluation(10)])
    `,
      {
        title,
        safe: false,
        gives: py`
          import lightgbm
          lightgbm.train({}, tr, 5000, valid_sets=[va], callbacks=[lightgbm.early_stopping(50), lightgbm.log_evaluation(10)])
        `,
      },
    );

    repairs(
      'an estimator of LightGBM whose package is not imported itself',
      py`
      from lightgbm import LGBMClassifier
      model = LGBMClassifier(n_estimators=5000)
      «model.fit»(X, y, eval_set=[(Xv, yv)])
    `,
      {
        title,
        safe: false,
        gives: py`
          from lightgbm import LGBMClassifier
          import lightgbm as lgb
          model = LGBMClassifier(n_estimators=5000)
          model.fit(X, y, eval_set=[(Xv, yv)], callbacks=[lgb.early_stopping(50)])
        `,
      },
    );

    finds(
      'a curve that is drawn only',
      py`
      import xgboost as xgb
      model = xgb.XGBRegressor(n_estimators=2000)
      «model.fit»(X, y, eval_set=[(Xv, yv)])
      plt.plot(model.evals_result()["validation_0"]["rmse"])
    `,
    );
  });
});
