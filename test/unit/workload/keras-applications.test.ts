import assert from 'node:assert/strict';
import { ModelCounter } from '../../../src/workload/model-counter';
import type { ModelCount } from '../../../src/workload/model-count';
import { programOf } from '../python/support';

const head = 'import keras\nfrom keras import layers\n';
/** The row of the reference table for VGG-16 (Keras applications). */
const vgg16 = { parameters: 138_357_544, forwardFlops: 30_941_000_000, input: [3, 224, 224], activationElements: 13_560_000 };

function count(source: string): ModelCount | undefined {
  const program = programOf(head + source);
  const model = program.valueOf('model').options[0]?.value;
  assert(model?.kind === 'instance');
  const counter = new ModelCounter(program, (name) => (name === 'keras.applications.VGG16' ? vgg16 : undefined));
  return counter.count(model, { batch: 16, sampleShape: undefined, tokens: undefined });
}

describe('Keras models on a published network', () => {
  it('have its weights without the top, and their own layers', () => {
    const base = 'base = keras.applications.VGG16(include_top=False, input_shape=(64, 64, 3))\n';
    const counted = count(`${base}x = layers.Flatten()(base.output)\nmodel = keras.Model(base.input, layers.Dense(10)(x))`);
    // Counted by Keras 3.15 for this very model; FLOPs by torch.utils.flop_counter: 2,505,613,312.
    assert.equal(counted?.parameters, 14_735_178);
    assert(Math.abs((counted.forwardFlopsPerSample ?? 0) / 2_505_613_312 - 1) < 1e-4);
    assert.deepEqual(counted.input, [64, 64, 3]);
    assert.equal(counted.work?.modules, undefined);
  });

  it('may hold it as the first of a row, or call it', () => {
    const base = 'keras.applications.VGG16(include_top=False, input_shape=(64, 64, 3))';
    assert.equal(count(`model = keras.Sequential([${base}, layers.Flatten(), layers.Dense(10)])`)?.parameters, 14_735_178);
    const called = `i = keras.Input((64, 64, 3))\nmodel = keras.Model(i, layers.Dense(10)(layers.Flatten()(${base}(i))))`;
    assert.equal(count(called)?.parameters, 14_735_178);
  });

  it('may keep the top for other classes', () => {
    assert.equal(count('model = keras.applications.VGG16(weights=None, classes=1000)')?.parameters, undefined);
    const called = 'i = keras.Input((224, 224, 3))\nmodel = keras.Model(i, keras.applications.VGG16(weights=None)(i))';
    assert.equal(count(called)?.parameters, 138_357_544);
  });

  it('are not counted when the network is in no table', () => {
    const called = 'i = keras.Input((224, 224, 3))\nmodel = keras.Model(i, keras.applications.Xception(weights=None)(i))';
    assert.equal(count(called)?.parameters, undefined);
  });
});
