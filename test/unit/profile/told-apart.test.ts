import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf } from './facts-of';

const training = (setup: string): string => `
import torch
from torch.utils.data import DataLoader, Dataset, TensorDataset
${setup}
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    for batch in loader:
        model(batch).backward()
        optimizer.step()
`;

describe('Data sets', () => {
  it('that are put together go by all their names', () => {
    const script = py`
      from datasets import concatenate_datasets, load_dataset
      from transformers import AutoModelForCausalLM, Trainer, TrainingArguments
      poems = load_dataset("lab/poems", split="train")
      plays = load_dataset("lab/plays", split="train")
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      Trainer(model=model, args=TrainingArguments("out"), train_dataset=concatenate_datasets([poems, plays])).train()
    `;
    assert.deepEqual(factsOf(script, ['dataset', 'trainSamples']), { dataset: 'lab/poems + lab/plays', trainSamples: undefined });
  });

  it('are what a class of the program is told to read', () => {
    const script = training(`
import argparse
class Pictures(Dataset):
    def __init__(self, root, size):
        self.files = scan(root, size)
    def __len__(self):
        return len(self.files)
parser = argparse.ArgumentParser()
parser.add_argument("--data_path", default="./data/herbarium")
loader = DataLoader(Pictures(parser.parse_args().data_path, 64), batch_size=4)
`);
    assert.deepEqual(factsOf(script, ['dataset']), { dataset: 'herbarium' });
  });

  it('are made up where the program draws all of it', () => {
    const drawn = training(`
import numpy as np
rows = torch.from_numpy(np.random.normal(size=(500, 2)))
loader = DataLoader(TensorDataset(rows.reshape(-1, 2) * 3), batch_size=4)
`);
    const mixed = training(`
import numpy as np
from laboratory import measured
rows = torch.from_numpy(measured() + np.random.normal(size=(500, 2)))
loader = DataLoader(TensorDataset(rows.reshape(-1, 2) * 3), batch_size=4)
`);
    assert.deepEqual(
      [drawn, mixed].map((script) => factsOf(script, ['dataset'])),
      [{ dataset: 'synthetic' }, { dataset: undefined }],
    );
  });
});

describe('Settings by other names', () => {
  it('are those of a class of options', () => {
    const script = py`
      import torch
      from tap import Tap
      from torch.utils.data import DataLoader
      class Options(Tap):
          batch_size: int = 28
          epochs: int = 17
          lr: float = 4e-5
      def main(options):
          model = torch.nn.Linear(2, 2)
          optimizer = torch.optim.AdamW(model.parameters(), lr=options.lr)
          for epoch in range(options.epochs):
              for batch in DataLoader(rows, batch_size=options.batch_size):
                  model(batch).backward()
                  optimizer.step()
      main(Options().parse_args())
    `;
    assert.deepEqual(factsOf(script, ['batchSizePerDevice', 'epochs', 'learningRate']), {
      batchSizePerDevice: 28,
      epochs: 17,
      learningRate: 4e-5,
    });
  });

  it('are those of the first Keras', () => {
    const script = py`
      from keras.models import Sequential
      from keras.layers import Dense
      model = Sequential([Dense(3)])
      model.compile(loss="mse", optimizer="sgd")
      model.fit(x, y, batch_size=12, nb_epoch=33)
    `;
    assert.deepEqual(factsOf(script, ['epochs', 'batchSizePerDevice']), { epochs: 33, batchSizePerDevice: 12 });
  });

  it('are bf16 where the GPU is asked whether it can', () => {
    const script = py`
      import torch
      from transformers import AutoModelForCausalLM, Trainer, TrainingArguments
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      can = torch.cuda.is_bf16_supported()
      Trainer(model=model, args=TrainingArguments("out", bf16=can, fp16=not can), train_dataset=rows).train()
    `;
    assert.deepEqual(factsOf(script, ['precision']), { precision: 'amp-bf16' });
    const cast = py`
      import torch
      from torch.utils.data import DataLoader
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for batch in DataLoader(rows, batch_size=2):
          with torch.autocast("cuda", dtype=torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16):
              loss = model(batch)
          loss.backward()
          optimizer.step()
    `;
    assert.deepEqual(factsOf(cast, ['precision']), { precision: 'amp-bf16' });
  });

  it('are those of an optimizer that the program writes itself', () => {
    const script = py`
      import torch
      from torch.utils.data import DataLoader
      class NewtonOptimizer:
          def __init__(self, model, base_lr):
              self.model = model
              self.lr = base_lr
          def step(self):
              update(self.model, self.lr)
      model = torch.nn.Linear(2, 2)
      optimizer = NewtonOptimizer(model, base_lr=0.7)
      for epoch in range(2):
          for batch in DataLoader(rows, batch_size=2):
              model(batch).backward()
              optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['optimizer', 'learningRate']), { optimizer: 'newtonoptimizer', learningRate: 0.7 });
  });
});

describe('Models of Lightning', () => {
  it('are the whole where the module trains several networks, and the loader that of the training hook', () => {
    const script = py`
      import pytorch_lightning as pl
      import torch
      from torch_geometric.datasets import Planetoid
      from torch_geometric.loader import DataLoader
      class Encoder(torch.nn.Module):
          def __init__(self):
              super().__init__()
              self.layer = torch.nn.Linear(4, 2)
      class Decoder(torch.nn.Module):
          def __init__(self):
              super().__init__()
              self.layer = torch.nn.Linear(2, 4)
      class Compressor(pl.LightningModule):
          def __init__(self):
              super().__init__()
              self.encoder = Encoder()
              self.decoder = Decoder()
          def training_step(self, batch, index):
              return self.decoder(self.encoder(batch)).mean()
          def configure_optimizers(self):
              return torch.optim.Adam(self.parameters(), lr=0.02)
      class Papers(pl.LightningDataModule):
          def setup(self, stage=None):
              self.dataset = Planetoid("data", name="Cora")
          def val_dataloader(self):
              return DataLoader(self.dataset, batch_size=9)
          def train_dataloader(self):
              return DataLoader(self.dataset, batch_size=6)
      pl.Trainer(max_epochs=8).fit(Compressor(), datamodule=Papers())
    `;
    assert.deepEqual(factsOf(script, ['model', 'dataset', 'batchSizePerDevice']), {
      model: 'Compressor',
      dataset: 'Cora',
      batchSizePerDevice: 6,
    });
  });

  it('of pipelines are the part that is trained, by the name of the whole', () => {
    const script = py`
      import torch
      from diffusers import StableDiffusionPipeline
      from torch.utils.data import DataLoader
      pipeline = StableDiffusionPipeline.from_pretrained("lab/diffusion-small")
      optimizer = torch.optim.AdamW(pipeline.unet.parameters(), lr=1e-5)
      for batch in DataLoader(rows, batch_size=2):
          loss = pipeline.unet(batch).sample.mean()
          loss.backward()
          optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['model', 'pretrained']), { model: 'lab/diffusion-small', pretrained: true });
  });
});
