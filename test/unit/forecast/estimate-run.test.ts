import assert from 'node:assert/strict';
import type { Configuration } from '../../../src/assess/configuration';
import type { Estimate, NoEstimate } from '../../../src/assess/estimate';
import { estimateRun, totalOf } from '../../../src/assess/estimate-run';
import { configured, imagenet, reference, run } from './given';

function estimate(chosen: Partial<Configuration> = {}, hours?: number): Estimate {
  const made = estimateRun(run(imagenet), configured(chosen), reference, hours === undefined ? {} : { hours });
  assert.ok(!('error' in made), 'error' in made ? made.error : '');
  return made;
}

function refusal(chosen: Partial<Configuration>, hours?: number): NoEstimate {
  const made = estimateRun(run(imagenet), configured(chosen), reference, hours === undefined ? {} : { hours });
  assert.ok('error' in made);
  return made;
}

const quantiles = ['p10', 'p50', 'p90'] as const;

describe('the estimate of a run', () => {
  it('closes: parts add to the energy, and energy times intensity is the carbon', () => {
    const { breakdown, energyKwh, carbonKg, grid } = estimate({ region: 'eu-west-1', pue: 1.3 });
    for (const quantile of quantiles) {
      const parts = Object.values(breakdown).reduce((total, part) => total + part.energyKwh[quantile], 0);
      assert.ok(Math.abs(parts / energyKwh[quantile] - 1) < 1e-9);
      assert.ok(Math.abs((energyKwh[quantile] * grid.intensityGramsPerKwh) / 1000 / carbonKg[quantile] - 1) < 1e-9);
    }
  });

  it('puts what PUE adds under facility', () => {
    const { breakdown, energyKwh } = estimate({ pue: 1.25 });
    assert.ok(Math.abs(breakdown.facility.energyKwh.p50 - energyKwh.p50 * 0.2) < 1e-9 * energyKwh.p50);
  });

  it('gives the shares of the drivers as parts of one', () => {
    const shares = estimate().drivers.reduce((total, { share }) => total + share, 0);
    assert.ok(Math.abs(shares - 1) < 1e-9);
  });

  it('takes the hours that are given as they are', () => {
    const { durationHours, arithmetic } = estimate({}, 12);
    assert.deepEqual(durationHours, { p10: 12, p50: 12, p90: 12 });
    assert.equal(arithmetic.boundBy, 'given');
  });

  it('lists the region as assumed where none is chosen', () => {
    assert.ok(estimate().assumptions.some(({ quantity }) => quantity === 'region'));
    assert.ok(!estimate({ region: 'eu-west-1' }).assumptions.some(({ quantity }) => quantity === 'region'));
  });

  it('costs what the settings say, and nothing where they are silent', () => {
    assert.equal(estimate().cost, null);
    const { cost, durationHours } = estimate({ acceleratorPricePerHour: 2, count: 1 });
    assert.ok(cost !== null && Math.abs(cost.p50 - 2 * durationHours.p50) < 1e-9);
  });

  it('adds several runs quantile by quantile', () => {
    const one = estimate();
    const total = totalOf([one, one, one]);
    assert.ok(total !== null && Math.abs(total.carbonKg.p90 - 3 * one.carbonKg.p90) < 1e-9);
    assert.equal(totalOf([]), null);
  });

  it('says in one sentence what is wrong with a bad input', () => {
    const sentence = /^[A-Z0-9“"].*[.?]$/u;
    const bad: [Partial<Configuration>, number?][] = [
      [{ hardware: null }],
      [{ hardware: 'RTX 9999 Quantum' }],
      [{ count: 0 }],
      [{ count: -2 }],
      [{ pue: 0.4 }],
      [{ intensityGramsPerKwh: -5 }],
      [{ zone: 'Atlantis' }],
      [{ region: 'us-nowhere-7' }],
      [{ cpuCores: -1 }],
      [{}, -3],
    ];
    for (const [chosen, hours] of bad) {
      const { error, missing } = refusal(chosen, hours);
      assert.match(error, sentence);
      assert.equal(missing.length, 1, error);
    }
  });

  it('makes 2,000 estimates a second', () => {
    const profile = run(imagenet);
    const chosen = configured({ region: 'us-east-1' });
    const thousand = (): number => {
      const started = performance.now();
      for (let made = 0; made < 1000; made += 1) estimateRun(profile, chosen, reference);
      return performance.now() - started;
    };
    // The best of five: other work on the machine is not the product's.
    assert.ok(Math.min(...Array.from({ length: 5 }, thousand)) < 500);
  });
});
