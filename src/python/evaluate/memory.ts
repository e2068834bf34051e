import { sameValue, single, type Possible } from '../values/possible';
import type { Value } from '../values/value';
import type { Evaluator } from './evaluator';
import type { Workspace } from './semantics';
import type { Scope } from './scope';
import { Tape, type Met, type TapedState } from './state';
import { Store } from './store';

/** The pieces in which a program is evaluated: its statements, and later what nothing in it called. */
export type Stage = 'statement' | 'shared' | 'entry' | 'class' | 'object';

/** A file of the workspace, as it was read. */
type Reading = readonly [path: string, text: string | null | undefined];

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
  readonly texts: readonly Reading[];
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
  private texts: Reading[] = [];
  private workspace: Workspace = { read: () => null };
  private ties = 0;
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
    this.ties++;
  }

  /** Evaluates a piece of the program, or takes it from the last evaluation. */
  run<T>(ev: Evaluator, stage: Stage, of: object, evaluate: () => T): T {
    if (this.isInside) {
      return evaluate();
    }
    const known = this.known.get(stage)?.get(of);
    if (known !== undefined && ev.isAtRest() && this.isAsBefore(ev, known)) {
      this.keep(stage, of, known);
      this.repeat(ev, known);
      return known.result as T;
    }
    const wasAtRest = ev.isAtRest();
    const { piece, result } = this.record(ev, evaluate);
    if (piece !== null && wasAtRest && ev.isAtRest()) {
      this.keep(stage, of, piece);
    }
    return result;
  }

  /** Evaluates something beside the program, and takes back what it wrote. */
  aside<T>(ev: Evaluator, evaluate: () => T): T {
    const { length } = this.written;
    try {
      return this.record(ev, evaluate).result;
    } finally {
      this.written.splice(length).forEach(takeBack);
    }
  }

  /** Evaluates a piece and notes what it met; null where the piece cannot stand for itself. */
  private record<T>(ev: Evaluator, evaluate: () => T): { readonly piece: Piece | null; readonly result: T } {
    const lengths = ev.notes.map(({ length }) => length);
    const { stepsLeft, isThrifty, asksForProcesses: asked } = ev;
    const { ties } = this;
    const order = ev.activations.length;
    const texts: Reading[] = [];
    const tape = this.tape.begin(ev.store.now);
    ev.asksForProcesses = false;
    this.texts = texts;
    this.isInside = true;
    let changes: readonly Change[];
    let result: T;
    try {
      result = evaluate();
    } finally {
      this.tape.end();
      this.isInside = false;
      changes = changesIn(tape);
      this.written.push(changes);
    }
    const { asksForProcesses } = ev;
    ev.asksForProcesses ||= asked;
    if (this.ties > ties || ev.isThrifty !== isThrifty) {
      return { piece: null, result };
    }
    const steps = stepsLeft - ev.stepsLeft;
    const noted = ev.notes.map((log, index) => log.slice(lengths[index]));
    return { piece: { met: tape, texts, steps, isThrifty, changes, noted, order, asksForProcesses, result }, result };
  }

  private keep(stage: Stage, of: object, piece: Piece): void {
    const pieces = this.kept.get(stage);
    if (pieces === undefined) {
      this.kept.set(stage, new Map([[of, piece]]));
    } else {
      pieces.set(of, piece);
    }
  }

  private isAsBefore(ev: Evaluator, { met, texts, steps, isThrifty }: Piece): boolean {
    return (
      ev.isThrifty === isThrifty &&
      ev.lasts(steps) &&
      met.every(isAsMet) &&
      texts.every(([path, text]) => this.workspace.read(path) === text)
    );
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
    if (!isSame(state.untaped(key), value)) {
      return false;
    }
  }
  if (whole === null) {
    return true;
  }
  let index = 0;
  for (const [key, value] of state.untapedSlots()) {
    const known = whole[index++];
    if (known === undefined || known[0] !== key || !isSame(known[1], value)) {
      return false;
    }
  }
  return index === whole.length;
}

/** Whether a slot holds what it held: the same object, or the same part of a library, which is only a name. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  const [one, other] = [partOfLibrary(a), partOfLibrary(b)];
  return one !== undefined && other !== undefined && sameValue(one, other);
}

function partOfLibrary(slot: unknown): Value | undefined {
  if (typeof slot !== 'object' || slot === null || !('options' in slot)) {
    return undefined;
  }
  const possible = slot as Possible;
  const [option] = possible.options;
  const value = single(possible);
  return value?.kind === 'external' && value.library && option?.trail === null && option.when.length === 0 ? value : undefined;
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
