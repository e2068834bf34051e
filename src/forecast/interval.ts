import type { Quantiles } from '../accounting/quantiles';
import type { ForecastConstants } from './constants';

/** Natural logarithms of P50 over P10 and of P90 over P50. */
export interface LogWidths {
  readonly below: number;
  readonly above: number;
}

/** The widths that unseen runs of this class, regime and novelty needed; the class alone, or all runs, where there were too few. */
export function stepWidths(keys: readonly string[], widths: ForecastConstants['widths']): LogWidths {
  for (const key of [...keys, 'all']) {
    const found = widths[key];
    if (found) return { below: found[0], above: found[1] };
  }
  return { below: 1, above: 1 };
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
