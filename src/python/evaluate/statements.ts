import type { Condition } from '../program/condition';
import { layers, type LoopInfo } from '../program/context';
import type { Expression, ForNode, FunctionNode, IfNode, MatchNode, Statement, TryNode, WhileNode, WithNode } from '../syntax/nodes';
import { certainly, mapOptions, nothing, opened, union, unknownly, withStep, type Possible } from '../values/possible';
import type { ClassValue, FunctionValue, Value } from '../values/value';
import { attributeOf, callNamed } from './attributes';
import { itemsOf, keyText, listed } from './containers';
import { compactText, describeCondition, targetNames } from './describe';
import { placeOf, type Evaluator } from './evaluator';
import { evaluate, lookUp, operate } from './expressions';
import { iterate } from './iteration';
import { importFrom, importModule } from './modules';
import { moduleScope, scopeOf, type Scope } from './scope';
import type { Changes } from './store';
import { truth } from './truth';
import { writesOf } from './writes';

/** How a list of statements ends. */
export type Flow = 'next' | 'return' | 'break' | 'continue' | 'raise';

/** Rounds a loop is followed one by one when it builds something, or goes over things that are listed. */
const mostRoundsBuilding = 64;
const mostRoundsListed = 16;

export function execute(ev: Evaluator, body: readonly Statement[], scope: Scope): Flow {
  const outer = ev.context;
  const frame = ev.frame();
  const depth = frame.path.length;
  try {
    for (const statement of body) {
      ev.burn();
      const flow = executeOne(ev, statement, scope);
      if (flow !== 'next') {
        return flow;
      }
    }
    return 'next';
  } finally {
    ev.context = outer;
    frame.path.length = depth;
  }
}

function executeOne(ev: Evaluator, node: Statement, scope: Scope): Flow {
  switch (node.kind) {
    case 'expression':
      evaluate(ev, node.value, scope);
      return 'next';
    case 'assign': {
      if (node.value === null) {
        return 'next';
      }
      const value = evaluate(ev, node.value, scope);
      for (const target of node.targets) {
        assignTo(ev, target, value, scope, node.value);
      }
      return 'next';
    }
    case 'augment': {
      const before = evaluate(ev, node.target, scope);
      const right = evaluate(ev, node.value, scope);
      if (node.operator === '+' && extendInPlace(ev, before, right)) {
        return 'next';
      }
      assignTo(ev, node.target, operate(ev, node.operator, before, right, node.value), scope, node.value);
      return 'next';
    }
    case 'function':
      define(ev, node.name, certainly(makeFunction(ev, node, scope)), scope);
      return 'next';
    case 'class': {
      define(ev, node.name, certainly(makeClass(ev, node, scope)), scope);
      return 'next';
    }
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
      const frame = ev.frame();
      frame.returns.push(
        frame.path.length === 0
          ? value
          : { options: value.options.map((option) => ({ ...option, when: [...frame.path, ...option.when] })), closed: value.closed },
      );
      return 'return';
    }
    case 'raise':
      if (node.value !== null) {
        evaluate(ev, node.value, scope);
      }
      return 'raise';
    case 'break':
      return 'break';
    case 'continue':
      return 'continue';
    case 'delete':
      for (const target of node.targets) {
        if (target.kind === 'name') {
          const holder = scopeOf(target.id, scope);
          if (holder !== null) {
            ev.store.set(holder.names, target.id, undefined);
          }
        }
      }
      return 'next';
    case 'global':
    case 'nonlocal':
      for (const name of node.names) {
        const holder =
          node.kind === 'global'
            ? moduleScope(scope)
            : ((scope.parent === null ? null : scopeOf(name, scope.parent)) ?? moduleScope(scope));
        scope.elsewhere.set(name, holder);
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
  }
}

function define(ev: Evaluator, name: string, value: Possible, scope: Scope): void {
  ev.store.set((scope.elsewhere.get(name) ?? scope).names, name, value);
}

