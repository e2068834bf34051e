import { createHash } from 'node:crypto';
import type { ForecastConstants } from '../../src/forecast/constants';
import { forecastRun } from '../../src/forecast/forecast-run';
import type { ResolvedMachine } from '../../src/forecast/machine';
import { machineWith } from '../../src/forecast/machine';
import { computeMode } from '../../src/forecast/precision';
import type { ResidualKeys } from '../../src/forecast/residual';
import { residualKeys } from '../../src/forecast/residual';
import type { RunForecast } from '../../src/forecast/run-forecast';
import { runPrecision } from '../../src/forecast/run-precision';
import type { Reference } from '../../src/reference/reference';
import type { ModelLookup } from '../../src/workload/model-lookup';
import { runWork } from '../../src/workload/run-work';
import type { MeasuredRun } from './measured-runs';

export interface PreparedRun extends MeasuredRun {
  readonly machine: ResolvedMachine;
  readonly keys: ResidualKeys;
  /** Runs of one source on one accelerator are kept together when the data is split. */
  readonly fold: number;
  /** Weight that makes classes count alike, softened so that a class of three does not lead. */
  readonly weight: number;
}

export const FOLDS = 5;
/** 1 would make every class count alike, 0 every run. */
const BALANCE = 0.75;

/** Runs whose accelerator is in the table, ready to be forecast over and over. */
export function prepare(runs: readonly MeasuredRun[], tables: Reference): PreparedRun[] {
  const sizes = new Map<string, number>();
  for (const { cls } of runs) sizes.set(cls, (sizes.get(cls) ?? 0) + 1);
  return runs.flatMap((run) => {
    const found = tables.accelerator(run.hardware);
    const accelerator = found.ok ? found.row : null;
    const work = runWork(run.profile, tables);
    const mode = accelerator ? computeMode(runPrecision(run.profile, work?.parameters ?? null).precision, accelerator) : null;
    if (!accelerator || !work || !mode) return [];
    const size = Math.max(10, sizes.get(run.cls) ?? 1);
    return [
      { ...run, machine: machineWith(accelerator, run.count), keys: residualKeys(work, mode), fold: foldOf(run), weight: size ** -BALANCE },
    ];
  });
}

export function foldOf({ source, hardware }: Pick<MeasuredRun, 'source' | 'hardware'>): number {
  return createHash('sha256').update(`${source}|${hardware}`).digest().readUInt32BE(0) % FOLDS;
}

export function forecastOf(run: PreparedRun, tables: ModelLookup, constants: ForecastConstants): RunForecast {
  const forecast = forecastRun(run.profile, run.machine, tables, constants);
  if ('error' in forecast) throw new Error(`${run.id}: ${forecast.error}`);
  return forecast;
}

/** Logarithm of measured over forecast duration. */
export function logError(run: PreparedRun, forecast: RunForecast): number {
  return Math.log(run.hours / forecast.durationHours.p50);
}
