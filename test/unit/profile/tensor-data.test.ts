import assert from 'node:assert/strict';
import { factsOf } from './facts-of';

/** A loop over the data set that some lines leave in `data`. */
function loopOver(lines: string): string {
  return `
import numpy as np
import torch
from sklearn.datasets import make_classification
from sklearn.model_selection import train_test_split
from torch.utils.data import DataLoader, Subset, TensorDataset, random_split
${lines}
model = torch.nn.Linear(6, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(2):
    for x, y in DataLoader(data, batch_size=50):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
`;
}

describe('Data sets of tensors', () => {
  const labels = 'y = torch.randint(0, 2, (900,))';
  for (const [lines, trainSamples, sampleShape] of [
    [`x = torch.randn(900, 6)\n${labels}\ndata = TensorDataset(x, y)`, 900, [6]],
    [`N, D = 900, 6\nx = 2 * torch.rand((N, D)) - 1\n${labels}\ndata = torch.utils.data.TensorDataset(x, y)`, 900, [6]],
    [`x = torch.randn(900, 3, 24, 24)\n${labels}\ndata = Subset(TensorDataset(x, y), range(300))`, 300, [3, 24, 24]],
    [`x = np.random.rand(900, 6).astype("float32")\n${labels}\ndata = TensorDataset(torch.from_numpy(x), y)`, 900, [6]],
    [`x = np.random.normal(0, 1, size=(900, 6))\n${labels}\ndata = TensorDataset(torch.tensor(x).float(), y)`, 900, [6]],
    [`x = np.random.default_rng(1).normal(size=(900, 6))\n${labels}\ndata = TensorDataset(torch.tensor(x), y)`, 900, [6]],
    [`x = torch.linspace(-1, 1, 900).unsqueeze(1)\n${labels}\ndata = TensorDataset(x, y)`, 900, undefined],
    [`x = torch.randint(0, 50, (900, 12))\n${labels}\ndata = TensorDataset(x, y)`, 900, undefined],
    [`x = torch.randn(900, 6)\n${labels}\ndata, rest = random_split(TensorDataset(x, y), [0.7, 0.3])`, 630, [6]],
    [`x = np.random.rand(900, 6)\na, b = train_test_split(x, test_size=0.3)\ndata = TensorDataset(torch.tensor(a))`, 630, undefined],
    ['x, y = make_classification(n_samples=800, n_features=6)\ndata = TensorDataset(torch.tensor(x), torch.tensor(y))', 800, [6]],
    ['x, y = torch.load("rows.pt")\ndata = TensorDataset(x, y)', undefined, undefined],
    ['x = torch.randn(how_many(), 6)\ndata = TensorDataset(x)', undefined, undefined],
  ] as const) {
    it(`lie in memory, with the rows that are made: ${lines.split('\n')[0] ?? ''} … ${lines.split('\n').at(-1) ?? ''}`, () => {
      assert.deepEqual(factsOf(loopOver(lines), ['trainSamples', 'sampleShape', 'dataLoading']), {
        trainSamples,
        sampleShape,
        dataLoading: 'memory',
      });
    });
  }

  it('say nothing of data that is read from elsewhere', () => {
    const lines = 'from mylab import Rows\nx = torch.randn(900, 6)\ndata = Rows("rows")';
    assert.deepEqual(factsOf(loopOver(lines), ['trainSamples', 'dataLoading']), { trainSamples: undefined, dataLoading: undefined });
  });
});

describe('Arrays handed to a fit', () => {
  for (const [lines, trainSamples] of [
    ['x = np.random.rand(900, 6)', 900],
    ['x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])', 4],
    ['x = [[0, 0], [0, 1], [1, 0]]', 3],
    ['x = np.random.rand(900, 6)\nx, held = train_test_split(x, test_size=0.3)', 630],
    ['a, b = np.random.rand(900, 6), np.random.rand(900, 2)\nx = [a, b]', undefined],
    ['x = []\nfor row in rows():\n    x.append([row])', undefined],
    ['x = np.loadtxt("rows.csv")', undefined],
  ] as const) {
    it(`have the rows they are made of: ${lines.split('\n').at(-1) ?? ''}`, () => {
      const code = `
import keras
import numpy as np
from sklearn.model_selection import train_test_split
${lines}
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, labels, epochs=5)
`;
      assert.deepEqual(factsOf(code, ['trainSamples']), { trainSamples });
    });
  }
});
