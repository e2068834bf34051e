import type { RunWork } from '../workload/run-work';
import { canonicalModelName, modelFamily } from '../workload/model-name';
import type { ForecastConstants } from './constants';
import type { ComputeMode } from './precision';

/** The levels at which measured times were compared with the roofline, from general to particular. */
export interface ResidualKeys {
  readonly byClass: string;
  readonly byPrecision: string;
  readonly byFamily: string;
  readonly byModel: string;
}

export function residualKeys(work: RunWork, mode: ComputeMode): ResidualKeys {
  return {
    byClass: work.workloadClass,
    byPrecision: `${work.workloadClass} ${mode.group}`,
    byFamily: `${work.workloadClass} ${modelFamily(work.modelName)}`,
    byModel: `${work.workloadClass} ${canonicalModelName(work.modelName)}`,
  };
}

/** Logarithm of measured over predicted step time that runs of this kind have shown. Unknown levels add nothing. */
export function logResidual(keys: ResidualKeys, residuals: ForecastConstants['residuals']): number {
  return (
    (residuals.byClass[keys.byClass] ?? 0) +
    (residuals.byPrecision[keys.byPrecision] ?? 0) +
    (residuals.byFamily[keys.byFamily] ?? 0) +
    (residuals.byModel[keys.byModel] ?? 0)
  );
}
