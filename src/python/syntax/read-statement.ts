import type { Expression, IfNode, Statement } from './nodes';
import { SimpleStatementReader } from './read-simple-statement';
import type { SourceDocument } from '../source/document';
import type { LoweredUnit } from './units';

const deepestBlock = 50;
/** More of them in a row are left to the grammar as well: each stands in the one before. */
const mostClauses = 50;
type Child = LoweredUnit['children'][number];

/** Reads the statements of ordinary code; see `Scanner`. */
export class StatementReader extends SimpleStatementReader {
  private children: Child[] = [];

  private blocks = 0;
  private clauses = 0;

  /** Where the block ends that was read last, with the comments that belong to it. */
  private tail = 0;

  constructor(
    text: string,
    private readonly document: SourceDocument,
    private readonly fragment: number,
    private readonly generation: number,
  ) {
    super(text);
  }

  /** Goes to the first statement at the top level from an offset on, which is the start of a line. */
  begin(offset: number): void {
    this.nextLine(offset);
    this.atTopLevel();
  }

  /** The offset of the next statement; -1 at the end. */
  get next(): number {
    return this.type === 'end' ? -1 : this.start;
  }

  /** The statements of a line of the top level, with the blocks that belong to them. */
  line(): readonly LoweredUnit[] {
    const units = this.statements();
    this.atTopLevel();
    return units;
  }

  private atTopLevel(): void {
    if (this.indent !== 0) {
      this.fail();
    }
  }

  /** A compound statement, or the simple statements of a line. */
  private statements(): readonly LoweredUnit[] {
    switch (this.type) {
      case 'if':
      case 'for':
      case 'while':
      case 'with':
      case 'try':
      case 'def':
      case 'class':
      case 'async':
      case '@':
        return [this.unitOf(() => this.compound(this.start, false))];
      default: {
        const units = this.simpleStatements();
        this.endLine();
        return units;
      }
    }
  }

  private unitOf(read: () => { readonly type: string; readonly node: Statement }): LoweredUnit {
    const { unit: outerUnit, base: outerBase, children: outerChildren, start } = this;
    this.unit = { document: this.document, fragment: this.fragment, base: start };
    this.base = start;
    this.children = [];
    const { type, node } = read();
    const text = this.text.slice(start, start + node.end);
    const lowered: LoweredUnit = { type, text, unit: this.unit, statements: [node], children: this.children, generation: this.generation };
    this.unit = outerUnit;
    this.base = outerBase;
    this.children = outerChildren;
    return lowered;
  }

  private simpleStatements(): readonly LoweredUnit[] {
    const units = [this.unitOf(() => this.simple())];
    while (this.takes(';') && this.type !== 'newline') {
      units.push(this.unitOf(() => this.simple()));
    }
    if (this.type !== 'newline') {
      this.fail();
    }
    this.tail = this.commentEnd === -1 ? this.lastEnd : this.commentEnd;
    return units;
  }

  private endLine(): void {
    if (this.type !== 'newline') {
      this.fail();
    }
    this.nextLine(this.start + 1);
  }

  /** The statements behind a colon. */
  private block(): readonly Statement[] {
    this.expect(':');
    if (this.type !== 'newline') {
      const units = this.simpleStatements();
      this.endLine();
      return this.adopt(units);
    }
    const outer = this.indent;
    this.endLine();
    const { indent } = this;
    if (indent <= outer || this.is('end') || ++this.blocks > deepestBlock) {
      this.fail();
    }
    const statements: Statement[] = [];
    while (!this.is('end') && this.indent === indent) {
      statements.push(...this.adopt(this.statements()));
    }
    if (this.indent > indent) {
      this.fail();
    }
    this.blocks--;
    // Comments below a block that stand no further to the left are its last lines.
    for (let first = this.comments[0]; first !== undefined && first.indent >= indent; first = this.comments[0]) {
      this.tail = first.end;
      this.comments.shift();
    }
    return statements;
  }

  private adopt(units: readonly LoweredUnit[]): readonly Statement[] {
    const statements: Statement[] = [];
    for (const lowered of units) {
      this.children.push({ offset: lowered.unit.base - this.base, lowered });
      statements.push(...lowered.statements);
    }
    return statements;
  }

