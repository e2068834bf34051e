import type { Condition } from '../program/condition';
import type { Evaluator } from './evaluator';
import type { Exit } from './frame';
import { outcome, settle, type Outcome } from './outcomes';
import type { Changes } from './store';

/** How a list of statements ends. */
export type Flow = 'next' | 'return' | 'break' | 'continue' | 'raise';

/** What a branch came to. */
export interface Branch {
  readonly flow: Flow;
  readonly changes: Changes;
}

/** Runs a branch under a condition; its writes are taken back and returned. */
export function branch(ev: Evaluator, condition: Condition, body: () => Flow): Branch {
  const { path } = ev.frame();
  const depth = path.length;
  path.push(condition);
  const { result, changes } = ev.store.fork(() => ev.within({ kind: 'guard', condition, outer: ev.context }, body));
  path.length = depth;
  return { flow: result, changes };
}

/** Notes the state at an early end for where it leads to. */
export function leave(ev: Evaluator, kind: Exit['kind']): Flow {
  const frame = ev.frame();
  const loop = kind === 'return' ? undefined : frame.loops.at(-1);
  const depth = loop === undefined ? frame.depth : kind === 'break' ? loop.outside : loop.inside;
  frame.exits.push({ kind, changes: ev.store.since(depth), since: ev.store.watch(), when: frame.path.slice(loop?.path ?? 0) });
  return kind;
}

/** The exits of some kind that were noted from a position on; they are watched no longer. */
export function takeExits(ev: Evaluator, from: number, kind: Exit['kind']): readonly Outcome[] {
  const { exits } = ev.frame();
  const taken: Exit[] = [];
  for (let index = exits.length - 1; index >= from; index--) {
    const exit = exits[index];
    if (exit?.kind === kind) {
      exits.splice(index, 1);
      ev.store.release(exit.since);
      taken.unshift(exit);
    }
  }
  return taken;
}

/** Frees the exits of a frame that ends. */
export function dropExits(ev: Evaluator): void {
  for (const { since } of ev.frame().exits.splice(0)) {
    ev.store.release(since);
  }
}

/** Goes on after two branches: with both states where both go on, else with the one that does. */
export function joinBranches(ev: Evaluator, yes: Branch, no: Branch, condition: Condition, otherwise: Condition): Flow {
  if (yes.flow === 'next' && no.flow === 'next') {
    settle(ev.store, [outcome(yes.changes, condition), outcome(no.changes, otherwise)]);
    return 'next';
  }
  const goesOn = yes.flow === 'next' ? yes : no.flow === 'next' ? no : null;
  if (goesOn === null) {
    return weaker(yes.flow, no.flow);
  }
  ev.store.apply(goesOn.changes);
  if ((goesOn === yes ? no.flow : yes.flow) !== 'raise') {
    const holds = goesOn === yes ? condition : otherwise;
    ev.context = { kind: 'guard', condition: holds, outer: ev.context };
    ev.frame().path.push(holds);
  }
  return 'next';
}

const byReach: readonly Flow[] = ['next', 'continue', 'break', 'return', 'raise'];

/** Of two ways to end, the one that leaves less. */
export function weaker(a: Flow, b: Flow): Flow {
  return byReach.indexOf(a) <= byReach.indexOf(b) ? a : b;
}

/** Runs things of which exactly one happens, or perhaps none, each under its conditions; their states are joined. */
export function oneOf<T>(
  ev: Evaluator,
  choices: readonly { readonly when: readonly Condition[]; readonly run: () => T }[],
  perhapsNone: boolean,
): readonly T[] {
  const outcomes: Outcome[] = perhapsNone ? [outcome(new Map())] : [];
  const results = choices.map(({ when, run }) => {
    const outer = ev.context;
    for (const condition of when) {
      ev.context = { kind: 'guard', condition, outer: ev.context };
    }
    const { result, changes } = ev.store.fork(run);
    ev.context = outer;
    outcomes.push({ changes, since: null, when });
    return result;
  });
  settle(ev.store, outcomes);
  return results;
}
