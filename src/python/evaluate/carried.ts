import type { ForNode, WhileNode } from '../syntax/nodes';
import { opened, sameValue, single, union, unknownly, type Possible } from '../values/possible';
import type { Value } from '../values/value';
import { attributeOf } from './attributes';
import { unsettle, unsettleState } from './escape';
import type { Evaluator } from './evaluator';
import { lookUp } from './names';
import { scopeOf, type Scope } from './scope';
import type { State } from './state';
import type { Changes } from './store';
import { writesOf } from './writes';

/** Slots of states, by state. */
export type Slots = ReadonlyMap<State, ReadonlySet<string>>;

/** Names and objects that the body writes have, at the start of a round, their value from before or one of an earlier round. */
export function forgetWritten(ev: Evaluator, node: ForNode | WhileNode, scope: Scope): void {
  const { names, objects } = writesOf(node.body, node.kind === 'while' ? node.test : null);
  for (const name of names) {
    const holder = scopeOf(name, scope);
    const before = holder?.names.get(name);
    if (holder !== null && before !== undefined && !isDefinition(single(before))) {
      ev.store.set(holder.names, name, carriedValue(before));
    }
  }
  for (const object of objects) {
    forgetObject(ev, object, scope);
  }
}

/** Slots that calls in the body were seen to write are treated alike. */
export function forgetSlots(ev: Evaluator, slots: Slots): void {
  for (const [state, keys] of slots) {
    for (const key of keys) {
      if (state.isContainer) {
        unsettleState(ev, state);
      } else {
        const before = state.get(key) as Possible | undefined;
        if (before !== undefined) {
          ev.store.set(state, key, carriedValue(before));
        }
      }
    }
  }
}

/**
 * Slots that a round changed and a later round may read, other than those in `known`: what was read of them in the round held for the
 * first round only.
 */
export function carriedBy(changes: Changes, known: Changes, bornBefore: number): Slots {
  const slots = new Map<State, Set<string>>();
  for (const [state, keys] of changes) {
    if (state.born > bornBefore) {
      continue;
    }
    for (const [key, after] of keys) {
      const isKnown =
        known.get(state)?.has(key) === true ||
        (state.isContainer && key === 'items' && (state.get('open') ?? known.get(state)?.get('open')) === true);
      if (!isKnown && isCarried(state, key, after)) {
        slots.set(state, (slots.get(state) ?? new Set()).add(key));
      }
    }
  }
  return slots;
}

function isCarried(state: State, key: string, after: unknown): boolean {
  const before = state.get(key);
  if (state.isContainer && !key.startsWith('k:')) {
    return key === 'items' && before !== after;
  }
  if (before === undefined || after === undefined) {
    return state.isContainer || (before !== undefined && after === undefined);
  }
  const [old, now] = [before as Possible, after as Possible];
  const isRead = old.closed && old.options.some(({ value }) => value.kind !== 'unknown' && value.kind !== 'absent' && !isDefinition(value));
  return isRead && !now.options.every(({ value }) => old.options.some((option) => isAlike(option.value, value)));
}

/** Whether a later round would go the same way with either value. */
function isAlike(a: Value, b: Value): boolean {
  return (
    sameValue(a, b) || (a.kind === 'instance' && b.kind === 'instance' && a.of === null && b.of === null && a.className === b.className)
  );
}

function isDefinition(value: Value | undefined): boolean {
  return value?.kind === 'function' || value?.kind === 'class' || value?.kind === 'module';
}

/** A value from before or from an earlier round. */
export function carriedValue(before: Possible): Possible {
  if (before.options.some(({ value }) => value.kind === 'unknown' && value.origin.kind === 'carried')) {
    return before;
  }
  return union(before, unknownly('a value carried from round to round', { kind: 'carried', inputs: [before] }, carriedType(before)));
}

function carriedType(before: Possible): string | null {
  const types = new Set(before.options.map(({ value }) => (value.kind === 'constant' || value.kind === 'unknown' ? value.type : null)));
  const [only] = types;
  return types.size === 1 && only !== undefined && only !== 'none' ? only : null;
}

function forgetObject(ev: Evaluator, dotted: string, scope: Scope): void {
  const [first = '', ...rest] = dotted.split('.');
  if (scopeOf(first, scope) === null) {
    return;
  }
  let holder: Possible = lookUp(ev, first, scope);
  const last = rest.pop();
  for (const name of rest) {
    holder = attributeOf(ev, holder, name);
  }
  if (last === undefined) {
    holder.options.forEach(({ value }) => {
      unsettle(ev, value);
    });
    return;
  }
  for (const { value } of holder.options) {
    if (value.kind !== 'instance') {
      continue;
    }
    const before = value.attributes.get(last);
    before?.options.forEach((option) => {
      unsettle(ev, option.value);
    });
    if (before === undefined || isDefinition(single(before))) {
      continue;
    }
    const isPlain = before.options.every((option) => option.value.kind === 'constant' || option.value.kind === 'unknown');
    ev.store.set(value.attributes, last, isPlain ? carriedValue(before) : opened(before));
  }
}
