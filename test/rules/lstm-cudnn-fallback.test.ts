import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('lstm-cudnn-fallback');
const title = 'Use the settings of the fused kernel';

describe('lstm-cudnn-fallback', () => {
  describe('says nothing of', () => {
    silent('standard settings', 'from keras.layers import GRU, LSTM\nLSTM(64, return_sequences=True, dropout=0.2)\nGRU(64)\n');
    silent(
      'standard settings that are written out',
      'import keras\nkeras.layers.LSTM(64, "tanh", "sigmoid", True, unroll=False, recurrent_dropout=0.0)\n',
    );
    silent('the standard function by its name', 'import tensorflow as tf\ntf.keras.layers.LSTM(64, activation=tf.nn.tanh)\n');
    silent('a value that is not known', 'from keras.layers import LSTM\nLSTM(64, recurrent_dropout=cfg.drop, activation=act)\n');
    silent('options that are not known', 'from keras.layers import LSTM\nLSTM(64, **options)\n');
    silent(
      'a hidden GPU',
      'import os\nos.environ["CUDA_VISIBLE_DEVICES"] = "-1"\nfrom keras.layers import LSTM\nLSTM(64, activation="relu")\n',
    );
    silent(
      'another backend',
      'import os\nos.environ["KERAS_BACKEND"] = "jax"\nfrom keras.layers import LSTM\nLSTM(64, activation="relu")\n',
    );
    silent('a layer of PyTorch', 'from torch import nn\nnn.LSTM(64, 64, bias=False)\n');
    silent('other layers', 'from keras.layers import Dense, SimpleRNN\nDense(64, activation="relu")\nSimpleRNN(64, activation="relu")\n');
    silent('a cell of the program', 'import keras\nclass Cell(keras.layers.Layer): ...\nkeras.layers.RNN(Cell())\n');
    silent('a stack of cells', 'from keras.layers import LSTMCell, RNN\nRNN([LSTMCell(8), LSTMCell(8)])\n');
    silent('a test', 'from keras.layers import LSTM\ndef test_layer():\n    LSTM(64, unroll=True)\n');
  });

  describe('finds', () => {
    finds('another activation', 'from tensorflow.keras.layers import LSTM\nLSTM(64, «activation="relu"»)\n', {
      severity: 'hint',
      confidence: 'medium',
      fixes: [title],
    });
    finds(
      'recurrent dropout from a constant',
      'import keras\nDROP = 0.2\nkeras.layers.GRU(64, «recurrent_dropout=DROP», return_sequences=True)\n',
    );
    finds('unrolling', 'import tensorflow as tf\nx = tf.keras.layers.LSTM(64, «unroll=True»)(x)\n');
    finds('another function', 'import tensorflow as tf\nx = tf.keras.layers.LSTM(64, «activation=tf.nn.relu»)(x)\n');
    finds('an activation by position', 'import keras\nmodel.add(keras.layers.Bidirectional(keras.layers.LSTM(64, «"elu"»)))\n');
    finds('settings from a dict', 'import keras\nopts = {"recurrent_dropout": 0.3}\n«keras.layers.LSTM»(64, **opts)\n', { fixes: [] });
    finds(
      'a cell in a loop over time steps',
      'from tensorflow import keras\nx = «keras.layers.RNN»(keras.layers.LSTMCell(64), return_sequences=True)(x)\n',
      { fixes: [] },
    );
  });

  describe('repairs', () => {
    repairs(
      'every setting at once',
      py`
      from keras.layers import LSTM
      layer = LSTM(
          64,
          «activation="relu"»,  # as in the paper
          recurrent_dropout=0.1,
          use_bias=False,
      )
    `
        .replace('«activation="relu"»', 'activation="relu"')
        .replace('recurrent_dropout=0.1', '«recurrent_dropout=0.1»'),
      {
        title,
        safe: false,
        gives: py`
          from keras.layers import LSTM
          layer = LSTM(
              64,
              activation="tanh",  # as in the paper
              recurrent_dropout=0,
              use_bias=True,
          )
        `,
      },
    );
  });
});
