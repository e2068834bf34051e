import type { Quantiles } from '../accounting/quantiles';
import type { ForecastConstants } from './constants';

/** Natural logarithms of P50 over P10 and of P90 over P50. */
export interface LogWidths {
  readonly below: number;
  readonly above: number;
}

/** A class of which too few runs were measured differs by more than those that were: ×4 at P90 for recommenders and speech, ×2.2 for diffusion. */
const UNMEASURED_CLASS = 1.6;

/** The widths that unseen runs of this class and regime needed; the class alone where there were too few, and wider ones where the class is new. */
export function stepWidths(keys: readonly string[], widths: ForecastConstants['widths']): LogWidths {
  for (const key of keys) {
    const found = widths[key];
    if (found) return { below: found[0], above: found[1] };
  }
  const [below, above] = widths.all;
  return { below: UNMEASURED_CLASS * below, above: UNMEASURED_CLASS * above };
}

/** Independent causes add in quadrature. */
export function combined(...causes: readonly LogWidths[]): LogWidths {
  return { below: Math.hypot(...causes.map(({ below }) => below)), above: Math.hypot(...causes.map(({ above }) => above)) };
}

export function symmetric(logWidth: number): LogWidths {
  return { below: logWidth, above: logWidth };
}

export function around(p50: number, { below, above }: LogWidths): Quantiles {
  return { p10: p50 * Math.exp(-below), p50, p90: p50 * Math.exp(above) };
}
