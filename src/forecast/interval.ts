import type { Quantiles } from '../accounting/quantiles';
import type { ForecastConstants } from './constants';
import type { ResidualKeys } from './residual';
import type { Bound } from './run-forecast';

/** Natural logarithms of P50 over P10 and of P90 over P50. */
export interface LogWidths {
  readonly below: number;
  readonly above: number;
}

/** A class of which too few runs were measured differs by more than those that were: ×4 at P90 for recommenders and speech, ×2.2 for diffusion. */
const UNMEASURED_CLASS = 1.6;

/** What was measured of a run like this one. */
export interface Novelty {
  readonly isModelKnown: boolean;
  readonly isAcceleratorKnown: boolean;
}

export function noveltyOf(keys: ResidualKeys, acceleratorId: string, { residuals, accelerators }: ForecastConstants): Novelty {
  return { isModelKnown: keys.byModel in residuals.byModel, isAcceleratorKnown: accelerators.includes(acceleratorId) };
}

/** What multiplies the width of a run whose model or accelerator was not measured; the two causes add in quadrature. */
export function noveltyFactor({ isModelKnown, isAcceleratorKnown }: Novelty, { novelty }: Pick<ForecastConstants, 'novelty'>): number {
  const ofModel = isModelKnown ? 0 : novelty.model ** 2 - 1;
  const ofAccelerator = isAcceleratorKnown ? 0 : novelty.accelerator ** 2 - 1;
  return Math.sqrt(1 + ofModel + ofAccelerator);
}

/** Where the width of a step is looked up, from particular to general. */
export function widthKeys({ byClass }: ResidualKeys, boundBy: Bound): readonly string[] {
  return [`${byClass} ${boundBy}`, byClass];
}

/** The widths that unseen runs of this class and regime needed; the class alone where there were too few, and wider ones where the class is new. */
export function stepWidths(keys: readonly string[], novelty: Novelty, constants: ForecastConstants): LogWidths {
  const { widths } = constants;
  const found = keys.map((key) => widths[key]).find((width) => width !== undefined);
  const [below, above] = found ?? widths.all;
  const factor = Math.max(noveltyFactor(novelty, constants), found === undefined ? UNMEASURED_CLASS : 1);
  return { below: factor * below, above: factor * above };
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
