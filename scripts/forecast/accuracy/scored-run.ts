import type { ForecastConstants } from '../../../src/forecast/constants';
import { noveltyOf } from '../../../src/forecast/interval';
import type { Reference } from '../../../src/reference/reference';
import type { PreparedRun } from '../prepared-run';
import { forecastOf } from '../prepared-run';
import { baselineHours } from './baselines';

/** An answer of one method: natural logarithm of measured over said. */
export interface Answer {
  readonly logError: number;
}

export interface RangedAnswer extends Answer {
  /** Logarithms of P50 over P10 and of P90 over P50. */
  readonly below: number;
  readonly above: number;
}

/** A measured run with what was said of it by constants that never saw its source on its accelerator. */
export interface ScoredRun {
  readonly run: PreparedRun;
  /** Classes of fewer than ten runs are one. */
  readonly group: string;
  readonly isWholeRun: boolean;
  readonly isModelKnown: boolean;
  readonly isAcceleratorKnown: boolean;
  readonly time: RangedAnswer;
  readonly boundBy: string;
  readonly baselines: { readonly p0: Answer; readonly p2: Answer; readonly p3: Answer };
  readonly energy: RangedAnswer | null;
}

export const SMALL_CLASSES = 'small classes';
const SMALL = 10;

export function scoreRuns(runs: readonly PreparedRun[], tables: Reference, outOfFold: readonly ForecastConstants[]): ScoredRun[] {
  const groupOf = grouping(runs.map(({ cls }) => cls));
  const known = outOfFold.map((_, fold) => modelsOutside(runs, fold));
  const roofline = runs.map((run) => Math.log(run.hours / baselineHours.roofline(run, tables)));
  return runs.map((run, index) => {
    const constants = outOfFold[run.fold];
    if (!constants) throw new Error(`There is no fold ${String(run.fold)}.`);
    const forecast = forecastOf(run, tables, constants);
    const { p10, p50, p90 } = forecast.durationHours;
    const kwh = forecast.energyKwh.accelerators;
    const p2 = roofline[index] ?? 0;
    const offset = median(runs.flatMap((other, at) => (other.cls === run.cls && other.fold !== run.fold ? [roofline[at] ?? 0] : [])));
    return {
      run,
      group: groupOf(run.cls),
      isWholeRun: run.isWholeRun,
      isModelKnown: known[run.fold]?.has(run.modelName.toLowerCase()) ?? false,
      isAcceleratorKnown: noveltyOf(run.keys, run.machine.accelerator.id, constants).isAcceleratorKnown,
      time: { logError: Math.log(run.hours / p50), below: Math.log(p50 / p10), above: Math.log(p90 / p50) },
      boundBy: forecast.boundBy,
      baselines: {
        p0: { logError: Math.log(run.hours / baselineHours.flops(run, tables)) },
        p2: { logError: p2 },
        p3: { logError: p2 - offset },
      },
      energy:
        run.boardKwh === null
          ? null
          : { logError: Math.log(run.boardKwh / kwh.p50), below: Math.log(kwh.p50 / kwh.p10), above: Math.log(kwh.p90 / kwh.p50) },
    };
  });
}

function grouping(classes: readonly string[]): (cls: string) => string {
  const sizes = new Map<string, number>();
  for (const cls of classes) sizes.set(cls, (sizes.get(cls) ?? 0) + 1);
  return (cls) => ((sizes.get(cls) ?? 0) < SMALL ? SMALL_CLASSES : cls);
}

function modelsOutside(runs: readonly PreparedRun[], fold: number): ReadonlySet<string> {
  return new Set(runs.filter((run) => run.fold !== fold).map(({ modelName }) => modelName.toLowerCase()));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
