import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf } from './facts-of';

describe('Batches without a loader', () => {
  it('are what a replay memory is told to draw, of experience in an environment', () => {
    const script = py`
      import flax.linen as nn
      import gymnasium as gym
      import jax
      import numpy as np
      import optax
      from flax.training.train_state import TrainState
      from memory import Memory
      class Values(nn.Module):
          @nn.compact
          def __call__(self, x):
              return nn.Dense(4)(x)
      environment = gym.make("MountainCar-v0")
      network = Values()
      state = TrainState.create(apply_fn=network.apply, params=network.init(key, seen), tx=optax.adam(3e-4))
      memory = Memory(10000, dtype=np.float32, kind="ring")
      @jax.jit
      def update(state, batch):
          gradients = jax.grad(loss)(state.params, batch)
          return state.apply_gradients(grads=gradients)
      for step in range(50000):
          observed = environment.step(act(state))
          batch = memory.sample(72)
          state = update(state, batch)
    `;
    assert.deepEqual(factsOf(script, ['batchSizePerDevice', 'dataset', 'maxSteps', 'optimizer']), {
      batchSizePerDevice: 72,
      dataset: 'MountainCar-v0',
      maxSteps: 50000,
      optimizer: 'adam',
    });
  });

  it('are all rows of an array that the model is given as a whole', () => {
    const script = py`
      import torch
      rows, columns = 90, 12
      x, y = torch.randn(rows, columns), torch.randn(rows, 1)
      model = torch.nn.Linear(columns, 1)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for step in range(700):
          loss = ((model(x) - y) ** 2).mean()
          loss.backward()
          optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['batchSizePerDevice', 'dataset', 'maxSteps']), {
      batchSizePerDevice: 90,
      dataset: 'synthetic',
      maxSteps: 700,
    });
  });

  it('are as long as the stride of a loop over rows', () => {
    const script = py`
      import torch
      SIZE = 40
      model = torch.nn.Linear(2, 2)
      optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
      for epoch in range(6):
          order = torch.randperm(len(rows))
          for start in range(0, len(rows), SIZE):
              loss = model(rows[order[start:start + SIZE]]).mean()
              loss.backward()
              optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['batchSizePerDevice', 'epochs']), { batchSizePerDevice: 40, epochs: 6 });
  });

  it('are as large as a generator of the program makes them', () => {
    const script = py`
      import keras
      class Windows(keras.utils.Sequence):
          def __init__(self, rows, batch_size=56):
              self.rows = rows
              self.batch_size = batch_size
          def __len__(self):
              return len(self.rows) // self.batch_size
          def __getitem__(self, index):
              return self.rows[index * self.batch_size:(index + 1) * self.batch_size]
      model = keras.Sequential([keras.layers.Dense(1)])
      model.compile("adam", "mse")
      model.fit(Windows(rows), epochs=3)
    `;
    assert.deepEqual(factsOf(script, ['batchSizePerDevice']), { batchSizePerDevice: 56 });
  });

  it('come with the workers of the loader where JAX goes over one', () => {
    const script = py`
      import jax
      import optax
      from torch.utils.data import DataLoader
      loader = DataLoader(rows, batch_size=64, num_workers=7)
      transform = optax.sgd(0.1)
      for epoch in range(5):
          for batch in loader:
              updates, state = transform.update(jax.grad(loss)(params, batch), state)
              params = optax.apply_updates(params, updates)
    `;
    assert.deepEqual(factsOf(script, ['numWorkers', 'batchSizePerDevice', 'precision']), {
      numWorkers: 7,
      batchSizePerDevice: 64,
      precision: 'fp32',
    });
  });

  it('are read where JAX takes the step by hand, or with the optimizers it came with', () => {
    const byHand = py`
      import jax
      import jax.numpy as jnp
      step_size = 0.05
      def loss(params, x):
          return jnp.mean(params @ x)
      @jax.jit
      def update(params, x):
          gradients = jax.grad(loss)(params, x)
          return jax.tree_util.tree_map(lambda p, g: p - step_size * g, params, gradients)
      for epoch in range(11):
          for start in range(0, 1000, 25):
              params = update(params, rows[start:start + 25])
    `;
    const names = ['epochs', 'batchSizePerDevice', 'optimizer', 'learningRate'] as const;
    assert.deepEqual(factsOf(byHand, names), { epochs: 11, batchSizePerDevice: 25, optimizer: 'sgd', learningRate: 0.05 });
    const library = py`
      import jax
      from jax.example_libraries import optimizers
      first, update, get = optimizers.adam(2e-3)
      state = first(params)
      gradient = jax.jit(jax.grad(loss))
      for epoch in range(11):
          for batch in batches:
              state = update(epoch, gradient(get(state), batch), state)
    `;
    assert.deepEqual(factsOf(library, names), { epochs: 11, batchSizePerDevice: undefined, optimizer: 'adam', learningRate: 2e-3 });
  });

  it('of fastai go through its own network for tables', () => {
    const script = py`
      from fastai.tabular.all import *
      loaders = TabularDataLoaders.from_csv("adult.csv", y_names="salary")
      tabular_learner(loaders, metrics=accuracy).fit_one_cycle(3)
    `;
    assert.deepEqual(factsOf(script, ['model', 'pretrained', 'epochs']), { model: 'TabularModel', pretrained: false, epochs: 3 });
  });
});
