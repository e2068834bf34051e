import assert from 'node:assert/strict';
import { forecastRun } from '../../../src/forecast/forecast-run';
import type { RunForecast } from '../../../src/forecast/run-forecast';
import type { RunProfile } from '../../../src/profile/run-profile';
import { imagenet, machine, reference, run } from './given';

function forecast(profile: RunProfile): RunForecast {
  const made = forecastRun(profile, machine('A100 SXM4 80GB'), reference);
  assert.ok(!('error' in made), 'error' in made ? made.error : '');
  return made;
}

const above = (profile: RunProfile): number => {
  const { p50, p90 } = forecast(profile).durationHours;
  return Math.log(p90 / p50);
};
const stated = run(imagenet);
const read: RunProfile = { ...stated, epochs: { value: 90, origin: 'literal' } };

describe('the width of a run that is read from a script', () => {
  it('is that of its facts where a person states all of them', () => {
    assert.ok(!forecast(stated).uncertainties.some(({ quantity }) => quantity === 'script'));
  });

  it('is more where code states some, and still more where something is assumed', () => {
    const assumed: RunProfile = { ...read, trainSamples: { value: 1_281_167, origin: 'assumed' } };
    assert.ok(above(read) > above(stated));
    assert.ok(above(assumed) > above(read));
  });

  it('does not widen steps alone, nor a run whose pace was measured', () => {
    const steps: RunProfile = { ...read, dataLoading: { value: 'synthetic', origin: 'user' } };
    const measured: RunProfile = { ...read, secondsPerStep: { value: 0.2, origin: 'user' } };
    for (const one of [steps, measured]) assert.ok(!forecast(one).uncertainties.some(({ quantity }) => quantity === 'script'));
  });

  it('counts a length of texts of which only a limit is known as assumed', () => {
    const texts = run({
      framework: 'pytorch',
      model: 'bert-base-uncased',
      trainSamples: 1e4,
      epochs: 1,
      batchSizePerDevice: 8,
      precision: 'fp32',
    });
    const limited: RunProfile = { ...texts, tokensPerSample: { value: 256, origin: 'assumed' } };
    assert.ok(forecast(limited).assumed.some(({ quantity }) => quantity === 'tokensPerSample'));
  });
});

describe('a sample of two answers', () => {
  const texts = run({
    framework: 'transformers',
    model: 'bert-base-uncased',
    tokensPerSample: 256,
    trainSamples: 1e6,
    epochs: 1,
    batchSizePerDevice: 64,
    precision: 'amp-bf16',
  });
  const flops = (work: object): number => forecast({ ...texts, work: { value: work, origin: 'catalogue' } }).durationHours.p50;

  it('takes about twice as long, and longer with a model to hold them against', () => {
    const one = forecast(texts).durationHours.p50;
    const two = flops({ inputsPerSample: 2 });
    assert.ok(two > 1.4 * one && two < 2.1 * one);
    assert.ok(flops({ inputsPerSample: 2, frozenForwards: 1 }) > 1.1 * two);
  });
});
