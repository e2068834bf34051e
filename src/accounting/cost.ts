import type { Configuration } from '../assess/configuration';
import type { Estimate } from '../assess/estimate';
import type { Quantiles } from './quantiles';
import { scaled, together } from './quantiles';

export interface CostBasis {
  /** At the building's meter. */
  readonly facilityKwh: Quantiles;
  readonly durationHours: Quantiles;
  /** Accelerators that are paid for. */
  readonly accelerators: number;
}

export type Priced = { readonly ok: true; readonly cost: Estimate['cost'] } | { readonly ok: false; readonly problem: string };

/**
 * Electricity at its price per kWh plus accelerators at their price per hour, as far as the person named prices: there is no table of prices,
 * so without any the cost is null. A cloud's price per hour contains the electricity; who enters both pays both.
 */
export function costOf({ facilityKwh, durationHours, accelerators }: CostBasis, configuration: Configuration): Priced {
  const { electricityPricePerKwh, acceleratorPricePerHour, currency } = configuration;
  const parts: Quantiles[] = [];
  const sources: string[] = [];
  if (electricityPricePerKwh !== null) {
    if (!isPrice(electricityPricePerKwh)) {
      return { ok: false, problem: problem('electricity', 'kWh', electricityPricePerKwh) };
    }
    parts.push(scaled(facilityKwh, electricityPricePerKwh));
    sources.push(`${String(electricityPricePerKwh)} ${currency} per kWh`);
  }
  if (acceleratorPricePerHour !== null) {
    if (!isPrice(acceleratorPricePerHour)) {
      return { ok: false, problem: problem('an accelerator', 'hour', acceleratorPricePerHour) };
    }
    parts.push(scaled(durationHours, acceleratorPricePerHour * accelerators));
    sources.push(`${String(acceleratorPricePerHour)} ${currency} per accelerator-hour`);
  }
  const [first, ...rest] = parts;
  if (first === undefined) {
    return { ok: true, cost: null };
  }
  return { ok: true, cost: { ...rest.reduce(together, first), currency, source: `${sources.join(' and ')}, from the settings` } };
}

function isPrice(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}

function problem(what: string, unit: string, value: number): string {
  return `The price of ${what} per ${unit} must be zero or more, not ${String(value)}.`;
}
