/** Energy, carbon, money and memory with their range, all three numbers of one quantity in one unit. */
import type { Quantiles } from '../../accounting/quantiles';
import { formatDuration } from './duration';
import { decimalsFor, formatNumber, noBreakSpace } from './number';

export interface FormattedQuantity {
  /** The middle figure without its unit. */
  readonly figure: string;
  readonly unit: string;
  /** `0.9 – 2.1`, in the same unit; empty where the range is a point. */
  readonly range: string;
}

interface Unit {
  readonly name: string;
  /** How many of this unit are one of the base unit. */
  readonly perBase: number;
}

const energyUnits: readonly Unit[] = [
  { name: 'GWh', perBase: 1e-6 },
  { name: 'MWh', perBase: 1e-3 },
  { name: 'kWh', perBase: 1 },
  { name: 'Wh', perBase: 1e3 },
  { name: 'mWh', perBase: 1e6 },
];

/** Carbon always means carbon dioxide equivalent. */
const carbonUnits: readonly Unit[] = [
  { name: 't\u00a0CO₂e', perBase: 1e-3 },
  { name: 'kg\u00a0CO₂e', perBase: 1 },
  { name: 'g\u00a0CO₂e', perBase: 1e3 },
  { name: 'mg\u00a0CO₂e', perBase: 1e6 },
];

export function formatEnergy(kwh: Quantiles, locale: string): FormattedQuantity {
  return inUnit(kwh, fittingUnit(kwh.p50, energyUnits), locale);
}

/** In the unit that fits `whole`, so that parts and whole can be compared and added up by eye. */
export function formatEnergyPart(kwh: Quantiles, whole: Quantiles, locale: string): FormattedQuantity {
  const unit = fittingUnit(whole.p50, energyUnits);
  return inUnit(kwh, unit, locale, decimalsFor(whole.p50 * unit.perBase));
}

export function formatCarbon(kilograms: Quantiles, locale: string): FormattedQuantity {
  return inUnit(kilograms, fittingUnit(kilograms.p50, carbonUnits), locale);
}

export function formatMemory(gib: Quantiles, locale: string): FormattedQuantity {
  return inUnit(gib, { name: 'GiB', perBase: 1 }, locale, gib.p50 >= 10 ? 0 : 1);
}

/** Money keeps its two decimals, except where it would round to nothing. */
export function formatCost(cost: Quantiles & { readonly currency: string }, locale: string): FormattedQuantity {
  const decimals = cost.p50 >= 1000 ? 0 : Math.max(2, decimalsFor(cost.p50));
  const { figure, unit } = inUnit(cost, { name: cost.currency, perBase: 1 }, locale, decimals);
  const range = cost.p10 === cost.p90 ? '' : span(formatNumber(cost.p10, decimals, locale), formatNumber(cost.p90, decimals, locale));
  return { figure, unit, range };
}

/** `2 h 05 min – 4 h 35 min`. */
export function formatDurationRange(hours: Quantiles, locale: string): string {
  if (hours.p10 === hours.p90) return '';
  return span(formatDuration(hours.p10, locale), formatDuration(hours.p90, locale));
}

/** Figure and unit in one text: `1.40 kWh`. */
export function withUnit(quantity: FormattedQuantity): string {
  return `${quantity.figure}${noBreakSpace}${quantity.unit}`;
}

/** Figure, unit and range: `1.40 kWh (0.9 – 2.1)`. */
export function withRange(quantity: FormattedQuantity): string {
  return quantity.range === '' ? withUnit(quantity) : `${withUnit(quantity)} (${quantity.range})`;
}

function fittingUnit(value: number, units: readonly Unit[]): Unit {
  // 0.9995 of a unit is shown as 1.00 of it, not as 1,000 of the next smaller one.
  const fitting = units.find((unit) => value * unit.perBase >= 0.9995);
  const smallest = units.at(-1);
  const base = units.find((unit) => unit.perBase === 1);
  const chosen = value === 0 ? base : (fitting ?? smallest);
  if (chosen === undefined) throw new RangeError('a quantity needs at least one unit');
  return chosen;
}

function inUnit(quantity: Quantiles, unit: Unit, locale: string, decimals?: number): FormattedQuantity {
  const middle = quantity.p50 * unit.perBase;
  const low = quantity.p10 * unit.perBase;
  const high = quantity.p90 * unit.perBase;
  const shown = decimals ?? decimalsFor(middle);
  return { figure: formatNumber(middle, shown, locale), unit: unit.name, range: rangeBetween(low, high, shown, locale) };
}

/** Ends of a range deserve one digit less than the middle, unless they would fall together or to zero. */
function rangeBetween(low: number, high: number, decimals: number, locale: string): string {
  if (low === high) return '';
  const step = 10 ** -Math.max(0, decimals - 1);
  const isCoarseEnough = decimals > 0 && low >= step / 2 && high - low >= 3 * step;
  const fewer = isCoarseEnough ? decimals - 1 : decimals;
  return span(formatNumber(low, fewer, locale), formatNumber(high, fewer, locale));
}

function span(low: string, high: string): string {
  return low === high ? low : `${low}${noBreakSpace}– ${high}`;
}
