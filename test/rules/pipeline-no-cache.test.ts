import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('pipeline-no-cache');

const head = `from sklearn.decomposition import PCA
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GridSearchCV, HalvingGridSearchCV, RandomizedSearchCV
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler
from sklearn.svm import SVC
`;

describe('pipeline-no-cache', () => {
  describe('says nothing of', () => {
    silent(
      'a pipeline with a cache',
      `${head}GridSearchCV(Pipeline([("pca", PCA()), ("svc", SVC())], memory="cache"), {"svc__C": [1, 2]})\n`,
    );
    silent('scalers', `${head}GridSearchCV(make_pipeline(StandardScaler(), SVC()), {"svc__C": [1, 2]})\n`);
    silent(
      'a transformer that varies',
      `${head}GridSearchCV(make_pipeline(PCA(), SVC()), {"svc__C": [1, 2], "pca__n_components": [5, 9]})\n`,
    );
    silent('successive halving', `${head}HalvingGridSearchCV(make_pipeline(PCA(), SVC()), {"svc__C": [1, 2]})\n`);
    silent(
      'a grid from elsewhere',
      `${head}GridSearchCV(make_pipeline(PCA(), SVC()), grid)\nGridSearchCV(make_pipeline(*steps), {"svc__C": [1, 2]})\n`,
    );
    silent('no search', `${head}make_pipeline(PCA(), SVC()).fit(x, y)\nGridSearchCV(SVC(), {"C": [1, 2]})\n`);
    silent('squares', `${head}GridSearchCV(make_pipeline(PolynomialFeatures(2), SVC()), {"svc__C": [1, 2]})\n`);
  });

  describe('finds', () => {
    finds(
      'a decomposition',
      `${head}pipe = «Pipeline»([("pca", PCA(50)), ("svc", SVC())])\nGridSearchCV(pipe, {"svc__C": [1, 2]}, cv=5)\n`,
      {
        severity: 'hint',
        fixes: ['Keep fitted transformers in a folder'],
      },
    );
    finds(
      'text, sampled at random',
      `${head}def build():\n    return «make_pipeline»(TfidfVectorizer(), SVC())\ngrid = [{"svc__C": [1, 2]}, {"svc__gamma": [1, 2]}]\nRandomizedSearchCV(build(), grid, n_iter=4)\n`,
    );
    finds('cubes', `${head}GridSearchCV(«make_pipeline»(PolynomialFeatures(degree=3), SVC()), dict(svc__C=[1, 2]))\n`);
  });

  describe('repairs', () => {
    repairs(
      'the pipeline',
      `${head}pipe = «Pipeline»(\n    steps=[("pca", PCA()), ("svc", SVC())],\n)\nGridSearchCV(pipe, {"svc__C": [1, 2]})\n`,
      {
        title: 'Keep fitted transformers in a folder',
        safe: false,
        gives: `${head}pipe = Pipeline(\n    steps=[("pca", PCA()), ("svc", SVC())],\n    memory=".pipeline-cache",\n)\nGridSearchCV(pipe, {"svc__C": [1, 2]})\n`,
      },
    );
  });
});
