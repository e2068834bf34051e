import assert from 'node:assert/strict';
import { roundsOfSearch } from '../../../src/ml/search-work';
import { callIn, frameworkProgram } from './programs';

function roundsOf(estimator: string, grid: string, more = ''): number | undefined {
  const program = frameworkProgram(
    `import numpy as np\nfrom sklearn.ensemble import RandomForestClassifier, AdaBoostClassifier\nfrom sklearn.pipeline import make_pipeline\nfrom sklearn.svm import SVC\nfrom xgboost import XGBClassifier\nfrom sklearn.model_selection import GridSearchCV\nGridSearchCV(${estimator}, ${grid}${more})\n`,
  );
  return roundsOfSearch(callIn(program, 'GridSearchCV'));
}

describe('the work of a search', () => {
  it('is the sum of all trees over points and folds', () => {
    assert.equal(roundsOf('RandomForestClassifier()', '{"max_depth": [2, 4, 8]}'), 3 * 100 * 5);
    assert.equal(roundsOf('RandomForestClassifier(n_estimators=20)', '{"max_depth": [2, 4, 8]}', ', cv=3'), 3 * 20 * 3);
    assert.equal(roundsOf('AdaBoostClassifier()', '{"n_estimators": [10, 30], "learning_rate": [1, 2]}'), 2 * 40 * 5);
  });

  it('adds up ranges, arrays and lists of grids', () => {
    assert.equal(roundsOf('XGBClassifier()', '{"n_estimators": range(100, 400, 100)}', ', cv=2'), (3 * 500 * 2) / 2);
    assert.equal(roundsOf('XGBClassifier()', '{"n_estimators": np.arange(100, 400, 100)}', ', cv=2'), (3 * 500 * 2) / 2);
    assert.equal(roundsOf('XGBClassifier()', '[{"max_depth": [1, 2]}, {"n_estimators": [10, 20]}]', ', cv=2'), (200 + 30) * 2);
  });

  it('finds the parameter of the last step of a pipeline', () => {
    assert.equal(roundsOf('make_pipeline(scale, XGBClassifier())', '{"xgbclassifier__n_estimators": [10, 20]}', ', cv=2'), 60);
  });

  it('is not known of other estimators, and of grids that cannot be counted', () => {
    assert.equal(roundsOf('SVC()', '{"C": [1, 2]}'), undefined);
    assert.equal(roundsOf('model', '{"C": [1, 2]}'), undefined);
    assert.equal(roundsOf('XGBClassifier()', '{"max_depth": depths}'), undefined);
  });
});
