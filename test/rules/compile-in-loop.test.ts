import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('compile-in-loop');

describe('compile-in-loop', () => {
  describe('says nothing of', () => {
    silent(
      'a function compiled before the loop',
      py`
      import jax
      from shop import step, data, p
      fast = jax.jit(step)
      for batch in data:
          p = fast(p, batch)
    `,
    );

    silent(
      'a comprehension over different functions',
      py`
      import jax
      from shop import fns
      compiled = [jax.jit(lambda x, f=f: f(x)) for f in fns]
    `,
    );

    silent(
      'a loop over functions',
      py`
      import jax
      from shop import fns, x
      for f in fns:
          g = jax.jit(f)
          print(g(x))
    `,
    );

    silent(
      'a fold with a model of its own',
      py`
      import torch
      from shop import make, folds, train
      for fold in folds:
          model = make()
          model = torch.compile(model)
          train(model, fold)
    `,
    );

    silent(
      'a training step of each fold',
      py`
      import tensorflow as tf
      from shop import make, folds
      for fold in folds:
          model = make()
          @tf.function
          def step(x):
              return model(x)
          for epoch in range(10):
              for x in fold:
                  step(x)
    `,
    );

    silent(
      'a benchmark of back ends',
      py`
      import torch
      from shop import model, x
      for mode in ["default", "reduce-overhead", "max-autotune", "a", "b", "c"]:
          m = torch.compile(model, mode=mode)
          m(x)
    `,
    );

    silent(
      'a first round that compiles',
      py`
      import torch
      from shop import model, loader
      for i, x in enumerate(loader):
          if i == 0:
              model = torch.compile(model)
          model(x)
    `,
    );

    silent(
      'a regular expression',
      py`
      import re
      from shop import lines
      for line in lines:
          print(re.compile(line).pattern)
    `,
    );

    silent(
      'a number as a tensor',
      py`
      import tensorflow as tf
      @tf.function
      def scaled(x, k):
          return x * k
      v = tf.ones([10])
      for k in range(500):
          k = tf.constant(k)
          v = scaled(v, k)
    `,
    );

    silent(
      'a number for plain Python',
      py`
      import tensorflow as tf
      def log(step, loss):
          print(step, loss)
      for step in range(500):
          log(step, tf.ones([]))
    `,
    );

    silent(
      'a signature that takes the number',
      py`
      import tensorflow as tf
      @tf.function(input_signature=[tf.TensorSpec([], tf.int32)])
      def step(k):
          return k
      for k in range(500):
          step(k)
    `,
    );

    silent(
      'three rounds',
      py`
      import jax
      from shop import x
      for _ in range(3):
          x = jax.jit(lambda v: v * 2)(x)
    `,
    );

    silent(
      'models with a cleared session',
      py`
      import keras
      for fold in folds:
          keras.backend.clear_session()
          m = keras.Sequential([keras.layers.Dense(1)])
          m.fit(x, y)
    `,
    );

    silent(
      'a test',
      py`
      import jax
      def test_jit():
          for i in range(100):
              jax.jit(lambda v: v)(i)
    `,
    );

    silent(
      'a Keras model on layers that were made before the loop',
      py`
      from keras import Model
      from keras.applications import ResNet50
      base = ResNet50()
      for train, val in folds.split(rows):
          encoder = base
          model = Model(encoder.input, head(encoder.output))
          model.fit(rows[train], labels[train])
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a lambda',
      py`
      from jax import jit
      from shop import x
      for i in range(1000):
          f = «jit»(lambda v: v * 0.99)
          x = f(x)
    `,
      { severity: 'warning', confidence: 'high', fixes: [] },
    );

    finds(
      'a partial in a while loop',
      py`
      import functools, jax
      from shop import update, more, p
      while more():
          p = «jax.jit»(functools.partial(update, lr=0.1))(p)
    `,
    );

    finds(
      'a function made in a function that the loop calls',
      py`
      import jax
      from shop import data
      def train(p, batch):
          def loss(q):
              return q @ batch
          return «jax.jit»(loss)(p)
      p = 0
      for batch in data:
          p = train(p, batch)
    `,
    );

    finds(
      'a decorated function',
      py`
      import tensorflow as tf
      from shop import dataset, model
      for images in dataset:
          «@tf.function(jit_compile=True)
          def infer»(t):
              return model(t, training=False)
          infer(images)
    `,
    );

    finds(
      'the same function for TensorFlow',
      py`
      import tensorflow as tf
      from shop import dataset, train_step
      for batch in dataset:
          step = «tf.function»(train_step)
          step(batch)
    `,
    );

    finds(
      'a model that is wrapped again',
      py`
      import torch
      from shop import net, loader, train
      for epoch in range(20):
          net = «torch.compile»(net)
          train(net, loader)
    `,
      { message: /wraps the same function/ },
    );

    finds(
      'a known function for JAX, less gravely',
      py`
      import jax
      from shop import step, data, p
      for batch in data:
          p = «jax.jit»(step)(p, batch)
    `,
      { severity: 'hint' },
    );

    finds(
      'a number that changes',
      py`
      import tensorflow as tf
      from shop import ds
      @tf.function
      def train_step(batch, step):
          return batch * step
      for step, batch in enumerate(ds):
          train_step(batch, «step»)
    `,
      { message: /tf\.constant/ },
    );

    finds(
      'a number by keyword for a wrapped function',
      py`
      import tensorflow as tf
      def scaled(x, k):
          return x * k
      fast = tf.function(scaled)
      for k in range(500):
          fast(tf.ones([3]), «k=k»)
    `,
    );

    finds(
      'models without a cleared session, less gravely',
      py`
      import keras
      for fold in folds:
          m = «keras.Sequential»([keras.layers.Dense(1)])
          m.fit(x, y)
    `,
      { severity: 'hint' },
    );

    finds('a cell of a notebook', [
      py`
      import jax
      from shop import xs
    `,
      py`
      for x in xs:
          «jax.jit»(lambda v: v + 1)(x)
    `,
    ]);

    finds(
      'a transformed function, which is a new one each time',
      py`
      import jax
      for x in xs:
          g = «jax.jit»(jax.grad(loss))(x)
    `,
    );

    finds(
      'the number of an outer loop',
      py`
      import tensorflow as tf
      @tf.function
      def step(x, epoch):
          return x * epoch
      for epoch in range(100):
          for x in xs:
              step(x, «epoch»)
    `,
    );
  });
});
