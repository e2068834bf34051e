import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('ddp-find-unused');

describe('ddp-find-unused', () => {
  describe('says nothing of', () => {
    silent(
      'the default',
      'from torch.nn.parallel import DistributedDataParallel\nDistributedDataParallel(net, find_unused_parameters=False)\n',
    );
    silent(
      'a reason beside it',
      'from torch.nn.parallel import DistributedDataParallel\nDistributedDataParallel(net, find_unused_parameters=True)  # the second head\n',
    );
    silent(
      'an option',
      py`
      import argparse
      from torch.nn.parallel import DistributedDataParallel
      parser = argparse.ArgumentParser()
      parser.add_argument("--unused", default=True)
      args = parser.parse_args()
      DistributedDataParallel(net, find_unused_parameters=args.unused)
    `,
    );
    silent(
      'experts',
      'from torch.nn.parallel import DistributedDataParallel\nfrom shop import MoE\nDistributedDataParallel(MoE(), find_unused_parameters=True)\n',
    );
    silent('another class', 'from shop import Wrapper\nWrapper(net, find_unused_parameters=True)\n');
  });

  describe('finds', () => {
    finds('the wrapper', 'from torch import nn\nm = nn.parallel.DistributedDataParallel(net, «find_unused_parameters=True»)\n', {
      severity: 'hint',
      fixes: ['Do not look for unused parameters'],
    });
    finds(
      'the arguments of a Trainer',
      'from transformers import TrainingArguments\nargs = TrainingArguments("out", «ddp_find_unused_parameters=True»)\n',
    );
    finds(
      'a strategy of Lightning',
      'import lightning as L\nfrom lightning.pytorch.strategies import DDPStrategy\nL.Trainer(«strategy="ddp_find_unused_parameters_true"»)\nL.Trainer(strategy=DDPStrategy(«find_unused_parameters=True»))\n',
    );
  });

  describe('repairs', () => {
    repairs('a strategy of Lightning', 'import lightning as L\nL.Trainer(devices=2, «strategy="ddp_find_unused_parameters_true"»,)\n', {
      title: 'Do not look for unused parameters',
      safe: false,
      gives: 'import lightning as L\nL.Trainer(devices=2, strategy="ddp",)\n',
    });
  });
});
