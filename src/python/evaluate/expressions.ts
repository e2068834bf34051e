import type { Condition } from '../program/condition';
import type { ComprehensionNode, Expression, LambdaNode, OperatorNode, SequenceNode } from '../syntax/nodes';
import { certainly, isUncertain, mapOptions, opened, single, union, unionOf, unknownly, withStep, type Possible } from '../values/possible';
import type { Trail } from '../values/trail';
import { constant, type ConstantValue, type FunctionValue, type Value } from '../values/value';
import { attributeOf } from './attributes';
import { evaluateCall } from './calls';
import { itemsOf, keyText, newMapping, newSequence, sequenceOf } from './containers';
import { compactText, describeCondition, targetNames } from './describe';
import { placeOf, type Evaluator } from './evaluator';
import { iterate } from './iteration';
import { binaryConstant, compareConstants, isCertainlyObject, unaryConstant } from './operators';
import { isSet } from '../stdlib/environment';
import { scopeOf, type Scope } from './scope';
import { assignTo } from './statements';
import { subscriptOf } from './subscripts';
import { truth } from './truth';

/** The possible values of an expression in a scope. */
export function evaluate(ev: Evaluator, node: Expression, scope: Scope): Possible {
  ev.burn();
  switch (node.kind) {
    case 'constant': {
      const trail: Trail = { kind: 'literal', what: '', place: placeOf(node), previous: null };
      return certainly({ kind: 'constant', type: node.type, value: node.value }, trail);
    }
    case 'name':
      return lookUp(ev, node.id, scope);
    case 'template':
      return template(ev, node.parts, scope);
    case 'list':
    case 'tuple':
    case 'set':
      return sequence(ev, node, scope);
    case 'dict': {
      const mapping = newMapping(ev.store);
      for (const { key, value } of node.entries) {
        const evaluated = evaluate(ev, value, scope);
        if (key === null) {
          mergeMapping(ev, mapping.state, evaluated);
          continue;
        }
        const keyValue = single(evaluate(ev, key, scope));
        const text = keyText(keyValue);
        if (text === undefined) {
          mapping.state.set('open', true);
        } else {
          mapping.state.set(text, withStep(evaluated, 'assigned', constantText(keyValue), placeOf(value)));
        }
      }
      return certainly(mapping, { kind: 'literal', what: '', place: placeOf(node), previous: null });
    }
    case 'comprehension':
      return comprehension(ev, node, scope);
    case 'call':
      return evaluateCall(ev, node, scope);
    case 'attribute':
      return attributeOf(ev, evaluate(ev, node.object, scope), node.name);
    case 'subscript': {
      const object = evaluate(ev, node.object, scope);
      return subscriptOf(ev, object, node.index, scope);
    }
    case 'slice':
      node.parts.forEach((part) => part !== null && evaluate(ev, part, scope));
      return unknownly('a slice');
    case 'unary':
      return unary(ev, node, scope);
    case 'binary':
      return binary(ev, node, scope);
    case 'and':
    case 'or':
      return shortCircuit(ev, node, scope);
    case 'compare':
      return compare(ev, node, scope);
    case 'conditional':
      return conditional(ev, node, scope);
    case 'lambda':
      return certainly(makeLambda(ev, node, scope));
    case 'await':
      return node.value === null ? unknownly('an awaited value') : evaluate(ev, node.value, scope);
    case 'yield': {
      const value = node.value === null ? certainly(constant(null)) : evaluate(ev, node.value, scope);
      ev.frames.at(-1)?.yields.push(value);
      return unknownly('a value sent to a generator');
    }
    case 'star':
    case 'doublestar':
      return node.value === null ? unknownly('a splat') : evaluate(ev, node.value, scope);
    case 'walrus': {
      const value = evaluate(ev, node.value, scope);
      assignTo(ev, node.target, value, scope, node.value);
      return value;
    }
    case 'unreadable':
      return unknownly('code that cannot be read');
  }
}

