import type { Condition } from '../program/condition';
import { absent, isAbsent, under, union, type Possible } from '../values/possible';
import type { State } from './state';
import { noChanges, type Changes, type Store, type Watch } from './store';

/** A state in which some code may end: the present one, with changes, and with what was overwritten since taken back. */
export interface Outcome {
  readonly changes: Changes;
  readonly since: Watch | null;
  readonly when: readonly Condition[];
}

const always: readonly Condition[] = [];

export const asItIs: Outcome = { changes: noChanges, since: null, when: always };

export function outcome(changes: Changes, when: Condition | null = null): Outcome {
  return { changes, since: null, when: when === null ? always : [when] };
}

/** Goes on with what holds after any of several outcomes; without any the state stays. */
export function settle(store: Store, outcomes: readonly Outcome[]): void {
  const [first] = outcomes;
  if (first === undefined || (outcomes.length === 1 && first.changes.size === 0 && (first.since?.before.size ?? 0) === 0)) {
    return;
  }
  for (const [state, keys] of touched(outcomes)) {
    const open = outcomes.some((one) => lengthIn(one, state) !== lengthIn(first, state));
    for (const key of keys) {
      const current = state.get(key);
      let joined: unknown;
      outcomes.forEach((one, index) => {
        const value = valueIn(one, state, key, current);
        joined = index === 0 ? value : joinSlot(state, key, joined, value, index === 1 ? first.when : always, one.when);
      });
      if (joined !== current) {
        store.set(state, key, joined);
      }
    }
    if (open) {
      store.set(state, 'open', true);
    }
  }
}

function touched(outcomes: readonly Outcome[]): ReadonlyMap<State, ReadonlySet<string>> {
  const all = new Map<State, Set<string>>();
  for (const { changes, since } of outcomes) {
    for (const source of since === null ? [changes] : [changes, since.before]) {
      for (const [state, keys] of source) {
        const known = all.get(state) ?? new Set<string>();
        for (const key of keys.keys()) {
          known.add(key);
        }
        all.set(state, known);
      }
    }
  }
  return all;
}

function valueIn({ changes, since }: Outcome, state: State, key: string, current: unknown): unknown {
  const changed = changes.get(state);
  if (changed?.has(key) === true) {
    return changed.get(key);
  }
  const before = since?.before.get(state);
  return before?.has(key) === true ? before.get(key) : current;
}

/** Number of items of a list in an outcome; undefined for all other states. */
function lengthIn(one: Outcome, state: State): number | undefined {
  const items = state.isContainer ? valueIn(one, state, 'items', state.get('items')) : undefined;
  return Array.isArray(items) ? items.length : undefined;
}

/** The value of a slot after either of two outcomes. Slots of containers hold lists or flags, all others possible values. */
function joinSlot(state: State, key: string, a: unknown, b: unknown, left: readonly Condition[], right: readonly Condition[]): unknown {
  if (a === b) {
    return a;
  }
  if (state.isContainer && key === 'open') {
    return true;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    const x = (a ?? []) as readonly Possible[];
    const y = (b ?? []) as readonly Possible[];
    const length = Math.min(x.length, y.length);
    return x.slice(0, length).map((item, index) => union(under(item, left), under(y[index] ?? item, right)));
  }
  if (state.isContainer && (key === 'element' || key === 'grown') && (a === undefined || b === undefined)) {
    return a ?? b;
  }
  const [one, other] = [isPossible(a) ? a : absent, isPossible(b) ? b : absent];
  return isAbsent(one) && isAbsent(other) ? one : union(under(one, left), under(other, right));
}

function isPossible(value: unknown): value is Possible {
  return typeof value === 'object' && value !== null && 'options' in value;
}
