import type { Answer, RangedAnswer, ScoredRun } from './scored-run';

export interface Score {
  readonly runs: number;
  /** Median error factor. */
  readonly median: number;
  /** Shares within a factor of 1.5 and of 2. */
  readonly within15: number;
  readonly within2: number;
}

export function scoreOf(answers: readonly Answer[]): Score {
  const sizes = answers.map(({ logError }) => Math.abs(logError)).sort((left, right) => left - right);
  const share = (factor: number): number => sizes.filter((size) => size <= Math.log(factor)).length / sizes.length;
  return { runs: sizes.length, median: Math.exp(sizes[Math.floor(sizes.length / 2)] ?? 0), within15: share(1.5), within2: share(2) };
}

export function coverage(answers: readonly RangedAnswer[]): number {
  return answers.filter(({ logError, below, above }) => -below <= logError && logError <= above).length / answers.length;
}

/** Mean loss of P10, P50 and P90 of the logarithm: low when the range is both right and narrow. */
export function pinball(answers: readonly RangedAnswer[]): number {
  const loss = (quantile: number, gap: number): number => Math.max(quantile * gap, (quantile - 1) * gap);
  const total = answers.reduce(
    (sum, { logError, below, above }) => sum + (loss(0.1, logError + below) + loss(0.5, logError) + loss(0.9, logError - above)) / 3,
    0,
  );
  return total / answers.length;
}

/** Mean over the classes, each counted once. */
export function balanced(scored: readonly ScoredRun[], valueOf: (members: readonly ScoredRun[]) => number): number {
  const values = [...byGroup(scored).values()].map(valueOf);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function byGroup(scored: readonly ScoredRun[]): Map<string, ScoredRun[]> {
  const groups = new Map<string, ScoredRun[]>();
  for (const one of [...scored].sort((left, right) => (left.group < right.group ? -1 : 1))) {
    const members = groups.get(one.group);
    if (members) members.push(one);
    else groups.set(one.group, [one]);
  }
  return groups;
}

/** Sources are drawn anew, with all their runs; fixed seed, so that the page comes out the same. */
export function bySource(
  scored: readonly ScoredRun[],
  statistic: (drawn: readonly ScoredRun[]) => number,
  sourceOf: (one: ScoredRun) => string = ({ run }) => run.source,
): readonly [low: number, high: number] {
  const sources = new Map<string, ScoredRun[]>();
  for (const one of scored) sources.set(sourceOf(one), [...(sources.get(sourceOf(one)) ?? []), one]);
  const pools = [...sources.values()];
  const random = randomFrom(20_26);
  const values = Array.from({ length: DRAWS }, () => statistic(pools.flatMap(() => pools[Math.floor(random() * pools.length)] ?? []))).sort(
    (left, right) => left - right,
  );
  return [values[Math.floor(0.05 * DRAWS)] ?? 0, values[Math.floor(0.95 * DRAWS)] ?? 0];
}

const DRAWS = 1000;

/** Mulberry32 (Tommy Ettinger, 2017): small, and even enough to draw sources. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
