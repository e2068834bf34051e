import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf, runsOf } from './facts-of';

const asked = [
  'framework',
  'model',
  'dataset',
  'epochs',
  'maxSteps',
  'batchSizePerDevice',
  'precision',
  'optimizer',
  'learningRate',
] as const;

describe('Loops written with TensorFlow', () => {
  it('run a training operation in a session, counted in steps', () => {
    const script = py`
      import tensorflow as tf
      from tensorflow.examples.tutorials.mnist import input_data
      mnist = input_data.read_data_sets("data")
      x = tf.placeholder(tf.float32, [None, 784])
      y = tf.placeholder(tf.float32, [None, 10])
      w = tf.Variable(tf.random_normal([5, 5, 1, 8]))
      h = tf.nn.conv2d(tf.reshape(x, [-1, 28, 28, 1]), w, strides=[1, 1, 1, 1], padding="SAME")
      loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=tf.reshape(h, [-1, 10]), labels=y))
      train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
      with tf.Session() as sess:
          for step in range(400):
              images, labels = mnist.train.next_batch(100)
              sess.run([train, loss], feed_dict={x: images, y: labels})
    `;
    assert.deepEqual(factsOf(script, asked), {
      framework: 'tensorflow',
      model: 'CNN',
      dataset: 'mnist',
      epochs: undefined,
      maxSteps: 400,
      batchSizePerDevice: 100,
      precision: 'fp32',
      optimizer: 'sgd',
      learningRate: 0.5,
    });
  });

  it('apply the gradients of a tape, in a function of their own', () => {
    const script = py`
      import tensorflow as tf
      class Net(tf.keras.Model):
          def __init__(self):
              super().__init__()
              self.out = tf.keras.layers.Dense(10)
          def call(self, x):
              return self.out(x)
      (x, y), _ = tf.keras.datasets.cifar10.load_data()
      data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(1000).batch(64)
      net = Net()
      optimizer = tf.keras.optimizers.RMSprop(learning_rate=0.002)
      @tf.function
      def train_step(images, labels):
          with tf.GradientTape() as tape:
              loss = tf.reduce_mean(net(images))
          gradients = tape.gradient(loss, net.trainable_variables)
          optimizer.apply_gradients(zip(gradients, net.trainable_variables))
      for epoch in range(7):
          for images, labels in data:
              train_step(images, labels)
    `;
    assert.deepEqual(factsOf(script, asked), {
      framework: 'tensorflow',
      model: 'Net',
      dataset: 'cifar10',
      epochs: 7,
      maxSteps: undefined,
      batchSizePerDevice: 64,
      precision: 'fp32',
      optimizer: 'rmsprop',
      learningRate: 0.002,
    });
  });

  it('are no runs where a session only evaluates', () => {
    const runs = runsOf(py`
      import tensorflow as tf
      with tf.Session() as sess:
          for step in range(10):
              sess.run(tf.constant(1.0))
    `);
    assert.deepEqual(runs, []);
  });
});

describe('Loops written with JAX', () => {
  it('apply gradients to a training state of Flax', () => {
    const script = py`
      import jax, optax
      import jax.numpy as jnp
      import tensorflow_datasets as tfds
      from flax import linen as nn
      from flax.training import train_state
      class Net(nn.Module):
          @nn.compact
          def __call__(self, x):
              return nn.Dense(features=10)(x)
      @jax.jit
      def update(state, grads):
          return state.apply_gradients(grads=grads)
      def train_epoch(state, data, batch_size):
          for batch in jnp.split(data, len(data) // batch_size):
              grads = jax.grad(lambda p: state.apply_fn(p, batch).mean())(state.params)
              state = update(state, grads)
          return state
      data = tfds.load("mnist", split="train")
      net = Net()
      params = net.init(jax.random.PRNGKey(0), jnp.ones([1, 784]))
      state = train_state.TrainState.create(apply_fn=net.apply, params=params, tx=optax.sgd(0.1, 0.9))
      for epoch in range(12):
          state = train_epoch(state, data, 256)
    `;
    assert.deepEqual(factsOf(script, asked), {
      framework: 'jax',
      model: 'Net',
      dataset: 'mnist',
      epochs: 12,
      maxSteps: undefined,
      batchSizePerDevice: 256,
      precision: 'fp32',
      optimizer: 'sgd',
      learningRate: 0.1,
    });
  });

  it('apply the updates of Optax, with the peak of a schedule as their rate', () => {
    const script = py`
      import jax, optax
      schedule = optax.warmup_cosine_decay_schedule(init_value=0.0, peak_value=3e-4, warmup_steps=10, decay_steps=1000)
      optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule))
      state = optimizer.init(params)
      batch_size = 16
      for step in range(5000):
          grads = jax.grad(loss)(params, next(batches))
          updates, state = optimizer.update(grads, state, params)
          params = optax.apply_updates(params, updates)
    `;
    assert.deepEqual(factsOf(script, ['maxSteps', 'batchSizePerDevice', 'optimizer', 'learningRate']), {
      maxSteps: 5000,
      batchSizePerDevice: 16,
      optimizer: 'adamw',
      learningRate: 3e-4,
    });
  });
});
