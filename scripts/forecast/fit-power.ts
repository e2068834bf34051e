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

/** Board power as a share of the limit: search of the mean absolute log error, one constant after the other. */
export function fitPower(runs: readonly PreparedRun[], tables: ModelLookup, constants: ForecastConstants): PowerConstants {
  const loss = (power: PowerConstants): number =>
    logPowerErrors(runs, tables, { ...constants, power }).reduce((sum, error) => sum + Math.abs(error), 0);
  let best = constants.power;
  for (let round = 0; round < ROUNDS; round += 1) {
    best = lowest(range(0.1, 0.3, 0.01), (stacked) => ({ ...best, idleShare: { ...best.idleShare, stacked } }), loss);
    best = lowest(range(0.15, 0.4, 0.01), (graphics) => ({ ...best, idleShare: { ...best.idleShare, graphics } }), loss);
    best = lowest(range(0.4, 1.1, 0.02), (computeShare) => ({ ...best, computeShare }), loss);
    best = lowest(range(0.4, 1.1, 0.02), (memoryShare) => ({ ...best, memoryShare }), loss);
  }
  const errors = logPowerErrors(runs, tables, { ...constants, power: best }).sort((left, right) => left - right);
  const at = (share: number): number => errors[Math.floor(share * (errors.length - 1))] ?? 0;
  return { ...best, logWidth: [Math.max(NARROWEST, -at(0.1)), Math.max(NARROWEST, at(0.9))] };
}

const ROUNDS = 3;
/** Boards of one kind differ by a tenth, whatever the model (Zeus traces, 2023). */
const NARROWEST = Math.log(1.1);

function lowest(
  values: readonly number[],
  make: (value: number) => PowerConstants,
  loss: (power: PowerConstants) => number,
): PowerConstants {
  const tried = values.map(make).map((power) => ({ power, loss: loss(power) }));
  return tried.reduce((best, candidate) => (candidate.loss < best.loss ? candidate : best)).power;
}

function range(from: number, to: number, by: number): number[] {
  return Array.from({ length: Math.round((to - from) / by) + 1 }, (_, index) => from + index * by);
}
