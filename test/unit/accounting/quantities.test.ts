import assert from 'node:assert/strict';
import { addedCarbon, operationalCarbon } from '../../../src/accounting/carbon';
import { costOf } from '../../../src/accounting/cost';
import { embodiedCarbon } from '../../../src/accounting/embodied';
import { withFacility } from '../../../src/accounting/facility';
import { exactly, product, type Quantiles, together } from '../../../src/accounting/quantiles';
import { siteWater } from '../../../src/accounting/water';
import { nothingChosen } from '../../../src/assess/configuration';
import { shippedReference as reference } from '../reference/shipped-tables';

const energy: Quantiles = { p10: 50, p50: 100, p90: 300 };

function accelerator(name: string) {
  const found = reference.accelerator(name);
  assert.ok(found.ok);
  return found.row;
}

function region(name: string) {
  const found = reference.region(name);
  assert.ok(found.ok);
  return found.row;
}

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual / expected - 1) < 1e-12, `${String(actual)} is not ${String(expected)}`);
}

describe('facility', () => {
  it('adds up to the meter in every quantile', () => {
    const { facilityKwh, totalKwh } = withFacility(energy, 1.2);
    assert.deepEqual(totalKwh, together(energy, facilityKwh));
    near(totalKwh.p50, 120);
    assert.deepEqual(withFacility(energy, 1).facilityKwh, exactly(0));
  });
});

describe('operational carbon', () => {
  it('is energy times intensity, unrounded', () => {
    // ML CO2 Impact rounds 10 kWh × 16 g/kWh to 0.2 kg.
    const { kg } = operationalCarbon(exactly(10), { intensityGramsPerKwh: 16, scope: 'lifecycle' });
    assert.deepEqual(kg, exactly(0.16));
    assert.equal(operationalCarbon(energy, { intensityGramsPerKwh: 0, scope: 'direct' }).kg.p90, 0);
  });

  it('adds within one scope only', () => {
    const lifecycle = operationalCarbon(exactly(1), { intensityGramsPerKwh: 500, scope: 'lifecycle' });
    const direct = operationalCarbon(exactly(1), { intensityGramsPerKwh: 400, scope: 'direct' });
    assert.deepEqual(addedCarbon(lifecycle, lifecycle).kg, exactly(1));
    // @ts-expect-error scopes do not mix
    addedCarbon(lifecycle, direct);
    // @ts-expect-error embodied carbon is not operational carbon
    addedCarbon(lifecycle, { kind: 'embodied', kg: exactly(1), source: '' });
  });
});

describe('embodied carbon', () => {
  it('is the share of the life that the run takes, with the range of the published figures', () => {
    const oneYear = embodiedCarbon({ accelerator: accelerator('H100'), count: 8, nodes: 1, durationHours: exactly(8760) }, reference);
    const making = 8 * 164 + 1215;
    near(oneYear.kg.p50, making / 4.5);
    assert.ok(oneYear.kg.p10 < (8 * 164) / 5 && oneYear.kg.p90 > (8 * 164) / 4);
    assert.match(oneYear.source, /164 kg NVIDIA product carbon footprint/);
  });

  it('grows with the hours and with the accelerators', () => {
    const kg = (count: number, hours: number) =>
      embodiedCarbon({ accelerator: accelerator('A100'), count, nodes: 1, durationHours: exactly(hours) }, reference).kg.p50;
    near(kg(4, 10), 10 * kg(4, 1));
    assert.ok(kg(2, 1) > kg(1, 1) && kg(2, 1) <= 2 * kg(1, 1));
  });

  it('counts a laptop and its GPU once, and a processor as its machine', () => {
    const year = exactly(8760);
    near(embodiedCarbon({ accelerator: accelerator('M1 Max'), count: 1, nodes: 1, durationHours: year }, reference).kg.p50, 236 / 4.5);
    near(embodiedCarbon({ accelerator: accelerator('EPYC Milan'), count: 1, nodes: 1, durationHours: year }, reference).kg.p50, 1215 / 4.5);
    near(
      embodiedCarbon({ accelerator: accelerator('RTX 3090'), count: 1, nodes: 1, durationHours: year }, reference).kg.p50,
      (141 + 249) / 4.5,
    );
  });
});

describe('cost', () => {
  const basis = { facilityKwh: energy, durationHours: exactly(10), accelerators: 4 };
  const priced = (prices: Partial<typeof nothingChosen>) => costOf(basis, { ...nothingChosen, ...prices });

  it('is unknown without a price', () => {
    assert.deepEqual(priced({}), { ok: true, cost: null });
  });

  it('is electricity, rent, or both', () => {
    const electricity = priced({ electricityPricePerKwh: 0.3, currency: 'EUR' });
    assert.ok(electricity.ok);
    near(electricity.cost?.p50 ?? 0, 30);
    assert.equal(electricity.cost?.currency, 'EUR');
    const rent = priced({ acceleratorPricePerHour: 2 });
    assert.ok(rent.ok);
    assert.equal(rent.cost?.p50, 80);
    const both = priced({ electricityPricePerKwh: 0.3, acceleratorPricePerHour: 2 });
    assert.ok(both.ok);
    near(both.cost?.p90 ?? 0, 170);
    assert.match(both.cost?.source ?? '', /0\.3 USD per kWh and 2 USD per accelerator-hour/);
  });

  it('refuses a negative price in one sentence', () => {
    const refused = priced({ electricityPricePerKwh: -0.1 });
    assert.ok(!refused.ok);
    assert.equal(refused.problem, 'The price of electricity per kWh must be zero or more, not -0.1.');
  });
});

describe('water', () => {
  it('counts the energy of the machines at what the region or its provider discloses', () => {
    near(siteWater(energy, region('us-west-2'), reference)?.litres.p50 ?? 0, 16);
    assert.equal(siteWater(energy, region('aws/eu-west-3'), reference)?.litres.p50, 15);
    assert.match(siteWater(energy, region('aws/eu-west-3'), reference)?.source ?? '', /global average/);
  });

  it('is unknown where nobody discloses it', () => {
    assert.equal(siteWater(energy, null, reference), null);
    assert.equal(siteWater(energy, region('gcp/us-central1'), reference), null);
  });
});

describe('products of ranges', () => {
  it('multiplies medians and widens in quadrature', () => {
    const wide = product({ p10: 1, p50: 2, p90: 4 }, { p10: 5, p50: 10, p90: 20 });
    assert.equal(wide.p50, 20);
    near(wide.p90, 20 * 2 ** Math.SQRT2);
    near(wide.p10, 20 / 2 ** Math.SQRT2);
    near(product(exactly(3), { p10: 1, p50: 2, p90: 4 }).p10, 3);
  });

  it('is zero where a factor is zero', () => {
    assert.deepEqual(product(exactly(0), energy), exactly(0));
  });
});
