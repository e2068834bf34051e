import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('csv-roundtrip');

describe('csv-roundtrip', () => {
  describe('says nothing of', () => {
    silent(
      'a submission that is looked at',
      py`
      import pandas as pd
      answers = pd.DataFrame({"id": [1, 2], "label": [0, 1]})
      answers.to_csv("submission.csv", index=False)
      pd.read_csv("submission.csv").head()
    `,
    );

    silent(
      'results, and data from elsewhere',
      py`
      import pandas as pd
      train = pd.read_csv("train.csv")
      train.describe().to_csv("summary.csv")
    `,
    );

    silent(
      'a file that is updated',
      py`
      import pandas as pd
      table = pd.read_csv("a.csv")
      table["x"] = 1
      table.to_csv("a.csv")
      table = pd.read_csv("a.csv")
    `,
    );

    silent(
      'a file that is appended to',
      py`
      import pandas as pd
      rows.to_csv("log.csv", mode="a")
      log = pd.read_csv("log.csv")
    `,
    );

    silent(
      'paths that are not known',
      py`
      import pandas as pd
      def save(table, path):
          table.to_csv(path)
      def load(path):
          return pd.read_csv(path)
    `,
    );

    silent(
      'a test',
      py`
      import pandas as pd
      def test_write(table):
          table.to_csv("a.csv")
          assert pd.read_csv("a.csv").equals(table)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a table that is read right behind',
      py`
      import pandas as pd
      features.«to_csv»("features.csv", index=False)
      train = pd.read_csv("features.csv")
    `,
      { severity: 'hint', confidence: 'medium', fixes: [] },
    );

    finds(
      'a constant, in functions',
      py`
      import pandas
      PATH = "clean.csv"
      def prepare():
          table = pandas.read_json("raw.json").dropna()
          table.«to_csv»(path_or_buf=PATH)
      def train():
          return pandas.read_csv(filepath_or_buffer=PATH)
      prepare()
      train()
    `,
    );

    finds('cells of a notebook', [
      'import pandas as pd\nraw = pd.read_json("a.json")',
      'raw.«to_csv»("b.csv")',
      'b = pd.read_csv("b.csv")',
    ]);
  });
});
