import type { Condition } from '../program/condition';
import type { DictNode, Expression, OperatorNode, SequenceNode, TemplateNode } from '../syntax/nodes';
import { certainly, nothing, single, union, unknownly, type Possible } from '../values/possible';
import type { Trail } from '../values/trail';
import { constant } from '../values/value';
import { assignWalrus } from './assignments';
import { attributeOf } from './attributes';
import { evaluateCall } from './calls';
import { compare } from './comparisons';
import { comprehension } from './comprehensions';
import { itemsOf, newMapping, newSequence, newSet } from './containers';
import { makeLambda } from './definitions';
import { describeCondition } from './describe';
import { placeOf, type Evaluator } from './evaluator';
import { mergeMapping, writeEntry } from './mappings';
import { lookUp } from './names';
import { binary, unary } from './operations';
import { constantText } from './operators';
import { asItIs, outcome, settle } from './outcomes';
import type { Scope } from './scope';
import { subscriptOf } from './subscripts';
import { truth, truthOfValue } from './truth';

/** The possible values of an expression in a scope. */
export function evaluate(ev: Evaluator, node: Expression, scope: Scope): Possible {
  ev.burn();
  switch (node.kind) {
    case 'constant':
      return node.type === 'complex' ? unknownly('a complex number') : certainly(node, literal(node));
    case 'name':
      return lookUp(ev, node.id, scope);
    case 'unreadable':
      return unknownly('code that cannot be read');
    default: {
      ev.deeper();
      const value = compound(ev, node, scope);
      ev.shallower();
      return value;
    }
  }
}

function compound(ev: Evaluator, node: Expression, scope: Scope): Possible {
  switch (node.kind) {
    case 'template':
      return template(ev, node, scope);
    case 'list':
    case 'tuple':
    case 'set':
      return sequence(ev, node, scope);
    case 'dict':
      return dict(ev, node, scope);
    case 'comprehension':
      return comprehension(ev, node, scope);
    case 'call':
      return evaluateCall(ev, node, scope);
    case 'attribute':
      return attributeOf(ev, evaluate(ev, node.object, scope), node.name);
    case 'subscript':
      return subscriptOf(ev, evaluate(ev, node.object, scope), node.index, scope);
    case 'slice': {
      const parts = node.parts.map((part) => (part === null ? nothing : evaluate(ev, part, scope)));
      return ev.following === undefined ? unknownly('a slice') : sliceOf(ev, parts);
    }
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
      const value = node.value === null ? nothing : evaluate(ev, node.value, scope);
      ev.frames.at(-1)?.yields.push(value);
      return unknownly('a value sent to a generator');
    }
    case 'star':
    case 'doublestar':
      return node.value === null ? unknownly('a splat') : evaluate(ev, node.value, scope);
    case 'walrus': {
      const value = evaluate(ev, node.value, scope);
      assignWalrus(ev, node.target, value, scope, node.value);
      return value;
    }
    case 'constant':
    case 'name':
    case 'unreadable':
      return evaluate(ev, node, scope);
  }
}

function sliceOf(ev: Evaluator, parts: readonly Possible[]): Possible {
  const attributes = ev.store.create<Possible>();
  ['start', 'stop', 'step'].forEach((name, index) => attributes.set(name, parts[index] ?? nothing));
  return certainly({ kind: 'instance', className: 'builtins.slice', of: null, attributes, from: null });
}

function literal(node: Expression): Trail {
  return { kind: 'literal', what: '', place: placeOf(node), previous: null };
}

function template(ev: Evaluator, { parts, plain }: TemplateNode, scope: Scope): Possible {
  const inputs: Possible[] = [];
  const texts = parts.map((part) => {
    if (typeof part === 'string') {
      return part;
    }
    const value = evaluate(ev, part, scope);
    inputs.push(value);
    const only = single(value);
    return only?.kind === 'constant' ? constantText(only) : undefined;
  });
  return plain && texts.every((text) => text !== undefined)
    ? certainly(constant(texts.join('')), inputs[0]?.options[0]?.trail ?? null)
    : unknownly('a formatted text', { kind: 'operation', inputs }, 'str');
}

function sequence(ev: Evaluator, node: SequenceNode, scope: Scope): Possible {
  const items: Possible[] = [];
  let open = false;
  for (const item of node.items) {
    const value = evaluate(ev, item, scope);
    const only = single(value);
    const spread = item.kind !== 'star' ? [value] : only?.kind === 'sequence' ? itemsOf(only) : undefined;
    open ||= spread === undefined;
    items.push(...(spread ?? []));
  }
  const type = node.kind;
  const made = type === 'set' ? newSet(ev.store, items, open) : newSequence(ev.store, type, items, open);
  return certainly(made, literal(node));
}

function dict(ev: Evaluator, node: DictNode, scope: Scope): Possible {
  const mapping = newMapping(ev.store);
  for (const { key, value } of node.entries) {
    const evaluated = evaluate(ev, value, scope);
    if (key === null) {
      mergeMapping(ev, mapping, evaluated);
      continue;
    }
    if (!writeEntry(ev, mapping, evaluate(ev, key, scope), evaluated, placeOf(value), true)) {
      // Nobody writes an entry twice: a key that is not known is another one.
      ev.store.set(mapping.state, 'open', true);
    }
  }
  return certainly(mapping, literal(node));
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
  const condition = describeCondition(ev, leftNode, undefined);
  const otherwise: Condition = { ...condition, negated: true };
  const [stay, go] = stops ? [condition, otherwise] : [otherwise, condition];
  const right = branchValue(ev, go, () => evaluate(ev, rightNode, scope));
  const kept: Possible = { options: left.options.filter(({ value }) => truthOfValue(value) !== !stops), closed: left.closed };
  return kept.options.length === 0 && kept.closed ? right : union(kept, right, stay, go);
}

/** Evaluates something that only runs under a condition; what it writes is kept as possible. */
function branchValue(ev: Evaluator, condition: Condition, run: () => Possible): Possible {
  return ev.within({ kind: 'guard', condition, outer: ev.context }, () => {
    const { result, changes } = ev.store.fork(run);
    settle(ev.store, [outcome(changes, condition), asItIs]);
    return result;
  });
}

function conditional(ev: Evaluator, node: Extract<Expression, { kind: 'conditional' }>, scope: Scope): Possible {
  const decided = truth(evaluate(ev, node.test, scope));
  const condition = describeCondition(ev, node.test, decided);
  const otherwise: Condition = { ...condition, negated: true };
  if (decided !== undefined) {
    const taken = decided ? condition : otherwise;
    return ev.within({ kind: 'guard', condition: taken, outer: ev.context }, () => evaluate(ev, decided ? node.yes : node.no, scope));
  }
  const yes = branchValue(ev, condition, () => evaluate(ev, node.yes, scope));
  const no = branchValue(ev, otherwise, () => evaluate(ev, node.no, scope));
  return union(yes, no, condition, otherwise);
}
