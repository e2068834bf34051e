/** What the trainings of a program ask of a machine, for rules that speak only of what is heavy. */
import { schedule, typicalBatch } from '../forecast/schedule';
import type { TrainingWork } from '../ml/training-work';
import type { Profile, RunProfile } from '../profile/run-profile';
import { factValue, knownFact } from '../profile/run-profile';
import type { ModelLookup } from '../workload/model-lookup';
import { unfollowed } from '../workload/model-count';
import { runWork } from '../workload/run-work';

/** Samples that a step is taken to have at least where nobody states them: half of what most examples of pictures have. */
const fewSamples = 32;

/** Below this the backward pass of most layers is left out: 3 where all is trained, 1 where nothing is. */
const someTrained = 2;
const halfOfIt = 0.5;

export function trainingWorks({ runs }: Profile, tables: ModelLookup): readonly TrainingWork[] {
  return runs.map((run) => {
    const work = runWork(run, tables);
    const unstatedBatch = typicalBatch(work?.workloadClass ?? null);
    const batch = factValue(run, 'batchSizePerDevice') ?? Math.min(fewSamples, unstatedBatch);
    const isCounted =
      work !== null && !isHalfFollowed(run) && (work.isCounted || (work.parameters !== null && work.tokensPerSample !== null));
    return {
      at: run.at === undefined ? null : { cell: run.at.cell ?? null, line: run.at.line, endLine: run.at.endLine },
      stepFlops: isCounted
        ? work.forwardFlopsPerSample * work.trainFlopsFactor * batch * (factValue(run, 'gradientAccumulation') ?? 1)
        : null,
      steps: stepsOf(run, unstatedBatch),
      epochs: factValue(run, 'epochs') ?? null,
      parameters: work?.parameters ?? null,
      kind: work?.kind ?? null,
      isFrozen: (work?.trainFlopsFactor ?? 3) < someTrained || (factValue(run, 'trainableShare') ?? 1) < halfOfIt,
    };
  });
}

/** What a forward pass that could not be followed to its end computes is a guess: its input may be of another kind. */
function isHalfFollowed(run: RunProfile): boolean {
  const counted = knownFact(run, 'forwardFlopsPerSample');
  return counted?.origin === 'assumed' && counted.alternatives?.some(({ when }) => when.includes(unfollowed)) === true;
}

/** The steps of all runs, where every number that counts them is stated. */
function stepsOf(run: RunProfile, unstatedBatch: number): number | null {
  const plan = schedule(run, 1, unstatedBatch);
  const isAssumed = (['trainSamples', 'epochs', 'maxSteps'] as const).some((name) => knownFact(run, name)?.origin === 'assumed');
  return 'error' in plan || isAssumed ? null : plan.factors.reduce((product, { value }) => product * value, 1);
}
