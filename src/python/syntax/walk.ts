import type { Expression, Statement } from './nodes';

/** Children of an expression that are evaluated with it. */
export function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'template':
      return node.parts.filter((part): part is Expression => typeof part !== 'string');
    case 'list':
    case 'tuple':
    case 'set':
      return node.items;
    case 'dict':
      return node.entries.flatMap(({ key, value }) => (key === null ? [value] : [key, value]));
    case 'comprehension': {
      const clauses = node.clauses.flatMap(({ iterable, conditions }) => [iterable, ...conditions]);
      return [node.element, ...(node.value === null ? [] : [node.value]), ...clauses];
    }
    case 'call':
      return [node.callee, ...node.arguments.map(({ value }) => value)];
    case 'attribute':
      return [node.object];
    case 'subscript':
      return [node.object, node.index];
    case 'slice':
      return node.parts.filter((part) => part !== null);
    case 'unary':
    case 'binary':
    case 'and':
    case 'or':
    case 'compare':
      return node.operands;
    case 'conditional':
      return [node.test, node.yes, node.no];
    case 'await':
    case 'yield':
    case 'star':
    case 'doublestar':
      return node.value === null ? [] : [node.value];
    case 'walrus':
      return [node.value];
    case 'lambda':
    case 'name':
    case 'constant':
    case 'unreadable':
      return [];
  }
}

/** The lists of statements inside a statement, in the order of the source. */
export function blocksOf(node: Statement): readonly (readonly Statement[])[] {
  switch (node.kind) {
    case 'function':
    case 'class':
    case 'with':
      return [node.body];
    case 'if':
    case 'for':
    case 'while':
      return [node.body, node.orelse];
    case 'try':
      return [node.body, ...node.handlers.map(({ body }) => body), node.orelse, node.final];
    case 'match':
      return node.cases.map(({ body }) => body);
    default:
      return [];
  }
}

/** The expressions that stand in a statement itself, not in its blocks. */
export function expressionsOf(node: Statement): readonly Expression[] {
  const some = (...all: readonly (Expression | null)[]): readonly Expression[] => all.filter((one) => one !== null);
  switch (node.kind) {
    case 'function':
      return [
        ...node.decorators,
        ...node.parameters.flatMap((parameter) => some(parameter.annotation, parameter.default)),
        ...some(node.returns),
      ];
    case 'class':
      return [...node.decorators, ...node.bases.map(({ value }) => value)];
    case 'assign':
      return [...node.targets, ...some(node.annotation, node.value)];
    case 'augment':
      return [node.target, node.value];
    case 'expression':
      return [node.value];
    case 'if':
    case 'while':
    case 'assert':
      return [node.test];
    case 'for':
      return [node.target, node.iterable];
    case 'with':
      return node.items.flatMap(({ value, target }) => some(value, target));
    case 'return':
    case 'raise':
      return some(node.value);
    case 'delete':
      return node.targets;
    case 'match':
      return [node.subject];
    default:
      return [];
  }
}
