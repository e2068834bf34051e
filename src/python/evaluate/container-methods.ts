import { certainly, nothing, opened, single, union, unknownly, type Possible } from '../values/possible';
import { constant, type ConstantValue, type MappingValue, type SequenceValue } from '../values/value';
import type { Arguments } from './arguments';
import { entryOf, isOpen, itemsOf, keyOf, keysOf, keyText, listed, newMapping, newSequence, sequenceOf } from './containers';
import type { Evaluator } from './evaluator';
import { mergeMapping, present } from './expressions';

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
  const certain = receiver.closed;
  return value.kind === 'mapping' ? mappingMethod(ev, value, name, args, certain) : sequenceMethod(ev, value, name, args, certain);
}

function sequenceMethod(ev: Evaluator, value: SequenceValue, name: string, args: Arguments, certain: boolean): Possible | undefined {
  const [first, second] = args.positional;
  const write = (items: readonly Possible[]): Possible => {
    if (certain) {
      ev.store.set(value.state, 'items', items);
    } else {
      ev.store.set(value.state, 'open', true);
    }
    return nothing;
  };
  switch (name) {
    case 'append':
    case 'add':
    case 'appendleft':
      if (isOpen(value) && !value.state.has('element')) {
        return nothing;
      }
      return first === undefined ? nothing : write(name === 'appendleft' ? [first, ...listed(value)] : [...listed(value), first]);
    case 'insert':
      ev.store.set(value.state, 'items', second === undefined ? listed(value) : [...listed(value), second]);
      return nothing;
    case 'extend': {
      const other = first === undefined ? undefined : single(first);
      const items = other?.kind === 'sequence' ? itemsOf(other) : undefined;
      if (items === undefined) {
        ev.store.set(value.state, 'open', true);
        return nothing;
      }
      return write([...listed(value), ...items]);
    }
    case 'copy':
      return certainly(newSequence(ev.store, value.type, listed(value), isOpen(value)));
    case 'pop':
    case 'remove':
    case 'clear':
    case 'sort':
    case 'reverse':
      if (name === 'clear') {
        return write([]);
      }
      ev.store.set(value.state, 'items', []);
      ev.store.set(value.state, 'open', true);
      return name === 'pop' ? unknownly('a popped item') : nothing;
    case 'index':
    case 'count':
      return unknownly('an index', { kind: 'none' }, 'int');
    default:
      return undefined;
  }
}

function mappingMethod(ev: Evaluator, value: MappingValue, name: string, args: Arguments, certain: boolean): Possible | undefined {
  const [first, second] = args.positional;
  const key = first === undefined ? undefined : keyText(single(first));
  switch (name) {
    case 'get':
    case 'pop':
    case 'setdefault': {
      const fallback = second ?? args.keywords.get('default') ?? nothing;
      if (key === undefined) {
        return unknownly('an entry');
      }
      const found = entryOf(value, key);
      const missing = found?.options.some((option) => option.value.kind === 'absent') === true;
      const result =
        found === undefined
          ? isOpen(value)
            ? union(unknownly('an entry'), fallback)
            : fallback
          : missing
            ? union(present(found, 'the entry'), fallback)
            : found;
      if (name === 'setdefault') {
        ev.store.set(value.state, key, result);
      } else if (name === 'pop') {
        ev.store.set(value.state, key, undefined);
      }
      return result;
    }
    case 'update': {
      if (!certain) {
        ev.store.set(value.state, 'open', true);
        return nothing;
      }
      const added = newMapping(ev.store, args.openKeywords);
      if (first !== undefined) {
        mergeMapping(ev, added.state, first);
      }
      for (const [keyword, possible] of args.keywords) {
        added.state.set(`k:str:${keyword}`, possible);
      }
      for (const [entry, possible] of added.state) {
        ev.store.set(value.state, entry, possible);
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
    case 'items': {
      const entries = keysOf(value).map((entry) => {
        const item = present(entryOf(value, entry) ?? nothing, 'the entry');
        const keyPart = certainly(keyOf(entry));
        return name === 'keys' ? keyPart : name === 'values' ? item : certainly(newSequence(ev.store, 'tuple', [keyPart, item]));
      });
      return isOpen(value)
        ? certainly(
            sequenceOf(
              ev.store,
              'list',
              entries[0] === undefined ? unknownly('an entry') : opened(entries.reduce((sum, next) => union(sum, next))),
            ),
          )
        : certainly(newSequence(ev.store, 'list', entries));
    }
    case 'clear':
      ev.store.set(value.state, 'open', true);
      return nothing;
    default:
      return undefined;
  }
}

function stringMethod(ev: Evaluator, text: string, receiver: Possible, name: string, args: Arguments): Possible | undefined {
  const texts = args.positional.map((argument) => single(argument)).map((value) => (value?.kind === 'constant' ? value.value : undefined));
  const [first, second] = texts;
  const trail = receiver.options[0]?.trail ?? null;
  const give = (value: string | number | boolean): Possible => certainly(constant(value), trail);
  switch (name) {
    case 'lower':
      return give(text.toLowerCase());
    case 'upper':
      return give(text.toUpperCase());
    case 'strip':
      return first === undefined && args.positional.length === 0 ? give(text.trim()) : undefined;
    case 'replace':
      return typeof first === 'string' && typeof second === 'string' ? give(text.split(first).join(second)) : undefined;
    case 'startswith':
      return typeof first === 'string' ? give(text.startsWith(first)) : undefined;
    case 'endswith':
      return typeof first === 'string' ? give(text.endsWith(first)) : undefined;
    case 'split': {
      const parts = typeof first === 'string' ? text.split(first) : args.positional.length === 0 ? text.trim().split(/\s+/) : undefined;
      return parts === undefined
        ? undefined
        : certainly(
            newSequence(
              ev.store,
              'list',
              parts.map((part) => give(part)),
            ),
            trail,
          );
    }
    case 'format':
    case 'join':
      return unknownly('a formatted text', { kind: 'operation', inputs: [receiver, ...args.positional] }, 'str');
    default:
      return undefined;
  }
}
