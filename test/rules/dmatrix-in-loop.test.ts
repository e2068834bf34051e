import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('dmatrix-in-loop');

describe('dmatrix-in-loop', () => {
  describe('says nothing of', () => {
    silent(
      'a table that is built once',
      py`
      import xgboost as xgb
      dtrain = xgb.DMatrix(X, label=y)
      for depth in [4, 6, 8]:
          xgb.train({"max_depth": depth}, dtrain)
    `,
    );
    silent(
      'folds',
      py`
      import xgboost as xgb
      for train, test in folds.split(X):
          dtrain = xgb.DMatrix(X[train], label=y[train])
          dtest = xgb.DMatrix(X.iloc[test], y.iloc[test])
          xgb.train({}, dtrain)
    `,
    );
    silent(
      'names that the round assigns',
      py`
      import xgboost as xgb
      for seed in range(5):
          X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=seed)
          dtrain = xgb.DMatrix(X_train, y_train)
          xgb.train({}, dtrain)
    `,
    );
    silent(
      'a table that changes from round to round',
      py`
      import xgboost as xgb
      for column in columns:
          X.drop(columns=[column], inplace=True)
          xgb.train({}, xgb.DMatrix(X, y))
      for column in columns:
          Z[column] = 0
          xgb.train({}, xgb.DMatrix(Z, y))
    `,
    );
    silent(
      'binning that is searched',
      py`
      import lightgbm as lgb
      for bins in [63, 255]:
          lgb.train({"max_bin": bins}, lgb.Dataset(X, label=y))
    `,
    );
    silent(
      'a trial that splits its own table',
      py`
      import optuna
      import xgboost as xgb

      def objective(trial):
          train_x, valid_x, train_y, valid_y = train_test_split(data, target)
          dtrain = xgb.DMatrix(train_x, label=train_y)
          return xgb.train({"eta": trial.suggest_float("eta", 0.01, 0.3)}, dtrain).best_score

      optuna.create_study().optimize(objective, n_trials=100)
    `,
    );
    silent(
      'a function of one table',
      py`
      import xgboost as xgb
      def fit(X, y):
          return xgb.train({}, xgb.DMatrix(X, label=y))
    `,
    );
    silent(
      'a Dataset of another library',
      py`
      from torch.utils.data import Dataset
      from datasets import Dataset as Rows
      for i in range(3):
          d = Rows.from_dict({"a": [1]})
          e = Dataset(X)
    `,
    );

    silent(
      'a loop of one round',
      py`
      import xgboost as xgb
      rounds = 1  # more when there is time
      for i in range(rounds):
          model = xgb.train({"seed": i}, train)
          predictions.append(model.predict(xgb.DMatrix(X_test)))
    `,
    );

    silent(
      'two or three folds',
      py`
      import xgboost as xgb
      from sklearn.model_selection import StratifiedKFold
      k = 3
      folds = StratifiedKFold(n_splits=k)
      for i, (a, b) in enumerate(folds.split(X, y)):
          model = xgb.train({}, xgb.DMatrix(X[a], y[a]))
          total += model.predict(xgb.DMatrix(X_test)) / k
    `,
    );

    silent(
      'a file that each round writes',
      py`
      import lightgbm as lgb
      for store in stores:
          lgb.Dataset(tables[store]).save_binary("train.bin")
          data = lgb.Dataset("train.bin")
          lgb.train({}, data)
    `,
    );

    silent(
      'a CatBoost pool whose bins are searched',
      py`
      import optuna
      from catboost import CatBoostClassifier, Pool

      def objective(trial):
          train = Pool(X, y)
          model = CatBoostClassifier(border_count=trial.suggest_int("border_count", 32, 254))
          return model.fit(train).best_score_["learn"]["Logloss"]

      optuna.create_study().optimize(objective, n_trials=100)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a loop over settings',
      py`
      import xgboost as xgb
      for depth in [4, 6, 8]:
          dtrain = «xgb.DMatrix»(X_train, label=y_train)
          model = xgb.train({"max_depth": depth}, dtrain)
    `,
      { severity: 'hint', confidence: 'high', fixes: [] },
    );
    finds(
      'a test table within folds',
      py`
      from xgboost import DMatrix, train
      for a, b in folds.split(X):
          model = train({}, DMatrix(X[a], y[a]))
          predictions.append(model.predict(«DMatrix»(X_test)))
    `,
    );
    finds(
      'an objective of Optuna',
      py`
      import lightgbm as lgb
      import optuna

      def objective(trial):
          dtrain = «lgb.Dataset»(X_train, label=y_train)
          params = {"num_leaves": trial.suggest_int("num_leaves", 8, 256)}
          return lgb.cv(params, dtrain)["l2-mean"][-1]

      study = optuna.create_study()
      study.optimize(objective, n_trials=50)
    `,
    );
    finds(
      'an objective of Hyperopt, with another name for the class',
      py`
      from hyperopt import fmin, tpe
      from xgboost import QuantileDMatrix as Matrix
      import xgboost

      def score(space):
          return xgboost.cv(space, «Matrix»(data.X, data.y))

      fmin(score, space, algo=tpe.suggest, max_evals=100)
    `,
    );
    finds(
      'loops in each other, within a function',
      py`
      import xgboost as xgb

      def search(X, y):
          for depth in depths:
              for eta in etas:
                  d = «xgb.DMatrix»(data=X, label=y)
                  xgb.cv({"max_depth": depth, "eta": eta}, d)
    `,
    );

    finds(
      'the test table in each of five folds',
      py`
      import xgboost as xgb
      from sklearn.model_selection import KFold
      for i, (a, b) in enumerate(KFold(n_splits=5).split(X, y)):
          model = xgb.train({}, xgb.DMatrix(X[a], y[a]))
          total += model.predict(«xgb.DMatrix»(X_test)) / 5
    `,
    );
  });
});
