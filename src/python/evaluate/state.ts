/** A mutable map that knows when it was made: what a branch makes itself needs no journal. */
export class State<T = unknown, K = string> extends Map<K, T> {
  constructor(
    readonly born: number,
    /** Whether it holds the items or entries of a container, and marks beside them; else every slot is a name with its possible values. */
    readonly isContainer: boolean,
  ) {
    super();
  }
}

/** What a piece of an evaluation met in one state that was there before it: the slots it read or wrote, as they were. */
export interface Met {
  readonly state: TapedState;
  readonly before: Map<unknown, unknown>;
  /** All slots in their order, where the piece went through them; null where it did not. */
  whole: readonly (readonly [unknown, unknown])[] | null;
}

/** Learns, while it runs, what is read and written of the states that are older than its start. */
export class Tape {
  private start = -1;
  private turn = 0;
  private all: Met[] = [];

  /** Begins a piece, and returns the list that fills with what it meets. */
  begin(now: number): readonly Met[] {
    this.start = now;
    this.turn++;
    this.all = [];
    return this.all;
  }

  end(): void {
    this.start = -1;
  }

  slot(state: TapedState, key: unknown): void {
    if (state.born <= this.start) {
      const { before } = this.metIn(state);
      if (!before.has(key)) {
        before.set(key, state.untaped(key));
      }
    }
  }

  everySlot(state: TapedState): void {
    if (state.born <= this.start) {
      const met = this.metIn(state);
      met.whole ??= beforehand(state, met.before);
    }
  }

  private metIn(state: TapedState): Met {
    if (state.turn !== this.turn || state.met === null) {
      state.turn = this.turn;
      state.met = { state, before: new Map(), whole: null };
      this.all.push(state.met);
    }
    return state.met;
  }
}

function beforehand(state: TapedState, before: ReadonlyMap<unknown, unknown>): readonly (readonly [unknown, unknown])[] {
  const slots = new Map(state.untapedSlots());
  for (const [key, value] of before) {
    if (value === undefined) {
      slots.delete(key);
    } else {
      slots.set(key, value);
    }
  }
  return [...slots];
}

/** A state that a tape follows. */
export class TapedState<T = unknown, K = unknown> extends State<T, K> {
  turn = 0;
  met: Met | null = null;

  constructor(
    born: number,
    isContainer: boolean,
    private readonly tape: Tape,
  ) {
    super(born, isContainer);
  }

  untaped(key: K): T | undefined {
    return super.get(key);
  }

  untapedSlots(): MapIterator<[K, T]> {
    return super.entries();
  }

  /** Writes a slot as an evaluation would leave it; `undefined` deletes it. */
  put(key: K, value: T | undefined): void {
    if (value === undefined) {
      super.delete(key);
    } else {
      super.set(key, value);
    }
  }

  override get(key: K): T | undefined {
    this.tape.slot(this, key);
    return super.get(key);
  }

  override has(key: K): boolean {
    this.tape.slot(this, key);
    return super.has(key);
  }

  override set(key: K, value: T): this {
    this.tape.slot(this, key);
    return super.set(key, value);
  }

  override delete(key: K): boolean {
    this.tape.slot(this, key);
    return super.delete(key);
  }

  override get size(): number {
    this.tape.everySlot(this);
    return super.size;
  }

  override [Symbol.iterator](): MapIterator<[K, T]> {
    return this.entries();
  }

  override entries(): MapIterator<[K, T]> {
    this.tape.everySlot(this);
    return super.entries();
  }

  override keys(): MapIterator<K> {
    this.tape.everySlot(this);
    return super.keys();
  }

  override values(): MapIterator<T> {
    this.tape.everySlot(this);
    return super.values();
  }

  override forEach(visit: (value: T, key: K, map: Map<K, T>) => void): void {
    this.tape.everySlot(this);
    super.forEach(visit);
  }
}
