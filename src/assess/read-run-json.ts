/** A run profile that comes as JSON: from `joulewise profile --format json`, a file, or one line of many. */
import type { RunProfile } from '../profile/run-profile';
import { factKinds, factNames, type FactKind } from './fact-kinds';
import { nearest } from './read-fact';

export type ReadRun = { readonly ok: true; readonly run: RunProfile } | { readonly ok: false; readonly problem: string };
export type ReadRuns =
  | { readonly ok: true; readonly path: string | null; readonly runs: readonly RunProfile[] }
  | { readonly ok: false; readonly problem: string };

const otherKeys: ReadonlySet<string> = new Set(['id', 'at', 'repeats']);

/** A whole profile, or one run alone. */
export function readRunsJson(raw: unknown): ReadRuns {
  if (!isObject(raw)) {
    return { ok: false, problem: 'A profile must be an object, as "joulewise profile --format json" prints it.' };
  }
  const list = 'runs' in raw ? raw.runs : [raw];
  if (!Array.isArray(list)) {
    return { ok: false, problem: 'The "runs" of a profile must be a list.' };
  }
  const runs: RunProfile[] = [];
  for (const [index, one] of list.entries()) {
    const read = readRunJson(one, `run#${index + 1}`);
    if (!read.ok) {
      return list.length === 1 ? read : { ok: false, problem: `Run ${index + 1}: ${read.problem}` };
    }
    runs.push(read.run);
  }
  return { ok: true, path: typeof raw.path === 'string' ? raw.path : null, runs };
}

/** One run; facts keep origin, trail and alternatives, and count as given by the person when no origin is stated. */
export function readRunJson(raw: unknown, id: string): ReadRun {
  if (!isObject(raw)) {
    return { ok: false, problem: 'A run must be an object of facts, each {"value": …}.' };
  }
  const run: Record<string, unknown> = { id: typeof raw.id === 'string' ? raw.id : id };
  for (const [name, fact] of Object.entries(raw)) {
    if (otherKeys.has(name) || fact === null) {
      continue;
    }
    if (!Object.hasOwn(factKinds, name)) {
      const near = nearest(name, factNames);
      return { ok: false, problem: `No fact is called "${name}".${near === undefined ? '' : ` Did you mean ${near}?`}` };
    }
    const problem = problemOf(name as keyof typeof factKinds, fact);
    if (problem !== null) {
      return { ok: false, problem };
    }
    run[name] = isObject(fact) && 'value' in fact && typeof fact.origin !== 'string' ? { ...fact, origin: 'user' } : fact;
  }
  if (isObject(raw.at)) {
    run.at = raw.at;
  }
  return { ok: true, run: run as RunProfile };
}

function problemOf(name: keyof typeof factKinds, fact: unknown): string | null {
  if (isObject(fact) && fact.notApplicable === true) {
    return null;
  }
  if (!isObject(fact) || !('value' in fact)) {
    return `The fact ${name} must be {"value": …} or {"notApplicable": true}.`;
  }
  const kind = factKinds[name];
  return isOf(kind, fact.value) ? null : `The value of ${name} must be ${described(kind)}, not ${JSON.stringify(fact.value)}.`;
}

function isOf(kind: FactKind, value: unknown): boolean {
  switch (kind.type) {
    case 'number':
      // A profile may hold what a person would not type: a fraction of a batch from a global size that does not divide evenly.
      return typeof value === 'number' && value >= Math.min(kind.minimum, 0) && value <= kind.maximum;
    case 'flag':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && kind.choices.includes(value);
    case 'text':
      return typeof value === 'string';
    case 'shape':
      return Array.isArray(value) && value.every((size) => typeof size === 'number' && size > 0);
    case 'object':
      return isObject(value);
  }
}

function described(kind: FactKind): string {
  switch (kind.type) {
    case 'number':
      return kind.maximum <= 1 ? `a number from ${kind.minimum} to ${kind.maximum}` : 'a number that is not negative';
    case 'flag':
      return 'true or false';
    case 'choice':
      return `one of ${kind.choices.join(', ')}`;
    case 'text':
      return 'text';
    case 'shape':
      return 'a list of sizes';
    case 'object':
      return 'an object';
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
