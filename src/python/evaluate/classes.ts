import { single, type Possible } from '../values/possible';
import type { ClassValue, FunctionValue, Value } from '../values/value';
import type { Evaluator } from './evaluator';

/** The class and its bases in the program, nearest first (depth first, each once), and the canonical names of all library bases. */
export interface Lineage {
  readonly program: readonly ClassValue[];
  readonly library: readonly string[];
  /** False when a base could not be resolved: it may define anything. */
  readonly closed: boolean;
}

const remembered = new WeakMap<ClassValue, Lineage>();

export function lineageOf(ev: Evaluator, of: ClassValue): Lineage {
  const known = remembered.get(of);
  if (known !== undefined) {
    return known;
  }
  const program: ClassValue[] = [];
  const library: string[] = [];
  let closed = true;
  const visit = (current: ClassValue, depth: number): void => {
    if (program.includes(current) || depth > 16) {
      return;
    }
    program.push(current);
    for (const base of current.bases) {
      const value = single(base);
      if (value?.kind === 'class') {
        visit(value, depth + 1);
      } else if (value?.kind === 'external') {
        const names = ev.knowledge.lineage(value.name);
        library.push(...(names.length === 0 ? [value.name] : names).filter((name) => !library.includes(name)));
        closed &&= value.library;
      } else {
        closed = false;
      }
    }
  };
  visit(of, 0);
  const lineage = { program, library, closed };
  remembered.set(of, lineage);
  return lineage;
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
  const { program, library } = lineageOf(ev, value.of);
  return [...program.map(({ name }) => name), ...library];
}

/** An attribute of the class or its program bases; `after` continues behind that class, as `super()` does. */
export function classAttribute(ev: Evaluator, of: ClassValue, name: string, after: ClassValue | null = null): Possible | undefined {
  const { program } = lineageOf(ev, of);
  const start = after === null ? 0 : program.indexOf(after) + 1;
  for (const current of program.slice(start)) {
    const found = current.attributes.get(name);
    if (found !== undefined) {
      return found;
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
