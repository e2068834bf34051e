import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf, runsOf, valuesOf } from './facts-of';

const asked = ['framework', 'model', 'dataset', 'trainSamples', 'epochs', 'learningRate', 'precision', 'folds', 'trials'] as const;

describe('Runs of classic estimators', () => {
  it('are single fits, of trained estimators only', () => {
    const script = py`
      from sklearn.datasets import load_wine
      from sklearn.model_selection import train_test_split
      from sklearn.preprocessing import StandardScaler
      from sklearn.decomposition import PCA
      from sklearn.neural_network import MLPClassifier
      X, y = load_wine(return_X_y=True)
      X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.5)
      scaler = StandardScaler()
      scaler.fit(X_train)
      reduced = PCA(4).fit(scaler.transform(X_train)).transform(X_train)
      net = MLPClassifier(hidden_layer_sizes=(8,), max_iter=70)
      net.fit(reduced, y_train)
    `;
    assert.deepEqual(factsOf(script, [...asked, 'optimizer']), {
      framework: 'scikit-learn',
      model: 'MLPClassifier',
      dataset: 'wine',
      trainSamples: 89,
      epochs: 70,
      learningRate: 0.001,
      optimizer: 'adam',
      precision: 'fp64',
      folds: undefined,
      trials: undefined,
    });
  });

  it('are told apart where one line trains several', () => {
    const script = py`
      from sklearn.datasets import make_classification
      from sklearn.ensemble import ExtraTreesClassifier
      from sklearn.linear_model import SGDClassifier
      from sklearn.multiclass import OneVsRestClassifier
      from sklearn.svm import LinearSVC
      X, y = make_classification(n_samples=700, n_features=12)
      for model in [ExtraTreesClassifier(), SGDClassifier(), OneVsRestClassifier(LinearSVC())]:
          for seed in range(200):
              model.fit(X, y)
    `;
    const runs = runsOf(script).map((run) => ({ ...valuesOf(run, ['model', 'trainSamples', 'sampleShape']), repeats: run.repeats?.value }));
    assert.deepEqual(
      runs,
      ['ExtraTreesClassifier', 'SGDClassifier', 'OneVsRestClassifier(LinearSVC)'].map((model) => ({
        model,
        trainSamples: 700,
        sampleShape: [12],
        repeats: 200,
      })),
    );
  });

  it('cross-validate a pipeline', () => {
    const script = py`
      from sklearn.datasets import load_digits
      from sklearn.ensemble import HistGradientBoostingClassifier
      from sklearn.model_selection import RepeatedStratifiedKFold, cross_val_score
      from sklearn.pipeline import Pipeline
      from sklearn.preprocessing import MinMaxScaler
      data = load_digits()
      steps = Pipeline([("scale", MinMaxScaler()), ("model", HistGradientBoostingClassifier(max_iter=40))])
      print(cross_val_score(steps, data.data, data.target, cv=RepeatedStratifiedKFold(n_splits=3, n_repeats=2)))
    `;
    assert.deepEqual(factsOf(script, ['model', 'dataset', 'trainSamples', 'epochs', 'learningRate', 'folds']), {
      model: 'HistGradientBoostingClassifier',
      dataset: 'digits',
      trainSamples: 1797,
      epochs: 40,
      learningRate: 0.1,
      folds: 6,
    });
  });

  it('boost with the rounds and the rate that hold when nothing is said', () => {
    const script = py`
      import lightgbm as lgb
      import pandas as pd
      import xgboost as xgb
      from catboost import CatBoostRegressor
      table = pd.read_csv("flights.csv")
      xgb.XGBRegressor(tree_method="hist").fit(table, table)
      lgb.LGBMRegressor(n_estimators=900, learning_rate=0.02).fit(table, table)
      CatBoostRegressor(250).fit(table, table)
      params = {"objective": "l2", "num_iterations": 33}
      lgb.train(params, lgb.Dataset(table))
      xgb.cv({"eta": 0.5}, xgb.DMatrix(table), 15)
    `;
    assert.deepEqual(
      runsOf(script).map((run) => Object.values(valuesOf(run, ['framework', 'dataset', 'epochs', 'learningRate', 'folds', 'precision']))),
      [
        ['xgboost', 'flights.csv', 100, 0.3, undefined, undefined],
        ['lightgbm', 'flights.csv', 900, 0.02, undefined, undefined],
        ['catboost', 'flights.csv', 250, undefined, undefined, undefined],
        ['lightgbm', 'flights.csv', 33, 0.1, undefined, undefined],
        ['xgboost', 'flights.csv', 15, 0.5, 3, undefined],
      ],
    );
  });

  it('are none where nothing tells what is fitted', () => {
    const script = py`
      from sklearn.preprocessing import LabelEncoder
      from company.models import best
      LabelEncoder().fit(["a", "b"])
      best().fit([[0]], [0])
    `;
    assert.deepEqual(runsOf(script), []);
  });

  it('leave open what a search varies, and which of several is fitted', () => {
    const search = py`
      from sklearn.model_selection import RandomizedSearchCV
      from xgboost import XGBClassifier
      grid = {"learning_rate": [0.01, 0.1], "max_depth": [2, 4]}
      RandomizedSearchCV(XGBClassifier(), grid, n_iter=4, cv=3).fit(X, y)
    `;
    assert.deepEqual(factsOf(search, ['framework', 'model', 'epochs', 'learningRate', 'trials', 'folds']), {
      framework: 'xgboost',
      model: 'XGBClassifier',
      epochs: 100,
      learningRate: undefined,
      trials: 4,
      folds: 3,
    });
    const either = py`
      from sklearn.linear_model import Ridge
      from sklearn.svm import SVR
      model = Ridge() if linear else SVR()
      model.fit(X, y)
    `;
    const [run] = runsOf(either);
    assert(run?.model !== undefined && 'value' in run.model);
    assert.deepEqual([run.model.value, run.model.alternatives?.map(({ value }) => value)], ['Ridge', ['SVR']]);
  });
});
