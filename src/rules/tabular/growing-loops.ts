import { goesOverFolds, roundsOf, usualFolds } from '../../ml/loop-rounds';
import { isInLoop } from '../../ml/surroundings';
import { goesOverEpochs } from '../../ml/training-loops';
import type { LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';

/** So few copies cost nothing where a model goes over a part of the data in each round. */
const fewRoundsOfModel = 50;

/** How often a loop goes round, as far as that can be counted or guessed. */
export function rounds(loop: LoopInfo): number {
  return roundsOf(loop) ?? (goesOverFolds(loop) ? usualFolds : Infinity);
}

/** Train a model from its start to its end. */
const trainings = ['fit', 'fit_transform', 'train', 'fit_predict', 'cross_val_score'];
/** Train it a step further. */
const trainingSteps = ['backward', 'run', 'train_on_batch'];
const predictions = ['predict', 'predict_proba', 'forward', 'eval', 'evaluate'];
/** Bring data to a network and its results back. */
const transfers = ['cpu', 'cuda'];

/**
 * Whether a model does so much in each round that the copy beside it is cheap: one number or table for each fold or epoch that is trained,
 * and a few dozen parts of a prediction, are not worth a word. Where the rounds are many, the copies may add up.
 */
export function modelOutweighsCopies(program: Program, loop: LoopInfo): boolean {
  const isCalled = (names: readonly string[]): boolean =>
    names.some((name) => program.callsNamed(name).some(({ context, site }) => site.arguments.length > 0 && isInLoop(context, loop)));
  const isStepped = trainingSteps.some((name) => program.callsNamed(name).some(({ context }) => isInLoop(context, loop)));
  const isPredicted =
    isCalled(predictions) || transfers.some((name) => program.callsNamed(name).some(({ context }) => isInLoop(context, loop)));
  const isTrained = isStepped || isCalled(trainings);
  const isWhole = goesOverEpochs(loop) || goesOverFolds(loop);
  return (isTrained && isWhole) || ((isTrained || isPredicted) && rounds(loop) < fewRoundsOfModel);
}
