import { floatValue, integerValue, stringParts, unescape } from './literals';
import type {
  ArgumentNode,
  ComprehensionNode,
  ConstantNode,
  Expression,
  OperatorNode,
  ParameterNode,
  SequenceNode,
  TemplateNode,
  Unit,
} from './nodes';
import type { RawNode } from './raw';

/** Deeper nesting than any program needs; below it an expression is unreadable rather than a crash. */
const deepest = 200;

/** Lowers expressions of one unit. Offsets of raw nodes are absolute in the fragment; those of the result are relative to the unit. */
export class ExpressionLowering {
  private depth = 0;

  constructor(
    readonly text: string,
    readonly unit: Unit,
    readonly base: number,
  ) {}

  at(raw: RawNode): { unit: Unit; start: number; end: number } {
    return { unit: this.unit, start: raw.start - this.base, end: raw.end - this.base };
  }

  source(raw: RawNode): string {
    return this.text.slice(raw.start, raw.end);
  }

  expression(raw: RawNode | undefined): Expression {
    if (raw === undefined) {
      return { kind: 'unreadable', unit: this.unit, start: 0, end: 0 };
    }
    if (this.depth > deepest) {
      return { kind: 'unreadable', ...this.at(raw) };
    }
    this.depth++;
    try {
      return this.lowered(raw);
    } finally {
      this.depth--;
    }
  }

