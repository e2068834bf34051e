import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf } from './facts-of';

describe('Older ways to train', () => {
  it('hand the parameters of boosting over as a list of pairs', () => {
    const script = py`
      import xgboost as xgb
      parameters = {}
      parameters["eta"] = 0.03
      parameters["max_depth"] = 6
      pairs = list(parameters.items())
      xgb.train(pairs, xgb.DMatrix("rents.libsvm"), 1700)
    `;
    assert.deepEqual(factsOf(script, ['learningRate', 'epochs']), { learningRate: 0.03, epochs: 1700 });
  });

  it('start at another rate in the first fastai', () => {
    const script = py`
      from fastai.vision import *
      bunch = ImageDataBunch.from_folder("flowers", bs=16)
      cnn_learner(bunch, models.resnet18, metrics=accuracy).fit_one_cycle(3)
    `;
    assert.deepEqual(factsOf(script, ['learningRate', 'epochs', 'batchSizePerDevice']), {
      learningRate: 0.003,
      epochs: 3,
      batchSizePerDevice: 16,
    });
  });

  it('make a trainer of Lightning from the command line', () => {
    const script = py`
      import deepspeed
      import pytorch_lightning as pl
      import torch
      from deepspeed.ops.adam import DeepSpeedCPUAdam
      class Reader(pl.LightningModule):
          def __init__(self, **kwargs):
              super().__init__()
              self.model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))
          def training_step(self, batch, index):
              return self.model(batch).mean()
          def configure_optimizers(self):
              return DeepSpeedCPUAdam(self.model.parameters(), lr=2e-4)
      args = parsed()
      trainer = pl.Trainer.from_argparse_args(args)
      trainer.fit(Reader(**args.__dict__), loader)
    `;
    assert.deepEqual(factsOf(script, ['model', 'optimizer', 'learningRate', 'epochs']), {
      model: 'Reader',
      optimizer: 'deepspeedcpuadam',
      learningRate: 2e-4,
      epochs: undefined,
    });
  });

  it('step through the library of a TPU', () => {
    const script = py`
      import torch
      import torch_xla.core.xla_model as xm
      from torch.utils.data import DataLoader
      model = torch.nn.Linear(2, 2).to(xm.xla_device())
      optimizer = torch.optim.AdamW(model.parameters(), lr=0.003)
      for epoch in range(5):
          for batch in DataLoader(rows, batch_size=20):
              model(batch).backward()
              xm.optimizer_step(optimizer)
    `;
    assert.deepEqual(factsOf(script, ['optimizer', 'learningRate', 'epochs', 'batchSizePerDevice']), {
      optimizer: 'adamw',
      learningRate: 0.003,
      epochs: 5,
      batchSizePerDevice: 20,
    });
  });

  it('pick rows at random, from a file that holds more than the training rows', () => {
    const script = py`
      import numpy as np
      import torch
      class Settings:
          batch_size = 18
          data_dir = "data"
      settings = Settings()
      arrays = np.load(f"{settings.data_dir}/train_eval.npz")
      rows = torch.from_numpy(arrays["train"])
      def next_rows():
          picked = torch.randint(len(rows) - 1, (settings.batch_size,))
          return rows[picked]
      batch_size = 128 * 64
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
      for step in range(3000):
          loss = model(next_rows()).mean()
          loss.backward()
          optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['batchSizePerDevice', 'dataset', 'maxSteps']), {
      batchSizePerDevice: 18,
      dataset: 'train_eval.npz',
      maxSteps: 3000,
    });
  });

  it('write a class for a published data set', () => {
    const written = (name: string): string => py`
      import pickle
      import torch
      from torch.utils.data import DataLoader, Dataset, random_split
      class ${name}(Dataset):
          def __init__(self, train):
              with open("equal_lengths_segments.pkl", "rb") as file:
                  self.rows = pickle.load(file)
          def __len__(self):
              return len(self.rows)
      kept, rest = random_split(${name}(train=True), [45000, 5000])
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for batch in DataLoader(kept, batch_size=4):
          model(batch).backward()
          optimizer.step()
    `;
    assert.deepEqual(
      ['CIFAR10', 'Rows'].map((name) => factsOf(written(name), ['dataset'])),
      [{ dataset: 'cifar10' }, { dataset: 'equal_lengths_segments.pkl' }],
    );
  });

  it('write model and input as functions of an estimator', () => {
    const script = py`
      import tensorflow as tf
      tf.app.flags.DEFINE_integer("steps", 52000, "")
      tf.app.flags.DEFINE_integer("rows", 320, "")
      FLAGS = tf.app.flags.FLAGS
      def read(table, rows=256, training=False):
          data = tf.data.Dataset.from_tensor_slices(table)
          return data.shuffle(1000).repeat().batch(rows) if training else data.batch(rows)
      def build(features, labels, mode, params):
          net = tf.layers.dense(features, 64)
          loss = tf.losses.mean_squared_error(labels, tf.layers.dense(net, 1))
          optimizer = tf.train.AdagradOptimizer(params["rate"])
          return tf.estimator.EstimatorSpec(mode, loss=loss, train_op=optimizer.minimize(loss))
      def main(unused):
          model = tf.estimator.Estimator(model_fn=build, params={"rate": 0.06})
          train = tf.estimator.TrainSpec(input_fn=lambda: read(kept, FLAGS.rows, training=True), max_steps=FLAGS.steps)
          tf.estimator.train_and_evaluate(model, train, tf.estimator.EvalSpec(input_fn=lambda: read(rest, 64)))
      tf.app.run(main=main)
    `;
    assert.deepEqual(factsOf(script, ['model', 'maxSteps', 'batchSizePerDevice', 'optimizer', 'learningRate', 'precision']), {
      model: 'MLP',
      maxSteps: 52000,
      batchSizePerDevice: 320,
      optimizer: 'adagrad',
      learningRate: 0.06,
      precision: 'fp32',
    });
  });
});
