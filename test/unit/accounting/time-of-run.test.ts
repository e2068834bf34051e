import assert from 'node:assert/strict';
import { timeOfRunFactor, timeOfRunProblem } from '../../../src/accounting/time-of-run';
import { nothingChosen } from '../../../src/assess/configuration';
import type { Estimate } from '../../../src/assess/estimate';
import { estimateRun, type EstimateOptions } from '../../../src/assess/estimate-run';
import { imagenet, reference, run } from '../forecast/given';

/** 100 g at night, 300 g from 8 to 20 o'clock; 200 g on average. */
const byHour = Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 20 ? 300 : 100));

describe('the time of a run', () => {
  it('is worth the intensity of the hours it lasts, over that of the day', () => {
    assert.equal(timeOfRunFactor({ byHour, startHour: 22 }, 4), 0.5);
    assert.equal(timeOfRunFactor({ byHour, startHour: 10 }, 2), 1.5);
    assert.equal(timeOfRunFactor({ byHour, startHour: 7 }, 2), 1);
  });

  it('counts parts of hours, past midnight too', () => {
    assert.ok(Math.abs(timeOfRunFactor({ byHour, startHour: 7.75 }, 0.5) - 1) < 1e-12);
    assert.equal(timeOfRunFactor({ byHour, startHour: 23.5 }, 1), 0.5);
  });

  it('matters little for many days, and not at all for whole ones', () => {
    assert.equal(timeOfRunFactor({ byHour, startHour: 22 }, 48), 1);
    assert.ok(Math.abs(timeOfRunFactor({ byHour, startHour: 22 }, 244) - 1) < 0.01);
  });

  it('names what is wrong with a profile', () => {
    assert.equal(timeOfRunProblem({ byHour, startHour: 0 }), null);
    assert.match(timeOfRunProblem({ byHour: [1, 2], startHour: 0 }) ?? '', /24 numbers/u);
    assert.match(timeOfRunProblem({ byHour, startHour: 24 }) ?? '', /hour of the day/u);
  });

  it('changes the intensity of the grid and the carbon with it, and nothing else', () => {
    const chosen = { ...nothingChosen, hardware: 'A100', region: 'aws/us-west-2' };
    const estimate = (options: EstimateOptions): Estimate => {
      const made = estimateRun(run(imagenet), chosen, reference, options);
      assert.ok(!('error' in made), 'error' in made ? made.error : '');
      return made;
    };
    const plain = estimate({ hours: 4 });
    const atNight = estimate({ hours: 4, timeOfRun: { byHour, startHour: 22 } });
    assert.equal(atNight.carbonKg.p50, plain.carbonKg.p50 / 2);
    assert.equal(atNight.carbonKg.p50, (atNight.energyKwh.p50 * atNight.grid.intensityGramsPerKwh) / 1000);
    assert.deepEqual(atNight.energyKwh, plain.energyKwh);
    assert.match(atNight.grid.source, /× 0\.500 for a start at 22:00/u);
  });
});

describe('water', () => {
  it('stands in an estimate where the region or its provider discloses it, and nowhere else', () => {
    const at = (region: string): Estimate['waterLitres'] => {
      const made = estimateRun(run(imagenet), { ...nothingChosen, hardware: 'A100', region }, reference, { hours: 4 });
      assert.ok(!('error' in made));
      return made.waterLitres;
    };
    assert.ok((at('aws/us-west-2')?.p50 ?? 0) > 0);
    assert.equal(at('gcp/us-central1'), undefined);
  });
});