  private lowered(raw: RawNode): Expression {
    const at = this.at(raw);
    const [first, second, third] = raw.children;
    switch (raw.type) {
      case 'identifier':
        return { kind: 'name', ...at, id: this.source(raw) };
      case 'dotted_name':
        return this.dotted(raw);
      case 'integer': {
        const text = this.source(raw);
        return /[jJ]$/.test(text)
          ? { kind: 'constant', ...at, type: 'complex', value: null }
          : { kind: 'constant', ...at, type: 'int', value: integerValue(text) };
      }
      case 'float': {
        const text = this.source(raw);
        return /[jJ]$/.test(text)
          ? { kind: 'constant', ...at, type: 'complex', value: null }
          : { kind: 'constant', ...at, type: 'float', value: floatValue(text) };
      }
      case 'true':
      case 'false':
        return { kind: 'constant', ...at, type: 'bool', value: raw.type === 'true' };
      case 'none':
        return { kind: 'constant', ...at, type: 'none', value: null };
      case 'ellipsis':
        return { kind: 'constant', ...at, type: 'ellipsis', value: null };
      case 'string':
        return this.string(raw);
      case 'concatenated_string':
        return this.concatenated(raw);
      case 'parenthesized_expression':
      case 'type':
      case 'as_pattern_target':
      case 'case_pattern':
        return this.expression(first);
      case 'list':
      case 'list_pattern':
        return this.sequence('list', raw);
      case 'tuple':
      case 'tuple_pattern':
      case 'expression_list':
      case 'pattern_list':
        return this.sequence('tuple', raw);
      case 'set':
        return this.sequence('set', raw);
      case 'dictionary':
        return {
          kind: 'dict',
          ...at,
          entries: raw.children.flatMap((child): { key: Expression | null; value: Expression }[] => {
            if (child.type === 'pair') {
              return [{ key: this.expression(field(child, 'key')), value: this.expression(field(child, 'value')) }];
            }
            return child.type === 'dictionary_splat' ? [{ key: null, value: this.expression(operand(child)) }] : [];
          }),
        };
      case 'list_comprehension':
        return this.comprehension('list', raw);
      case 'set_comprehension':
        return this.comprehension('set', raw);
      case 'dictionary_comprehension':
        return this.comprehension('dict', raw);
      case 'generator_expression':
        return this.comprehension('generator', raw);
      case 'call': {
        const list = field(raw, 'arguments');
        return {
          kind: 'call',
          ...at,
          callee: this.expression(field(raw, 'function')),
          arguments: list === undefined ? [] : this.arguments(list),
          open: (list?.start ?? raw.end) - this.base,
          close: (list?.end ?? raw.end) - this.base,
          site: null,
        };
      }
      case 'attribute': {
        const name = field(raw, 'attribute');
        return {
          kind: 'attribute',
          ...at,
          object: this.expression(field(raw, 'object')),
          name: name === undefined ? '' : this.source(name),
          nameStart: (name?.start ?? raw.end) - this.base,
        };
      }
      case 'subscript': {
        const indices = raw.children.filter((child) => child.field === 'subscript');
        const index = indices.length === 1 ? this.expression(indices[0]) : this.tupleOf(indices, at);
        return { kind: 'subscript', ...at, object: this.expression(field(raw, 'value')), index };
      }
      case 'slice':
        return { kind: 'slice', ...at, parts: this.sliceParts(raw) };
      case 'unary_operator':
        return this.operator('unary', raw, [this.source(field(raw, 'operator') ?? raw)], [field(raw, 'argument')]);
      case 'not_operator':
        return this.operator('unary', raw, ['not'], [field(raw, 'argument')]);
      case 'binary_operator':
        return this.operator('binary', raw, [this.binaryOperator(raw)], [field(raw, 'left'), field(raw, 'right')]);
      case 'boolean_operator':
        return this.operator(field(raw, 'operator')?.type === 'or' ? 'or' : 'and', raw, [], [field(raw, 'left'), field(raw, 'right')]);
      case 'comparison_operator':
        return this.operator(
          'compare',
          raw,
          raw.children.filter((child) => child.field === 'operators').map((child) => child.type),
          raw.children.filter((child) => child.field !== 'operators'),
        );
      case 'conditional_expression': {
        const parts = raw.children.filter((child) => child.type !== 'if' && child.type !== 'else');
        return {
          kind: 'conditional',
          ...at,
          yes: this.expression(parts[0]),
          test: this.expression(parts[1]),
          no: this.expression(parts[2]),
        };
      }
      case 'lambda':
        return { kind: 'lambda', ...at, parameters: this.parameters(field(raw, 'parameters')), body: this.expression(field(raw, 'body')) };
      case 'await':
        return { kind: 'await', ...at, value: this.expression(operand(raw)) };
      case 'yield': {
        const value = raw.children.find((child) => child.type !== 'yield' && child.type !== 'from');
        return { kind: 'yield', ...at, value: value === undefined ? null : this.expression(value) };
      }
      case 'list_splat':
      case 'list_splat_pattern':
      case 'parenthesized_list_splat':
        return { kind: 'star', ...at, value: this.expression(operand(raw)) };
      case 'dictionary_splat':
      case 'dictionary_splat_pattern':
        return { kind: 'doublestar', ...at, value: this.expression(operand(raw)) };
      case 'named_expression': {
        const name = field(raw, 'name') ?? first;
        return name === undefined
          ? { kind: 'unreadable', ...at }
          : {
              kind: 'walrus',
              ...at,
              target: { kind: 'name', ...this.at(name), id: this.source(name) },
              value: this.expression(field(raw, 'value') ?? third ?? second),
            };
      }
      default:
        return { kind: 'unreadable', ...at };
    }
  }

  /** The sign of matrix products is punctuation elsewhere, and left out of the tree. */
  private binaryOperator(raw: RawNode): string {
    const operator = field(raw, 'operator');
    return operator === undefined ? '@' : this.source(operator);
  }

  private operator(
    kind: OperatorNode['kind'],
    raw: RawNode,
    operators: readonly string[],
    operands: readonly (RawNode | undefined)[],
  ): OperatorNode {
    return { kind, ...this.at(raw), operators, operands: operands.map((child) => this.expression(child)) };
  }

  private sequence(kind: SequenceNode['kind'], raw: RawNode): SequenceNode {
    return { kind, ...this.at(raw), items: raw.children.filter((child) => child.type !== 'ERROR').map((child) => this.expression(child)) };
  }

