import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('read-unused-columns');

describe('read-unused-columns', () => {
  describe('says nothing of', () => {
    silent(
      'columns that are named when reading',
      py`
      import pandas as pd
      a = pd.read_csv("a.csv", usecols=["x", "y"])[["x", "y"]]
      b = pd.read_parquet("b", columns=["x"])
      b = b[["x"]]
    `,
    );

    silent(
      'a table that is looked at first',
      py`
      import pandas as pd
      frame = pd.read_csv("a.csv")
      print(frame.shape)
      frame = frame[["x", "y"]]
    `,
    );

    silent(
      'another table, and a part under another name',
      py`
      import pandas as pd
      frame = pd.read_csv("a.csv")
      part = frame[["x", "y"]]
      other = pd.read_csv("b.csv")
      frame = frame[["x"]]
    `,
    );

    silent(
      'columns that are not written out, and one column',
      py`
      import pandas as pd
      a = pd.read_csv("a.csv")[columns]
      b = pd.read_csv("b.csv")[["x", target]]
      c = pd.read_csv("c.csv")["x"]
      d = pd.read_csv("d.csv")
      d = d[d["x"] > 0]
    `,
    );

    silent(
      'an index, dates and names',
      py`
      import pandas as pd
      a = pd.read_csv("a.csv", index_col="id")[["x"]]
      b = pd.read_csv("b.csv", parse_dates=["day"])[["x"]]
      c = pd.read_csv("c.csv", names=["x", "y"])[["x"]]
      d = pd.read_csv("d.csv", **options)[["x"]]
    `,
    );
  });

  describe('finds', () => {
    finds(
      'columns kept in the same expression',
      py`
      import pandas as pd
      frame = «pd.read_csv»("a.csv", sep=";")[["x", "y"]].dropna()
    `,
      { severity: 'hint', fixes: ['Read these columns only'] },
    );

    finds(
      'columns kept in the next statement of a function',
      py`
      from pandas import read_parquet
      def load(path):
          frame = «read_parquet»(path)
          frame = frame[['x', 'y']].copy()
          return frame
    `,
    );

    finds('a cell of a notebook', ['import polars as pl', 'frame = «pl.read_csv»("a.csv")\nframe = frame[["x"]]']);
  });

  describe('repairs', () => {
    const title = 'Read these columns only';

    repairs(
      'with the list as it is written',
      py`
      import pandas as pd
      frame = «pd.read_csv»(
          "a.csv",
          sep=";",  # from the office
      )
      frame = frame[["x", 'y']]
    `,
      {
        title,
        safe: true,
        gives: py`
        import pandas as pd
        frame = pd.read_csv(
            "a.csv",
            sep=";",  # from the office
            usecols=["x", 'y'],
        )
        frame = frame[["x", 'y']]
      `,
      },
    );

    repairs(
      'by the name the reader has for it',
      py`
      import pandas as pd
      frame = «pd.read_parquet»("a")[["x"]]
    `,
      {
        title,
        safe: true,
        gives: py`
        import pandas as pd
        frame = pd.read_parquet("a", columns=["x"])[["x"]]
      `,
      },
    );
  });
});
