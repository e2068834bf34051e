/**
 * The evaluator's heap. Everything a program can change lives in `State` maps; writes are journalled, so that both branches of a
 * condition start from the same state and their ends can be joined.
 */

/** A mutable map that knows when it was made: what a branch makes itself needs no journal. */
export class State<T = unknown> extends Map<string, T> {
  constructor(readonly born: number) {
    super();
  }
}

interface Journal {
  readonly start: number;
  readonly before: Map<State, Map<string, unknown>>;
}

/** What a branch wrote: the new value of every key, `undefined` for a deleted one. */
export type Changes = ReadonlyMap<State, ReadonlyMap<string, unknown>>;

export class Store {
  private clock = 0;
  private readonly journals: Journal[] = [];

  create<T>(): State<T> {
    return new State<T>(++this.clock);
  }

  /** Writes a key; `undefined` deletes it. */
  set<T>(state: State<T>, key: string, value: T | undefined): void {
    const journal = this.journals.at(-1);
    if (journal !== undefined && state.born <= journal.start) {
      let known = journal.before.get(state as State);
      if (known === undefined) {
        known = new Map();
        journal.before.set(state as State, known);
      }
      if (!known.has(key)) {
        known.set(key, state.get(key));
      }
    }
    if (value === undefined) {
      state.delete(key);
    } else {
      state.set(key, value);
    }
  }

  /** Runs a branch, takes its writes back, and returns them with what the branch returned. */
  fork<T>(branch: () => T): { readonly result: T; readonly changes: Changes } {
    const journal: Journal = { start: this.clock, before: new Map() };
    this.journals.push(journal);
    let result: T;
    try {
      result = branch();
    } finally {
      this.journals.pop();
    }
    const changes = new Map<State, Map<string, unknown>>();
    for (const [state, keys] of journal.before) {
      const written = new Map<string, unknown>();
      for (const [key, before] of keys) {
        written.set(key, state.get(key));
        if (before === undefined) {
          state.delete(key);
        } else {
          state.set(key, before);
        }
      }
      changes.set(state, written);
    }
    return { result, changes };
  }

  /** Writes the changes of a branch for good. */
  apply(changes: Changes): void {
    for (const [state, keys] of changes) {
      for (const [key, value] of keys) {
        this.set(state, key, value);
      }
    }
  }

  /** Writes what holds after either of two branches, as `join(state, key, valueAfterA, valueAfterB)` says. */
  merge(a: Changes, b: Changes, join: (state: State, key: string, a: unknown, b: unknown) => unknown): void {
    for (const state of new Set([...a.keys(), ...b.keys()])) {
      const inA = a.get(state);
      const inB = b.get(state);
      for (const key of new Set([...(inA?.keys() ?? []), ...(inB?.keys() ?? [])])) {
        const current = state.get(key);
        this.set(
          state,
          key,
          join(state, key, inA?.has(key) === true ? inA.get(key) : current, inB?.has(key) === true ? inB.get(key) : current),
        );
      }
    }
  }
}