/** Writes a value to a name, attribute, item or a tuple of them. */
export function assignTo(ev: Evaluator, target: Expression, value: Possible, scope: Scope, source: Expression): void {
  switch (target.kind) {
    case 'name': {
      const step = withStep(value, 'assigned', target.id, placeOf(source));
      define(ev, target.id, step, scope);
      if (scope.kind !== 'comprehension') {
        ev.definitions.push({ name: target.id, place: placeOf(target), valuePlace: placeOf(source), value, context: ev.context });
      }
      return;
    }
    case 'tuple':
    case 'list':
      unpack(ev, target.items, value, scope, source);
      return;
    case 'star':
      if (target.value !== null) {
        assignTo(ev, target.value, unknownly('the rest of an unpacking', { kind: 'element', of: value }), scope, source);
      }
      return;
    case 'attribute':
      assignAttribute(
        ev,
        evaluate(ev, target.object, scope),
        target.name,
        withStep(value, 'assigned', target.name, placeOf(source)),
        target,
        source,
      );
      return;
    case 'subscript':
      assignItem(ev, evaluate(ev, target.object, scope), evaluate(ev, target.index, scope), value, target, source);
      return;
    default:
      return;
  }
}

function unpack(ev: Evaluator, targets: readonly Expression[], value: Possible, scope: Scope, source: Expression): void {
  const only = value.closed && value.options.length === 1 ? value.options[0]?.value : undefined;
  const items = only?.kind === 'sequence' ? itemsOf(only) : undefined;
  const starred = targets.findIndex((target) => target.kind === 'star');
  targets.forEach((target, index) => {
    let item: Possible | undefined;
    if (items !== undefined && starred === -1 && items.length === targets.length) {
      item = items[index];
    } else if (items !== undefined && starred !== -1 && index !== starred) {
      item = index < starred ? items[index] : items[items.length - (targets.length - index)];
    }
    assignTo(ev, target, item ?? unknownly('part of an unpacking', { kind: 'element', of: value }), scope, source);
  });
}

function assignAttribute(ev: Evaluator, object: Possible, name: string, value: Possible, target: Expression, source: Expression): void {
  const certain = object.closed && object.options.length === 1;
  for (const { value: holder } of object.options) {
    if (holder.kind === 'instance' || holder.kind === 'class') {
      const before = holder.attributes.get(name);
      ev.store.set(holder.attributes, name, certain || before === undefined ? value : opened(union(before, value)));
    } else if (holder.kind === 'module') {
      ev.store.set(holder.scope.names, name, value);
    } else if (holder.kind === 'external') {
      ev.externalWrites.push({
        target: ev.knowledge.canonical(`${holder.name}.${name}`),
        key: null,
        value,
        place: placeOf(target),
        valuePlace: placeOf(source),
        context: ev.context,
      });
    }
  }
}

function assignItem(ev: Evaluator, object: Possible, index: Possible, value: Possible, target: Expression, source: Expression): void {
  const certain = object.closed && object.options.length === 1;
  const key = index.closed && index.options.length === 1 ? index.options[0]?.value : undefined;
  for (const { value: holder } of object.options) {
    if (holder.kind === 'mapping') {
      const text = keyText(key);
      if (text === undefined) {
        ev.store.set(holder.state, 'open', true);
      } else {
        ev.store.set(holder.state, text, certain ? withStep(value, 'assigned', String(text), placeOf(source)) : opened(value));
      }
    } else if (holder.kind === 'sequence') {
      const items = itemsOf(holder);
      const at = key?.kind === 'constant' && typeof key.value === 'number' ? key.value : undefined;
      if (items !== undefined && at !== undefined && certain && items[at] !== undefined) {
        ev.store.set(
          holder.state,
          'items',
          items.map((item, position) => (position === at ? value : item)),
        );
      } else {
        ev.store.set(holder.state, 'open', true);
      }
    } else if (holder.kind === 'external') {
      ev.externalWrites.push({
        target: holder.name,
        key: index,
        value,
        place: placeOf(target),
        valuePlace: placeOf(source),
        context: ev.context,
      });
    } else if (holder.kind === 'instance') {
      callNamed(ev, object, '__setitem__', [index, value]);
    }
  }
}

/** `list += other` changes the list itself. */
function extendInPlace(ev: Evaluator, before: Possible, right: Possible): boolean {
  const only = before.closed && before.options.length === 1 ? before.options[0]?.value : undefined;
  if (only?.kind !== 'sequence' || only.type !== 'list') {
    return false;
  }
  const more =
    right.closed && right.options.length === 1 && right.options[0]?.value.kind === 'sequence' ? itemsOf(right.options[0].value) : undefined;
  if (more === undefined) {
    ev.store.set(only.state, 'open', true);
  } else {
    ev.store.set(only.state, 'items', [...listed(only), ...more]);
  }
  return true;
}

/** Runs a branch under a condition; its writes are taken back and returned. */
function branch(ev: Evaluator, condition: Condition, body: () => Flow): { flow: Flow; changes: Changes } {
  const frame = ev.frame();
  frame.path.push(condition);
  const { result, changes } = ev.store.fork(() => ev.within({ kind: 'guard', condition, outer: ev.context }, body));
  frame.path.length = Math.max(0, frame.path.lastIndexOf(condition));
  return { flow: result, changes };
}

