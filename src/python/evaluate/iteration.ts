import { certainly, mapOptions, single, unionOf, unknownly, type Possible } from '../values/possible';
import { constant, type Value } from '../values/value';
import { closedKeysOf, elementOf, itemsOf, keyOf, lengthOf, newSequence, rangeBounds, sequenceOf, sourcesOf } from './containers';
import type { Evaluator } from './evaluator';
import { mostRoundsFollowed } from './following';

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
  const only = single(iterable);
  const followed = followedItems(ev, only);
  if (followed !== undefined) {
    return {
      items: followed,
      element: followed.length === 0 ? unknownly('no element') : unionOf(followed),
      count: certainly(constant(followed.length)),
    };
  }
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
    const bounds = rangeBounds(only);
    const trail = bounds?.[1].options[0]?.trail ?? iterable.options[0]?.trail ?? null;
    return {
      items,
      element: elementOf(only, iterable),
      count: length === undefined ? rangeCount(bounds) : certainly(constant(length), trail),
    };
  }
  if (only.kind === 'mapping') {
    const items = closedKeysOf(only)?.map((key) => certainly(keyOf(key))) ?? null;
    return { items, element: elementOf(only, iterable), count: items === null ? null : certainly(constant(items.length)) };
  }
  if (only.kind === 'constant' && only.type === 'str') {
    const items = Array.from(String(only.value)).map((character) => certainly(constant(character), iterable.options[0]?.trail ?? null));
    return { items, element: unknownly('a character', { kind: 'element', of: iterable }, 'str'), count: certainly(constant(items.length)) };
  }
  if (only.kind === 'instance') {
    const element = ev.following?.element(ev, only);
    if (element !== undefined) {
      return { items: null, element, count: null };
    }
    const [inner] = sourcesOf(only);
    if (inner !== undefined) {
      return iterate(ev, inner);
    }
  }
  return { items: null, element: elementOf(only, iterable), count: null };
}

/** Items that only an evaluation lists that follows every round. */
function followedItems(ev: Evaluator, of: Value | undefined): readonly Possible[] | undefined {
  if (ev.following === undefined) {
    return undefined;
  }
  if (of?.kind === 'instance') {
    return ev.following.items(ev, of);
  }
  return of?.kind === 'sequence' && of.type === 'range' ? itemsOf(of, mostRoundsFollowed) : undefined;
}

/** Rounds of a range whose end has several possible values. */
function rangeCount(bounds: readonly [Possible, Possible, Possible] | undefined): Possible | null {
  if (bounds === undefined) {
    return null;
  }
  const [start, stop, step] = bounds;
  const first = single(start);
  const stride = single(step);
  if (stride?.kind !== 'constant' || stride.value !== 1) {
    return null;
  }
  if (first?.kind !== 'constant' || typeof first.value !== 'number') {
    // `range(start_epoch, epochs)`, where a run may be taken up again.
    return unknownly('a number of rounds', { kind: 'operation', inputs: [start, stop] }, 'int');
  }
  const begin = first.value;
  return begin === 0
    ? stop
    : mapOptions(stop, (end, trail) =>
        end.kind === 'constant' && typeof end.value === 'number'
          ? certainly(constant(Math.max(0, end.value - begin)), trail)
          : unknownly('a number of rounds', { kind: 'operation', inputs: [start, stop] }, 'int'),
      );
}

/** `enumerate(x)`, element by element where all are known. */
export function enumerated(ev: Evaluator, iterable: Possible, start: number | undefined): Possible {
  const rounds = iterate(ev, iterable);
  if (rounds.items !== null && start !== undefined) {
    const pairs = rounds.items.map((item, index) => certainly(newSequence(ev.store, 'tuple', [certainly(constant(index + start)), item])));
    return certainly(newSequence(ev.store, 'generator', pairs));
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
