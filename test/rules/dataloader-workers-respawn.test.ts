import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('dataloader-workers-respawn');

describe('dataloader-workers-respawn', () => {
  describe('says nothing of', () => {
    silent(
      'workers that are kept, and none',
      py`
      from torch.utils.data import DataLoader
      a = DataLoader(ds, num_workers=8, persistent_workers=True)
      b = DataLoader(ds, num_workers=0)
      for epoch in range(9):
          for x in a:
              step(x)
          for x in b:
              step(x)
    `,
    );

    silent(
      'a single pass, and one a fold',
      py`
      from torch.utils.data import DataLoader
      loader = DataLoader(ds, num_workers=8)
      vectors = [embed(x) for x in loader]
      for fold in range(5):
          part = DataLoader(folds[fold], num_workers=4)
          for x in part:
              step(x)
      for epoch in range(1):
          for x in loader:
              step(x)
    `,
    );

    silent(
      'a data set that changes',
      py`
      from torch.utils.data import DataLoader
      for epoch in range(9):
          ds = stage(epoch)
          for x in DataLoader(ds, num_workers=4):
              step(x)
    `,
    );

    silent(
      'workers that are not known',
      py`
      from torch.utils.data import DataLoader
      loader = DataLoader(ds, num_workers=cfg.workers)
      other = DataLoader(ds, num_workers=4, **options)
      for epoch in range(9):
          for x in loader:
              step(x)
          for x in other:
              step(x)
    `,
    );

    silent(
      'a trainer that goes over the data once',
      py`
      from transformers import TrainingArguments
      a = TrainingArguments("out", num_train_epochs=1, dataloader_num_workers=4)
      b = TrainingArguments("out", max_steps=500, dataloader_num_workers=4)
      c = TrainingArguments("out", dataloader_num_workers=4, dataloader_persistent_workers=True)
      d = TrainingArguments("out")
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a loader that a function goes over in each epoch',
      py`
      import torch.utils.data as data
      def train(loader):
          for i, (x, y) in enumerate(loader):
              step(x, y)
      def main():
          train_loader = «data.DataLoader»(ds, 32, True, num_workers=4)
          for epoch in range(args.epochs):
              train(train_loader)
      main()
    `,
      { severity: 'hint', fixes: ['Keep the worker processes'] },
    );

    finds(
      'a loader made again of the same data',
      py`
      from torch.utils.data import DataLoader
      ds = Tiles("t")
      for epoch in range(9):
          loader = «DataLoader»(ds, shuffle=True, num_workers=4)
          for x in loader:
              step(x)
    `,
      { message: /made anew/, fixes: [] },
    );

    finds(
      'a loader that a Lightning trainer is given',
      py`
      import lightning as L
      from torch.utils.data import DataLoader
      loader = «DataLoader»(ds, num_workers=4)
      once = DataLoader(ds, num_workers=4)
      L.Trainer(max_epochs=20).fit(model, loader)
      L.Trainer(max_epochs=1).fit(model, train_dataloaders=once)
    `,
    );

    finds(
      'the arguments of a trainer',
      py`
      from transformers import TrainingArguments
      args = «TrainingArguments»("out", num_train_epochs=10, dataloader_num_workers=8)
      more = «TrainingArguments»("out", dataloader_num_workers=8)
    `,
    );
  });

  describe('repairs', () => {
    const title = 'Keep the worker processes';

    repairs(
      'with the number of an option',
      py`
      import argparse
      from torch.utils.data import DataLoader
      parser = argparse.ArgumentParser()
      parser.add_argument("--workers", type=int, default=4)
      args = parser.parse_args()
      loader = «DataLoader»(
          ds,
          num_workers=args.workers,
      )
      for epoch in range(9):
          for x in loader:
              step(x)
    `,
      {
        title,
        safe: false,
        gives: py`
        import argparse
        from torch.utils.data import DataLoader
        parser = argparse.ArgumentParser()
        parser.add_argument("--workers", type=int, default=4)
        args = parser.parse_args()
        loader = DataLoader(
            ds,
            num_workers=args.workers,
            persistent_workers=args.workers > 0,
        )
        for epoch in range(9):
            for x in loader:
                step(x)
      `,
      },
    );

    repairs(
      'the arguments of a trainer',
      py`
      from transformers import Seq2SeqTrainingArguments
      args = «Seq2SeqTrainingArguments»("out", dataloader_num_workers=8)
    `,
      {
        title,
        safe: false,
        gives: py`
        from transformers import Seq2SeqTrainingArguments
        args = Seq2SeqTrainingArguments("out", dataloader_num_workers=8, dataloader_persistent_workers=True)
      `,
      },
    );
  });
});
