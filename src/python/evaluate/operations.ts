import type { Expression, OperatorNode } from '../syntax/nodes';
import { dividedPaths } from '../stdlib/paths';
import { certainly, mapOptions, unknownly, type Possible } from '../values/possible';
import type { Trail } from '../values/trail';
import { constant, type Value } from '../values/value';
import { typeNames } from './classes';
import { itemsOf, newSequence, sequenceOf } from './containers';
import { placeOf, type Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { percentFormatted } from './formatting';
import { binaryConstant, unaryConstant } from './operators';
import type { Scope } from './scope';
import { truth } from './truth';

/** Longest list that `[x] * n` and `a + b` build. */
export const longestBuilt = 4096;

/** Classes whose sums, products and items are of the same class. */
const arrayClasses = new Set(['torch.Tensor', 'numpy.ndarray', 'tensorflow.Tensor', 'tensorflow.Variable', 'jax.Array', 'cupy.ndarray']);

export function isArray(ev: Evaluator, value: Value): boolean {
  return value.kind === 'instance' && value.of === null && typeNames(ev, value).some((name) => arrayClasses.has(name));
}

export function unary(ev: Evaluator, node: OperatorNode, scope: Scope): Possible {
  const [operandNode] = node.operands;
  const [operator] = node.operators;
  if (operandNode === undefined || operator === undefined) {
    return unknownly('an operation');
  }
  const value = evaluate(ev, operandNode, scope);
  const origin = { kind: 'operation', inputs: [value] } as const;
  if (operator === 'not') {
    const decided = truth(value);
    return decided === undefined
      ? unknownly('a condition', origin, 'bool')
      : certainly(constant(!decided), computed(value.options[0]?.trail ?? null, node));
  }
  return mapOptions(value, (option, trail) => {
    const result = option.kind === 'constant' ? unaryConstant(operator, option) : undefined;
    if (result !== undefined) {
      return certainly(result, computed(trail, node));
    }
    const followed = option.kind === 'instance' ? ev.following?.operate(ev, operator, option, null, node) : undefined;
    if (followed !== undefined) {
      return followed;
    }
    return isArray(ev, option) ? arrayLike(ev, option, [value]) : unknownly('an operation', origin, typeOf(option));
  });
}

export function binary(ev: Evaluator, node: OperatorNode, scope: Scope): Possible {
  const [leftNode, rightNode] = node.operands;
  if (leftNode === undefined || rightNode === undefined) {
    return unknownly('an operation');
  }
  return operate(ev, node.operators[0] ?? '', evaluate(ev, leftNode, scope), evaluate(ev, rightNode, scope), node);
}

/** A binary operation on possible values. */
export function operate(ev: Evaluator, operator: string, left: Possible, right: Possible, node: Expression): Possible {
  const inputs = [left, right];
  return mapOptions(left, (a, leftTrail) =>
    mapOptions(right, (b, rightTrail) => {
      ev.burn();
      if (a.kind === 'constant' && b.kind === 'constant') {
        const result = binaryConstant(operator, a, b);
        if (result !== undefined) {
          return certainly(result, computed(strongest(leftTrail, rightTrail), node));
        }
      }
      return (
        followedOperation(ev, operator, a, b, node) ??
        onContainers(ev, operator, a, b) ??
        dividedPaths(ev, operator, a, b, computed(strongest(leftTrail, rightTrail), node), inputs) ??
        onObjects(ev, operator, a, b, inputs)
      );
    }),
  );
}

function followedOperation(ev: Evaluator, operator: string, a: Value, b: Value, node: Expression): Possible | undefined {
  return a.kind === 'instance' || b.kind === 'instance' ? ev.following?.operate(ev, operator, a, b, node) : undefined;
}

function onContainers(ev: Evaluator, operator: string, a: Value, b: Value): Value | undefined {
  if (a.kind !== 'sequence') {
    return undefined;
  }
  const x = itemsOf(a);
  const type = a.type === 'range' ? 'list' : a.type;
  if (b.kind === 'sequence' && operator === '+') {
    const y = itemsOf(b);
    return x === undefined || y === undefined || x.length + y.length > longestBuilt
      ? sequenceOf(ev.store, type, unknownly('an element'))
      : newSequence(ev.store, type, [...x, ...y]);
  }
  if (b.kind === 'constant' && b.type === 'int' && operator === '*') {
    const times = Math.max(0, Number(b.value));
    return x === undefined || x.length * times > longestBuilt
      ? sequenceOf(ev.store, type, unknownly('an element'))
      : newSequence(ev.store, type, Array.from({ length: times }, () => x).flat());
  }
  return undefined;
}

function onObjects(ev: Evaluator, operator: string, a: Value, b: Value, inputs: readonly Possible[]): Possible {
  const origin = { kind: 'operation', inputs } as const;
  const array = [a, b].find((value) => isArray(ev, value));
  if (array !== undefined) {
    return arrayLike(ev, array, inputs);
  }
  if (a.kind === 'constant' && a.type === 'str' && operator === '%') {
    const known = inputs[1] === undefined ? undefined : percentFormatted(String(a.value), certainly(b));
    return known === undefined ? unknownly('a formatted text', origin, 'str') : certainly(constant(known));
  }
  return unknownly('an operation', origin, numericResult(operator, typeOf(a), typeOf(b)));
}

/** A new array of the same class. */
export function arrayLike(ev: Evaluator, value: Value, inputs: readonly Possible[]): Possible {
  return value.kind === 'instance'
    ? certainly({ ...value, attributes: ev.store.create<Possible>(), from: { kind: 'operation', inputs } })
    : unknownly('an operation', { kind: 'operation', inputs });
}

/** The builtin type of a value, as far as it is known. */
export function typeOf(value: Value): string | null {
  return value.kind === 'unknown' ? value.type : value.kind === 'constant' && value.type !== 'none' ? value.type : null;
}

const numbers = new Set(['int', 'float', 'bool']);

function numericResult(operator: string, a: string | null, b: string | null): string | null {
  if (a === null || b === null || !numbers.has(a) || !numbers.has(b)) {
    return a === 'str' && b === 'str' && operator === '+' ? 'str' : null;
  }
  if (operator === '**' && a !== 'float' && b !== 'float') {
    return null;
  }
  return operator === '/' || a === 'float' || b === 'float' ? 'float' : 'int';
}

export function computed(trail: Trail | null, node: Expression): Trail {
  return { kind: 'computed', what: '', place: placeOf(node), previous: trail };
}

/** Of two trails, the one that leads to an input of the program rather than to a bare literal. */
export function strongest(left: Trail | null, right: Trail | null): Trail | null {
  const rank = (trail: Trail | null): number => (trail === null ? 0 : trail.kind === 'literal' ? 1 : 2);
  return rank(right) > rank(left) ? right : left;
}
