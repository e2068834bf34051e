import type { Activation } from '../python/program/call-site';
import { layers, type Context } from '../python/program/context';
import type { Program } from '../python/program/program';
import type { FunctionValue } from '../python/values/value';
import { ancestors } from './data-flow';
import { loopsAround } from './surroundings';
import { backwardCalls, isOptimizerStep, isTransfer } from './training-loops';

/** One training step as a function of its own, which a loop somewhere else calls for every batch. */
export interface TrainStep {
  readonly of: FunctionValue;
  readonly backward: Activation;
  readonly step: Activation;
  /** Calls from whose results the loss was computed, and those that made them within the step. */
  readonly graph: ReadonlySet<Activation>;
}

/** Names that say that the function is one step, not an epoch or a whole training. */
const stepNames =
  /^_?(train|training|fit|learn|run|do|update|optimi[sz]e|forward_backward)_?(\w+_)?(step|batch|iter|iteration|parameters)$/i;

/**
 * Functions that nothing here calls, that are named as one training step, and that clear the gradients, go backward and step without a
 * loop around these: the loop over the batches is in another file.
 */
export function findTrainSteps(program: Program): readonly TrainStep[] {
  const known = remembered.get(program);
  if (known !== undefined) {
    return known;
  }
  const found: TrainStep[] = [];
  for (const backward of backwardCalls(program)) {
    const of = loopsAround(backward.context).length === 0 ? enteredFunction(backward.context) : null;
    if (of === null || !stepNames.test(of.name) || found.some((one) => one.of.node === of.node)) {
      continue;
    }
    const isInside = (call: Activation): boolean =>
      enteredFunction(call.context)?.node === of.node && loopsAround(call.context).length === 0;
    const step = program.callsNamed('step').find((call) => isInside(call) && isOptimizerStep(program, call));
    if (step !== undefined && program.callsNamed('zero_grad').some(isInside)) {
      found.push({ of, backward, step, graph: graphOf(backward, of) });
    }
  }
  remembered.set(program, found);
  return found;
}

const remembered = new WeakMap<Program, readonly TrainStep[]>();

/** The function that was entered without a caller, and that a context lies in. */
export function enteredFunction(context: Context): FunctionValue | null {
  let outermost: FunctionValue | null = null;
  for (const layer of layers(context)) {
    if (layer.kind === 'frame') {
      outermost = layer.by === null ? layer.of : null;
    }
  }
  return outermost;
}

function graphOf(backward: Activation, of: FunctionValue): ReadonlySet<Activation> {
  const starts = [...(backward.receiver === null ? [] : [backward.receiver]), ...backward.arguments.positional.slice(0, 1)];
  const made = starts
    .flatMap((start) => [...ancestors(start)])
    .filter((call) => !isTransfer(call) && enteredFunction(call.context)?.node === of.node);
  const graph = new Set(made);
  for (const { context } of made) {
    for (const layer of layers(context)) {
      if (layer.kind === 'frame' && layer.by?.callee.kind === 'object') {
        graph.add(layer.by);
      }
    }
  }
  return graph;
}
