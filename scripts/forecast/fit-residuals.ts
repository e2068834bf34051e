import type { ForecastConstants } from '../../src/forecast/constants';
import type { ResidualKeys } from '../../src/forecast/residual';
import type { ModelLookup } from '../../src/workload/model-lookup';
import { median } from './fit-step';
import type { PreparedRun } from './prepared-run';
import { forecastOf, logError } from './prepared-run';

/**
 * Partial pooling: the offset of a group times n / (n + k). Errors of one model go together, and so do those of one pair of source and
 * accelerator (same host, same container), so n counts the scarcer of the two: twenty runs of one model, or of one machine, say little of the next.
 */
const PRIOR: Record<keyof ResidualKeys, number> = { byClass: 2, byPrecision: 4, byFamily: 1, byModel: 1 };
/** What a group is a sample of, beside pairs of source and accelerator. */
const MEMBER: Record<keyof ResidualKeys, keyof ResidualKeys | null> = {
  byClass: 'byFamily',
  byPrecision: 'byFamily',
  byFamily: 'byModel',
  byModel: null,
};
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
    const groups = new Map<string, Group>();
    for (const run of runs) {
      const forecast = forecastOf(run, tables, { ...constants, residuals });
      if (forecast.boundBy === 'loader' || forecast.boundBy === 'launch') continue;
      const group = groups.get(run.keys[level]) ?? { byMember: new Map(), byOrigin: new Map() };
      const error = logError(run, forecast);
      const member = MEMBER[level];
      if (member !== null) append(group.byMember, run.keys[member], error);
      append(group.byOrigin, `${run.source}|${run.hardware}`, error);
      groups.set(run.keys[level], group);
    }
    // A model that is known to need no offset is known all the same.
    residuals = { ...residuals, [level]: offsets(groups, PRIOR[level], level === 'byModel' ? 0 : SMALLEST_KEPT) };
  }
  return residuals;
}

interface Group {
  readonly byMember: Map<string, number[]>;
  readonly byOrigin: Map<string, number[]>;
}

function append(groups: Map<string, number[]>, key: string, error: number): void {
  const known = groups.get(key);
  if (known) known.push(error);
  else groups.set(key, [error]);
}

function offsets(groups: ReadonlyMap<string, Group>, prior: number, smallest: number): Record<string, number> {
  const entries = [...groups].map(([key, group]) => [key, Math.max(-LARGEST, Math.min(LARGEST, pooled(group, prior)))] as const);
  return Object.fromEntries(
    entries.filter(([, offset]) => Math.abs(offset) >= smallest).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** Between the median of its members and that of its origins, each counted once, and shrunk to zero. */
function pooled({ byMember, byOrigin }: Group, prior: number): number {
  const origins = [...byOrigin.values()].map(median);
  const members = [...byMember.values()].map(median);
  const offset = members.length === 0 ? median(origins) : (median(origins) + median(members)) / 2;
  const independent = members.length === 0 ? origins.length : Math.min(origins.length, members.length);
  return (offset * independent) / (independent + prior);
}
