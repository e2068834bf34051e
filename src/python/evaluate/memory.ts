import type { Evaluator, Workspace } from './evaluator';
import type { Scope } from './scope';
import { Tape, type Met, type TapedState } from './state';
import { Store } from './store';

/** The pieces in which a program is evaluated: its statements, and later what nothing in it called. */
export type Stage = 'statement' | 'shared' | 'entry' | 'class' | 'object';

interface Change {
  readonly state: TapedState;
  readonly key: unknown;
  readonly before: unknown;
  readonly after: unknown;
}

/** An evaluator, and the names of the module that it evaluates. */
export interface Running {
  readonly evaluator: Evaluator;
  readonly scope: Scope;
}

/** What the evaluation of a piece depended on, and what it came to. */
interface Piece {
  readonly met: readonly Met[];
  readonly texts: readonly (readonly [path: string, text: string | null | undefined])[];
  /** Steps it took, all of them with ample fuel or all of them in thrift. */
  readonly steps: number;
  readonly isThrifty: boolean;
  readonly changes: readonly Change[];
  /** What it noted, by log. */
  readonly noted: readonly (readonly unknown[])[];
  /** Number of calls evaluated before it. */
  order: number;
  readonly asksForProcesses: boolean;
  readonly result: unknown;
}

/**
 * The last evaluation of one program, kept for the next one of its text: the heap as it was left, and for every piece what it read and
 * what it came to. A piece of which nothing is new, neither its text nor anything it read, is not evaluated again; its result, its
 * writes and its notes are taken as they are.
 */
export class Memory implements Workspace {
  private readonly tape = new Tape();
  private running: Running | null = null;
  private known = new Map<Stage, Map<object, Piece>>();
  private kept = new Map<Stage, Map<object, Piece>>();
  /** Everything that was written since the heap was empty. */
  private written: (readonly Change[])[] = [];
  private texts: [string, string | null | undefined][] = [];
  private workspace: Workspace = { read: () => null };
  private isTied = false;
  /** Whether a piece is being evaluated. */
  isInside = false;

  /** The evaluator of the last evaluation, as it was before it began; a new one where the program or its world is another. */
  begin(workspace: Workspace, isSame: (last: Evaluator) => boolean, make: (store: Store) => Running): Running {
    this.workspace = workspace;
    if (this.running === null || !isSame(this.running.evaluator)) {
      this.kept = new Map();
      this.running = make(new Store(this.tape));
    } else {
      for (const changes of this.written.reverse()) {
        takeBack(changes);
      }
    }
    this.written = [];
    this.known = this.kept;
    this.kept = new Map();
    return this.running;
  }

  /** Forgets an evaluation that did not come to its end. */
  forget(): void {
    this.running = null;
  }

  read(path: string): string | null | undefined {
    const text = this.workspace.read(path);
    if (this.isInside) {
      this.texts.push([path, text]);
    }
    return text;
  }

  /** The piece that is being evaluated depends on more than the heap, and has to be evaluated each time. */
  tie(): void {
    this.isTied = true;
  }

  /** Evaluates a piece of the program, or takes it from the last evaluation. */
  run<T>(ev: Evaluator, stage: Stage, of: object, evaluate: () => T): T {
    if (this.isInside) {
      return evaluate();
    }
    const known = this.known.get(stage)?.get(of);
    if (known !== undefined && ev.isAtRest && this.isSame(ev, known)) {
      this.keep(stage, of, known);
      this.repeat(ev, known);
      return known.result as T;
    }
    const wasAtRest = ev.isAtRest;
    const piece = this.record(ev, evaluate);
    if (piece !== null && wasAtRest && ev.isAtRest) {
      this.keep(stage, of, piece);
    }
    return this.last as T;
  }

  /** Evaluates something beside the program, and takes back what it wrote. */
  aside<T>(ev: Evaluator, evaluate: () => T): T {
    const { length } = this.written;
    try {
      this.record(ev, evaluate);
      return this.last as T;
    } finally {
      this.written.splice(length).forEach(takeBack);
    }
  }

