import assert from 'node:assert/strict';
import { fittedConstants } from '../../../src/forecast/constants.generated';
import { forecastRun } from '../../../src/forecast/forecast-run';
import type { RunForecast } from '../../../src/forecast/run-forecast';
import type { RunFacts } from '../../../src/profile/run-profile';
import { imagenet, machine, reference, run } from './given';

function forecast(facts: Partial<RunFacts>, hardware: string, count = 1): RunForecast {
  const made = forecastRun(run(facts), machine(hardware, count), reference);
  assert.ok(!('error' in made), 'error' in made ? made.error : '');
  return made;
}

const synthetic: Partial<RunFacts> = { ...imagenet, dataLoading: 'synthetic' };
const bert: Partial<RunFacts> = {
  framework: 'pytorch',
  model: 'bert-large-uncased',
  trainSamples: 88_524,
  tokensPerSample: 384,
  epochs: 2,
  precision: 'fp32',
  dataLoading: 'synthetic',
};

describe('the step of a run', () => {
  it('takes a batch that fits where none is stated, and the usual one where memory allows', () => {
    const batchOf = ({ assumed }: RunForecast): number => Number(assumed.find(({ quantity }) => quantity === 'batchSizePerDevice')?.value);
    assert.ok(batchOf(forecast(bert, 'RTX 2080 Ti')) < 32);
    assert.equal(batchOf(forecast(bert, 'H200')), 64);
    assert.equal(forecast(bert, 'RTX 2080 Ti').memory.fits === 'no', false);
  });

  it('takes the time of the loop of Keras, however small the network', () => {
    const tiny: Partial<RunFacts> = {
      model: 'xor',
      parameters: 9,
      forwardFlopsPerSample: 16,
      trainSamples: 4,
      batchSizePerDevice: 1,
      epochs: 100,
    };
    const seconds = (framework: string): number => forecast({ ...tiny, framework, precision: 'fp32' }, 'T4').stepSeconds?.p50 ?? 0;
    assert.ok(seconds('keras') > 0.5e-3, String(seconds('keras')));
    assert.ok(seconds('keras') - seconds('jax') > 0.3e-3);
  });

  it('keeps the usual batch of a model that no single device holds, since it is split in a way that the profile does not tell', () => {
    const huge = forecast({ ...bert, model: 'our-language-model', parameters: 175e9, tokensPerSample: 2048 }, 'A100 SXM4 80GB', 64);
    assert.equal(huge.assumed.find(({ quantity }) => quantity === 'batchSizePerDevice')?.value, '8');
  });

  it('sees one of the two dies of a board where the script uses one device', () => {
    const one = forecast({ ...synthetic, devices: 1 }, 'MI250X');
    const both = forecast({ ...synthetic, devices: 2, distributed: 'ddp' }, 'MI250X');
    const ratio = one.durationHours.p50 / both.durationHours.p50;
    assert.ok(ratio > 1.7 && ratio <= 2.01, `${String(ratio)} times`);
    assert.ok(one.energyKwh.accelerators.p50 > both.energyKwh.accelerators.p50);
  });

  it('is slower than both the device and a loader of the same pace', () => {
    const alone = forecast(synthetic, 'A100 SXM4 40GB').stepSeconds?.p50 ?? 0;
    const fed = forecast(imagenet, 'A100 SXM4 40GB').stepSeconds?.p50 ?? 0;
    const loading = (128 * 10.56e-3) / 12;
    assert.ok(fed > 1.05 * Math.max(alone, loading) && fed < alone + loading);
  });

  it('moves the scores of attention to memory, but not of language models in half precision, whose attention is fused', () => {
    const passes = { ...fittedConstants, step: { ...fittedConstants.step, attentionPasses: 0 } };
    const cost = (facts: Partial<RunFacts>): number => {
      const profile = run({ ...bert, batchSizePerDevice: 32, ...facts });
      const [moved, kept] = [fittedConstants, passes].map((constants) => forecastRun(profile, machine('A100'), reference, constants));
      assert.ok(moved && kept && !('error' in moved) && !('error' in kept));
      return moved.durationHours.p50 / kept.durationHours.p50;
    };
    assert.ok(cost({ precision: 'amp-fp16' }) > 1.1);
    assert.equal(cost({ model: 'gpt2', tokensPerSample: 1024, precision: 'amp-bf16' }), 1);
  });

  it('launches whole graphs on a TPU', () => {
    const small = { ...synthetic, sampleShape: [3, 32, 32], batchSizePerDevice: 8 } as const;
    const onTpu = forecast(small, 'TPU v3').stepSeconds?.p50 ?? 0;
    const eager = forecast(small, 'V100').stepSeconds?.p50 ?? 0;
    assert.ok(onTpu < eager / 2);
  });

  it('is less sure of models and accelerators that were not measured', () => {
    const width = (facts: Partial<RunFacts>, hardware: string): number => {
      const { p50, p90 } = forecast(facts, hardware).durationHours;
      return p90 / p50;
    };
    const counted = { ...synthetic, batchSizePerDevice: 256, forwardFlopsPerSample: 8.2e9, parameters: 25e6 } as const;
    assert.ok(width({ ...counted, model: 'OurNet' }, 'RTX 3090') > width(counted, 'RTX 3090'));
    assert.ok(width(counted, 'RTX 4090') >= width(counted, 'RTX 3090'));
  });
});
