import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('lightning-fp32');

describe('lightning-fp32', () => {
  describe('says nothing of', () => {
    silent(
      '16',
      py`
      import pytorch_lightning as pl
      t = pl.Trainer(gpus=1, precision=16)
    `,
    );

    silent(
      'bf16-mixed',
      py`
      import lightning as L
      t = L.Trainer(accelerator="gpu", precision="bf16-mixed")
    `,
    );

    silent(
      'no accelerator named',
      py`
      import lightning as L
      t = L.Trainer(max_epochs=10)
    `,
    );

    silent(
      'auto',
      py`
      import lightning as L
      t = L.Trainer(accelerator="auto", devices="auto")
    `,
    );

    silent(
      'double precision',
      py`
      import lightning as L
      t = L.Trainer(accelerator="gpu", precision="64-true")
    `,
    );

    silent(
      'no GPU',
      py`
      import pytorch_lightning as pl
      t = pl.Trainer(gpus=0)
    `,
    );

    silent(
      'gpus=None',
      py`
      import pytorch_lightning as pl
      t = pl.Trainer(gpus=None)
    `,
    );

    silent(
      '16 where there is a GPU',
      py`
      import pytorch_lightning as pl, torch
      t = pl.Trainer(gpus=1 if torch.cuda.is_available() else 0, precision=16)
    `,
    );

    silent(
      'from_argparse_args',
      py`
      import lightning as L, argparse
      p = argparse.ArgumentParser()
      p.add_argument("--precision")
      a = p.parse_args()
      t = L.Trainer.from_argparse_args(a)
    `,
    );

    silent(
      'LightningCLI',
      py`
      from lightning.pytorch.cli import LightningCLI
      cli = LightningCLI(M, D)
    `,
    );

    silent(
      'Fabric in mixed precision',
      py`
      from lightning import Fabric
      f = Fabric(accelerator="cuda", devices=2, precision="bf16-mixed")
    `,
    );

    silent(
      'a dry run',
      py`
      import lightning as L
      t = L.Trainer(accelerator="gpu", fast_dev_run=True)
    `,
    );

    silent(
      'unknown options',
      py`
      import lightning as L
      t = L.Trainer(accelerator="gpu", **cfg)
    `,
    );

    silent(
      'a precision plugin',
      py`
      import lightning as L
      from lightning.pytorch.plugins import MixedPrecision
      t = L.Trainer(accelerator="gpu", plugins=[MixedPrecision("16-mixed", "cuda")])
    `,
    );

    silent(
      'a DeepSpeed strategy',
      py`
      import lightning as L
      from lightning.pytorch.strategies import DeepSpeedStrategy
      t = L.Trainer(accelerator="gpu", strategy=DeepSpeedStrategy(config="x.json"))
    `,
    );

    silent(
      'TF32 allowed',
      py`
      import lightning as L, torch
      torch.set_float32_matmul_precision("medium")
      t = L.Trainer(accelerator="gpu")
    `,
    );

    silent(
      'a precision that a dict gains under a condition',
      py`
      import lightning as L
      kw = dict(max_epochs=5, accelerator="gpu")
      if args.amp:
          kw["precision"] = "16-mixed"
      t = L.Trainer(**kw)
    `,
    );

    silent(
      'a test',
      py`
      import lightning as L
      def test_fit():
          t = L.Trainer(accelerator="gpu")
    `,
    );

    silent(
      'a Trainer that only tests',
      py`
      import lightning as L
      t = L.Trainer(accelerator="gpu")
      t.test(model, dm)
    `,
    );

    silent(
      'a TPU',
      py`
      import lightning as L
      t = L.Trainer(accelerator="tpu", devices=8)
    `,
    );

    silent(
      'an Apple GPU',
      py`
      import lightning as L
      t = L.Trainer(accelerator="mps", devices=1)
    `,
    );

    silent(
      'the Trainer of Transformers',
      py`
      from transformers import Trainer
      import lightning
      t = Trainer(accelerator="gpu")
    `,
    );

    silent(
      'a precision from the environment',
      py`
      import pytorch_lightning as pl, os
      t = pl.Trainer(gpus=1, precision=int(os.environ["PREC"]))
    `,
    );

    silent(
      'Apex',
      py`
      import pytorch_lightning as pl
      t = pl.Trainer(gpus=1, amp_backend="apex", amp_level="O2")
    `,
    );
  });

  describe('finds', () => {
    const large = `
      import torchvision
      class Net(L.LightningModule):
          def __init__(self):
              super().__init__()
              self.body = torchvision.models.resnet50()
          def forward(self, x):
              return self.body(x)
      loader = DataLoader(pictures, batch_size=64)
    `;

    finds(
      'as a hint, a large network on whatever there is',
      py`
      import lightning as L
      import torchvision
      class Net(L.LightningModule):
          def __init__(self):
              super().__init__()
              self.net = torchvision.models.resnet50()
      t = «L.Trainer»(accelerator="auto", devices="auto")
      t.fit(Net(), loader)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a network of unknown size',
      py`
      import lightning as L
      from shop import Net
      t = «L.Trainer»(accelerator="gpu", max_epochs=10)
      t.fit(Net(), loader)
    `,
      { severity: 'hint' },
    );

    finds(
      'a GPU',
      py`
      import lightning as L
      ${large}
      t = «L.Trainer»(accelerator="gpu", devices=1, max_epochs=10)
      t.fit(Net(), loader)
    `,
      { severity: 'warning', confidence: 'high', change: { precision: 'amp-bf16' }, fixes: ['Train in bfloat16 mixed precision'] },
    );

    finds(
      'as a hint, a training that others with less precision are compared to',
      py`
      import lightning as L
      ${large}
      t = «L.Trainer»(accelerator="gpu", devices=1, max_epochs=10)
      t.fit(Net(), loader)
    `,
      { severity: 'hint' },
      { path: 'finetuning-amp/base.py' },
    );

    const cells = [
      `${py`
      import lightning as L
      ${large}
    `}t = «L.Trainer»(accelerator="gpu", max_epochs=10)\n`,
      't.fit(Net(), loader)\n',
    ];
    finds('a training that took an hour', cells, { severity: 'warning' }, { printed: ['', 'Training took 61.5 min in total.'] });
    finds('as a hint, a training that took minutes', cells, { severity: 'hint' }, { printed: ['', 'Training took 2.5 min in total.'] });

    finds(
      'as a hint, a few steps in each of a few epochs',
      py`
      import lightning as L
      t = «L.Trainer»(accelerator="gpu", limit_train_batches=30, max_epochs=10)
    `,
      { severity: 'hint' },
    );

    finds(
      'a share of the data in each of a few epochs',
      py`
      import lightning as L
      ${large}
      t = «L.Trainer»(accelerator="gpu", limit_train_batches=0.5, max_epochs=10)
      t.fit(Net(), loader)
    `,
      { severity: 'warning' },
    );

    finds(
      'as a hint, a few steps in all',
      py`
      import lightning as L
      t = «L.Trainer»(accelerator="gpu", max_steps=200)
    `,
      { severity: 'hint' },
    );

    finds(
      'many steps',
      py`
      import lightning as L
      ${large}
      t = «L.Trainer»(accelerator="gpu", max_steps=20000)
      t.fit(Net(), loader)
    `,
      { severity: 'warning' },
    );

    finds(
      'the older package with gpus',
      py`
      import pytorch_lightning as pl
      t = «pl.Trainer»(gpus=1)
    `,
    );

    finds(
      'full precision by name',
      py`
      from lightning.pytorch import Trainer
      t = «Trainer»(accelerator="cuda", precision="32-true")
    `,
    );

    finds(
      'all GPUs',
      py`
      import pytorch_lightning as pl, torch
      t = «pl.Trainer»(gpus=-1)
    `,
    );

    finds(
      'a GPU where there is one',
      py`
      import pytorch_lightning as pl, torch
      t = «pl.Trainer»(gpus=1 if torch.cuda.is_available() else 0)
    `,
    );

    finds(
      'an accelerator chosen by is_available',
      py`
      import lightning as L, torch
      t = «L.Trainer»(accelerator="gpu" if torch.cuda.is_available() else "cpu")
    `,
    );

    finds(
      'defaults on the command line',
      py`
      import lightning as L, argparse
      p = argparse.ArgumentParser()
      p.add_argument("--precision", default="32")
      p.add_argument("--accelerator", default="gpu")
      a = p.parse_args()
      t = «L.Trainer»(accelerator=a.accelerator, precision=a.precision)
    `,
    );

    finds(
      'Fabric',
      py`
      from lightning.fabric import Fabric
      f = «Fabric»(accelerator="cuda", devices=2)
    `,
    );

    finds(
      'GPUs by number',
      py`
      import pytorch_lightning as pl
      t = «pl.Trainer»(gpus=[0, 1], max_epochs=5, callbacks=[cb])
    `,
    );

    finds(
      'an option that a dict gains',
      py`
      import lightning as L
      kw = dict(max_epochs=5)
      kw["accelerator"] = "gpu"
      t = «L.Trainer»(**kw)
    `,
    );

    finds(
      'one argument a line',
      py`
      import lightning as L
      t = «L.Trainer»(
          max_epochs=20,
          accelerator="gpu",
          devices=2,
      )
      t.fit(m, dm)
    `,
    );

    finds(
      'a default of a function',
      py`
      import lightning as L
      def main(precision=32):
          t = «L.Trainer»(accelerator="gpu", precision=precision)
          t.fit(m)
      main()
    `,
    );

    finds(
      'a precision as text',
      py`
      import lightning as L, torch
      t = «L.Trainer»(accelerator="gpu", devices=torch.cuda.device_count(), precision="32")
    `,
    );

    finds(
      'a strategy that only spreads the work',
      py`
      import lightning as L
      from lightning.pytorch.strategies import DDPStrategy
      trainer = «L.Trainer»(accelerator="gpu", devices=4, strategy=DDPStrategy(find_unused_parameters=False))
    `,
    );

    finds(
      'as a hint, a network of narrow layers on a table',
      py`
      import lightning as L
      from torch import nn
      class Net(L.LightningModule):
          def __init__(self, width):
              super().__init__()
              self.body = nn.Sequential(nn.Linear(width, 112), nn.ReLU(), nn.Linear(112, 1))
      trainer = «L.Trainer»(accelerator="gpu", max_epochs=5)
      trainer.fit(Net(columns()), loader)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, convolutions on pictures of unknown size',
      py`
      import lightning as L
      from torch import nn
      class Net(L.LightningModule):
          def __init__(self):
              super().__init__()
              self.body = nn.Sequential(nn.Conv2d(3, 128, 3), nn.ReLU(), nn.Conv2d(128, 256, 3), nn.Conv2d(256, 256, 3))
      trainer = «L.Trainer»(accelerator="gpu", max_epochs=5)
      trainer.fit(Net(), loader)
    `,
      { severity: 'hint' },
    );
  });

  describe('repairs', () => {
    repairs(
      'one argument a line',
      py`
      import lightning as L

      trainer = «L.Trainer»(
          max_epochs=20,
          accelerator="gpu",
          devices=2,
      )
    `,
      {
        title: 'Train in bfloat16 mixed precision',
        safe: false,
        gives: py`
        import lightning as L

        trainer = L.Trainer(
            max_epochs=20,
            accelerator="gpu",
            devices=2,
            precision="bf16-mixed",
        )
      `,
      },
    );

    repairs(
      'a precision that is written',
      py`
      from lightning.pytorch import Trainer

      trainer = «Trainer»(accelerator="cuda", precision="32-true", max_epochs=5)
    `,
      {
        title: 'Train in bfloat16 mixed precision',
        safe: false,
        gives: py`
        from lightning.pytorch import Trainer

        trainer = Trainer(accelerator="cuda", precision="bf16-mixed", max_epochs=5)
      `,
      },
    );

    repairs(
      'the name of the older package',
      py`
      import pytorch_lightning as pl

      trainer = «pl.Trainer»(gpus=1, max_epochs=5)
    `,
      {
        title: 'Train in bfloat16 mixed precision',
        safe: false,
        gives: py`
        import pytorch_lightning as pl

        trainer = pl.Trainer(gpus=1, max_epochs=5, precision="bf16")
      `,
      },
    );
  });
});
