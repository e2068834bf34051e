import {
  absent,
  certainly,
  mayBeAbsent,
  nothing,
  opened,
  present,
  single,
  union,
  unionOf,
  unknownly,
  type Possible,
} from '../values/possible';
import { type ConstantValue, type MappingValue, type SequenceValue } from '../values/value';
import type { Arguments } from './arguments';
import {
  closedKeysOf,
  entryOf,
  isOpen,
  itemsOf,
  keyOf,
  keysOf,
  keyText,
  listed,
  newMapping,
  newSequence,
  newSet,
  sequenceOf,
  setEntry,
} from './containers';
import { unsettleState } from './escape';
import type { Evaluator } from './evaluator';
import { mergeMapping } from './mappings';
import { stringMethod } from './string-methods';

/** Methods of Python's own lists, dicts, sets and strings; undefined for what is not modelled. */
export function containerMethod(
  ev: Evaluator,
  value: ConstantValue | SequenceValue | MappingValue,
  receiver: Possible,
  name: string,
  args: Arguments,
): Possible | undefined {
  if (value.kind === 'constant') {
    return value.type === 'str' ? stringMethod(ev, String(value.value), receiver, name, args) : undefined;
  }
  const isCertain = receiver.closed;
  return value.kind === 'mapping' ? mappingMethod(ev, value, name, args, isCertain) : sequenceMethod(ev, value, name, args, isCertain);
}

/** What a list grew by first stays known where a loop leaves open what is in it. */
function noteGrowth(ev: Evaluator, value: SequenceValue, by: Possible | undefined): void {
  if (by !== undefined && !value.state.has('grown') && by.options.some(({ value: one }) => one.kind !== 'constant')) {
    ev.store.set(value.state, 'grown', by);
  }
}

/** The list grows no longer than this one by one. */
const longestGrown = 512;

function sequenceMethod(ev: Evaluator, value: SequenceValue, name: string, args: Arguments, isCertain: boolean): Possible | undefined {
  const [first, second] = args.positional;
  const items = listed(value);
  const write = (now: readonly Possible[]): Possible => {
    if (isCertain && now.length <= longestGrown) {
      ev.store.set(value.state, 'items', now);
    } else {
      unsettleState(ev, value.state);
    }
    return nothing;
  };
  const lose = (): Possible => {
    unsettleState(ev, value.state);
    return nothing;
  };
  const exact = itemsOf(value);
  switch (name) {
    case 'append':
      noteGrowth(ev, value, first);
      return first === undefined ? nothing : write([...items, first]);
    case 'add': {
      if (first === undefined || value.type !== 'set') {
        return lose();
      }
      const grown = newSet(ev.store, [...items, first]);
      return isOpen(grown) ? lose() : write(listed(grown));
    }
    case 'appendleft':
      return first === undefined ? nothing : write([first, ...items]);
    case 'insert': {
      const at = first === undefined ? undefined : single(first);
      if (exact === undefined || second === undefined || at?.kind !== 'constant' || typeof at.value !== 'number') {
        return lose();
      }
      const index = at.value < 0 ? Math.max(0, exact.length + at.value) : at.value;
      return write([...exact.slice(0, index), second, ...exact.slice(index)]);
    }
    case 'extend': {
      noteGrowth(ev, value, first);
      const other = first === undefined ? undefined : single(first);
      const more = other?.kind === 'sequence' ? itemsOf(other) : undefined;
      return more === undefined ? lose() : write([...items, ...more]);
    }
    case 'copy':
      return certainly(newSequence(ev.store, value.type, items, isOpen(value)));
    case 'pop': {
      const index = first === undefined ? -1 : single(first);
      const at =
        index === -1
          ? -1
          : typeof index === 'object' && index.kind === 'constant' && typeof index.value === 'number'
            ? index.value
            : undefined;
      const position = at === undefined || exact === undefined ? undefined : at < 0 ? exact.length + at : at;
      const popped = position === undefined ? undefined : exact?.[position];
      if (popped === undefined || exact === undefined || !isCertain || value.type === 'set') {
        lose();
        return unknownly('a popped item');
      }
      write(exact.filter((_, other) => other !== position));
      return popped;
    }
    case 'reverse':
      return exact === undefined ? lose() : write([...exact].reverse());
    case 'sort': {
      if (exact === undefined || exact.length > 16) {
        return lose();
      }
      const any = unionOf(exact);
      return write(exact.length < 2 ? exact : exact.map(() => any));
    }
    case 'clear':
      if (isCertain) {
        ev.store.set(value.state, 'open', undefined);
        ev.store.set(value.state, 'element', undefined);
      }
      return write([]);
    case 'remove':
    case 'discard':
      return lose();
    case 'index':
    case 'count':
      return unknownly('an index', { kind: 'none' }, 'int');
    case 'issubset':
    case 'issuperset':
    case 'isdisjoint':
      return unknownly('a comparison of sets', { kind: 'none' }, 'bool');
    case 'union':
    case 'intersection':
    case 'difference':
      return certainly(sequenceOf(ev.store, 'set', unknownly('an element')));
    default:
      return undefined;
  }
}

