import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('tf-eager-train-step');

describe('tf-eager-train-step', () => {
  describe('says nothing of', () => {
    silent(
      'a decorated step',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      @tf.function
      def step(x):
          with tf.GradientTape() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
      for x in ds:
          step(x)
    `,
    );

    silent(
      'a decorated step with options',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      @tf.function(jit_compile=True)
      def step(x):
          with tf.GradientTape() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
      for x in ds:
          step(x)
    `,
    );

    silent(
      'a step that is wrapped',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      def step(x):
          with tf.GradientTape() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
      step = tf.function(step)
      for x in ds:
          step(x)
    `,
    );

    silent(
      'a method that is wrapped under a condition',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      class Train:
          def __init__(self, fast):
              if fast:
                  self.step = tf.function(self.step)
          def step(self, x):
              with tf.GradientTape() as tape:
                  loss = loss_of(model(x))
              grads = tape.gradient(loss, model.trainable_variables)
              opt.apply_gradients(zip(grads, model.trainable_variables))
          def run(self):
              for x in ds:
                  self.step(x)
      Train(flag).run()
    `,
    );

    silent(
      'a compiled function around it',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      def step(x):
          with tf.GradientTape() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
      @tf.function
      def epoch():
          for x in ds:
              step(x)
      for _ in range(90):
          epoch()
    `,
    );

    silent(
      'a step that Keras calls',
      py`
      import tensorflow as tf
      class Net(tf.keras.Model):
          def train_step(self, x):
              with tf.GradientTape() as tape:
                  loss = self.compute_loss(x)
              self.optimizer.apply_gradients(zip(tape.gradient(loss, self.trainable_variables), self.trainable_variables))
              return {"loss": loss}
    `,
    );

    silent(
      'a loop within a step that Keras calls',
      py`
      import tensorflow as tf
      from tensorflow import keras
      class Net(keras.Model):
          def train_step(self, x):
              for i in range(8):
                  with tf.GradientTape() as tape:
                      loss = self.compute_loss(x)
                  self.optimizer.apply_gradients(zip(tape.gradient(loss, self.trainable_variables), self.trainable_variables))
              return {"loss": loss}
    `,
    );

    silent(
      'a decorator that is not known',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      from shop import fast
      @fast
      def step(x):
          with tf.GradientTape() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
      for x in ds:
          step(x)
    `,
    );

    silent(
      'a gradient without an update',
      py`
      import tensorflow as tf
      from shop import ds, model
      for x in ds:
          with tf.GradientTape() as tape:
              tape.watch(x)
              y = model(x)
          print(tape.gradient(y, x))
    `,
    );

    silent(
      'one step',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      def step(x):
          with tf.GradientTape() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
      step(next(iter(ds)))
    `,
    );

    silent(
      'graphs of TensorFlow 1',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      tf.compat.v1.disable_eager_execution()
      def step(x):
          with tf.GradientTape() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
      for x in ds:
          step(x)
    `,
    );

    silent(
      'a test',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      def step(x):
          with tf.GradientTape() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
      def test_step():
          for x in ds:
              step(x)
    `,
    );

    silent(
      'a model on graphs of DGL, which cannot be traced',
      py`
      import dgl
      import tensorflow as tf
      for epoch in range(200):
          with tf.GradientTape() as tape:
              loss = loss_of(model(graph, features))
          grads = tape.gradient(loss, model.trainable_weights)
          optimizer.apply_gradients(zip(grads, model.trainable_weights))
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a step in a function',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      def step(x):
          with «tf.GradientTape»() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
      for x in ds:
          step(x)
    `,
      { severity: 'hint', change: { compiled: true }, fixes: ['Compile the step with @tf.function'] },
    );

    finds(
      'a loop that holds the step',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      for epoch in range(10):
          for x in ds:
              with «tf.GradientTape»() as tape:
                  loss = loss_of(model(x))
              grads = tape.gradient(loss, model.trainable_variables)
              opt.apply_gradients(zip(grads, model.trainable_variables))
    `,
      { fixes: [] },
    );

    finds(
      'a loop in a function that is called from elsewhere',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      def train(model, ds):
          for x in ds:
              with «tf.GradientTape»() as tape:
                  loss = loss_of(model(x))
              grads = tape.gradient(loss, model.trainable_variables)
              opt.apply_gradients(zip(grads, model.trainable_variables))
    `,
    );

    finds(
      'a method',
      py`
      from tensorflow import GradientTape
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      class Train:
          def step(self, x):
              with «GradientTape»() as tape:
                  loss = loss_of(model(x))
              grads = tape.gradient(loss, model.trainable_variables)
              opt.apply_gradients(zip(grads, model.trainable_variables))
          def run(self):
              for x in ds:
                  self.step(x)
      Train().run()
    `,
    );

    finds(
      'an update in a function of its own',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      def update(grads):
          opt.apply_gradients(zip(grads, model.trainable_variables))
      def step(x):
          with «tf.GradientTape»() as tape:
              loss = loss_of(model(x))
          update(tape.gradient(loss, model.trainable_variables))
      for x in ds:
          step(x)
    `,
    );

    finds(
      'a step that reads a value',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      def step(x):
          with «tf.GradientTape»() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
          print(loss.numpy())
      for x in ds:
          step(x)
    `,
      { fixes: [] },
    );

    finds('a cell of a notebook', [
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
    `,
      py`
      def step(x):
          with «tf.GradientTape»() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
    `,
      py`
      for x in ds:
          step(x)
    `,
    ]);
  });

  describe('repairs', () => {
    repairs(
      'a function',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      def step(x):
          with «tf.GradientTape»() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
      for x in ds:
          step(x)
    `,
      {
        title: 'Compile the step with @tf.function',
        safe: false,
        gives: py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      @tf.function
      def step(x):
          with tf.GradientTape() as tape:
              loss = loss_of(model(x))
          grads = tape.gradient(loss, model.trainable_variables)
          opt.apply_gradients(zip(grads, model.trainable_variables))
      for x in ds:
          step(x)
    `,
      },
    );

    repairs(
      'a method',
      py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      class Train:
          def step(self, x):
              with «tf.GradientTape»() as tape:
                  loss = loss_of(model(x))
              grads = tape.gradient(loss, model.trainable_variables)
              opt.apply_gradients(zip(grads, model.trainable_variables))

          def run(self):
              for x in ds:
                  self.step(x)
      Train().run()
    `,
      {
        title: 'Compile the step with @tf.function',
        safe: false,
        gives: py`
      import tensorflow as tf
      from shop import ds, loss_of, model, opt
      class Train:
          @tf.function
          def step(self, x):
              with tf.GradientTape() as tape:
                  loss = loss_of(model(x))
              grads = tape.gradient(loss, model.trainable_variables)
              opt.apply_gradients(zip(grads, model.trainable_variables))

          def run(self):
              for x in ds:
                  self.step(x)
      Train().run()
    `,
      },
    );
  });
});
