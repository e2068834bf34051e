import { isUnconditional } from '../../ml/settings';
import type { MlView } from '../../ml/ml-view';
import { countedRounds } from '../../ml/loop-rounds';
import { libraryName, makers } from '../../ml/surroundings';
import type { TrainingLoop } from '../../ml/training-loops';
import type { Activation } from '../../python/program/call-site';
import { layers } from '../../python/program/context';
import { constantOf } from '../../python/values/possible';

const profilers = /^torch\.(profiler|autograd\.profiler)\.profile$/;

/** A loop of so few steps is there to be profiled. */
const fewSteps = 100;

/** Profilers without a schedule around a whole training: they record every operation of every step. */
export function profiledTrainings(ml: MlView): ReadonlySet<Activation> {
  return new Set(ml.trainingLoops.filter((loop) => !isShort(loop)).flatMap(profilersAround));
}

function profilersAround({ backward }: TrainingLoop): readonly Activation[] {
  return [...layers(backward.context)].flatMap((layer) =>
    layer.kind === 'with' ? makers(layer.block.value).filter((made) => isProfiler(made) && isUnconditional(made.context)) : [],
  );
}

function isProfiler({ callee, arguments: given }: Activation): boolean {
  const schedule = given.keywords.get('schedule');
  const first = given.positional[0] ?? given.keywords.get('enabled');
  return (
    profilers.test(libraryName(callee) ?? '') &&
    !given.openKeywords &&
    (schedule === undefined || constantOf(schedule) === null) &&
    (first === undefined || constantOf(first) === true)
  );
}

/** The loop counts to a small number, or is left early. */
function isShort({ batch, epoch }: TrainingLoop): boolean {
  const steps = countedRounds(batch) ?? Infinity;
  const epochs = epoch === null ? 1 : (countedRounds(epoch) ?? 1);
  return batch.exits.length > 0 || steps * epochs <= fewSteps;
}