function executeIf(ev: Evaluator, node: IfNode, scope: Scope): Flow {
  const test = evaluate(ev, node.test, scope);
  const decided = truth(test);
  const condition = describeCondition(node.test, ev.textOf(placeOf(node.test)), decided);
  const otherwise: Condition = { ...condition, negated: true };
  if (decided !== undefined) {
    const layer = { kind: 'guard', condition: decided ? condition : otherwise, outer: ev.context } as const;
    const taken = ev.store.fork(() => ev.within(layer, () => execute(ev, decided ? node.body : node.orelse, scope)));
    if (taken.result !== 'raise') {
      ev.store.apply(taken.changes);
      return taken.result;
    }
    // Nobody runs a program in the way that its own check rejects: the inputs that are not known here are other ones.
    return execute(ev, decided ? node.orelse : node.body, scope);
  }
  const yes = branch(ev, condition, () => execute(ev, node.body, scope));
  const no = branch(ev, otherwise, () => execute(ev, node.orelse, scope));
  if (yes.flow === 'break' || no.flow === 'break') {
    noteExit(ev, yes.flow === 'break' ? condition : otherwise, node.test, scope);
  }
  return joinBranches(ev, yes, no, condition, otherwise);
}

/** Remembers what the test of a `break` compares. */
function noteExit(ev: Evaluator, condition: Condition, test: Expression, scope: Scope): void {
  for (const layer of layers(ev.context)) {
    if (layer.kind === 'loop') {
      layer.loop.exits.push({ condition, operands: comparedBy(ev, test, scope) });
      return;
    }
    if (layer.kind === 'frame') {
      return;
    }
  }
}

function comparedBy(ev: Evaluator, test: Expression, scope: Scope): readonly Possible[] {
  if (test.kind === 'and' || test.kind === 'or') {
    return test.operands.flatMap((operand) => comparedBy(ev, operand, scope));
  }
  return test.kind === 'compare' ? test.operands.map((operand) => evaluate(ev, operand, scope)) : [];
}

/** Goes on after two branches: with both states where both go on, else with the one that does. */
function joinBranches(
  ev: Evaluator,
  yes: { flow: Flow; changes: Changes },
  no: { flow: Flow; changes: Changes },
  condition: Condition,
  otherwise: Condition,
): Flow {
  if (yes.flow === 'next' && no.flow === 'next') {
    ev.join(yes.changes, no.changes, condition, otherwise);
    return 'next';
  }
  const frame = ev.frame();
  const goesOn = yes.flow === 'next' ? yes : no.flow === 'next' ? no : null;
  for (const ended of [yes, no]) {
    if (ended.flow !== 'next' && ended.flow !== 'raise') {
      frame.exits.push(ended.changes);
    }
  }
  if (goesOn === null) {
    return yes.flow === no.flow ? yes.flow : yes.flow === 'raise' ? no.flow : no.flow === 'raise' ? yes.flow : 'return';
  }
  ev.store.apply(goesOn.changes);
  const left = goesOn === yes ? no.flow : yes.flow;
  if (left !== 'raise') {
    const holds = goesOn === yes ? condition : otherwise;
    ev.context = { kind: 'guard', condition: holds, outer: ev.context };
    frame.path.push(holds);
  }
  return 'next';
}

/** What early exits of a loop or function wrote may hold after it. */
export function settleExits(ev: Evaluator, from: number): void {
  const { exits } = ev.frame();
  while (exits.length > from) {
    const changes = exits.pop();
    if (changes !== undefined && changes.size > 0) {
      ev.join(changes, new Map(), null, null);
    }
  }
}

/** Names and objects that the body writes have, at the start of a round, their value from before or one of an earlier round. */
function forgetCarried(ev: Evaluator, body: readonly Statement[], scope: Scope): void {
  const { names, objects } = writesOf(body);
  for (const name of names) {
    const holder = scopeOf(name, scope);
    const before = holder?.names.get(name);
    if (holder !== null && before !== undefined) {
      const only = before.closed && before.options.length === 1 ? before.options[0]?.value : undefined;
      if (only?.kind === 'function' || only?.kind === 'class' || only?.kind === 'module') {
        continue;
      }
      ev.store.set(
        holder.names,
        name,
        union(before, unknownly('a value carried from round to round', { kind: 'carried', inputs: [before] }, carriedType(before))),
      );
    }
  }
  for (const object of objects) {
    forgetObject(ev, object, scope);
  }
}

