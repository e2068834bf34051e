import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('exact-tree-method');

describe('exact-tree-method', () => {
  describe('says nothing of', () => {
    silent(
      'histograms',
      py`
      import xgboost as xgb
      a = xgb.XGBClassifier(tree_method="hist")
      b = xgb.train({"tree_method": "hist"}, dtrain)
    `,
    );
    silent(
      'the default',
      py`
      from xgboost import XGBRegressor
      XGBRegressor(n_estimators=500).fit(X, y)
      note = "tree_method"
    `,
    );
    silent(
      'a small data set',
      py`
      from sklearn.datasets import load_iris
      from xgboost import XGBClassifier
      X, y = load_iris(return_X_y=True)
      XGBClassifier(tree_method="exact").fit(X, y)
    `,
    );
    silent(
      'few rows of a file',
      py`
      import pandas as pd
      from xgboost import XGBClassifier
      df = pd.read_csv("all.csv", nrows=2000)
      XGBClassifier(tree_method="exact").fit(df, y)
    `,
    );
    silent(
      'a method that is searched',
      py`
      import xgboost as xgb
      def objective(trial):
          params = {"tree_method": trial.suggest_categorical("tree_method", ["exact", "hist"])}
          return xgb.cv(params, dtrain)
    `,
    );
    silent(
      'constraints',
      py`
      import xgboost as xgb
      xgb.train({"tree_method": "exact", "monotone_constraints": "(1,-1)"}, dtrain)
      xgb.XGBRegressor(tree_method="exact", monotone_constraints=(1, -1))
    `,
    );
    silent(
      'a method that cannot be read',
      py`
      import xgboost as xgb
      from settings import method, params
      xgb.XGBRegressor(tree_method=method)
      xgb.train(params, dtrain)
      xgb.XGBRegressor(tree_method="exact" if few else "hist")
    `,
    );
    silent(
      'another library',
      py`
      from mylib import XGBClassifier
      XGBClassifier(tree_method="exact")
    `,
    );
    silent(
      'a test',
      py`
      import xgboost as xgb
      def test_exact():
          xgb.XGBRegressor(tree_method="exact").fit(X, y)
    `,
    );

    silent(
      'a linear booster, which builds no trees',
      py`
      import xgboost as xgb
      xgb.train({"booster": "gblinear", "tree_method": "exact"}, dtrain)
      xgb.XGBClassifier(booster="gblinear", tree_method="exact").fit(X, y)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'an estimator',
      py`
      from xgboost import XGBClassifier
      model = XGBClassifier(n_estimators=500, «tree_method="exact"»)
      model.fit(X, y)
    `,
      { severity: 'hint', confidence: 'high', fixes: ['Build trees from histograms'] },
    );
    finds(
      'an estimator on a table that is known to be large',
      py`
      import pandas as pd
      from xgboost import XGBClassifier
      flights = pd.read_csv("flights.csv")
      model = XGBClassifier(n_estimators=500, «tree_method="exact"»)
      model.fit(flights[["CRSDepTime", "CRSArrTime"]], flights["late"])
    `,
      { severity: 'warning' },
    );
    finds(
      'a dict of parameters that is filled step by step',
      py`
      import xgboost as xgb
      params = {"objective": "reg:squarederror"}
      params["tree_method"] = «"exact"»
      booster = xgb.train(params, dtrain, num_boost_round=300)
    `,
    );
    finds(
      'cross-validation within a function',
      py`
      import xgboost

      def evaluate(dtrain):
          params = dict(max_depth=6, tree_method=«'exact'»)
          return xgboost.cv(params=params, dtrain=dtrain, nfold=5)
    `,
    );
    finds(
      'a constant',
      py`
      import xgboost as xgb
      METHOD = "exact"
      model = xgb.XGBRegressor(«tree_method=METHOD»)
    `,
    );
    finds(
      'a default of the command line',
      py`
      import argparse
      import xgboost as xgb
      parser = argparse.ArgumentParser()
      parser.add_argument("--tree-method", default="exact")
      args = parser.parse_args()
      model = xgb.XGBRegressor(«tree_method=args.tree_method»)
    `,
    );
    finds(
      'the approximate method, which is no great matter',
      py`
      import xgboost as xgb
      model = xgb.XGBRegressor(«tree_method="approx"»)
    `,
      { severity: 'hint' },
    );
  });

  describe('repairs', () => {
    repairs(
      'the literal, wherever it stands, in its own quotes',
      py`
      import xgboost as xgb
      params = {
          'max_depth': 6,
          'tree_method': «'exact'»,  # slow
      }
      xgb.train(params, dtrain)
    `,
      {
        title: 'Build trees from histograms',
        safe: false,
        gives: py`
        import xgboost as xgb
        params = {
            'max_depth': 6,
            'tree_method': 'hist',  # slow
        }
        xgb.train(params, dtrain)
      `,
      },
    );
  });
});
