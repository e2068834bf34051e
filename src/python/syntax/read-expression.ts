import { floatValue, integerValue } from './literals';
import type { Expression, OperatorNode } from './nodes';
import { ArgumentReader } from './read-arguments';

/** Deeper nesting, and longer chains of operators and attributes, are left to the grammar. */
const deepest = 30;
const longestChain = 60;

const precedences: Readonly<Record<string, number>> = {
  '|': 1,
  '^': 2,
  '&': 3,
  '<<': 4,
  '>>': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '//': 6,
  '%': 6,
  '@': 6,
};
const comparisons = new Set(['<', '>', '==', '>=', '<=', '!=', '<>', 'in', 'not', 'is']);

/** Reads expressions of ordinary code into the nodes that the grammar's tree is lowered to. */
export class ExpressionReader extends ArgumentReader {
  private depth = 0;

  /** One expression, or several as a tuple; they may be starred. */
  protected override expressions(): Expression {
    const { start } = this;
    const first = this.starred();
    return this.type === ',' ? this.tupleFrom(start, first) : first;
  }

  protected tupleFrom(start: number, first: Expression): Expression {
    const items = [first];
    while (this.takes(',') && this.startsExpression()) {
      items.push(this.starred());
    }
    return { kind: 'tuple', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, items };
  }

  private startsExpression(): boolean {
    switch (this.type) {
      case 'newline':
      case 'end':
      case '=':
      case ')':
      case ']':
      case '}':
      case ':':
      case ';':
      case 'in':
      case 'for':
        return false;
      default:
        return true;
    }
  }

  protected override starred(): Expression {
    const { start } = this;
    if (!this.takes('*')) {
      return this.named();
    }
    const value = this.binary(1);
    return { kind: 'star', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, value };
  }

  /** An expression or `name := value`. */
  protected override named(): Expression {
    const { start } = this;
    const target = this.expression();
    if (this.type !== ':=') {
      return target;
    }
    if (target.kind !== 'name' || this.text[start] === '(') {
      this.fail();
    }
    this.advance();
    const value = this.expression();
    return { kind: 'walrus', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, target, value };
  }

  protected override expression(): Expression {
    this.deeper();
    const { start } = this;
    let result: Expression;
    if (this.type === 'lambda') {
      this.advance();
      const parameters = this.parameters(':', false);
      this.expect(':');
      const body = this.expression();
      result = { kind: 'lambda', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, parameters, body };
    } else {
      result = this.disjunction();
      if (this.takes('if')) {
        const test = this.disjunction();
        this.expect('else');
        const no = this.expression();
        result = { kind: 'conditional', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, test, yes: result, no };
      }
    }
    this.depth--;
    return result;
  }

  private deeper(): void {
    if (++this.depth > deepest) {
      this.fail();
    }
  }

  protected override disjunction(): Expression {
    const { start } = this;
    let left = this.conjunction();
    for (let length = 0; this.takes('or'); length++) {
      left = this.operator('or', start, [], [left, this.conjunction()], length);
    }
    return left;
  }

  private conjunction(): Expression {
    const { start } = this;
    let left = this.inversion();
    for (let length = 0; this.takes('and'); length++) {
      left = this.operator('and', start, [], [left, this.inversion()], length);
    }
    return left;
  }

  private inversion(): Expression {
    const { start } = this;
    if (!this.takes('not')) {
      return this.comparison();
    }
    this.deeper();
    const operand = this.inversion();
    this.depth--;
    return this.operator('unary', start, ['not'], [operand], 0);
  }

  private comparison(): Expression {
    const { start } = this;
    const first = this.binary(1);
    if (!comparisons.has(this.type)) {
      return first;
    }
    const operators: string[] = [];
    const operands = [first];
    while (comparisons.has(this.type)) {
      const { type } = this;
      this.advance();
      if (type === 'not') {
        this.expect('in');
        operators.push('not in');
      } else {
        operators.push(type === 'is' && this.takes('not') ? 'is not' : type);
      }
      operands.push(this.binary(1));
    }
    return this.operator('compare', start, operators, operands, 0);
  }

