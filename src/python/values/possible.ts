import type { Condition } from '../program/condition';
import type { Trail } from './trail';
import { constant, unknown, type Origin, type UnknownValue, type Value } from './value';

/** One value an expression may have, the conditions under which it has it, and the way it took. */
export interface Option {
  readonly value: Value;
  readonly when: readonly Condition[];
  readonly trail: Trail | null;
}

/** All values an expression may have. `closed` says that there are no others. */
export interface Possible {
  readonly options: readonly Option[];
  readonly closed: boolean;
}

/** More alternatives than this say no more than "many". */
const mostOptions = 12;

const always: readonly Condition[] = [];

export function certainly(value: Value, trail: Trail | null = null): Possible {
  return { options: [{ value, when: always, trail }], closed: true };
}

export function unknownly(why: string, origin?: Origin, type: string | null = null): Possible {
  return { options: [{ value: unknown(why, origin, type), when: always, trail: null }], closed: true };
}

export const nothing: Possible = certainly(constant(null));

/** The same values, but there may be others. */
export function opened(possible: Possible): Possible {
  return possible.closed ? { options: possible.options, closed: false } : possible;
}

/** The only value there can be, or undefined. */
export function single(possible: Possible): Value | undefined {
  return possible.closed && possible.options.length === 1 ? possible.options[0]?.value : undefined;
}

/** The only constant there can be (`undefined` when it is not one; None is null). */
export function constantOf(possible: Possible): number | string | boolean | null | undefined {
  const value = single(possible);
  return value?.kind === 'constant' ? value.value : undefined;
}

export function firstUnknown(possible: Possible): UnknownValue | undefined {
  for (const { value } of possible.options) {
    if (value.kind === 'unknown') {
      return value;
    }
  }
  return undefined;
}

/** Whether some option is unknown or there may be options that are not listed. */
export function isUncertain(possible: Possible): boolean {
  return !possible.closed || possible.options.some(({ value }) => value.kind === 'unknown');
}

export function sameValue(a: Value, b: Value): boolean {
  if (a === b) {
    return true;
  }
  if (a.kind === 'constant' && b.kind === 'constant') {
    return a.type === b.type && a.value === b.value;
  }
  if (a.kind === 'function' && b.kind === 'function') {
    return a.node === b.node && a.scope === b.scope && a.owner === b.owner;
  }
  if (a.kind === 'instance' && b.kind === 'instance') {
    return a.likeness !== undefined && a.likeness === b.likeness;
  }
  return a.kind === 'external' && b.kind === 'external' && a.name === b.name;
}

/** What stands where nothing was written. */
export const absent: Possible = certainly({ kind: 'absent' });

export function isAbsent(possible: Possible): boolean {
  return possible.options.every(({ value }) => value.kind === 'absent');
}

/** Whether nothing may have been written. */
export function mayBeAbsent(possible: Possible): boolean {
  return possible.options.some(({ value }) => value.kind === 'absent');
}

/** Leaves out branches that never wrote a value. */
export function present(possible: Possible, what: string): Possible {
  const [first] = possible.options;
  if (possible.options.length === 1 ? first?.value.kind !== 'absent' : !mayBeAbsent(possible)) {
    return possible;
  }
  const options = possible.options.filter(({ value }) => value.kind !== 'absent');
  return options.length === 0 ? unknownly(`${what} is not set`) : { options, closed: possible.closed };
}

/** The only constant that is listed, whether or not code that cannot be followed may have changed it. */
export function likelyConstant(possible: Possible): number | string | boolean | null | undefined {
  const [only, ...others] = possible.options;
  return only?.value.kind === 'constant' && others.length === 0 ? only.value.value : undefined;
}

/** The values that remain under some conditions. Options whose own conditions contradict them are left out. */
export function under(possible: Possible, conditions: readonly Condition[]): Possible {
  if (conditions.length === 0) {
    return possible;
  }
  const options: Option[] = [];
  for (const option of possible.options) {
    const when = bothHold(conditions, option.when);
    if (when !== null) {
      options.push({ value: option.value, when, trail: option.trail });
    }
  }
  return { options, closed: possible.closed };
}

/** Conditions that hold together; null when one is the opposite of another. Both tests of one evaluation share their place object. */
function bothHold(outer: readonly Condition[], inner: readonly Condition[]): readonly Condition[] | null {
  if (inner.length === 0) {
    return outer;
  }
  const added = inner.filter((condition) => !outer.includes(condition));
  const contradicts = added.some((one) => outer.some((other) => other.place === one.place && other.negated !== one.negated));
  return contradicts ? null : [...outer, ...added];
}

/** The values of both. `left` and `right` are the conditions that lead to either side. */
export function union(a: Possible, b: Possible, left: Condition | null = null, right: Condition | null = null): Possible {
  if (a === b) {
    return a;
  }
  const options: Option[] = [...(left === null ? a : under(a, [left])).options];
  for (const option of (right === null ? b : under(b, [right])).options) {
    const index = options.findIndex((known) => sameValue(known.value, option.value));
    const known = options[index];
    if (known === undefined) {
      options.push(option);
    } else if (known.when.length > 0) {
      options[index] = { value: known.value, when: commonConditions(known.when, option.when), trail: known.trail };
    }
  }
  const closed = a.closed && b.closed;
  return options.length > mostOptions ? { options: options.slice(0, mostOptions), closed: false } : { options, closed };
}

function commonConditions(a: readonly Condition[], b: readonly Condition[]): readonly Condition[] {
  return a.filter((condition) => b.includes(condition));
}

/** The union of many; nothing at all is unknown. */
export function unionOf(all: readonly Possible[]): Possible {
  const [first, ...rest] = all;
  return first === undefined ? unknownly('no value') : rest.reduce((sum, next) => union(sum, next), first);
}

/** Applies a function to every option, keeping conditions and trails. */
export function mapOptions(possible: Possible, change: (value: Value, trail: Trail | null) => Possible | Value): Possible {
  const one = ({ value, when, trail }: Option): Possible => {
    const result = change(value, trail);
    return 'options' in result ? under(result, when) : { options: [{ value: result, when, trail }], closed: true };
  };
  const [only] = possible.options;
  const all = possible.options.length === 1 && only !== undefined ? one(only) : unionOf(possible.options.map(one));
  if (all.options.length === 0) {
    return unknownly('code that is not reached');
  }
  return possible.closed ? all : opened(all);
}

/** The same values with one more step on every trail. */
export function withStep(possible: Possible, kind: Trail['kind'], what: string, place: Trail['place']): Possible {
  return {
    options: possible.options.map(({ value, when, trail }) => ({ value, when, trail: { kind, what, place, previous: trail } })),
    closed: possible.closed,
  };
}
