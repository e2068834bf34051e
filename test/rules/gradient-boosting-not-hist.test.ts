import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('gradient-boosting-not-hist');

describe('gradient-boosting-not-hist', () => {
  describe('says nothing of', () => {
    silent(
      'histograms',
      py`
      from sklearn.ensemble import HistGradientBoostingClassifier
      HistGradientBoostingClassifier(max_iter=500).fit(X, y)
    `,
    );
    silent(
      'a small data set',
      py`
      from sklearn.datasets import load_diabetes
      from sklearn.ensemble import GradientBoostingRegressor
      X, y = load_diabetes(return_X_y=True)
      GradientBoostingRegressor(n_estimators=500).fit(X, y)
    `,
    );
    silent(
      'a small file',
      py`
      import pandas as pd
      from sklearn.ensemble import GradientBoostingClassifier
      df = pd.read_csv("../input/titanic/train.csv")
      GradientBoostingClassifier(n_estimators=500).fit(df, y)
    `,
    );
    silent(
      'few trees',
      py`
      from sklearn.ensemble import GradientBoostingClassifier
      GradientBoostingClassifier(n_estimators=20).fit(X, y)
    `,
    );
    silent(
      'losses and samples of its own',
      py`
      from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor
      GradientBoostingRegressor(loss="quantile", alpha=0.9, n_estimators=500)
      GradientBoostingRegressor(loss="huber", n_estimators=500)
      GradientBoostingClassifier(loss="exponential", n_estimators=500)
      GradientBoostingClassifier(subsample=0.5, n_estimators=500)
      GradientBoostingClassifier(init=base, n_estimators=500)
      GradientBoostingClassifier(warm_start=True, n_estimators=500)
    `,
    );
    silent(
      'importances, which histograms do not give',
      py`
      from sklearn.ensemble import GradientBoostingClassifier
      model = GradientBoostingClassifier(n_estimators=500).fit(X, y)
      print(model.feature_importances_)
    `,
    );
    silent(
      'options that cannot be read',
      py`
      from sklearn.ensemble import GradientBoostingClassifier
      from settings import options, trees
      GradientBoostingClassifier(n_estimators=trees)
      GradientBoostingClassifier(n_estimators=500, **options)
    `,
    );
    silent(
      'a test',
      py`
      from sklearn.ensemble import GradientBoostingClassifier
      def test_fit():
          GradientBoostingClassifier(n_estimators=500).fit(X, y)
    `,
    );

    silent(
      'a small table by its columns',
      py`
      import pandas as pd
      from sklearn.ensemble import GradientBoostingClassifier
      train = pd.read_csv("../input/train.csv")
      X = train[["Pclass", "Age", "Fare"]]
      GradientBoostingClassifier(n_estimators=500).fit(X, train["Survived"])
    `,
    );

    silent(
      'a sparse matrix of words',
      py`
      from sklearn.ensemble import GradientBoostingClassifier
      from sklearn.feature_extraction.text import TfidfVectorizer
      words = TfidfVectorizer().fit_transform(texts)
      model = GradientBoostingClassifier(n_estimators=500)
      model.fit(words, y)
      print(model.predict(test_words.toarray()))
    `,
    );

    silent(
      'a search for what histograms do not offer',
      py`
      from sklearn.ensemble import GradientBoostingClassifier
      from sklearn.model_selection import GridSearchCV
      grid = {"max_depth": [3, 5], "subsample": [0.5, 1.0]}
      GridSearchCV(GradientBoostingClassifier(), grid).fit(X, y)
      GridSearchCV(GradientBoostingClassifier(), [grid]).fit(X, y)
    `,
    );

    silent(
      'a comparison that has histograms too',
      py`
      from sklearn.ensemble import GradientBoostingRegressor, HistGradientBoostingRegressor
      for model in [HistGradientBoostingRegressor(), GradientBoostingRegressor(n_estimators=500)]:
          model.fit(X, y)
    `,
    );

    silent(
      'a wrapper around any class',
      py`
      from sklearn.ensemble import ExtraTreesClassifier, GradientBoostingClassifier
      class Helper:
          def __init__(self, kind, **options):
              self.model = kind(n_estimators=500)
      Helper(GradientBoostingClassifier).model.fit(X, y)
      Helper(ExtraTreesClassifier).model.fit(X, y)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'many trees',
      py`
      from sklearn.ensemble import GradientBoostingClassifier
      model = «GradientBoostingClassifier»(n_estimators=500, learning_rate=0.05)
      model.fit(X, y)
    `,
      { severity: 'hint', confidence: 'medium', fixes: ['Use HistGradientBoostingClassifier'] },
    );
    finds(
      'a search, whose grid names parameters',
      py`
      from sklearn import ensemble
      from sklearn.model_selection import RandomizedSearchCV
      search = RandomizedSearchCV(«ensemble.GradientBoostingRegressor»(), {"max_depth": [3, 5, 8]}, n_iter=20)
      search.fit(X, y)
    `,
      { severity: 'hint', fixes: [] },
    );
    finds(
      'a large data set',
      py`
      from sklearn.datasets import fetch_covtype
      from sklearn.ensemble import GradientBoostingClassifier as GBC
      X, y = fetch_covtype(return_X_y=True)
      «GBC»().fit(X, y)
    `,
      { severity: 'hint', confidence: 'high' },
    );
    finds(
      'a cross-validation of a pipeline',
      py`
      from sklearn.ensemble import GradientBoostingRegressor
      from sklearn.model_selection import cross_val_score
      from sklearn.pipeline import make_pipeline
      from sklearn.preprocessing import StandardScaler
      pipe = make_pipeline(StandardScaler(), «GradientBoostingRegressor»(max_depth=5))
      print(cross_val_score(pipe, X, y, cv=10))
    `,
      { severity: 'hint' },
    );
    finds(
      'one fit of the usual number of trees, which is no great matter',
      py`
      from sklearn.ensemble import GradientBoostingClassifier
      «GradientBoostingClassifier»().fit(X, y)
    `,
      { severity: 'hint' },
    );
  });

  describe('repairs', () => {
    repairs(
      'the class and the number of trees',
      py`
      from sklearn.ensemble import GradientBoostingRegressor

      model = «GradientBoostingRegressor»(
          n_estimators=400,  # enough
          max_depth=4,
      )
      model.fit(X, y)
    `,
      {
        title: 'Use HistGradientBoostingRegressor',
        safe: false,
        gives: py`
        from sklearn.ensemble import GradientBoostingRegressor
        from sklearn.ensemble import HistGradientBoostingRegressor

        model = HistGradientBoostingRegressor(
            max_iter=400,  # enough
            max_depth=4,
        )
        model.fit(X, y)
      `,
      },
    );

    finds(
      'a large table with the columns of a small one',
      py`
      import pandas as pd
      from sklearn.ensemble import GradientBoostingClassifier
      train = pd.read_csv("../input/tabular-playground-series-apr-2021/train.csv")
      «GradientBoostingClassifier»(n_estimators=500).fit(train[["Pclass", "Fare"]], train["Survived"])
    `,
    );

    finds(
      'words that were made dense',
      py`
      from sklearn.ensemble import GradientBoostingClassifier
      from sklearn.feature_extraction.text import TfidfVectorizer
      words = TfidfVectorizer(max_features=200).fit_transform(texts).toarray()
      «GradientBoostingClassifier»(n_estimators=500).fit(words, y)
    `,
    );
  });
});
