import type { Fact, FactName, FactOrigin, RunProfile, Work } from '../profile/run-profile';
import { factValue, knownFact } from '../profile/run-profile';
import type { ProfileChange } from '../rules/finding';

/** Facts that follow from another one, and are wrong once that one is changed, unless a person stated them. */
const followers: Readonly<Partial<Record<FactName, readonly FactName[]>>> = {
  model: ['parameters', 'forwardFlopsPerSample', 'work', 'trainableShare'],
  dataset: ['trainSamples', 'sampleShape', 'tokensPerSample'],
  // What is measured of a step holds for that step alone.
  batchSizePerDevice: ['secondsPerStep'],
  precision: ['secondsPerStep'],
};

/** Facts of which only one is in force: steps bound a run whatever its epochs. */
const rivals: Readonly<Partial<Record<FactName, FactName>>> = { epochs: 'maxSteps', maxSteps: 'epochs' };

/** The run with some facts replaced. What follows from a replaced fact is forgotten, so that it is looked up anew. */
export function changedRun(run: RunProfile, change: ProfileChange, origin: FactOrigin): RunProfile {
  const facts: Record<string, unknown> = { ...run };
  const names = Object.keys(change) as FactName[];
  for (const name of names) {
    for (const follower of followers[name] ?? []) {
      if (!names.includes(follower) && knownFact(run, follower)?.origin !== 'user') {
        facts[follower] = follower === 'work' ? workOfTraining(run) : undefined;
      }
    }
    const rival = rivals[name];
    if (rival !== undefined && !names.includes(rival)) {
      facts[rival] = undefined;
    }
  }
  if (change.sampleShape !== undefined && change.model === undefined) {
    rescale(run, facts, change);
  }
  for (const name of names) {
    facts[name] = { value: change[name], origin } satisfies Fact<unknown>;
  }
  return withoutGaps(facts) as RunProfile;
}

/** How a sample goes through the model is a matter of the training, and stays when the model changes. */
function workOfTraining(run: RunProfile): Fact<Work> | undefined {
  const { inputsPerSample, frozenForwards, answers } = factValue(run, 'work') ?? {};
  const kept = Object.entries({ inputsPerSample, frozenForwards, answers }).filter(([, value]) => value !== undefined);
  return kept.length === 0 ? undefined : { value: Object.fromEntries(kept), origin: 'catalogue' };
}

/** Work that was counted from the code grows with the pixels of an image; work from the table is scaled by the forecast itself. */
function rescale(run: RunProfile, facts: Record<string, unknown>, change: ProfileChange): void {
  const before = factValue(run, 'sampleShape');
  const flops = knownFact(run, 'forwardFlopsPerSample');
  const work = knownFact(run, 'work');
  if (change.forwardFlopsPerSample !== undefined || before?.length !== 3 || change.sampleShape?.length !== 3) {
    return;
  }
  const factor = pixels(change.sampleShape) / pixels(before);
  if (flops?.origin === 'catalogue') {
    facts.forwardFlopsPerSample = undefined;
  } else if (flops !== undefined) {
    facts.forwardFlopsPerSample = { ...flops, value: flops.value * factor };
  }
  const elements = work?.value.activationElementsPerSample;
  if (work !== undefined && elements !== undefined) {
    facts.work = { ...work, value: { ...work.value, activationElementsPerSample: elements * factor } };
  }
}

/** Channels do not count: only the first layer sees them. */
function pixels(shape: readonly number[]): number {
  const [, height = 1, width = 1] = shape;
  return height * width;
}

function withoutGaps(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}
