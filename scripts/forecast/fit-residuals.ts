import type { ForecastConstants } from '../../src/forecast/constants';
import type { ResidualKeys } from '../../src/forecast/residual';
import type { ModelLookup } from '../../src/workload/model-lookup';
import { median } from './fit-step';
import type { PreparedRun } from './prepared-run';
import { forecastOf, logError } from './prepared-run';

/**
 * Partial pooling: the offset of a group is its median error times n / (n + k), where n counts its independent
 * measurements: distinct pairs of source and accelerator, since runs of one pair share host and container.
 */
const PRIOR: Record<keyof ResidualKeys, number> = { byClass: 1, byPrecision: 2, byFamily: 1.5, byModel: 1 };
/** Beyond this an offset is a mistake of the data or of the class, not a property of models. */
const LARGEST = Math.log(3);
const SMALLEST_KEPT = 0.04;

const levels = ['byClass', 'byPrecision', 'byFamily', 'byModel'] as const;

/** Offsets by level, each fitted on what the levels above it leave. Runs that wait for their loader or their host say nothing about the device. */
export function fitResiduals(
  runs: readonly PreparedRun[],
  tables: ModelLookup,
  constants: ForecastConstants,
): ForecastConstants['residuals'] {
  let residuals: ForecastConstants['residuals'] = { byClass: {}, byPrecision: {}, byFamily: {}, byModel: {} };
  for (const level of levels) {
    const groups = new Map<string, { errors: number[]; independent: Set<string> }>();
    for (const run of runs) {
      const forecast = forecastOf(run, tables, { ...constants, residuals });
      if (forecast.boundBy === 'loader' || forecast.boundBy === 'launch') continue;
      const group = groups.get(run.keys[level]) ?? { errors: [], independent: new Set<string>() };
      group.errors.push(logError(run, forecast));
      group.independent.add(`${run.source}|${run.hardware}`);
      groups.set(run.keys[level], group);
    }
    residuals = { ...residuals, [level]: offsets(groups, PRIOR[level]) };
  }
  return residuals;
}

function offsets(groups: ReadonlyMap<string, { errors: number[]; independent: Set<string> }>, prior: number): Record<string, number> {
  const entries = [...groups].map(([key, { errors, independent }]) => {
    const offset = (median(errors) * independent.size) / (independent.size + prior);
    return [key, Math.max(-LARGEST, Math.min(LARGEST, offset))] as const;
  });
  return Object.fromEntries(
    entries.filter(([, offset]) => Math.abs(offset) >= SMALLEST_KEPT).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}
