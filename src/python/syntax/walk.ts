import type { Expression, Statement } from './nodes';

type Visit<T> = (node: T) => void;

/** Goes through the children of an expression that are evaluated with it. */
export function eachChild(node: Expression, visit: Visit<Expression>): void {
  switch (node.kind) {
    case 'template':
      for (const part of node.parts) {
        if (typeof part !== 'string') {
          visit(part);
        }
      }
      return;
    case 'list':
    case 'tuple':
    case 'set':
      node.items.forEach(visit);
      return;
    case 'dict':
      for (const { key, value } of node.entries) {
        eachOf(visit, key, value);
      }
      return;
    case 'comprehension':
      eachOf(visit, node.element, node.value);
      for (const { iterable, conditions } of node.clauses) {
        visit(iterable);
        conditions.forEach(visit);
      }
      return;
    case 'call':
      visit(node.callee);
      for (const { value } of node.arguments) {
        visit(value);
      }
      return;
    case 'attribute':
      visit(node.object);
      return;
    case 'subscript':
      eachOf(visit, node.object, node.index);
      return;
    case 'slice':
      eachOf(visit, ...node.parts);
      return;
    case 'unary':
    case 'binary':
    case 'and':
    case 'or':
    case 'compare':
      node.operands.forEach(visit);
      return;
    case 'conditional':
      eachOf(visit, node.test, node.yes, node.no);
      return;
    case 'await':
    case 'yield':
    case 'star':
    case 'doublestar':
    case 'walrus':
      eachOf(visit, node.value);
      return;
    case 'lambda':
    case 'name':
    case 'constant':
    case 'unreadable':
  }
}

function eachOf(visit: Visit<Expression>, ...nodes: readonly (Expression | null)[]): void {
  for (const node of nodes) {
    if (node !== null) {
      visit(node);
    }
  }
}

/** Children of an expression that are evaluated with it. */
export function childrenOf(node: Expression): readonly Expression[] {
  const children: Expression[] = [];
  eachChild(node, (child) => {
    children.push(child);
  });
  return children;
}

/** Goes through the lists of statements inside a statement, in the order of the source. */
export function eachBlock(node: Statement, visit: Visit<readonly Statement[]>): void {
  switch (node.kind) {
    case 'function':
    case 'class':
    case 'with':
      visit(node.body);
      return;
    case 'if':
    case 'for':
    case 'while':
      visit(node.body);
      visit(node.orelse);
      return;
    case 'try':
      visit(node.body);
      for (const { body } of node.handlers) {
        visit(body);
      }
      visit(node.orelse);
      visit(node.final);
      return;
    case 'match':
      for (const { body } of node.cases) {
        visit(body);
      }
      return;
    default:
  }
}

/** The lists of statements inside a statement, in the order of the source. */
export function blocksOf(node: Statement): readonly (readonly Statement[])[] {
  const blocks: (readonly Statement[])[] = [];
  eachBlock(node, (block) => {
    blocks.push(block);
  });
  return blocks;
}

/** Goes through the expressions that stand in a statement itself, not in its blocks. */
export function eachExpression(node: Statement, visit: Visit<Expression>): void {
  switch (node.kind) {
    case 'function':
      node.decorators.forEach(visit);
      for (const parameter of node.parameters) {
        eachOf(visit, parameter.annotation, parameter.default);
      }
      eachOf(visit, node.returns);
      return;
    case 'class':
      node.decorators.forEach(visit);
      for (const { value } of node.bases) {
        visit(value);
      }
      return;
    case 'assign':
      node.targets.forEach(visit);
      eachOf(visit, node.annotation, node.value);
      return;
    case 'augment':
      eachOf(visit, node.target, node.value);
      return;
    case 'expression':
      visit(node.value);
      return;
    case 'if':
    case 'while':
    case 'assert':
      visit(node.test);
      return;
    case 'for':
      eachOf(visit, node.target, node.iterable);
      return;
    case 'with':
      for (const { value, target } of node.items) {
        eachOf(visit, value, target);
      }
      return;
    case 'return':
    case 'raise':
      eachOf(visit, node.value);
      return;
    case 'delete':
      node.targets.forEach(visit);
      return;
    case 'match':
      visit(node.subject);
      return;
    default:
  }
}

/** The expressions that stand in a statement itself, not in its blocks. */
export function expressionsOf(node: Statement): readonly Expression[] {
  const expressions: Expression[] = [];
  eachExpression(node, (expression) => {
    expressions.push(expression);
  });
  return expressions;
}
