import assert from 'node:assert/strict';
import { resolveGrid, type ResolvedGrid } from '../../../src/accounting/grid';
import { type Configuration, nothingChosen } from '../../../src/assess/configuration';
import { shippedReference } from '../reference/shipped-tables';

function resolved(chosen: Partial<Configuration>): Extract<ResolvedGrid, { ok: true }> {
  const result = resolveGrid({ ...nothingChosen, ...chosen }, shippedReference);
  assert.ok(result.ok, result.ok ? '' : result.problem);
  return result;
}

function problem(chosen: Partial<Configuration>): string {
  const result = resolveGrid({ ...nothingChosen, ...chosen }, shippedReference);
  assert.ok(!result.ok);
  return result.problem;
}

describe('resolving grid and PUE', () => {
  it('takes the zone and the PUE of a region, with their years', () => {
    const { grid, pue, region, assumptions } = resolved({ region: 'us-east-1' });
    assert.equal(grid.zone, 'US-MIDA-PJM');
    assert.equal(grid.region, 'aws/us-east-1');
    assert.equal(grid.intensityGramsPerKwh, 418);
    assert.equal(grid.year, 2025);
    assert.equal(grid.scope, 'lifecycle');
    assert.equal(pue.value, 1.15);
    assert.equal(pue.year, 2024);
    assert.equal(region?.id, 'aws/us-east-1');
    assert.deepEqual(assumptions, []);
  });

  it('shows the fleet average as an assumption where a region discloses no PUE', () => {
    const { pue, assumptions } = resolved({ region: 'eu-west-3' });
    assert.equal(pue.value, 1.15);
    assert.deepEqual(
      assumptions.map(({ quantity }) => quantity),
      ['pue'],
    );
  });

  it('shows the world average as an assumption when nothing is chosen', () => {
    const { grid, pue, assumptions } = resolved({});
    assert.equal(grid.intensityGramsPerKwh, 473);
    assert.match(grid.source, /Ember/);
    assert.equal(pue.value, 1);
    assert.deepEqual(
      assumptions.map(({ quantity }) => quantity),
      ['region', 'pue'],
    );
  });

  it('puts data-centre hardware into a data centre, and a GeForce under a desk', () => {
    assert.equal(resolved({ hardware: 'A100', zone: 'FR' }).pue.value, 1.56);
    assert.equal(resolved({ hardware: 'RTX 3090', zone: 'FR' }).pue.value, 1);
  });

  it('lets what is given go before what is looked up', () => {
    const given = resolved({ region: 'us-east-1', intensityGramsPerKwh: 25, pue: 1.3 });
    assert.equal(given.grid.intensityGramsPerKwh, 25);
    assert.equal(given.grid.scope, 'given');
    assert.equal(given.pue.value, 1.3);
    assert.deepEqual(given.assumptions, []);

    assert.equal(resolved({ region: 'DE' }).grid.zone, 'DE');
    assert.equal(resolved({ region: 'DE' }).region, null);
    assert.equal(resolved({ region: 'de' }).region?.provider, 'ovh');
    const elsewhere = resolved({ region: 'us-east-1', zone: 'FR' });
    assert.equal(elsewhere.grid.zone, 'FR');
    assert.equal(elsewhere.grid.region, null, 'the figure is not that of the region');
    assert.equal(elsewhere.pue.value, 1.15);
  });

  it('accepts electricity without emissions', () => {
    assert.equal(resolved({ intensityGramsPerKwh: 0 }).grid.intensityGramsPerKwh, 0);
  });

  it('answers what is wrong in one sentence', () => {
    assert.match(problem({ region: 'us-esat-1' }), /^No cloud region is called "us-esat-1"\. The nearest are aws\/us-east-1/);
    assert.match(problem({ zone: 'Atlantis' }), /^No grid zone or country is called "Atlantis"/);
    assert.match(problem({ region: 'nowhere-at-all', zone: 'FR' }), /^No cloud region/);
    assert.match(problem({ intensityGramsPerKwh: -1 }), /from 0, not -1\.$/);
    assert.match(problem({ intensityGramsPerKwh: Number.NaN }), /not NaN/);
    assert.match(problem({ intensityGramsPerKwh: 0.4 }), /looks like kilograms, which is 400 g\/kWh/);
    assert.match(problem({ intensityGramsPerKwh: 40_000 }), /more than any power plant emits/);
    assert.match(problem({ pue: 0.9 }), /between 1 and 3, not 0\.9/);
    assert.match(problem({ pue: 15 }), /between 1 and 3/);
  });

  it('resolves every region and every zone', () => {
    for (const { id, zone, pue } of shippedReference.all('regions')) {
      const { grid, pue: used } = resolved({ region: id });
      assert.equal(grid.zone, zone);
      assert.equal(used.value, pue ?? used.value);
    }
    for (const { id, lifecycleGramsPerKwh } of shippedReference.all('zones')) {
      assert.equal(resolved({ zone: id }).grid.intensityGramsPerKwh, lifecycleGramsPerKwh);
    }
  });
});
