import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf } from './facts-of';

const module = py`
  import torch
  from torch import nn
  from torch.utils.data import DataLoader
  from torchvision.datasets import CIFAR10
  from lightning.pytorch import LightningDataModule, LightningModule, Trainer
  from lightning.pytorch.cli import LightningCLI

  class Net(nn.Module):
      def __init__(self, width=8):
          super().__init__()
          self.layer = nn.Linear(3072, width)
      def forward(self, x):
          return self.layer(x)

  class Classifier(LightningModule):
      def __init__(self, lr: float = 0.003):
          super().__init__()
          self.save_hyperparameters()
          self.net = Net()
      def training_step(self, batch, index):
          return self.net(batch[0]).mean()
      def configure_optimizers(self):
          return torch.optim.AdamW(self.parameters(), lr=self.hparams.lr)

  class Images(LightningDataModule):
      def __init__(self, batch_size: int = 48):
          super().__init__()
          self.batch_size = batch_size
      def train_dataloader(self):
          return DataLoader(CIFAR10("."), batch_size=self.batch_size)
`;
const asked = ['model', 'dataset', 'epochs', 'batchSizePerDevice', 'precision', 'optimizer', 'learningRate'] as const;
const standard = { model: 'Net', dataset: 'cifar10', batchSizePerDevice: 48, optimizer: 'adamw', learningRate: 0.003 };

describe('Runs of Lightning', () => {
  it('of the command-line class have the defaults of module, data module and trainer', () => {
    assert.deepEqual(factsOf(`${module}LightningCLI(Classifier, Images)\n`, asked), { ...standard, epochs: 1000, precision: 'fp32' });
  });

  it('of the command-line class take what it is told of its trainer', () => {
    const cli = 'LightningCLI(Classifier, Images, trainer_defaults={"max_epochs": 5, "precision": "bf16-mixed"})\n';
    assert.deepEqual(factsOf(module + cli, asked), { ...standard, epochs: 5, precision: 'amp-bf16' });
  });

  it('begin at the fit where the command-line class does not run', () => {
    const fit = py`
      cli = LightningCLI(Classifier, Images, run=False)
      cli.trainer.fit(cli.model, datamodule=cli.datamodule)
    `;
    assert.deepEqual(factsOf(module + fit, asked), { ...standard, epochs: 1000, precision: 'fp32' });
  });

  it('know hyper-parameters by the names under which a module keeps them', () => {
    const fit = 'Trainer(max_epochs=2).fit(Classifier(lr=0.5), datamodule=Images(16))\n';
    assert.deepEqual(factsOf(module + fit, asked), {
      ...standard,
      epochs: 2,
      precision: 'fp32',
      learningRate: 0.5,
      batchSizePerDevice: 16,
    });
  });

  it('have the batches of a data module out of reach, and none of a loader for other ends', () => {
    const script = (arguments_: string): string => `
import lightning.pytorch as pl
from torch.utils.data import DataLoader
from seaside import GullData
from nets import GullNet
data = GullData("gulls", ${arguments_})
pl.Trainer(max_epochs=2).fit(GullNet(), data)
for batch in DataLoader(rest, batch_size=999, num_workers=7):
    print(batch)
`;
    assert.deepEqual(factsOf(script('train_batch_size=96, num_workers=3'), ['batchSizePerDevice', 'numWorkers']), {
      batchSizePerDevice: 96,
      numWorkers: 3,
    });
    assert.deepEqual(factsOf(script('"small"'), ['batchSizePerDevice', 'numWorkers']), {
      batchSizePerDevice: undefined,
      numWorkers: undefined,
    });
  });

  it('train the network that a module takes from a package without a table', () => {
    const script = `
import lightning.pytorch as pl
import segmentation_models_pytorch as smp
class Roofs(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.model = smp.Unet("resnet18", encoder_weights=None)
pl.Trainer(max_epochs=2).fit(Roofs(), loader)
`;
    assert.deepEqual(factsOf(script, ['model', 'pretrained']), { model: 'Unet (resnet18)', pretrained: false });
  });
});
