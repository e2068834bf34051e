import { certainly, unionOf, unknownly, type Possible } from '../values/possible';
import { constant } from '../values/value';
import { elementOf, itemsOf, keyOf, keysOf, isOpen, lengthOf, newSequence, rangeBounds, sequenceOf, sourcesOf } from './containers';
import type { Evaluator } from './evaluator';

/** How a `for` goes through a value. */
export interface Rounds {
  /** Every element in order, when all are known. */
  readonly items: readonly Possible[] | null;
  /** Any element. */
  readonly element: Possible;
  /** The number of rounds, when it can be told. */
  readonly count: Possible | null;
}

export function iterate(ev: Evaluator, iterable: Possible): Rounds {
  const only = iterable.closed && iterable.options.length === 1 ? iterable.options[0]?.value : undefined;
  if (only === undefined) {
    const parts = iterable.options.map(({ value }) => elementOf(value, iterable));
    return {
      items: null,
      element: parts.length === 0 ? unknownly('an element', { kind: 'element', of: iterable }) : unionOf(parts),
      count: null,
    };
  }
  if (only.kind === 'sequence') {
    const items = itemsOf(only) ?? null;
    const length = lengthOf(only);
    const trail = rangeBounds(only)?.[1].options[0]?.trail ?? iterable.options[0]?.trail ?? null;
    return {
      items,
      element: elementOf(only, iterable),
      count: length === undefined ? rangeCount(ev, rangeBounds(only)) : certainly(constant(length), trail),
    };
  }
  if (only.kind === 'mapping' && !isOpen(only)) {
    const items = keysOf(only).map((key) => certainly(keyOf(key)));
    return { items, element: elementOf(only, iterable), count: certainly(constant(items.length)) };
  }
  if (only.kind === 'instance') {
    const [inner] = sourcesOf(only);
    if (inner !== undefined) {
      return iterate(ev, inner);
    }
  }
  return { items: null, element: elementOf(only, iterable), count: null };
}

/** Rounds of a range whose end has several possible values. */
function rangeCount(ev: Evaluator, bounds: readonly [Possible, Possible, Possible] | undefined): Possible | null {
  if (bounds === undefined) {
    return null;
  }
  const [start, stop, step] = bounds;
  const first = start.options[0]?.value;
  const stride = step.options[0]?.value;
  if (start.options.length !== 1 || first?.kind !== 'constant' || first.value !== 0 || stride?.kind !== 'constant' || stride.value !== 1) {
    return null;
  }
  return stop;
}

/** `enumerate(x)`, element by element where all are known. */
export function enumerated(ev: Evaluator, iterable: Possible, start: number): Possible {
  const rounds = iterate(ev, iterable);
  if (rounds.items !== null) {
    return certainly(
      newSequence(
        ev.store,
        'generator',
        rounds.items.map((item, index) => certainly(newSequence(ev.store, 'tuple', [certainly(constant(index + start)), item]))),
      ),
    );
  }
  const pair = newSequence(ev.store, 'tuple', [unknownly('a counter', { kind: 'element', of: iterable }, 'int'), rounds.element]);
  return certainly(sequenceOf(ev.store, 'generator', certainly(pair), [iterable]));
}

/** `zip(a, b)`. */
export function zipped(ev: Evaluator, iterables: readonly Possible[]): Possible {
  const rounds = iterables.map((iterable) => iterate(ev, iterable));
  if (rounds.length > 0 && rounds.every(({ items }) => items !== null)) {
    const length = Math.min(...rounds.map(({ items }) => items?.length ?? 0));
    const tuples = Array.from({ length }, (_, index) =>
      certainly(
        newSequence(
          ev.store,
          'tuple',
          rounds.map(({ items, element }) => items?.[index] ?? element),
        ),
      ),
    );
    return certainly(newSequence(ev.store, 'generator', tuples));
  }
  const tuple = newSequence(
    ev.store,
    'tuple',
    rounds.map(({ element }) => element),
  );
  return certainly(sequenceOf(ev.store, 'generator', certainly(tuple), iterables));
}
