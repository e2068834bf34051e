import type { AssignNode, Expression, FromImportNode, Statement } from './nodes';
import { ExpressionReader } from './read-expression';
import { dictionary } from '../dictionary';

const augmented = new Set(['+=', '-=', '*=', '/=', '//=', '%=', '**=', '&=', '|=', '^=', '<<=', '>>=', '@=']);
/** Words that are keywords where a statement starts with them and something follows that they could not be followed by as names. */
const softKeywords: Readonly<Record<string, RegExp>> = dictionary({
  match: /[ \t]*(?:=[^=]|\.|,|:|\r?\n|$)/y,
  type: /[ \t]*(?:=[^=]|\.|,|:|\(|\r?\n|$)/y,
  print: /[ \t]*(?:=[^=]|\.|,|\(|\r?\n|$)/y,
  exec: /[ \t]*(?:=[^=]|\.|,|\(|\r?\n|$)/y,
});

/** Reads the statements that hold no others. */
export class SimpleStatementReader extends ExpressionReader {
  protected simple(): { type: string; node: Statement } {
    const { start, type } = this;
    switch (type) {
      case 'import':
        return { type: 'import_statement', node: this.importStatement() };
      case 'from': {
        const node = this.fromImport();
        return { type: node.module === '__future__' ? 'future_import_statement' : 'import_from_statement', node };
      }
      case 'return':
      case 'raise': {
        this.advance();
        const value = this.type === 'newline' || this.type === ';' ? null : this.expressions();
        if (type === 'raise' && this.takes('from')) {
          this.expression();
        }
        return {
          type: `${type}_statement`,
          node: { kind: type, unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, value },
        };
      }
      case 'pass':
      case 'break':
      case 'continue':
        this.advance();
        return {
          type: `${type}_statement`,
          node: { kind: type, unit: this.unit, start: start - this.base, end: this.lastEnd - this.base },
        };
      case 'del': {
        this.advance();
        const target = this.expressions();
        const targets = target.kind === 'tuple' ? target.items : [target];
        return {
          type: 'delete_statement',
          node: { kind: 'delete', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, targets },
        };
      }
      case 'global':
      case 'nonlocal': {
        const names: string[] = [];
        do {
          this.advance();
          names.push(this.value);
          this.expect('name');
        } while (this.type === ',');
        return {
          type: `${type}_statement`,
          node: { kind: type, unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, names },
        };
      }
      case 'assert': {
        this.advance();
        const test = this.expression();
        if (this.takes(',')) {
          this.expression();
        }
        return {
          type: 'assert_statement',
          node: { kind: 'assert', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, test },
        };
      }
      default:
        return { type: 'expression_statement', node: this.expressionStatement(start) };
    }
  }

  private expressionStatement(start: number): Statement {
    if (this.type === 'yield') {
      const value = this.yielded();
      return { kind: 'expression', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, value };
    }
    if (this.type === 'name') {
      const asName = softKeywords[this.value];
      if (asName !== undefined) {
        asName.lastIndex = this.end;
        if (!asName.test(this.text)) {
          this.fail();
        }
      }
    }
    const single = this.starred();
    const hasComma = this.type === ',';
    const first = hasComma ? this.tupleFrom(start, single) : single;
    if (this.is('=')) {
      return this.assignment(start, first);
    }
    if (this.is(':')) {
      return hasComma ? this.fail() : this.annotated(start, first);
    }
    if (augmented.has(this.type)) {
      const operator = this.type.slice(0, -1);
      const target = this.asTarget(first);
      this.advance();
      const value = this.type === 'yield' ? this.yielded() : this.expressions();
      return { kind: 'augment', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, target, operator, value };
    }
    // A comma behind one expression alone makes no difference to a statement.
    const isOne = first.kind === 'tuple' && hasComma && first.items.length === 1;
    return { kind: 'expression', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, value: isOne ? single : first };
  }

  private assignment(start: number, first: Expression): AssignNode {
    const targets = [this.asTarget(first)];
    for (;;) {
      this.expect('=');
      const value = this.type === 'yield' ? this.yielded() : this.expressions();
      if (this.type !== '=') {
        return {
          kind: 'assign',
          unit: this.unit,
          start: start - this.base,
          end: this.lastEnd - this.base,
          targets,
          value,
          annotation: null,
        };
      }
      targets.push(this.asTarget(value));
    }
  }

  private annotated(start: number, first: Expression): AssignNode {
    const targets = [this.asTarget(first)];
    if (first.kind === 'tuple' || first.kind === 'list') {
      this.fail();
    }
    this.advance();
    const annotation = this.typeExpression();
    const value = this.takes('=') ? (this.type === 'yield' ? this.yielded() : this.expressions()) : null;
    return { kind: 'assign', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, targets, value, annotation };
  }

  private dotted(): string {
    let name = this.value;
    this.expect('name');
    while (this.takes('.')) {
      name += `.${this.value}`;
      this.expect('name');
    }
    return name;
  }

  private alias(): string | null {
    if (!this.takes('as')) {
      return null;
    }
    const alias = this.value;
    this.expect('name');
    return alias;
  }

  private importStatement(): Statement {
    const { start } = this;
    const names: { module: string; alias: string | null }[] = [];
    do {
      this.advance();
      names.push({ module: this.dotted(), alias: this.alias() });
    } while (this.type === ',');
    return { kind: 'import', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, names };
  }

  private fromImport(): FromImportNode {
    const { start } = this;
    this.advance();
    let level = 0;
    while (this.type === '.' || this.type === '...') {
      level += this.type.length;
      this.advance();
    }
    const module = level > 0 && this.type === 'import' ? '' : this.dotted();
    this.expect('import');
    if (this.takes('*')) {
      return { kind: 'from', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, level, module, names: null };
    }
    const isBracketed = this.takes('(');
    const names: { name: string; alias: string | null }[] = [];
    do {
      const name = this.value;
      this.expect('name');
      names.push({ name, alias: this.alias() });
    } while (this.takes(',') && !(isBracketed && this.type === ')'));
    if (isBracketed) {
      this.expect(')');
    }
    return {
      kind: 'from',
      unit: this.unit,
      start: start - this.base,
      end: this.lastEnd - this.base,
      level,
      module,
      names: level === 0 && module === '__future__' ? [] : names,
    };
  }
}
