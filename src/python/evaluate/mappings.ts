import { absent, mayBeAbsent, opened, present, union, withStep, type Possible } from '../values/possible';
import type { Place } from '../values/trail';
import type { MappingValue } from '../values/value';
import { entryOf, isOpen, keysOf, keyText, setEntry } from './containers';
import { unsettleState } from './escape';
import type { Evaluator } from './evaluator';

/** Copies the entries of a `**` splat, or of what a dict is updated with, into a dict. */
export function mergeMapping(ev: Evaluator, into: MappingValue, from: Possible): void {
  const entries = unionOfMappings(from);
  if (entries === undefined) {
    unsettleState(ev, into.state);
    return;
  }
  if (entries.open) {
    unsettleState(ev, into.state);
  }
  for (const [key, value] of entries.values) {
    const before = entryOf(into, key) ?? absent;
    setEntry(ev, into, key, mayBeAbsent(value) ? union(before, present(value, 'the entry')) : value);
  }
}

/** Writes an entry under a key that is known, or under one of several; false where no key is known. */
export function writeEntry(ev: Evaluator, into: MappingValue, key: Possible, value: Possible, place: Place, isCertain: boolean): boolean {
  const keys = key.options.map((option) => ({ text: keyText(option.value), value: option.value }));
  if (!key.closed || keys.length === 0 || keys.length > mostKeys || keys.some(({ text }) => text === undefined)) {
    return false;
  }
  for (const { text = '', value: named } of keys) {
    const written = withStep(value, 'assigned', named.kind === 'constant' ? String(named.value) : '', place);
    setEntry(ev, into, text, isCertain && keys.length === 1 ? written : union(entryOf(into, text) ?? absent, written));
  }
  return true;
}

const mostKeys = 4;

/** The entries that a dict given by several possible values has, by key text; undefined when one of them is no dict. */
export function unionOfMappings(from: Possible): { readonly values: ReadonlyMap<string, Possible>; readonly open: boolean } | undefined {
  const dicts = from.options.map(({ value, when }) => (value.kind === 'mapping' ? { value, when } : undefined));
  if (!dicts.every((dict) => dict !== undefined)) {
    return undefined;
  }
  const open = !from.closed || dicts.some(({ value }) => isOpen(value));
  const values = new Map<string, Possible>();
  for (const key of new Set(dicts.flatMap(({ value }) => keysOf(value)))) {
    const parts = dicts.map(({ value, when }) => {
      const entry = entryOf(value, key) ?? absent;
      return when.length === 0
        ? entry
        : { options: entry.options.map((option) => ({ ...option, when: [...when, ...option.when] })), closed: entry.closed };
    });
    const [first, ...rest] = parts;
    const all = rest.reduce((sum, part) => union(sum, part), first ?? absent);
    values.set(key, from.closed ? all : opened(all));
  }
  return { values, open };
}
