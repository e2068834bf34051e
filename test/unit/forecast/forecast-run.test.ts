import assert from 'node:assert/strict';
import { forecastRun } from '../../../src/forecast/forecast-run';
import type { RunForecast } from '../../../src/forecast/run-forecast';
import type { RunFacts } from '../../../src/profile/run-profile';
import { imagenet, machine, reference, run } from './given';

function forecast(facts: Partial<RunFacts>, hardware = 'A100 SXM4 80GB', count = 1): RunForecast {
  const made = forecastRun(run(facts), machine(hardware, count), reference);
  assert.ok(!('error' in made), 'error' in made ? made.error : '');
  return made;
}

function close(actual: number, expected: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual / expected - 1) <= tolerance, `${String(actual)} is not ${String(expected)}`);
}

describe('the forecast of a run', () => {
  it('multiplies its factors and adds start-up to the middle of the duration', () => {
    const { factors, startUpSeconds, durationHours } = forecast({ ...imagenet, seeds: 3, validationShare: 0.04 });
    const seconds = factors.reduce((product, { value }) => product * value, 1);
    close((seconds + startUpSeconds) / 3600, durationHours.p50);
    assert.ok(startUpSeconds > 0);
  });

  it('adds the parts of the energy to its total in every quantile', () => {
    const { accelerators, cpu, memory, total } = forecast(imagenet).energyKwh;
    for (const quantile of ['p10', 'p50', 'p90'] as const)
      close(accelerators[quantile] + cpu[quantile] + memory[quantile], total[quantile]);
  });

  it('orders its quantiles', () => {
    const { durationHours, energyKwh, stepSeconds, memory } = forecast(imagenet);
    for (const quantity of [durationHours, energyKwh.total, stepSeconds, memory.peakGiB]) {
      assert.ok(quantity !== null && quantity.p10 < quantity.p50 && quantity.p50 < quantity.p90);
    }
  });

  it('takes twice as long for twice the epochs, but for start-up', () => {
    const once = forecast({ ...imagenet, epochs: 10, dataLoading: 'synthetic' }).durationHours.p50;
    const twice = forecast({ ...imagenet, epochs: 20, dataLoading: 'synthetic' }).durationHours.p50;
    close(twice, 2 * once);
  });

  it('counts folds, seeds and trials as trainings one after the other, in a process that starts once', () => {
    const once = forecast(imagenet);
    const search = forecast({ ...imagenet, folds: 5, trials: 4 });
    close(search.startUpSeconds, once.startUpSeconds + 19);
    close(3600 * search.durationHours.p50 - search.startUpSeconds, 20 * (3600 * once.durationHours.p50 - once.startUpSeconds));
  });

  it('loads weights and compiles again for each training', () => {
    const once = forecast({ ...imagenet, compiled: true });
    const search = forecast({ ...imagenet, compiled: true, trials: 3 });
    close(search.startUpSeconds, once.startUpSeconds + 2 * (60 + 1));
  });

  it('counts steps in the place of epochs', () => {
    const facts: Partial<RunFacts> = { ...imagenet, maxSteps: 500, dataLoading: 'synthetic' };
    delete facts.epochs;
    delete facts.trainSamples;
    const { durationHours, stepSeconds, factors } = forecast(facts);
    close(durationHours.p50, (500 * (stepSeconds?.p50 ?? 0)) / 3600);
    assert.equal(factors[0]?.fact, 'maxSteps');
  });

  it('is faster in mixed precision on tensor cores', () => {
    const synthetic = { ...imagenet, dataLoading: 'synthetic' } as const;
    const full = forecast({ ...synthetic, precision: 'fp32' }, 'V100').durationHours.p50;
    const mixed = forecast({ ...synthetic, precision: 'amp-fp16' }, 'V100').durationHours.p50;
    assert.ok(full / mixed > 1.5, `${String(full / mixed)} times`);
  });

  it('is no faster in mixed precision without tensor cores', () => {
    const small = { ...imagenet, batchSizePerDevice: 32, dataLoading: 'synthetic' } as const;
    const full = forecast({ ...small, precision: 'fp32' }, 'GTX 1080 Ti').durationHours.p50;
    const mixed = forecast({ ...small, precision: 'amp-fp16' }, 'GTX 1080 Ti').durationHours.p50;
    close(mixed, full);
  });

  it('waits for a loader without workers, and says so', () => {
    const { boundBy, durationHours } = forecast({ ...imagenet, numWorkers: 0 });
    assert.equal(boundBy, 'loader');
    assert.ok(durationHours.p50 > 3 * forecast(imagenet).durationHours.p50);
  });

  it('finds small steps bound by launches, whatever the batch', () => {
    const tiny = { ...imagenet, sampleShape: [3, 32, 32], dataLoading: 'synthetic', trainSamples: 50_000 } as const;
    const small = forecast({ ...tiny, batchSizePerDevice: 8 });
    assert.equal(small.boundBy, 'launch');
    close(small.stepSeconds?.p50 ?? 0, forecast({ ...tiny, batchSizePerDevice: 16 }).stepSeconds?.p50 ?? 0, 0.05);
  });

  it('scales the work with the pixels of the image', () => {
    const at = (side: number): number =>
      forecast({ ...imagenet, sampleShape: [3, side, side], dataLoading: 'synthetic' }).stepSeconds?.p50 ?? 0;
    const ratio = at(448) / at(224);
    assert.ok(ratio > 3.3 && ratio < 4.1, `${String(ratio)} times`);
  });

  it('does less work where the backbone is frozen', () => {
    const synthetic = { ...imagenet, dataLoading: 'synthetic' } as const;
    assert.ok(forecast({ ...synthetic, trainableShare: 0.01 }).durationHours.p50 < forecast(synthetic).durationHours.p50);
  });

  it('splits the samples among the devices', () => {
    const synthetic = { ...imagenet, dataLoading: 'synthetic', distributed: 'ddp', devices: 8 } as const;
    const one = forecast({ ...synthetic, devices: 1 }, 'A100 SXM4 80GB', 1).durationHours.p50;
    const eight = forecast(synthetic, 'A100 SXM4 80GB', 8).durationHours.p50;
    assert.ok(one / eight > 6.5 && one / eight <= 8.01, `${String(one / eight)} times`);
  });

  it('takes a measured pace in the place of its own, with a narrow range', () => {
    const { durationHours, boundBy } = forecast({ model: 'my-own-net', maxSteps: 1000, secondsPerStep: 0.36 });
    close(durationHours.p50, 0.1);
    assert.equal(boundBy, 'given');
    assert.ok(durationHours.p90 / durationHours.p50 < 1.3);
  });

  it('answers for a model it has never heard of from its size, with a wider range', () => {
    const synthetic = { ...imagenet, dataLoading: 'synthetic' } as const;
    const named = forecast(synthetic).durationHours;
    const unnamed = forecast({ ...synthetic, model: 'OurNet', parameters: 25_000_000 });
    assert.ok(unnamed.durationHours.p90 / unnamed.durationHours.p10 > named.p90 / named.p10);
    assert.ok(unnamed.assumed.some(({ quantity }) => quantity === 'forwardFlopsPerSample'));
  });

  it('trains on the processor where the script says so', () => {
    const { energyKwh, durationHours, acceleratorWatts } = forecast({ ...imagenet, accelerator: 'cpu' }, 'RTX 3090');
    assert.equal(acceleratorWatts, 0);
    assert.equal(energyKwh.accelerators.p50, 0);
    assert.ok(durationHours.p50 > 20 * forecast(imagenet, 'RTX 3090').durationHours.p50);
  });

  it('names what is missing in the place of a number', () => {
    const noData = forecastRun(run({ model: 'torchvision.models.resnet50', epochs: 3 }), machine('A100'), reference);
    assert.ok('error' in noData);
    assert.deepEqual(noData.missing, ['trainSamples']);
    const nothing = forecastRun(run({ framework: 'pytorch' }), machine('A100'), reference);
    assert.ok('error' in nothing);
    assert.deepEqual(nothing.missing, ['model', 'trainSamples', 'epochs']);
  });

  it('widens its range with each fact that it had to assume', () => {
    const known = forecast({ ...imagenet, dataLoading: 'synthetic' }).durationHours;
    const facts: Partial<RunFacts> = { ...imagenet, dataLoading: 'synthetic' };
    delete facts.precision;
    const assumed = forecast(facts);
    assert.ok(assumed.durationHours.p90 / assumed.durationHours.p50 > known.p90 / known.p50);
    assert.ok(assumed.uncertainties.some(({ quantity }) => quantity === 'precision'));
  });

  it('reaches the duration of the other value that a fact may have', () => {
    const profile = run({ ...imagenet, epochs: 10, dataLoading: 'synthetic' });
    const epochs = { value: 10, origin: 'literal', alternatives: [{ value: 40, when: 'args.full' }] } as const;
    const settled = forecastRun(profile, machine('A100'), reference);
    const open = forecastRun({ ...profile, epochs }, machine('A100'), reference);
    assert.ok(!('error' in settled) && !('error' in open));
    close(open.durationHours.p50, settled.durationHours.p50);
    assert.ok(open.durationHours.p90 >= 4 * open.durationHours.p50);
    // No value is smaller, so nothing says that it could be shorter.
    close(open.durationHours.p10, settled.durationHours.p10);
    assert.ok(open.assumed.some(({ why }) => why.includes('40 when args.full')));
  });
});
