import type { ComprehensionNode, DictNode, Expression } from './nodes';
import { StringReader } from './read-strings';

/** Reads what stands in brackets, comprehensions, and targets. */
export abstract class CollectionReader extends StringReader {
  /** Expressions with brackets around them that are not part of them; the grammar takes them for tuples where they are targets. */
  private readonly bracketed = new Set<Expression>();

  protected abstract starred(): Expression;
  protected abstract expression(): Expression;
  protected abstract disjunction(): Expression;
  protected abstract primary(): Expression;

  protected parenthesized(): Expression {
    const { start } = this;
    this.advance();
    if (this.takes(')')) {
      return { kind: 'tuple', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, items: [] };
    }
    if (this.type === 'yield') {
      const value = this.yielded();
      this.expect(')');
      return value;
    }
    const isStarred = this.type === '*';
    const first = this.starred();
    if (this.startsClause()) {
      return this.comprehension('generator', start, first, null, ')');
    }
    if (this.type === ',') {
      const items = this.items(first, ')');
      return { kind: 'tuple', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, items };
    }
    if (isStarred) {
      this.fail();
    }
    this.expect(')');
    this.bracketed.add(first);
    return first;
  }

  /** The rest of a collection, up to and with its closing bracket. */
  private items(first: Expression, closing: string): readonly Expression[] {
    const items = [first];
    while (this.takes(',') && this.type !== closing) {
      items.push(this.starred());
    }
    this.expect(closing);
    return items;
  }

  protected list(): Expression {
    const { start } = this;
    this.advance();
    if (this.takes(']')) {
      return { kind: 'list', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, items: [] };
    }
    const first = this.starred();
    if (this.startsClause()) {
      return this.comprehension('list', start, first, null, ']');
    }
    const items = this.items(first, ']');
    return { kind: 'list', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, items };
  }

  protected braces(): Expression {
    const { start } = this;
    this.advance();
    if (this.takes('}')) {
      return { kind: 'dict', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, entries: [] };
    }
    const entries: { key: Expression | null; value: Expression }[] = [];
    while (this.type !== '}') {
      if (this.takes('**')) {
        entries.push({ key: null, value: this.expression() });
      } else {
        const key = this.starred();
        if (entries.length === 0 && this.type !== ':') {
          if (this.startsClause()) {
            return this.comprehension('set', start, key, null, '}');
          }
          const items = this.items(key, '}');
          return { kind: 'set', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, items };
        }
        this.expect(':');
        const value = this.expression();
        if (entries.length === 0 && this.startsClause()) {
          return this.comprehension('dict', start, key, value, '}');
        }
        entries.push({ key, value });
      }
      if (!this.takes(',')) {
        break;
      }
    }
    this.expect('}');
    return {
      kind: 'dict',
      unit: this.unit,
      start: start - this.base,
      end: this.lastEnd - this.base,
      entries: entries satisfies DictNode['entries'],
    };
  }

  protected startsClause(): boolean {
    return this.type === 'for' || this.type === 'async';
  }

  protected comprehension(
    result: ComprehensionNode['result'],
    start: number,
    element: Expression,
    value: Expression | null,
    closing: string,
  ): ComprehensionNode {
    const clauses: { target: Expression; iterable: Expression; conditions: Expression[] }[] = [];
    while (this.startsClause()) {
      this.takes('async');
      this.expect('for');
      const target = this.targets();
      this.expect('in');
      const iterable = this.disjunction();
      const conditions: Expression[] = [];
      while (this.takes('if')) {
        conditions.push(this.condition());
      }
      clauses.push({ target, iterable, conditions });
    }
    this.expect(closing);
    return {
      kind: 'comprehension',
      unit: this.unit,
      start: start - this.base,
      end: this.lastEnd - this.base,
      result,
      element,
      value,
      clauses,
    };
  }

  private condition(): Expression {
    const test = this.disjunction();
    return this.type === ':=' || this.type === 'else' ? this.fail() : test;
  }

  /** What a `for` binds. */
  protected targets(): Expression {
    const { start } = this;
    const first = this.target();
    if (this.type !== ',') {
      return first;
    }
    const items = [first];
    while (this.takes(',') && !this.is('in')) {
      items.push(this.target());
    }
    return { kind: 'tuple', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, items };
  }

  private target(): Expression {
    const { start } = this;
    if (this.takes('*')) {
      const value = this.asTarget(this.primary());
      return { kind: 'star', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, value };
    }
    return this.asTarget(this.primary());
  }

  /** The same expression where it may be written to. */
  protected asTarget(node: Expression): Expression {
    if (this.bracketed.has(node)) {
      this.fail();
    }
    switch (node.kind) {
      case 'name':
      case 'attribute':
      case 'subscript':
        return node;
      case 'tuple':
      case 'list':
        node.items.forEach((item) => this.asTarget(item));
        return node;
      case 'star':
        if (node.value === null) {
          this.fail();
        }
        this.asTarget(node.value);
        return node;
      default:
        return this.fail();
    }
  }
}
