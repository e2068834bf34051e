import type { FactName, RunFacts, RunProfile } from '../profile/run-profile';
import { knownFact } from '../profile/run-profile';
import type { Assumed } from '../workload/assumed';

/** Facts that the duration is proportional to, or nearly. */
const counts = ['epochs', 'maxSteps', 'trainSamples', 'folds', 'seeds', 'trials'] as const;
/** Facts whose other values are worth a forecast of their own. */
const telling: readonly FactName[] = [
  ...counts,
  'model',
  'batchSizePerDevice',
  'precision',
  'sampleShape',
  'tokensPerSample',
  'gradientAccumulation',
];
/** A count that somebody assumed: half to double. */
const ASSUMED_COUNT = Math.log(2);

/** Facts whose origin is an assumption. */
export function assumedFacts(run: RunProfile): Assumed[] {
  return counts.flatMap((name) => {
    const fact = knownFact(run, name);
    if (fact?.origin !== 'assumed') return [];
    return [{ quantity: name, value: String(fact.value), why: 'Nothing in the code states it.', logWidth: ASSUMED_COUNT }];
  });
}

/**
 * What the other values a fact may have would do: how far the durations that `durationOf` gives for them lie below and above the middle, in
 * logarithms.
 * A value for which there is no forecast adds nothing.
 */
export function openFacts(run: RunProfile, middle: number, durationOf: (changed: RunProfile) => number | null): Assumed[] {
  return telling.flatMap((name) => {
    const fact = knownFact(run, name);
    const others = fact?.alternatives ?? [];
    if (fact === undefined || others.length === 0) return [];
    const distances = others.map(({ value }) => Math.log((durationOf(withValue(run, name, value)) ?? middle) / middle));
    const sides = { below: Math.max(0, ...distances.map((distance) => -distance)), above: Math.max(0, ...distances) };
    const conditions = others.map(({ value, when }) => `${written(value)} when ${when}`).join(', ');
    return [
      {
        quantity: name,
        value: written(fact.value),
        why: `The code also holds ${conditions}.`,
        logWidth: Math.max(sides.below, sides.above),
        sides,
      },
    ];
  });
}

function withValue<K extends FactName>(run: RunProfile, name: K, value: RunFacts[K]): RunProfile {
  return { ...run, [name]: { value, origin: 'user' } };
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
