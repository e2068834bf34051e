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
  return a.kind === 'external' && b.kind === 'external' && a.name === b.name;
}

/** The values of both. `left` and `right` are the conditions that lead to either side. */
export function union(a: Possible, b: Possible, left: Condition | null = null, right: Condition | null = null): Possible {
  if (a === b) {
    return a;
  }
  const options: Option[] = [];
  const add = (option: Option, condition: Condition | null): void => {
    const index = options.findIndex((known) => sameValue(known.value, option.value));
    const known = options[index];
    if (known === undefined) {
      options.push(condition === null ? option : { value: option.value, when: [...option.when, condition], trail: option.trail });
    } else if (known.when.length > 0) {
      options[index] = {
        value: known.value,
        when:
          condition !== null || option.when.length > 0
            ? commonConditions(known.when, condition === null ? option.when : [...option.when, condition])
            : always,
        trail: known.trail,
      };
    }
  };
  for (const option of a.options) {
    add(option, left);
  }
  for (const option of b.options) {
    add(option, right);
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
  const [only] = possible.options;
  if (possible.options.length === 1 && only !== undefined) {
    const result = change(only.value, only.trail);
    const lifted = 'options' in result ? result : certainly(result, only.trail);
    if (only.when.length === 0) {
      return possible.closed ? lifted : opened(lifted);
    }
    return {
      options: lifted.options.map((option) => ({ ...option, when: [...only.when, ...option.when] })),
      closed: lifted.closed && possible.closed,
    };
  }
  const parts = possible.options.map((option) => {
    const result = change(option.value, option.trail);
    const lifted = 'options' in result ? result : certainly(result, option.trail);
    return option.when.length === 0
      ? lifted
      : { options: lifted.options.map((inner) => ({ ...inner, when: [...option.when, ...inner.when] })), closed: lifted.closed };
  });
  const all = unionOf(parts);
  return possible.closed ? all : opened(all);
}

/** The same values with one more step on every trail. */
export function withStep(possible: Possible, kind: Trail['kind'], what: string, place: Trail['place']): Possible {
  return {
    options: possible.options.map((option) => ({ ...option, trail: { kind, what, place, previous: option.trail } })),
    closed: possible.closed,
  };
}
