import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('gpu-unused');

describe('gpu-unused', () => {
  describe('says nothing of', () => {
    silent(
      'a remark that it is meant',
      py`
      import torch
      net = torch.nn.Conv2d(3, 8, 3)
      device = torch.device("cpu")  # the contest allows the CPU only
      net.to(device)
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      for x in loader:
          loss = net(x.to(device)).sum()
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'the CPU as a fallback',
      py`
      import torch
      net = torch.nn.Conv2d(3, 8, 3)
      device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      for x in loader:
          loss = net(x.to(device)).sum()
          loss.backward()
          opt.step()
    `,
    );
    silent(
      'a small network',
      py`
      import torch
      net = torch.nn.Linear(3, 8).to(torch.device("cpu"))
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      for x in loader:
          loss = net(x).sum()
          loss.backward()
          opt.step()
    `,
    );
    silent(
      'an inference',
      py`
      import torch
      net = torch.nn.Conv2d(3, 8, 3).to(torch.device("cpu"))
      for x in loader:
          print(net(x))
    `,
    );
    silent(
      'another choice on other machines',
      py`
      import torch
      net = torch.nn.Conv2d(3, 8, 3)
      if torch.backends.mps.is_available():
          device = torch.device("mps")
      else:
          device = torch.device("cpu")
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      for x in loader:
          loss = net(x.to(device)).sum()
          loss.backward()
          opt.step()
    `,
    );
    silent(
      'arguments that leave the choice open',
      py`
      from transformers import AutoModel, TrainingArguments
      from settings import cpu
      model = AutoModel.from_pretrained("bert-base-uncased")
      a = TrainingArguments("o", use_cpu=cpu)
      b = TrainingArguments("o", use_cpu=False)
    `,
    );

    silent(
      'a limit that a remark tells of',
      py`
      import torch
      device = torch.device("cpu")  # Competition constraint
      net = torch.nn.LSTM(3, 8).to(device)
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      for x in loader:
          loss = net(x.to(device))[0].sum()
          loss.backward()
          opt.step()
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a training by hand',
      py`
      import torch
      from torch import nn
      device = torch.device(«"cpu"»)
      net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU()).to(device)
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      for epoch in range(10):
          for x, y in loader:
              loss = nn.functional.cross_entropy(net(x.to(device)), y.to(device))
              loss.backward()
              opt.step()
    `,
      { severity: 'hint', confidence: 'medium', fixes: ['Use the GPU where there is one'] },
    );
    finds(
      'arguments of a Trainer',
      py`
      from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
      model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      args = TrainingArguments("o", «use_cpu=True»)
      Trainer(model=model, args=args, train_dataset=ds).train()
    `,
      { confidence: 'high', fixes: [] },
    );
    finds(
      'a Trainer of Lightning',
      py`
      import lightning as L
      from torch import nn

      class Net(L.LightningModule):
          def __init__(self):
              super().__init__()
              self.conv = nn.Conv2d(3, 8, 3)

      L.Trainer(«accelerator="cpu"», max_epochs=10).fit(Net(), loader)
    `,
    );
  });

  describe('repairs', () => {
    repairs(
      'the device',
      py`
      import torch
      dev = torch.device(«'cpu'»)  # for now
      net = torch.nn.LSTM(3, 8).to(dev)
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      for x in loader:
          loss = net(x.to(dev))[0].sum()
          loss.backward()
          opt.step()
    `,
      {
        title: 'Use the GPU where there is one',
        safe: false,
        gives: py`
        import torch
        dev = torch.device("cuda" if torch.cuda.is_available() else "cpu")  # for now
        net = torch.nn.LSTM(3, 8).to(dev)
        opt = torch.optim.SGD(net.parameters(), lr=0.1)
        for x in loader:
            loss = net(x.to(dev))[0].sum()
            loss.backward()
            opt.step()
      `,
      },
    );
  });
});
