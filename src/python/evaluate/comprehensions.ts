import type { LoopInfo } from '../program/context';
import type { ComprehensionNode } from '../syntax/nodes';
import { certainly, opened, single, unionOf, unknownly, type Possible } from '../values/possible';
import type { Trail } from '../values/trail';
import { assignTo } from './assignments';
import { keyText, newMapping, newSequence, newSet, sequenceOf } from './containers';
import { compactText, targetNames } from './describe';
import { placeOf, type Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { mostRoundsFollowed } from './following';
import { iterate } from './iteration';
import { asItIs, outcome, settle } from './outcomes';
import type { Scope } from './scope';
import { truth } from './truth';

/** Elements that are built one by one. */
const mostListed = 64;
const mostBuilt = 256;
const mostListedInThrift = 16;

interface Built {
  readonly items: { readonly key: Possible; readonly value: Possible | null }[];
  /** What it goes over. */
  readonly over: Possible[];
  /** Whether exactly these items are in the result. */
  exact: boolean;
}

export function comprehension(ev: Evaluator, node: ComprehensionNode, scope: Scope): Possible {
  const inner = ev.newScope('comprehension', scope, scope.module);
  const built: Built = { items: [], over: [], exact: true };
  clause(ev, node, 0, inner, built);
  return result(ev, node, built);
}

function clause(ev: Evaluator, node: ComprehensionNode, index: number, inner: Scope, built: Built): void {
  const part = node.clauses[index];
  if (part === undefined) {
    const key = evaluate(ev, node.element, inner);
    built.items.push({ key, value: node.value === null ? null : evaluate(ev, node.value, inner) });
    return;
  }
  const iterable = evaluate(ev, part.iterable, index === 0 ? (inner.parent ?? inner) : inner);
  built.over.push(iterable);
  const rounds = iterate(ev, iterable);
  const loop: LoopInfo = {
    kind: 'comprehension',
    place: placeOf(node),
    header: placeOf(part.iterable),
    iterable,
    iterableText: compactText(ev.textOf(placeOf(part.iterable))),
    targets: targetNames(part.target),
    count: rounds.count,
    exits: [],
  };
  const round = (element: Possible): void => {
    ev.within({ kind: 'loop', loop, outer: ev.context }, () => {
      assignTo(ev, part.target, element, inner, part.iterable);
      const answers = part.conditions.map((test) => truth(evaluate(ev, test, inner)));
      if (answers.includes(false)) {
        return;
      }
      if (answers.includes(undefined)) {
        perhaps(ev, () => {
          clause(ev, node, index + 1, inner, built);
        });
        built.exact = false;
      } else {
        clause(ev, node, index + 1, inner, built);
      }
    });
  };
  const [most, mostInAll] =
    ev.following !== undefined
      ? [mostRoundsFollowed, mostRoundsFollowed]
      : ev.isThrifty
        ? [mostListedInThrift, mostListedInThrift]
        : [mostListed, mostBuilt];
  if (rounds.items !== null && rounds.items.length <= most && built.items.length <= mostInAll) {
    loop.isFollowed = true;
    rounds.items.forEach(round);
  } else {
    built.exact = false;
    perhaps(ev, () => {
      round(rounds.element);
    });
  }
}

/** Does something that may happen; what it writes is possible. */
function perhaps(ev: Evaluator, run: () => void): void {
  const { changes } = ev.store.fork(run);
  settle(ev.store, [outcome(changes), asItIs]);
}

function result(ev: Evaluator, node: ComprehensionNode, { items, over, exact }: Built): Possible {
  const trail: Trail = { kind: 'computed', what: '', place: placeOf(node), previous: null };
  if (node.result === 'dict') {
    const mapping = newMapping(ev.store, !exact);
    for (const { key, value } of items) {
      const text = keyText(single(key));
      if (text === undefined || value === null) {
        mapping.state.set('open', true);
      } else {
        mapping.state.set(text, exact ? value : opened(value));
      }
    }
    return certainly(mapping, trail);
  }
  const keys = items.map(({ key }) => key);
  if (exact) {
    return certainly(node.result === 'set' ? newSet(ev.store, keys) : newSequence(ev.store, node.result, keys), trail);
  }
  const element = keys.length === 0 ? unknownly('an element') : opened(unionOf(keys));
  return certainly(sequenceOf(ev.store, node.result, element, over), trail);
}
