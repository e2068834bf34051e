import { ExpressionLowering, field, operand } from './lower-expression';
import type { AssignNode, Expression, FromImportNode, ImportNode, Statement, TryNode, Unit } from './nodes';
import type { RawNode } from './raw';

/** Lowers one statement. What cannot be read is left out; what stands inside an error and can be read is kept. */
export function lowerStatement(raw: RawNode, text: string, unit: Unit): readonly Statement[] {
  return new StatementLowering(new ExpressionLowering(text, unit, raw.start)).statement(raw);
}

const deepest = 100;

class StatementLowering {
  private depth = 0;

  constructor(private readonly expressions: ExpressionLowering) {}

  statement(raw: RawNode): readonly Statement[] {
    if (this.depth > deepest) {
      return [{ kind: 'unreadable', ...this.expressions.at(raw) }];
    }
    this.depth++;
    try {
      return this.lowered(raw);
    } finally {
      this.depth--;
    }
  }

  private block(raw: RawNode | undefined): readonly Statement[] {
    return raw === undefined ? [] : (raw.statements ?? raw.children.flatMap((child) => this.statement(child)));
  }

  private lowered(raw: RawNode): readonly Statement[] {
    const { expressions } = this;
    const at = expressions.at(raw);
    const value = (name: string): Expression => expressions.expression(field(raw, name));
    switch (raw.type) {
      case 'expression_statement':
        return this.simple(raw);
      case 'function_definition':
      case 'class_definition':
      case 'decorated_definition':
        return this.definition(raw);
      case 'if_statement':
        return [
          {
            kind: 'if',
            ...at,
            test: value('condition'),
            body: this.block(field(raw, 'consequence')),
            orelse: this.alternatives(raw.children.filter((child) => child.field === 'alternative')),
          },
        ];
      case 'for_statement':
        return [
          {
            kind: 'for',
            ...at,
            target: value('left'),
            iterable: value('right'),
            body: this.block(field(raw, 'body')),
            orelse: this.orElse(raw),
          },
        ];
      case 'while_statement':
        return [{ kind: 'while', ...at, test: value('condition'), body: this.block(field(raw, 'body')), orelse: this.orElse(raw) }];
      case 'with_statement': {
        const clause = raw.children.find((child) => child.type === 'with_clause');
        const items = (clause?.children ?? [])
          .filter((child) => child.type === 'with_item')
          .flatMap((item) => this.withItem(field(item, 'value')));
        return [{ kind: 'with', ...at, items, body: this.block(field(raw, 'body')) }];
      }
      case 'try_statement':
        return [this.tryStatement(raw)];
      case 'return_statement': {
        const returned = operand(raw);
        return [{ kind: 'return', ...at, value: returned === undefined ? null : expressions.expression(returned) }];
      }
      case 'raise_statement': {
        const raised = operand(raw);
        return [{ kind: 'raise', ...at, value: raised === undefined ? null : expressions.expression(raised) }];
      }
      case 'pass_statement':
        return [{ kind: 'pass', ...at }];
      case 'break_statement':
        return [{ kind: 'break', ...at }];
      case 'continue_statement':
        return [{ kind: 'continue', ...at }];
      case 'delete_statement': {
        const target = expressions.expression(operand(raw));
        return [{ kind: 'delete', ...at, targets: target.kind === 'tuple' ? target.items : [target] }];
      }
      case 'global_statement':
      case 'nonlocal_statement':
        return [
          {
            kind: raw.type === 'global_statement' ? 'global' : 'nonlocal',
            ...at,
            names: raw.children.filter((child) => child.type === 'identifier').map((child) => expressions.source(child)),
          },
        ];
      case 'assert_statement':
        return [{ kind: 'assert', ...at, test: expressions.expression(operand(raw)) }];
      case 'import_statement':
        return [this.importStatement(raw)];
      case 'import_from_statement':
      case 'future_import_statement':
        return [this.fromImport(raw)];
      case 'print_statement':
      case 'exec_statement':
        return raw.children
          .filter((child) => child.field === 'argument')
          .map((child) => ({ kind: 'expression', ...at, value: expressions.expression(child) }) as const);
      case 'match_statement': {
        const cases = (field(raw, 'body')?.children ?? []).filter((child) => child.type === 'case_clause');
        return [
          {
            kind: 'match',
            ...at,
            subject: value('subject'),
            cases: cases.map((clause) => ({
              names: capturedNames(
                clause.children.filter((child) => child.field !== 'consequence'),
                (name) => expressions.source(name),
              ),
              matchesAll: isCatchAll(clause, (pattern) => expressions.source(pattern)),
              body: this.block(field(clause, 'consequence')),
            })),
          },
        ];
      }
      case 'ERROR':
      case 'block':
      case 'module':
        return this.block(raw);
      case 'call':
      case 'assignment':
        return this.simpleValue(raw, at);
      default:
        return [];
    }
  }