function carriedType(before: Possible): string | null {
  const types = new Set(
    before.options.map(({ value }) => (value.kind === 'constant' ? value.type : value.kind === 'unknown' ? value.type : null)),
  );
  const [only] = types;
  return types.size === 1 && only !== undefined && only !== 'none' ? only : null;
}

function forgetObject(ev: Evaluator, dotted: string, scope: Scope): void {
  const [first = '', ...rest] = dotted.split('.');
  if (scopeOf(first, scope) === null) {
    return;
  }
  let holder: Possible = lookUp(ev, first, scope);
  const last = rest.pop();
  for (const name of rest) {
    holder = attributeOf(ev, holder, name);
  }
  const open = (value: Value): void => {
    if ((value.kind === 'sequence' && value.type !== 'range') || value.kind === 'mapping') {
      ev.store.set(value.state, 'open', true);
    }
  };
  if (last === undefined) {
    holder.options.forEach(({ value }) => {
      open(value);
    });
    return;
  }
  for (const { value } of holder.options) {
    if (value.kind !== 'instance') {
      continue;
    }
    const before = value.attributes.get(last);
    before?.options.forEach((option) => {
      open(option.value);
    });
    if (before?.options.every((option) => option.value.kind === 'constant' || option.value.kind === 'unknown') === true) {
      ev.store.set(
        value.attributes,
        last,
        union(before, unknownly('a value carried from round to round', { kind: 'carried', inputs: [before] }, carriedType(before))),
      );
    }
  }
}

function executeFor(ev: Evaluator, node: ForNode, scope: Scope): Flow {
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
  const exits = ev.frame().exits.length;
  const writes = writesOf(node.body);
  const { items } = rounds;
  const only = iterable.options[0]?.value;
  const isNumbers = only?.kind === 'sequence' && only.type === 'range';
  const followed =
    items !== null &&
    (isNumbers ? writes.builds && !writes.hasLoop && items.length <= mostRoundsBuilding : items.length <= mostRoundsListed);
  if (items?.length === 0) {
    return execute(ev, node.orelse, scope);
  }
  const flow = ev.within({ kind: 'loop', loop, outer: ev.context }, (): Flow => {
    if (followed) {
      for (const item of items) {
        assignTo(ev, node.target, item, scope, node.iterable);
        const round = execute(ev, node.body, scope);
        if (round === 'break' || round === 'return' || round === 'raise') {
          return round;
        }
      }
      return 'next';
    }
    return oneRound(ev, node.body, scope, () => {
      assignTo(ev, node.target, items === null ? rounds.element : openedElement(rounds.element), scope, node.iterable);
    });
  });
  settleExits(ev, exits);
  if (flow === 'return' && followed) {
    return 'return';
  }
  return flow === 'break' ? 'next' : execute(ev, node.orelse, scope);
}

/** An element of a listed sequence that is not followed one by one: one of them, it is not known which. */
function openedElement(element: Possible): Possible {
  return element.options.every(({ value }) => value.kind === 'unknown') ? element : opened(element);
}

/** Evaluates a loop's body once for all its rounds. */
function oneRound(ev: Evaluator, body: readonly Statement[], scope: Scope, bind: () => void): Flow {
  const { result, changes } = ev.store.fork(() => {
    forgetCarried(ev, body, scope);
    bind();
    return execute(ev, body, scope);
  });
  ev.join(changes, new Map(), null, null);
  return result;
}

function executeWhile(ev: Evaluator, node: WhileNode, scope: Scope): Flow {
  const first = truth(evaluate(ev, node.test, scope));
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
  const header = describeCondition(node.test, ev.textOf(placeOf(node.test)), first);
  loop.exits.push({ condition: { ...header, negated: true }, operands: comparedBy(ev, node.test, scope) });
  const exits = ev.frame().exits.length;
  const endless = first === true && node.test.kind === 'constant';
  const flow = ev.within({ kind: 'loop', loop, outer: ev.context }, (): Flow => {
    if (endless) {
      forgetCarried(ev, node.body, scope);
      return execute(ev, node.body, scope);
    }
    return oneRound(ev, node.body, scope, () => undefined);
  });
  settleExits(ev, exits);
  return flow === 'return' && endless ? 'return' : 'next';
}

