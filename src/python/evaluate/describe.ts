import type { Condition } from '../program/condition';
import type { Expression, Statement } from '../syntax/nodes';

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
    case 'comprehension':
      return [node.element, ...(node.value === null ? [] : [node.value]), ...node.clauses.flatMap(({ iterable, conditions }) => [iterable, ...conditions])];
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

/** Describes a test for guards and alternatives. */
export function describeCondition(node: Expression, text: string, decided: boolean | undefined): Condition {
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
      if (callee !== null) {
        calls.push(callee);
      }
      expression.arguments.forEach(({ value }) => {
        visit(value);
      });
      if (callee === null) {
        visit(expression.callee);
      }
      return;
    }
    if ('operators' in expression) {
      operators.push(...(expression.kind === 'and' || expression.kind === 'or' ? [expression.kind] : expression.operators));
    }
    childrenOf(expression).forEach(visit);
  };
  visit(node);
  return { text, negated: false, place: { unit: node.unit, start: node.start, end: node.end }, names, calls, operators, decided };
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

/** Names that a body may write, and dotted objects it may change, for what a loop carries from round to round. */
export interface Writes {
  readonly names: ReadonlySet<string>;
  /** `self.step`, and the containers whose methods or items are written: `history.append(…)`, `opts["a"] = …`. */
  readonly objects: ReadonlySet<string>;
  /** Whether a loop, other than over numbers, stands in it. */
  readonly hasLoop: boolean;
  /** Whether it appends to, or writes into, something. */
  readonly builds: boolean;
}

const mutators = new Set(['append', 'extend', 'insert', 'update', 'setdefault', 'pop', 'remove', 'clear', 'add', 'add_module', 'register_module', 'popitem', 'sort', 'reverse', 'appendleft']);
const remembered = new WeakMap<readonly Statement[], Writes>();

export function writesOf(body: readonly Statement[]): Writes {
  const known = remembered.get(body);
  if (known !== undefined) {
    return known;
  }
  const names = new Set<string>();
  const objects = new Set<string>();
  let hasLoop = false;
  let builds = false;
  const target = (node: Expression): void => {
    if (node.kind === 'tuple' || node.kind === 'list') {
      node.items.forEach(target);
    } else if (node.kind === 'star' && node.value !== null) {
      target(node.value);
    } else if (node.kind === 'name') {
      names.add(node.id);
    } else if (node.kind === 'attribute') {
      addObject(node);
    } else if (node.kind === 'subscript') {
      builds = true;
      addObject(node.object);
    }
  };
  const addObject = (node: Expression): void => {
    const dotted = dottedName(node);
    if (dotted !== null) {
      objects.add(dotted);
    }
  };
  const expression = (node: Expression): void => {
    if (node.kind === 'walrus') {
      names.add(node.target.id);
    }
    if (node.kind === 'call' && node.callee.kind === 'attribute' && mutators.has(node.callee.name)) {
      builds = true;
      addObject(node.callee.object);
    }
    childrenOf(node).forEach(expression);
  };
  const statement = (node: Statement): void => {
    switch (node.kind) {
      case 'assign':
        node.targets.forEach(target);
        if (node.value !== null) {
          expression(node.value);
        }
        break;
      case 'augment':
        target(node.target);
        builds ||= node.target.kind === 'name' && (node.value.kind === 'list' || node.value.kind === 'tuple');
        expression(node.value);
        break;
      case 'expression':
        expression(node.value);
        break;
      case 'if':
        expression(node.test);
        node.body.forEach(statement);
        node.orelse.forEach(statement);
        break;
      case 'for':
        target(node.target);
        hasLoop ||= !(node.iterable.kind === 'call' && node.iterable.callee.kind === 'name' && node.iterable.callee.id === 'range');
        expression(node.iterable);
        node.body.forEach(statement);
        node.orelse.forEach(statement);
        break;
      case 'while':
        hasLoop = true;
        expression(node.test);
        node.body.forEach(statement);
        node.orelse.forEach(statement);
        break;
      case 'with':
        node.items.forEach((item) => {
          expression(item.value);
          if (item.target !== null) {
            target(item.target);
          }
        });
        node.body.forEach(statement);
        break;
      case 'try':
        node.body.forEach(statement);
        node.handlers.forEach((handler) => {
          if (handler.name !== null) {
            names.add(handler.name);
          }
          handler.body.forEach(statement);
        });
        node.orelse.forEach(statement);
        node.final.forEach(statement);
        break;
      case 'match':
        node.cases.forEach((clause) => {
          clause.names.forEach((name) => names.add(name));
          clause.body.forEach(statement);
        });
        break;
      case 'function':
      case 'class':
        names.add(node.name);
        break;
      case 'import':
        node.names.forEach(({ module, alias }) => names.add(alias ?? module.split('.')[0] ?? module));
        break;
      case 'from':
        node.names?.forEach(({ name, alias }) => names.add(alias ?? name));
        break;
      case 'delete':
        node.targets.forEach(target);
        break;
      case 'return':
      case 'raise':
        if (node.value !== null) {
          expression(node.value);
        }
        break;
      case 'assert':
        expression(node.test);
        break;
      default:
        break;
    }
  };
  body.forEach(statement);
  const writes = { names, objects, hasLoop, builds };
  remembered.set(body, writes);
  return writes;
}

