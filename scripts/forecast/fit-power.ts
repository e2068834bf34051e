import type { ForecastConstants, PowerConstants } from '../../src/forecast/constants';
import type { ModelLookup } from '../../src/workload/model-lookup';
import type { PreparedRun } from './prepared-run';
import { forecastOf } from './prepared-run';

/** Logarithm of measured over modelled board power, with the measured duration in the place of the forecast one. */
export function logPowerErrors(runs: readonly PreparedRun[], tables: ModelLookup, constants: ForecastConstants): number[] {
  return runs.flatMap((run) => {
    if (run.boardKwh === null) return [];
    const forecast = forecastOf(run, tables, constants);
    const modelledWatts = forecast.acceleratorWatts * run.count;
    return [Math.log((run.boardKwh * 1000) / run.hours / modelledWatts)];
  });
}

/** Board power as a share of the limit: grid search of the mean absolute log error. */
export function fitPower(runs: readonly PreparedRun[], tables: ModelLookup, constants: ForecastConstants): PowerConstants {
  let best = constants.power;
  let lowest = Infinity;
  for (const idleShare of range(0.12, 0.36, 0.02)) {
    for (const computeShare of range(0.4, 0.8, 0.04)) {
      for (const memoryShare of range(0.2, 0.8, 0.04)) {
        const power = { ...constants.power, idleShare, computeShare, memoryShare };
        const errors = logPowerErrors(runs, tables, { ...constants, power });
        const loss = errors.reduce((sum, error) => sum + Math.abs(error), 0);
        if (loss < lowest) {
          lowest = loss;
          best = power;
        }
      }
    }
  }
  const errors = logPowerErrors(runs, tables, { ...constants, power: best }).sort((left, right) => left - right);
  const at = (share: number): number => errors[Math.floor(share * (errors.length - 1))] ?? 0.25;
  return { ...best, logWidth: [Math.max(0.1, -at(0.1)), Math.max(0.1, at(0.9))] };
}

function range(from: number, to: number, by: number): number[] {
  return Array.from({ length: Math.round((to - from) / by) + 1 }, (_, index) => from + index * by);
}
