import { derivesFrom, iterableSources } from '../ml/data-flow';
import { libraryName, makers, samePlace } from '../ml/surroundings';
import { isPhaseLoop } from '../ml/training-loops';
import { layers, type Context, type LoopInfo } from '../python/program/context';
import { asNumber, type FactReader } from './facts';
import type { Facts } from './run-builder';
import type { Fact } from './run-profile';

export interface Multipliers {
  readonly repeats?: Fact<number>;
  readonly folds?: Fact<number>;
  readonly trials?: Fact<number>;
}

const splitters = /^sklearn\.model_selection\.\w*(KFold|Split)/;

/** What makes a run happen more than once: loops around it, cross-validation, a search's objective. */
export function multipliersAround(reader: FactReader, context: Context, own: readonly (LoopInfo | null)[]): Multipliers {
  const found: { repeats?: Fact<number>; folds?: Fact<number>; trials?: Fact<number> } = {};
  for (const layer of layers(context)) {
    if (layer.kind === 'loop' && !isPhaseLoop(layer.loop) && !own.some((loop) => loop !== null && samePlace(loop, layer.loop))) {
      addLoop(reader, layer.loop, found);
    }
    if (layer.kind === 'frame' && layer.by === null) {
      const trials = searchOver(reader, layer.of.name);
      if (trials !== undefined) {
        found.trials = trials;
      }
    }
  }
  return found;
}

function addLoop(reader: FactReader, loop: LoopInfo, found: { repeats?: Fact<number>; folds?: Fact<number> }): void {
  const split = iterableSources(loop.iterable)
    .flatMap(makers)
    .find(
      (call) =>
        call.site.name === 'split' &&
        call.receiver !== null &&
        makers(call.receiver).some((made) => splitters.test(libraryName(made.callee) ?? '')),
    );
  if (split !== undefined) {
    const [made] = split.receiver === null ? [] : makers(split.receiver);
    const folds = reader.argument(made?.arguments.get('n_splits', 0), asNumber);
    if (folds !== undefined) {
      found.folds = folds;
    }
    return;
  }
  const count = loop.count === null ? undefined : reader.fact(loop.count, asNumber);
  if (count !== undefined && count.value > 1) {
    found.repeats = { ...count, value: count.value * (found.repeats?.value ?? 1) };
  }
}

/** Trials of an Optuna study whose objective is this function. */
function searchOver(reader: FactReader, objective: string): Fact<number> | undefined {
  for (const call of reader.program.callsNamed('optimize')) {
    const [target] = call.arguments.positional.length > 0 ? call.arguments.positional : [call.arguments.keywords.get('func')];
    const isMeant = target?.options.some(
      ({ value }) =>
        (value.kind === 'function' && value.name === objective) || (value.kind === 'partial' && derivesFrom(target, new Set())),
    );
    if (isMeant === true) {
      return reader.argument(call.arguments.get('n_trials', 1), asNumber);
    }
  }
  return undefined;
}

/** Adds the multipliers to the facts of a run. */
export function withMultipliers(facts: Facts, { folds, trials }: Multipliers): Facts {
  return { ...facts, ...(folds === undefined ? {} : { folds }), ...(trials === undefined ? {} : { trials }) };
}
