import assert from 'node:assert/strict';
import { analyze, py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('pandas-row-iteration');

describe('pandas-row-iteration', () => {
  describe('says nothing of', () => {
    silent(
      'a table of unknown class',
      py`
      for i, row in df.iterrows():
          vals.append(row["a"])
    `,
    );

    silent(
      'Polars',
      py`
      import polars as pl
      df = pl.read_csv("a")
      for row in df.iter_rows():
          x += row[0]
    `,
    );

    silent(
      'groups',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      for k, g in df.groupby("a"):
          print(k, g.mean())
    `,
    );

    silent(
      'files',
      py`
      import pandas as pd
      from PIL import Image
      df = pd.read_csv("a")
      for _, r in df.iterrows():
          Image.open(r["path"]).resize((2, 2)).save(r["out"])
    `,
    );

    silent(
      'images',
      py`
      import pandas as pd, cv2
      df = pd.read_csv("a")
      for _, r in df.iterrows():
          img = cv2.imread(r["path"])
          X.append(img)
    `,
    );

    silent(
      'drawing',
      py`
      import pandas as pd
      import matplotlib.pyplot as plt
      df = pd.read_csv("a")
      fig, ax = plt.subplots()
      for _, r in df.iterrows():
          ax.text(r.x, r.y, r.name)
    `,
    );

    silent(
      'the first rows',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      for _, r in df.head(5).iterrows():
          print(r)
    `,
    );

    silent(
      'a few rows',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      for _, r in df.sample(3).iterrows():
          x = r.a
    `,
    );

    silent(
      'columns',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      df.apply(lambda c: c.max() - c.min())
    `,
    );

    silent(
      'one column',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      df["b"] = df["a"].apply(lambda v: v * 2)
    `,
    );

    silent(
      'a model for each row',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      df["p"] = df.apply(lambda r: model.predict(r["text"]), axis=1)
    `,
    );

    silent(
      'requests',
      py`
      import pandas as pd, requests
      df = pd.read_csv("a")
      df["p"] = df.apply(lambda r: requests.get(r["url"]).text, axis=1)
    `,
    );

    silent(
      'itertuples',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      for r in df.itertuples():
          x += r.a
    `,
    );

    silent(
      'tensors of rows',
      py`
      import pandas as pd, torch
      df = pd.read_csv("a")
      for i in range(len(df)):
          x.append(torch.tensor(df.iloc[i].values))
    `,
    );

    silent(
      'a table written in the code',
      py`
      import pandas as pd
      df = pd.DataFrame({"a": [1,2], "b": [3,4]})
      for _, r in df.iterrows():
          s += r.a
    `,
    );

    silent(
      'a graph',
      py`
      import pandas as pd, networkx as nx
      df = pd.read_csv("a")
      g = nx.Graph()
      for _, r in df.iterrows():
          g.add_edge(r.a, r.b)
    `,
    );

    silent(
      'a printed report',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      for _, r in df.iterrows():
          print(r["name"], r["score"])
    `,
    );

    silent(
      'a test',
      py`
      import pandas as pd
      def test_rows():
          df = pd.read_csv("a")
          for _, r in df.iterrows():
              s += r.a
    `,
    );

    silent(
      'GeoPandas',
      py`
      import geopandas as gpd
      g = gpd.read_file("a")
      for _, r in g.iterrows():
          x += r.a
    `,
    );

    silent(
      'one row at a time for a loader',
      py`
      import pandas as pd
      from torch.utils.data import Dataset
      class D(Dataset):
          def __init__(self, p): self.df = pd.read_csv(p)
          def __getitem__(self, i): return self.df.iloc[i]["a"]
          def __len__(self): return len(self.df)
    `,
    );

    silent(
      'code for each row that was not found',
      py`
      import pandas as pd
      from lib import process
      df = pd.read_csv("a")
      for _, r in df.iterrows():
          process(r)
    `,
    );

    silent(
      'statistics',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      for _, r in df.describe().iterrows():
          s += r.a
    `,
    );

    silent(
      'a row for each group',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      for _, r in df.groupby("k").mean().iterrows():
          s += r.a
    `,
    );

    silent(
      'a service that answers for each row',
      py`
      import openai
      import pandas as pd
      client = openai.OpenAI()
      df = pd.read_csv("tickets.csv")
      for _, row in df.iterrows():
          answers.append(client.chat.completions.create(model="small", messages=row.messages))
    `,
    );

    silent(
      'an endless generator that feeds a training',
      py`
      import pandas as pd
      df = pd.read_pickle("images.pkl")
      def feed():
          while True:
              for _, row in df.iterrows():
                  yield row["image"], row["mask"]
    `,
    );

    silent(
      'rows that are passed as plain arrays',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      df["n"] = df.apply(lambda r: len(set(r[0]) & set(r[1])), axis=1, raw=True)
    `,
    );

    silent(
      'cells that hold images',
      py`
      import numpy as np
      import pandas as pd
      df = pd.read_json("a")
      images = []
      for _, row in df.iterrows():
          band = np.array(row["band"]).reshape(75, 75)
          images.append((band - band.mean()) / band.max())
    `,
    );

    silent(
      'cells that are painted',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      df.style.apply(lambda r: ["color: red" if r.a == r.b else "" for _ in r], axis=1)
    `,
    );

    silent(
      'the types of the columns',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      kinds = df.dtypes
      for i in range(len(kinds)):
          if str(kinds[kinds.index[i]]) == "object":
              df[kinds.index[i]] = df[kinds.index[i]].fillna("")
          print_later.append(kinds.iloc[i])
    `,
    );

    silent(
      'a row that stands for a table of work',
      py`
      import pandas as pd
      seasons = pd.read_csv("a")
      matches = pd.read_csv("b")
      for _, season in seasons.iterrows():
          played = matches[matches["season"] == season["season"]].merge(teams, on="team")
          models.append(make().fit(played[features], played["goals"]))
      words = pd.read_csv("c")
      for _, word in words.iterrows():
          flags[word["text"]] = titles.apply(lambda t: word["text"] in t)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'as a hint, a table that is known to be short',
      py`
      import pandas as pd
      people = pd.read_csv("titanic/train.csv")
      people["kin"] = «people.apply»(lambda row: row.SibSp + row.Parch, axis=1)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a loop that is timed to show how slow it is',
      py`
      import time
      import numpy as np
      import pandas as pd
      frame = pd.DataFrame({"a": np.random.randn(1_000_000), "b": np.random.randn(1_000_000)})
      start = time.time()
      «for i in range(len(frame))»:
          sums.append(frame["a"].iloc[i] + frame["b"].iloc[i])
      slow = time.time() - start
      start = time.time()
      sums = frame["a"] + frame["b"]
      quick = time.time() - start
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, rows that are listed for others to work on',
      py`
      import pandas as pd
      from multiprocessing import Pool
      from shop import mix
      songs = pd.read_csv("songs.csv")
      Pool(8).map(mix, [row for _, row in «songs.iterrows»()])
    `,
      { severity: 'hint' },
    );

    finds(
      'values of rows that a list collects',
      py`
      import pandas as pd
      flights = pd.read_csv("flights.csv")
      lengths = [row["CRSArrTime"] - row["CRSDepTime"] for _, row in «flights.iterrows»()]
    `,
      { severity: 'information' },
    );

    finds(
      'iterrows of a table that is known to be large, by its columns',
      py`
      import pandas as pd
      rides = pd.read_csv("rides.csv")
      for i, row in «rides.iterrows»():
          total += row["dropoff_longitude"] - row["pickup_longitude"]
    `,
      { severity: 'information', confidence: 'high', change: null, fixes: [] },
    );

    finds(
      'positions of a table that is known to be large, by its file',
      py`
      import pandas as pd
      visits = pd.read_csv("../input/rossmann-store-sales/train.csv")
      «for i in range(len(visits))»:
          total += visits.iloc[i]["Sales"]
    `,
      { severity: 'information' },
    );

    finds(
      'a table of so many rows as the code says',
      py`
      import numpy as np
      import pandas as pd
      table = pd.DataFrame({"a": np.random.rand(500_000), "b": 1.0})
      table["c"] = «table.apply»(lambda row: min(row["a"], row["b"]), axis=1)
    `,
      { severity: 'information' },
    );

    finds(
      'a table of so many rows as are read',
      py`
      import pandas as pd
      log = pd.read_csv("log.csv", nrows=250_000)
      log["d"] = «log.apply»(lambda row: min(row["a"], row["b"]), axis=1)
    `,
      { severity: 'information' },
    );

    it('tells it once in a file, and repeats it as hints', () => {
      const code = 'import pandas as pd\nlog = pd.read_csv("log.csv", nrows=250_000)\n';
      const lines = ['c', 'd'].map((name) => `log["${name}"] = log.apply(lambda row: min(row["a"], row["b"]), axis=1)\n`).join('');
      const { findings } = analyze(code + lines, { select: new Set(['pandas-row-iteration']) });
      assert.deepEqual(
        findings.map(({ severity }) => severity),
        ['information', 'hint'],
      );
    });

    finds(
      'as a hint, a table of which nobody knows the length',
      py`
      import pandas as pd
      df = pd.read_csv("a.csv")
      for i, row in «df.iterrows»():
          total += row["a"] * row["b"]
      df["c"] = «df.apply»(lambda row: min(row["a"], row["b"]), axis=1)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a part of a large table',
      py`
      import pandas as pd
      rides = pd.read_csv("rides.csv")
      sample = rides.query("passengers > 2")
      sample["way"] = «sample.apply»(lambda row: abs(row["dropoff_longitude"] - row["pickup_longitude"]), axis=1)
      first = pd.read_csv("rides.csv", nrows=500)
      first["way"] = «first.apply»(lambda row: abs(row["dropoff_longitude"] - row["pickup_longitude"]), axis=1)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, rows whose words are gone through',
      py`
      import pandas as pd
      pairs = pd.read_csv("pairs.csv")
      shared = []
      for i, row in «pairs.iterrows»():
          words = 0
          for word in row["question1"].split():
              words += word in row["question2"]
          shared.append(words)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, rows that a function of its own works on',
      py`
      import pandas as pd
      def distance(a, b):
          return sum(one != other for one, other in zip(a, b))
      pairs = pd.read_csv("pairs.csv")
      found = []
      for i, row in «pairs.iterrows»():
          found.append(distance(row["question1"], row["question2"]))
    `,
      { severity: 'hint' },
    );

    finds(
      'iterrows of a selection',
      py`
      import pandas as pd
      df = pd.read_csv("a.csv")
      sub = df[df["x"] > 3].reset_index(drop=True)
      for i, row in «sub.iterrows»():
          vals.append(row["a"] * row["b"])
    `,
    );

    finds(
      'a parameter with an annotation',
      py`
      import pandas as pd
      def f(frame: pd.DataFrame):
          out = []
          for _, r in «frame.iterrows»():
              out.append(r.a + r.b)
          return out
    `,
    );

    finds(
      'a lambda over rows',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      df["c"] = «df.apply»(lambda r: r["a"] + r["b"], axis=1)
    `,
      { fixes: ['Compute whole columns at once'] },
    );

    finds(
      'a function over rows',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      def label(r):
          if r["a"] > 3:
              return "x"
          return "y"
      df["c"] = «df.apply»(label, axis=1)
    `,
      { fixes: [] },
    );

    finds(
      'rows by position',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      «for i in range(len(df))»:
          total += df.iloc[i]["a"]
    `,
    );

    finds(
      'rows counted by shape',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      «for i in range(df.shape[0])»:
          df.loc[i, "c"] = df.loc[i, "a"] * 2
    `,
    );

    finds(
      'rows by label',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      «for i in range(0, len(df))»:
          df.loc[i, "c"] = df.loc[i, "a"] * 2
    `,
    );

    finds(
      'rows by index',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      «for i in df.index»:
          df.at[i, "c"] = df.at[i, "a"] * 2
    `,
    );

    finds(
      'positions of a column',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      «for i in range(len(df))»:
          total += df["a"].iloc[i]
    `,
    );

    finds(
      'items of a column',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      «for i in range(len(df))»:
          df["c"][i] = df["a"][i] + 1
    `,
    );

    finds('a notebook', [
      py`
        import pandas as pd
        train = pd.read_csv("train.csv")
      `,
      py`
        ages = []
        for index, row in «train.iterrows»():
            if row["Age"] < 18:
                ages.append("child")
            else:
                ages.append("adult")
        train["group"] = ages
      `,
    ]);

    finds(
      'a progress bar around the rows',
      py`
      import pandas as pd
      from tqdm import tqdm
      df = pd.read_csv("a")
      for i, row in tqdm(«df.iterrows»(), total=len(df)):
          out[i] = row.a * 2
    `,
    );

    finds(
      'a comprehension',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      areas = [row["w"] * row["h"] for _, row in «df.iterrows»()]
    `,
    );

    finds(
      'a merged table',
      py`
      import pandas as pd
      a = pd.read_csv("a"); b = pd.read_csv("b")
      m = a.merge(b, on="id")
      for _, r in «m.iterrows»():
          s += r.x - r.y
    `,
    );

    finds(
      'an import in a function',
      py`
      def f(path):
          import pandas
          d = pandas.read_parquet(path)
          for _, r in «d.iterrows»():
              yield r.a + r.b
    `,
    );

    finds(
      'an attribute',
      py`
      import pandas as pd
      class A:
          def __init__(self, p):
              self.df = pd.read_csv(p)
          def go(self):
              t = 0
              for _, r in «self.df.iterrows»():
                  t += r["a"]
              return t
    `,
    );

    finds(
      'the axis as the second argument',
      py`
      import pandas as pd
      df = pd.read_csv("a")
      df["c"] = «df.apply»(lambda r: max(r.a, r.b), 1)
    `,
    );

    finds(
      'functions of NumPy',
      py`
      import pandas as pd, numpy as np
      df = pd.read_csv("a")
      df["c"] = «df.apply»(lambda r: np.sqrt(r["a"]**2 + r["b"]**2), axis=1)
    `,
    );

    finds(
      'a lambda that reads an attribute every row has',
      py`
      import pandas as pd
      df = pd.read_csv("fields.csv")
      df["n"] = «df.apply»(lambda row: row.size + 1, axis=1)
    `,
      { fixes: [] },
    );

    finds(
      'texts put together',
      py`
      import pandas as pd
      df = pd.read_csv("people.csv")
      df["name"] = «df.apply»(lambda row: row["first"] + " " + row["last"], axis=1)
    `,
      { fixes: [] },
    );
  });

  describe('repairs', () => {
    repairs(
      'arithmetic on columns',
      py`
      import pandas as pd

      df = pd.read_csv("fields.csv")
      df["dose"] = «df.apply»(lambda row: row["rate"] * row.area / 1000, axis=1)
    `,
      {
        title: 'Compute whole columns at once',
        safe: false,
        gives: py`
        import pandas as pd

        df = pd.read_csv("fields.csv")
        df["dose"] = (df["rate"] * df["area"] / 1000)
      `,
      },
    );

    repairs(
      'a product that must stay together',
      py`
      import pandas as pd

      df = pd.read_csv("fields.csv")
      total = 2 * «df.apply»(lambda r: r.a + r.b, axis=1)
    `,
      {
        title: 'Compute whole columns at once',
        safe: false,
        gives: py`
        import pandas as pd

        df = pd.read_csv("fields.csv")
        total = 2 * (df["a"] + df["b"])
      `,
      },
    );

    finds(
      'rows for each row, once',
      py`
      import pandas as pd
      new = pd.read_csv("a")
      old = pd.read_csv("b")
      for _, a in «new.iterrows»():
          for i, b in old.iterrows():
              if a["team"] == b["team"]:
                  old.loc[i, "kind"] = "known"
    `,
    );
  });
});