function mappingMethod(ev: Evaluator, value: MappingValue, name: string, args: Arguments, isCertain: boolean): Possible | undefined {
  const [first] = args.positional;
  switch (name) {
    case 'get':
    case 'pop':
    case 'setdefault':
      return entryMethod(ev, value, name, args, isCertain);
    case 'update': {
      if (!isCertain) {
        unsettleState(ev, value.state);
        return nothing;
      }
      if (first !== undefined) {
        mergeMapping(ev, value, first);
      }
      for (const [keyword, possible] of args.keywords) {
        const key = `k:str:${keyword}`;
        setEntry(ev, value, key, mayBeAbsent(possible) ? union(entryOf(value, key) ?? absent, present(possible, keyword)) : possible);
      }
      if (args.openKeywords) {
        unsettleState(ev, value.state);
      }
      return nothing;
    }
    case 'copy': {
      const copy = newMapping(ev.store, isOpen(value));
      for (const entry of keysOf(value)) {
        copy.state.set(entry, value.state.get(entry));
      }
      return certainly(copy);
    }
    case 'keys':
    case 'values':
    case 'items':
      return views(ev, value, name);
    case 'clear':
      if (!isCertain) {
        unsettleState(ev, value.state);
        return nothing;
      }
      ev.store.set(value.state, 'open', undefined);
      keysOf(value).forEach((key) => {
        setEntry(ev, value, key, undefined);
      });
      return nothing;
    default:
      return undefined;
  }
}

/** Methods that read one entry, and may write or take it. */
function entryMethod(
  ev: Evaluator,
  value: MappingValue,
  name: 'get' | 'pop' | 'setdefault',
  args: Arguments,
  isCertain: boolean,
): Possible {
  const [first, second] = args.positional;
  const key = first === undefined ? undefined : keyText(single(first));
  if (key === undefined) {
    if (name !== 'get') {
      unsettleState(ev, value.state);
    }
    return unknownly('an entry');
  }
  const fallback = second ?? args.keywords.get('default') ?? nothing;
  const found = entryOf(value, key);
  const otherwise = isOpen(value) ? union(unknownly('an entry'), fallback) : fallback;
  const result =
    found === undefined ? otherwise : mayBeAbsent(found) || !found.closed ? union(present(found, 'the entry'), fallback) : found;
  if (name === 'setdefault') {
    setEntry(ev, value, key, isCertain ? result : opened(result));
  } else if (name === 'pop' && found !== undefined) {
    setEntry(ev, value, key, isCertain ? undefined : union(found, absent));
  }
  return result;
}

function views(ev: Evaluator, value: MappingValue, name: 'keys' | 'values' | 'items'): Possible {
  const entries = keysOf(value).map((entry) => {
    const item = present(entryOf(value, entry) ?? nothing, 'the entry');
    const key = certainly(keyOf(entry));
    return name === 'keys' ? key : name === 'values' ? item : certainly(newSequence(ev.store, 'tuple', [key, item]));
  });
  if (closedKeysOf(value) !== undefined) {
    return certainly(newSequence(ev.store, 'list', entries));
  }
  const other = unknownly('an entry');
  const element = name === 'items' ? certainly(newSequence(ev.store, 'tuple', [unknownly('a key', undefined, null), other])) : other;
  return certainly(sequenceOf(ev.store, 'list', entries.length === 0 || entries.length > 8 ? element : opened(unionOf(entries))));
}