  private simple(raw: RawNode): readonly Statement[] {
    const parts = raw.children.filter((child) => child.type !== 'ERROR');
    const at = this.expressions.at(raw);
    if (parts.length > 1) {
      return [
        { kind: 'expression', ...at, value: { kind: 'tuple', ...at, items: parts.map((part) => this.expressions.expression(part)) } },
      ];
    }
    const only = parts[0];
    return only === undefined ? [] : this.simpleValue(only, at);
  }

  private simpleValue(raw: RawNode, at: { unit: Unit; start: number; end: number }): readonly Statement[] {
    const { expressions } = this;
    if (raw.type === 'assignment') {
      return [this.assignment(raw, at)];
    }
    if (raw.type === 'augmented_assignment') {
      return [
        {
          kind: 'augment',
          ...at,
          target: expressions.expression(field(raw, 'left')),
          operator: (field(raw, 'operator')?.type ?? '').replace(/=$/, ''),
          value: expressions.expression(field(raw, 'right')),
        },
      ];
    }
    return [{ kind: 'expression', ...at, value: expressions.expression(raw) }];
  }

  private assignment(raw: RawNode, at: { unit: Unit; start: number; end: number }): AssignNode {
    const { expressions } = this;
    const targets: Expression[] = [];
    let current: RawNode | undefined = raw;
    let annotation: Expression | null = null;
    let right: RawNode | undefined;
    while (current?.type === 'assignment') {
      targets.push(expressions.expression(field(current, 'left')));
      const type = field(current, 'type');
      annotation = type === undefined ? annotation : expressions.expression(type);
      right = field(current, 'right');
      current = right;
    }
    if (right?.type === 'augmented_assignment') {
      right = field(right, 'right');
    }
    return { kind: 'assign', ...at, targets, value: right === undefined ? null : expressions.expression(right), annotation };
  }

  private definition(raw: RawNode): readonly Statement[] {
    const { expressions } = this;
    const at = expressions.at(raw);
    const decorators = raw.children.filter((child) => child.type === 'decorator').map((child) => expressions.expression(operand(child)));
    const inner = raw.type === 'decorated_definition' ? field(raw, 'definition') : raw;
    const name = inner === undefined ? undefined : field(inner, 'name');
    if (inner === undefined || name === undefined) {
      return [];
    }
    const named = {
      name: expressions.source(name),
      nameStart: name.start - expressions.base,
      decorators,
      body: this.block(field(inner, 'body')),
    };
    if (inner.type === 'class_definition') {
      const bases = field(inner, 'superclasses');
      return [{ kind: 'class', ...at, ...named, bases: bases === undefined ? [] : expressions.arguments(bases) }];
    }
    const returns = field(inner, 'return_type');
    return [
      {
        kind: 'function',
        ...at,
        ...named,
        parameters: expressions.parameters(field(inner, 'parameters')),
        returns: returns === undefined ? null : expressions.expression(returns),
        isAsync: inner.children.some((child) => child.type === 'async'),
      },
    ];
  }

  private alternatives(clauses: readonly RawNode[]): readonly Statement[] {
    const [first, ...rest] = clauses;
    if (first === undefined) {
      return [];
    }
    if (first.type === 'elif_clause') {
      if (this.depth > deepest) {
        return [{ kind: 'unreadable', ...this.expressions.at(first) }];
      }
      this.depth++;
      const orelse = this.alternatives(rest);
      this.depth--;
      return [
        {
          kind: 'if',
          ...this.expressions.at(first),
          test: this.expressions.expression(field(first, 'condition')),
          body: this.block(field(first, 'consequence')),
          orelse,
        },
      ];
    }
    return this.block(field(first, 'body'));
  }

