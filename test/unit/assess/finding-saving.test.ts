import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FindingSaving } from '../../../src/assess/finding-saving';
import { nothingChosen, type Configuration } from '../../../src/assess/configuration';
import { fileDocument } from '../../../src/python/source/document';
import { a100, engine, foodPy, noFiles } from './engine';

async function saving(rule: string, text: string, configuration: Configuration = a100): Promise<FindingSaving | null> {
  const assessor = await engine();
  const analysis = assessor.analyze(fileDocument('a.py', text), noFiles);
  const finding = analysis.findings.find((one) => one.rule === rule);
  assert.ok(finding, `${rule} found nothing`);
  return assessor.saving(analysis, finding, configuration);
}

/** Bound by arithmetic, so that precision shows. */
const fast = foodPy.replace('shuffle=True', 'shuffle=True, num_workers=32');

describe('what a finding saves of this script', () => {
  it('is the difference between the forecast of the run and that of the changed one', async () => {
    const found = await saving('train-loop-fp32', fast);
    assert.equal(found?.basis, 'forecast');
    const { energyKwh, present } = found;
    assert.ok(energyKwh.p50 > 0 && energyKwh.p50 < present.energyKwh.p50);
    assert.ok(energyKwh.p10 >= 0 && energyKwh.p10 <= energyKwh.p50 && energyKwh.p50 <= energyKwh.p90);
    const assessor = await engine();
    const analysis = assessor.analyze(fileDocument('a.py', fast), noFiles);
    const [run] = analysis.profile.runs;
    assert.ok(run);
    const changed = assessor.estimate(run, a100, { precision: 'amp-bf16' });
    assert.ok(!('error' in changed));
    assert.ok(Math.abs(present.energyKwh.p50 - changed.energyKwh.p50 - energyKwh.p50) < 1e-9);
  });

  it('is nothing without hardware: then the cited range alone is shown', async () => {
    assert.equal(await saving('train-loop-fp32', fast, nothingChosen), null);
  });
});
