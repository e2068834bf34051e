import type { ForecastConstants } from '../../src/forecast/constants';
import type { ModelLookup } from '../../src/workload/model-lookup';
import { fitPower } from './fit-power';
import { fitResiduals } from './fit-residuals';
import { fitStep } from './fit-step';
import type { UnseenError } from './fit-widths';
import { fitWidths } from './fit-widths';
import type { PreparedRun } from './prepared-run';
import { FOLDS, forecastOf, logError } from './prepared-run';

/** Constants with everything but the widths fitted on the given runs. */
export function fitMiddle(runs: readonly PreparedRun[], tables: ModelLookup, start: ForecastConstants): ForecastConstants {
  const step = fitStep(runs, tables, start);
  const bare = { ...start, step };
  const residuals = fitResiduals(runs, tables, bare);
  const middle = { ...bare, residuals };
  return { ...middle, power: fitPower(runs, tables, middle) };
}

/** Errors of runs under constants that were fitted without them. */
export function unseenErrors(
  runs: readonly PreparedRun[],
  tables: ModelLookup,
  constantsOf: (run: PreparedRun) => ForecastConstants,
): UnseenError[] {
  return runs.map((run) => {
    const forecast = forecastOf(run, tables, constantsOf(run));
    const regime = `${run.keys.byClass} ${forecast.boundBy}`;
    return {
      cls: run.cls,
      keys: [regime, run.keys.byClass],
      logError: logError(run, forecast),
      weight: run.weight,
      origin: `${run.source}|${run.hardware}`,
    };
  });
}

export interface Fitted {
  readonly constants: ForecastConstants;
  /** For each fold, constants that never saw it, widths included. */
  readonly outOfFold: readonly ForecastConstants[];
}

export function fit(runs: readonly PreparedRun[], tables: ModelLookup, start: ForecastConstants): Fitted {
  const whole = fitMiddle(runs, tables, start);
  const middles = Array.from({ length: FOLDS }, (_, fold) =>
    fitMiddle(
      runs.filter((run) => run.fold !== fold),
      tables,
      { ...start, step: whole.step },
    ),
  );
  const errors = unseenErrors(runs, tables, ({ fold }) => middles[fold] ?? whole);
  const withoutFold = (fold: number): UnseenError[] => errors.filter((_, index) => runs[index]?.fold !== fold);
  return {
    constants: { ...whole, widths: fitWidths(errors) },
    outOfFold: middles.map((middle, fold) => ({ ...middle, widths: fitWidths(withoutFold(fold)) })),
  };
}
