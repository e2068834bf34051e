import assert from 'node:assert/strict';
import { ModelCounter } from '../../../src/workload/model-counter';
import type { ModelCount } from '../../../src/workload/model-count';
import { programOf } from '../python/support';

function count(source: string): ModelCount {
  const program = programOf(`from tensorflow import keras\nfrom tensorflow.keras import layers\n${source}`);
  const model = program.valueOf('model').options[0]?.value;
  assert(model?.kind === 'instance');
  return new ModelCounter(program).count(model, { batch: 8, sampleShape: undefined, tokens: undefined });
}

describe('Keras models whose input is open', () => {
  it('read what nothing states in a shape from how it is written', () => {
    const counted = count(
      'x = load()\nmodel = keras.Sequential([layers.Input(shape=(x.shape[1],)), layers.Dense(4), layers.Dense(len(x.classes))])',
    );
    assert.equal(counted.parameters, 32 * 4 + 4 + 4 * 10 + 10);
    assert.deepEqual(counted.bounds?.parameters, { low: 5 * 4 + 4 + 4 * 2 + 2, high: 1000 * 4 + 4 + 4 * 1000 + 1000 });
  });

  it('take arrays of a usual size for the layer that stands first', () => {
    const counted = count('model = keras.Sequential([layers.Dense(8), layers.Dense(1)])');
    assert.deepEqual(counted.input, [32]);
    assert.equal(counted.parameters, 32 * 8 + 8 + 9);
    assert.deepEqual(counted.assumed, ['tables of 32 columns']);
  });

  it('take a usual length for an axis that may have any', () => {
    const counted = count('model = keras.Sequential([layers.Input(shape=(None, 5)), layers.LSTM(4), layers.Dense(2)])');
    assert.equal(counted.parameters, 4 * 4 * (5 + 4 + 1) + 10);
    assert.equal(counted.bounds?.parameters, undefined);
    assert.equal(counted.forwardFlopsPerSample, 2 * (70 * 4 * 4 * 9 + 8));
    assert.equal(counted.bounds?.forwardFlopsPerSample?.low, 2 * (10 * 4 * 4 * 9 + 8));
  });

  it('are exact where the input is stated', () => {
    const counted = count('model = keras.Sequential([layers.Input(shape=(7,)), layers.Dense(8)])');
    assert.deepEqual([counted.parameters, counted.bounds], [64, undefined]);
  });
});
