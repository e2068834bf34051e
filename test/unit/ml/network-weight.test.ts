import assert from 'node:assert/strict';
import { networkWeight } from '../../../src/ml/network-weight';
import { frameworkProgram } from './programs';

/** The weight of what `model` is at the end of the code. */
function weightOf(code: string): string {
  const program = frameworkProgram(`import keras\nfrom keras import layers\n${code}`);
  return networkWeight(program, program.valueOf('model'));
}

describe('the weight of a network', () => {
  it('is heavy with convolutions of pictures, by whichever way they come to the model', () => {
    assert.equal(weightOf('model = keras.Sequential([layers.Conv2D(8, 3), layers.Conv2D(8, 3), layers.Dense(1)])\n'), 'heavy');
    assert.equal(weightOf('model = keras.Sequential()\nmodel.add(layers.Conv2D(8, 3))\nmodel.add(layers.Conv2D(8, 3))\n'), 'heavy');
    assert.equal(
      weightOf('x = keras.Input((64, 64, 3))\ny = layers.Conv2D(8, 3)(layers.Conv2D(8, 3)(x))\nmodel = keras.Model(x, y)\n'),
      'heavy',
    );
    assert.equal(
      weightOf(
        'class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.a = layers.Conv2D(8, 3)\n        self.b = layers.Conv2D(8, 3)\nmodel = Net()\n',
      ),
      'heavy',
    );
  });

  it('is heavy with a published architecture, and with texts or wide states that are read step by step', () => {
    assert.equal(weightOf('model = keras.Sequential([keras.applications.Xception(), layers.Dense(1)])\n'), 'heavy');
    assert.equal(weightOf('model = keras.Sequential([layers.Embedding(9000, 50), layers.GRU(16), layers.Dense(1)])\n'), 'heavy');
    assert.equal(weightOf('model = keras.Sequential([layers.LSTM(128), layers.Dense(1)])\n'), 'heavy');
    assert.equal(weightOf('model = keras.Sequential([layers.LSTM(8, recurrent_dropout=0.2), layers.Dense(1)])\n'), 'heavy');
  });

  it('is not known of one convolution and of few units', () => {
    assert.equal(weightOf('model = keras.Sequential([layers.Conv2D(8, 3), layers.Dense(1)])\n'), 'unknown');
    assert.equal(weightOf('model = keras.Sequential([layers.LSTM(8), layers.Dense(1)])\n'), 'unknown');
    assert.equal(weightOf('from shop import make\nmodel = make()\n'), 'unknown');
  });

  it('is light with dense layers alone, also beside a heavy network', () => {
    const dense = 'model = keras.Sequential([layers.Dense(64), layers.Dropout(0.1), layers.Dense(1)])\n';
    assert.equal(weightOf(dense), 'light');
    assert.equal(weightOf(`other = keras.Sequential([layers.Conv2D(8, 3), layers.Conv2D(8, 3)])\n${dense}`), 'light');
  });

  it('is light on digits', () => {
    assert.equal(
      weightOf(
        '(x, y), test = keras.datasets.mnist.load_data()\nmodel = keras.Sequential([layers.Conv2D(8, 3), layers.Conv2D(8, 3), layers.Dense(1)])\n',
      ),
      'light',
    );
  });
});