/** The value of a name, or what is known of a name that nothing defines. */
export function lookUp(ev: Evaluator, name: string, scope: Scope): Possible {
  const holder = scopeOf(name, scope);
  if (holder !== null) {
    const found = holder.names.get(name);
    if (found !== undefined) {
      return present(found, `the name ${name}`);
    }
  }
  if (name === '__name__') {
    return certainly(constant(scope.module.name));
  }
  if (name === '__file__') {
    return certainly(constant(scope.module.path));
  }
  for (const source of scope.module.starImports) {
    const canonical = ev.knowledge.canonical(`${source.module}.${name}`);
    if (source.library && ev.knowledge.callable(canonical, ev.world.versions) !== undefined) {
      return certainly({ kind: 'external', name: canonical, library: true });
    }
  }
  // A star import may shadow a builtin, but nobody means it to.
  const builtin = `builtins.${name}`;
  if (scope.module.starImports.some(({ library }) => !library) && ev.knowledge.callable(builtin, ev.world.versions) === undefined) {
    const source = scope.module.starImports.find(({ library }) => !library);
    return unknownly('a name that may come from a star import', { kind: 'import', name: `${source?.module ?? ''}.${name}` });
  }
  if (ev.knowledge.callable(builtin, ev.world.versions) === undefined && !otherBuiltins.has(name) && !isExceptionName(name)) {
    return certainly({ kind: 'external', name, library: false });
  }
  return certainly({ kind: 'external', name: builtin, library: true });
}

/** Builtins that the tables do not list, with what notebooks add to them. */
const otherBuiltins = new Set(
  (
    'aiter anext bin breakpoint bytearray classmethod compile dir exit help memoryview oct property quit staticmethod ' +
    'NotImplemented Ellipsis display get_ipython __debug__ __import__ __doc__ __spec__ __builtins__'
  ).split(' '),
);

function isExceptionName(name: string): boolean {
  return /^[A-Z]\w*(Error|Exception|Warning|Exit|Interrupt|Iteration|ExceptionGroup)$/.test(name);
}

function constantText(value: Value | undefined): string {
  return value?.kind === 'constant' ? String(value.value) : '';
}

/** Leaves out branches that never wrote a value. */
export function present(possible: Possible, what: string): Possible {
  if (!possible.options.some(({ value }) => value.kind === 'absent')) {
    return possible;
  }
  const options = possible.options.filter(({ value }) => value.kind !== 'absent');
  return options.length === 0 ? unknownly(`${what} is not set`) : { options, closed: possible.closed };
}

function template(ev: Evaluator, parts: readonly (string | Expression)[], scope: Scope): Possible {
  let text: string | undefined = '';
  const inputs: Possible[] = [];
  for (const part of parts) {
    if (typeof part === 'string') {
      text = text === undefined ? undefined : text + part;
      continue;
    }
    const value = evaluate(ev, part, scope);
    inputs.push(value);
    const only: Value | undefined = value.closed && value.options.length === 1 ? value.options[0]?.value : undefined;
    text = text === undefined || only?.kind !== 'constant' ? undefined : text + formatted(only);
  }
  return text === undefined
    ? unknownly('a formatted text', { kind: 'operation', inputs }, 'str')
    : certainly(constant(text), inputs[0]?.options[0]?.trail ?? null);
}

function formatted(value: ConstantValue): string {
  if (value.type === 'bool') {
    return value.value === true ? 'True' : 'False';
  }
  return value.value === null ? 'None' : String(value.value);
}

function sequence(ev: Evaluator, node: SequenceNode, scope: Scope): Possible {
  const items: Possible[] = [];
  let open = false;
  for (const item of node.items) {
    const value = evaluate(ev, item, scope);
    if (item.kind !== 'star') {
      items.push(value);
      continue;
    }
    const only = value.closed && value.options.length === 1 ? value.options[0]?.value : undefined;
    const spread = only?.kind === 'sequence' ? itemsOf(only) : undefined;
    if (spread === undefined) {
      open = true;
    } else {
      items.push(...spread);
    }
  }
  const made = newSequence(ev.store, node.kind === 'list' ? 'list' : node.kind === 'tuple' ? 'tuple' : 'set', items, open);
  return certainly(made, { kind: 'literal', what: '', place: placeOf(node), previous: null });
}

/** Copies the entries of a `**` splat into a dict. */
export function mergeMapping(ev: Evaluator, state: Map<string, unknown>, from: Possible): void {
  const only = from.closed && from.options.length === 1 ? from.options[0]?.value : undefined;
  if (only?.kind !== 'mapping') {
    state.set('open', true);
    return;
  }
  for (const [key, value] of only.state) {
    if (key === 'open' || key.startsWith('k:')) {
      state.set(key, value);
    }
  }
}

