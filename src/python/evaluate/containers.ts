import { certainly, mayBeAbsent, nothing, opened, sameValue, single, union, unionOf, unknownly, type Possible } from '../values/possible';
import { constant, type MappingValue, type SequenceValue, type Value } from '../values/value';
import type { Evaluator } from './evaluator';
import type { State } from './state';
import type { Store } from './store';

const emptyItems: readonly Possible[] = [];

/** Longest range whose numbers are listed one by one. */
export const longestListedRange = 64;

export function newSequence(store: Store, type: SequenceValue['type'], items: readonly Possible[], open = false): SequenceValue {
  const state = store.createContainer();
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
export function itemsOf(value: SequenceValue, longest: number = longestListedRange): readonly Possible[] | undefined {
  const bounds = rangeBounds(value);
  if (bounds !== undefined) {
    const [start, stop, step] = bounds.map(constantNumber);
    const count = lengthOf(value);
    if (start === undefined || stop === undefined || step === undefined || count === undefined || count > longest) {
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

/** All that a sequence is known to be made of: its items, what they are alike, and what it grew by. */
export function contentsOf(value: SequenceValue): readonly Possible[] {
  const more = ['element', 'grown'].flatMap((key) => (value.state.get(key) as Possible | undefined) ?? []);
  return [...listed(value), ...more];
}

/** Items that are certainly in a value, whichever sequence it is. */
export function listedIn(possible: Possible): readonly Possible[] {
  return possible.options.flatMap(({ value }) => (value.kind === 'sequence' ? listed(value) : []));
}

/** Items of a value that is one sequence, written out in full; undefined when there may be others. The numbers of a range are not among them. */
export function completeItems(possible: Possible): readonly Possible[] | undefined {
  const only = single(possible);
  return only?.kind === 'sequence' && !isOpen(only) ? listed(only) : undefined;
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

/** A set, in which equal constants are one; of other values it is not known how many are equal. */
export function newSet(store: Store, items: readonly Possible[], open = false): SequenceValue {
  const kept: Possible[] = [];
  for (const item of items) {
    const value = single(item);
    if (value?.kind !== 'constant' && items.length > 1) {
      return sequenceOf(store, 'set', unionOf(items));
    }
    if (
      !kept.some(
        (known) =>
          known.options[0] !== undefined && item.options[0] !== undefined && sameValue(known.options[0].value, item.options[0].value),
      )
    ) {
      kept.push(item);
    }
  }
  return newSequence(store, 'set', kept, open);
}

/** Any element of an iterable value. */
export function elementOf(value: Value, whole: Possible): Possible {
  if (value.kind === 'sequence') {
    if (rangeBounds(value) !== undefined) {
      return unknownly('a number of a range', { kind: 'element', of: whole }, 'int');
    }
    const element = value.state.get('element') as Possible | undefined;
    const items = listed(value).slice(0, 16);
    if (element !== undefined) {
      return items.reduce((sum, item) => union(sum, item), element);
    }
    if (items.length > 0) {
      const some = unionOf(items);
      return isOpen(value) || listed(value).length > items.length ? opened(some) : some;
    }
  }
  if (value.kind === 'mapping') {
    const keys = closedKeysOf(value);
    return keys !== undefined && keys.length > 0
      ? unionOf(keys.map((key) => certainly(keyValue(key))))
      : unknownly('a key', { kind: 'element', of: whole });
  }
  return unknownly('an element', { kind: 'element', of: whole });
}

const keyMark = 'k:';
const stringMark = `${keyMark}str:`;

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
  const state = store.createContainer();
  if (open) {
    state.set('open', true);
  }
  return { kind: 'mapping', state };
}

/** Keys in the order of writing, as key texts. */
export function keysOf(value: MappingValue): readonly string[] {
  return [...value.state.keys()].filter((key) => key.startsWith(keyMark));
}

/** The keys of a dict, when it certainly has these and no others. */
export function closedKeysOf(value: MappingValue): readonly string[] | undefined {
  const keys = keysOf(value);
  return isOpen(value) || keys.some((key) => mayBeAbsent(entryOf(value, key) ?? nothing)) ? undefined : keys;
}

/** Writes an entry, through to the object whose attributes the dict stands for. */
export function setEntry(ev: Evaluator, value: MappingValue, key: string, entry: Possible | undefined): void {
  ev.store.set(value.state, key, entry);
  const attributes = ev.aliases.get(value.state);
  if (attributes !== undefined && key.startsWith(stringMark)) {
    setAttribute(ev, attributes, key.slice(stringMark.length), entry);
  }
}

/** Writes an attribute, and the entry of every dict that stands for the attributes. */
export function setAttribute(ev: Evaluator, attributes: State<Possible>, name: string, value: Possible | undefined): void {
  ev.store.set(attributes, name, value);
  for (const state of ev.mirrors.get(attributes) ?? []) {
    ev.store.set(state, stringMark + name, value);
  }
}

/** The dict whose entries are the attributes of an object, or the names of a module, and stay so. */
export function aliasOf(ev: Evaluator, attributes: State<Possible>): MappingValue {
  const mapping = newMapping(ev.store);
  for (const [name, entry] of attributes) {
    if (!name.startsWith('@')) {
      mapping.state.set(stringMark + name, entry);
    }
  }
  ev.aliases.set(mapping.state, attributes);
  ev.mirrors.set(attributes, [...(ev.mirrors.get(attributes) ?? []), mapping.state]);
  return mapping;
}

/** The name that a key text stands for as a keyword argument. */
export function stringKey(key: string): string | undefined {
  return key.startsWith(stringMark) ? key.slice(stringMark.length) : undefined;
}

/** Entries with string keys, as keyword arguments see them. */
export function stringEntries(value: MappingValue): readonly (readonly [string, Possible])[] {
  return keysOf(value).flatMap((key) => {
    const name = stringKey(key);
    const entry = entryOf(value, key);
    return name === undefined || entry === undefined ? [] : [[name, entry] as const];
  });
}

/** Entries of a value that is one dict, written out in full, with string keys; undefined when there may be others. */
export function completeEntries(possible: Possible): readonly (readonly [string, Possible])[] | undefined {
  const only = single(possible);
  return only?.kind === 'mapping' && !isOpen(only) ? stringEntries(only) : undefined;
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
      for (const key of ['element', 'over', 'grown']) {
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
