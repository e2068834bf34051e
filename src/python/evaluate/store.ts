import { State, TapedState, type Tape } from './state';

/**
 * The evaluator's heap. Everything a program can change lives in `State` maps; writes are journalled, so that both branches of a
 * condition start from the same state, and watched, so that what held at an early `return` or `break` is still known at its target.
 */

type Values = Map<State, Map<string, unknown>>;
type Slots = Map<State, Set<string>>;

/** What a branch wrote: the new value of every key, `undefined` for a deleted one. */
export type Changes = ReadonlyMap<State, ReadonlyMap<string, unknown>>;

export const noChanges: Changes = new Map();

const noValues: Values = new Map();
const noSlots: Slots = new Map();

/** The values that were overwritten since some moment. */
export interface Watch {
  readonly start: number;
  /** Shared while nothing was: many branches write nothing. */
  before: Values;
  /** Slots that were written more than once since. */
  again: Slots;
}

export class Store {
  private clock = 0;
  private readonly journals: Watch[] = [];
  private readonly watches: Watch[] = [];

  /** A tape learns what is read and written of the states. */
  constructor(private readonly tape: Tape | null = null) {}

  /** Number of forks that are open. */
  get depth(): number {
    return this.journals.length;
  }

  /** Now, as states count it. */
  get now(): number {
    return this.clock;
  }

  create<T>(): State<T> {
    return this.made<T, string>(++this.clock, false);
  }

  createContainer(): State {
    return this.made(++this.clock, true);
  }

  /** A map beside the heap, which no branch takes back: it is older than everything. */
  createLasting<T, K>(): State<T, K> {
    return this.made<T, K>(0, false);
  }

  private made<T, K>(born: number, isContainer: boolean): State<T, K> {
    return this.tape === null ? new State<T, K>(born, isContainer) : new TapedState<T, K>(born, isContainer, this.tape);
  }

  /** Writes a key; `undefined` deletes it. */
  set<T>(state: State<T>, key: string, value: T | undefined): void {
    const journal = this.journals.at(-1);
    if (journal !== undefined) {
      note(journal, state, key);
    }
    for (const watch of this.watches) {
      note(watch, state, key);
    }
    if (value === undefined) {
      state.delete(key);
    } else {
      state.set(key, value);
    }
  }

  /** Runs a branch, takes its writes back, and returns them with what the branch returned. */
  fork<T>(branch: () => T): { readonly result: T; readonly changes: Changes; readonly again: Watch['again'] } {
    const journal: Watch = { start: this.clock, before: noValues, again: noSlots };
    this.journals.push(journal);
    let changes: Changes = noChanges;
    let result: T;
    try {
      result = branch();
    } finally {
      this.journals.pop();
      if (journal.before.size > 0) {
        changes = takeBack(journal.before);
      }
    }
    return { result, changes, again: journal.again };
  }

  /** What the forks that are open from a depth on have written, with the values as they are now. */
  since(depth: number): Changes {
    if (depth >= this.journals.length) {
      return noChanges;
    }
    const changes = new Map<State, Map<string, unknown>>();
    for (const { before } of this.journals.slice(depth)) {
      for (const [state, keys] of before) {
        const written = changes.get(state) ?? new Map<string, unknown>();
        for (const key of keys.keys()) {
          written.set(key, state.get(key));
        }
        changes.set(state, written);
      }
    }
    return changes;
  }

  /** Remembers from now on what is overwritten, until it is released. */
  watch(): Watch {
    const watch: Watch = { start: this.clock, before: noValues, again: noSlots };
    this.watches.push(watch);
    return watch;
  }

  release(watch: Watch): void {
    const index = this.watches.indexOf(watch);
    if (index !== -1) {
      this.watches.splice(index, 1);
    }
  }

  /** Writes the changes of a branch for good. */
  apply(changes: Changes): void {
    for (const [state, keys] of changes) {
      for (const [key, value] of keys) {
        this.set(state, key, value);
      }
    }
  }
}

function note(watch: Watch, state: State, key: string): void {
  if (state.born > watch.start) {
    return;
  }
  const known = watch.before.get(state);
  if (known === undefined) {
    if (watch.before === noValues) {
      watch.before = new Map();
    }
    watch.before.set(state, new Map([[key, state.get(key)]]));
  } else if (!known.has(key)) {
    known.set(key, state.get(key));
  } else {
    if (watch.again === noSlots) {
      watch.again = new Map();
    }
    watch.again.set(state, (watch.again.get(state) ?? new Set()).add(key));
  }
}

/** Takes writes back, and says what they were. */
function takeBack(before: Values): Changes {
  const changes = new Map<State, Map<string, unknown>>();
  for (const [state, keys] of before) {
    const written = new Map<string, unknown>();
    for (const [key, old] of keys) {
      written.set(key, state.get(key));
      restore(state, key, old);
    }
    changes.set(state, written);
  }
  return changes;
}

function restore(state: State, key: string, value: unknown): void {
  if (value === undefined) {
    state.delete(key);
  } else {
    state.set(key, value);
  }
}
