import { mayBeAbsent, opened, union, unknownly, type Possible } from '../values/possible';
import type { FunctionValue, InstanceValue, Value } from '../values/value';
import type { Arguments } from './arguments';
import type { Evaluator } from './evaluator';
import { scopeOf } from './scope';
import type { State } from './state';
import { writesOf } from './writes';
import { typeNames } from './classes';

/** Objects nested deeper in containers than this are not reached. */
const deepest = 4;
const nothingLoose: readonly Possible[] = [];
/** Library classes whose instances are nothing but data of the program. */
const plainClasses = new Set(['argparse.Namespace', 'types.SimpleNamespace']);

/**
 * What code that cannot be followed does with what it is handed: it may change lists, add entries to dicts, and call functions. That it
 * overwrites options which the program has set is not assumed: nearly all such code only reads or prints them, and every fact would be
 * lost with each helper that is not in the workspace.
 */
export function escape(ev: Evaluator, args: Arguments): void {
  if (ev.following !== undefined) {
    return;
  }
  for (const argument of args.positional) {
    escapeValue(ev, argument);
  }
  for (const argument of args.loose ?? nothingLoose) {
    escapeValue(ev, argument);
  }
  for (const argument of args.keywords.values()) {
    escapeValue(ev, argument);
  }
}

export function escapeValue(ev: Evaluator, possible: Possible): void {
  if (ev.following !== undefined) {
    return;
  }
  if (possible.options.some(({ value }) => reaches.has(value.kind))) {
    handOver(ev, possible, deepest, new Set<Value>());
  }
}

/** Kinds of values through which others can be reached or changed. */
const reaches: ReadonlySet<Value['kind']> = new Set(['sequence', 'mapping', 'instance', 'function', 'partial', 'method']);

function handOver(ev: Evaluator, possible: Possible, depth: number, seen: Set<Value>): void {
  for (const { value } of possible.options) {
    if (depth === 0 || seen.has(value)) {
      continue;
    }
    seen.add(value);
    switch (value.kind) {
      case 'sequence':
        ((value.state.get('items') as readonly Possible[] | undefined) ?? []).forEach((item) => {
          handOver(ev, item, depth - 1, seen);
        });
        if (value.type !== 'tuple' && value.type !== 'range') {
          unsettleState(ev, value.state);
        }
        break;
      case 'mapping':
        handOverSlots(ev, value.state, isEntry, depth - 1, seen);
        if (value.state.get('open') !== true) {
          ev.store.set(value.state, 'open', true);
        }
        break;
      case 'instance':
        if (isPlain(ev, value)) {
          handOverSlots(ev, value.attributes, isAttribute, depth - 1, seen);
        }
        break;
      case 'function':
        unsettleShared(ev, value);
        break;
      case 'partial':
        [value.callee, ...value.positional, ...value.keywords.values()].forEach((inner) => {
          handOver(ev, inner, depth - 1, seen);
        });
        break;
      case 'method':
        handOver(ev, value.receiver, depth - 1, seen);
        break;
      default:
        break;
    }
  }
}

const isEntry = (key: string): boolean => key.startsWith('k:');
const isAttribute = (name: string): boolean => !name.startsWith('@');

function handOverSlots(ev: Evaluator, state: State, isSlot: (key: string) => boolean, depth: number, seen: Set<Value>): void {
  for (const [key, slot] of state) {
    if (isSlot(key)) {
      handOver(ev, slot as Possible, depth, seen);
    }
  }
}

/** Functions handed to a library may be called by it, and then write what they share with the program. */
export function escapeCallbacks(ev: Evaluator, args: Arguments): void {
  for (const argument of args.positional) {
    callBack(ev, argument);
  }
  for (const argument of args.keywords.values()) {
    callBack(ev, argument);
  }
}

function callBack(ev: Evaluator, argument: Possible): void {
  for (const { value } of argument.options) {
    if (value.kind === 'function') {
      unsettleShared(ev, value);
    }
  }
}

/** The content of a container may have been changed in any way. */
export function unsettle(ev: Evaluator, value: Value): void {
  if (value.kind === 'mapping' || (value.kind === 'sequence' && value.type !== 'tuple' && value.type !== 'range')) {
    unsettleState(ev, value.state);
  }
}

/** Models, optimizers and the like keep what they are when they are handed around; data objects may be rewritten. */
function isPlain(ev: Evaluator, value: InstanceValue): boolean {
  const types = typeNames(ev, value);
  return value.of === null
    ? types.some((type) => plainClasses.has(type) || type === 'argparse.ArgumentParser')
    : types.every((type) => !type.includes('.') || type.startsWith('typing.'));
}

/** The entries or items of a container may have been changed, and others added or removed. */
export function unsettleState(ev: Evaluator, state: State): void {
  const { store } = ev;
  const items = state.get('items') as readonly Possible[] | undefined;
  if (items?.some(({ closed }) => closed) === true) {
    store.set(state, 'items', items.map(opened));
  }
  for (const [key, entry] of [...state]) {
    if (key.startsWith('k:')) {
      store.set(state, key, opened(entry as Possible));
    }
  }
  if (state.get('open') !== true) {
    store.set(state, 'open', true);
  }
  const attributes = ev.aliases.get(state);
  if (attributes !== undefined) {
    unsettleAttributes(ev, attributes);
  }
}

export function unsettleAttributes(ev: Evaluator, attributes: State<Possible>): void {
  if (ev.following !== undefined) {
    return;
  }
  for (const [name, value] of [...attributes]) {
    const isMark = name.startsWith('@') && !name.startsWith('@option:');
    if (!isMark && value.closed) {
      ev.store.set(attributes, name, opened(value));
    }
  }
}

/** The names of a scope that hold data may have been given other values, as `exec` and star imports do. */
export function unsettleNames(ev: Evaluator, names: State<Possible>): void {
  for (const [name, value] of [...names]) {
    const isData = value.options.every(({ value: one }) => one.kind === 'constant' || one.kind === 'sequence' || one.kind === 'mapping');
    if (isData && value.closed) {
      ev.store.set(names, name, opened(value));
    }
  }
}

/** What a function writes outside of itself may have been written, any number of times. */
export function unsettleShared(ev: Evaluator, { node, scope }: FunctionValue): void {
  if (node.kind === 'lambda' || ev.following !== undefined) {
    return;
  }
  const { declared, objects } = writesOf(node.body);
  for (const name of declared) {
    const holder = scopeOf(name, scope);
    const value = holder?.names.get(name);
    if (holder !== null && value !== undefined && !mayBeAbsent(value)) {
      ev.store.set(holder.names, name, opened(union(value, unknownly('a value that a callback may write'))));
    }
  }
  const own = new Set(node.parameters.map(({ name }) => name));
  for (const dotted of objects) {
    const [first = ''] = dotted.split('.');
    const holder = own.has(first) || dotted.includes('.') ? null : scopeOf(first, scope);
    holder?.names.get(first)?.options.forEach(({ value }) => {
      unsettle(ev, value);
    });
  }
}
