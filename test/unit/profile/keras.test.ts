import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf } from './facts-of';

describe('Runs of Keras models', () => {
  it('take the optimizer from the compile of a class, not from the call it passes on', () => {
    const script = py`
      import keras
      class Pair(keras.Model):
          def __init__(self):
              super().__init__()
              self.one = keras.layers.Dense(1)
          def compile(self, first_optimizer, second_optimizer):
              super().compile()
              self.first_optimizer = first_optimizer
              self.second_optimizer = second_optimizer
      pair = Pair()
      pair.compile(first_optimizer=keras.optimizers.Nadam(0.007), second_optimizer=keras.optimizers.SGD(0.1))
      pair.fit(x, y, epochs=4)
    `;
    assert.deepEqual(factsOf(script, ['optimizer', 'learningRate', 'epochs']), { optimizer: 'nadam', learningRate: 0.007, epochs: 4 });
  });

  it('are of the model that is made, where an earlier one may be loaded', () => {
    const script = py`
      from keras.layers import Dense
      from keras.models import Sequential, load_model
      if settings.resume:
          model = load_model("best.h5")
      else:
          model = Sequential()
          model.add(Dense(3, input_shape=(4,)))
          model.compile(loss="mse", optimizer="sgd")
      model.fit(x, y, epochs=6)
    `;
    assert.deepEqual(factsOf(script, ['model', 'optimizer', 'epochs']), { model: 'Sequential', optimizer: 'sgd', epochs: 6 });
  });

  it('learn at the rate that older versions call lr, on the network that is added', () => {
    const script = py`
      import keras
      base = keras.applications.VGG16(weights="imagenet", include_top=False)
      model = keras.models.Sequential()
      model.add(base)
      model.add(keras.layers.Dense(2))
      model.compile(optimizer=keras.optimizers.RMSprop(lr=2e-5), loss="mse")
      model.fit(x, y, epochs=5)
    `;
    assert.deepEqual(factsOf(script, ['model', 'pretrained', 'optimizer', 'learningRate']), {
      model: 'keras/VGG16',
      pretrained: true,
      optimizer: 'rmsprop',
      learningRate: 2e-5,
    });
  });

  it('train the epochs of a loop that fits one in each round', () => {
    const script = (loop: string): string => `
from tensorflow import keras
model = keras.Sequential([keras.layers.Dense(1)])
model.compile("sgd", "mse")
for ${loop}:
    model.fit(x, y, epochs=1)
`;
    assert.deepEqual(factsOf(script('epoch in range(35)'), ['epochs', 'repeats']), { epochs: 35, repeats: 1 });
    assert.deepEqual(factsOf(script('trial in range(35)'), ['epochs', 'repeats']), { epochs: 1, repeats: 35 });
  });
});