  private orElse(raw: RawNode): readonly Statement[] {
    const clause = field(raw, 'alternative');
    return clause === undefined ? [] : this.block(field(clause, 'body'));
  }

  private withItem(value: RawNode | undefined): { value: Expression; target: Expression | null }[] {
    if (value === undefined) {
      return [];
    }
    if (value.type === 'as_pattern') {
      const alias = field(value, 'alias');
      return [
        { value: this.expressions.expression(value.children[0]), target: alias === undefined ? null : this.expressions.expression(alias) },
      ];
    }
    if (value.type === 'tuple' && value.children.some((child) => child.type === 'as_pattern')) {
      return value.children.flatMap((child) => this.withItem(child));
    }
    return [{ value: this.expressions.expression(value), target: null }];
  }

  private tryStatement(raw: RawNode): TryNode {
    const clause = (type: string): RawNode | undefined => raw.children.find((child) => child.type === type);
    const blockOf = (part: RawNode | undefined): readonly Statement[] => this.block(part?.children.find((child) => child.type === 'block'));
    const handlers = raw.children
      .filter((child) => child.type === 'except_clause' || child.type === 'except_group_clause')
      .map((handler) => {
        const pattern = handler.children.find((child) => child.type === 'as_pattern');
        const alias = pattern === undefined ? field(handler, 'alias') : field(pattern, 'alias');
        return { name: alias === undefined ? null : this.expressions.source(alias), body: blockOf(handler) };
      });
    return {
      kind: 'try',
      ...this.expressions.at(raw),
      body: this.block(field(raw, 'body')),
      handlers,
      orelse: blockOf(clause('else_clause')),
      final: blockOf(clause('finally_clause')),
    };
  }

  private importStatement(raw: RawNode): ImportNode {
    return {
      kind: 'import',
      ...this.expressions.at(raw),
      names: raw.children
        .filter((child) => child.field === 'name')
        .map((child) => this.imported(child))
        .map(({ name, alias }) => ({ module: name, alias })),
    };
  }

  private fromImport(raw: RawNode): FromImportNode {
    const at = this.expressions.at(raw);
    if (raw.type === 'future_import_statement') {
      return { kind: 'from', ...at, level: 0, module: '__future__', names: [] };
    }
    const source = field(raw, 'module_name');
    const relative = source?.type === 'relative_import';
    const prefix = relative ? source.children.find((child) => child.type === 'import_prefix') : undefined;
    const dotted = relative ? source.children.find((child) => child.type === 'dotted_name') : source;
    const everything = raw.children.some((child) => child.type === 'wildcard_import');
    return {
      kind: 'from',
      ...at,
      level: prefix === undefined ? 0 : this.expressions.source(prefix).replace(/\s/g, '').length,
      module: dotted === undefined ? '' : compact(this.expressions.source(dotted)),
      names: everything ? null : raw.children.filter((child) => child.field === 'name').map((child) => this.imported(child)),
    };
  }

  private imported(raw: RawNode): { name: string; alias: string | null } {
    if (raw.type !== 'aliased_import') {
      return { name: compact(this.expressions.source(raw)), alias: null };
    }
    const name = field(raw, 'name');
    const alias = field(raw, 'alias');
    return {
      name: name === undefined ? '' : compact(this.expressions.source(name)),
      alias: alias === undefined ? null : this.expressions.source(alias),
    };
  }
}

const compact = (dotted: string): string => dotted.replace(/[\s\\]/g, '');

/** Names a `case` pattern may bind: over-approximated, since a bound name only makes a value unknown. */
function capturedNames(patterns: readonly RawNode[], text: (raw: RawNode) => string): readonly string[] {
  return patterns.flatMap((pattern) =>
    pattern.type === 'identifier' || pattern.type === 'dotted_name' ? [text(pattern)] : capturedNames(pattern.children, text),
  );
}

/** `case _:` or `case name:` without a guard. */
function isCatchAll(clause: RawNode, text: (raw: RawNode) => string): boolean {
  const patterns = clause.children.filter((child) => child.field !== 'consequence' && child.type !== 'case');
  return (
    patterns.length === 1 &&
    patterns[0] !== undefined &&
    /^\w+$/.test(text(patterns[0])) &&
    !/^(None|True|False|\d+)$/.test(text(patterns[0]))
  );
}