  private compound(start: number, isAsync: boolean): { type: string; node: Statement } {
    const { type, indent } = this;
    switch (type) {
      case 'if': {
        this.advance();
        return { type: 'if_statement', node: this.branch(start, indent, false) };
      }
      case 'for': {
        this.advance();
        const target = this.targets();
        this.expect('in');
        const iterable = this.expressions();
        const body = this.block();
        const orelse = this.otherwise(indent);
        return {
          type: 'for_statement',
          node: { kind: 'for', unit: this.unit, start: start - this.base, end: this.tail - this.base, target, iterable, body, orelse },
        };
      }
      case 'while': {
        this.advance();
        const test = this.named();
        const body = this.block();
        const orelse = this.otherwise(indent);
        return {
          type: 'while_statement',
          node: { kind: 'while', unit: this.unit, start: start - this.base, end: this.tail - this.base, test, body, orelse },
        };
      }
      case 'with': {
        this.advance();
        const items = [this.withItem()];
        while (this.takes(',')) {
          items.push(this.withItem());
        }
        const body = this.block();
        return {
          type: 'with_statement',
          node: { kind: 'with', unit: this.unit, start: start - this.base, end: this.tail - this.base, items, body },
        };
      }
      case 'try':
        return { type: 'try_statement', node: this.tried(start, indent) };
      case 'async':
        this.advance();
        return isAsync || (this.type !== 'def' && this.type !== 'for' && this.type !== 'with') ? this.fail() : this.compound(start, true);
      case '@':
        return this.decorated(start);
      default:
        return type === 'def'
          ? { type: 'function_definition', node: this.definition(start, [], isAsync) }
          : { type: 'class_definition', node: this.classDefinition(start, []) };
    }
  }

  private isClause(type: string, indent: number): boolean {
    return this.type === type && this.indent === indent;
  }

  private otherwise(indent: number): readonly Statement[] {
    if (!this.isClause('else', indent)) {
      return [];
    }
    this.advance();
    return this.block();
  }

  /** What follows `if` or `elif`. A clause ends with its own block, the statement with its last clause. */
  private branch(start: number, indent: number, isClause: boolean): IfNode {
    const test = this.named();
    const body = this.block();
    const { tail } = this;
    let orelse: readonly Statement[];
    if (this.isClause('elif', indent)) {
      const next = this.start;
      if (++this.clauses > mostClauses) {
        this.fail();
      }
      this.advance();
      orelse = [this.branch(next, indent, true)];
      this.clauses--;
    } else {
      orelse = this.otherwise(indent);
    }
    return { kind: 'if', unit: this.unit, start: start - this.base, end: (isClause ? tail : this.tail) - this.base, test, body, orelse };
  }

  private withItem(): { value: Expression; target: Expression | null } {
    const isBracketed = this.type === '(';
    const value = this.expression();
    if (isBracketed && value.kind === 'tuple') {
      this.fail();
    }
    if (!this.takes('as')) {
      return { value, target: null };
    }
    return { value, target: this.asTarget(this.primary()) };
  }

  private tried(start: number, indent: number): Statement {
    this.advance();
    const body = this.block();
    const handlers: { name: string | null; body: readonly Statement[] }[] = [];
    while (this.isClause('except', indent)) {
      this.advance();
      let name: string | null = null;
      if (this.type !== ':') {
        this.expression();
        if (this.takes('as')) {
          name = this.value;
          this.expect('name');
        }
      }
      handlers.push({ name, body: this.block() });
    }
    const orelse = this.otherwise(indent);
    let final: readonly Statement[] = [];
    const isFinal = this.isClause('finally', indent);
    if (isFinal) {
      this.advance();
      final = this.block();
    }
    if (handlers.length === 0 && !isFinal) {
      this.fail();
    }
    return { kind: 'try', unit: this.unit, start: start - this.base, end: this.tail - this.base, body, handlers, orelse, final };
  }

  private decorated(start: number): { type: string; node: Statement } {
    const decorators: Expression[] = [];
    const { indent } = this;
    while (this.takes('@')) {
      decorators.push(this.named());
      this.endLine();
      if (this.indent !== indent) {
        this.fail();
      }
    }
    const isAsync = this.takes('async');
    const node =
      this.type === 'def' ? this.definition(start, decorators, isAsync) : isAsync ? this.fail() : this.classDefinition(start, decorators);
    return { type: 'decorated_definition', node };
  }

  private definition(start: number, decorators: readonly Expression[], isAsync: boolean): Statement {
    this.expect('def');
    const name = this.value;
    const nameStart = this.start - this.base;
    this.expect('name');
    this.expect('(');
    const parameters = this.parameters(')', true);
    this.expect(')');
    const returns = this.takes('->') ? this.typeExpression() : null;
    const body = this.block();
    return {
      kind: 'function',
      unit: this.unit,
      start: start - this.base,
      end: this.tail - this.base,
      name,
      nameStart,
      decorators,
      body,
      parameters,
      returns,
      isAsync,
    };
  }

  private classDefinition(start: number, decorators: readonly Expression[]): Statement {
    this.expect('class');
    const name = this.value;
    const nameStart = this.start - this.base;
    this.expect('name');
    const bases = this.type === '(' ? this.arguments() : [];
    const body = this.block();
    return {
      kind: 'class',
      unit: this.unit,
      start: start - this.base,
      end: this.tail - this.base,
      name,
      nameStart,
      decorators,
      body,
      bases,
    };
  }
}
