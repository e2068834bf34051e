import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('dataloader-pin-memory');

describe('dataloader-pin-memory', () => {
  describe('says nothing of', () => {
    silent(
      'a Trainer on the CPU, or one that pins',
      'from transformers import TrainingArguments\nTrainingArguments("a", dataloader_pin_memory=False, use_cpu=True)\n' +
        'TrainingArguments("b", dataloader_pin_memory=True)\nTrainingArguments("c", dataloader_pin_memory=args.pin)\n',
    );
    silent(
      'pinned memory',
      py`
      from torch.utils.data import DataLoader
      for x in DataLoader(ds, num_workers=4, pin_memory=True):
          step(x.cuda())
    `,
    );

    silent(
      'the CPU, and a device that is not known',
      py`
      import torch
      from torch.utils.data import DataLoader
      a = DataLoader(ds)
      for x in a:
          step(x.to("cpu"))
      def run(device):
          for x in DataLoader(ds):
              step(x.to(device))
    `,
    );

    silent(
      "Apple's GPU",
      py`
      import torch
      from torch.utils.data import DataLoader
      device = "cuda" if torch.cuda.is_available() else "mps"
      model.to("mps")
      for x in DataLoader(ds):
          step(x.to(device))
    `,
    );

    silent(
      'samples that are on the device already',
      py`
      import torch
      from torch.utils.data import DataLoader, TensorDataset
      ds = TensorDataset(torch.zeros(9, 3).cuda())
      for (x,) in DataLoader(ds):
          step(x.cuda())
    `,
    );

    silent(
      'a loader whose batches stay, and keywords from elsewhere',
      py`
      from torch.utils.data import DataLoader
      model.cuda()
      for x in DataLoader(ds):
          print(x.shape)
      for x in DataLoader(ds, **options):
          step(x.cuda())
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a Trainer that is told not to pin',
      'from transformers import Seq2SeqTrainingArguments\na = Seq2SeqTrainingArguments("a", «dataloader_pin_memory=False»)\n',
      { severity: 'hint', fixes: ['Pin the memory of batches'], change: { pinMemory: true } },
    );
    finds(
      'batches moved with cuda()',
      py`
      from torch.utils.data import DataLoader
      loader = «DataLoader»(ds, batch_size=8, num_workers=4)
      for i, (x, y) in enumerate(loader):
          x, y = x.cuda(), y.cuda()
          step(x, y)
    `,
      { severity: 'hint', change: { pinMemory: true } },
    );

    finds(
      'batches moved to a device by a function',
      py`
      import torch
      from torch.utils.data import DataLoader
      device = torch.device("cuda:0" if torch.cuda.is_available() else "cpu")
      def train(loader, device):
          for batch in loader:
              loss = model(batch["x"].to(device))
      train(«DataLoader»(ds, pin_memory=False), device)
    `,
    );

    finds('a loader of a notebook', [
      'from torch.utils.data import DataLoader\nimport torch\nloader = «DataLoader»(ds)',
      'for x in loader:\n    step(x.to(device="cuda"))',
    ]);
  });

  describe('of pinned batches', () => {
    const train = (copy: string, pin = 'True'): string => `import torch
from torch.utils.data import DataLoader
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
net = make().to(device)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
loader = DataLoader(ds, num_workers=4, pin_memory=${pin})
for epoch in range(9):
    for x, y in loader:
        ${copy}
        loss = torch.nn.functional.cross_entropy(net(x), y)
        loss.backward()
        optimizer.step()
`;
    silent('says nothing of a copy that does not wait', train('x, y = x.to(device, non_blocking=True), y.cuda(0, True)'));
    silent('says nothing where one of the copies does not', train('x = x.to(device, non_blocking=True)\n        y = y.to(device)'));
    silent('says nothing of a choice', train('x, y = x.to(device, **options), y.to(device, non_blocking=fast)'));
    silent('says nothing where pinning is not known', train('x, y = x.to(device), y.to(device)', 'args.pin'));
    silent('says nothing of results', train('z = net(x).to(device)'));

    finds('finds one that waits', train('x, y = x.«to»(device), y.to(device)'), { severity: 'hint', message: /non_blocking=True/ });
    finds('finds it where memory is pinned for a GPU', train('x = x.«cuda»()', 'torch.cuda.is_available()'));
    finds(
      'finds it through settings in a dict and a function',
      py`
      import torch
      from torch.utils.data import DataLoader

      def train(model, device, loader, optimizer):
          for index, (data, target) in enumerate(loader):
              data, target = data.«to»(device), target.to(device)
              loss = torch.nn.functional.nll_loss(model(data), target)
              loss.backward()
              optimizer.step()

      use_accel = torch.accelerator.is_available()
      device = torch.accelerator.current_accelerator() if use_accel else torch.device("cpu")
      settings = {"batch_size": 64}
      if use_accel:
          settings.update({"num_workers": 1, "pin_memory": True})
      model = make().to(device)
      train(model, device, DataLoader(ds, **settings), torch.optim.SGD(model.parameters(), lr=0.1))
    `,
    );
    repairs('changes every copy of the loop', train('x, y = x.«to»(device), y.to(device)'), {
      title: 'Copy without waiting',
      safe: false,
      gives: train('x, y = x.to(device, non_blocking=True), y.to(device, non_blocking=True)'),
    });
  });

  describe('repairs', () => {
    repairs(
      'with the import it needs',
      py`
      from torch.utils.data import DataLoader
      loader = «DataLoader»(
          ds,
          num_workers=4,  # eight cores
      )
      for x in loader:
          step(x.cuda())
    `,
      {
        title: 'Pin the memory of batches where there is a GPU',
        safe: false,
        gives: py`
        from torch.utils.data import DataLoader
        import torch
        loader = DataLoader(
            ds,
            num_workers=4,  # eight cores
            pin_memory=torch.cuda.is_available(),
        )
        for x in loader:
            step(x.cuda())
      `,
      },
    );
  });
});
