import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('keras-fp32-policy');

describe('keras-fp32-policy', () => {
  describe('says nothing of', () => {
    silent(
      'a policy',
      py`
      import tensorflow as tf
      from tensorflow.keras import layers
      tf.keras.mixed_precision.set_global_policy("mixed_float16")
      print("GPUs:", len(tf.config.list_physical_devices("GPU")))
      m = tf.keras.Sequential([layers.Conv2D(256, 3), layers.Dense(10)])
      m.compile("adam", "mse")
      m.fit(x, y, epochs=3)
    `,
    );

    silent(
      'a policy that is made and set, by its name or by that of layers',
      [
        'p = mixed_precision.Policy("mixed_float16")\nmixed_precision.set_global_policy(p)\n',
        'p = mixed_precision.Policy("mixed_float16")\nlayer = keras.layers.Dense(3, dtype=p)\n',
        'p = mixed_precision.Policy("float32")\n',
        'mixed_precision.set_global_policy(mixed_precision.Policy("mixed_float16"))\n',
      ].map((text) => `from tensorflow import keras\nfrom tensorflow.keras import mixed_precision\n${text}`),
    );

    silent(
      'sessions of the time before policies',
      py`
      import tensorflow as tf
      from keras.layers import Conv2D
      from keras.models import Sequential
      config = tf.ConfigProto()
      with tf.device("/gpu:0"):
          m = Sequential([Conv2D(256, 3), Conv2D(512, 3), Conv2D(512, 3)])
      m.fit(x, y, epochs=50)
    `,
    );

    silent(
      'no word of a GPU',
      py`
      import tensorflow as tf
      from tensorflow.keras import layers
      m = tf.keras.Sequential([layers.Conv2D(256, 3), layers.Dense(10)])
      m.compile("adam", "mse")
      m.fit(x, y, epochs=3)
    `,
    );

    silent(
      'a deep network without a GPU that is trained for a few epochs, on a CPU, or with few wide layers',
      ['epochs=2)', 'epochs=30)  # about an hour on a CPU'].map(
        (end) => `import keras
from keras import layers
m = keras.Sequential([layers.Conv2D(256, 3), layers.Conv2D(512, 3), layers.Conv2D(512, 3), layers.Dense(10)])
m.compile("adam", "mse")
m.fit(x, y, ${end}
`,
      ),
    );

    silent(
      'narrow layers',
      py`
      import tensorflow as tf
      from tensorflow.keras import layers
      print("GPUs:", len(tf.config.list_physical_devices("GPU")))
      m = tf.keras.Sequential([layers.Dense(32)])
      m.fit(x, y, epochs=3)
    `,
    );

    silent(
      'the policy of a layer',
      py`
      import tensorflow as tf
      from tensorflow.keras import layers
      print("GPUs:", len(tf.config.list_physical_devices("GPU")))
      m = tf.keras.Sequential([layers.Dense(512, dtype="mixed_float16")])
      m.fit(x, y, epochs=3)
    `,
    );

    silent(
      'a question for CPUs',
      py`
      import tensorflow as tf
      from tensorflow.keras import layers
      tf.config.list_physical_devices("CPU")
      m = tf.keras.Sequential([layers.Conv2D(256, 3), layers.Dense(10)])
      m.compile("adam", "mse")
      m.fit(x, y, epochs=3)
    `,
    );

    silent(
      'a TPU',
      py`
      import tensorflow as tf
      from tensorflow.keras import layers
      print("GPUs:", len(tf.config.list_physical_devices("GPU")))
      r = tf.distribute.cluster_resolver.TPUClusterResolver()
      m = tf.keras.Sequential([layers.Conv2D(256, 3), layers.Dense(10)])
      m.compile("adam", "mse")
      m.fit(x, y, epochs=3)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a policy that is made and never set',
      py`
      from tensorflow.keras import mixed_precision
      class Setup:
          def __init__(self, optimizer):
              # mixed_precision.set_global_policy("mixed_float16")
              policy = «mixed_precision.Policy»("mixed_float16")
              self.optimizer = mixed_precision.LossScaleOptimizer(optimizer)
    `,
      { message: /never set/, fixes: [] },
    );

    finds(
      'a deep network of convolutions that is trained for many epochs',
      py`
      from tensorflow import keras
      from tensorflow.keras import layers

      def make_model(shape):
          inputs = keras.Input(shape=shape)
          x = layers.Conv2D(128, 3, strides=2)(inputs)
          for size in [256, 512, 728]:
              x = layers.SeparableConv2D(size, 3, padding="same")(x)
              x = layers.BatchNormalization()(x)
          return keras.Model(inputs, layers.Dense(1)(layers.GlobalAveragePooling2D()(x)))

      model = make_model((180, 180, 3))
      epochs = 25
      model.compile("adam", "binary_crossentropy")
      «model.fit»(train_ds, epochs=epochs, validation_data=val_ds)
    `,
    );

    finds(
      'a question for GPUs',
      py`
      import tensorflow as tf
      from tensorflow.keras import layers
      print("GPUs:", len(tf.config.list_physical_devices("GPU")))
      m = tf.keras.Sequential([layers.Conv2D(256, 3), layers.Dense(10)])
      m.compile("adam", "mse")
      «m.fit»(x, y, epochs=3)
    `,
      { severity: 'hint', change: { precision: 'amp-fp16' }, fixes: [] },
    );

    finds(
      'a strategy and a network of the catalogue',
      py`
      import tensorflow as tf
      with tf.distribute.MirroredStrategy().scope():
          m = tf.keras.applications.ResNet50(weights=None)
      «m.fit»(x, y, epochs=3)
    `,
    );

    finds('a named device in a notebook', [
      py`
      import tensorflow as tf
      from tensorflow.keras import layers
      m = tf.keras.Sequential([layers.Conv2D(256, 3), layers.Dense(10)])
      m.compile("adam", "mse")
    `,
      py`
      with tf.device("/GPU:0"):
          «m.fit»(x, y, epochs=3)
    `,
    ]);
  });
});
