import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('ddp-no-distributed-sampler');

const head = `import torch
import torch.distributed as dist
from torch.nn.parallel import DistributedDataParallel as DDP
from torch.utils.data import DataLoader
from shop import Net, ds, step
`;

describe('ddp-no-distributed-sampler', () => {
  describe('says nothing of', () => {
    silent(
      'a sampler',
      `${head}net = DDP(Net())\nloader = DataLoader(ds, 32, sampler=torch.utils.data.distributed.DistributedSampler(ds))\n`,
    );

    silent(
      'a sampler for distributed runs alone',
      py`
      import argparse
      from torch.nn.parallel import DistributedDataParallel
      from torch.utils.data import DataLoader
      from torch.utils.data.distributed import DistributedSampler
      parser = argparse.ArgumentParser()
      parser.add_argument("--distributed", action="store_true")
      args = parser.parse_args()
      sampler = DistributedSampler(ds) if args.distributed else None
      loader = DataLoader(ds, 32, shuffle=sampler is None, sampler=sampler)
      model = DistributedDataParallel(net)
    `,
    );

    silent(
      'a sampler or options from elsewhere',
      `${head}net = DDP(Net())\na = DataLoader(ds, 32, sampler=make(ds))\nb = DataLoader(ds, batch_sampler=batches)\nc = DataLoader(ds, **options)\n`,
    );

    silent(
      'frameworks that share samples out',
      py`
      from accelerate import Accelerator
      from torch.nn.parallel import DistributedDataParallel
      from torch.utils.data import DataLoader
      isinstance(net, DistributedDataParallel)
      model = DistributedDataParallel(net)
      loader = Accelerator().prepare(DataLoader(ds, 32, shuffle=True))
    `,
    );

    silent('one process', 'import torch\nfrom torch.utils.data import DataLoader\nloader = DataLoader(ds, 32, shuffle=True)\n');

    silent(
      'evaluation, by its names and on one rank',
      `${head}net = DDP(Net())\nval_loader = DataLoader(ds, 32)\nloader = DataLoader(test_ds, 32, shuffle=True)\nif dist.get_rank() == 0:\n    train_loader = DataLoader(ds, 32, shuffle=True)\n`,
    );

    silent(
      'a data set that knows its rank',
      `${head}net = DDP(Net())\nmine = torch.utils.data.Subset(ds, list(range(dist.get_rank(), 100, dist.get_world_size())))\nloader = DataLoader(mine, 32, shuffle=True)\n`,
    );

    silent(
      'a stream',
      py`
      from torch.nn.parallel import DistributedDataParallel
      from torch.utils.data import DataLoader, IterableDataset
      class Stream(IterableDataset):
          def __iter__(self):
              yield 1
      model = DistributedDataParallel(net)
      loader = DataLoader(Stream(), 32)
      for x in loader:
          model(x).backward()
          optimizer.step()
    `,
    );

    silent(
      'a seed for each process',
      `${head}torch.manual_seed(1 + dist.get_rank())\nnet = DDP(Net())\nloader = DataLoader(ds, 32, shuffle=True)\n`,
    );

    silent(
      'the branch for one process',
      `${head}net = DDP(Net())\nif args.distributed:\n    loader = make(ds)\nelse:\n    loader = DataLoader(ds, 32, shuffle=True)\n`,
    );

    silent(
      'a script that evaluates',
      `${head}net = DDP(Net())\nnet.eval()\nloader = DataLoader(ds, 32)\nwith torch.no_grad():\n    for x in loader:\n        net(x)\n`,
    );
  });

  describe('finds', () => {
    finds(
      'a loader that shuffles',
      `${head}dist.init_process_group("nccl")\nnet = DDP(Net().cuda())\nloader = «DataLoader»(ds, batch_size=32, shuffle=True, num_workers=4)\nfor b in loader:\n    step(net, b)\n`,
      { severity: 'hint', confidence: 'high', fixes: ['Give each process its share of the samples'] },
    );

    finds(
      'a sampler without rank',
      py`
      from torch.nn.parallel import DistributedDataParallel
      from torch.utils.data import DataLoader, RandomSampler
      model = DistributedDataParallel(net)
      loader = «DataLoader»(ds, batch_size=16, sampler=RandomSampler(ds))
      val_loader = DataLoader(val_ds, batch_size=16)
    `,
    );

    finds(
      'a worker that is spawned',
      py`
      import torch
      import torch.multiprocessing as mp
      from torch import nn
      def worker(rank, world_size):
          torch.distributed.init_process_group("nccl", rank=rank, world_size=world_size)
          model = nn.parallel.DistributedDataParallel(Net().to(rank), device_ids=[rank])
          loader = «torch.utils.data.DataLoader»(ds, 64)
          other = torch.utils.data.DataLoader(other_ds, 64)
          for epoch in range(10):
              for x, y in loader:
                  loss = criterion(model(x), y)
                  loss.backward()
                  optimizer.step()
      mp.spawn(worker, args=(4,), nprocs=4)
    `,
    );

    finds(
      'a class with a loader of its own, sharded weights',
      py`
      from torch.distributed.fsdp import FullyShardedDataParallel as FSDP
      from torch.utils.data import DataLoader
      class Trainer:
          def __init__(self, model, dataset):
              self.model = FSDP(model)
              self.loader = «DataLoader»(dataset, batch_size=8, shuffle=True, drop_last=True)
    `,
    );

    finds(
      'the only loader',
      `${head}def main():\n    net = DDP(Net())\n    loader = «DataLoader»(ds, 32, num_workers=4)\n    for b in loader:\n        step(net, b)\nmain()\n`,
    );
  });

  describe('repairs', () => {
    repairs(
      'by a sampler in place of shuffle',
      py`
      from torch.nn.parallel import DistributedDataParallel
      from torch.utils.data import DataLoader
      net = DistributedDataParallel(net)
      loader = «DataLoader»(
          ds,
          batch_size=32,
          shuffle=True,  # every epoch
      )
    `,
      {
        title: 'Give each process its share of the samples',
        safe: false,
        gives: py`
      from torch.nn.parallel import DistributedDataParallel
      from torch.utils.data import DataLoader
      from torch.utils.data import DistributedSampler
      net = DistributedDataParallel(net)
      loader = DataLoader(
          ds,
          batch_size=32,
          sampler=DistributedSampler(ds),  # every epoch
      )
    `,
      },
    );

    repairs(
      'in order, where nothing is shuffled',
      py`
      from torch.nn.parallel import DistributedDataParallel
      from torch.utils.data import DataLoader
      net = DistributedDataParallel(net)
      loader = «DataLoader»(self.ds, 32)
    `,
      {
        title: 'Give each process its share of the samples',
        safe: false,
        gives: py`
      from torch.nn.parallel import DistributedDataParallel
      from torch.utils.data import DataLoader
      from torch.utils.data import DistributedSampler
      net = DistributedDataParallel(net)
      loader = DataLoader(self.ds, 32, sampler=DistributedSampler(self.ds, shuffle=False))
    `,
      },
    );
  });
});
