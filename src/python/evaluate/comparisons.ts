import { isSet } from '../stdlib/environment';
import type { OperatorNode } from '../syntax/nodes';
import { certainly, mayBeAbsent, single, unknownly, type Possible } from '../values/possible';
import type { Trail } from '../values/trail';
import { constant, type ConstantValue, type Value } from '../values/value';
import { closedKeysOf, entryOf, isOpen, itemsOf, keyText } from './containers';
import type { Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { strongest } from './operations';
import { compareConstants, isCertainlyObject } from './operators';
import type { Scope } from './scope';

export function compare(ev: Evaluator, node: OperatorNode, scope: Scope): Possible {
  const values = node.operands.map((child) => evaluate(ev, child, scope));
  ev.compared?.push(...values);
  const answers = node.operators.map((operator, index) => {
    const [a, b] = [values[index], values[index + 1]];
    return a === undefined || b === undefined ? undefined : compareValues(ev, operator, a, b);
  });
  if (answers.some((one) => one === undefined) && !answers.includes(false)) {
    return unknownly('a comparison', { kind: 'operation', inputs: values }, 'bool');
  }
  const trail = values.reduce<Trail | null>((best, value) => strongest(best, value.options[0]?.trail ?? null), null);
  return certainly(constant(!answers.includes(false)), trail);
}

function compareValues(ev: Evaluator, operator: string, left: Possible, right: Possible): boolean | undefined {
  if (!left.closed || !right.closed || left.options.length === 0 || right.options.length === 0) {
    return undefined;
  }
  const answers = new Set(left.options.flatMap(({ value: a }) => right.options.map(({ value: b }) => comparePair(ev, operator, a, b))));
  const [only] = answers;
  return answers.size === 1 ? only : undefined;
}

function comparePair(ev: Evaluator, operator: string, a: Value, b: Value): boolean | undefined {
  if (a.kind === 'constant' && b.kind === 'constant') {
    return compareConstants(operator, a, b);
  }
  if (operator === 'in' || operator === 'not in') {
    const found = a.kind === 'constant' ? isIn(ev, a, b) : undefined;
    return found === undefined ? undefined : found === (operator === 'in');
  }
  if ((operator === '==' || operator === '!=') && isContainer(a) !== isContainer(b) && (isContainer(a) ? b : a).kind === 'constant') {
    return operator === '!=';
  }
  if ((isBuiltinType(a) && isCallable(b)) || (isBuiltinType(b) && isCallable(a))) {
    const isSame = a.kind === 'external' && b.kind === 'external' && a.name === b.name;
    return operator === '==' || operator === 'is' ? isSame : operator === '!=' || operator === 'is not' ? !isSame : undefined;
  }
  const isNone = (value: Value): boolean => value.kind === 'constant' && value.type === 'none';
  if ((isNone(b) && isSomething(ev, a)) || (isNone(a) && isSomething(ev, b))) {
    return operator === 'is not' || operator === '!=' ? true : operator === 'is' || operator === '==' ? false : undefined;
  }
  return undefined;
}

function isBuiltinType(value: Value): boolean {
  return value.kind === 'external' && /^builtins\.(bool|int|float|str|list|tuple|dict|set)$/.test(value.name);
}

/** A type or function, of which no two are equal. */
function isCallable(value: Value): boolean {
  return isBuiltinType(value) || value.kind === 'function' || value.kind === 'class';
}

/** A list, tuple, set or dict: never equal to a number or text. */
function isContainer({ kind }: Value): boolean {
  return kind === 'sequence' || kind === 'mapping';
}

function isIn(ev: Evaluator, a: ConstantValue, container: Value): boolean | undefined {
  if (container.kind === 'external') {
    return container.name === 'os.environ' ? isSet(ev, String(a.value)) : undefined;
  }
  if (container.kind === 'mapping') {
    const key = keyText(a) ?? '';
    const entry = entryOf(container, key);
    if (closedKeysOf(container) === undefined && (entry === undefined || mayBeAbsent(entry) || isOpen(container))) {
      return undefined;
    }
    return entry !== undefined;
  }
  const items = container.kind === 'sequence' ? itemsOf(container) : undefined;
  const answers = items?.map((item) => {
    const value = single(item);
    return value?.kind === 'constant' ? compareConstants('==', a, value) : undefined;
  });
  return answers?.includes(true) === true ? true : answers?.every((one) => one === false) === true ? false : undefined;
}

/** Whether a value is certainly not None. Of a library only what the tables know as callable is. */
function isSomething(ev: Evaluator, value: Value): boolean {
  if (value.kind === 'external') {
    return value.library && (!value.name.includes('.') || ev.knowledge.callable(value.name, ev.world.versions) !== undefined);
  }
  return isCertainlyObject(value);
}