function unary(ev: Evaluator, node: OperatorNode, scope: Scope): Possible {
  const [operandNode] = node.operands;
  const [operator] = node.operators;
  if (operandNode === undefined || operator === undefined) {
    return unknownly('an operation');
  }
  const value = evaluate(ev, operandNode, scope);
  if (operator === 'not') {
    const decided = truth(value);
    return decided === undefined
      ? unknownly('a condition', { kind: 'operation', inputs: [value] }, 'bool')
      : certainly(constant(!decided), value.options[0]?.trail ?? null);
  }
  return mapOptions(value, (option, trail) => {
    const result = option.kind === 'constant' ? unaryConstant(operator, option) : undefined;
    return result === undefined
      ? unknownly('an operation', { kind: 'operation', inputs: [value] }, typeOf(option))
      : certainly(result, computed(trail, node));
  });
}

function computed(trail: Trail | null, node: Expression): Trail {
  return { kind: 'computed', what: '', place: placeOf(node), previous: trail };
}

function typeOf(value: Value): string | null {
  return value.kind === 'unknown' ? value.type : value.kind === 'constant' ? (value.type === 'none' ? null : value.type) : null;
}

function binary(ev: Evaluator, node: OperatorNode, scope: Scope): Possible {
  const [leftNode, rightNode] = node.operands;
  const operator = node.operators[0] ?? '';
  if (leftNode === undefined || rightNode === undefined) {
    return unknownly('an operation');
  }
  return operate(ev, operator, evaluate(ev, leftNode, scope), evaluate(ev, rightNode, scope), node);
}

/** A binary operation on possible values. */
export function operate(ev: Evaluator, operator: string, left: Possible, right: Possible, node: Expression): Possible {
  const inputs = [left, right];
  return mapOptions(left, (a, leftTrail) =>
    mapOptions(right, (b, rightTrail) => {
      if (a.kind === 'constant' && b.kind === 'constant') {
        const result = binaryConstant(operator, a, b);
        if (result !== undefined) {
          return certainly(result, computed(strongest(leftTrail, rightTrail), node));
        }
      }
      if (a.kind === 'sequence' && b.kind === 'sequence' && operator === '+') {
        const x = itemsOf(a);
        const y = itemsOf(b);
        return x === undefined || y === undefined
          ? sequenceOf(ev.store, a.type, unknownly('an element'))
          : newSequence(ev.store, a.type, [...x, ...y]);
      }
      if (a.kind === 'sequence' && b.kind === 'constant' && b.type === 'int' && operator === '*') {
        const x = itemsOf(a);
        const times = Number(b.value);
        return x === undefined || x.length * times > 4096
          ? sequenceOf(ev.store, a.type, unknownly('an element'))
          : newSequence(ev.store, a.type, Array.from({ length: Math.max(0, times) }, () => x).flat());
      }
      if (a.kind === 'constant' && a.type === 'str' && operator === '%') {
        return unknownly('a formatted text', { kind: 'operation', inputs }, 'str');
      }
      if (a.kind === 'instance' || b.kind === 'instance') {
        const object = a.kind === 'instance' ? a : b;
        if (object.kind === 'instance' && object.of === null && !ignoredOperands.has(object.className)) {
          return certainly({ ...object, attributes: ev.store.create<Possible>(), from: { kind: 'operation', inputs } });
        }
      }
      const type = numericResult(operator, typeOf(a), typeOf(b));
      return unknownly('an operation', { kind: 'operation', inputs }, type);
    }),
  );
}

/** Results of arithmetic with these are of another class. */
const ignoredOperands = new Set(['pathlib.Path', 'datetime.datetime', 'datetime.timedelta']);

function numericResult(operator: string, a: string | null, b: string | null): string | null {
  const numbers = new Set(['int', 'float', 'bool']);
  if (a === null || b === null || !numbers.has(a) || !numbers.has(b)) {
    return a === 'str' && b === 'str' ? 'str' : null;
  }
  return operator === '/' || a === 'float' || b === 'float' ? 'float' : 'int';
}

