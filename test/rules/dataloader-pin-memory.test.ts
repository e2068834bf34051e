import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('dataloader-pin-memory');

describe('dataloader-pin-memory', () => {
  describe('says nothing of', () => {
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
