import { calledObject, type ObjectKey } from '../../ml/called-object';
import { ancestors } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { recordingIn } from '../../ml/gradients';
import { isIntervalGuard } from '../../ml/guards';
import type { MlView } from '../../ml/ml-view';
import { guardsWithin, isInLoop } from '../../ml/surroundings';
import type { TrainingLoop } from '../../ml/training-loops';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';

/** What shows or stores a result, or takes it off its graph. */
const lookers = ['detach', 'save_image', 'make_grid', 'add_image', 'add_images', 'imshow', 'imsave'];

/**
 * Forward passes of the model that is trained whose results are only looked at: every so often between the steps, or once an epoch. One
 * for each loop.
 */
export function* detachedForwards(program: Program, ml: MlView, differentiated: ReadonlySet<Activation>): Iterable<Activation> {
  const looked = lookedAt(program, ml);
  for (const loop of looked.length === 0 ? [] : ml.trainingLoops) {
    // Of adversaries each has a backward pass of its own.
    const trained = new Set(
      [...differentiated]
        .filter(({ context }) => isInLoop(context, loop.batch))
        .map(calledObject)
        .filter((object): object is ObjectKey => object !== undefined),
    );
    const call = looked.find((one) => {
      const object = calledObject(one);
      return (
        object !== undefined &&
        one.site.arguments.length > 0 &&
        trained.has(object) &&
        !differentiated.has(one) &&
        isBetweenSteps(one, loop) &&
        recordingIn(program, one.context) === 'on' &&
        !isInTest(one.context)
      );
    });
    if (call !== undefined && program.isHere(call.site.place)) {
      yield call;
    }
  }
}

/** Calls from whose results something was shown or stored, in order. */
function lookedAt(program: Program, ml: MlView): readonly Activation[] {
  const lookups = ml.trainingLoops.length === 0 ? [] : lookers.flatMap((name) => program.callsNamed(name));
  const looked = lookups.flatMap(({ receiver, arguments: given, site }) => {
    const seen = site.name === 'detach' ? (receiver === null ? [] : [receiver]) : given.positional;
    return seen.flatMap((value) => [...ancestors(value)]);
  });
  return [...new Set(looked)].sort((a, b) => a.order - b.order);
}

function isBetweenSteps({ context }: Activation, { batch, epoch }: TrainingLoop): boolean {
  return isInLoop(context, batch) ? guardsWithin(context, batch).some(isIntervalGuard) : epoch !== null && isInLoop(context, epoch);
}
