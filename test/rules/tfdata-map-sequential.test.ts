import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('tfdata-map-sequential');

describe('tfdata-map-sequential', () => {
  describe('says nothing of', () => {
    silent(
      'parallel calls by keyword, position and constant',
      py`
      import tensorflow as tf
      AUTO = tf.data.AUTOTUNE
      ds = tf.data.TFRecordDataset("a").map(parse, num_parallel_calls=8)
      ds = ds.map(augment, AUTO)
      ds = ds.interleave(tf.data.TFRecordDataset, 4, 1, AUTO)
    `,
    );

    silent(
      'parallel calls that come from elsewhere',
      py`
      import tensorflow as tf
      def build(files, calls, **how):
          ds = tf.data.TFRecordDataset(files).map(parse, num_parallel_calls=calls)
          return ds.map(augment, **how)
    `,
    );

    silent(
      'other collections with a map',
      py`
      import pandas as pd
      import tensorflow as tf
      from datasets import load_dataset
      from multiprocessing import Pool
      s = pd.read_csv("a")["x"].map({"a": 0})
      t = load_dataset("imdb", split="train").map(encode)
      with Pool(4) as pool:
          parts = pool.map(work, range(9))
    `,
    );

    silent(
      'a map that only picks',
      py`
      import tensorflow as tf
      ds = tf.data.TFRecordDataset("a").map(lambda x: {"image": x["image"], "label": x["label"]})
    `,
    );

    silent(
      'windows cut in two',
      py`
      import tensorflow as tf
      ds = tf.data.Dataset.from_tensor_slices(series).window(9, shift=1, drop_remainder=True)
      ds = ds.flat_map(lambda w: w.batch(9)).map(lambda w: (w[:-1], w[-1]))
    `,
    );

    silent(
      'arithmetic on whole batches',
      py`
      import tensorflow as tf
      ds = tf.keras.utils.image_dataset_from_directory("photos")
      ds = ds.map(lambda x, y: (x / 255.0, y))
      other = tf.data.Dataset.from_tensor_slices(a).batch(8)
      other = other.map(lambda x: tf.cast(x, tf.float32) * 2.0)
    `,
    );

    silent(
      'a pipeline whose options decide',
      py`
      import tensorflow as tf
      options = tf.data.Options()
      options.experimental_optimization.map_parallelization = True
      ds = tf.data.TFRecordDataset("a").map(parse).with_options(options)
    `,
    );

    silent(
      'a pipeline that is being debugged',
      py`
      import tensorflow as tf
      tf.data.experimental.enable_debug_mode()
      ds = tf.data.TFRecordDataset("a").map(parse)
    `,
    );

    silent(
      'a few elements',
      py`
      import tensorflow as tf
      few = tf.data.TFRecordDataset("a").take(5).repeat(2).map(parse)
      one = tf.data.experimental.get_single_element(tf.data.Dataset.list_files("a.png").map(read))
    `,
    );

    silent(
      'a test',
      py`
      import tensorflow as tf
      def test_parse():
          assert list(tf.data.TFRecordDataset("a").map(parse))
    `,
    );

    silent(
      'something unknown, mapped by something unknown',
      py`
      import tensorflow as tf
      rows = load().map(clean)
    `,
    );

    silent(
      'a step inside of what a parallel interleave runs',
      py`
      import tensorflow as tf
      def lines(name):
          rows = tf.data.TextLineDataset(name)
          return rows.map(lambda row: tf.strings.regex_replace(row, "a", "b"))
      files = tf.data.Dataset.from_tensor_slices(names)
      data = files.interleave(lines, cycle_length=16, num_parallel_calls=16)
    `,
    );

    silent(
      'one batch to look at',
      py`
      import tensorflow as tf
      data = tf.data.Dataset.from_tensor_slices(names)
      pictures = next(iter(data.map(lambda name: tf.io.decode_jpeg(tf.io.read_file(name))).batch(4)))
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a function of the file in a chain over lines',
      py`
      import tensorflow as tf

      def read(path):
          return tf.image.resize(tf.io.decode_png(tf.io.read_file(path)), (96, 96))

      ds = (
          tf.data.Dataset.list_files("a/*.png")
          .shuffle(100)
          .«map»(read)
          .batch(8)
      )
    `,
      { severity: 'hint', confidence: 'high', fixes: ['Run it on several elements in parallel'] },
    );

    finds(
      'a function from elsewhere, and an alias of the module',
      py`
      from records import parse
      import tensorflow.data as data
      raw = data.TFRecordDataset(["a", "b"])
      train = raw.«map»(parse).batch(8)
    `,
    );

    finds(
      'interleave',
      py`
      import tensorflow as tf
      ds = tf.data.Dataset.list_files("a/*").«interleave»(lambda f: tf.data.TextLineDataset(f).skip(1), cycle_length=4)
    `,
    );

    finds(
      'None and 1 as they are written',
      py`
      import tensorflow as tf
      ds = tf.data.TFRecordDataset("a").«map»(parse, num_parallel_calls=None)
      ds = ds.«map»(augment, 1)
    `,
    );

    finds(
      'splits of TensorFlow Datasets',
      py`
      import tensorflow_datasets as tfds
      import tensorflow as tf
      (train, test), info = tfds.load("mnist", split=["train", "test"], with_info=True, as_supervised=True)
      train = train.«map»(lambda x, y: (tf.image.resize(x, (64, 64)), y))
      one = tfds.load("mnist", split="train").«map»(prepare)
    `,
    );

    finds(
      'a parameter that is mapped by TensorFlow operations',
      py`
      import tensorflow as tf
      class Input:
          def decode(self, record):
              return tf.io.parse_single_example(record, self.features)
          def pipeline(self, dataset):
              return dataset.«map»(self.decode).batch(4)
    `,
    );

    finds(
      'a parameter that is prefetched',
      py`
      import tensorflow as tf
      from prepare import decode
      def pipeline(dataset):
          return dataset.«map»(decode).batch(4).prefetch(1)
    `,
    );

    finds(
      'Python in a parallel map',
      py`
      import tensorflow as tf
      def read(path):
          return tf.«py_function»(load, [path], tf.float32)
      ds = tf.data.Dataset.list_files("a/*").map(read, num_parallel_calls=tf.data.AUTOTUNE)
    `,
      { severity: 'hint', message: /lock/, fixes: [] },
    );

    finds(
      'arithmetic on single elements',
      py`
      import tensorflow as tf
      ds = tf.data.Dataset.from_tensor_slices(a).«map»(lambda x: tf.cast(x, tf.float32) / 255.0).batch(8)
    `,
      { severity: 'hint', confidence: 'medium' },
    );

    finds(
      'a step inside of what a sequential interleave runs, and the interleave',
      py`
      import tensorflow as tf
      def lines(name):
          rows = tf.data.TextLineDataset(name)
          return rows.«map»(lambda row: tf.strings.regex_replace(row, "a", "b"))
      files = tf.data.Dataset.from_tensor_slices(names)
      data = files.«interleave»(lines, cycle_length=16)
    `,
    );

    finds(
      'what is cached right away',
      py`
      import tensorflow as tf
      data = tf.data.Dataset.from_tensor_slices(names)
      data = data.«map»(lambda name: tf.io.decode_jpeg(tf.io.read_file(name))).cache().repeat()
      model.fit(data)
    `,
      { severity: 'hint' },
    );

    finds(
      'records that are only written',
      py`
      import tensorflow as tf
      records = tf.data.TFRecordDataset(names)
      rows = records.«map»(lambda one: tf.io.parse_single_example(one, shape))
      for row in rows:
          out.write(row["text"].numpy().decode())
    `,
      { severity: 'hint' },
    );
  });

  describe('repairs', () => {
    const title = 'Run it on several elements in parallel';

    repairs(
      'with a keyword, keeping a comment and a comma',
      py`
      import tensorflow as tf
      ds = tf.data.TFRecordDataset("a").«map»(
          parse,  # one record
      )
    `,
      {
        title,
        safe: false,
        gives: py`
        import tensorflow as tf
        ds = tf.data.TFRecordDataset("a").map(
            parse,  # one record
            num_parallel_calls=tf.data.AUTOTUNE,
        )
      `,
      },
    );

    repairs(
      'safely where the function keeps no state',
      py`
      import tensorflow as tf
      ds = tf.data.Dataset.list_files("a").«map»(lambda f: tf.io.decode_png(tf.io.read_file(f)))
    `,
      {
        title,
        safe: true,
        gives: py`
        import tensorflow as tf
        ds = tf.data.Dataset.list_files("a").map(lambda f: tf.io.decode_png(tf.io.read_file(f)), num_parallel_calls=tf.data.AUTOTUNE)
      `,
      },
    );

    repairs(
      'with the name older versions know, and the import where it is missing',
      py`
      from tensorflow.data import TFRecordDataset
      ds = TFRecordDataset("a").«map»(parse).batch(8)
      # see data.experimental.AUTOTUNE
    `,
      {
        title,
        safe: false,
        gives: py`
        from tensorflow.data import TFRecordDataset
        import tensorflow as tf
        ds = TFRecordDataset("a").map(parse, num_parallel_calls=tf.data.experimental.AUTOTUNE).batch(8)
        # see data.experimental.AUTOTUNE
      `,
      },
    );

    repairs(
      'in the cell of a notebook',
      ['import tensorflow as tf', 'ds = tf.data.TFRecordDataset("a").«map»(parse, num_parallel_calls=None)'],
      {
        title,
        safe: false,
        gives: ['import tensorflow as tf', 'ds = tf.data.TFRecordDataset("a").map(parse, num_parallel_calls=tf.data.AUTOTUNE)'],
      },
    );
  });
});
