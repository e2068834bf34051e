import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('float64-training');

describe('float64-training', () => {
  describe('says nothing of', () => {
    silent(
      'a statistic in float64',
      py`
      import torch
      from shop import losses, model, loader, criterion, opt
      total = torch.zeros((), dtype=torch.float64)
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
          total += loss.detach().double()
    `,
    );

    silent(
      'a type that is set back',
      py`
      import torch
      from shop import model, loader, criterion, opt
      torch.set_default_dtype(torch.float64)
      grid = make_grid()
      torch.set_default_dtype(torch.float32)
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'float32 as the default',
      py`
      import torch
      from shop import model, loader, criterion, opt
      torch.set_default_dtype(torch.float32)
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'double precision behind a flag',
      py`
      import torch, argparse
      from shop import model, loader, criterion, opt
      p = argparse.ArgumentParser(); p.add_argument("--double", action="store_true")
      a = p.parse_args()
      if a.double:
          torch.set_default_dtype(torch.float64)
          model = model.double()
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a default of the command line',
      py`
      import lightning as L, argparse
      p = argparse.ArgumentParser(); p.add_argument("--precision", default="64-true")
      a = p.parse_args()
      trainer = L.Trainer(precision=a.precision)
    `,
    );

    silent(
      'linear algebra without training',
      py`
      import torch
      torch.set_default_dtype(torch.float64)
      a = torch.rand(100, 100)
      print(torch.linalg.eigh(a @ a.T))
    `,
    );

    silent(
      'a Gaussian process',
      py`
      import torch, gpytorch
      from shop import model, loader, criterion, opt
      torch.set_default_dtype(torch.float64)
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a check of gradients',
      py`
      import torch
      from shop import model, loader, criterion, opt, x
      torch.autograd.gradcheck(model.double(), x)
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'LBFGS',
      py`
      import torch
      from shop import model, loader, criterion
      model.double()
      opt = torch.optim.LBFGS(model.parameters())
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a module that only evaluates',
      py`
      import torch
      from shop import load
      model = load().double().eval()
      with torch.no_grad():
          print(model(torch.rand(1, 3).double()))
    `,
    );

    silent(
      'JAX in double precision for a solver',
      py`
      import jax, jax.numpy as jnp
      jax.config.update("jax_enable_x64", True)
      print(jnp.linalg.solve(jnp.eye(3), jnp.ones(3)))
    `,
    );

    silent(
      'x64 switched off',
      py`
      import jax, optax
      jax.config.update("jax_enable_x64", False)
    `,
    );

    silent(
      'a loss in double precision',
      py`
      import torch
      from shop import model, loader, opt
      criterion = torch.nn.CrossEntropyLoss().double()
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a table of Keras in float64',
      py`
      import keras
      norm = keras.layers.Normalization(dtype="float64")
      columns = keras.layers.DenseFeatures(features, dtype="float64")
      m = keras.Sequential([norm, keras.layers.Dense(1)])
      m.fit(x, y, epochs=3)
    `,
    );

    silent(
      'a test',
      py`
      import lightning as L
      def test_double():
          L.Trainer(precision=64)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'the default type',
      py`
      import torch as th
      from shop import model, loader, criterion, opt
      th.set_default_dtype(«th.float64»)
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
      { severity: 'warning', confidence: 'high', change: { precision: 'fp32' }, fixes: ['Use float32'] },
    );

    finds(
      'the default type by a constant',
      py`
      import torch
      from shop import model, loader, criterion, opt
      DTYPE = torch.double
      torch.set_default_dtype(«DTYPE»)
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
      { fixes: [] },
    );

    finds(
      'the default type of tensors',
      py`
      import torch
      from shop import model, loader, criterion, opt
      torch.set_default_tensor_type(«"torch.cuda.DoubleTensor"»)
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    finds(
      'a module that is cast',
      py`
      import torch
      from torch import nn
      from shop import loader, criterion
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.a = nn.Linear(8, 1)
          def forward(self, x):
              return self.a(x)
      model = Net().«double()»
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
      { fixes: [] },
    );

    finds(
      'an imported module that is cast',
      py`
      import torch
      from shop import net, loader, criterion, opt
      model = net.«to(device="cuda", dtype=torch.float64)»
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    finds(
      'a layer, once for all layers',
      py`
      import torch
      from shop import loader, criterion
      model = torch.nn.Sequential(torch.nn.Linear(8, 8, «dtype=torch.float64»), torch.nn.Linear(8, 1, dtype=torch.float64))
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    finds(
      'the float of Keras',
      py`
      from tensorflow.keras import backend as K, layers, Sequential
      K.set_floatx(«'float64'»)
      m = Sequential([layers.Dense(1)])
    `,
      { fixes: ['Use float32'] },
    );

    finds(
      'a policy of Keras',
      py`
      import keras
      keras.mixed_precision.set_global_policy(«"float64"»)
      m = keras.Sequential([keras.layers.Dense(1)])
    `,
    );

    finds(
      'Lightning, as it was written once',
      py`
      import pytorch_lightning as pl
      t = pl.Trainer(gpus=1, «precision=64»)
    `,
    );

    finds(
      'Fabric',
      py`
      from lightning.fabric import Fabric
      f = Fabric(accelerator="cuda", «precision="64-true"»)
    `,
    );

    finds(
      'JAX with an optimizer',
      py`
      import jax, optax
      jax.config.update("jax_enable_x64", «True»)
    `,
    );

    finds(
      'an attribute of JAX',
      py`
      from jax import config
      import flax
      «config.jax_enable_x64» = True
    `,
    );

    finds(
      'JAX with gradients alone, less gravely',
      py`
      import jax
      jax.config.update("jax_enable_x64", «True»)
      step = jax.value_and_grad(loss)
      for i in range(100):
          l, g = step(w)
    `,
      { severity: 'hint' },
    );

    finds('a cell of a notebook', [
      py`
      import torch
      from shop import model, loader, criterion, opt
    `,
      py`
      torch.set_default_dtype(«torch.float64»)
    `,
      py`
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
    ]);
  });

  describe('repairs', () => {
    repairs(
      'the type',
      py`
      import torch
      from shop import model, loader, criterion, opt
      torch.set_default_dtype(«torch.double»)  # digits
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
      {
        title: 'Use float32',
        safe: false,
        gives: py`
      import torch
      from shop import model, loader, criterion, opt
      torch.set_default_dtype(torch.float32)  # digits
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
      },
    );

    repairs(
      'the tensor type',
      py`
      import torch
      from shop import model, loader, criterion, opt
      torch.set_default_tensor_type(«torch.DoubleTensor»)
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
      {
        title: 'Use float32',
        safe: false,
        gives: py`
      import torch
      from shop import model, loader, criterion, opt
      torch.set_default_tensor_type(torch.FloatTensor)
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          opt.step()
    `,
      },
    );

    repairs(
      'the precision of Lightning',
      py`
      import lightning as L
      t = L.Trainer(
          «precision='64-true'»,  # slow
          max_epochs=3,
      )
    `,
      {
        title: 'Use float32',
        safe: false,
        gives: py`
      import lightning as L
      t = L.Trainer(
          precision="32-true",  # slow
          max_epochs=3,
      )
    `,
      },
    );

    repairs(
      'the switch of JAX',
      py`
      import jax, optax
      jax.config.update("jax_enable_x64", «True»)
    `,
      {
        title: 'Use float32',
        safe: false,
        gives: py`
      import jax, optax
      jax.config.update("jax_enable_x64", False)
    `,
      },
    );

    finds(
      'a default type where an optimizer is made, though the loop stands elsewhere',
      py`
      import torch
      from shop import fit
      torch.set_default_dtype(«torch.float64»)
      net = torch.nn.Linear(3, 1)
      fit(net, torch.optim.Adam(net.parameters()))
    `,
    );
  });
});
