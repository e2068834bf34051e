import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('repeated-read');

describe('repeated-read', () => {
  describe('says nothing of', () => {
    silent(
      'a file for each round',
      py`
      import pandas as pd
      for name in ["a", "b"]:
          frame = pd.read_csv(name + ".csv")
      for path in files:
          frame = pd.read_csv(path)
      for i in range(9):
          frame = pd.read_csv(f"{i}.csv")
      for name in names:
          path = folder / name
          frame = pd.read_parquet(path)
    `,
    );

    silent(
      'a read before the loop',
      py`
      import pandas as pd
      frame = pd.read_csv("a.csv")
      for i in range(9):
          part = frame.sample(9)
    `,
    );

    silent(
      'a read in the first round, and after a failure',
      py`
      import pandas as pd
      frame = None
      for i in range(9):
          if frame is None:
              frame = pd.read_csv("a.csv")
          try:
              work(frame)
          except ValueError:
              frame = pd.read_csv("a.csv")
    `,
    );

    silent(
      'parts of a file',
      py`
      import pandas as pd
      for i in range(9):
          part = pd.read_csv("a.csv", skiprows=i * 1000, nrows=1000)
      for part in pd.read_csv("a.csv", chunksize=1000):
          work(part)
    `,
    );

    silent(
      'a file that the loop writes',
      py`
      import pandas as pd
      for i in range(9):
          frame = pd.read_csv("log.csv")
          frame.loc[i] = run(i)
          frame.to_csv("log.csv")
    `,
    );

    silent(
      'a file that is waited for, or that a program writes',
      py`
      import json, time, subprocess
      import pandas as pd
      while True:
          state = json.load(open("state.json"))
          time.sleep(1)
      for seed in range(9):
          subprocess.run(["simulate", str(seed)])
          frame = pd.read_csv("out.csv")
    `,
    );

    silent(
      'objects one after the other',
      py`
      import json
      with open("a.json") as file:
          for _ in range(9):
              item = json.load(file)
    `,
    );

    silent('two cells', ['import pandas as pd', 'a = pd.read_csv("a.csv")', 'b = pd.read_csv("a.csv")', 'c = pd.read_csv("c.csv")']);

    silent('cells that write the file in between', [
      'import pandas as pd',
      'a = pd.read_csv("a.csv")',
      'a.to_csv("a.csv")',
      'a = pd.read_csv("a.csv")',
      'a = pd.read_csv("a.csv")',
    ]);

    silent(
      'a loop of one round, and a test',
      py`
      import pandas as pd
      for i in range(1):
          frame = pd.read_csv("a.csv")
      def test_read():
          for i in range(9):
              pd.read_csv("a.csv")
    `,
    );

    silent(
      'names that are built from what the loop goes through',
      py`
      import os
      import pandas as pd
      out = os.path.dirname(__file__)
      models = [pd.read_csv(os.path.join(out, f"models_{x}.csv")) for x in range(5)]
      for edge in [("author", "writes", "paper"), ("paper", "cites", "paper")]:
          name = "___".join(edge)
          path = os.path.join(root, "relations", name, "edge.csv.gz")
          edges = pd.read_csv(path)
    `,
    );

    silent(
      'one of several files',
      py`
      import os
      import pandas as pd
      files = ["oof" + str(n) + ".csv" for n in [29, 51, 52]]
      def load(n):
          return pd.read_csv(os.path.join(ROOT, files[n].replace("oof", "sub")))
      for label in labels:
          for n in weights[label]:
              blend[label] += load(n)[label]
    `,
    );

    silent('a form that is filled in and written', [
      'import pandas as pd',
      'form = pd.read_csv("form.csv")\nform["y"] = a\nform.to_csv("a.csv")',
      'form = pd.read_csv("form.csv")\nform["y"] = b\nform[["id", "y"]].to_csv("b.csv")',
      'form = pd.read_csv("form.csv")\nform["y"] = c\nform.to_csv("c.csv")',
    ]);
  });

  describe('in the objective of a search', () => {
    const search = (body: string, before = ''): string => `import optuna
import pandas as pd
from torchvision import datasets
${before}
def objective(trial):
    lr = trial.suggest_float("lr", 1e-5, 1e-1)
${body}
    return fit(lr, data)
study = optuna.create_study()
study.optimize(objective, n_trials=100)
`;
    silent('says nothing of data that are read before', search('    data = table.copy()', 'table = pd.read_csv("a.csv")'));
    silent(
      'says nothing of a file that the trial chooses',
      search('    data = pd.read_csv(trial.suggest_categorical("f", ["a.csv", "b.csv"]))'),
    );
    silent(
      'says nothing of what is kept',
      search('    data = load()', 'from functools import lru_cache\n@lru_cache\ndef load():\n    return pd.read_csv("a.csv")'),
    );
    silent(
      'says nothing of what is read when it is missing',
      search('    data = cache.get("d")\n    if data is None:\n        data = pd.read_csv("a.csv")'),
    );
    silent('says nothing of a single trial', search('    data = pd.read_csv("a.csv")').replace('n_trials=100', 'n_trials=1'));
    silent(
      'says nothing of another optimize',
      'import pandas as pd\ndef objective(x):\n    return pd.read_csv("a.csv")\ndef optimize(f):\n    return f(1)\noptimize(objective)\n',
    );

    finds('finds a table', search('    data = «pd.read_csv»("a.csv")'), { severity: 'hint', message: /every trial/ });
    finds(
      'finds a data set where the objective asks for it',
      search(
        '    data = «get_mnist»()',
        'def get_mnist():\n    train = datasets.FashionMNIST(DIR, train=True, download=True)\n    return train, datasets.FashionMNIST(DIR, train=False)',
      ),
    );
    finds(
      'finds it for an objective in a lambda of Hyperopt',
      'from hyperopt import fmin, hp, tpe\nimport pandas as pd\ndef score(params):\n    data = «pd.read_parquet»("a.parquet")\n    return fit(data, **params)\nfmin(fn=score, space=hp.uniform("x", 0, 1), algo=tpe.suggest, max_evals=50)\n',
    );
  });

  describe('finds', () => {
    finds(
      'a table that is read for each seed',
      py`
      import pandas as pd
      for seed in range(10):
          frame = «pd.read_csv»("a.csv", sep=";")
          train(frame, seed)
    `,
      { severity: 'hint', confidence: 'high', message: /every round/, fixes: [] },
    );

    finds(
      'a document that is opened in each round',
      py`
      import json
      def score(names, path):
          for name in names:
              with open(path) as file:
                  labels = «json.load»(file)
              print(labels[name])
    `,
    );

    finds(
      'a function that a loop calls',
      py`
      import os
      from pandas import read_parquet
      ROOT = "data"
      def load():
          return «read_parquet»(os.path.join(ROOT, "a.parquet"))
      results = [fit(load(), depth) for depth in depths]
    `,
    );

    finds(
      'a path of the command line',
      py`
      import argparse
      import polars as pl
      parser = argparse.ArgumentParser()
      parser.add_argument("--data")
      args = parser.parse_args()
      for fold in range(5):
          frame = «pl.read_csv»(args.data)
    `,
    );

    finds('many cells', ['import pandas as pd', 'a = pd.read_csv("a.csv")', 'b = «pd.read_csv»("a.csv")', 'c = pd.read_csv("a.csv")'], {
      severity: 'hint',
      confidence: 'medium',
      message: /Several cells/,
    });
  });
});
