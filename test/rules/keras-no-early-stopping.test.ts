import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('keras-no-early-stopping');

describe('keras-no-early-stopping', () => {
  describe('says nothing of', () => {
    silent(
      'a few epochs in the words of Keras 1',
      py`
      from keras.models import Sequential
      m = Sequential()
      m.fit_generator(train, samples_per_epoch=2000, nb_epoch=5, validation_data=valid, nb_val_samples=400)
    `,
    );

    silent(
      'EarlyStopping in a variable',
      py`
      import keras
      es = keras.callbacks.EarlyStopping(patience=3)
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=100, validation_split=0.2, callbacks=[es])
    `,
    );

    silent(
      'a fit that is gone on with by hand, from an epoch that is counted up',
      py`
      import keras
      model = keras.Sequential([keras.applications.ResNet50(), keras.layers.Dense(1)])
      start, end = 0, 30
      model.fit(x, y, epochs=end, initial_epoch=start, validation_split=0.2)
      start, end = end, end + 30
    `,
    );

    silent(
      'callbacks from code that was not found',
      py`
      import keras
      from mylib import cbs
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=100, validation_split=0.2, callbacks=cbs())
    `,
    );

    silent(
      'a list that code that was not found may change',
      py`
      import keras
      from mylib import extend
      cbs = [keras.callbacks.CSVLogger("x")]
      extend(cbs)
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=100, validation_split=0.2, callbacks=cbs)
    `,
    );

    silent(
      'EarlyStopping added under a condition',
      py`
      import keras
      cbs = [keras.callbacks.CSVLogger("x")]
      if patience:
          cbs.append(keras.callbacks.EarlyStopping())
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=100, validation_split=0.2, callbacks=cbs)
    `,
    );

    silent(
      'a callback of the program that stops',
      py`
      import keras
      class Stop(keras.callbacks.Callback):
          def on_epoch_end(self, epoch, logs=None):
              if logs["val_loss"] < 0.1:
                  self.model.stop_training = True
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=100, validation_split=0.2, callbacks=[Stop()])
    `,
    );

    silent(
      'no validation',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=100)
    `,
    );

    silent(
      'few epochs',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=10, validation_split=0.2)
    `,
    );

    silent(
      'epochs from a configuration',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=cfg.epochs, validation_split=0.2)
    `,
    );

    silent(
      'a schedule as a callback',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=90, validation_data=v, callbacks=[keras.callbacks.LearningRateScheduler(f)])
    `,
    );

    silent(
      'a schedule that runs for all epochs',
      py`
      import keras
      lr = keras.optimizers.schedules.CosineDecay(0.1, 1000)
      model = keras.Sequential([keras.layers.Dense(1)])
      model.compile(keras.optimizers.SGD(lr), "mse")
      model.fit(x, y, epochs=90, validation_data=v)
    `,
    );

    silent(
      'an estimator of scikit-learn',
      py`
      from sklearn.neural_network import MLPClassifier
      m = MLPClassifier()
      m.fit(x, y, epochs=100, validation_data=v)
    `,
    );

    silent(
      'a model of another library',
      py`
      from pytorch_tabnet.tab_model import TabNetClassifier
      m = TabNetClassifier()
      m.fit(x, y, epochs=100, validation_data=v)
    `,
    );

    silent(
      'a training step of the program',
      py`
      import keras
      class GAN(keras.Model):
          def train_step(self, d): ...
      g = GAN()
      g.fit(x, epochs=100, validation_data=v)
    `,
    );

    silent(
      'unknown options',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=90, validation_data=v, **kw)
    `,
    );

    silent(
      'validation_data=None',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=90, validation_data=None)
    `,
    );

    silent(
      'a test',
      py`
      import keras
      def test_fit():
          model = keras.Sequential([keras.layers.Dense(1)])
          model.fit(x, y, epochs=90, validation_data=v)
    `,
    );

    silent(
      'a callback made of functions',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=90, validation_data=v, callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=f)])
    `,
    );

    silent(
      'model factory unknown class with no keras keyword',
      py`
      import tensorflow as tf
      from lib import model
      model.fit(x, y)
    `,
    );

    silent(
      'EarlyStopping in the second of two lists',
      py`
      import keras
      base = [keras.callbacks.CSVLogger("x")]
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=90, validation_data=v, callbacks=base + [keras.callbacks.EarlyStopping()])
    `,
    );

    silent(
      'a function that returns EarlyStopping',
      py`
      import keras
      def cbs():
          return [keras.callbacks.EarlyStopping(patience=2), keras.callbacks.CSVLogger("x")]
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=90, validation_data=v, callbacks=cbs())
    `,
    );

    silent(
      'a tuner',
      py`
      import keras_tuner as kt
      tuner = kt.Hyperband(build)
      tuner.search(x, y, epochs=50, validation_data=v)
    `,
    );

    silent(
      'a subclass of EarlyStopping',
      py`
      import keras
      class ES(keras.callbacks.EarlyStopping):
          pass
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=90, validation_data=v, callbacks=[keras.callbacks.TerminateOnNaN(), ES()])
    `,
    );

    silent(
      'a generator that is trained on and validated with',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      batches = keras.utils.image_dataset_from_directory("photos")
      model.fit(batches, epochs=50, validation_data=batches, validation_steps=5)
      model.fit(x, y, epochs=50, validation_data=(x, y))
    `,
    );

    silent(
      'a fit that goes on from an epoch before',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=40, initial_epoch=20, validation_split=0.1)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'many epochs in the words of Keras 1',
      py`
      from keras.models import Sequential
      m = Sequential()
      «m.fit_generator»(train, samples_per_epoch=2000, nb_epoch=50, validation_data=valid, nb_val_samples=400)
    `,
      { fixes: [] },
    );

    finds(
      'a run that goes on where the one before was interrupted',
      py`
      import wandb
      import keras
      wandb.init(resume=True)
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=40, initial_epoch=wandb.run.step, validation_split=0.1)
    `,
    );

    const recorded = (losses: readonly number[], seconds: number): readonly string[] => [
      losses
        .map(
          (loss, index) =>
            `Epoch ${String(index + 1)}/30\n9/9 [====] - ${String(seconds)}s 1s/step - loss: 1.0 - val_loss: ${String(loss)}\n`,
        )
        .join(''),
    ];
    const losses = Array.from({ length: 30 }, (_, index) => 1 - index / 100);
    const fit = [
      'import keras\nmodel = keras.Sequential([keras.applications.ResNet50(), keras.layers.Dense(1)])\n«model.fit»(x, y, epochs=30, validation_data=(v, w))\n',
    ];

    finds(
      'as a hint, trainings with a few settings whose curves are compared',
      py`
      import keras
      curves = {}
      for rate in [0.0, 0.2, 0.5]:
          model = keras.Sequential([keras.applications.ResNet50(), keras.layers.Dropout(rate), keras.layers.Dense(1)])
          history = «model.fit»(x, y, epochs=40, validation_data=(v, w))
          curves[rate] = history.history
    `,
      { severity: 'hint' },
    );

    finds('what a notebook holds no record of', fit, { severity: 'information' });
    finds(
      'a fit whose record shows that its last half was of no use',
      fit,
      { severity: 'information' },
      { printed: recorded([...losses.slice(18), ...losses.slice(0, 18)], 60) },
    );
    finds(
      'as a hint, a fit whose record shows that its best epoch was the last',
      fit,
      { severity: 'hint' },
      { printed: recorded(losses, 60) },
    );
    finds('as a hint, a fit that took half a minute', fit, { severity: 'hint' }, { printed: recorded([1, ...losses.slice(0, 29)], 1) });

    finds(
      'as a hint, test data that the result is scored with',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(64), keras.layers.Dense(1)])
      «model.fit»(x_train, y_train, epochs=40, validation_data=(x_test, y_test))
      print(model.evaluate(x_test, y_test))
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, what is called test data, whatever is scored',
      py`
      import keras
      model = keras.Sequential([keras.applications.ResNet50(), keras.layers.Dense(1)])
      «model.fit»(x_train, y_train, epochs=40, validation_data=(x_test, y_test))
      print(model.evaluate(x_held, y_held))
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a few steps in all',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(64), keras.layers.Dense(1)])
      «model.fit»(batches, epochs=40, steps_per_epoch=2, validation_data=val)
    `,
      { severity: 'hint' },
    );

    finds(
      'many steps',
      py`
      import keras
      model = keras.Sequential([keras.applications.ResNet50(), keras.layers.Dense(1)])
      «model.fit»(batches, epochs=40, steps_per_epoch=200, validation_data=val)
    `,
      { severity: 'information' },
    );

    finds(
      'as a hint, a network that is to overfit',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(64), keras.layers.Dense(1)])
      # Far too large: it will overfit.
      history = «model.fit»(x, y, epochs=40, validation_split=0.2)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a small table',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(64), keras.layers.Dense(1)])
      import pandas as pd
      passengers = pd.read_csv("titanic/train.csv")
      «model.fit»(passengers[names], passengers["Survived"], epochs=40, validation_split=0.2)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, dense layers alone, and a model from elsewhere',
      py`
      import keras
      from shop import make
      model = keras.Sequential([keras.layers.Dense(64), keras.layers.Dropout(0.2), keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=100, validation_split=0.2)
      other = make()
      «other.fit»(x, y, epochs=100, validation_split=0.2)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, digits, patches of one scene, and few epochs',
      py`
      import keras
      from keras import layers
      model = keras.Sequential([layers.Conv2D(32, 3), layers.Conv2D(64, 3), layers.Flatten(), layers.Dense(10)])
      «model.fit»(x.reshape(-1, 28, 28, 1), y, epochs=100, validation_split=0.2)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, patches of one scene',
      py`
      import keras, scipy.io
      from keras import layers
      scene = scipy.io.loadmat("scene.mat")["data"]
      model = keras.Sequential([layers.Conv2D(32, 3), layers.Conv2D(64, 3), layers.Flatten(), layers.Dense(10)])
      «model.fit»(cut(scene), y, epochs=100, validation_split=0.2)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, one batch, and a share of what a generator gives',
      py`
      import keras
      model = keras.Sequential([keras.applications.ResNet50(), keras.layers.Dense(1)])
      «model.fit»(batches[0][0], batches[0][1], epochs=50, validation_split=0.2)
      «model.fit»(batches, epochs=50, steps_per_epoch=500, validation_split=0.2)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, stopping that was commented out',
      py`
      import keras
      model = keras.Sequential([keras.applications.ResNet50(), keras.layers.Dense(1)])
      # stop = keras.callbacks.EarlyStopping(patience=5)
      «model.fit»(x, y, epochs=50, validation_split=0.2)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, fewer than thirty epochs',
      py`
      import keras
      model = keras.Sequential([keras.applications.ResNet50(), keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=25, validation_split=0.2)
    `,
      { severity: 'hint' },
    );

    finds(
      'convolutions that are added one by one, in a program with a dense network too',
      py`
      from tensorflow.keras.models import Sequential
      from tensorflow.keras.layers import Conv2D, Dense, Flatten
      small = Sequential([Dense(8), Dense(1)])
      model = Sequential()
      model.add(Conv2D(32, (3, 3)))
      model.add(Conv2D(64, (3, 3)))
      model.add(Flatten())
      model.add(Dense(1))
      «model.fit»(x, y, epochs=50, validation_split=0.2)
    `,
      { severity: 'information' },
    );

    finds(
      'texts that a recurrent layer reads',
      py`
      import keras
      from keras import layers
      words = keras.Input((200,))
      read = layers.LSTM(32)(layers.Embedding(20000, 100)(words))
      model = keras.Model(words, layers.Dense(1)(read))
      «model.fit»(x, y, epochs=50, validation_split=0.2)
    `,
      { severity: 'information' },
    );

    finds(
      'no callbacks',
      py`
      import keras
      model = keras.Sequential([keras.layers.Conv2D(32, 3), keras.layers.Conv2D(64, 3), keras.layers.Dense(1)])
      model.compile("adam", "mse")
      «model.fit»(x, y, epochs=100, validation_split=0.2)
    `,
      { severity: 'information', confidence: 'high', change: null, fixes: ['Stop when the validation loss no longer improves'] },
    );

    finds(
      'a model of tf.keras.applications',
      py`
      import tensorflow as tf
      model = tf.keras.applications.ResNet50(weights=None)
      model.compile("adam", "mse")
      «model.fit»(train, epochs=50, validation_data=val)
    `,
    );

    finds(
      'a callback of the program that only prints',
      py`
      import keras
      class Log(keras.callbacks.Callback):
          def on_epoch_end(self, epoch, logs=None):
              print(epoch, logs)
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=100, validation_split=0.2, callbacks=[Log()])
    `,
    );

    finds(
      'epochs by default on the command line',
      py`
      import keras, argparse
      p = argparse.ArgumentParser(); p.add_argument("--epochs", type=int, default=200)
      a = p.parse_args()
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=a.epochs, validation_data=(xv, yv))
    `,
    );

    finds(
      'callbacks that do not stop',
      py`
      from tensorflow.keras.callbacks import ReduceLROnPlateau, ModelCheckpoint
      from tensorflow.keras.models import Sequential
      model = Sequential()
      «model.fit»(x, y, epochs=90, validation_data=v, callbacks=[ReduceLROnPlateau(), ModelCheckpoint("a")])
    `,
    );

    finds(
      'a callback that only reports to a tracker',
      py`
      import keras
      from wandb.integration.keras import WandbMetricsLogger
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=90, validation_data=v, callbacks=[WandbMetricsLogger()])
    `,
    );

    finds(
      'TensorBoard',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=90, validation_data=v, callbacks=[keras.callbacks.TensorBoard("l")])
    `,
    );

    finds(
      'callbacks=None',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=90, validation_data=v, callbacks=None)
    `,
    );

    finds(
      'an empty list',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=90, validation_data=v, callbacks=[])
    `,
    );

    finds(
      'positional arguments',
      py`
      from tensorflow.keras import layers, Model, Input
      i = Input((3,)); o = layers.Dense(1)(i)
      m = Model(i, o)
      m.compile("adam", "mse")
      «m.fit»(x, y, 32, 50, 1, None, 0.1)
    `,
    );

    finds(
      'known options',
      py`
      import keras
      kw = dict(epochs=90, batch_size=4)
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, validation_data=v, **kw)
    `,
    );

    finds('a notebook', [
      py`
        from tensorflow import keras
        model = keras.models.load_model("a.keras")
      `,
      py`
        history = «model.fit»(train_ds, validation_data=val_ds, epochs=40)
      `,
    ]);

    finds(
      'two lists',
      py`
      import keras
      base = [keras.callbacks.CSVLogger("x")]
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=90, validation_data=v, callbacks=base + [keras.callbacks.TensorBoard()])
    `,
    );

    finds(
      'a function that returns none that stops',
      py`
      import keras
      def cbs(name):
          return [keras.callbacks.ModelCheckpoint(name), keras.callbacks.CSVLogger("x")]
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=90, validation_data=v, callbacks=cbs("a"))
    `,
    );

    finds(
      'a fit for each fold',
      py`
      import keras
      from sklearn.model_selection import KFold
      for tr, va in KFold(5).split(X):
          model = keras.Sequential([keras.layers.Dense(1)])
          model.compile("adam", "mse")
          «model.fit»(X[tr], y[tr], epochs=80, validation_data=(X[va], y[va]), verbose=0)
    `,
    );

    finds(
      'fit_generator',
      py`
      from keras.models import Sequential
      model = Sequential()
      «model.fit_generator»(gen, steps_per_epoch=10, epochs=60, validation_data=vg)
    `,
    );
  });

  describe('repairs', () => {
    repairs(
      'a call without callbacks',
      py`
      import keras

      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(
          x,
          y,
          validation_split=0.2,
          epochs=100,
      )
    `,
      {
        title: 'Stop when the validation loss no longer improves',
        safe: false,
        gives: py`
        import keras
        from keras.callbacks import EarlyStopping

        model = keras.Sequential([keras.layers.Dense(1)])
        model.fit(
            x,
            y,
            validation_split=0.2,
            epochs=100,
            callbacks=[EarlyStopping(patience=5, restore_best_weights=True)],
        )
      `,
      },
    );

    repairs(
      'a list in the call, by the name that is imported already',
      py`
      from tensorflow.keras.callbacks import EarlyStopping as Stop, ModelCheckpoint
      from tensorflow.keras.models import Sequential

      model = Sequential()
      «model.fit»(x, y, epochs=90, validation_data=val, callbacks=[ModelCheckpoint("best.keras")])
    `,
      {
        title: 'Stop when the validation loss no longer improves',
        safe: false,
        gives: py`
        from tensorflow.keras.callbacks import EarlyStopping as Stop, ModelCheckpoint
        from tensorflow.keras.models import Sequential

        model = Sequential()
        model.fit(x, y, epochs=90, validation_data=val, callbacks=[Stop(patience=5, restore_best_weights=True), ModelCheckpoint("best.keras")])
      `,
      },
    );

    repairs(
      'a list in a variable',
      py`
      import keras

      callbacks = [keras.callbacks.CSVLogger("log.csv")]
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=90, validation_data=val, callbacks=callbacks)
    `,
      {
        title: 'Stop when the validation loss no longer improves',
        safe: false,
        gives: py`
        import keras
        from keras.callbacks import EarlyStopping

        callbacks = [keras.callbacks.CSVLogger("log.csv")]
        model = keras.Sequential([keras.layers.Dense(1)])
        model.fit(x, y, epochs=90, validation_data=val, callbacks=[*callbacks, EarlyStopping(patience=5, restore_best_weights=True)])
      `,
      },
    );

    repairs(
      'an expression',
      py`
      import keras

      first = [keras.callbacks.CSVLogger("log.csv")]
      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=90, validation_data=val, callbacks=first + [keras.callbacks.TensorBoard()])
    `,
      {
        title: 'Stop when the validation loss no longer improves',
        safe: false,
        gives: py`
        import keras
        from keras.callbacks import EarlyStopping

        first = [keras.callbacks.CSVLogger("log.csv")]
        model = keras.Sequential([keras.layers.Dense(1)])
        model.fit(x, y, epochs=90, validation_data=val, callbacks=[*(first + [keras.callbacks.TensorBoard()]), EarlyStopping(patience=5, restore_best_weights=True)])
      `,
      },
    );

    repairs(
      'no list',
      py`
      import keras

      model = keras.Sequential([keras.layers.Dense(1)])
      «model.fit»(x, y, epochs=90, validation_data=val, callbacks=None)
    `,
      {
        title: 'Stop when the validation loss no longer improves',
        safe: false,
        gives: py`
        import keras
        from keras.callbacks import EarlyStopping

        model = keras.Sequential([keras.layers.Dense(1)])
        model.fit(x, y, epochs=90, validation_data=val, callbacks=[EarlyStopping(patience=5, restore_best_weights=True)])
      `,
      },
    );

    repairs(
      'a notebook, within its cell',
      [
        py`
        from tensorflow import keras
        model = keras.models.load_model("a.keras")
      `,
        py`
        history = «model.fit»(train, validation_data=val, epochs=40)
      `,
      ],
      {
        title: 'Stop when the validation loss no longer improves',
        safe: false,
        gives: [
          py`
          from tensorflow import keras
          model = keras.models.load_model("a.keras")
        `,
          py`
          from tensorflow.keras.callbacks import EarlyStopping
          history = model.fit(train, validation_data=val, epochs=40, callbacks=[EarlyStopping(patience=5, restore_best_weights=True)])
        `,
        ],
      },
    );
  });
});
