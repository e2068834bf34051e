/** What a change saves, with the range that remains when the same run is compared with itself. */
import type { Estimate } from '../assess/estimate';
import type { Alternative } from './alternative';
import type { Proposal } from './request';

/**
 * How far the forecast's ratio of two runs lies from the measured ratio in eight of ten pairs, as a natural logarithm. What two runs
 * have in common cancels, so this is less than the range of either. Counted on the published measurements the forecast was fitted on:
 * runs on one accelerator, from one source, that differ in the named thing alone.
 */
export const ratioLogWidths = {
  /** Energy of another model of the same class: 324 pairs. */
  architecture: 0.34,
  /** Time of the same model at another precision: 435 pairs; no energies are published in pairs. */
  precision: 0.39,
  /** Energy of the same run on another accelerator: 424 pairs. */
  hardware: 0.52,
  /** Intensity of one grid zone against another, a year later (Electricity Maps 2024 and 2025, 1,770 pairs of zones with cloud regions). */
  grid: 0.2,
  /** A multiple of the same steps on the same machine. */
  none: 0,
} as const;

/** Nothing is offered below this share: it would drown in the noise between two runs of the same script. */
const leastSaving = 0.03;

export function savingOf(
  present: Estimate,
  changed: Estimate,
  { quantity, ratioLogWidth }: Pick<Proposal, 'quantity' | 'ratioLogWidth'>,
): Alternative['saving'] | null {
  const [before, after] = quantity === 'energy' ? [present.energyKwh, changed.energyKwh] : [present.carbonKg, changed.carbonKg];
  if (!(before.p50 > 0)) {
    return null;
  }
  const ratio = after.p50 / before.p50;
  const change = (factor: number): number => ratio * factor - 1;
  const saving = { quantity, p10: change(Math.exp(-ratioLogWidth)), p50: change(1), p90: change(Math.exp(ratioLogWidth)) };
  return saving.p50 <= -leastSaving ? saving : null;
}

/** In half of all pairs the forecast's ratio errs by less than this share of its 80 % width, as errors that are normal in the logarithm do. */
const medianOfWidth = 0.526;

/** Whether a saving exceeds what the forecast errs by in half of such comparisons: below, the choice is a toss of a coin. */
export function exceedsError({ p50 }: Alternative['saving'], ratioLogWidth: number): boolean {
  return -Math.log1p(p50) > medianOfWidth * ratioLogWidth;
}

/** Log width of the pace alone: for changes of the step of which no pairs were measured, nothing cancels. */
export function stepLogWidth({ energyKwh, drivers }: Estimate): number {
  const whole = Math.log(energyKwh.p90 / energyKwh.p10) / 2;
  const share = drivers.find(({ quantity }) => quantity === 'seconds per step')?.share ?? 0;
  return Number.isFinite(whole) ? whole * Math.sqrt(share) : 0;
}
