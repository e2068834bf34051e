import type { Condition } from '../program/condition';
import type { Expression } from '../syntax/nodes';
import { childrenOf } from '../syntax/walk';
import { placeOf, type Evaluator } from './evaluator';

/** Source text without line breaks and indentation. */
export function compactText(text: string): string {
  return text.replace(/\s+/g, '');
}

/** `a.b.c` of a chain of attributes on a name; null for anything else. */
export function dottedName(node: Expression): string | null {
  if (node.kind === 'name') {
    return node.id;
  }
  if (node.kind === 'attribute') {
    const object = dottedName(node.object);
    return object === null ? null : `${object}.${node.name}`;
  }
  return null;
}

type Reading = Pick<Condition, 'text' | 'names' | 'calls' | 'operators'>;
const remembered = new WeakMap<Expression, Reading>();

/** Describes a test for guards and alternatives. Each evaluation of a test has a place object of its own. */
export function describeCondition(ev: Evaluator, node: Expression, decided: boolean | undefined): Condition {
  let reading = remembered.get(node);
  if (reading === undefined) {
    reading = readingOf(node, ev.textOf(placeOf(node)));
    remembered.set(node, reading);
  }
  const { text, names, calls, operators } = reading;
  return { text, names, calls, operators, negated: false, place: { unit: node.unit, start: node.start, end: node.end }, decided };
}

function readingOf(node: Expression, text: string): Reading {
  const names: string[] = [];
  const calls: string[] = [];
  const operators: string[] = [];
  const visit = (expression: Expression): void => {
    const dotted = dottedName(expression);
    if (dotted !== null) {
      names.push(dotted);
      return;
    }
    if (expression.kind === 'call') {
      const callee = dottedName(expression.callee);
      if (callee === null) {
        visit(expression.callee);
      } else {
        calls.push(callee);
      }
      expression.arguments.forEach(({ value }) => {
        visit(value);
      });
      return;
    }
    if ('operators' in expression) {
      operators.push(...(expression.kind === 'and' || expression.kind === 'or' ? [expression.kind] : expression.operators));
    }
    childrenOf(expression).forEach(visit);
  };
  visit(node);
  return { text, names, calls, operators };
}

/** Names that a target binds. */
export function targetNames(target: Expression): readonly string[] {
  switch (target.kind) {
    case 'name':
      return [target.id];
    case 'tuple':
    case 'list':
      return target.items.flatMap(targetNames);
    case 'star':
      return target.value === null ? [] : targetNames(target.value);
    default:
      return [];
  }
}
