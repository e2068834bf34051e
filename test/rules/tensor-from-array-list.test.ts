import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('tensor-from-array-list');

describe('tensor-from-array-list', () => {
  describe('says nothing of', () => {
    silent(
      'numbers',
      py`
      import torch
      losses = []
      for x in data:
          losses.append(float(x))
      t = torch.tensor(losses)
      u = torch.tensor([1.0, 2.0])
      v = torch.tensor([[1, 2], [3, 4]])
    `,
    );

    silent(
      'arrays that are stacked already',
      py`
      import numpy as np
      import torch
      xs = [np.load(f) for f in files]
      a = torch.from_numpy(np.stack(xs))
      b = torch.tensor(np.array(xs))
      c = torch.tensor(np.zeros((3, 4)))
    `,
    );

    silent(
      'a list of something unknown',
      py`
      import torch
      def collate(batch):
          xs = [item[0] for item in batch]
          return torch.tensor(xs)
    `,
    );

    silent(
      'single numbers that NumPy computes',
      py`
      import numpy as np
      import torch
      best = torch.tensor([np.argmax(row) for row in rows])
      mean = torch.tensor([np.mean(row) for row in rows])
      draw = torch.tensor([np.random.normal() for _ in rows])
    `,
    );

    silent(
      'arrays among other things',
      py`
      import numpy as np
      import torch
      xs = [np.zeros(3)]
      xs.append(load())
      t = torch.tensor(xs)
    `,
    );

    silent(
      'a list that grows by something else too, and one of the same name elsewhere',
      py`
      import numpy as np
      import torch
      xs = []
      for f in files:
          xs.append(np.load(f))
          xs.extend(more(f))
      t = torch.tensor(xs)
      def other(ys):
          return torch.tensor(ys)
      def fill():
          ys = []
          for f in files:
              ys.append(np.load(f))
    `,
    );

    silent(
      'tensors',
      py`
      import torch
      xs = [torch.zeros(3) for _ in range(9)]
      t = torch.stack(xs)
    `,
    );

    silent(
      'another tensor',
      py`
      import numpy as np
      import tensorflow as tf
      xs = [np.load(f) for f in files]
      t = tf.constant(xs)
    `,
    );

    silent(
      'a test',
      py`
      import numpy as np
      import torch
      def test_shape():
          assert torch.tensor([np.load(f) for f in files]).shape
    `,
    );

    silent(
      'filters, once when a layer is made',
      py`
      import numpy as np
      import torch
      from torch import nn

      class Edges(nn.Module):
          def __init__(self, kernels):
              super().__init__()
              filters = []
              for kernel in kernels:
                  filters.append(np.pad(kernel, 1))
              self.weight = nn.Parameter(torch.Tensor(filters))
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a list that a loop fills',
      py`
      import numpy as np
      import torch
      xs = []
      for f in files:
          xs.append(np.load(f))
      t = «torch.tensor»(xs, dtype=torch.float32)
    `,
      { severity: 'hint', confidence: 'high', fixes: ['Stack the arrays first'] },
    );

    finds(
      'a comprehension, and the older constructors',
      py`
      import numpy as np
      from torch import FloatTensor
      t = «FloatTensor»([np.asarray(row) for row in rows])
    `,
    );

    finds(
      'a list that a function gives',
      py`
      import numpy
      import torch as th
      def read(files):
          return [numpy.loadtxt(f) for f in files]
      class Set:
          def load(self, files):
              self.x = «th.as_tensor»(read(files))
    `,
    );

    finds(
      'columns of a table',
      py`
      import pandas as pd
      import torch
      frame = pd.read_csv("a.csv")
      x = «torch.Tensor»([frame.to_numpy() for _ in range(20)])
    `,
    );

    finds(
      'a few arrays',
      py`
      import numpy as np
      import torch
      t = «torch.tensor»([np.zeros(3), np.ones(3)])
    `,
      { severity: 'hint' },
    );
  });

  describe('repairs', () => {
    const title = 'Stack the arrays first';

    repairs(
      'around the list, keeping other arguments',
      py`
      import numpy as np
      import torch
      t = «torch.tensor»(
          [np.load(f) for f in files],  # float64
          dtype=torch.float32,
      )
    `,
      {
        title,
        safe: true,
        gives: py`
        import numpy as np
        import torch
        t = torch.tensor(
            np.stack([np.load(f) for f in files]),  # float64
            dtype=torch.float32,
        )
      `,
      },
    );

    repairs(
      'with the import it needs',
      py`
      import torch
      from numpy import load
      t = «torch.tensor»([load(f) for f in files])
    `,
      {
        title,
        safe: true,
        gives: py`
        import torch
        from numpy import load
        import numpy as np
        t = torch.tensor(np.stack([load(f) for f in files]))
      `,
      },
    );
  });
});
