import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { exactly } from '../../../src/accounting/quantiles';
import { formatDuration } from '../../../src/report/figures/duration';
import { formatAmount, formatChange, formatFactor, formatNumber } from '../../../src/report/figures/number';
import {
  formatCarbon,
  formatCost,
  formatDurationRange,
  formatEnergy,
  formatEnergyPart,
  formatMemory,
  withRange,
  withUnit,
} from '../../../src/report/figures/quantity';
import { wholePercents } from '../../../src/report/figures/shares';

/** Spaces that do not break are compared as spaces. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

describe('durations', () => {
  const cases: readonly (readonly [seconds: number, text: string])[] = [
    [0, '0 s'],
    [0.02, '0.020 s'],
    [4.21, '4.2 s'],
    [9.96, '10 s'],
    [42, '42 s'],
    [59.7, '1 min'],
    [90, '1 min 30 s'],
    [599, '10 min'],
    [12 * 60, '12 min'],
    [59 * 60 + 40, '1 h 00 min'],
    [3 * 3600 + 5 * 60, '3 h 05 min'],
    [47 * 3600 + 3590, '2 d'],
    [102 * 3600, '4 d 6 h'],
    [24 * 3600 * 1400, '1,400 d'],
  ];
  for (const [seconds, text] of cases) {
    it(`${seconds} s is ${text}`, () => {
      assert.equal(plain(formatDuration(seconds / 3600, 'en')), text);
    });
  }

  it('says nothing of a negative or missing duration', () => {
    assert.equal(formatDuration(-1, 'en'), '–');
    assert.equal(formatDuration(NaN, 'en'), '–');
  });

  it('has no range where the duration is given', () => {
    assert.equal(formatDurationRange(exactly(2), 'en'), '');
  });
});

describe('numbers', () => {
  it('show about three digits', () => {
    assert.deepEqual(
      [0.0042, 0.42, 1.4, 14, 140, 14000].map((value) => formatAmount(value, 'en')),
      ['0.0042', '0.42', '1.40', '14.0', '140', '14,000'],
    );
  });

  it('follow the language of the reader', () => {
    assert.equal(formatNumber(1234.5, 1, 'de'), '1.234,5');
  });

  it('fall back to English for what is no language', () => {
    assert.equal(formatNumber(1234.5, 1, 'pt_BR.UTF-8'), '1,234.5');
  });

  it('write changes with a true minus sign, and no sign for none', () => {
    assert.deepEqual(
      [-0.412, 0.07, -0.001].map((change) => formatChange(change, 'en')),
      ['−41', '+7', '0'],
    );
  });

  it('keep three significant digits of a factor', () => {
    assert.deepEqual(
      [90, 1184, 0.10423, 0.000512].map((value) => formatFactor(value, 'en')),
      ['90', '1,184', '0.104', '0.000512'],
    );
  });
});

describe('quantities', () => {
  it('put the three numbers in the unit that fits the middle one', () => {
    assert.equal(plain(withRange(formatEnergy({ p10: 0.92, p50: 1.4, p90: 2.1 }, 'en'))), '1.40 kWh (0.9 – 2.1)');
    assert.equal(plain(withRange(formatEnergy({ p10: 0.0004, p50: 0.0021, p90: 0.0093 }, 'en'))), '2.10 Wh (0.4 – 9.3)');
    assert.equal(plain(withUnit(formatEnergy(exactly(43_000), 'en'))), '43.0 MWh');
  });

  it('show carbon below a kilogram in grams and below a gram in milligrams', () => {
    assert.equal(plain(withRange(formatCarbon({ p10: 0.277, p50: 0.42, p90: 0.638 }, 'en'))), '420 g CO₂e (277 – 638)');
    assert.equal(plain(withUnit(formatCarbon(exactly(4.2e-6), 'en'))), '4.20 mg CO₂e');
    assert.equal(plain(withUnit(formatCarbon(exactly(1840), 'en'))), '1.84 t CO₂e');
    assert.equal(plain(withUnit(formatCarbon(exactly(0), 'en'))), '0 kg CO₂e');
  });

  it('do not let a figure round up to a thousand of its unit', () => {
    assert.equal(plain(withUnit(formatEnergy(exactly(0.99996), 'en'))), '1.00 kWh');
  });

  it('keep the decimals of money', () => {
    assert.equal(plain(withRange(formatCost({ p10: 0.29, p50: 0.42, p90: 0.62, currency: 'EUR' }, 'en'))), '0.42 EUR (0.29 – 0.62)');
    assert.equal(plain(withUnit(formatCost({ ...exactly(0.0031), currency: 'USD' }, 'en'))), '0.0031 USD');
  });

  it('show the ends of a narrow range apart', () => {
    assert.equal(plain(formatMemory({ p10: 0.98, p50: 1, p90: 1.04 }, 'en').range), '1.0');
    assert.equal(plain(formatEnergy({ p10: 1.38, p50: 1.4, p90: 1.43 }, 'en').range), '1.38 – 1.43');
  });

  it('show parts in the unit of the whole', () => {
    assert.equal(plain(withUnit(formatEnergyPart(exactly(0.042), exactly(1.4), 'en'))), '0.04 kWh');
  });
});

describe('shares', () => {
  it('add up to 100', () => {
    assert.deepEqual(wholePercents([1, 1, 1]), [34, 33, 33]);
    assert.deepEqual(wholePercents([0.983, 0.139, 0.043, 0.233]), [70, 10, 3, 17]);
  });

  it('are zeros where there is nothing to share', () => {
    assert.deepEqual(wholePercents([0, 0]), [0, 0]);
  });
});