  /** What was evaluated last came to. */
  private last: unknown = undefined;

  private record(ev: Evaluator, evaluate: () => unknown): Piece | null {
    const { lengths, order } = { lengths: ev.notes.map(({ length }) => length), order: ev.activations.length };
    const [steps, wasThrifty, asked] = [ev.stepsLeft, ev.isThrifty, ev.asksForProcesses];
    ev.asksForProcesses = false;
    this.texts = [];
    this.isTied = false;
    this.isInside = true;
    this.tape.begin(ev.store.now);
    try {
      this.last = evaluate();
    } finally {
      this.isInside = false;
      this.written.push(changesIn(this.tape.end()));
    }
    const { asksForProcesses, isThrifty } = ev;
    ev.asksForProcesses ||= asked;
    return this.isTied || isThrifty !== wasThrifty
      ? null
      : {
          met: this.tape.end(),
          texts: this.texts,
          steps: steps - ev.stepsLeft,
          isThrifty,
          changes: this.written.at(-1) ?? [],
          noted: ev.notes.map((log, index) => log.slice(lengths[index])),
          order,
          asksForProcesses,
          result: this.last,
        };
  }

  private keep(stage: Stage, of: object, piece: Piece): void {
    const pieces = this.kept.get(stage);
    if (pieces === undefined) {
      this.kept.set(stage, new Map([[of, piece]]));
    } else {
      pieces.set(of, piece);
    }
  }

  private isSame(ev: Evaluator, { met, texts, steps, isThrifty }: Piece): boolean {
    return ev.isThrifty === isThrifty && ev.lasts(steps) && met.every(isAsMet) && texts.every(([path, text]) => this.workspace.read(path) === text);
  }

  private repeat(ev: Evaluator, piece: Piece): void {
    ev.burn(piece.steps);
    ev.asksForProcesses ||= piece.asksForProcesses;
    this.written.push(piece.changes);
    for (const { state, key, after } of piece.changes) {
      if (state.born === 0) {
        state.put(key, after);
      } else {
        ev.store.set(state as never, key as string, after);
      }
    }
    const moved = ev.activations.length - piece.order;
    if (moved !== 0) {
      piece.order += moved;
      ev.reorder(piece.noted, moved);
    }
    ev.notes.forEach((log, index) => {
      log.push(...(piece.noted[index] ?? []));
    });
  }
}

function isAsMet({ state, before, whole }: Met): boolean {
  for (const [key, value] of before) {
    if (state.untaped(key) !== value) {
      return false;
    }
  }
  if (whole === null) {
    return true;
  }
  let index = 0;
  for (const [key, value] of state.untapedSlots()) {
    const known = whole[index++];
    if (known === undefined || known[0] !== key || known[1] !== value) {
      return false;
    }
  }
  return index === whole.length;
}

function changesIn(met: readonly Met[]): readonly Change[] {
  const changes: Change[] = [];
  for (const { state, before } of met) {
    const added: unknown[] = [];
    for (const [key, value] of before) {
      const after = state.untaped(key);
      if (value === undefined && after !== undefined) {
        added.push(key);
      } else if (after !== value) {
        changes.push({ state, key, before: value, after });
      }
    }
    for (const key of added.length < 2 ? added : inOrder(added, state)) {
      changes.push({ state, key, before: undefined, after: state.untaped(key) });
    }
  }
  return changes;
}

/** New slots in the order in which they were written, which is that of a dict's entries. */
function inOrder(added: readonly unknown[], state: TapedState): readonly unknown[] {
  const all = new Set(added);
  return [...state.untapedSlots()].flatMap(([key]) => (all.has(key) ? [key] : []));
}

function takeBack(changes: readonly Change[]): void {
  for (const { state, key, before } of [...changes].reverse()) {
    state.put(key, before);
  }
}
