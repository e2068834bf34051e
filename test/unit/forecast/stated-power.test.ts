import assert from 'node:assert/strict';
import { nothingChosen } from '../../../src/assess/configuration';
import type { Estimate } from '../../../src/assess/estimate';
import { estimateRun } from '../../../src/assess/estimate-run';
import type { RunFacts } from '../../../src/profile/run-profile';
import { reference, run } from './given';

function accounted(facts: Partial<RunFacts>, hours: number): Estimate {
  const chosen = { ...nothingChosen, hardware: 'A100 SXM4 80GB', count: 384, pue: 1.1, intensityGramsPerKwh: 57 };
  const made = estimateRun(run(facts), chosen, reference, { hours });
  assert.ok(!('error' in made), 'error' in made ? made.error : '');
  return made;
}

describe('stated power', () => {
  it('reproduces a disclosure from hours, watts, PUE and intensity, without a host of ours', () => {
    // 384 accelerators, 1,000 hours, 400 W each: 153.6 MWh, 168.96 MWh at the building's meter, 9.63 t.
    const { energyKwh, carbonKg, breakdown } = accounted({ wattsPerAccelerator: 400 }, 1000);
    assert.ok(Math.abs(energyKwh.p50 / 168_960 - 1) < 1e-12);
    assert.ok(Math.abs(carbonKg.p50 / 9630.72 - 1) < 1e-12);
    assert.equal(breakdown.cpu.energyKwh.p50, 0);
    assert.deepEqual(energyKwh.p10, energyKwh.p90);
  });

  it('takes the place of the power model, and of the assumption about how busy the accelerators are', () => {
    const modelled = accounted({}, 10);
    const stated = accounted({ wattsPerAccelerator: 100 }, 10);
    assert.ok(modelled.energyKwh.p50 > 2 * stated.energyKwh.p50);
    assert.ok(modelled.assumptions.some(({ quantity }) => quantity === 'utilisation'));
    assert.ok(!stated.assumptions.some(({ quantity }) => quantity === 'utilisation'));
  });
});
