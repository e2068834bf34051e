import type { ForecastConstants, StepConstants } from '../../src/forecast/constants';
import type { ModelLookup } from '../../src/workload/model-lookup';
import type { PreparedRun } from './prepared-run';
import { forecastOf, logError } from './prepared-run';

/** Constants that are searched, as paths into `StepConstants` with the range in which they make sense. */
const searched: readonly { readonly path: readonly string[]; readonly low: number; readonly high: number }[] = [
  { path: ['efficiency', 'convolution', 'half'], low: 0.2, high: 1 },
  { path: ['efficiency', 'convolution', 'tf32'], low: 0.2, high: 1 },
  { path: ['efficiency', 'convolution', 'fp32'], low: 0.4, high: 1.5 },
  { path: ['efficiency', 'matrix', 'half'], low: 0.3, high: 1.1 },
  { path: ['efficiency', 'matrix', 'tf32'], low: 0.3, high: 1.1 },
  { path: ['efficiency', 'matrix', 'fp32'], low: 0.4, high: 1.2 },
  { path: ['efficiency', 'vision'], low: 0.3, high: 1.1 },
  { path: ['halfEfficientHidden'], low: 30, high: 2000 },
  { path: ['attentionEfficiency'], low: 0.2, high: 1.2 },
  { path: ['activationPasses', 'convolution'], low: 8, high: 60 },
  { path: ['activationPasses', 'matrix'], low: 3, high: 60 },
  { path: ['activationPasses', 'vision'], low: 5, high: 60 },
  { path: ['attentionPasses'], low: 2, high: 40 },
  { path: ['channelsLastShare'], low: 0.4, high: 1.2 },
  { path: ['launchSeconds', 'eager'], low: 100e-6, high: 600e-6 },
  { path: ['rowSeconds'], low: 0.5e-6, high: 5e-6 },
  { path: ['scalingPerDoubling'], low: 0.005, high: 0.12 },
  { path: ['exposedCommunication'], low: 0.02, high: 1 },
];

/** Errors beyond this factor pull with constant force: they are other causes (containers, hosts, mistakes), not the roofline's. */
const HUBER = Math.log(1.5);
/** Classes may be off by a common factor, which the residuals take up; a small price keeps the roofline itself honest. */
const CLASS_OFFSET_PRICE = 0.15;
const ROUNDS = 13;

/** Finds the constants of the roofline by pattern search on the class-balanced robust error. Residuals are left empty. */
export function fitStep(runs: readonly PreparedRun[], tables: ModelLookup, start: ForecastConstants): StepConstants {
  const bare = (step: StepConstants): ForecastConstants => ({
    ...start,
    step,
    residuals: { byClass: {}, byPrecision: {}, byFamily: {}, byModel: {} },
  });
  const loss = (step: StepConstants): number => robustLoss(runs, tables, bare(step));
  let best = start.step;
  let lowest = loss(best);
  let stride = 1.5;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { path, low, high } of searched) {
      for (const factor of [stride, 1 / stride]) {
        const value = Math.min(high, Math.max(low, valueAt(best, path) * factor));
        const candidate = withValue(best, path, value);
        const found = loss(candidate);
        if (found < lowest - 1e-7) {
          best = candidate;
          lowest = found;
        }
      }
    }
    if (round % 2 === 1) stride = Math.sqrt(stride);
  }
  return best;
}

function robustLoss(runs: readonly PreparedRun[], tables: ModelLookup, constants: ForecastConstants): number {
  const byClass = new Map<string, { error: number; weight: number }[]>();
  for (const run of runs) {
    const error = logError(run, forecastOf(run, tables, constants));
    const group = byClass.get(run.keys.byClass) ?? [];
    group.push({ error, weight: run.weight });
    byClass.set(run.keys.byClass, group);
  }
  let total = 0;
  for (const group of byClass.values()) {
    const weight = group.reduce((sum, member) => sum + member.weight, 0);
    const offset = median(group.map(({ error }) => error));
    total +=
      group.reduce((sum, member) => sum + member.weight * huber(member.error - offset), 0) + CLASS_OFFSET_PRICE * weight * huber(offset);
  }
  return total;
}

function huber(error: number): number {
  const size = Math.abs(error);
  return size <= HUBER ? (size * size) / 2 : HUBER * (size - HUBER / 2);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

function valueAt(step: StepConstants, path: readonly string[]): number {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], step) as number;
}

function withValue(step: StepConstants, path: readonly string[], value: number): StepConstants {
  const copy = structuredClone(step) as unknown as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  const parent = path.slice(0, -1).reduce<Record<string, unknown>>((node, key) => node[key] as Record<string, unknown>, copy);
  parent[last] = value;
  return copy as unknown as StepConstants;
}
