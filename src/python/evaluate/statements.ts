import type { Condition } from '../program/condition';
import { layers } from '../program/context';
import type { IfNode, MatchNode, Statement, TryNode, WithNode } from '../syntax/nodes';
import { nothing, opened, single, under, unknownly, type Possible } from '../values/possible';
import { assignTo, augment, deleteTarget, noteAssignment } from './assignments';
import { callNamed } from './attributes';
import { makeClass, makeFunction } from './definitions';
import { describeCondition } from './describe';
import { unsettleNames } from './escape';
import { placeOf, type Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { branch, joinBranches, leave, weaker, type Branch, type Flow } from './flow';
import { evaluateTest, executeFor, executeWhile } from './loops';
import { importFrom, importModule } from './modules';
import { asItIs, outcome, settle } from './outcomes';
import { moduleScope, scopeOf, type Scope } from './scope';
import type { State } from './state';
import type { Store } from './store';
import { truth } from './truth';
import { isExit, writesOf } from './writes';

export function execute(ev: Evaluator, body: readonly Statement[], scope: Scope): Flow {
  const outer = ev.context;
  const { path } = ev.frame();
  const depth = path.length;
  let flow: Flow = 'next';
  ev.deeper();
  for (const statement of body) {
    ev.burn();
    flow =
      ev.memory === null || ev.memory.isInside
        ? executeOne(ev, statement, scope)
        : ev.memory.run(ev, 'statement', statement, () => executeOne(ev, statement, scope));
    if (flow !== 'next') {
      break;
    }
  }
  ev.shallower();
  ev.context = outer;
  path.length = depth;
  return flow;
}

function executeOne(ev: Evaluator, node: Statement, scope: Scope): Flow {
  switch (node.kind) {
    case 'expression':
      evaluate(ev, node.value, scope);
      return isExit(node) ? 'raise' : 'next';
    case 'assign': {
      if (node.value === null) {
        return 'next';
      }
      const value = evaluate(ev, node.value, scope);
      for (const target of node.targets) {
        noteAssignment(ev, target, node.value, value, null);
        assignTo(ev, target, value, scope, node.value);
      }
      return 'next';
    }
    case 'augment':
      augment(ev, node, scope);
      return 'next';
    case 'function':
      define(ev, node.name, makeFunction(ev, node, scope), scope);
      return 'next';
    case 'class':
      define(ev, node.name, makeClass(ev, node, scope), scope);
      return 'next';
    case 'if':
      return executeIf(ev, node, scope);
    case 'for':
      return executeFor(ev, node, scope);
    case 'while':
      return executeWhile(ev, node, scope);
    case 'with':
      return executeWith(ev, node, 0, scope);
    case 'try':
      return executeTry(ev, node, scope);
    case 'return': {
      const value = node.value === null ? nothing : evaluate(ev, node.value, scope);
      const { returns, path } = ev.frame();
      returns.push(under(value, [...path]));
      return leave(ev, 'return');
    }
    case 'raise':
      if (node.value !== null) {
        evaluate(ev, node.value, scope);
      }
      return 'raise';
    case 'break':
    case 'continue':
      return leave(ev, node.kind);
    case 'delete':
      node.targets.forEach((target) => {
        deleteTarget(ev, target, scope);
      });
      return 'next';
    case 'global':
    case 'nonlocal':
      for (const name of node.names) {
        const outer = node.kind === 'global' || scope.parent === null ? null : scopeOf(name, scope.parent);
        (scope.elsewhere ??= new Map()).set(name, outer ?? moduleScope(scope));
      }
      return 'next';
    case 'assert':
      evaluate(ev, node.test, scope);
      return 'next';
    case 'import':
      for (const { module, alias } of node.names) {
        importModule(ev, module, alias, scope);
      }
      return 'next';
    case 'from':
      importFrom(ev, node, scope);
      return 'next';
    case 'match':
      return executeMatch(ev, node, scope);
    case 'pass':
      return 'next';
    case 'unreadable':
      unsettleNames(ev, scope.names);
      return 'next';
  }
}

/** Binds a name in the scope it belongs to. */
export function define(ev: Evaluator, name: string, value: Possible, scope: Scope): void {
  ev.store.set((scope.elsewhere?.get(name) ?? scope).names, name, value);
}

function executeIf(ev: Evaluator, node: IfNode, scope: Scope): Flow {
  const { value: test, compared } = evaluateTest(ev, node.test, scope);
  const decided = truth(test);
  const condition: Condition = { ...describeCondition(ev, node.test, decided), compared };
  const otherwise: Condition = { ...condition, negated: true };
  if (decided !== undefined) {
    const layer = { kind: 'guard', condition: decided ? condition : otherwise, outer: ev.context } as const;
    const [taken, other] = decided ? [node.body, node.orelse] : [node.orelse, node.body];
    if (!writesOf(taken).raises) {
      return ev.within(layer, () => execute(ev, taken, scope));
    }
    const { result, changes } = ev.store.fork(() => ev.within(layer, () => execute(ev, taken, scope)));
    if (result !== 'raise') {
      ev.store.apply(changes);
      return result;
    }
    return executeRejected(ev, other, scope);
  }
  const yes = branch(ev, condition, () => execute(ev, node.body, scope));
  const no = branch(ev, otherwise, () => execute(ev, node.orelse, scope));
  if (yes.flow === 'break' || no.flow === 'break') {
    noteExit(ev, yes.flow === 'break' ? condition : otherwise, compared);
  }
  return joinBranches(ev, yes, no, condition, otherwise);
}

/**
 * Nobody runs a program in the way that its own check rejects: the inputs that are not known here are other ones, and lead elsewhere. What
 * is done there is one of several possibilities.
 */
function executeRejected(ev: Evaluator, other: readonly Statement[], scope: Scope): Flow {
  const { returns } = ev.frame();
  const from = returns.length;
  const { result, changes } = ev.store.fork(() => execute(ev, other, scope));
  for (let index = from; index < returns.length; index++) {
    returns[index] = opened(returns[index] ?? nothing);
  }
  ev.store.apply(changes);
  for (const [state, keys] of changes) {
    for (const key of keys.keys()) {
      loosen(ev, state, key);
    }
  }
  return result;
}

/** Whatever a slot holds, it may hold something else. */
function loosen(ev: Evaluator, state: State, key: string): void {
  const value = state.get(key);
  if (typeof value === 'object' && value !== null && 'options' in value) {
    ev.store.set(state, key, opened(value as Possible));
  } else {
    ev.store.set(state, 'open', true);
  }
}

/** Remembers what the test of a `break` compares. */
function noteExit(ev: Evaluator, condition: Condition, operands: readonly Possible[]): void {
  for (const layer of layers(ev.context)) {
    if (layer.kind === 'loop') {
      layer.loop.exits.push({ condition, operands });
      return;
    }
    if (layer.kind === 'frame') {
      return;
    }
  }
}

function executeWith(ev: Evaluator, node: WithNode, index: number, scope: Scope): Flow {
  const item = node.items[index];
  if (item === undefined) {
    return execute(ev, node.body, scope);
  }
  const value = evaluate(ev, item.value, scope);
  if (item.target !== null) {
    assignTo(ev, item.target, entered(ev, value), scope, item.value);
  }
  return ev.within({ kind: 'with', block: { place: placeOf(node), value }, outer: ev.context }, () =>
    executeWith(ev, node, index + 1, scope),
  );
}

/** What `as` binds: what `__enter__` returns, or a context manager function yields. */
function entered(ev: Evaluator, value: Possible): Possible {
  const only = single(value);
  if (only?.kind !== 'instance') {
    return value;
  }
  return only.attributes.get('@yields') ?? (only.of === null ? undefined : callNamed(ev, value, '__enter__', [])) ?? value;
}

function executeTry(ev: Evaluator, node: TryNode, scope: Scope): Flow {
  const { store } = ev;
  const noException = tryCondition(node, 'no exception');
  const exception = tryCondition(node, 'an exception');
  const exits = ev.frame().exits.length;
  const body = store.fork(() => execute(ev, node.body, scope));
  const normal: Branch[] = [];
  if (body.result === 'next') {
    const { result, changes } = store.fork(() => {
      store.apply(body.changes);
      return execute(ev, node.orelse, scope);
    });
    normal.push({ flow: result, changes });
  } else {
    normal.push({ flow: body.result, changes: body.changes });
  }
  const handled = node.handlers.map((handler): Branch => {
    const { result, changes } = store.fork(() =>
      ev.within({ kind: 'handler', outer: ev.context }, () => {
        interrupt(ev, body);
        if (handler.name !== null) {
          define(ev, handler.name, unknownly('an exception'), scope);
        }
        return execute(ev, handler.body, scope);
      }),
    );
    return { flow: result, changes };
  });
  const going = [
    ...normal.filter(({ flow }) => flow === 'next').map(({ changes }) => outcome(changes, node.handlers.length === 0 ? null : noException)),
    ...handled.filter(({ flow }) => flow === 'next').map(({ changes }) => outcome(changes, exception)),
  ];
  const flow = going.length > 0 ? 'next' : [...normal, ...handled].map((one) => one.flow).reduce(weaker, 'raise');
  settle(store, going);
  return finallyAfter(ev, node, scope, flow, exits);
}

function tryCondition(node: TryNode, text: string): Condition {
  return { text, negated: false, place: { ...placeOf(node) }, names: [], calls: [], operators: ['except'], decided: undefined };
}

/** Goes on as after an exception anywhere in what was done: each slot has its value from before, or one that was written. */
function interrupt(ev: Evaluator, { changes, again }: Pick<ReturnType<Store['fork']>, 'changes' | 'again'>): void {
  settle(ev.store, [asItIs, outcome(changes)]);
  for (const [state, keys] of again) {
    for (const key of keys) {
      loosen(ev, state, key);
    }
  }
}

/** Runs the `finally` block after everything that ends the statement, early exits included. */
function finallyAfter(ev: Evaluator, node: TryNode, scope: Scope, flow: Flow, exits: number): Flow {
  if (node.final.length === 0) {
    return flow;
  }
  const { result, changes } = ev.store.fork(() => execute(ev, node.final, scope));
  if (result !== 'next') {
    return result;
  }
  ev.store.apply(changes);
  const all = ev.frame().exits;
  all.slice(exits).forEach((exit, index) => {
    const merged = new Map([...exit.changes].map(([state, keys]) => [state, new Map(keys)]));
    for (const [state, keys] of changes) {
      merged.set(state, new Map([...(merged.get(state) ?? []), ...keys]));
    }
    all[exits + index] = { ...exit, changes: merged };
  });
  return flow;
}

function executeMatch(ev: Evaluator, node: MatchNode, scope: Scope): Flow {
  const subject = evaluate(ev, node.subject, scope);
  const condition = describeCondition(ev, node.subject, undefined);
  let flow: Flow = 'raise';
  const going = [];
  for (const clause of node.cases) {
    const taken = branch(ev, condition, () => {
      for (const name of clause.names) {
        define(ev, name, unknownly('part of a match', { kind: 'element', of: subject }), scope);
      }
      return execute(ev, clause.body, scope);
    });
    flow = weaker(flow, taken.flow);
    if (taken.flow === 'next') {
      going.push(outcome(taken.changes, condition));
    }
  }
  const isComplete = node.cases.some(({ matchesAll }) => matchesAll);
  settle(ev.store, isComplete ? going : [asItIs, ...going]);
  return isComplete ? flow : 'next';
}
