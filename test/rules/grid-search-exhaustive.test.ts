import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('grid-search-exhaustive');

/** A search for settings of an estimator on a table of less than a thousand rows. */
const smallTable = (module: string, estimator: string): string => py`
  import pandas as pd
  from sklearn.${module} import ${estimator}
  from sklearn.model_selection import GridSearchCV
  people = pd.read_csv("titanic/train.csv")
  grid = {"a": [1, 2, 3, 4, 5], "b": [1, 2, 3, 4, 5]}
  search = «GridSearchCV»(${estimator}(), grid, cv=5)
  search.fit(people[names], people["Survived"])
`;

describe('grid-search-exhaustive', () => {
  describe('says nothing, in loops, of', () => {
    silent(
      'folds and seeds',
      py`
      from sklearn.ensemble import RandomForestClassifier
      for seed in range(20):
          for fold in range(10):
              model = RandomForestClassifier(random_state=seed)
              model.fit(x[fold], y[fold])
    `,
    );

    silent(
      'models and data sets that are compared',
      py`
      from sklearn.ensemble import RandomForestClassifier
      for name in range(30):
          for size in range(30):
              model = RandomForestClassifier()
              model.fit(load(name, size), y)
              print(name, size)
    `,
    );

    silent(
      'cells of a table',
      py`
      import itertools
      from sklearn.svm import SVC
      SVC().fit(x, y)
      for i, j in itertools.product(range(20), range(20)):
          plt.text(j, i, cm[i, j])
    `,
    );

    silent(
      'a small grid, a cheap model, a list from elsewhere, a scaler',
      py`
      import itertools
      from sklearn.linear_model import Ridge
      from sklearn.preprocessing import MinMaxScaler
      from sklearn.svm import SVC
      for C, gamma in itertools.product([1, 2, 3], [4, 5, 6]):
          SVC(C=C, gamma=gamma).fit(x, y)
      for alpha, solver in itertools.product(range(100), ["a", "b"]):
          Ridge(alpha=alpha, solver=solver).fit(x, y)
      for C, gamma in itertools.product(Cs, range(200)):
          SVC(C=C, gamma=gamma).fit(x, y)
      for low, high in itertools.product(range(20), range(20)):
          MinMaxScaler((low, high)).fit(x)
    `,
    );
  });

  describe('finds, as a hint,', () => {
    finds('as a hint, one estimator on a small table', smallTable('svm', 'SVC'), { severity: 'hint' });

    finds('a forest on a small table', smallTable('ensemble', 'RandomForestClassifier'), { severity: 'hint' });

    finds(
      'some hundred estimators of which nobody knows how long they take',
      py`
      from sklearn.model_selection import GridSearchCV
      from sklearn.svm import SVC
      from shop import estimator
      grid = {"C": [1, 2, 3, 4, 5, 6], "gamma": [1, 2, 3, 4, 5, 6]}
      «GridSearchCV»(SVC(), grid, cv=5).fit(x, y)
      «GridSearchCV»(estimator, grid, cv=5).fit(x, y)
    `,
      { severity: 'hint' },
    );

    finds(
      'few trees in all',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      grid = {"n_estimators": list(range(1, 50)), "criterion": ["gini", "entropy"]}
      «GridSearchCV»(RandomForestClassifier(), grid).fit(x, y)
    `,
      { severity: 'hint' },
    );

    finds(
      'a product around fits of small forests',
      py`
      from itertools import product
      from sklearn.ensemble import RandomForestClassifier
      for n, depth in product([10, 50, 100, 200], range(2, 30)):
          model = RandomForestClassifier(n_estimators=n, max_depth=depth)
          «model.fit»(x, y)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a search in a function that the script never calls',
      py`
      from sklearn.svm import SVC
      from sklearn.model_selection import GridSearchCV
      def tune(x, y):
          return «GridSearchCV»(SVC(), {"C": list(range(1, 9)), "gamma": list(range(1, 9))}, cv=5).fit(x, y)
      def show(path):
          print(path)
      show("scores.csv")
    `,
      { severity: 'hint' },
    );

    finds(
      'many fits that are cheap on ordinary data',
      py`
      import numpy as np
      from sklearn.neighbors import KNeighborsClassifier
      from sklearn.model_selection import GridSearchCV
      gs = «GridSearchCV»(KNeighborsClassifier(), {"n_neighbors": np.arange(1, 50)}, cv=5)
    `,
      { severity: 'hint' },
    );
  });

  describe('finds, in loops,', () => {
    finds(
      'a product around a fit',
      py`
      from itertools import product
      from sklearn.ensemble import RandomForestClassifier
      best = 0
      for leaf, depth in product([1, 2, 4, 8], range(2, 30)):
          model = RandomForestClassifier(n_estimators=5000, min_samples_leaf=leaf, max_depth=depth)
          «model.fit»(x, y)
          best = max(best, model.score(v, w))
    `,
      { severity: 'information', confidence: 'medium', message: /^These loops make 112 fits/, fixes: [] },
    );

    finds(
      'a parameter grid and boosting',
      py`
      from sklearn.model_selection import ParameterGrid
      import lightgbm as lgb
      grid = {"num_leaves": [15, 31, 63, 127], "max_depth": [3, 5, 7, 9, 11], "learning_rate": [0.01, 0.03, 0.1, 0.3, 0.5]}
      for params in ParameterGrid(grid):
          booster = «lgb.train»(params, data, valid_sets=[valid])
    `,
      { message: /^These loops make 100 fits/ },
    );

    finds(
      'loops in each other around a network',
      py`
      import keras
      def build(units, rate):
          model = keras.Sequential([keras.layers.Dense(units), keras.layers.Dropout(rate), keras.layers.Dense(1)])
          model.compile("adam", "mse")
          return model
      for units in [32, 64, 128, 256]:
          for rate in [0.1, 0.2, 0.3]:
              for size in (16, 32):
                  model = build(units, rate)
                  «model.fit»(x, y, epochs=20, batch_size=size)
    `,
      { message: /^These loops make 24 fits.*pruner/ },
    );
  });

  describe('says nothing of', () => {
    silent(
      'a small grid',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      gs = GridSearchCV(RandomForestClassifier(), {"a": [1,2], "b": [1,2]}, cv=5)
    `,
    );

    silent(
      'a pipeline that ends in a cheap model',
      py`
      from sklearn.pipeline import make_pipeline
      from sklearn.linear_model import LogisticRegression
      from sklearn.preprocessing import StandardScaler
      from sklearn.model_selection import GridSearchCV
      pipe = make_pipeline(StandardScaler(), LogisticRegression())
      gs = GridSearchCV(pipe, dict(logisticregression__C=list(range(30)), logisticregression__penalty=["l1", "l2"]), cv=5)
    `,
    );

    silent(
      'a cheap model',
      py`
      from sklearn.linear_model import Ridge
      from sklearn.model_selection import GridSearchCV
      gs = GridSearchCV(Ridge(), {"alpha": list(range(100))}, cv=5)
    `,
    );

    silent(
      'unknown folds',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      gs = GridSearchCV(RandomForestClassifier(), {"a": list(range(100))}, cv=splits)
    `,
    );

    silent(
      'an unknown grid',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      gs = GridSearchCV(RandomForestClassifier(), make_grid(), cv=5)
    `,
    );

    silent(
      'successive halving',
      py`
      from sklearn.experimental import enable_halving_search_cv
      from sklearn.model_selection import HalvingGridSearchCV
      from sklearn.ensemble import RandomForestClassifier
      gs = HalvingGridSearchCV(RandomForestClassifier(), {"a": list(range(100))}, cv=5)
    `,
    );

    silent(
      'folds given by the data',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV, PredefinedSplit
      gs = GridSearchCV(RandomForestClassifier(), {"a": list(range(90))}, cv=PredefinedSplit(f))
    `,
    );

    silent(
      'trials with a scheduler',
      py`
      from ray import tune
      from ray.tune.schedulers import ASHAScheduler
      tune.run(train, scheduler=ASHAScheduler(), config={"lr": tune.grid_search([1,2,3,4,5,6]), "b": tune.grid_search([1,2,3,4])})
    `,
    );

    silent(
      'few trials',
      py`
      from ray import tune
      tune.run(train, config={"lr": tune.grid_search([1,2,3])})
    `,
    );

    silent(
      'a test',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      def test_gs():
          gs = GridSearchCV(RandomForestClassifier(), {"a": [1,2,3,4,5], "b": [1,2,3,4], "c": [1, 2]}, cv=5)
    `,
    );

    silent(
      'another library',
      py`
      from dask_ml.model_selection import GridSearchCV
      gs = GridSearchCV(est, {"a": list(range(100))}, cv=5)
    `,
    );

    silent(
      'a grid that holds another',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      grid = {"a": [1,2,3,4,5], **extra}
      gs = GridSearchCV(RandomForestClassifier(), grid, cv=30)
    `,
    );

    silent(
      'a large grid of a cheap model',
      py`
      from sklearn.linear_model import LogisticRegression
      from sklearn.model_selection import GridSearchCV
      import numpy as np
      GridSearchCV(LogisticRegression(), {"C": np.logspace(-4, 4, 50), "penalty": ["l1","l2"]}, cv=5).fit(X, y)
    `,
    );

    silent(
      'a hundred and some fits of nearest neighbours',
      py`
      import numpy as np
      from sklearn.model_selection import GridSearchCV
      from sklearn.neighbors import KNeighborsClassifier
      gs = GridSearchCV(KNeighborsClassifier(), {"n_neighbors": np.arange(1, 50)}, cv=3)
    `,
    );

    silent(
      'a search that is never run',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      grid = {"n_estimators": [100, 200, 400], "max_depth": [4, 8, 16], "max_features": [0.2, 0.4, 0.8]}
      search = GridSearchCV(RandomForestClassifier(), grid, cv=5)
      # search.fit(X, y)
    `,
    );

    silent(
      'a few points written in the code',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      grid = {"n_estimators": [100, 200, 400], "max_depth": [4, 8, 16], "max_features": [0.2, 0.4, 0.8]}
      search = GridSearchCV(RandomForestClassifier(), grid, cv=5)
      search.fit([[1, 2], [3, 4], [2, 1], [4, 3]], ["a", "b", "a", "b"])
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a grid of forests',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      gs = «GridSearchCV»(RandomForestClassifier(), {"n_estimators": [1000,2000,3000,4000,5000], "b": [1,2,3,4], "c": [1, 2]}, cv=5)
      gs.fit(X, y)
    `,
      {
        severity: 'information',
        confidence: 'high',
        change: null,
        fixes: ['Search by successive halving'],
        message: /^This grid search makes 200 fits/,
      },
    );

    finds(
      'as a hint, boosting on the last step of a pipeline, in a list of grids, on a small table',
      py`
      import pandas as pd
      from sklearn.ensemble import GradientBoostingClassifier
      from sklearn.model_selection import GridSearchCV
      from sklearn.pipeline import Pipeline
      people = pd.read_csv("titanic/train.csv")
      steps = Pipeline([("scale", scale), ("trees", GradientBoostingClassifier())])
      grid = [{"trees__n_estimators": [1000, 2000], "trees__max_depth": [2, 3, 4]}, {"trees__learning_rate": [0.1, 0.2], "trees__n_estimators": range(1000, 2001, 100)}]
      «GridSearchCV»(steps, grid, cv=10).fit(people[names], people["Survived"])
    `,
      { severity: 'hint', message: /^This grid search makes 280 fits/ },
    );

    finds(
      'fewer trees, and support vectors, on a large table',
      py`
      from sklearn.datasets import fetch_covtype
      from sklearn.ensemble import ExtraTreesClassifier
      from sklearn.model_selection import GridSearchCV
      from sklearn.svm import SVC
      x, y = fetch_covtype(return_X_y=True)
      «GridSearchCV»(ExtraTreesClassifier(), {"max_depth": range(1, 40)}).fit(x, y)
      «GridSearchCV»(SVC(), {"C": range(1, 40)}).fit(x, y)
    `,
      { severity: 'information' },
    );

    finds(
      'a list of grids',
      py`
      from sklearn.svm import SVC
      from sklearn.model_selection import GridSearchCV
      grid = [{"kernel": ["linear"], "C": [1,2,3,4,5,6,7,8,9,10]}, {"kernel": ["rbf"], "C": [1,2,3,4,5], "gamma": [1,2,3]}]
      gs = «GridSearchCV»(SVC(), grid, cv=10)
    `,
      { message: /makes 250 fits/ },
    );

    finds(
      'a pipeline',
      py`
      from sklearn.pipeline import Pipeline
      from sklearn.svm import SVC
      from sklearn.preprocessing import StandardScaler
      import sklearn.model_selection as ms
      pipe = Pipeline([("s", StandardScaler()), ("m", SVC())])
      gs = «ms.GridSearchCV»(pipe, param_grid=dict(m__C=[1,2,3,4,5], m__gamma=[1,2,3,4,5]), cv=ms.StratifiedKFold(5))
    `,
      { message: /makes 125 fits/ },
    );

    finds(
      'a grid that grows',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      grid = {"a": [1,2,3,4,5]}
      grid["b"] = [1,2,3,4,5]
      grid.update({"c": [1, 2]})
      gs = «GridSearchCV»(RandomForestClassifier(), grid, cv=3)
    `,
      { message: /makes 150 fits/ },
    );

    finds(
      'repeated folds',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV, RepeatedStratifiedKFold
      gs = «GridSearchCV»(RandomForestClassifier(), {"a": [1,2,3,4]}, cv=RepeatedStratifiedKFold(n_splits=10, n_repeats=3))
    `,
      { message: /makes 120 fits/ },
    );

    finds(
      'folds by default on the command line',
      py`
      import argparse
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      p = argparse.ArgumentParser(); p.add_argument("--folds", type=int, default=5)
      a = p.parse_args()
      gs = «GridSearchCV»(RandomForestClassifier(), {"a": [1,2,3,4,5], "b": [1,2,3,4,5]}, cv=a.folds)
    `,
    );

    finds(
      'loops in each other',
      py`
      from itertools import product
      from sklearn.model_selection import cross_val_score
      from sklearn.svm import SVC
      for C in [1,2,3,4,5]:
          for g in [1,2,3,4,5]:
              s = «cross_val_score»(SVC(C=C, gamma=g), X, y, cv=5)
    `,
      { confidence: 'medium', message: /^These loops make 125 fits/, fixes: [] },
    );

    finds(
      'a product of lists',
      py`
      from itertools import product
      from sklearn.model_selection import cross_val_score
      from sklearn.svm import SVC
      for C, g in product([1,2,3,4,5], [1,2,3,4,5]):
          s = «cross_val_score»(SVC(C=C, gamma=g), X, y, cv=5)
    `,
      { message: /^These loops make 125 fits/ },
    );

    finds(
      'a loop over a parameter grid',
      py`
      from sklearn.model_selection import cross_val_score, ParameterGrid
      from sklearn.svm import SVC
      for p in ParameterGrid({"C": [1,2,3,4,5], "gamma": [1,2,3,4,5]}):
          s = «cross_val_score»(SVC(**p), X, y, cv=5)
    `,
      { message: /^These loops make 125 fits/ },
    );

    finds(
      'ranges of NumPy',
      py`
      import numpy as np, xgboost as xgb
      from sklearn.model_selection import GridSearchCV
      g = «GridSearchCV»(estimator=xgb.XGBClassifier(), param_grid={"max_depth": np.arange(3, 10), "eta": np.logspace(-3, 0, 10)}, cv=3)
    `,
      { message: /makes 210 fits/ },
    );

    finds(
      'trials without a scheduler',
      py`
      from ray import tune
      «tune.run»(train, config={"lr": tune.grid_search([1,2,3,4,5,6]), "b": tune.grid_search([1,2,3,4])})
    `,
      { message: /^This grid trains 24 trials/, fixes: [] },
    );

    finds(
      'the folds that scikit-learn takes by default',
      py`
      import lightgbm as lgb
      from sklearn.model_selection import GridSearchCV
      def tune_model(X, y):
          search = «GridSearchCV»(
              lgb.LGBMClassifier(),
              param_grid={
                  "num_leaves": [15, 31, 63],
                  "learning_rate": [0.01, 0.05, 0.1],
                  "n_estimators": [100, 300, 500],
              },
              scoring="roc_auc",
          )
          search.fit(X, y)
          return search.best_params_
    `,
      { message: /makes 135 fits/ },
    );

    finds('a notebook', [
      py`
        from sklearn.model_selection import GridSearchCV, train_test_split
        from sklearn.ensemble import GradientBoostingClassifier
      `,
      py`
        params = {"n_estimators": [100, 200, 300], "max_depth": [3, 5, 7], "learning_rate": [0.01, 0.1, 0.2]}
        gs = «GridSearchCV»(GradientBoostingClassifier(), params, cv=5, n_jobs=-1)
        gs.fit(X, y)
      `,
    ]);

    finds(
      'nearest neighbours',
      py`
      from sklearn.neighbors import KNeighborsClassifier
      from sklearn.model_selection import GridSearchCV
      gs = «GridSearchCV»(KNeighborsClassifier(), {"n_neighbors": list(range(1, 31))}, cv=10)
    `,
    );

    finds(
      'trees',
      py`
      from sklearn.tree import DecisionTreeClassifier
      from sklearn.model_selection import GridSearchCV
      gs = «GridSearchCV»(DecisionTreeClassifier(), {"max_depth": list(range(1, 51))}, cv=5)
    `,
    );

    finds(
      'a grid of comprehensions',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV
      grid = {"n_estimators": [x for x in range(100, 1100, 100)], "max_depth": [int(x) for x in range(3, 10)]}
      gs = «GridSearchCV»(RandomForestClassifier(), grid)
    `,
    );

    finds(
      'folds that are shuffled anew at each call, which halving does not take',
      py`
      from sklearn.model_selection import GridSearchCV, KFold
      from sklearn.svm import SVC
      search = «GridSearchCV»(SVC(), {"C": list(range(1, 41))}, cv=KFold(5, shuffle=True))
    `,
      { fixes: [] },
    );

    finds(
      'several scores, and arguments that halving does not have',
      py`
      from sklearn.model_selection import GridSearchCV
      from sklearn.svm import SVC
      search = «GridSearchCV»(SVC(), {"C": list(range(1, 41))}, cv=5, scoring=["f1", "recall"], refit="f1")
    `,
      { fixes: [] },
    );

    finds(
      'an argument of an older version',
      py`
      from sklearn.model_selection import GridSearchCV
      from sklearn.svm import SVC
      search = «GridSearchCV»(SVC(), {"C": list(range(1, 41))}, cv=5, iid=False)
    `,
      { fixes: [] },
    );
  });

  describe('repairs', () => {
    repairs(
      'the class and its imports',
      py`
      from sklearn.ensemble import RandomForestClassifier
      from sklearn.model_selection import GridSearchCV

      search = «GridSearchCV»(
          RandomForestClassifier(),
          {"n_estimators": [100, 200, 400], "max_depth": [4, 8, 16], "max_features": ["sqrt", 0.3, 0.6]},
          cv=5,
      )
    `,
      {
        title: 'Search by successive halving',
        safe: false,
        gives: py`
        from sklearn.ensemble import RandomForestClassifier
        from sklearn.model_selection import GridSearchCV
        from sklearn.experimental import enable_halving_search_cv
        from sklearn.model_selection import HalvingGridSearchCV

        search = HalvingGridSearchCV(
            RandomForestClassifier(),
            {"n_estimators": [100, 200, 400], "max_depth": [4, 8, 16], "max_features": ["sqrt", 0.3, 0.6]},
            cv=5,
        )
      `,
      },
    );

    repairs(
      'a class that is imported already',
      py`
      from sklearn.experimental import enable_halving_search_cv
      from sklearn.model_selection import GridSearchCV, HalvingGridSearchCV
      from sklearn.svm import SVC

      search = «GridSearchCV»(SVC(), {"C": list(range(1, 41))}, cv=5)
    `,
      {
        title: 'Search by successive halving',
        safe: false,
        gives: py`
        from sklearn.experimental import enable_halving_search_cv
        from sklearn.model_selection import GridSearchCV, HalvingGridSearchCV
        from sklearn.svm import SVC

        search = HalvingGridSearchCV(SVC(), {"C": list(range(1, 41))}, cv=5)
      `,
      },
    );

    repairs(
      'a notebook, within its cell',
      [
        py`
        from sklearn.model_selection import GridSearchCV
        from sklearn.svm import SVC
      `,
        py`
        search = «GridSearchCV»(SVC(), {"C": list(range(1, 41))}, cv=5)
      `,
      ],
      {
        title: 'Search by successive halving',
        safe: false,
        gives: [
          py`
          from sklearn.model_selection import GridSearchCV
          from sklearn.svm import SVC
        `,
          py`
          from sklearn.experimental import enable_halving_search_cv
          from sklearn.model_selection import HalvingGridSearchCV
          search = HalvingGridSearchCV(SVC(), {"C": list(range(1, 41))}, cv=5)
        `,
        ],
      },
    );
  });
});
