import { goesOverFolds, roundsOf, usualFolds } from '../../ml/loop-rounds';
import { isInLoop } from '../../ml/surroundings';
import { goesOverEpochs } from '../../ml/training-loops';
import { compact } from '../../ml/written-loops';
import type { LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';

/** Nor do these, where a model goes over a part of the data in each round. */
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
 * What a model does in each round, beside which the copy is cheap: one number or table for each fold or epoch that is trained, and a few
 * dozen parts of a prediction, are not worth a word. Where the rounds are many, the copies may add up.
 */
export function modelInRound(program: Program, loop: LoopInfo): 'outweighs' | 'works' | undefined {
  const isCalled = (names: readonly string[]): boolean =>
    names.some((name) => program.callsNamed(name).some(({ context, site }) => site.arguments.length > 0 && isInLoop(context, loop)));
  const isStepped = trainingSteps.some((name) => program.callsNamed(name).some(({ context }) => isInLoop(context, loop)));
  const isPredicted =
    isCalled(predictions) || transfers.some((name) => program.callsNamed(name).some(({ context }) => isInLoop(context, loop)));
  const isTrained = isStepped || isCalled(trainings);
  const isWhole = goesOverEpochs(loop) || goesOverFolds(loop);
  if ((isTrained && isWhole) || ((isTrained || isPredicted) && rounds(loop) < fewRoundsOfModel)) {
    return 'outweighs';
  }
  return isTrained || isPredicted ? 'works' : undefined;
}

/** Classes, years or folds: `samples[labels == i]` picks one of a handful in each round. */
export function goesOverGroups(program: Program, { targets, iterableText, place }: LoopInfo): boolean {
  const text = compact(program.textOf(place));
  return (
    targets.some((name) => /^(year|month|quarter|cls|class\w*|seed|fold)$/i.test(name) || new RegExp(`==${name}[\\])]`).test(text)) ||
    /n_?class|num_?class|classes|years|months|quarters|seeds/i.test(iterableText)
  );
}
