import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('loss-graph-retained');

describe('loss-graph-retained', () => {
  describe('says nothing of', () => {
    silent(
      'a sum of losses within one forward pass',
      py`
      import torch
      class Net(torch.nn.Module):
          def __init__(self):
              super().__init__()
              self.a = torch.nn.Linear(8, 8)
              self.b = torch.nn.Linear(8, 8)
          def forward(self, x):
              penalty = self.a(x).mean()
              penalty += self.b(x).mean()
              return x, penalty
      net = Net()
      opt = torch.optim.Adam(net.parameters())
      def train(x):
          opt.zero_grad()
          out, penalty = net(x)
          loss = out.mean() + 4.0 * penalty
          loss.backward()
          opt.step()
      for epoch in range(100):
          train(x)
    `,
    );

    silent(
      'a detached sum',
      py`
      from shop import model, loader, opt, criterion
      total = 0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total += loss.detach()
    `,
    );

    silent(
      'a number',
      py`
      from shop import model, loader, opt, criterion
      total = 0.0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total += loss.item() * x.size(0)
    `,
    );

    silent(
      'a number by float',
      py`
      from shop import model, loader, opt, criterion
      losses = []
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          losses.append(float(loss))
    `,
    );

    silent(
      'data of the loss',
      py`
      from shop import model, loader, opt, criterion
      total = 0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total += loss.data
    `,
    );

    silent(
      'hits, which have no gradient',
      py`
      from shop import model, loader, opt, criterion
      hits = 0
      for x, y in loader:
          out = model(x)
          loss = criterion(out, y)
          loss.backward()
          opt.step()
          pred = out.argmax(1)
          hits += (pred == y).sum()
    `,
    );

    silent(
      'a sum that is differentiated',
      py`
      from shop import model, loader, opt, criterion
      for x, y in loader:
          total = 0
          for head in heads:
              total += criterion(head(x), y)
          total.backward()
          opt.step()
    `,
    );

    silent(
      'a sum that is differentiated through another name',
      py`
      from shop import model, loader, opt, criterion
      total = 0
      for i, (x, y) in enumerate(loader):
          loss = criterion(model(x), y)
          total = total + loss
          mean = total / 4
          mean.backward(retain_graph=True)
          opt.step()
    `,
    );

    silent(
      'a window of accumulated gradients',
      py`
      from shop import model, loader, opt, criterion
      running = 0
      for i, (x, y) in enumerate(loader):
          loss = criterion(model(x), y)
          loss.backward()
          running += loss
          if i % 8 == 0:
              opt.step()
              running = 0
    `,
    );

    silent(
      'a list that is cleared in the loop',
      py`
      from shop import model, loader, opt, criterion
      window = []
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          window.append(loss)
          if len(window) > 10:
              print(window[-1])
              window.clear()
    `,
    );

    silent(
      'every hundredth step',
      py`
      from shop import model, loader, opt, criterion
      log = []
      for i, (x, y) in enumerate(loader):
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          if i % 100 == 0:
              log.append(loss)
    `,
    );

    silent(
      'an evaluation without gradients',
      py`
      import torch
      from shop import model, loader
      model.eval()
      outs = []
      with torch.inference_mode():
          for x in loader:
              outs.append(model(x))
    `,
    );

    silent(
      'an evaluation in a decorated function',
      py`
      import torch
      @torch.no_grad()
      def predict(model, loader):
          model.eval()
          outs = []
          for x in loader:
              outs.append(model(x))
          return outs
    `,
    );

    silent(
      'outputs that leave the device as numbers',
      py`
      from shop import model, loader
      model.eval()
      outs = []
      for x in loader:
          outs.append(model(x).argmax(-1))
    `,
    );

    silent(
      'a frame that evaluates',
      py`
      import pandas as pd
      from shop import rows
      df = pd.DataFrame()
      outs = []
      for r in rows:
          outs.append(df.eval(r))
    `,
    );

    silent(
      'a share of a mix',
      py`
      from shop import model, loader, opt, criterion
      import numpy as np
      shares = 0
      for x, y in loader:
          x, share = mixup_data(x, y)
          loss = criterion(model(x), y) * share
          loss.backward()
          opt.step()
          shares += share
    `,
    );

    silent(
      'a sum under no_grad',
      py`
      import torch
      total = torch.zeros(2)
      for x, y in loader:
          loss = crit(model(x), y)
          loss.backward()
          opt.step()
          with torch.no_grad():
              total[0] += loss * x.size(0)
    `,
    );

    silent(
      'a meter that counts what it is given',
      py`
      import torch
      from monai.metrics import CumulativeAverage
      seen = CumulativeAverage()
      for x, y in loader:
          loss = crit(model(x), y)
          loss.backward()
          opt.step()
          seen.append(loss, count=x.shape[0])
    `,
    );

    silent(
      'what a processor prepares beside an evaluated model',
      py`
      import torch
      from shop import model, processor, rows
      model.eval()
      processor.eval()
      kept = []
      for row in rows:
          inputs = processor(text=row, return_tensors="pt")
          kept.append(inputs["images"])
    `,
    );
  });

  describe('finds', () => {
    finds(
      'results that a list takes up one by one',
      py`
      import torch
      from shop import crit, loader, net
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      outs = []
      for x, y in loader:
          out = net(x)
          loss = crit(out, y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          outs.extend(«out»)
    `,
    );

    finds(
      'a sum in training',
      py`
      from shop import model, loader, opt, criterion
      total = 0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total += «loss»
    `,
      { severity: 'hint', confidence: 'high', fixes: ['Detach it'] },
    );

    finds(
      'a weighted sum',
      py`
      from shop import model, loader, opt, criterion
      total = 0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total += «loss * x.size(0)»
    `,
    );

    finds(
      'a sum written out, in a method',
      py`
      import torch.nn.functional as F
      class Trainer:
          def fit(self, dl):
              for xb, yb in dl:
                  l = F.cross_entropy(self.net(xb), yb)
                  self.opt.zero_grad()
                  l.backward()
                  self.opt.step()
                  self.running = self.running + «l»
    `,
    );

    finds(
      'a list in a dict',
      py`
      from shop import model, loader, opt, criterion
      history = {"loss": []}
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          history["loss"].append(«loss»)
    `,
    );

    finds(
      'outputs in training',
      py`
      from shop import model, loader, opt, criterion
      outs = []
      for x, y in loader:
          out = model(x)
          loss = criterion(out, y)
          loss.backward()
          opt.step()
          outs.append(«out.softmax(-1)»)
    `,
    );

    finds(
      'outputs of an evaluation',
      py`
      import torchvision
      from shop import loader
      model = torchvision.models.resnet50().cuda()
      model.eval()
      outs = []
      for x, _ in loader:
          outs.append(«model(x)»)
    `,
      { severity: 'warning' },
    );

    finds(
      'as a hint, losses of an evaluation of a model of unknown size',
      py`
      import torch
      def validate(model, loader, criterion):
          model.eval()
          total = 0
          for x, y in loader:
              out = model(x)
              total += «criterion(out, y)»
          return total / len(loader)
    `,
      { severity: 'hint', message: /no_grad/ },
    );

    finds('a cell of a notebook', [
      py`
      from shop import model, loader, opt, criterion
    `,
      py`
      total = 0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total += «loss»
    `,
    ]);
  });

  describe('repairs', () => {
    repairs(
      'a name',
      py`
      from shop import model, loader, opt, criterion
      total = 0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total += «loss»  # sum
    `,
      {
        title: 'Detach it',
        safe: false,
        gives: py`
      from shop import model, loader, opt, criterion
      total = 0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total += loss.detach()  # sum
    `,
      },
    );

    repairs(
      'an expression',
      py`
      from shop import model, loader, opt, criterion
      total = 0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total += «loss * 2»
    `,
      {
        title: 'Detach it',
        safe: false,
        gives: py`
      from shop import model, loader, opt, criterion
      total = 0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total += (loss * 2).detach()
    `,
      },
    );

    repairs(
      'a sum written out',
      py`
      from shop import model, loader, opt, criterion
      total = 0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total = total + «loss»
    `,
      {
        title: 'Detach it',
        safe: false,
        gives: py`
      from shop import model, loader, opt, criterion
      total = 0
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          total = total + loss.detach()
    `,
      },
    );

    repairs(
      'a call',
      py`
      from shop import model, loader
      model.eval()
      outs = []
      for x in loader:
          outs.append(«model(x)»)
    `,
      {
        title: 'Detach it',
        safe: false,
        gives: py`
      from shop import model, loader
      model.eval()
      outs = []
      for x in loader:
          outs.append(model(x).detach())
    `,
      },
    );
  });
});
