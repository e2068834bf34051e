import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { guardsWithin, isInLoop } from '../../ml/surroundings';
import { isOptimizerStep, type TrainingLoop } from '../../ml/training-loops';
import type { Condition } from '../../python/program/condition';
import type { Program } from '../../python/program/program';
import { constantOf, single } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';

/** Frameworks that know when they accumulate. */
const accumulators = /^(accelerate|deepspeed|lightning|pytorch_lightning|transformers\.trainer|ignite|colossalai|megatron|apex)(\.|$)/;
/** What a program that holds the exchange back says somewhere. */
const holdsBack = /\bno_sync\b|require_backward_grad_sync|set_requires_gradient_sync|set_is_last_backward|\baccumulate\(/;

const message =
  'Gradients are accumulated over several batches here, but DistributedDataParallel exchanges them between all processes in every backward pass. Run all but the last under model.no_sync().';

/** Gradients are exchanged for every part of an accumulated batch. */
export const gradAccumNoSync: Rule = {
  meta: {
    id: 'grad-accum-no-sync',
    topic: 'distributed',
    title: 'Gradients are exchanged for every part of a batch',
    severity: 'hint',
    frameworks: ['torch'],
    markers: ['DistributedDataParallel'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'PyTorch performance tuning guide: skip unnecessary all-reduce while accumulating gradients; no measured energy found',
    },
  },
  *check(program, ml) {
    if (
      program.callsOf('torch.nn.parallel.DistributedDataParallel').length === 0 ||
      program.document.fragments.some(({ text }) => holdsBack.test(text)) ||
      program.callsNamed('no_sync').length > 0 ||
      [...program.imports].some((name) => accumulators.test(name))
    ) {
      return;
    }
    for (const loop of accumulatingLoops(program, ml)) {
      yield { place: calleePlace(loop.backward.site), message, confidence: 'medium', fixes: [] };
    }
  },
};

/** Loops with a backward pass in every round, and an optimizer's step in some. */
function accumulatingLoops(program: Program, ml: MlView): readonly TrainingLoop[] {
  return ml.trainingLoops.filter(({ batch, backward }) => {
    const steps = program.callsNamed('step').filter((call) => isOptimizerStep(program, call) && isInLoop(call.context, batch));
    const guards = steps.map((step) => guardsWithin(step.context, batch).filter((guard) => isEveryNth(program, guard)));
    return (
      backward.site.name === 'backward' &&
      steps.length > 0 &&
      guards.every((found) => found.length > 0) &&
      !guardsWithin(backward.context, batch).some((guard) => isEveryNth(program, guard)) &&
      !isInTest(backward.context)
    );
  });
}

/** `if (step + 1) % accumulation == 0`, unless the program says that it is 1. */
function isEveryNth(program: Program, { operators, names, text }: Condition): boolean {
  return operators.includes('%') && !/%\s*1\b/.test(text) && !names.some((name) => constantNamed(program, name) === 1);
}

/** The constant that a name, or an attribute of one, has at the end of the program. */
function constantNamed(program: Program, dotted: string): unknown {
  const [name = '', attribute, ...deeper] = dotted.split('.');
  const value = program.valueOf(name);
  if (attribute === undefined) {
    return constantOf(value);
  }
  const holder = single(value);
  const found = holder === undefined || deeper.length > 0 ? undefined : program.attributeOf(holder, attribute);
  return found === undefined ? undefined : constantOf(found);
}
