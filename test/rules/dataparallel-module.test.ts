import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('dataparallel-module');

describe('dataparallel-module', () => {
  describe('says nothing of', () => {
    silent(
      'a demonstration that only calls it',
      py`
      import torch
      from torch import nn
      net = nn.DataParallel(nn.Linear(3, 3))
      net.to("cuda")
      print(net(torch.randn(16, 3)).shape)
    `,
    );

    silent(
      'the other wrapper under this name',
      py`
      from torch.nn.parallel import DistributedDataParallel as DataParallel
      net = DataParallel(net)
    `,
    );

    silent(
      'a question about the class',
      py`
      import torch.nn as nn
      def unwrap(m):
          return m.module if isinstance(m, nn.DataParallel) else m
    `,
    );

    silent(
      'one GPU by its number',
      py`
      import torch
      net = torch.nn.DataParallel(net, device_ids=[0])
      other = torch.nn.DataParallel(net, [gpu])
    `,
    );

    silent(
      'a guard for one GPU',
      py`
      import torch
      if torch.cuda.device_count() == 1:
          net = torch.nn.DataParallel(net)
    `,
    );

    silent(
      'a script that has the other wrapper too',
      py`
      import torch
      if RANK == -1 and torch.cuda.device_count() > 1:
          model = torch.nn.DataParallel(model)
      if RANK != -1:
          model = torch.nn.parallel.DistributedDataParallel(model, device_ids=[RANK])
    `,
    );

    silent(
      'the way for what was not launched as several processes',
      py`
      import torch
      from shop import smart_ddp
      if rank == -1 and torch.cuda.device_count() > 1:
          model = torch.nn.DataParallel(model)
      elif rank != -1:
          model = smart_ddp(model)
    `,
    );

    silent(
      'a script that evaluates a checkpoint',
      py`
      import torch
      from torch.nn import DataParallel
      model = DataParallel(Net()).cuda()
      model.load_state_dict(torch.load("best.pt"))
      model.eval()
      with torch.no_grad():
          for x in loader:
              model(x)
    `,
    );

    silent(
      'a wrapper that is taken off again',
      py`
      import torch
      net = torch.nn.DataParallel(net).module
    `,
    );

    silent(
      "a program's own class of this name",
      py`
      from torch import nn
      class DataParallel(nn.Module):
          def forward(self, x):
              return x
      net = DataParallel(net)
    `,
    );

    silent(
      'a test, and a class of another package',
      py`
      import torch
      from shop.parallel import DataParallel
      def test_wrapping():
          assert torch.nn.DataParallel(net).module is net
      net = DataParallel(net)
    `,
    );

    silent(
      'other strategies of Lightning, and one from a configuration',
      py`
      import lightning as L
      L.Trainer(strategy="ddp", devices=2)
      L.Trainer(strategy=cfg.strategy)
      L.Trainer(**{"strategy": "fsdp"})
    `,
    );

    silent(
      'training on one picture at a time',
      py`
      import numpy as np
      import torch
      net = torch.nn.DataParallel(Net()).cuda()
      opt = torch.optim.Adam(net.parameters())
      picture = torch.from_numpy(np.reshape(np.load("x.npy"), (1, 3, 512, 512))).cuda()
      for step in range(1000):
          opt.zero_grad()
          loss = torch.nn.functional.cross_entropy(net(picture), target)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a choice beside DistributedDataParallel',
      py`
      import torch
      from torch.nn.parallel import DistributedDataParallel as DDP
      def wrap(net, many):
          return torch.nn.DataParallel(net) if many else DDP(net)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a model that is wrapped',
      py`
      import torch, torchvision
      model = «torch.nn.DataParallel»(torchvision.models.resnet50()).cuda()
      opt = torch.optim.Adam(model.parameters())
      for epoch in range(20):
          for x, y in loader:
              loss = crit(model(x), y)
              loss.backward()
              opt.step()
    `,
      { severity: 'warning', confidence: 'high', fixes: [] },
    );

    finds(
      'as a hint, a notebook, in which processes cannot be launched as from a shell',
      [
        py`
      import torch, torchvision
      model = «torch.nn.DataParallel»(torchvision.models.resnet50()).cuda()
      opt = torch.optim.Adam(model.parameters())
    `,
        py`
      for epoch in range(20):
          for x, y in loader:
              loss = crit(model(x), y)
              loss.backward()
              opt.step()
    `,
      ],
      { severity: 'hint' },
    );

    finds(
      'as a hint, a network of unknown size',
      py`
      import torch
      from shop import Net
      model = «torch.nn.DataParallel»(Net()).cuda()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a wrapper for those who ask for it',
      py`
      import torch, torchvision
      from shop import settings
      model = torchvision.models.resnet50().cuda()
      if settings.several:
          model = «torch.nn.DataParallel»(model)
      opt = torch.optim.Adam(model.parameters())
      for epoch in range(20):
          for x, y in loader:
              loss = crit(model(x), y)
              loss.backward()
              opt.step()
    `,
      { severity: 'hint' },
    );

    finds(
      'a wrapper behind a guard, by another name',
      py`
      import torch
      from torch.nn import DataParallel as DP
      from shop import net
      if torch.cuda.device_count() > 1:
          net = «DP»(net, device_ids=[0, 1])
    `,
    );

    finds(
      'training of a resumed checkpoint',
      py`
      import torch, argparse
      parser = argparse.ArgumentParser()
      parser.add_argument("--gpus", default="0,1")
      args = parser.parse_args()
      def main():
          net = build()
          net = «torch.nn.DataParallel»(net, device_ids=[int(i) for i in args.gpus.split(",")])
          net.load_state_dict(torch.load("last.pt"))
          optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
          for x, y in loader:
              loss = criterion(net(x), y)
              loss.backward()
              optimizer.step()
          net.eval()
      main()
    `,
    );

    finds(
      'an attribute in a class, once',
      py`
      from torch import nn
      class Net(nn.Module):
          def __init__(self, body):
              super().__init__()
              self.body = «nn.DataParallel»(body)
      first, second = Net(a), Net(b)
    `,
    );

    finds(
      'the function',
      py`
      from torch.nn.parallel import data_parallel
      for x, y in loader:
          loss = criterion(«data_parallel»(net, x, device_ids=ids), y)
          loss.backward()
          optimizer.step()
    `,
    );

    finds('a notebook', ['import torch.nn as nn', 'model = «nn.DataParallel»(model)\nmodel = model.to("cuda")']);

    finds(
      "Lightning's strategy, old and new",
      py`
      import pytorch_lightning as pl
      pl.Trainer(accelerator="gpu", devices=2, «strategy="dp"»)
      pl.Trainer(gpus=2, «accelerator='dp'»)
      options = dict(strategy="dp", devices=2)
      pl.Trainer(gpus=2, «distributed_backend="dp"»)
    `,
      { fixes: ['Train with one process for each GPU'], change: { distributed: 'ddp' } },
    );

    finds(
      'a strategy in a notebook, where processes cannot be launched',
      ['import lightning as L', 'L.Trainer(devices=2, «strategy="dp"»)'],
      {
        fixes: [],
        change: null,
      },
    );

    finds(
      'targets that are given another dimension',
      py`
      import torch
      net = «torch.nn.DataParallel»(Net()).cuda()
      opt = torch.optim.Adam(net.parameters())
      for x, y in loader:
          opt.zero_grad()
          loss = torch.nn.functional.mse_loss(net(x.cuda()), y.unsqueeze(0).cuda())
          loss.backward()
          opt.step()
    `,
    );
  });

  describe('repairs', () => {
    repairs(
      'the strategy of Lightning',
      py`
      import lightning as L
      trainer = L.Trainer(
          devices=2,
          «strategy='dp'»,  # two cards
      )
    `,
      {
        title: 'Train with one process for each GPU',
        safe: false,
        gives: py`
      import lightning as L
      trainer = L.Trainer(
          devices=2,
          strategy='ddp',  # two cards
      )
    `,
      },
    );
  });
});
