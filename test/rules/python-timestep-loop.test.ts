import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('python-timestep-loop');

describe('python-timestep-loop', () => {
  describe('says nothing of', () => {
    silent(
      'a lesson at the top level',
      py`
      import torch
      from torch.nn import GRUCell
      cell = GRUCell(4, 4)
      xs = torch.randn(10, 2, 4)
      h = torch.zeros(2, 4)
      for x in xs:
          h = cell(x, h)
    `,
    );

    silent(
      'a layer',
      py`
      import torch
      layer = torch.nn.LSTM(8, 16)
      for x in batches:
          layer(x)
    `,
    );

    silent(
      'an output that is fed back',
      py`
      import torch
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.cell = nn.LSTMCell(8, 16)
              self.out = nn.Linear(16, 8)
          def forward(self, x, h, c):
              y = x[:, 0]
              for t in range(20):
                  h, c = self.cell(y, (h, c))
                  y = self.out(h)
              return y
    `,
    );

    silent(
      'teacher forcing beside a projection',
      py`
      import torch
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.cell = nn.LSTMCell(8, 16)
              self.out = nn.Linear(16, 8)
          def forward(self, x, h, c):
              for t in range(x.size(1)):
                  h, c = self.cell(x[:, t], (h, c))
                  y = self.out(h)
              return y
    `,
    );

    silent(
      'a single step',
      py`
      import torch
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.cell = nn.LSTMCell(8, 16)
              self.out = nn.Linear(16, 8)
          def forward(self, x, h, c):
              return self.cell(x, (h, c))
    `,
    );

    silent(
      'a test',
      py`
      import torch
      def test_cell(xs):
          cell = torch.nn.GRUCell(8, 8)
          h = None
          for x in xs:
              h = cell(x, h)
    `,
    );

    silent(
      'a lesson on cells in a main function',
      py`
      import torch
      from torch import nn
      def main():
          cell = nn.GRUCell(100, 20)
          h = torch.zeros(3, 20)
          for x in torch.randn(10, 3, 100):
              h = cell(x, h)
          print(h.shape)
      main()
    `,
    );
  });

  describe('finds', () => {
    finds(
      'steps by index',
      py`
      import torch
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.cell = nn.LSTMCell(8, 16)
              self.out = nn.Linear(16, 8)
          def forward(self, x, h, c):
              hs = []
              «for t in range(x.shape[1])»:
                  h, c = self.cell(x[:, t, :], (h, c))
                  hs.append(h)
              return torch.stack(hs)
    `,
      { severity: 'hint', fixes: [] },
    );

    finds(
      'steps of an unbound tensor',
      py`
      import torch
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.cell = nn.LSTMCell(8, 16)
              self.out = nn.Linear(16, 8)
          def forward(self, x, h, c):
              «for step in x.unbind(1)»:
                  h, c = self.cell(step, (h, c))
              return h
    `,
    );

    finds(
      'a function',
      py`
      from torch.nn import GRUCell
      cell = GRUCell(4, 4)
      def encode(xs, h):
          «for x in xs»:
              h = cell(x, h)
          return h
    `,
    );
  });
});
