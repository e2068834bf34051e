import type { LoopInfo } from '../program/context';
import type { Expression, ForNode, WhileNode } from '../syntax/nodes';
import { opened, single, type Possible } from '../values/possible';
import { assignTo } from './assignments';
import { carriedBy, forgetSlots, forgetWritten, type Slots } from './carried';
import { compactText, describeCondition, targetNames } from './describe';
import { placeOf, type Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { mostRoundsFollowed } from './following';
import { takeExits, type Flow } from './flow';
import { iterate } from './iteration';
import { asItIs, outcome, settle, type Outcome } from './outcomes';
import type { Scope } from './scope';
import { execute } from './statements';
import { noChanges } from './store';
import { truth } from './truth';
import { writesOf } from './writes';

/** Rounds a loop is followed one by one when it builds something, or goes over things that are listed. */
const mostRoundsBuilding = 64;
const mostRoundsListed = 16;
const mostRoundsInThrift = 3;
/** What the joining of states at the end of a round costs, in steps. */
const stepsOfRound = 4;
/** How often a round is evaluated again because it changed what it had read. */
const mostAttempts = 3;

export function executeFor(ev: Evaluator, node: ForNode, scope: Scope): Flow {
  const iterable = evaluate(ev, node.iterable, scope);
  const rounds = iterate(ev, iterable);
  const loop: LoopInfo = {
    kind: 'for',
    place: placeOf(node),
    header: { unit: node.unit, start: node.start, end: node.iterable.end },
    iterable,
    iterableText: compactText(ev.textOf(placeOf(node.iterable))),
    targets: targetNames(node.target),
    count: rounds.count,
    exits: [],
  };
  ev.loops.push(loop);
  const { items } = rounds;
  if (items?.length === 0) {
    return execute(ev, node.orelse, scope);
  }
  const only = single(iterable);
  const writes = writesOf(node.body);
  const isNumbers = only?.kind === 'sequence' && only.type === 'range';
  const isFollowed =
    items !== null &&
    (ev.followsRounds
      ? items.length <= mostRoundsFollowed
      : ev.following !== undefined
        ? items.length <= mostRoundsBuilding && !ev.following.isRoutine(writes.called)
        : ev.isThrifty
          ? items.length <= mostRoundsInThrift
          : isNumbers
            ? writes.builds && !writes.hasLoop && items.length <= mostRoundsBuilding
            : items.length <= mostRoundsListed);
  loop.isFollowed = isFollowed;
  return insideLoop(ev, loop, () =>
    isFollowed
      ? everyRound(ev, items, node, scope)
      : anyRound(ev, { node, loop, scope, runs: rounds.count !== null && truth(rounds.count) === true, ends: true }, () => {
          assignTo(ev, node.target, items === null ? rounds.element : openedElement(rounds.element), scope, node.iterable);
        }),
  );
}

export function executeWhile(ev: Evaluator, node: WhileNode, scope: Scope): Flow {
  const { value: test, compared } = evaluateTest(ev, node.test, scope);
  const first = truth(test);
  if (first === false) {
    return execute(ev, node.orelse, scope);
  }
  const loop: LoopInfo = {
    kind: 'while',
    place: placeOf(node),
    header: { unit: node.unit, start: node.start, end: node.test.end },
    iterable: null,
    iterableText: compactText(ev.textOf(placeOf(node.test))),
    targets: [],
    count: null,
    exits: [],
  };
  ev.loops.push(loop);
  const header = describeCondition(ev, node.test, first);
  loop.exits.push({ condition: { ...header, negated: true }, operands: compared });
  if (first === true && ev.followsRounds) {
    loop.isFollowed = true;
    const flow = insideLoop(ev, loop, () => everyTestedRound(ev, node, scope));
    if (flow !== undefined) {
      return flow;
    }
    loop.isFollowed = false;
  }
  const isEndless = first === true && node.test.kind === 'constant';
  return insideLoop(ev, loop, () =>
    anyRound(ev, { node, loop, scope, runs: first === true, ends: !isEndless }, () => {
      if (!isEndless) {
        evaluate(ev, node.test, scope);
      }
    }),
  );
}

/** The value of a test, and what the comparisons in it compare. */
export function evaluateTest(ev: Evaluator, node: Expression, scope: Scope): { value: Possible; compared: readonly Possible[] } {
  const outer = ev.compared;
  const compared: Possible[] = [];
  ev.compared = compared;
  const value = evaluate(ev, node, scope);
  ev.compared = outer;
  return { value, compared };
}

function insideLoop<Result>(ev: Evaluator, loop: LoopInfo, run: () => Result): Result {
  const { loops, path } = ev.frame();
  loops.push({ outside: ev.store.depth, inside: ev.store.depth, path: path.length });
  try {
    return ev.within({ kind: 'loop', loop, outer: ev.context }, run);
  } finally {
    loops.pop();
  }
}

/** Evaluates the body as often as the test holds; undefined when at some point that is not known. */
function everyTestedRound(ev: Evaluator, node: WhileNode, scope: Scope): Flow | undefined {
  const exits = ev.frame().exits.length;
  for (let round = 0; round < mostRoundsFollowed; round++) {
    ev.burn(stepsOfRound);
    const goesOn = truth(evaluate(ev, node.test, scope));
    if (goesOn !== true) {
      const broken = takeExits(ev, exits, 'break');
      settle(ev.store, [asItIs, ...broken]);
      return goesOn === false ? 'next' : undefined;
    }
    const from = ev.frame().exits.length;
    const flow = execute(ev, node.body, scope);
    const continued = takeExits(ev, from, 'continue');
    settle(ev.store, flow === 'next' ? [asItIs, ...continued] : continued);
    if (flow !== 'next' && flow !== 'continue') {
      const broken = takeExits(ev, exits, 'break');
      settle(ev.store, broken);
      return broken.length > 0 ? 'next' : flow;
    }
  }
  return undefined;
}

/** Evaluates the body for one element after the other. */
function everyRound(ev: Evaluator, items: readonly Possible[], node: ForNode, scope: Scope): Flow {
  const exits = ev.frame().exits.length;
  let flow: Flow = 'next';
  for (const item of items) {
    ev.burn(stepsOfRound);
    assignTo(ev, node.target, item, scope, node.iterable);
    const from = ev.frame().exits.length;
    flow = execute(ev, node.body, scope);
    const continued = takeExits(ev, from, 'continue');
    settle(ev.store, flow === 'next' ? [asItIs, ...continued] : continued);
    if (flow === 'continue') {
      flow = 'next';
    }
    if (flow !== 'next') {
      break;
    }
  }
  const broken = takeExits(ev, exits, 'break');
  if (flow === 'next') {
    flow = execute(ev, node.orelse, scope);
  }
  settle(ev.store, flow === 'next' ? [asItIs, ...broken] : broken);
  return flow === 'next' || broken.length > 0 ? 'next' : flow;
}

/** An element of a listed sequence that is not followed one by one: one of them, it is not known which. */
function openedElement(element: Possible): Possible {
  return element.options.every(({ value }) => value.kind === 'unknown') ? element : opened(element);
}

interface Rounds {
  readonly node: ForNode | WhileNode;
  readonly loop: LoopInfo;
  readonly scope: Scope;
  /** Whether there certainly is a first round. */
  readonly runs: boolean;
  /** Whether it may end without a `break`. */
  readonly ends: boolean;
}

/**
 * Evaluates the body once for all its rounds. When calls in it turn out to change what it had read, it is evaluated again with those
 * values as uncertain as they are from the second round on.
 */
function anyRound(ev: Evaluator, rounds: Rounds, begin: () => void): Flow {
  const { store } = ev;
  const { node, loop, scope } = rounds;
  const noted = loop.exits.length;
  let carried = ev.carried.get(node) ?? nothingCarried;
  for (let attempt = 1; ; attempt++) {
    const checkpoint = ev.checkpoint();
    const exits = ev.frame().exits.length;
    const started = store.now;
    let known = noChanges;
    const { result: flow, changes } = store.fork(() => {
      const depth = store.depth;
      markInside(ev, depth);
      forgetWritten(ev, node, scope);
      forgetSlots(ev, carried);
      known = store.since(depth - 1);
      begin();
      const end = execute(ev, node.body, scope);
      const continued = takeExits(ev, exits, 'continue');
      settle(store, end === 'next' ? [asItIs, ...continued] : continued);
      return continued.length > 0 ? 'next' : end;
    });
    const more = carriedBy(changes, known, started);
    if (more.size === 0 || attempt === mostAttempts) {
      return afterRounds(ev, rounds, flow, outcome(changes), exits);
    }
    ev.rollBack(checkpoint);
    loop.exits.length = noted;
    carried = withSlots(carried, more);
    ev.carried.set(node, carried);
  }
}

function markInside(ev: Evaluator, depth: number): void {
  const loop = ev.frame().loops.at(-1);
  if (loop !== undefined) {
    loop.inside = depth;
  }
}

const nothingCarried: Slots = new Map();

function withSlots(slots: Slots, more: Slots): Slots {
  const both = new Map(slots);
  for (const [state, keys] of more) {
    both.set(state, new Set([...(slots.get(state) ?? []), ...keys]));
  }
  return both;
}

function afterRounds(ev: Evaluator, { node, scope, runs, ends }: Rounds, flow: Flow, round: Outcome, exits: number): Flow {
  const broken = takeExits(ev, exits, 'break');
  if (!ends) {
    settle(ev.store, broken.length > 0 ? broken : [round]);
    return broken.length === 0 && flow === 'return' ? 'return' : 'next';
  }
  const { result, changes } = ev.store.fork((): Flow => {
    settle(ev.store, flow !== 'next' ? [asItIs] : runs ? [round] : [asItIs, round]);
    return execute(ev, node.orelse, scope);
  });
  settle(ev.store, result === 'next' ? [outcome(changes), ...broken] : broken);
  return result === 'next' || broken.length > 0 ? 'next' : result;
}
