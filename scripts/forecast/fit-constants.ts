import { createHash } from 'node:crypto';
import type { ForecastConstants } from '../../src/forecast/constants';
import { noveltyFactor, noveltyOf, widthKeys } from '../../src/forecast/interval';
import type { ModelLookup } from '../../src/workload/model-lookup';
import { fitPower } from './fit-power';
import { fitResiduals } from './fit-residuals';
import { fitStep, median } from './fit-step';
import type { UnseenError } from './fit-widths';
import { ENOUGH, fitWidths, spreadOf } from './fit-widths';
import type { PreparedRun } from './prepared-run';
import { FOLDS, forecastOf, logError } from './prepared-run';

export interface Fitted {
  readonly constants: ForecastConstants;
  /** For each fold, constants that never saw it, widths included. */
  readonly outOfFold: readonly ForecastConstants[];
}

/** Fits on all runs, and for each fold on the runs outside it. Nothing of a fold enters its own constants: neither the search, which starts from the same place each time, nor the widths. */
export function fit(runs: readonly PreparedRun[], tables: ModelLookup, start: ForecastConstants): Fitted {
  const constants = fitAll(runs, tables, start);
  const outOfFold = numbers(FOLDS).map((fold) =>
    fitAll(
      runs.filter((run) => run.fold !== fold),
      tables,
      start,
    ),
  );
  return { constants, outOfFold };
}

/** Constants fitted on the given runs: first those of the middle, then the widths, from the errors of folds within these runs. */
function fitAll(runs: readonly PreparedRun[], tables: ModelLookup, start: ForecastConstants): ForecastConstants {
  const step = fitStep(runs, tables, start);
  const bare = { ...start, step, accelerators: acceleratorsOf(runs) };
  const middle = { ...bare, residuals: fitResiduals(runs, tables, bare) };
  const powered = { ...middle, power: fitPower(runs, tables, middle) };
  return withWidths(runs, tables, powered);
}

/** How the runs are split to see what novelty costs: leaving out a machine of a source, a family of models, an accelerator. */
const split = {
  origin: ({ source, hardware }: PreparedRun) => `${source}|${hardware}`,
  family: ({ keys }: PreparedRun) => keys.byFamily,
  accelerator: ({ machine }: PreparedRun) => machine.accelerator.id,
} as const;

/** Novelty never narrows a range, and beyond this it would say that nothing is known. */
const LARGEST_NOVELTY = 2;

/** Adds novelty factors and widths, from errors of folds within the runs. The inner folds refit the offsets and keep the few constants of the roofline. */
export function withWidths(runs: readonly PreparedRun[], tables: ModelLookup, constants: ForecastConstants): ForecastConstants {
  const byOrigin = unseenErrors(runs, tables, constants, split.origin);
  const known = byOrigin.filter(({ novelty }) => novelty.isModelKnown && novelty.isAcceleratorKnown);
  const factorOf = (errors: readonly UnseenError[]): number => Math.min(LARGEST_NOVELTY, Math.max(1, growth(known, errors)));
  const novelty = {
    model: factorOf(unseenErrors(runs, tables, constants, split.family)),
    accelerator: factorOf(unseenErrors(runs, tables, constants, split.accelerator)),
  };
  const settled = byOrigin.map((error) => ({ ...error, logError: error.logError / noveltyFactor(error.novelty, { novelty }) }));
  return { ...constants, novelty, widths: fitWidths(settled) };
}

/** How much further errors scatter than others of the same class: the median over the classes that have enough of both. */
function growth(known: readonly UnseenError[], unseen: readonly UnseenError[]): number {
  const classes = [...new Set(unseen.map(({ cls }) => cls))];
  const ratios = classes.flatMap((cls) => {
    const [before, after] = [known, unseen].map((errors) => errors.filter((error) => error.cls === cls));
    return before && after && before.length >= ENOUGH && after.length >= ENOUGH ? [spreadOf(after) / spreadOf(before)] : [];
  });
  return median(ratios);
}

/** Errors of runs under offsets that were fitted without the group they belong to. */
function unseenErrors(
  runs: readonly PreparedRun[],
  tables: ModelLookup,
  constants: ForecastConstants,
  groupOf: (run: PreparedRun) => string,
): UnseenError[] {
  const foldOf = (run: PreparedRun): number =>
    createHash('sha256')
      .update(`inner|${groupOf(run)}`)
      .digest()
      .readUInt32BE(0) % FOLDS;
  const without = numbers(FOLDS).map((fold) => {
    const rest = runs.filter((run) => foldOf(run) !== fold);
    return { ...constants, accelerators: acceleratorsOf(rest), residuals: fitResiduals(rest, tables, constants) };
  });
  return runs.map((run) => {
    const unseen = without[foldOf(run)] ?? constants;
    const forecast = forecastOf(run, tables, unseen);
    return {
      cls: run.keys.byClass,
      keys: widthKeys(run.keys, forecast.boundBy),
      novelty: noveltyOf(run.keys, run.machine.accelerator.id, unseen),
      logError: logError(run, forecast),
      weight: run.weight,
      family: run.keys.byFamily,
      origin: split.origin(run),
    };
  });
}

function acceleratorsOf(runs: readonly PreparedRun[]): string[] {
  return [...new Set(runs.map(({ machine }) => machine.accelerator.id))].sort();
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
