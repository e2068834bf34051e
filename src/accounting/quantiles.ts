/** A quantity with its 80 % interval: one in ten runs lies below `p10`, one in ten above `p90`. */
export interface Quantiles {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** The same number three times: for what is given, not predicted. */
export function exactly(value: number): Quantiles {
  return { p10: value, p50: value, p90: value };
}

/** Multiplies a quantity by an exact factor. */
export function scaled(quantity: Quantiles, factor: number): Quantiles {
  return { p10: quantity.p10 * factor, p50: quantity.p50 * factor, p90: quantity.p90 * factor };
}