/** Of two trails, the one that leads to an input of the program rather than to a bare literal. */
function strongest(left: Trail | null, right: Trail | null): Trail | null {
  const rank = (trail: Trail | null): number => (trail === null ? 0 : trail.kind === 'literal' ? 1 : 2);
  return rank(right) > rank(left) ? right : left;
}

function shortCircuit(ev: Evaluator, node: OperatorNode, scope: Scope): Possible {
  const [leftNode, rightNode] = node.operands;
  if (leftNode === undefined || rightNode === undefined) {
    return unknownly('a condition');
  }
  const left = evaluate(ev, leftNode, scope);
  const decided = truth(left);
  const stops = node.kind === 'or';
  if (decided === stops) {
    return left;
  }
  if (decided === !stops) {
    return evaluate(ev, rightNode, scope);
  }
  const condition = describeCondition(leftNode, ev.textOf(placeOf(leftNode)), undefined);
  const guard: Condition = stops ? { ...condition, negated: true } : condition;
  const right = branchValue(ev, guard, () => evaluate(ev, rightNode, scope));
  const kept: Possible = {
    options: left.options.filter(({ value }) => value.kind !== 'constant' || Boolean(value.value) === stops),
    closed: left.closed,
  };
  return kept.options.length === 0 ? right : union(kept, right, stops ? condition : { ...condition, negated: true }, guard);
}

/** Evaluates something that only runs under a condition; what it writes is kept as possible. */
function branchValue(ev: Evaluator, condition: Condition, run: () => Possible): Possible {
  return ev.within({ kind: 'guard', condition, outer: ev.context }, () => {
    const { result, changes } = ev.store.fork(run);
    ev.join(changes, new Map(), condition, null);
    return result;
  });
}

function conditional(ev: Evaluator, node: Extract<Expression, { kind: 'conditional' }>, scope: Scope): Possible {
  const test = evaluate(ev, node.test, scope);
  const decided = truth(test);
  const condition = describeCondition(node.test, ev.textOf(placeOf(node.test)), decided);
  const otherwise: Condition = { ...condition, negated: true };
  if (decided !== undefined) {
    const taken = decided ? condition : otherwise;
    return ev.within({ kind: 'guard', condition: taken, outer: ev.context }, () => evaluate(ev, decided ? node.yes : node.no, scope));
  }
  const yes = branchValue(ev, condition, () => evaluate(ev, node.yes, scope));
  const no = branchValue(ev, otherwise, () => evaluate(ev, node.no, scope));
  return union(yes, no, condition, otherwise);
}

function compare(ev: Evaluator, node: OperatorNode, scope: Scope): Possible {
  const values = node.operands.map((child) => evaluate(ev, child, scope));
  let answer: boolean | undefined = true;
  node.operators.forEach((operator, index) => {
    const [a, b] = [values[index], values[index + 1]];
    const one = a === undefined || b === undefined ? undefined : compareValues(ev, operator, a, b);
    answer = answer === false || one === false ? false : answer === undefined || one === undefined ? undefined : true;
  });
  const trail = values.reduce<Trail | null>((best, value) => strongest(best, value.options[0]?.trail ?? null), null);
  return answer === undefined
    ? unknownly('a comparison', { kind: 'operation', inputs: values }, 'bool')
    : certainly(constant(answer), trail);
}

function compareValues(ev: Evaluator, operator: string, left: Possible, right: Possible): boolean | undefined {
  if (!left.closed || !right.closed) {
    return undefined;
  }
  let answer: boolean | undefined;
  for (const { value: a } of left.options) {
    for (const { value: b } of right.options) {
      const one = comparePair(ev, operator, a, b);
      if (one === undefined || (answer !== undefined && one !== answer)) {
        return undefined;
      }
      answer = one;
    }
  }
  return answer;
}

