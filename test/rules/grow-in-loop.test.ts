import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('grow-in-loop');

describe('grow-in-loop', () => {
  describe('says nothing of', () => {
    silent(
      'a choice between two tables',
      py`
      import pandas as pd
      for day in days:
          part = pd.read_csv(day)
          result = part if alone else pd.concat([part, other])
    `,
    );

    silent(
      'one call for all parts',
      py`
      import pandas as pd
      from shop import files
      df = pd.concat([pd.read_csv(f) for f in files])
    `,
    );

    silent(
      'a list',
      py`
      from shop import items
      xs = []
      for i in items:
          xs.append(i)
    `,
    );

    silent(
      'a few rounds',
      py`
      import pandas as pd
      df = pd.DataFrame()
      for split in ["train", "val", "test"]:
          df = pd.concat([df, pd.read_csv(split)])
    `,
    );

    silent(
      'something new in each round',
      py`
      import numpy as np
      from shop import pairs
      for a, b in pairs:
          x = np.asarray(a)
          x = np.concatenate([x, b])
          print(x.shape)
    `,
    );

    silent(
      'a dense block',
      py`
      import torch
      class Dense(torch.nn.Module):
          def forward(self, x):
              for layer in self.layers:
                  x = torch.cat([x, layer(x)], 1)
              return x
    `,
    );

    silent(
      'decoding through a slice',
      py`
      import torch
      from shop import lm, idx
      for _ in range(100):
          cond = idx[:, -256:]
          nxt = lm(cond).argmax(-1)
          idx = torch.cat((idx, nxt), dim=1)
    `,
    );

    silent(
      'decoding with a cache',
      py`
      import torch
      from shop import lm, ids, nxt
      for _ in range(100):
          ids = torch.cat([ids, nxt], dim=1)
          nxt = lm(nxt)
    `,
    );

    silent(
      'a history that each round forecasts from',
      py`
      import numpy as np
      from shop import fit, series, history
      for y in series:
          print(fit(history))
          history = np.append(history, y)
    `,
    );

    silent(
      'a window that slides',
      py`
      import numpy as np
      from shop import stream, window
      for v in stream:
          window = np.append(window[1:], v)
    `,
    );

    silent(
      'another name',
      py`
      import numpy as np
      from shop import xs, base
      for x in xs:
          y = np.concatenate([base, x])
          print(y.mean())
    `,
    );

    silent(
      'one entry for each key',
      py`
      import pandas as pd
      from shop import more, frames
      for k in frames:
          frames[k] = pd.concat([frames[k], more[k]])
    `,
    );

    silent(
      'every hundredth round',
      py`
      import numpy as np
      from shop import losses
      log = np.zeros(0)
      for i, l in enumerate(losses):
          if i % 100 == 0:
              log = np.append(log, l)
    `,
    );

    silent(
      'a test',
      py`
      import numpy as np
      def test_append():
          x = np.zeros(0)
          for i in range(100):
              x = np.append(x, i)
    `,
    );

    silent(
      'importances of the folds of a training',
      py`
      import pandas as pd
      import lightgbm as lgb
      from shop import folds, X, y
      importances = pd.DataFrame()
      for fold, (a, b) in enumerate(folds.split(X, y)):
          model = lgb.LGBMClassifier().fit(X.iloc[a], y.iloc[a])
          part = pd.DataFrame({"feature": X.columns, "gain": model.feature_importances_})
          importances = pd.concat([importances, part])
    `,
    );

    silent(
      'five folds',
      py`
      import pandas as pd
      from sklearn.model_selection import KFold
      from shop import X, encode
      encoded = None
      for a, b in KFold(n_splits=5).split(X):
          part = encode(X.loc[a], X.loc[b])
          if encoded is None:
              encoded = part
          else:
              encoded = pd.concat([encoded, part])
    `,
    );

    silent(
      'one number for each epoch',
      py`
      import numpy as np
      from shop import session, step, cost
      history = np.empty(0)
      for epoch in range(1000):
          session.run(step)
          history = np.append(history, session.run(cost))
    `,
    );

    silent(
      'a dozen parts of a prediction',
      py`
      import numpy as np
      from shop import model, X
      done = np.array([])
      for i in range(12):
          done = np.append(done, model.predict(X[i * 700 : (i + 1) * 700]))
    `,
    );

    silent(
      'a table that the round makes, together with another',
      py`
      import pandas as pd
      from shop import days, prepare, items
      tables = []
      for day in days:
          part, label = prepare(day)
          part = pd.concat([part, items], axis=1)
          tables.append(part)
    `,
    );

    silent(
      'a table that is doubled',
      py`
      import pandas as pd
      from shop import rare, scale
      while scale > 1:
          rare = pd.concat([rare, rare])
          scale -= 1
    `,
    );

    silent(
      'a running minimum, and the last rows alone',
      py`
      import pandas as pd
      from shop import chunks
      low = pd.Series(dtype=float)
      last = pd.DataFrame()
      for chunk in chunks:
          low = pd.concat([low, chunk.min()], axis=1).min(axis=1)
          last = pd.concat([last, chunk])[-100:]
    `,
    );

    silent(
      'doubling',
      py`
      import numpy as np
      audio = read(name)
      while len(audio) < 160000:
          audio = np.append(audio, audio)
    `,
    );

    silent(
      'an array of the round that is padded once, after a test that skips rounds',
      py`
      import numpy as np
      for name, group in table.groupby("name"):
          if name not in known:
              continue
          y = np.tile(one, (len(group), 1))
          if len(group) < 12:
              y = np.vstack([y, np.zeros((12 - len(group), 3))])
          found.append(y)
    `,
    );

    silent(
      'an array of the round that is made longer once',
      py`
      import numpy as np
      for number, edges in enumerate(all_edges()):
          edges = np.concatenate((first[number], edges, last[number]))
          found.append(edges)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a table that starts as None',
      py`
      import pandas as pd
      result = None
      for day in days:
          part = pd.read_csv(day)
          result = part if result is None else «pd.concat»(objs=[result, part])
    `,
    );

    finds(
      'a DataFrame',
      py`
      import pandas
      from shop import files
      df = pandas.DataFrame()
      for f in files:
          df = «pandas.concat»([df, pandas.read_csv(f)], ignore_index=True).reset_index(drop=True)
    `,
      { severity: 'hint', fixes: [] },
    );

    finds(
      'the parts in a tuple over lines',
      py`
      import pandas as pd
      from shop import files
      def read():
          df = None
          for f in files:
              part = pd.read_csv(f)
              if df is None:
                  df = part
              else:
                  df = «pd.concat»((
                      part,
                      df,
                  ))
          return df
    `,
    );

    finds(
      'the method of old',
      py`
      import pandas as pd
      df = pd.DataFrame(columns=["a"])
      for i in range(100):
          df = «df.append»({"a": i}, ignore_index=True)
    `,
    );

    finds(
      'rows behind the last',
      py`
      import pandas as pd
      df = pd.DataFrame(columns=["a", "b"])
      for i in range(5000):
          «df.loc[len(df.index)]» = [i, 2 * i]
    `,
    );

    finds(
      'an array',
      py`
      import numpy as np
      from numpy import append
      from shop import batches, model
      preds = np.array([])
      for b in batches:
          preds = «append»(preds, model.predict(b))
    `,
    );

    finds(
      'arrays with a first round of their own',
      py`
      import numpy as np
      from shop import loader, net
      count = 0
      for x in loader:
          out = net(x).numpy()
          if count == 0:
              y = out
              count = 1
          else:
              y = «np.concatenate»((y, out))
    `,
    );

    finds(
      'an attribute',
      py`
      import numpy as np
      class Log:
          def __init__(self, values):
              self.all = np.zeros((0, 3))
              for v in values:
                  self.all = «np.vstack»([self.all, v])
    `,
    );

    finds(
      'a tensor',
      py`
      import torch
      from shop import loader, net
      feats = torch.zeros(0, 8)
      for x in loader:
          feats = «torch.cat»([feats, net(x)])
    `,
      { severity: 'hint' },
    );

    finds(
      'beside the training of a model',
      py`
      import numpy as np
      from shop import folds, make
      scores = np.zeros(0)
      for fold in folds:
          m = make().fit(fold)
          scores = «np.append»(scores, m.score(fold))
    `,
      { severity: 'hint' },
    );

    finds('a cell of a notebook', [
      py`
      import pandas as pd
      df = pd.DataFrame()
    `,
      py`
      for f in paths:
          df = «pd.concat»([df, pd.read_csv(f)])
    `,
    ]);

    finds(
      'twenty folds of a whole table',
      py`
      import pandas as pd
      from sklearn.model_selection import KFold
      from shop import X, encode
      encoded = pd.DataFrame()
      for a, b in KFold(n_splits=20).split(X):
          encoded = «pd.concat»([encoded, encode(X.loc[a], X.loc[b])])
    `,
    );

    finds(
      'the predictions of a loader',
      py`
      import numpy as np
      from shop import model, loader
      done = np.array([])
      for x in loader:
          done = «np.append»(done, model.predict(x))
    `,
      { severity: 'hint' },
    );

    finds(
      'labels beside the passes of a network',
      py`
      import numpy as np
      from shop import loader, net
      found = np.zeros(0)
      for x, y in loader:
          out = net(x.cuda()).argmax(1)
          found = «np.concatenate»((found, out.cpu().numpy()))
    `,
      { severity: 'hint' },
    );

    finds(
      'a table whose rows are counted anew',
      py`
      import pandas as pd
      from shop import files
      table = pd.DataFrame()
      for path in files:
          table = «pd.concat»([table, pd.read_csv(path)]).reset_index(drop=True)
    `,
    );

    finds(
      'the rows of a handful of classes',
      py`
      import numpy as np
      picked = np.zeros((0, 3))
      for i in range(1, c):
          rows = samples[samples[:, -1] == i]
          picked = «np.vstack»((picked, rows))
    `,
      { severity: 'hint' },
    );

    finds(
      'one of many that grow',
      py`
      import numpy as np
      for i, j in pairs:
          a = ids[i]
          groups[a] = «np.concatenate»((groups[a], groups[ids[j]]))
    `,
      { severity: 'hint' },
    );

    finds(
      'arrays, whose copies are cheaper than those of tables',
      py`
      import numpy as np
      signal = np.zeros(0)
      for piece in pieces:
          signal = «np.append»(signal, piece)
    `,
      { severity: 'hint' },
    );

    finds(
      'a table of all files',
      py`
      import pandas as pd
      rows = pd.DataFrame()
      for name in names:
          rows = «pd.concat»([rows, pd.read_csv(name)])
    `,
      { severity: 'hint' },
    );
  });
});
