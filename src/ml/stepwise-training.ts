import type { Activation } from '../python/program/call-site';
import type { LoopInfo } from '../python/program/context';
import type { Program } from '../python/program/program';
import { kerasFits } from './keras';
import type { MlView } from './ml-view';
import { constantArgument, libraryName, loopsAround, makers } from './surroundings';
import { goesOverEpochs } from './training-loops';

/** Fewer epochs than this leave nothing to cut short. */
const fewEpochs = 3;

/** How a training that goes on in steps ends: after all of them, or by itself when a metric stalls. */
export type StepwiseTraining = 'to the end' | 'stops by itself';

/**
 * Whether some of these calls train a model step by step, with a state after each step that says how it is going: a loop over epochs, a
 * fit of a network over epochs, boosting rounds that are judged on validation data. Undefined when none is known to.
 */
export function trainsInSteps(program: Program, ml: MlView, calls: readonly Activation[]): StepwiseTraining | undefined {
  if (calls.length === 0) {
    return undefined;
  }
  const inside = new Set(calls);
  if (loopsByHand(ml, inside) || goesThroughEpochs(calls) || fitsNetwork(program, calls)) {
    return 'to the end';
  }
  return calls.some(boostsOnValidation) ? 'stops by itself' : undefined;
}

function loopsByHand(ml: MlView, inside: ReadonlySet<Activation>): boolean {
  return (
    ml.trainingLoops.some(
      ({ batch, epoch, backward }) =>
        inside.has(backward) && (epoch === null ? (goesOverEpochs(batch) || countsRounds(batch)) && isLong(batch) : isLong(epoch)),
    ) ||
    [...inside].some(
      (call) => call.site.name === 'backward' && loopsAround(call.context).some((loop) => goesOverEpochs(loop) && isLong(loop)),
    )
  );
}

/** Over numbers, not over data: a training of so many steps. */
function countsRounds({ kind, iterableText }: LoopInfo): boolean {
  return kind === 'for' && /^(\w+\.)?(tqdm\()?t?range\(/.test(iterableText);
}

function isLong({ count }: LoopInfo): boolean {
  return (
    count?.options.every(({ value }) => value.kind === 'constant' && typeof value.value === 'number' && value.value < fewEpochs) !== true
  );
}

/** Calls that train a model a bit further. */
const trainsFurther =
  /^_?(train|fit|learn|partial_fit|train_on_batch|training|update)(_|$)|_(train|fit|step|epoch)$|^(step|run_epoch|do_train)$/i;
/** These always continue from where the model is. */
const continues = new Set(['partial_fit', 'train_on_batch', 'train_one_epoch', 'train_epoch', 'training_epoch', 'run_epoch']);

/** A loop over epochs, around a call that trains and whose body may not be known. */
function goesThroughEpochs(calls: readonly Activation[]): boolean {
  return calls.some((call) => {
    const { name } = call.site;
    return (
      (continues.has(name) && loopsAround(call.context).some(isLong)) ||
      (trainsFurther.test(name) &&
        loopsAround(call.context).some((loop) => loop.kind !== 'comprehension' && goesOverEpochs(loop) && isLong(loop)))
    );
  });
}

function fitsNetwork(program: Program, calls: readonly Activation[]): boolean {
  const inside = new Set(calls);
  return (
    kerasFits(program).some((call) => inside.has(call) && mayTakeLong(call.arguments.get('epochs', 3))) ||
    calls.some((call) => {
      const name = libraryName(call.callee) ?? '';
      return (
        (name === 'lightning.pytorch.Trainer.fit' && call.receiver !== null && makers(call.receiver).some(trainerIsLong)) ||
        (name === 'transformers.Trainer.train' && call.receiver !== null && huggingFaceIsLong(makers(call.receiver)[0]))
      );
    })
  );
}

function trainerIsLong(trainer: Activation): boolean {
  return mayTakeLong(trainer.arguments.get('max_epochs')) && constantArgument(trainer, 'fast_dev_run') !== true;
}

/** Three epochs, unless the training arguments say otherwise. */
function huggingFaceIsLong(trainer: Activation | undefined): boolean {
  const given = trainer?.arguments.get('args', 1);
  const [made] = given?.kind === 'given' ? makers(given.possible) : [];
  const epochs = made?.arguments.get('num_train_epochs');
  return epochs !== undefined && (epochs.kind === 'default' || mayTakeLong(epochs));
}

function mayTakeLong(answer: ReturnType<Activation['arguments']['get']>): boolean {
  return (
    answer.kind === 'given' &&
    !answer.possible.options.every(({ value }) => value.kind === 'constant' && typeof value.value === 'number' && value.value < fewEpochs)
  );
}

/** Parameters that hand boosting its validation data. */
const validationOf = new Map([
  ['xgboost.train', 'evals'],
  ['lightgbm.train', 'valid_sets'],
  ['xgboost.XGBModel.fit', 'eval_set'],
  ['lightgbm.LGBMModel.fit', 'eval_set'],
  ['catboost.CatBoost.fit', 'eval_set'],
]);

function boostsOnValidation(call: Activation): boolean {
  const parameter = validationOf.get(libraryName(call.callee) ?? '');
  const answer = parameter === undefined ? undefined : call.arguments.get(parameter);
  return answer?.kind === 'given' && !isDeaf(call);
}

/** CatBoost takes no callbacks on a GPU (catboost issue 1792, open since 2021), and one fit outside a loop has no other step to report. */
function isDeaf({ callee, context, receiver }: Activation): boolean {
  const [made] = receiver === null ? [] : makers(receiver);
  const device = made === undefined ? undefined : constantArgument(made, 'task_type');
  return libraryName(callee) === 'catboost.CatBoost.fit' && device === 'GPU' && loopsAround(context).length === 0;
}