  private tupleOf(items: readonly RawNode[], at: { unit: Unit; start: number; end: number }): SequenceNode {
    return { kind: 'tuple', ...at, items: items.map((item) => this.expression(item)) };
  }

  private sliceParts(raw: RawNode): readonly [Expression | null, Expression | null, Expression | null] {
    const parts: [Expression | null, Expression | null, Expression | null] = [null, null, null];
    let part = 0;
    for (const child of raw.children) {
      if (child.type === ':') {
        part++;
      } else if (part < 3) {
        parts[part] = this.expression(child);
      }
    }
    return parts;
  }

  private comprehension(result: ComprehensionNode['result'], raw: RawNode): ComprehensionNode {
    const body = field(raw, 'body');
    const pair = body?.type === 'pair' ? body : undefined;
    const clauses: { target: Expression; iterable: Expression; conditions: Expression[] }[] = [];
    for (const child of raw.children) {
      if (child.type === 'for_in_clause') {
        clauses.push({ target: this.expression(field(child, 'left')), iterable: this.expression(field(child, 'right')), conditions: [] });
      } else if (child.type === 'if_clause') {
        clauses.at(-1)?.conditions.push(this.expression(operand(child)));
      }
    }
    return {
      kind: 'comprehension',
      ...this.at(raw),
      result,
      element: this.expression(pair === undefined ? body : field(pair, 'key')),
      value: pair === undefined ? null : this.expression(field(pair, 'value')),
      clauses,
    };
  }

  arguments(list: RawNode): readonly ArgumentNode[] {
    if (list.type === 'generator_expression') {
      return [{ ...this.at(list), name: null, splat: 0, value: this.expression(list) }];
    }
    const found: ArgumentNode[] = [];
    for (const child of list.children) {
      if (child.type === 'ERROR') {
        continue;
      }
      if (child.type === 'keyword_argument') {
        const name = field(child, 'name');
        found.push({
          ...this.at(child),
          name: name === undefined ? '' : this.source(name),
          splat: 0,
          value: this.expression(field(child, 'value')),
        });
      } else if (child.type === 'list_splat' || child.type === 'dictionary_splat') {
        found.push({ ...this.at(child), name: null, splat: child.type === 'list_splat' ? 1 : 2, value: this.expression(operand(child)) });
      } else {
        found.push({ ...this.at(child), name: null, splat: 0, value: this.expression(child) });
      }
    }
    return found;
  }

  parameters(list: RawNode | undefined): readonly ParameterNode[] {
    const found: ParameterNode[] = [];
    let keywordOnly = false;
    for (const child of list?.children ?? []) {
      if (child.type === 'keyword_separator' || child.type === '*') {
        keywordOnly = true;
        continue;
      }
      const parameter = this.parameter(child, keywordOnly);
      if (parameter !== null) {
        keywordOnly ||= parameter.kind === 'rest';
        found.push(parameter);
      }
    }
    return found;
  }

  private parameter(raw: RawNode, keywordOnly: boolean): ParameterNode | null {
    const kind = keywordOnly ? 'keyword' : 'positional';
    const annotation = field(raw, 'type');
    switch (raw.type) {
      case 'identifier':
        return { ...this.at(raw), name: this.source(raw), kind, annotation: null, default: null };
      case 'default_parameter':
      case 'typed_default_parameter': {
        const name = field(raw, 'name');
        return {
          ...this.at(raw),
          name: name === undefined ? '' : this.source(name),
          kind,
          annotation: annotation === undefined ? null : this.expression(annotation),
          default: this.expression(field(raw, 'value')),
        };
      }
      case 'typed_parameter': {
        const inner = raw.children[0];
        const parameter = inner === undefined ? null : this.parameter(inner, keywordOnly);
        return parameter === null ? null : { ...parameter, annotation: annotation === undefined ? null : this.expression(annotation) };
      }
      case 'list_splat_pattern':
      case 'dictionary_splat_pattern': {
        const name = operand(raw);
        return {
          ...this.at(raw),
          name: name === undefined ? '' : this.source(name),
          kind: raw.type === 'list_splat_pattern' ? 'rest' : 'keyword-rest',
          annotation: null,
          default: null,
        };
      }
      default:
        return null;
    }
  }

