import type { ArgumentNode, Expression, ParameterNode, SubscriptNode } from './nodes';
import { CollectionReader } from './read-collections';

/** Reads arguments, subscripts, parameters and their types. */
export abstract class ArgumentReader extends CollectionReader {
  protected abstract named(): Expression;

  /** The arguments of a call or the bases of a class, from the opening bracket to behind the closing one. */
  protected arguments(): readonly ArgumentNode[] {
    const open = this.start;
    const found: ArgumentNode[] = [];
    this.advance();
    while (this.type !== ')') {
      const { start } = this;
      if (this.type === '*' || this.type === '**') {
        const splat = this.type === '*' ? 1 : 2;
        this.advance();
        const value = this.expression();
        found.push({ unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, name: null, splat, value });
      } else if (this.type === 'name' && this.isNamedArgument()) {
        const name = this.value;
        this.advance();
        this.expect('=');
        const value = this.expression();
        found.push({ unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, name, splat: 0, value });
      } else {
        const value = this.named();
        if (this.startsClause()) {
          if (found.length > 0) {
            this.fail();
          }
          const generator = this.comprehension('generator', open, value, null, ')');
          return [{ unit: this.unit, start: open - this.base, end: this.lastEnd - this.base, name: null, splat: 0, value: generator }];
        }
        found.push({ unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, name: null, splat: 0, value });
      }
      if (!this.takes(',')) {
        break;
      }
    }
    this.expect(')');
    return found;
  }

  private isNamedArgument(): boolean {
    let at = this.end;
    while (this.text[at] === ' ') {
      at++;
    }
    return this.text[at] === '=' && this.text[at + 1] !== '=';
  }

  /** Parameters up to a closing token. */
  protected parameters(closing: string, isTyped: boolean): readonly ParameterNode[] {
    const found: ParameterNode[] = [];
    let isKeywordOnly = false;
    while (this.type !== closing) {
      const { start } = this;
      if (this.type === '/') {
        this.advance();
      } else if (this.type === '*' || this.type === '**') {
        const kind = this.type === '*' ? 'rest' : 'keyword-rest';
        this.advance();
        const name = this.value;
        if (this.takes('name')) {
          const end = this.lastEnd - this.base;
          const annotation = this.annotation(isTyped);
          found.push({ unit: this.unit, start: start - this.base, end, name, kind, annotation, default: null });
        } else if (kind !== 'rest' || !this.is(',')) {
          this.fail();
        }
        isKeywordOnly ||= kind === 'rest';
      } else {
        found.push(this.parameter(start, isKeywordOnly ? 'keyword' : 'positional', isTyped));
      }
      if (!this.takes(',')) {
        break;
      }
    }
    return found;
  }

  private parameter(start: number, kind: ParameterNode['kind'], isTyped: boolean): ParameterNode {
    const name = this.value;
    this.expect('name');
    const bareEnd = this.lastEnd - this.base;
    const annotation = this.annotation(isTyped);
    if (!this.takes('=')) {
      return { unit: this.unit, start: start - this.base, end: bareEnd, name, kind, annotation, default: null };
    }
    const standard = this.expression();
    return { unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, name, kind, annotation, default: standard };
  }

  private annotation(isTyped: boolean): Expression | null {
    return isTyped && this.takes(':') ? this.typeExpression() : null;
  }

  /** The grammar takes `List[int]` in the place of a type for something else than a subscript, and lowering does not read it. */
  protected typeExpression(): Expression {
    const { start, type } = this;
    const isGeneric = type === 'name' && this.text[this.end] === '[';
    if (!isGeneric) {
      return this.expression();
    }
    this.advance();
    const { index } = this.subscript(start, {
      kind: 'unreadable',
      unit: this.unit,
      start: start - this.base,
      end: this.lastEnd - this.base,
    });
    if (index.kind === 'slice') {
      this.fail();
    }
    while (this.takes('|')) {
      this.typeExpression();
    }
    return { kind: 'unreadable', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base };
  }

  protected subscript(start: number, object: Expression): SubscriptNode {
    this.advance();
    const indices = [this.index()];
    while (this.takes(',') && this.type !== ']') {
      indices.push(this.index());
    }
    this.expect(']');
    const { unit, base } = this;
    const end = this.lastEnd - base;
    const [first] = indices;
    const isOne = first !== undefined && indices.length === 1;
    const index: Expression = isOne ? first : { kind: 'tuple', unit, start: start - base, end, items: indices };
    return { kind: 'subscript', unit, start: start - base, end, object, index };
  }

  private index(): Expression {
    const { start } = this;
    const first = this.type === ':' ? null : this.named();
    if (this.type !== ':') {
      return first ?? this.fail();
    }
    const parts: [Expression | null, Expression | null, Expression | null] = [first, null, null];
    for (let part = 1; part < 3 && this.takes(':'); part++) {
      parts[part] = this.is(':') || this.is(',') || this.is(']') ? null : this.expression();
    }
    return { kind: 'slice', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, parts };
  }
}
