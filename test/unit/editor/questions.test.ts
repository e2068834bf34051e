import assert from 'node:assert/strict';
import { nothingChosen, type Configuration } from '../../../src/assess/configuration';
import type { NoEstimate } from '../../../src/assess/estimate';
import { askable, openQuestions, readNumber } from '../../../src/editor/forecast/questions';

const chosen: Configuration = { ...nothingChosen, hardware: 'A100', region: 'us-east-1' };
const missing = (...facts: string[]): NoEstimate => ({ error: 'Facts are missing.', missing: facts });
const keys = (...parameters: Parameters<typeof openQuestions>) => openQuestions(...parameters).map(({ key }) => key);

describe('questions before an estimate', () => {
  it('are none where code and settings say everything', () => {
    assert.deepEqual(keys(missing(), chosen, {}), []);
  });

  it('ask for hardware and region first, then for facts by weight', () => {
    assert.deepEqual(keys(missing('batchSizePerDevice', 'epochs'), nothingChosen, {}), [
      'hardware',
      'region',
      'epochs',
      'batchSizePerDevice',
    ]);
  });

  it('do not ask for the region where zone or intensity is known', () => {
    assert.deepEqual(keys(missing(), { ...chosen, region: null, zone: 'FR' }, {}), []);
    assert.deepEqual(keys(missing(), { ...chosen, region: null, intensityGramsPerKwh: 0 }, {}), []);
  });

  it('do not ask again for what was answered', () => {
    assert.deepEqual(keys(missing('epochs', 'trainSamples'), chosen, { epochs: 3 }), ['trainSamples']);
  });

  it('leave out what nobody can be asked', () => {
    assert.deepEqual(keys(missing('memoryFormat'), chosen, {}), []);
  });
});

describe('a typed number', () => {
  for (const [typed, value] of [
    ['90', 90],
    ['1,281,167', 1_281_167],
    ['1 281 167', 1_281_167],
    ['25M', 25_000_000],
    ['1.5 k', 1500],
    ['1e6', 1_000_000],
    ['7B', 7_000_000_000],
  ] as const) {
    it(`is read from "${typed}"`, () => {
      assert.deepEqual(readNumber(typed, askable.trainSamples), { ok: true, value });
    });
  }

  for (const typed of ['', 'many', '-3', '0', '2.5', '1,5', '1..5', 'M']) {
    it(`is refused from "${typed}"`, () => {
      assert.deepEqual(readNumber(typed, askable.trainSamples), { ok: false });
    });
  }

  it('may be a fraction where the input is one', () => {
    assert.deepEqual(readNumber('0.25', askable.secondsPerStep), { ok: true, value: 0.25 });
  });
});