  private dotted(raw: RawNode): Expression {
    const at = this.at(raw);
    let offset = at.start;
    let result: Expression | null = null;
    for (const part of this.source(raw).split('.')) {
      const name = part.trim();
      const end = offset + part.length;
      result =
        result === null
          ? { kind: 'name', unit: at.unit, start: at.start, end, id: name }
          : { kind: 'attribute', unit: at.unit, start: at.start, end, object: result, name, nameStart: offset };
      offset = end + 1;
    }
    return result ?? { kind: 'unreadable', ...at };
  }

  private string(raw: RawNode): ConstantNode | TemplateNode {
    const text = this.source(raw);
    const { prefix, quote } = stringParts(text);
    const isRaw = prefix.includes('r');
    const isFormatted = prefix.includes('f') || prefix.includes('t');
    const read = (from: number, to: number): string => {
      const body = unescape(this.text.slice(from, to), isRaw);
      return isFormatted ? body.replaceAll('{{', '{').replaceAll('}}', '}') : body;
    };
    const interpolations = raw.children.filter((child) => child.type === 'interpolation');
    const open = prefix.length + quote;
    const isClosed = text.length >= open + quote && text.endsWith(text.slice(prefix.length, open));
    const end = isClosed ? raw.end - quote : raw.end;
    if (interpolations.length === 0) {
      return { kind: 'constant', ...this.at(raw), type: prefix.includes('b') ? 'bytes' : 'str', value: read(raw.start + open, end) };
    }
    const parts: (string | Expression)[] = [];
    let from = raw.start + open;
    for (const piece of interpolations) {
      if (piece.start > from) {
        parts.push(read(from, piece.start));
      }
      parts.push(this.expression(field(piece, 'expression')));
      from = piece.end;
    }
    if (end > from) {
      parts.push(read(from, end));
    }
    return {
      kind: 'template',
      ...this.at(raw),
      parts,
      plain: !prefix.includes('t') && interpolations.every((piece) => this.isPlain(piece)),
    };
  }

  /** Whether an interpolation is nothing but its expression. */
  private isPlain(interpolation: RawNode): boolean {
    const only = field(interpolation, 'expression');
    return only !== undefined && /^\s*\}$/.test(this.text.slice(only.end, interpolation.end));
  }

  private concatenated(raw: RawNode): ConstantNode | TemplateNode {
    const pieces = raw.children.filter((child) => child.type === 'string').map((child) => this.string(child));
    if (pieces.every((piece): piece is ConstantNode => piece.kind === 'constant')) {
      const type = pieces[0]?.type ?? 'str';
      return { kind: 'constant', ...this.at(raw), type, value: pieces.map((piece) => String(piece.value)).join('') };
    }
    return {
      kind: 'template',
      ...this.at(raw),
      parts: pieces.flatMap((piece) => (piece.kind === 'constant' ? [String(piece.value)] : piece.parts)),
      plain: pieces.every((piece) => piece.kind === 'constant' || piece.plain),
    };
  }
}

/** The first child in a field. */
export function field(raw: RawNode, name: string): RawNode | undefined {
  return raw.children.find((child) => child.field === name);
}

const keywords = new Set(['*', '**', 'await', 'if', 'not', 'return', 'assert', 'raise', 'del', 'from', 'async']);

/** The only operand of a construct that starts with a keyword or a star. */
export function operand(raw: RawNode): RawNode | undefined {
  return raw.children.find((child) => !keywords.has(child.type));
}
