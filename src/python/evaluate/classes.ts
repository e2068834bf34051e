import { opened, single, type Possible } from '../values/possible';
import type { ClassValue, FunctionValue, Value } from '../values/value';
import type { Evaluator } from './evaluator';

/** The class and its bases in the program in the order in which Python looks attributes up, and the canonical names of all library bases. */
export interface Lineage {
  readonly program: readonly ClassValue[];
  readonly library: readonly string[];
  /** False when a base could not be resolved: it may define anything. */
  readonly closed: boolean;
  /** All names that an instance answers to. */
  readonly names: readonly string[];
  /** How many of the program's classes come before a base that could not be resolved. */
  readonly certain: number;
}

const remembered = new WeakMap<ClassValue, Lineage>();
const deepestLineage = 16;

export function lineageOf(ev: Evaluator, of: ClassValue, depth = 0): Lineage {
  const known = remembered.get(of);
  if (known !== undefined) {
    return known;
  }
  const library: string[] = [];
  const orders: ClassValue[][] = [];
  let closed = depth < deepestLineage;
  let certain = Infinity;
  for (const base of closed ? of.bases : []) {
    const value = single(base);
    const before = new Set(orders.flat()).size;
    if (value?.kind === 'class') {
      const inner = lineageOf(ev, value, depth + 1);
      orders.push([...inner.program]);
      library.push(...inner.library.filter((name) => !library.includes(name)));
      closed &&= inner.closed;
      certain = Math.min(certain, inner.closed ? Infinity : before + inner.certain);
      continue;
    }
    const isKnown = value?.kind === 'external' && value.library;
    if (value?.kind === 'external') {
      const names = ev.knowledge.lineage(value.name);
      library.push(...(names.length === 0 ? [value.name] : names).filter((name) => !library.includes(name)));
    }
    closed &&= isKnown;
    certain = isKnown ? certain : Math.min(certain, before);
  }
  const program = [of, ...merged(orders)];
  const lineage: Lineage = {
    program,
    library,
    closed,
    names: [...program.map(({ name }) => name), ...library],
    certain: closed ? program.length : Math.min(certain + 1, program.length),
  };
  remembered.set(of, lineage);
  return lineage;
}

/** Merges the orders of several bases as Python does (C3), so that a shared base comes behind all that derive from it. */
function merged(orders: readonly ClassValue[][]): readonly ClassValue[] {
  const rest = orders.map((order) => [...order]);
  const result: ClassValue[] = [];
  for (;;) {
    const heads = rest.map(([head]) => head).filter((head) => head !== undefined);
    const next = heads.find((head) => !rest.some((order) => order.indexOf(head) > 0)) ?? heads[0];
    if (next === undefined) {
      return result;
    }
    result.push(next);
    for (const order of rest) {
      const at = order.indexOf(next);
      if (at !== -1) {
        order.splice(at, 1);
      }
    }
  }
}

/** All names an instance answers to: its program classes and their library bases. */
export function typeNames(ev: Evaluator, value: Value): readonly string[] {
  if (value.kind !== 'instance') {
    return [];
  }
  if (value.of === null) {
    const names = ev.knowledge.lineage(value.className);
    return names.length === 0 ? [value.className] : names;
  }
  return lineageOf(ev, value.of).names;
}

/** An attribute of the class or its program bases; `after` continues behind that class, as `super()` does. */
export function classAttribute(ev: Evaluator, of: ClassValue, name: string, after: ClassValue | null = null): Possible | undefined {
  const { program, certain } = lineageOf(ev, of);
  const start = after === null ? 0 : program.indexOf(after) + 1;
  for (let index = start; index < program.length; index++) {
    const found = program[index]?.attributes.get(name);
    if (found !== undefined) {
      return index < certain ? found : opened(found);
    }
  }
  return undefined;
}

export function methodOf(ev: Evaluator, of: ClassValue, name: string): FunctionValue | undefined {
  const found = classAttribute(ev, of, name);
  const value = found === undefined ? undefined : found.options.find((option) => option.value.kind === 'function')?.value;
  return value?.kind === 'function' ? value : undefined;
}

/** Whether a function or class carries a decorator of one of these canonical names, called or not. */
export function isDecorated(decorators: readonly Possible[], names: ReadonlySet<string>): boolean {
  return decorators.some((decorator) =>
    decorator.options.some(({ value }) => {
      if (value.kind === 'external') {
        return names.has(value.name);
      }
      const origin = value.kind === 'unknown' ? value.origin : value.kind === 'instance' ? value.from : null;
      return origin?.kind === 'call' && origin.activation.callee.kind === 'library' && names.has(origin.activation.callee.name);
    }),
  );
}
