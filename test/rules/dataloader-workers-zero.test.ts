import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('dataloader-workers-zero');

describe('dataloader-workers-zero', () => {
  describe('says nothing of', () => {
    silent(
      'batches of which a picture is shown to somebody',
      py`
      import matplotlib.pyplot as plt
      from torch.utils.data import DataLoader
      from torchvision import datasets
      loader = DataLoader(datasets.ImageFolder("photos"), batch_size=2)
      for images, labels in loader:
          picture = invert(images[0])
          plt.imshow(picture)
          plt.show()
    `,
    );

    silent(
      'data from elsewhere that are called tensors',
      py`
      from torch.utils.data import DataLoader
      def run(context):
          train_data = context["train_tensors"]
          loader = DataLoader(train_data, batch_size=8)
          train_on(loader)
    `,
    );

    silent(
      'samples that are put on the GPU as they are read',
      py`
      import torch
      from PIL import Image
      from torch.utils.data import DataLoader, Dataset, random_split
      device = torch.device("cuda")
      class Photos(Dataset):
          def __init__(self, paths):
              self.paths = paths
          def __len__(self):
              return len(self.paths)
          def __getitem__(self, index):
              return read(Image.open(self.paths[index])).to(device)
      train, held = random_split(Photos(paths), [80, 20])
      loader = DataLoader(train, batch_size=8)
      for batch in loader:
          train_on(batch)
    `,
    );

    silent(
      'batches that are only printed',
      py`
      from torch.utils.data import DataLoader
      from torchvision import datasets
      loader = DataLoader(datasets.ImageFolder("photos"), batch_size=2)
      for images, labels in loader:
          print(images.shape, labels.max())
    `,
    );

    silent(
      'batches that are only counted and drawn',
      py`
      import matplotlib.pyplot as plt
      from torch.utils.data import DataLoader
      from torchvision import datasets
      loader = DataLoader(datasets.ImageFolder("photos"), batch_size=2)
      for images, labels in loader:
          plt.subplot(121).imshow(images[0])
          plt.show()
    `,
    );

    silent(
      'workers as the sixth positional argument',
      py`
      from torch.utils.data import DataLoader
      from project import leaves
      loader = DataLoader(leaves, 64, True, None, None, 4)
    `,
    );

    silent(
      'workers that a dict gains under a condition',
      py`
      import torch
      from torch.utils.data import DataLoader
      from project import leaves
      options = {"batch_size": 64, "shuffle": True}
      if torch.cuda.is_available():
          options.update({"num_workers": 1, "pin_memory": True})
      loader = DataLoader(leaves, **options)
    `,
    );

    silent(
      'options read from a file',
      py`
      import yaml
      from torch.utils.data import DataLoader
      from project import leaves
      options = yaml.safe_load(open("loader.yml"))
      loader = DataLoader(leaves, **options)
    `,
    );

    silent(
      'a positive default on the command line',
      py`
      import argparse
      from torch.utils.data import DataLoader
      from project import leaves
      parser = argparse.ArgumentParser()
      parser.add_argument("--workers", type=int, default=4)
      args = parser.parse_args()
      loader = DataLoader(leaves, num_workers=args.workers)
    `,
    );

    silent(
      'a required argument',
      py`
      import argparse
      from torch.utils.data import DataLoader
      from project import leaves
      parser = argparse.ArgumentParser()
      parser.add_argument("--workers", type=int, required=True)
      args = parser.parse_args()
      loader = DataLoader(leaves, num_workers=args.workers)
    `,
    );

    silent(
      'a parameter that no caller binds',
      py`
      from torch.utils.data import DataLoader
      def loader_of(dataset, workers):
          return DataLoader(dataset, num_workers=workers)
    `,
    );

    silent(
      'a default of zero that every caller replaces',
      py`
      from torch.utils.data import DataLoader
      from project import leaves
      def loader_of(dataset, workers=0):
          return DataLoader(dataset, num_workers=workers)
      loader = loader_of(leaves, workers=8)
    `,
    );

    silent(
      'a value from a Hydra configuration',
      py`
      import hydra
      from torch.utils.data import DataLoader
      from project import leaves
      @hydra.main(config_path="conf", config_name="train")
      def main(cfg):
          loader = DataLoader(leaves, num_workers=cfg.num_workers)
    `,
    );

    silent(
      'a value from the environment',
      py`
      import os
      from torch.utils.data import DataLoader
      from project import leaves
      loader = DataLoader(leaves, num_workers=int(os.environ.get("WORKERS", 0)))
    `,
    );

    silent(
      'zero on one operating system',
      py`
      import os
      from torch.utils.data import DataLoader
      from project import leaves
      workers = 0 if os.name == "nt" else 4
      loader = DataLoader(leaves, num_workers=workers)
    `,
    );

    silent(
      'a loader in a branch for one operating system',
      py`
      import sys
      from torch.utils.data import DataLoader
      from project import leaves
      if sys.platform.startswith("win"):
          loader = DataLoader(leaves, num_workers=0)
      else:
          loader = DataLoader(leaves, num_workers=4)
    `,
    );

    silent(
      'a loader for debugging',
      py`
      from torch.utils.data import DataLoader
      from project import leaves, args
      if args.debug:
          loader = DataLoader(leaves, num_workers=0)
    `,
    );

    silent(
      'tensors in memory',
      py`
      import torch
      from torch.utils.data import DataLoader, TensorDataset
      loader = DataLoader(TensorDataset(torch.randn(10, 3), torch.randn(10)), batch_size=4)
    `,
    );

    silent(
      'a part of a data set in memory',
      py`
      import torch
      from torch.utils.data import DataLoader, TensorDataset, random_split
      both = TensorDataset(torch.randn(10, 3), torch.randn(10))
      train, val = random_split(both, [8, 2])
      loader = DataLoader(train, batch_size=4)
    `,
    );

    silent(
      'a list',
      py`
      import torch
      from torch.utils.data import DataLoader
      samples = [(torch.randn(3), 1) for _ in range(100)]
      loader = DataLoader(samples, batch_size=4)
    `,
    );

    silent(
      'a class that only picks from an array it holds',
      py`
      import torch
      from torch.utils.data import DataLoader, Dataset
      class Windows(Dataset):
          def __init__(self, series):
              self.x = torch.tensor(series)
          def __getitem__(self, index):
              return self.x[index : index + 24], self.x[index + 24]
          def __len__(self):
              return len(self.x) - 24
      loader = DataLoader(Windows(read()), batch_size=4)
    `,
    );

    silent(
      'a stream, which would repeat in every worker',
      py`
      from torch.utils.data import DataLoader, IterableDataset
      class Stream(IterableDataset):
          def __iter__(self):
              yield from range(10)
      loader = DataLoader(Stream(), batch_size=4)
    `,
    );

    silent(
      'a loader that is only looked into',
      py`
      from torch.utils.data import DataLoader
      from project import leaves
      images, labels = next(iter(DataLoader(leaves, batch_size=4)))
    `,
    );

    silent(
      'a subclass that brings workers of its own',
      py`
      from torch.utils.data import DataLoader
      from project import leaves
      class FastLoader(DataLoader):
          def __init__(self, dataset, **options):
              super().__init__(dataset, num_workers=4, **options)
      loader = FastLoader(leaves, batch_size=4)
    `,
    );

    silent(
      'workers bound by functools.partial',
      py`
      from functools import partial
      from torch.utils.data import DataLoader
      from project import leaves
      loader_of = partial(DataLoader, num_workers=4)
      loader = loader_of(leaves)
    `,
    );

    silent(
      'loaders of other libraries',
      py`
      from dgl.dataloading import DataLoader
      from project import graph, ids, sampler
      loader = DataLoader(graph, ids, sampler, batch_size=4)
    `,
    );

    silent(
      'a name that may come from a star import',
      py`
      from project import *
      loader = DataLoader(leaves, batch_size=4)
    `,
    );

    silent(
      'a test',
      py`
      from torch.utils.data import DataLoader
      from project import leaves
      def test_loader():
          assert len(DataLoader(leaves, batch_size=4)) == 3
    `,
    );

    silent(
      'a file of tests',
      py`
      from torch.utils.data import DataLoader
      from project import leaves
      loader = DataLoader(leaves, batch_size=4)
    `,
      { path: 'tests/loader.py' },
    );

    silent(
      'a data set in memory that a sibling module builds',
      py`
      from torch.utils.data import DataLoader
      from data import make
      loader = DataLoader(make(), batch_size=8)
    `,
      {
        files: {
          'data.py': py`
          import torch
          from torch.utils.data import TensorDataset
          def make():
              return TensorDataset(torch.zeros(3, 2))
        `,
        },
      },
    );

    silent('a Trainer with workers, one that is given its arguments from elsewhere, and one for texts', [
      py`
        from transformers import Trainer, TrainingArguments
        data.set_transform(lambda batch: {"pixel_values": crop(batch)})
        Trainer(model, TrainingArguments("out", dataloader_num_workers=8), train_dataset=data).train()
      `,
      py`
        Trainer(model, TrainingArguments(**options), train_dataset=data).train()
      `,
    ]);

    silent(
      'a collator of texts',
      py`
      from transformers import Trainer, TrainingArguments
      class Padding:
          def __call__(self, samples):
              return tokenizer.pad(samples)
      Trainer(model, TrainingArguments("out"), data_collator=Padding(), train_dataset=data).train()
    `,
    );

    silent(
      'a data set of a sibling module that only hands samples over',
      py`
      from torch.utils.data import DataLoader
      from data import Rows
      loader = DataLoader(Rows(table), batch_size=8)
    `,
      {
        files: {
          'data.py': py`
          import torch
          from torch.utils.data import Dataset
          class Rows(Dataset):
              def __init__(self, table):
                  self.table = table
              def __len__(self):
                  return len(self.table)
              def __getitem__(self, index):
                  return torch.tensor(self.table[index])
        `,
        },
      },
    );

    silent(
      'a data set that is streamed from the hub',
      py`
      from datasets import load_dataset
      from torch.utils.data import DataLoader
      reviews = load_dataset("imdb", split="train", streaming=True)
      loader = DataLoader(reviews.with_format("torch"), batch_size=16)
    `,
    );

    silent(
      'a pipe of torchtext',
      py`
      from torch.utils.data import DataLoader
      from torchtext.datasets import Multi30k
      loader = DataLoader(Multi30k(split="train"), batch_size=16)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'pictures of a data module that a transform makes tensors of',
      py`
      import lightning as L
      from torch.utils.data import DataLoader
      from torchvision import transforms
      from torchvision.datasets import ImageFolder

      class Data(L.LightningDataModule):
          def setup(self, stage):
              self.train = ImageFolder("d", transforms.Compose([transforms.Resize(256), transforms.ToTensor()]))

          def train_dataloader(self):
              return «DataLoader»(self.train, batch_size=32, shuffle=True)

      L.Trainer(accelerator="gpu").fit(net, datamodule=Data())
    `,
    );

    const training = `
      import torch, torchvision
      net = torchvision.models.resnet50().cuda()
      opt = torch.optim.Adam(net.parameters())
      for epoch in range(20):
          for x, y in loader:
              loss = crit(net(x), y)
              loss.backward()
              opt.step()
    `;

    finds(
      'a loader without workers',
      py`
      from torch.utils.data import DataLoader
      from torchvision import datasets
      train = datasets.Food101("data", split="train")
      loader = «DataLoader»(train, batch_size=64, shuffle=True)
      ${training}
    `,
      { severity: 'information', confidence: 'high', change: { numWorkers: 8 }, fixes: ['Load batches in worker processes'] },
    );

    const photos = `
      import cv2
      from torch.utils.data import DataLoader, Dataset, random_split
      class Photos(Dataset):
          def __init__(self, paths):
              self.paths = paths
          def __len__(self):
              return len(self.paths)
          def __getitem__(self, i):
              return cv2.imread(self.paths[i])
    `;

    finds(
      'pictures that a class of the program reads, through a split',
      py`
      ${photos}
      first, second = random_split(Photos(paths), [90_000, 10_000])
      loader = «DataLoader»(first, batch_size=64, shuffle=True)
      ${training}
    `,
      { severity: 'information' },
    );

    finds(
      'as a hint, a pass that computes the mean of the pictures, before a training by another loader',
      py`
      ${photos}
      import numpy as np
      loader = «DataLoader»(Photos(paths), batch_size=5000)
      means = []
      for x, y in loader:
          means.append(np.mean(x[0].numpy(), axis=(0, 2, 3)))
      loader = DataLoader(Photos(paths), batch_size=64, shuffle=True, num_workers=4)
      ${training}
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a number that a comment beside it explains',
      py`
      ${photos}
      class Config:
          num_workers = 0  # macOS
      loader = DataLoader(Photos(paths), batch_size=64, shuffle=True, «num_workers=Config.num_workers»)
      ${training}
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, pictures for a network that nobody trains here',
      py`
      ${photos}
      loader = «DataLoader»(Photos(paths), batch_size=64, shuffle=True)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, pictures for a network of a few narrow layers',
      py`
      ${photos}
      import torch
      from torch import nn
      net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, 2)).cuda()
      opt = torch.optim.Adam(net.parameters())
      loader = «DataLoader»(Photos(paths), batch_size=64, shuffle=True)
      for epoch in range(20):
          for x, y in loader:
              loss = crit(net(x), y)
              loss.backward()
              opt.step()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a loader for validation',
      py`
      ${photos}
      val_loader = «DataLoader»(Photos(paths), batch_size=64)
      loader = «DataLoader»(Photos(more["valid"]), batch_size=64)
      def evaluation_batches():
          return «DataLoader»(Photos(others), batch_size=64)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, batches that are only counted',
      py`
      ${photos}
      batches = «DataLoader»(Photos(paths), batch_size=64)
      sizes = []
      for batch in batches:
          sizes.append(len(batch))
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a script that stands on a drive of Windows and has no guard against being imported again',
      py`
      ${photos}
      root = "D:/photos"
      loader = «DataLoader»(Photos(root), batch_size=64)
    `,
      { severity: 'hint' },
    );

    finds(
      'a script of Windows whose main part is guarded',
      py`
      ${photos}
      root = "D:/photos"
      if __name__ == "__main__":
          loader = «DataLoader»(Photos(root), batch_size=64)
      ${training}
    `,
      { severity: 'information' },
    );

    finds(
      'a text that only looks like a drive',
      py`
      ${photos}
      print("s://bucket", "a:b")
      loader = «DataLoader»(Photos(paths), batch_size=64)
      ${training}
    `,
      { severity: 'information' },
    );

    finds(
      'as a hint, a data set of two samples',
      py`
      import cv2
      from torch.utils.data import DataLoader, Dataset
      class Pair(Dataset):
          def __getitem__(self, index):
              return cv2.imread(self.paths[index])
          def __len__(self):
              return 2
      loader = «DataLoader»(Pair(), batch_size=2)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, the hook of a module that the script only predicts with',
      py`
      ${photos}
      import pytorch_lightning as pl
      class Net(pl.LightningModule):
          def train_dataloader(self):
              return «DataLoader»(Photos(paths), batch_size=64)
      def predict(net):
          return net(picture)
      predict(Net())
    `,
      { severity: 'hint' },
    );

    finds(
      'the hook of a module that is fitted',
      py`
      ${photos}
      import pytorch_lightning as pl
      import torchvision
      class Net(pl.LightningModule):
          def __init__(self):
              super().__init__()
              self.body = torchvision.models.resnet50()
          def forward(self, x):
              return self.body(x)
          def train_dataloader(self):
              return «DataLoader»(Photos(paths), batch_size=64)
      pl.Trainer(max_epochs=20).fit(Net())
    `,
      { severity: 'information' },
    );

    finds(
      'a loader whose name only sounds like validation',
      py`
      ${photos}
      interval_loader = «DataLoader»(Photos(latest), batch_size=64)
      ${training}
    `,
      { severity: 'information' },
    );

    finds(
      'as a hint, samples of which nothing is known',
      py`
      from torch.utils.data import DataLoader
      from project import leaves
      loader = «DataLoader»(leaves, batch_size=64, shuffle=True)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, digits of 28 by 28 pixels',
      py`
      from torch.utils.data import DataLoader
      from torchvision import datasets, transforms
      digits = datasets.MNIST("data", transform=transforms.ToTensor())
      loader = «DataLoader»(digits, batch_size=64, shuffle=True)
    `,
      { severity: 'hint' },
    );

    finds(
      'an alias of a module',
      py`
      import torch.utils.data as data
      from project import leaves
      loader = «data.DataLoader»(leaves, 64, True)
    `,
    );

    finds(
      'zero as the sixth positional argument',
      py`
      from torch.utils.data import DataLoader
      from project import leaves
      loader = «DataLoader»(leaves, 64, True, None, None, 0)
    `,
    );

    finds(
      'zero in a dict that is unpacked, once a loader',
      py`
      from torch.utils.data import DataLoader
      from project import leaves, more
      options = dict(batch_size=4, num_workers=0)
      train = «DataLoader»(leaves, shuffle=True, **options)
      val = «DataLoader»(more, **options)
    `,
    );

    finds(
      'a default of zero on the command line',
      py`
      import argparse
      from torch.utils.data import DataLoader
      from project import leaves
      parser = argparse.ArgumentParser()
      parser.add_argument("--workers", type=int, default=0)
      args = parser.parse_args()
      loader = DataLoader(leaves, batch_size=4, «num_workers=args.workers»)
    `,
    );

    finds(
      'a field of a dataclass',
      py`
      from dataclasses import dataclass
      from torch.utils.data import DataLoader
      from project import leaves
      @dataclass
      class Config:
          num_workers: int = 0
      cfg = Config()
      loader = DataLoader(leaves, «num_workers=cfg.num_workers»)
    `,
    );

    finds(
      'an attribute that the constructor sets',
      py`
      from torch.utils.data import DataLoader
      from project import leaves
      class Training:
          def __init__(self):
              self.workers = 0
          def run(self):
              return DataLoader(leaves, «num_workers=self.workers»)
      Training().run()
    `,
    );

    finds(
      'a data module of Lightning',
      py`
      import lightning as L
      from torch.utils.data import DataLoader
      from torchvision.datasets import ImageFolder
      class Pests(L.LightningDataModule):
          def __init__(self, root, batch_size=32):
              super().__init__()
              self.root, self.batch_size = root, batch_size
          def setup(self, stage):
              self.train = ImageFolder(self.root)
          def train_dataloader(self):
              return «DataLoader»(self.train, batch_size=self.batch_size, shuffle=True)
    `,
    );

    finds(
      'a data set that reads a file for each sample',
      py`
      from PIL import Image
      from torch.utils.data import DataLoader, Dataset
      class Xrays(Dataset):
          def __init__(self, paths):
              self.paths = paths
          def __getitem__(self, index):
              return Image.open(self.paths[index])
          def __len__(self):
              return len(self.paths)
      loader = «DataLoader»(Xrays(find()), batch_size=4)
    `,
    );

    finds(
      'a data set that transforms what it holds',
      py`
      import torch
      from torch.utils.data import DataLoader, Dataset
      class Patches(Dataset):
          def __init__(self, images, transform):
              self.images, self.transform = images, transform
          def __getitem__(self, index):
              return self.transform(self.images[index])
          def __len__(self):
              return len(self.images)
      loader = «DataLoader»(Patches(read(), crop), batch_size=4)
    `,
    );

    finds(
      'a subclass without a constructor',
      py`
      from torch.utils.data import DataLoader
      from project import leaves
      class Loader(DataLoader):
          def describe(self):
              return len(self.dataset)
      loader = «Loader»(leaves, batch_size=4)
    `,
    );

    finds(
      'loaders made in a comprehension, once',
      py`
      from torch.utils.data import DataLoader
      from torchvision.datasets import ImageFolder
      def loaders(root):
          return {part: «DataLoader»(ImageFolder(root + part), batch_size=32) for part in ["train", "val"]}
      loaders("data/")
    `,
    );

    finds(
      'a cell of a notebook, where worker processes may not start',
      [
        py`
        from torch.utils.data import DataLoader
        from project import leaves
      `,
        py`
        loader = «DataLoader»(leaves, batch_size=4)
      `,
      ],
      { confidence: 'medium', fixes: [] },
    );

    finds(
      'a function of a sibling module that builds the data set',
      py`
      from torch.utils.data import DataLoader
      from data import make
      loader = «DataLoader»(make("train"), batch_size=8)
    `,
      {},
      {
        files: {
          'data.py': py`
          from torchvision.datasets import ImageFolder
          def make(part):
              return ImageFolder(part)
        `,
        },
      },
    );

    finds(
      'as a hint, a Trainer whose recordings are padded by a collator of the script',
      py`
      from transformers import Trainer, TrainingArguments
      class Padding:
          def __init__(self, processor):
              self.processor = processor
          def __call__(self, samples):
              return self.processor.pad([{"input_values": one["input_values"]} for one in samples])
      args = «TrainingArguments»("out", num_train_epochs=3)
      Trainer(model=model, args=args, data_collator=Padding(processor), train_dataset=data).train()
    `,
      { severity: 'hint', fixes: ['Load batches in 4 processes'] },
    );

    finds(
      'a data set of a sibling module that opens pictures in a function of another one',
      py`
      from torch.utils.data import DataLoader
      from data import *
      loader = «DataLoader»(Leaves("photos"), batch_size=8)
    `,
      {},
      {
        files: {
          'data.py': py`
          import os
          from torch.utils.data import Dataset
          from pictures import *
          class Leaves(Dataset):
              def __init__(self, root):
                  self.names = os.listdir(root)
              def __len__(self):
                  return len(self.names)
              def __getitem__(self, index):
                  return squared(self.names[index])
        `,
          'pictures.py': py`
          from PIL import Image
          def squared(path):
              return Image.open(path).resize((256, 256))
        `,
        },
      },
    );

    finds(
      'as a hint, pictures for a network of a few weights',
      py`
      from torch import nn
      from torch.utils.data import DataLoader
      from torchvision.datasets import ImageFolder
      loader = «DataLoader»(ImageFolder("photos"), batch_size=2)
      net = nn.Sequential(nn.Conv2d(1, 1, 3), nn.Flatten(), nn.Linear(36, 2))
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, no workers for a reason that a remark tells',
      py`
      from torch.utils.data import DataLoader
      from torchvision.datasets import ImageFolder
      loader = DataLoader(
          ImageFolder("photos"),
          «num_workers=0»,  # workers crash in the container
      )
    `,
      { severity: 'hint' },
    );
  });

  describe('repairs', () => {
    repairs(
      'the end of an argument list',
      py`
      from torch.utils.data import DataLoader
      from project import leaves

      loader = «DataLoader»(leaves, batch_size=64, shuffle=True)
    `,
      {
        title: 'Load batches in worker processes',
        safe: false,
        gives: py`
        from torch.utils.data import DataLoader
        from project import leaves
        import os

        loader = DataLoader(leaves, batch_size=64, shuffle=True, num_workers=min(8, os.cpu_count() or 1))
      `,
      },
    );

    repairs(
      'one argument a line, with a comment and a trailing comma',
      py`
      """Trains on leaves."""
      import os
      from torch.utils.data import DataLoader
      from project import leaves

      loader = «DataLoader»(
          leaves,
          batch_size=64,  # fits 16 GB
          shuffle=True,
      )
    `,
      {
        title: 'Load batches in worker processes',
        safe: false,
        gives: py`
        """Trains on leaves."""
        import os
        from torch.utils.data import DataLoader
        from project import leaves

        loader = DataLoader(
            leaves,
            batch_size=64,  # fits 16 GB
            shuffle=True,
            num_workers=min(8, os.cpu_count() or 1),
        )
      `,
      },
    );

    repairs(
      'a call that ends in unpacked options',
      py`
      import torch
      from project import leaves

      options = {"batch_size": 64}
      loader = «torch.utils.data.DataLoader»(leaves, **options)
    `,
      {
        title: 'Load batches in worker processes',
        safe: false,
        gives: py`
        import torch
        from project import leaves
        import os

        options = {"batch_size": 64}
        loader = torch.utils.data.DataLoader(leaves, num_workers=min(8, os.cpu_count() or 1), **options)
      `,
      },
    );

    repairs(
      'the alias under which os is known',
      py`
      import os as system
      from torch.utils.data import DataLoader
      from project import leaves

      loader = «DataLoader»(leaves)
    `,
      {
        title: 'Load batches in worker processes',
        safe: false,
        gives: py`
        import os as system
        from torch.utils.data import DataLoader
        from project import leaves

        loader = DataLoader(leaves, num_workers=min(8, system.cpu_count() or 1))
      `,
      },
    );

    repairs(
      'a zero where it is written',
      py`
      from torch.utils.data import DataLoader
      from project import leaves

      WORKERS = 0
      loader = DataLoader(leaves, batch_size=64, «num_workers=WORKERS»)
    `,
      {
        title: 'Use 4 workers',
        safe: false,
        gives: py`
        from torch.utils.data import DataLoader
        from project import leaves

        WORKERS = 4
        loader = DataLoader(leaves, batch_size=64, num_workers=WORKERS)
      `,
      },
    );

    repairs(
      'the default of a command-line argument',
      py`
      import argparse
      from torch.utils.data import DataLoader
      from project import leaves

      parser = argparse.ArgumentParser()
      parser.add_argument("--workers", type=int, default=0, help="loader processes")
      args = parser.parse_args()
      loader = DataLoader(leaves, «num_workers=args.workers»)
    `,
      {
        title: 'Use 4 workers by default',
        safe: false,
        gives: py`
        import argparse
        from torch.utils.data import DataLoader
        from project import leaves

        parser = argparse.ArgumentParser()
        parser.add_argument("--workers", type=int, default=4, help="loader processes")
        args = parser.parse_args()
        loader = DataLoader(leaves, num_workers=args.workers)
      `,
      },
    );
  });
});
