/** One line of `joulewise estimate --format jsonl`: a run, a machine and a grid. */
import type { RunProfile } from '../profile/run-profile';
import type { Configuration } from './configuration';
import { readRunJson } from './read-run-json';

export interface EstimateRequest {
  readonly id: unknown;
  readonly run: RunProfile;
  readonly configuration: Configuration;
  readonly hours: number | undefined;
}

export type ReadRequest =
  { readonly ok: true; readonly request: EstimateRequest } | { readonly ok: false; readonly id: unknown; readonly error: string };

const machineKeys = { hardware: 'text', count: 'number', nodes: 'number', cpuCores: 'number', memoryGib: 'number', pue: 'number' } as const;
const gridKeys = { region: 'text', zone: 'text', intensityGramsPerKwh: 'number' } as const;

/** Reads a line; what it leaves out of machine and grid is as configured. */
export function readRequest(line: string, configured: Configuration): ReadRequest {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return { ok: false, id: null, error: 'The line is not JSON.' };
  }
  if (!isObject(raw)) {
    return { ok: false, id: null, error: 'The line must be an object with "profile", "machine" and "grid".' };
  }
  const id = raw.id ?? null;
  const machine = part(raw.machine, 'machine', machineKeys);
  const grid = part(raw.grid, 'grid', gridKeys);
  if ('error' in machine || 'error' in grid) {
    return { ok: false, id, error: 'error' in machine ? machine.error : 'error' in grid ? grid.error : '' };
  }
  const run = readRunJson(raw.profile ?? {}, typeof id === 'string' ? id : 'run');
  if (!run.ok) {
    return { ok: false, id, error: run.problem };
  }
  const hours = raw.hours;
  if (hours !== undefined && typeof hours !== 'number') {
    return { ok: false, id, error: `"hours" must be a number, not ${JSON.stringify(hours)}.` };
  }
  const place = Object.keys(grid.given).length === 0 ? {} : { region: null, zone: null, intensityGramsPerKwh: null, ...grid.given };
  return { ok: true, request: { id, run: run.run, configuration: { ...configured, ...machine.given, ...place }, hours } };
}

type Part = { readonly given: Partial<Configuration> } | { readonly error: string };

function part(raw: unknown, name: string, keys: Readonly<Record<string, 'text' | 'number'>>): Part {
  if (raw === undefined || raw === null) {
    return { given: {} };
  }
  if (!isObject(raw)) {
    return { error: `"${name}" must be an object.` };
  }
  const given: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(raw)) {
    const kind = keys[key];
    if (kind === undefined) {
      return { error: `"${name}" has no "${key}"; it may hold ${Object.keys(keys).join(', ')}.` };
    }
    if (value !== null && typeof value !== (kind === 'text' ? 'string' : 'number')) {
      return { error: `"${name}.${key}" must be ${kind === 'text' ? 'text' : 'a number'}, not ${JSON.stringify(value)}.` };
    }
    given[key] = value;
  }
  return { given };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
