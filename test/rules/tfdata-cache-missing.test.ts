import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('tfdata-cache-missing');

const model = 'model = tf.keras.Sequential([tf.keras.layers.Dense(10)])';

describe('tfdata-cache-missing', () => {
  describe('says nothing of', () => {
    silent(
      'a pipeline that is cached',
      py`
      import tensorflow as tf
      ${model}
      def read(path):
          return tf.io.decode_png(tf.io.read_file(path))
      ds = tf.data.Dataset.list_files("a/*").map(read).cache().shuffle(100).batch(8)
      model.fit(ds, epochs=9)
    `,
    );

    silent(
      'a single epoch, and a number that is not known',
      py`
      import tensorflow as tf
      ${model}
      def read(path):
          return tf.io.decode_png(tf.io.read_file(path))
      ds = tf.data.Dataset.list_files("a/*").map(read).batch(8)
      model.fit(ds)
      model.fit(ds, epochs=cfg.epochs)
    `,
    );

    silent(
      'a step that draws at random',
      py`
      import tensorflow as tf
      ${model}
      def read(path):
          image = tf.io.decode_png(tf.io.read_file(path))
          return tf.image.random_flip_left_right(image)
      model.fit(tf.data.Dataset.list_files("a/*").map(read).batch(8), epochs=9)
    `,
    );

    silent(
      'a step that decodes nothing',
      py`
      import tensorflow as tf
      ${model}
      ds = tf.data.Dataset.from_tensor_slices(a).map(lambda x: x / 255).batch(8)
      model.fit(ds, epochs=9)
    `,
    );

    silent(
      'arrays, and a pipeline from elsewhere',
      py`
      import tensorflow as tf
      from project import pipeline
      ${model}
      model.fit(x, y, epochs=9)
      model.fit(pipeline(), epochs=9)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a map that reads files',
      py`
      import tensorflow as tf
      ${model}
      class Input:
          def read(self, path):
              return tf.image.decode_jpeg(tf.io.read_file(path))
          def data(self):
              return tf.data.Dataset.list_files("a/*").«map»(self.read, num_parallel_calls=8).batch(8)
      model.fit(Input().data(), epochs=9)
    `,
      { severity: 'hint', confidence: 'medium', fixes: ['Cache what is decoded in memory'] },
    );

    finds(
      'a folder of images',
      py`
      import tensorflow as tf
      ${model}
      train = tf.keras.utils.«image_dataset_from_directory»("photos")
      train = train.map(lambda x, y: (x / 255, y)).prefetch(1)
      model.fit(train, epochs=20, validation_data=valid)
    `,
    );

    finds('a notebook', [
      'import tensorflow as tf\nmodel = tf.keras.applications.ResNet50()',
      'ds = tf.data.Dataset.list_files("a/*").«map»(lambda p: tf.io.decode_png(tf.io.read_file(p)))',
      'model.fit(ds.batch(8), epochs=3)',
    ]);
  });

  describe('repairs', () => {
    repairs(
      'behind the step, in a chain over lines',
      py`
      import tensorflow as tf
      ${model}
      def read(path):
          return tf.io.decode_png(tf.io.read_file(path))
      ds = (
          tf.data.Dataset.list_files("a/*")
          .«map»(read)  # bytes to numbers
          .batch(8)
      )
      model.fit(ds, epochs=9)
    `,
      {
        title: 'Cache what is decoded in memory',
        safe: false,
        gives: py`
        import tensorflow as tf
        ${model}
        def read(path):
            return tf.io.decode_png(tf.io.read_file(path))
        ds = (
            tf.data.Dataset.list_files("a/*")
            .map(read).cache()  # bytes to numbers
            .batch(8)
        )
        model.fit(ds, epochs=9)
      `,
      },
    );
  });
});
