import assert from 'node:assert/strict';
import { forecastRun } from '../../../src/forecast/forecast-run';
import { machine, reference, run } from './given';

describe('the forecast of a classic estimator', () => {
  const forest = {
    framework: 'scikit-learn',
    model: 'sklearn.ensemble.RandomForestClassifier',
    trainSamples: 30_000,
    sampleShape: [30],
  } as const;

  it('needs no epochs, and takes about the 17 core-seconds that were measured for 100 trees', () => {
    const made = forecastRun(run(forest), machine('RTX 3090'), reference);
    assert.ok(!('error' in made));
    const fit = made.stepSeconds;
    assert.ok(fit !== null && fit.p50 > 10 && fit.p50 < 25, JSON.stringify(fit));
    assert.equal(made.energyKwh.accelerators.p50, 0);
  });

  it('multiplies by the candidates and folds of a search', () => {
    const once = forecastRun(run(forest), machine('RTX 3090'), reference);
    const search = forecastRun(run({ ...forest, trials: 24, folds: 5 }), machine('RTX 3090'), reference);
    assert.ok(!('error' in once) && !('error' in search));
    const fitting = (hours: number, startUp: number): number => hours * 3600 - startUp;
    const ratio = fitting(search.durationHours.p50, search.startUpSeconds) / fitting(once.durationHours.p50, once.startUpSeconds);
    assert.ok(Math.abs(ratio - 120) < 1e-6);
  });

  it('asks for the rows, and for nothing else', () => {
    const made = forecastRun(run({ framework: 'sklearn', model: 'sklearn.svm.SVC' }), machine('RTX 3090'), reference);
    assert.ok('error' in made);
    assert.deepEqual(made.missing, ['trainSamples']);
  });
});
