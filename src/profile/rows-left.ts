import { originOf } from '../ml/data-flow';
import { listed } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import { constantOf, type Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';
import { cutOf } from './row-cuts';

/** Rows of a table: undefined when nobody knows how many. */
export type Rows = number | undefined;

/** A chain of calls is not longer; what is deeper is taken as uncut. */
const deepest = 60;

/**
 * The rows that are left of a data set after it was split, selected from and cut on the way to where it is used. The whole may be unknown:
 * `select(range(1000))` leaves as many as it says.
 */
export function rowsLeft(data: Possible, whole: Rows): Rows {
  const known = new Map<Possible, Rows>();

  function ofPossible(possible: Possible, depth: number): Rows {
    if (depth === 0) {
      return whole;
    }
    if (known.has(possible)) {
      return known.get(possible);
    }
    known.set(possible, whole);
    const counts = possible.options.map(({ value }) => ofValue(value, depth - 1));
    // Where a condition decides, the full run counts: the smaller one is for trying things out.
    const stated = counts.filter((count) => count !== undefined);
    const rows = counts.length === 0 ? whole : stated.length === 0 ? undefined : Math.max(...stated);
    known.set(possible, rows);
    return rows;
  }

  function ofValue(value: Value, depth: number): Rows {
    if (value.kind === 'sequence') {
      const element = value.state.get('element') as Possible | undefined;
      return agreed([...listed(value), ...(element === undefined ? [] : [element])], depth);
    }
    const origin = originOf(value);
    switch (origin?.kind) {
      case 'call':
        return ofCall(origin.activation, depth);
      case 'operation':
      case 'carried':
        return agreed(origin.inputs, depth);
      case 'element':
      case 'attribute':
        return ofPossible(origin.of, depth);
      default:
        return whole;
    }
  }

  function ofCall(call: Activation, depth: number): Rows {
    const cut = cutOf(call);
    const rows = cut === undefined ? agreed(inputsOf(call), depth) : ofPossible(cut.of, depth);
    return cut === undefined ? rows : cut.left(rows);
  }

  /** What is made from parts and from wholes has the rows of the parts, when they agree. */
  function agreed(inputs: readonly Possible[], depth: number): Rows {
    const parts = new Set(inputs.map((input) => ofPossible(input, depth)).filter((rows) => rows !== whole));
    const [only] = parts;
    return parts.size === 0 ? whole : parts.size === 1 ? only : undefined;
  }

  return ofPossible(data, deepest);
}

function inputsOf({ receiver, callee, arguments: { positional, keywords } }: Activation): readonly Possible[] {
  return [
    ...(receiver === null ? [] : [receiver]),
    ...(callee.kind === 'object' || callee.kind === 'unknown' ? [callee.of] : []),
    ...positional,
    ...keywords.values(),
  ];
}

const forTesting = /^(test|val(id(ation)?)?|dev|eval(uation)?)(_|$)/;

/** `rows["test"]`, trained on: how many these are the tables do not say. */
export function isPartForTesting({ options }: Possible, depth = 8): boolean {
  return (
    options.length > 0 &&
    options.every(({ value }) => {
      const origin = originOf(value);
      if (origin?.kind === 'call' && depth > 0) {
        return origin.activation.receiver !== null && isPartForTesting(origin.activation.receiver, depth - 1);
      }
      const part = origin?.kind === 'element' && origin.at !== undefined ? constantOf(origin.at) : null;
      return typeof part === 'string' && forTesting.test(part);
    })
  );
}
