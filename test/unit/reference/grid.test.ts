import assert from 'node:assert/strict';
import { readRaw } from '../../../scripts/reference/tables';
import { shippedReference, shippedTables } from './shipped-tables';

const zones = shippedReference.all('zones');
const regions = shippedReference.all('regions');

describe('grid zones', () => {
  it('cover the world', () => {
    assert.ok(zones.length >= 350);
  });

  it('have an intensity that one grid can have: neither zero nor a sum', () => {
    for (const { id, lifecycleGramsPerKwh, directGramsPerKwh } of zones) {
      assert.ok(lifecycleGramsPerKwh > 5 && lifecycleGramsPerKwh < 1500, id);
      assert.ok(directGramsPerKwh === null || (directGramsPerKwh >= 0 && directGramsPerKwh < 1500), id);
    }
  });

  it('keep life cycle and direct apart: life cycle is about a third more in the middle of all zones', () => {
    const ratios = readRaw('electricity-maps-2024.json')
      .filter(({ direct }) => direct > 0)
      .map(({ direct, lifecycle }) => lifecycle / direct)
      .sort((a, b) => a - b);
    const median = ratios[ratios.length >> 1] ?? 0;
    assert.ok(median > 1.2 && median < 1.5, String(median));
    const direct = new Map(readRaw('electricity-maps-2024.json').map((row) => [row.id, row.direct]));
    assert.deepEqual(
      zones.filter(({ id, directGramsPerKwh }) => directGramsPerKwh !== (direct.get(id) ?? null)),
      [],
    );
  });

  it('carry the figures of their source', () => {
    const intensities = new Map(zones.map(({ id, lifecycleGramsPerKwh }) => [id, lifecycleGramsPerKwh]));
    assert.equal(intensities.get('FR'), 31);
    assert.equal(intensities.get('DE'), 342);
    assert.equal(intensities.get('US-MIDA-PJM'), 418);
    assert.equal(intensities.get('NA'), 93, 'Namibia, whose code is easily lost as "not available"');
  });
});

describe('cloud regions', () => {
  it('are named once, also across spellings', () => {
    const spelled = regions.map(({ id }) => id.toLowerCase().replaceAll(/[^a-z0-9/]/g, ''));
    const twice = regions.filter((_, index) => spelled.indexOf(spelled[index] ?? '') !== index).map(({ id }) => id);
    // us-east1 of Google and us-east-1 of AWS differ by their provider.
    assert.deepEqual(twice, []);
  });

  it('number at least 150 over the three large providers and others', () => {
    assert.ok(regions.length >= 150);
    assert.deepEqual([...new Set(regions.map(({ provider }) => provider))].sort(), ['aws', 'azure', 'gcp', 'ovh', 'scaleway']);
  });

  it('are fed by a zone of the table', () => {
    const known = new Set(zones.map(({ id }) => id));
    assert.deepEqual(
      regions.filter(({ zone }) => !known.has(zone)).map(({ id }) => id),
      [],
    );
  });

  it('have a PUE from 1 to 2.5 with its year, or none', () => {
    for (const { id, pue, pueYear } of regions) {
      assert.ok(pue === null ? pueYear === null : pue >= 1 && pue <= 2.5 && pueYear !== null && pueYear >= 2020, id);
    }
    const { onPremises, ownComputer, providers } = shippedTables.defaults.pue;
    for (const { value } of [onPremises, ownComputer, ...Object.values(providers)]) {
      assert.ok(value >= 1 && value <= 2.5);
    }
  });

  it('lie where their provider says', () => {
    const zoneOf = new Map(regions.map(({ id, zone }) => [id, zone]));
    assert.equal(zoneOf.get('gcp/us-east1'), 'US-CAR-SC');
    assert.equal(zoneOf.get('gcp/me-central1'), 'QA');
    assert.equal(zoneOf.get('azure/westus2'), 'US-NW-GCPD');
    assert.equal(zoneOf.get('azure/northcentralus'), 'US-MIDA-PJM');
    assert.equal(zoneOf.get('aws/ca-central-1'), 'CA-QC');
  });
});
