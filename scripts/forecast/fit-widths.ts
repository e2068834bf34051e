import type { ForecastConstants, Width } from '../../src/forecast/constants';
import type { Novelty } from '../../src/forecast/interval';
import { median } from './fit-step';

/** An error out of fold with the keys under which a forecast looks its width up. */
export interface UnseenError {
  readonly cls: string;
  readonly keys: readonly string[];
  readonly novelty: Novelty;
  readonly logError: number;
  readonly weight: number;
  readonly family: string;
  /** Source and accelerator: errors of one pair go together. */
  readonly origin: string;
}

/** Fewer runs than this do not make a width of their own. */
export const ENOUGH = 8;
/** Weight of the scatter of all runs between pairs of source and accelerator, in such pairs, and of that within one, in families of models. */
const PRIOR_ORIGINS = 4;
const PRIOR_FAMILIES = 4;
/** Errors of fewer pairs than this say less of the next pair than a normal quantile would. */
const ENOUGH_ORIGINS = 6;
/** With three to five independent origins the next one lies outside their range more often than a normal quantile says: Student's t(3) over normal at 90 %. */
const FEW_ORIGINS = 1.28;
/** Share of the errors on each side that an 80 % interval leaves out. */
const TAIL = 0.1;
const NARROWEST = Math.log(1.12);

/** Where launches bound the step, the host decides, and no run names it: steps differ 2.5-fold between hosts of one accelerator's age (Zeus and GAISSA, 2022–23). */
const LAUNCH_BOUND = Math.log(2);

/**
 * Widths by key from the errors of runs that were not fitted on. They have two causes: models differ on one machine, and machines, containers
 * and meters differ for one model. Two hundred models on one card say much of the first and little of the second, so each is shrunk to that of
 * all runs by what it was sampled over.
 */
export function fitWidths(errors: readonly UnseenError[]): ForecastConstants['widths'] {
  const all = scatterOf(errors);
  const groups = new Map<string, UnseenError[]>();
  for (const error of errors) for (const key of error.keys) groups.set(key, [...(groups.get(key) ?? []), error]);
  const widths: { all: Width; [key: string]: Width } = { all: all.total };
  for (const [key, group] of [...groups].sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (group.length < ENOUGH) continue;
    const [below, above] = shrunkWidth(group, all);
    const least = key.endsWith(' launch') ? LAUNCH_BOUND : 0;
    widths[key] = [Math.max(least, below), Math.max(least, above)];
  }
  return widths;
}

interface Scatter {
  readonly total: Width;
  /** Of the errors about the median of their own origin. */
  readonly within: Width;
  /** What the origins themselves add. */
  readonly between: Width;
}

function scatterOf(errors: readonly UnseenError[]): Scatter {
  const centres = new Map([...byOrigin(errors)].map(([origin, members]) => [origin, median(members.map(({ logError }) => logError))]));
  const total = quantiles(errors);
  const within = quantiles(errors.map(({ logError, origin, weight }) => ({ logError: logError - (centres.get(origin) ?? 0), weight })));
  return { total, within, between: bySide((side) => Math.sqrt(Math.max(0, total[side] ** 2 - within[side] ** 2))) };
}

function shrunkWidth(group: readonly UnseenError[], all: Scatter): Width {
  const own = scatterOf(group);
  const origins = byOrigin(group).size;
  const families = new Set(group.map(({ family }) => family)).size;
  const few = origins < ENOUGH_ORIGINS ? FEW_ORIGINS : 1;
  return bySide((side) => {
    const within = mixed(own.within[side], all.within[side], families / (families + PRIOR_FAMILIES));
    const between = mixed(few * own.between[side], all.between[side], origins / (origins + PRIOR_ORIGINS));
    return Math.max(NARROWEST, Math.hypot(within, between));
  });
}

function mixed(own: number, parent: number, share: number): number {
  return share * own + (1 - share) * parent;
}

function bySide(widthOf: (side: 0 | 1) => number): Width {
  return [widthOf(0), widthOf(1)];
}

function byOrigin(errors: readonly UnseenError[]): Map<string, UnseenError[]> {
  const groups = new Map<string, UnseenError[]>();
  for (const error of errors) groups.set(error.origin, [...(groups.get(error.origin) ?? []), error]);
  return groups;
}

type Weighted = Pick<UnseenError, 'logError' | 'weight'>;

function quantiles(errors: readonly Weighted[]): Width {
  const sorted = [...errors].sort((left, right) => left.logError - right.logError);
  return [Math.max(0, -weightedQuantile(sorted, TAIL)), Math.max(0, weightedQuantile(sorted, 1 - TAIL))];
}

function weightedQuantile(sorted: readonly Weighted[], share: number): number {
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  let below = 0;
  for (const { logError, weight } of sorted) {
    below += weight;
    if (below >= share * total) return logError;
  }
  return 0;
}

/** Half the width of the middle 80 % of the errors: one figure for how far a group scatters. */
export function spreadOf(errors: readonly UnseenError[]): number {
  const [below, above] = quantiles(errors);
  return Math.max(NARROWEST, (below + above) / 2);
}
