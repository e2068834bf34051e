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

/** Sum of quantities that are large or small together, as the parts of one run are. */
export function together(left: Quantiles, right: Quantiles): Quantiles {
  return { p10: left.p10 + right.p10, p50: left.p50 + right.p50, p90: left.p90 + right.p90 };
}

/**
 * Product of quantities that vary independently, each log-normal below and above its median:
 * the logarithms of their widths add in quadrature. Zero where a median is zero.
 */
export function product(left: Quantiles, right: Quantiles): Quantiles {
  const p50 = left.p50 * right.p50;
  if (p50 === 0) {
    return exactly(0);
  }
  const below = Math.hypot(Math.log(left.p50 / left.p10), Math.log(right.p50 / right.p10));
  const above = Math.hypot(Math.log(left.p90 / left.p50), Math.log(right.p90 / right.p50));
  return { p10: p50 * Math.exp(-below), p50, p90: p50 * Math.exp(above) };
}
