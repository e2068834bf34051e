import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf } from './facts-of';

const rounds = `
for epoch in range(3):
    for batch in loader:
        model(batch).backward()
        optimizer.step()
`;

describe('What a setting that is not known decides', () => {
  it('is left open: which optimizer, and whether precision is mixed', () => {
    const script = py`
      import sys
      import torch
      from torch.utils.data import DataLoader
      from settings_of_the_job import config
      loader = DataLoader(rows, batch_size=4)
      model = torch.nn.Linear(2, 2)
      if config.optimizer == "SGD":
          optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      else:
          optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
      for epoch in range(3):
          for batch in loader:
              if config.use_amp:
                  with torch.autocast("cuda"):
                      loss = model(batch)
              else:
                  loss = model(batch)
              loss.backward()
              optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['optimizer', 'precision', 'learningRate']), {
      optimizer: undefined,
      precision: undefined,
      learningRate: 0.1,
    });
  });

  it('is known where the setting is', () => {
    const script = py`
      import torch
      from torch.utils.data import DataLoader
      use_amp = True
      loader = DataLoader(rows, batch_size=4)
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for epoch in range(3):
          for batch in loader:
              if use_amp:
                  with torch.autocast("cuda"):
                      loss = model(batch)
              loss.backward()
              optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['optimizer', 'precision']), { optimizer: 'sgd', precision: 'amp-fp16' });
  });

  it('does not hide the rate that groups of parameters bring along', () => {
    const script = `
import torch
from torch.utils.data import DataLoader
loader = DataLoader(rows, batch_size=4)
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.AdamW([{"params": model.parameters(), "lr": 3e-5}])
${rounds}`;
    assert.deepEqual(factsOf(script, ['learningRate']), { learningRate: 3e-5 });
  });
});

describe('Settings in a dict', () => {
  it('hold beside an entry whose key depends on the version', () => {
    const script = py`
      import inspect
      from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
      strategy = "evaluation_strategy" if "evaluation_strategy" in inspect.signature(TrainingArguments).parameters else "eval_strategy"
      settings = {"output_dir": "out", "num_train_epochs": 4, "per_device_train_batch_size": 5, strategy: "epoch", named(strategy): 1}
      settings[strategy] = "steps"
      model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      Trainer(model=model, args=TrainingArguments(**settings), train_dataset=rows).train()
    `;
    assert.deepEqual(factsOf(script, ['epochs', 'batchSizePerDevice']), { epochs: 4, batchSizePerDevice: 5 });
  });
});

describe('Names of data and models', () => {
  it('are those of the file before those of the class that reads it', () => {
    const script = py`
      import pandas as pd
      import torch
      from torch.utils.data import DataLoader, Dataset
      class FoundationDataset(Dataset):
          def __init__(self, values):
              self.values = values
          def __len__(self):
              return len(self.values)
          def __getitem__(self, index):
              return self.values[index]
      frames = {name: pd.read_csv("/kaggle/input/river-gauges/levels.csv") for name in names}
      loader = DataLoader(FoundationDataset(merged(frames)), batch_size=4)
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for epoch in range(3):
          for batch in loader:
              model(batch).backward()
              optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['dataset']), { dataset: 'river-gauges' });
  });

  it('are those of the class that makes its data up, whatever else is loaded', () => {
    const script = py`
      import numpy as np
      import torch
      import torchvision
      from torch.utils.data import DataLoader, Dataset
      class ReversalDataset(Dataset):
          def __init__(self, size, length):
              self.rows = np.random.randint(0, 10, (size, length))
          def __len__(self):
              return len(self.rows)
          def __getitem__(self, index):
              return self.rows[index], self.rows[index][::-1]
      shown = torchvision.datasets.CIFAR100("data")
      loader = DataLoader(ReversalDataset(5000, 16), batch_size=4)
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for epoch in range(3):
          for batch, target in loader:
              model(batch).backward()
              optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['dataset']), { dataset: 'Reversal' });
  });

  it('are unknown where a path tells where things lie and not what they are, or waits to be filled in', () => {
    const script = py`
      import pandas as pd
      from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
      rows = pd.read_csv("/Users/somebody/Downloads/train.csv") if here else pd.read_csv("your_dataset_path/rows.csv")
      model = AutoModelForSequenceClassification.from_pretrained("path/to/your-model")
      Trainer(model=model, args=TrainingArguments("out"), train_dataset=rows).train()
    `;
    assert.deepEqual(factsOf(script, ['dataset', 'model', 'pretrained']), { dataset: undefined, model: undefined, pretrained: true });
  });

  it('are not those of a Lightning class around a network that is given to it', () => {
    const script = py`
      import lightning as L
      import torch
      from somewhere import create_network
      class Segmenting(L.LightningModule):
          def __init__(self, model):
              super().__init__()
              self.model = model
          def training_step(self, batch, index):
              return self.model(batch).mean()
          def configure_optimizers(self):
              return torch.optim.Adam(self.parameters(), lr=0.01)
      L.Trainer(max_epochs=4).fit(Segmenting(create_network(config)), loader)
    `;
    assert.deepEqual(factsOf(script, ['model', 'epochs']), { model: undefined, epochs: 4 });
  });
});