function comparePair(ev: Evaluator, operator: string, a: Value, b: Value): boolean | undefined {
  if (a.kind === 'constant' && b.kind === 'constant') {
    return compareConstants(operator, a, b);
  }
  if ((operator === 'in' || operator === 'not in') && a.kind === 'constant') {
    if (b.kind === 'sequence') {
      const items = itemsOf(b);
      if (items === undefined || items.some(isUncertain)) {
        return undefined;
      }
      const found = items.some((item) =>
        item.options.some(({ value }) => value.kind === 'constant' && compareConstants('==', a, value) === true),
      );
      return found === (operator === 'in');
    }
    if (b.kind === 'external' && b.name === 'os.environ') {
      const there = isSet(ev.world, String(a.value));
      return there === undefined ? undefined : there === (operator === 'in');
    }
    if (b.kind === 'mapping' && b.state.get('open') !== true) {
      return b.state.has(keyText(a) ?? '') === (operator === 'in');
    }
    return undefined;
  }
  const isNone = (value: Value): boolean => value.kind === 'constant' && value.type === 'none';
  if (isNone(b) || isNone(a)) {
    const other = isNone(b) ? a : b;
    if (isCertainlyObject(other) || (other.kind === 'external' && other.library)) {
      return operator === 'is not' || operator === '!=' ? true : operator === 'is' || operator === '==' ? false : undefined;
    }
  }
  return undefined;
}

function makeLambda(ev: Evaluator, node: LambdaNode, scope: Scope): FunctionValue {
  const defaults = new Map<string, Possible>();
  for (const parameter of node.parameters) {
    if (parameter.default !== null) {
      defaults.set(parameter.name, evaluate(ev, parameter.default, scope));
    }
  }
  const made: FunctionValue = { kind: 'function', name: '<lambda>', node, scope, decorators: [], defaults, owner: null };
  if (ev.importDepth === 0 && !ev.functions.some((known) => known.node === node)) {
    ev.functions.push(made);
  }
  return made;
}

function comprehension(ev: Evaluator, node: ComprehensionNode, scope: Scope): Possible {
  const inner = ev.newScope('comprehension', scope, scope.module);
  const items: { key: Possible; value: Possible | null }[] = [];
  let closed = true;
  const over: Possible[] = [];
  const run = (index: number): void => {
    const clause = node.clauses[index];
    if (clause === undefined) {
      items.push({ key: evaluate(ev, node.element, inner), value: node.value === null ? null : evaluate(ev, node.value, inner) });
      return;
    }
    const iterable = evaluate(ev, clause.iterable, index === 0 ? scope : inner);
    over.push(iterable);
    const rounds = iterate(ev, iterable);
    const loop = {
      kind: 'comprehension' as const,
      place: placeOf(node),
      header: placeOf(clause.iterable),
      iterable,
      iterableText: compactText(ev.textOf(placeOf(clause.iterable))),
      targets: targetNames(clause.target),
      count: rounds.count,
      exits: [],
    };
    const round = (element: Possible): void => {
      ev.within({ kind: 'loop', loop, outer: ev.context }, () => {
        assignTo(ev, clause.target, element, inner, clause.iterable);
        let decided: boolean | undefined = true;
        for (const test of clause.conditions) {
          const answer = truth(evaluate(ev, test, inner));
          decided = decided === false || answer === false ? false : answer === undefined ? undefined : decided;
        }
        if (decided === false) {
          return;
        }
        closed &&= decided === true;
        run(index + 1);
      });
    };
    if (rounds.items !== null && rounds.items.length <= 64 && items.length <= 256) {
      rounds.items.forEach(round);
    } else {
      closed = false;
      round(rounds.element);
    }
  };
  run(0);
  const trail: Trail = { kind: 'computed', what: '', place: placeOf(node), previous: null };
  if (node.result === 'dict') {
    const mapping = newMapping(ev.store, !closed);
    for (const { key, value } of items) {
      const text = keyText(key.closed && key.options.length === 1 ? key.options[0]?.value : undefined);
      if (text === undefined || value === null) {
        mapping.state.set('open', true);
      } else {
        mapping.state.set(text, value);
      }
    }
    return certainly(mapping, trail);
  }
  const type = node.result === 'generator' ? 'generator' : node.result;
  if (closed) {
    return certainly(
      newSequence(
        ev.store,
        type,
        items.map(({ key }) => key),
      ),
      trail,
    );
  }
  const element = items.length === 0 ? unknownly('an element') : opened(unionOf(items.map(({ key }) => key)));
  return certainly(sequenceOf(ev.store, type, element, over), trail);
}

/** Adds a step for the name a value was given. */
export function named(value: Possible, name: string, at: Expression): Possible {
  return withStep(value, 'assigned', name, placeOf(at));
}
