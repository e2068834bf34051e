import { certainly, nothing, opened, unionOf, unknownly, type Possible } from '../values/possible';
import { constant, type MappingValue, type SequenceValue, type Value } from '../values/value';
import type { Store } from './store';

const emptyItems: readonly Possible[] = [];

/** Longest range whose numbers are listed one by one. */
export const longestListedRange = 64;

export function newSequence(store: Store, type: SequenceValue['type'], items: readonly Possible[], open = false): SequenceValue {
  const state = store.create();
  state.set('items', items);
  if (open) {
    state.set('open', true);
  }
  return { kind: 'sequence', type, state };
}

/** A sequence of unknown length whose elements are all alike; `over` is what it takes them from (`enumerate(loader)`). */
export function sequenceOf(store: Store, type: SequenceValue['type'], element: Possible, over: readonly Possible[] = []): SequenceValue {
  const sequence = newSequence(store, type, emptyItems, true);
  sequence.state.set('element', element);
  if (over.length > 0) {
    sequence.state.set('over', over);
  }
  return sequence;
}

export function newRange(store: Store, start: Possible, stop: Possible, step: Possible): SequenceValue {
  const sequence = newSequence(store, 'range', emptyItems);
  sequence.state.set('bounds', [start, stop, step]);
  return sequence;
}

export function isOpen(value: SequenceValue | MappingValue): boolean {
  return value.state.get('open') === true;
}

/** What an iterable is made from, where it only passes elements on: the loader behind `enumerate(tqdm(loader))`. */
export function sourcesOf(value: Value): readonly Possible[] {
  if (value.kind === 'sequence') {
    return (value.state.get('over') as readonly Possible[] | undefined) ?? [];
  }
  if (value.kind === 'instance') {
    const over = value.attributes.get('@iterates');
    return over === undefined ? [] : [over];
  }
  return [];
}

export function rangeBounds(value: SequenceValue): readonly [Possible, Possible, Possible] | undefined {
  return value.state.get('bounds') as [Possible, Possible, Possible] | undefined;
}

function constantNumber(possible: Possible | undefined): number | undefined {
  const [only] = possible?.options ?? [];
  if (
    possible?.closed !== true ||
    possible.options.length !== 1 ||
    only?.value.kind !== 'constant' ||
    typeof only.value.value !== 'number'
  ) {
    return undefined;
  }
  return only.value.value;
}

/** Items of a sequence whose content is fully known. */
export function itemsOf(value: SequenceValue): readonly Possible[] | undefined {
  const bounds = rangeBounds(value);
  if (bounds !== undefined) {
    const [start, stop, step] = bounds.map(constantNumber);
    const count = lengthOf(value);
    if (start === undefined || stop === undefined || step === undefined || count === undefined || count > longestListedRange) {
      return undefined;
    }
    const trail = bounds[1].options[0]?.trail ?? null;
    return Array.from({ length: count }, (_, index) => certainly(constant(start + index * step), trail));
  }
  return isOpen(value) ? undefined : listed(value);
}

/** Items that are certainly in it, whether or not there are more. */
export function listed(value: SequenceValue): readonly Possible[] {
  return (value.state.get('items') as readonly Possible[] | undefined) ?? emptyItems;
}

/** Number of items, when known. */
export function lengthOf(value: SequenceValue): number | undefined {
  const bounds = rangeBounds(value);
  if (bounds !== undefined) {
    const [start, stop, step] = bounds.map(constantNumber);
    return start === undefined || stop === undefined || step === undefined || step === 0
      ? undefined
      : Math.max(0, Math.ceil((stop - start) / step));
  }
  return isOpen(value) ? undefined : listed(value).length;
}

/** Any element of an iterable value. */
export function elementOf(value: Value, whole: Possible): Possible {
  if (value.kind === 'sequence') {
    const element = value.state.get('element') as Possible | undefined;
    if (element !== undefined) {
      return element;
    }
    if (rangeBounds(value) !== undefined) {
      return unknownly('a number of a range', { kind: 'element', of: whole }, 'int');
    }
    const items = listed(value);
    if (items.length > 0) {
      const some = unionOf(items.slice(0, 16));
      return isOpen(value) || items.length > 16 ? opened(some) : some;
    }
  }
  if (value.kind === 'mapping') {
    const keys = keysOf(value);
    return keys.length > 0 && !isOpen(value)
      ? unionOf(keys.map((key) => certainly(keyValue(key))))
      : unknownly('a key', { kind: 'element', of: whole });
  }
  return unknownly('an element', { kind: 'element', of: whole });
}

const keyMark = 'k:';

/** A dict key as text; undefined for keys that are no constants. */
export function keyText(value: Value | undefined): string | undefined {
  return value?.kind === 'constant'
    ? `${keyMark}${value.type === 'float' || value.type === 'int' ? 'n' : value.type}:${String(value.value)}`
    : undefined;
}

function keyValue(text: string): Value {
  const [, type, ...rest] = text.split(':');
  const body = rest.join(':');
  return type === 'n'
    ? constant(Number(body))
    : type === 'bool'
      ? constant(body === 'true')
      : type === 'none'
        ? constant(null)
        : constant(body);
}

export function newMapping(store: Store, open = false): MappingValue {
  const state = store.create();
  if (open) {
    state.set('open', true);
  }
  return { kind: 'mapping', state };
}

/** Keys in the order of writing, as key texts. */
export function keysOf(value: MappingValue): readonly string[] {
  return [...value.state.keys()].filter((key) => key.startsWith(keyMark));
}

/** Entries with string keys, as keyword arguments see them. */
export function stringEntries(value: MappingValue): readonly (readonly [string, Possible])[] {
  const mark = `${keyMark}str:`;
  return keysOf(value)
    .filter((key) => key.startsWith(mark))
    .map((key) => [key.slice(mark.length), value.state.get(key) as Possible] as const);
}

export function keyOf(text: string): Value {
  return keyValue(text);
}

export function entryOf(value: MappingValue, key: string): Possible | undefined {
  return value.state.get(key) as Possible | undefined;
}

/** A copy that no later write reaches, for what a call was given. */
export function frozen(store: Store, possible: Possible, depth = 3): Possible {
  if (
    depth === 0 ||
    !possible.options.some(({ value }) => (value.kind === 'sequence' && value.type !== 'range') || value.kind === 'mapping')
  ) {
    return possible;
  }
  const options = possible.options.map((option) => {
    const { value } = option;
    if (value.kind === 'sequence' && value.type !== 'range') {
      const copy = newSequence(
        store,
        value.type,
        listed(value).map((item) => frozen(store, item, depth - 1)),
        isOpen(value),
      );
      for (const key of ['element', 'over']) {
        if (value.state.has(key)) {
          copy.state.set(key, value.state.get(key));
        }
      }
      return { ...option, value: copy };
    }
    if (value.kind === 'mapping') {
      const copy = newMapping(store, isOpen(value));
      for (const key of keysOf(value)) {
        copy.state.set(key, frozen(store, entryOf(value, key) ?? nothing, depth - 1));
      }
      return { ...option, value: copy };
    }
    return option;
  });
  return { options, closed: possible.closed };
}