function executeWith(ev: Evaluator, node: WithNode, index: number, scope: Scope): Flow {
  const item = node.items[index];
  if (item === undefined) {
    return execute(ev, node.body, scope);
  }
  const value = evaluate(ev, item.value, scope);
  if (item.target !== null) {
    const only = value.closed && value.options.length === 1 ? value.options[0]?.value : undefined;
    const entered = only?.kind === 'instance' && only.of !== null ? callNamed(ev, value, '__enter__', []) : undefined;
    assignTo(ev, item.target, entered ?? value, scope, item.value);
  }
  return ev.within({ kind: 'with', block: { place: placeOf(node), value }, outer: ev.context }, () =>
    executeWith(ev, node, index + 1, scope),
  );
}

function executeTry(ev: Evaluator, node: TryNode, scope: Scope): Flow {
  const before: Condition = {
    text: 'no exception',
    negated: false,
    place: placeOf(node),
    names: [],
    calls: [],
    operators: ['except'],
    decided: undefined,
  };
  const after: Condition = { ...before, text: 'an exception' };
  const first = ev.store.fork(() => execute(ev, node.body, scope));
  let flow = first.result;
  const handlers = node.handlers.map((handler) =>
    ev.store.fork(() =>
      ev.within({ kind: 'handler', outer: ev.context }, () => {
        if (handler.name !== null) {
          define(ev, handler.name, unknownly('an exception'), scope);
        }
        return execute(ev, handler.body, scope);
      }),
    ),
  );
  const continuing = handlers.filter(({ result }) => result === 'next');
  if (flow === 'next' || continuing.length === 0) {
    const handled = continuing[0];
    if (handled === undefined || flow !== 'next') {
      ev.store.apply(first.changes);
    } else {
      ev.join(first.changes, handled.changes, before, after);
    }
  } else {
    ev.store.apply(continuing[0]?.changes ?? new Map());
    flow = 'next';
  }
  if (flow === 'next') {
    flow = execute(ev, node.orelse, scope);
  }
  const last = execute(ev, node.final, scope);
  return last === 'next' ? flow : last;
}

function executeMatch(ev: Evaluator, node: MatchNode, scope: Scope): Flow {
  const subject = evaluate(ev, node.subject, scope);
  const condition = describeCondition(node.subject, ev.textOf(placeOf(node.subject)), undefined);
  for (const clause of node.cases) {
    const taken = branch(ev, condition, () => {
      for (const name of clause.names) {
        define(ev, name, unknownly('part of a match', { kind: 'element', of: subject }), scope);
      }
      return execute(ev, clause.body, scope);
    });
    if (taken.flow === 'next') {
      ev.join(taken.changes, new Map(), condition, null);
    } else if (taken.flow !== 'raise') {
      ev.frame().exits.push(taken.changes);
    }
  }
  return 'next';
}

function makeFunction(ev: Evaluator, node: FunctionNode, scope: Scope): FunctionValue {
  const decorators = node.decorators.map((decorator) => evaluate(ev, decorator, scope));
  const defaults = new Map<string, Possible>();
  for (const parameter of node.parameters) {
    if (parameter.default !== null) {
      defaults.set(parameter.name, evaluate(ev, parameter.default, scope));
    }
  }
  const made: FunctionValue = { kind: 'function', name: node.name, node, scope, decorators, defaults, owner: null };
  if (ev.importDepth === 0 && scope.kind !== 'class') {
    ev.functions.push(made);
  }
  return made;
}

function makeClass(ev: Evaluator, node: Extract<Statement, { kind: 'class' }>, scope: Scope): ClassValue {
  const bases = node.bases.filter(({ name, splat }) => name === null && splat === 0).map(({ value }) => evaluate(ev, value, scope));
  node.bases.filter(({ name }) => name !== null).forEach(({ value }) => evaluate(ev, value, scope));
  const decorators = node.decorators.map((decorator) => evaluate(ev, decorator, scope));
  const body = ev.newScope('class', scope, scope.module);
  execute(ev, node.body, body);
  const fields = node.body.flatMap((statement) => {
    const target = statement.kind === 'assign' && statement.annotation !== null ? statement.targets[0] : undefined;
    return target?.kind === 'name' ? [{ name: target.id, default: body.names.get(target.id) ?? null, place: placeOf(statement) }] : [];
  });
  const made: ClassValue = { kind: 'class', name: node.name, node, bases, decorators, attributes: body.names, scope: body, fields };
  for (const [name, value] of body.names) {
    body.names.set(
      name,
      mapOptions(value, (option) => (option.kind === 'function' ? { ...option, owner: made } : option)),
    );
  }
  if (ev.importDepth === 0) {
    ev.classes.push(made);
  }
  return made;
}
