import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('tensor-created-on-cpu');

describe('tensor-created-on-cpu', () => {
  describe('says nothing of', () => {
    silent(
      'a tensor made on the device',
      py`
      import torch
      from shop import loader, device
      for x in loader:
          m = torch.zeros(3, device=device)
    `,
    );

    silent(
      'outside of loops',
      py`
      import torch
      from shop import device
      m = torch.zeros(3).to(device)
    `,
    );

    silent(
      'data that comes from the host',
      py`
      import torch
      from shop import loader, device
      for x in loader:
          y = torch.tensor(x).to(device)
    `,
    );

    silent(
      'a type',
      py`
      import torch
      from shop import loader
      for x in loader:
          y = torch.zeros(3).to(torch.float16)
    `,
    );

    silent(
      'another tensor',
      py`
      import torch
      from shop import loader
      for x in loader:
          y = torch.zeros(3).to(x)
    `,
    );

    silent(
      'a comprehension',
      py`
      import torch
      from shop import device, sizes
      ys = [torch.zeros(n).to(device) for n in sizes]
    `,
    );

    silent(
      'a test',
      py`
      import torch
      def test_move(device):
          for n in range(10):
              torch.zeros(n).to(device)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a loop',
      py`
      import torch as th
      from shop import loader, device
      for x in loader:
          m = «th.zeros»(x.size(0), 3).to(device)
    `,
      { severity: 'hint', fixes: ['Make it on the device'] },
    );

    finds(
      'the forward pass of a module',
      py`
      import torch
      from torch import nn
      class Net(nn.Module):
          def forward(self, x):
              h = «torch.randn»(1, 8).cuda()
              return x + h
    `,
    );

    finds(
      'an attribute',
      py`
      import torch
      class Agent:
          def run(self):
              for t in range(1000):
                  e = «torch.full»((3,), 0.5).to(self.device)
    `,
    );
  });

  describe('repairs', () => {
    repairs(
      'a fill',
      py`
      import torch
      from shop import loader, device
      for x in loader:
          m = «torch.ones»(3, dtype=torch.bool).to(device)  # mask
    `,
      {
        title: 'Make it on the device',
        safe: true,
        gives: py`
      import torch
      from shop import loader, device
      for x in loader:
          m = torch.ones(3, dtype=torch.bool, device=device)  # mask
    `,
      },
    );

    repairs(
      'random numbers',
      py`
      import torch
      from shop import loader
      for x in loader:
          n = «torch.randn»(3).cuda()
    `,
      {
        title: 'Make it on the device',
        safe: false,
        gives: py`
      import torch
      from shop import loader
      for x in loader:
          n = torch.randn(3, device="cuda")
    `,
      },
    );
  });
});
