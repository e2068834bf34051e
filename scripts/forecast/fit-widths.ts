import type { ForecastConstants, Width } from '../../src/forecast/constants';
import type { Novelty } from '../../src/forecast/interval';

/** An error out of fold with the keys under which a forecast looks its width up. */
export interface UnseenError {
  readonly cls: string;
  readonly keys: readonly string[];
  readonly novelty: Novelty;
  readonly logError: number;
  readonly weight: number;
  /** Source and accelerator: errors of one pair go together. */
  readonly origin: string;
}

/** Fewer runs than this do not make a width of their own. */
export const ENOUGH = 8;
/** Weight of the parent's width, in independent pairs of source and accelerator. */
const PARENT_ORIGINS = 8;
/** Errors of fewer pairs than this say less of the next pair than a normal quantile would. */
const ENOUGH_ORIGINS = 6;
/** With three to five independent origins the next one lies outside their range more often than a normal quantile says: Student's t(3) over normal at 90 %. */
const FEW_ORIGINS = 1.28;
/** Share of the errors on each side that an 80 % interval leaves out. */
const TAIL = 0.1;
const NARROWEST = Math.log(1.12);

/** Where launches bound the step, the host decides, and no run names it: steps differ 2.5-fold between hosts of one accelerator's age (Zeus and GAISSA, 2022–23). */
const LAUNCH_BOUND = Math.log(2);

/** Widths by key: quantiles of the errors of runs that were not fitted on, shrunk to those of all runs. */
export function fitWidths(errors: readonly UnseenError[]): ForecastConstants['widths'] {
  const all = quantileWidths(errors, null);
  const groups = new Map<string, UnseenError[]>();
  for (const error of errors) for (const key of error.keys) groups.set(key, [...(groups.get(key) ?? []), error]);
  const widths: { all: Width; [key: string]: Width } = { all };
  for (const [key, group] of [...groups].sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (group.length < ENOUGH) continue;
    const [below, above] = quantileWidths(group, all);
    const least = key.endsWith(' launch') ? LAUNCH_BOUND : 0;
    widths[key] = [Math.max(least, below), Math.max(least, above)];
  }
  return widths;
}

function quantileWidths(errors: readonly UnseenError[], parent: readonly [number, number] | null): readonly [number, number] {
  const sorted = [...errors].sort((left, right) => left.logError - right.logError);
  const own = [Math.max(NARROWEST, -weightedQuantile(sorted, TAIL)), Math.max(NARROWEST, weightedQuantile(sorted, 1 - TAIL))] as const;
  if (parent === null) return own;
  const origins = new Set(errors.map(({ origin }) => origin)).size;
  const few = origins < ENOUGH_ORIGINS ? FEW_ORIGINS : 1;
  const share = origins / (origins + PARENT_ORIGINS);
  return [few * (share * own[0] + (1 - share) * parent[0]), few * (share * own[1] + (1 - share) * parent[1])];
}

function weightedQuantile(sorted: readonly UnseenError[], share: number): number {
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
  const [below, above] = quantileWidths(errors, null);
  return (below + above) / 2;
}