  private operator(
    kind: OperatorNode['kind'],
    start: number,
    operators: readonly string[],
    operands: readonly Expression[],
    length: number,
  ): OperatorNode {
    if (length > longestChain) {
      this.fail();
    }
    return { kind, unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, operators, operands };
  }

  protected binary(least: number): Expression {
    const { start } = this;
    let left = this.unary();
    for (let length = 0; ; length++) {
      const { type } = this;
      const precedence = precedences[type] ?? 0;
      if (precedence < least) {
        return left;
      }
      this.advance();
      left = this.operator('binary', start, [type], [left, this.binary(precedence + 1)], length);
    }
  }

  private unary(): Expression {
    const { start, type } = this;
    if (type !== '-' && type !== '+' && type !== '~') {
      return this.power();
    }
    this.deeper();
    this.advance();
    const operand = this.unary();
    this.depth--;
    return this.operator('unary', start, [type], [operand], 0);
  }

  private power(): Expression {
    const { start } = this;
    const left = this.awaited();
    if (!this.takes('**')) {
      return left;
    }
    this.deeper();
    const right = this.unary();
    this.depth--;
    return this.operator('binary', start, ['**'], [left, right], 0);
  }

  private awaited(): Expression {
    const { start } = this;
    if (!this.takes('await')) {
      return this.primary();
    }
    const value = this.primary();
    return { kind: 'await', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, value };
  }

  /** A name, literal or bracket with the attributes, calls and subscripts behind it. */
  protected override primary(): Expression {
    const { start } = this;
    let result = this.atom();
    for (let length = 0; length <= longestChain; length++) {
      switch (this.type) {
        case '.': {
          this.advance();
          const { start: nameStart, value: name } = this;
          this.expect('name');
          const { unit, base, lastEnd } = this;
          result = { kind: 'attribute', unit, start: start - base, end: lastEnd - base, object: result, name, nameStart: nameStart - base };
          break;
        }
        case '(': {
          const open = this.start;
          const given = this.arguments();
          const close = this.lastEnd - this.base;
          const { unit, base } = this;
          result = {
            kind: 'call',
            unit,
            start: start - base,
            end: close,
            callee: result,
            arguments: given,
            open: open - base,
            close,
            site: null,
          };
          break;
        }
        case '[':
          result = this.subscript(start, result);
          break;
        default:
          return result;
      }
    }
    this.fail();
  }

  private atom(): Expression {
    const { start, type } = this;
    switch (type) {
      case 'name': {
        const id = this.value;
        this.advance();
        return { kind: 'name', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, id };
      }
      case 'integer':
      case 'float':
      case 'complex': {
        const text = this.value;
        this.advance();
        return type === 'complex'
          ? { kind: 'constant', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, type, value: null }
          : type === 'float'
            ? { kind: 'constant', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, type, value: floatValue(text) }
            : {
                kind: 'constant',
                unit: this.unit,
                start: start - this.base,
                end: this.lastEnd - this.base,
                type: 'int',
                value: integerValue(text),
              };
      }
      case 'True':
      case 'False':
        this.advance();
        return {
          kind: 'constant',
          unit: this.unit,
          start: start - this.base,
          end: this.lastEnd - this.base,
          type: 'bool',
          value: type === 'True',
        };
      case 'None':
        this.advance();
        return { kind: 'constant', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, type: 'none', value: null };
      case '...':
        this.advance();
        return {
          kind: 'constant',
          unit: this.unit,
          start: start - this.base,
          end: this.lastEnd - this.base,
          type: 'ellipsis',
          value: null,
        };
      case 'string':
        return this.strings();
      case '(':
        return this.parenthesized();
      case '[':
        return this.list();
      case '{':
        return this.braces();
      default:
        return this.fail();
    }
  }

  protected override yielded(): Expression {
    const { start } = this;
    this.expect('yield');
    const value = this.takes('from') ? this.expression() : this.startsExpression() ? this.expressions() : null;
    return { kind: 'yield', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, value };
  }
}
