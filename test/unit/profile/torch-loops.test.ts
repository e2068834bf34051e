import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf, runsOf } from './facts-of';

describe('Loops written with PyTorch', () => {
  it('are read through helpers of other modules that are given the settings', () => {
    const script = py`
      import argparse
      import torch
      from mylab.data import make_loaders
      from mylab.optim import pick_optimizer
      from mylab.view import ProgressBar
      def train(args, model):
          loader, _ = make_loaders(args.data_path, args.batch_size // args.gpus, num_workers=args.workers)
          optimizer = pick_optimizer(model, args.optimizer, settings["lr"])
          for epoch in range(args.epochs):
              bar = enumerate(loader)
              if args.verbose:
                  bar = ProgressBar(bar, total=len(loader))
              for i, (x, y) in bar:
                  loss = model(x, y)
                  optimizer.zero_grad()
                  loss.backward()
                  optimizer.step()
      parser = argparse.ArgumentParser()
      parser.add_argument("--data-path", default="corpora/birds525")
      parser.add_argument("--batch-size", type=int, default=24)
      parser.add_argument("--workers", type=int, default=6)
      parser.add_argument("--gpus", type=int, default=1)
      parser.add_argument("--epochs", type=int, default=14)
      parser.add_argument("--optimizer", default="LAMB")
      parser.add_argument("--verbose", action="store_true")
      train(parser.parse_args(), torch.nn.Linear(2, 2))
    `;
    assert.deepEqual(factsOf(script, ['batchSizePerDevice', 'numWorkers', 'epochs', 'optimizer', 'dataset']), {
      batchSizePerDevice: 24,
      numWorkers: 6,
      epochs: 14,
      optimizer: 'LAMB',
      dataset: 'birds525',
    });
  });

  it('keep the settings that are scaled by the number of processes', () => {
    const script = py`
      import math
      import torch
      from torch.utils.data import DataLoader
      from launcher import processes
      class Settings:
          lr = 0.004
          num_train_epochs = 7
      args = Settings()
      args.lr = args.lr * 64 * processes() / 512
      loader = DataLoader(rows, batch_size=64)
      steps = args.num_train_epochs * len(loader)
      args.num_train_epochs = math.ceil(steps / len(loader))
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.AdamW(model.parameters(), lr=args.lr)
      for epoch in range(args.num_train_epochs):
          for x in loader:
              model(x).sum().backward()
              optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['learningRate', 'epochs']), { learningRate: 0.004, epochs: 7 });
  });

  it('show each optimizer that a search tries', () => {
    const script = py`
      import optuna
      from torch import nn, optim
      def objective(trial):
          model = nn.Sequential(*[nn.Linear(4, 4) for _ in range(trial.suggest_int("depth", 1, 3))])
          kind = trial.suggest_categorical("optimizer", ["AdamW", "SGD"])
          optimizer = getattr(optim, kind)(model.parameters(), lr=0.05)
          for x in rows:
              model(x).sum().backward()
              optimizer.step()
      optuna.create_study().optimize(objective, n_trials=9)
    `;
    const [run] = runsOf(script);
    assert(run?.optimizer !== undefined && 'value' in run.optimizer);
    assert.equal(run.optimizer.value, 'adamw');
    assert.deepEqual(
      run.optimizer.alternatives?.map(({ value }) => value),
      ['sgd'],
    );
    assert.deepEqual(factsOf(script, ['model', 'learningRate', 'trials']), { model: 'MLP', learningRate: 0.05, trials: 9 });
  });

  it('name both networks that are trained against each other', () => {
    const script = py`
      import torch
      from torch import nn
      class Generator(nn.Module):
          def __init__(self):
              super().__init__()
              self.net = nn.ConvTranspose2d(8, 1, 4)
          def forward(self, z):
              return self.net(z)
      class Critic(nn.Module):
          def __init__(self):
              super().__init__()
              self.net = nn.Conv2d(1, 1, 4)
          def forward(self, x):
              return self.net(x)
      g, d = Generator(), Critic()
      optimizer = torch.optim.RMSprop(d.parameters(), lr=0.01)
      for step in range(100):
          loss = d(g(torch.randn(4, 8, 1, 1)).detach()).mean()
          optimizer.zero_grad()
          loss.backward()
          optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['model', 'maxSteps']), { model: 'GAN (Generator + Critic)', maxSteps: 100 });
  });

  it('take a module beside the script before a package of the same name', () => {
    const script = py`
      import torch
      from torch.utils.data import DataLoader
      from datasets import letters
      loader = DataLoader(letters(), batch_size=3)
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for x in loader:
          model(x).sum().backward()
          optimizer.step()
    `;
    const beside = py`
      import torchvision
      def letters():
          return torchvision.datasets.KMNIST(".")
    `;
    assert.deepEqual(factsOf(script, ['dataset']), { dataset: undefined });
    assert.deepEqual(factsOf(script, ['dataset'], { 'datasets.py': beside }), { dataset: 'kmnist' });
  });

  it('load weights where a name cannot be read', () => {
    const script = py`
      import torch
      from transformers import AutoModel
      def main(base):
          model = AutoModel.from_pretrained(base)
          optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
          for x in rows:
              model(x).sum().backward()
              optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['model', 'pretrained']), { model: undefined, pretrained: true });
  });

  it('do not take phases for epochs, nor candidates around counted steps', () => {
    const phases = py`
      import torch
      from torch.utils.data import DataLoader
      loaders = {"train": DataLoader(rows, batch_size=5), "val": DataLoader(others, batch_size=5)}
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for epoch in range(11):
          for phase in ["train", "val"]:
              for x in loaders[phase]:
                  loss = model(x).sum()
                  if phase == "train":
                      loss.backward()
                      optimizer.step()
    `;
    const [run] = runsOf(phases);
    assert.deepEqual(factsOf(phases, ['epochs', 'maxSteps']), { epochs: 11, maxSteps: undefined });
    assert.equal(run?.repeats?.value, 1);
    const steps = py`
      import torch
      def train(rate, steps):
          model = torch.nn.Linear(2, 2)
          optimizer = torch.optim.SGD(model.parameters(), lr=rate)
          for step in range(steps):
              model(rows).sum().backward()
              optimizer.step()
      for fold in range(3):
          for rate in [0.1, 0.2]:
              train(rate, 30)
    `;
    assert.deepEqual(factsOf(steps, ['epochs', 'maxSteps']), { epochs: undefined, maxSteps: 30 });
    assert.equal(runsOf(steps)[0]?.repeats?.value, 6);
  });

  it('are of the data set that a collection is asked for, and of no cache', () => {
    const loop = `
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x in loader:
    model(x).sum().backward()
    optimizer.step()
`;
    const start = 'import torch\nfrom torch.utils.data import DataLoader\n';
    const cora = 'from torch_geometric.datasets import Planetoid\nloader = DataLoader(Planetoid("data", name="Cora"), batch_size=1)\n';
    assert.deepEqual(factsOf(start + cora + loop, ['dataset']), { dataset: 'Cora' });
    const cached = 'import datasets\nloader = DataLoader(datasets.load_from_disk("./cache"), batch_size=1)\n';
    assert.deepEqual(factsOf(start + cached + loop, ['dataset']), { dataset: undefined });
  });

  it('go down the gradient without an optimizer', () => {
    const script = py`
      import torch
      lr = 0.02
      model = torch.nn.Sequential(torch.nn.Linear(4, 2))
      for t in range(70):
          loss = model(x).sum()
          model.zero_grad()
          loss.backward()
          with torch.no_grad():
              for weight in model.parameters():
                  weight -= lr * weight.grad
    `;
    assert.deepEqual(factsOf(script, ['model', 'maxSteps', 'optimizer', 'learningRate']), {
      model: 'MLP',
      maxSteps: 70,
      optimizer: 'sgd',
      learningRate: 0.02,
    });
  });

  it('end after so many steps, whatever goes around them', () => {
    const script = py`
      import torch
      from torch.utils.data import DataLoader
      loader = DataLoader(rows, batch_size=4)
      model = torch.nn.Linear(4, 2)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      step = 0
      while step < 9000:
          for x in loader:
              model(x).sum().backward()
              optimizer.step()
              step += 1
    `;
    assert.deepEqual(factsOf(script, ['epochs', 'maxSteps']), { epochs: undefined, maxSteps: 9000 });
  });

  it('leave open which of many networks a required setting picks', () => {
    const script = py`
      import torch
      import torchvision
      if settings.net == "a":
          net = torchvision.models.resnet18()
      elif settings.net == "b":
          net = torchvision.models.vgg16()
      else:
          net = torchvision.models.densenet121()
      optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
      for x in rows:
          net(x).sum().backward()
          optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['model', 'optimizer']), { model: undefined, optimizer: 'sgd' });
  });

  it('are of the data set that a class is written for, if its name tells one', () => {
    const loop = (name: string): string => `
import torch
from torch.utils.data import DataLoader, Dataset
class ${name}(Dataset):
    def __init__(self, rows):
        self.rows = rows
    def __getitem__(self, i):
        return self.rows[i]
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x in DataLoader(${name}(rows), batch_size=2):
    model(x).sum().backward()
    optimizer.step()
`;
    assert.deepEqual(factsOf(loop('CarvanaImageDataset'), ['dataset']), { dataset: 'Carvana' });
    assert.deepEqual(factsOf(loop('MyCustomImageDataset'), ['dataset']), { dataset: undefined });
  });

  it('count epochs from where a run may be taken up again, at the rate of the command line where steps write it', () => {
    const script = (made: string): string => `
import argparse
import torch
from elsewhere import restored
parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=40)
parser.add_argument("--lr", type=float, default=0.0007)
args = parser.parse_args()
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.AdamW(${made})
begin = 0 if args.lr > 1 else restored("epoch")
for epoch in range(begin, args.epochs):
    for step, batch in enumerate(loader):
        for group in optimizer.param_groups:
            group["lr"] = schedule[step]
        model(batch).sum().backward()
        optimizer.step()
`;
    const asked = ['epochs', 'learningRate'] as const;
    assert.deepEqual(factsOf(script('model.parameters()'), asked), { epochs: 40, learningRate: 0.0007 });
    assert.deepEqual(factsOf(script('model.parameters(), lr=0.5'), asked), { epochs: 40, learningRate: 0.5 });
  });

  it('train the network whose method gives the loss, and what stands in a wrapper', () => {
    const script = (loss: string): string => `
import torch
class Tower(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.words = torch.nn.Embedding(9, 4)
    def forward(self, x):
        return self.words(x)
    def loss_of(self, x):
        return self.words(x).sum()
class CropWrapper(torch.nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = backbone
    def forward(self, x):
        return self.backbone(x)
tower, wrapped = Tower(), CropWrapper(Tower())
optimizer = torch.optim.SGD(tower.parameters(), lr=0.1)
for batch in loader:
    loss = ${loss}
    loss.backward()
    optimizer.step()
`;
    assert.deepEqual(factsOf(script('tower.loss_of(batch)'), ['model']), { model: 'Tower' });
    assert.deepEqual(factsOf(script('wrapped(batch).sum()'), ['model']), { model: 'Tower' });
  });

  it('take neither loader nor data from what tests', () => {
    const script = py`
      import pandas as pd
      import torch
      from torch.utils.data import DataLoader
      class TestScores:
          def run(self):
              rows = pd.read_csv("held_back.csv")
              return DataLoader(rows, batch_size=1, num_workers=2)
      def fit(loader):
          model = torch.nn.Linear(2, 2)
          optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
          for batch in loader:
              model(batch).sum().backward()
              optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['batchSizePerDevice', 'numWorkers', 'dataset']), {
      batchSizePerDevice: undefined,
      numWorkers: undefined,
      dataset: undefined,
    });
  });

  const loop = (made: string, steps = 'loss.backward()\n    optimizer.step()'): string => `
import argparse
import os
import platform
import sys
import torch
from torch.cuda.amp import GradScaler, autocast
model = torch.nn.Linear(2, 2)
${made}
for batch in loader:
    loss = model(batch).sum()
    ${steps}
`;

  it('go by the optimizer that a class of the program is put around', () => {
    const script = loop(`
class Anchored(torch.optim.Optimizer):
    def __init__(self, inner):
        super().__init__(inner.param_groups, inner.defaults)
        self.inner = inner
    def step(self):
        self.inner.step()
optimizer = Anchored(torch.optim.RMSprop(model.parameters(), lr=0.02))`);
    assert.deepEqual(factsOf(script, ['optimizer', 'learningRate']), { optimizer: 'rmsprop', learningRate: 0.02 });
  });

  it('take a learning rate of zero for one that is set elsewhere', () => {
    const rate = (made: string): unknown => factsOf(loop(made), ['learningRate']);
    assert.deepEqual(rate('optimizer = torch.optim.SGD(model.parameters(), lr=0)'), { learningRate: undefined });
    assert.deepEqual(rate('from elsewhere import Slope\noptimizer = Slope(model.parameters(), lr=0)'), { learningRate: undefined });
  });

  it('take what holds on Linux where the operating system decides', () => {
    const workers = (test: string, first: number, then: number): unknown =>
      factsOf(
        loop(`
if ${test}:
    workers = ${first}
else:
    workers = ${then}
loader = torch.utils.data.DataLoader(rows, batch_size=4, num_workers=workers)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)`),
        ['numWorkers'],
      );
    for (const other of [
      'platform.system() == "Windows"',
      'os.name == "nt"',
      'sys.platform.startswith("win")',
      'sys.platform in ("win32", "darwin")',
    ]) {
      assert.deepEqual(workers(other, 0, 6), { numWorkers: 6 }, other);
    }
    for (const linux of ['platform.system() == "Linux"', 'os.name != "nt"', 'not sys.platform.startswith("win")']) {
      assert.deepEqual(workers(linux, 6, 0), { numWorkers: 6 }, linux);
    }
  });

  it('are in plain float32 where a scaler is made and only a branch that is not taken would use it', () => {
    const setting = `
parser = argparse.ArgumentParser()
parser.add_argument("--fp16", action="store_true")
args = parser.parse_args()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scaler = GradScaler()`;
    const used = 'scaler.scale(loss).backward()\n        scaler.step(optimizer)\n        scaler.update()';
    const plain = 'loss.backward()\n        optimizer.step()';
    const branches = (test: string): string => loop(setting, `if ${test}:\n        ${used}\n    else:\n        ${plain}`);
    assert.deepEqual(factsOf(branches('args.fp16'), ['precision']), { precision: 'fp32' });
    assert.deepEqual(factsOf(branches('not args.fp16'), ['precision']), { precision: 'amp-fp16' });
  });
});
