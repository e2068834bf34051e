import type { ConstantNode, Expression, TemplateNode, Unit } from './nodes';
import { concatenated, endOfString, openingOf, pieceOf } from './read-string';
import { Scanner } from './scanner';

interface At {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
}

/** Reads strings, and the expressions in those that are formatted. */
export abstract class StringReader extends Scanner {
  /** The unit that is being read, and the offset of its first character. */
  protected unit!: Unit;
  protected base = 0;

  protected abstract expressions(): Expression;
  protected abstract yielded(): Expression;

  /** From an offset to the end of the token before. */
  /** Nodes are written out field by field, since spreading this into them takes longer than reading them. */
  protected at(start: number): At {
    return { unit: this.unit, start: start - this.base, end: this.lastEnd - this.base };
  }

  protected strings(): ConstantNode | TemplateNode {
    const { start } = this;
    const first = this.string();
    if (this.type !== 'string') {
      return first;
    }
    const pieces = [first];
    while (this.is('string')) {
      pieces.push(this.string());
    }
    return concatenated(pieces, this.at(start));
  }

  private string(): ConstantNode | TemplateNode {
    const { start, text } = this;
    const { prefix, open, quote } = openingOf(text, start);
    if (prefix.includes('f') || prefix.includes('t')) {
      return this.template(start, prefix, open, quote);
    }
    const end = endOfString(text, start, open, quote);
    if (end === -1) {
      this.fail();
    }
    this.moveTo(end);
    const value = pieceOf(text, prefix, start + open, end - quote);
    const type = prefix.includes('b') ? 'bytes' : 'str';
    return { kind: 'constant', unit: this.unit, start: start - this.base, end: end - this.base, type, value };
  }

  private template(start: number, prefix: string, open: number, quote: number): ConstantNode | TemplateNode {
    const { text } = this;
    const mark = text.slice(start + open - quote, start + open);
    const parts: (string | Expression)[] = [];
    let plain = !prefix.includes('t');
    let from = start + open;
    let at = from;
    while (!text.startsWith(mark, at)) {
      const character = text[at];
      if (character === undefined || (character === '\n' && quote === 1) || (character === '\\' && text[at + 1] === 'N')) {
        this.fail();
      }
      if (character === '\\') {
        at += text[at + 1] === '{' || text[at + 1] === '}' ? 1 : text.startsWith('\\\r\n', at) ? 3 : 2;
      } else if (character === '{' && text[at + 1] !== '{') {
        if (at > from) {
          parts.push(pieceOf(text, prefix, from, at));
        }
        parts.push(this.interpolation(at));
        from = this.closingBrace();
        plain &&= /^\s*\}$/.test(text.slice(this.lastEnd, from));
        at = from;
      } else if (character === '}' && text[at + 1] !== '}') {
        this.fail();
      } else {
        at += character === '{' || character === '}' ? 2 : 1;
      }
    }
    const end = at + quote;
    if (at > from || parts.length === 0) {
      parts.push(pieceOf(text, prefix, from, at));
    }
    this.moveTo(end);
    const [only] = parts;
    return parts.length === 1 && typeof only === 'string'
      ? { kind: 'constant', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, type: 'str', value: only }
      : { kind: 'template', unit: this.unit, start: start - this.base, end: this.lastEnd - this.base, parts, plain };
  }

  /** What stands in the braces of a format string; the present token is then the one behind it. */
  private interpolation(brace: number): Expression {
    this.brackets++;
    this.moveTo(brace + 1);
    const value = this.type === 'yield' ? this.yielded() : this.expressions();
    this.brackets--;
    return value;
  }

  /** The offset behind the brace that closes an interpolation, past its conversion and format. */
  private closingBrace(): number {
    const { text, type, start } = this;
    if (type === '}') {
      this.brackets++;
      return this.end;
    }
    if (type === '!' ? !/^[rsa][:}]/.test(text.slice(start + 1, start + 3)) : type !== ':' && type !== '=') {
      this.fail();
    }
    let depth = 1;
    for (let at = start; at < text.length; at++) {
      const character = text[at];
      if (character === '\n' || character === '"' || character === "'" || character === '\\') {
        this.fail();
      }
      depth += character === '{' ? 1 : character === '}' ? -1 : 0;
      if (depth === 0) {
        return at + 1;
      }
    }
    return this.fail();
  }
}
