import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('svc-probability');

describe('svc-probability', () => {
  describe('says nothing of', () => {
    silent(
      'probabilities that are used',
      py`
      from sklearn.svm import SVC
      model = SVC(probability=True).fit(X, y)
      print(model.predict_proba(Z))
    `,
    );
    silent(
      'a soft vote',
      py`
      from sklearn.ensemble import VotingClassifier
      from sklearn.svm import SVC
      vote = VotingClassifier([("svc", SVC(probability=True))], voting="soft")
      vote.fit(X, y)
    `,
    );
    silent(
      'a model that is saved',
      py`
      import joblib
      from sklearn.svm import SVC
      model = SVC(probability=True)
      model.fit(X, y)
      joblib.dump(model, "model.joblib")
    `,
    );
    silent(
      'a model that other code is handed',
      py`
      from sklearn.svm import SVC
      from mine import evaluate
      model = SVC(probability=True)
      model.fit(X, y)
      evaluate(model, Z)
    `,
    );
    silent(
      'a model that is made for others to fit',
      py`
      from sklearn.svm import SVC
      def make():
          return SVC(kernel="rbf", probability=True)
    `,
    );
    silent(
      'a score that needs probabilities',
      py`
      from sklearn.model_selection import cross_val_score
      from sklearn.svm import SVC
      cross_val_score(SVC(probability=True), X, y, scoring="neg_log_loss")
    `,
    );
    silent(
      'no probabilities',
      py`
      from sklearn.svm import SVC, NuSVC
      SVC(probability=False).fit(X, y)
      NuSVC().fit(X, y)
    `,
    );
    silent(
      'a switch that cannot be read',
      py`
      from sklearn.svm import SVC
      from settings import options, probability
      SVC(probability=probability).fit(X, y)
      SVC(**options).fit(X, y)
    `,
    );
    silent(
      'another library',
      py`
      from mine import SVC
      SVC(probability=True).fit(X, y)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a classifier that only predicts classes',
      py`
      from sklearn.svm import SVC
      model = SVC(kernel="rbf", C=10, «probability=True»)
      model.fit(X, y)
      print(model.score(Z, z))
    `,
      { severity: 'hint', confidence: 'high', fixes: ['Fit without probabilities'] },
    );

    finds(
      'a classifier on a table that is known to be large',
      py`
      import pandas as pd
      from sklearn.svm import SVC
      loans = pd.read_csv("application_train.csv")
      SVC(«probability=True»).fit(loans[columns], loans["TARGET"])
    `,
      { severity: 'information' },
    );
    finds(
      'a search, with another name for the module',
      py`
      from sklearn import svm as s
      from sklearn.model_selection import GridSearchCV
      search = GridSearchCV(s.SVC(«probability=True»), {"C": [1, 10]}, cv=5)
      search.fit(X, y)
    `,
    );
    finds(
      'a pipeline within a function',
      py`
      from sklearn.pipeline import make_pipeline
      from sklearn.preprocessing import StandardScaler
      from sklearn.svm import NuSVC

      def run(X, y):
          pipe = make_pipeline(StandardScaler(), NuSVC(«probability=True»))
          return pipe.fit(X, y).predict(X)
    `,
    );
    finds(
      'cross-validation',
      py`
      from sklearn.model_selection import cross_val_score
      from sklearn.svm import SVC
      print(cross_val_score(SVC(«probability=True»), X, y, cv=10).mean())
    `,
    );
    finds(
      'a switch given by name',
      py`
      from sklearn.svm import SVC
      PROBABILITY = True
      SVC(«probability=PROBABILITY»).fit(X, y)
    `,
      { fixes: [] },
    );
  });

  describe('repairs', () => {
    repairs(
      'a call over several lines',
      py`
      from sklearn.svm import SVC
      model = SVC(
          C=10,
          «probability=True»,  # for later
      )
      model.fit(X, y)
    `,
      {
        title: 'Fit without probabilities',
        safe: false,
        gives: py`
        from sklearn.svm import SVC
        model = SVC(
            C=10,
            probability=False,  # for later
        )
        model.fit(X, y)
      `,
      },
    );
  });
});
