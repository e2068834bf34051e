/**
 * Tokens of ordinary Python. Whatever is unusual (syntax errors, Python 2, tokens of newer versions, characters outside of ASCII other
 * than in strings and comments) is not read here but by the grammar, which bears everything and takes several times as long.
 */

/** What is read here is not ordinary; the grammar has to read it. */
export class NotOrdinary extends Error {}

/** A token is what it is called: an operator or keyword by its text, and these. */
export type TokenType = string;

const keywords = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);
const longestKeyword = 8;
const operators = new Set(
  '+ - * / % @ & | ^ ~ < > ( ) [ ] { } , : . = ; ** // << >> <= >= == != <> -> += -= *= /= %= @= &= |= ^= := ... **= //= <<= >>='.split(
    ' ',
  ),
);

/** Brackets and commas, which are no part of longer operators, by their code; and by how much they open. */
const brackets: Readonly<Record<number, { readonly type: string; readonly opens: number }>> = Object.fromEntries(
  Object.entries({ '(': 1, ')': -1, '[': 1, ']': -1, '{': 1, '}': -1, ',': 0 }).map(([type, opens]) => [
    type.charCodeAt(0),
    { type, opens },
  ]),
);

const nameStart = 1;
const namePart = 2;
const digit = 4;
const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  classes[code] =
    (/[A-Za-z_]/.test(character) ? nameStart : 0) | (/\w/.test(character) ? namePart : 0) | (/\d/.test(character) ? digit : 0);
}

const number =
  /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*|\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?/y;

const stringPrefix = /^(?:[rubft]|[bft]r|r[bft])$/i;

const newline = 10;
const carriageReturn = 13;
const space = 32;
const tab = 9;
const hash = 35;
const backslash = 92;
const doubleQuote = 34;
const singleQuote = 39;

/** A comment that stands alone on its line. */
export interface LoneComment {
  readonly indent: number;
  readonly end: number;
}

export class Scanner {
  /** The present token. */
  protected type: TokenType = '';
  protected start = 0;
  protected end = 0;
  /** Where the token before it ends. */
  protected lastEnd = 0;
  /** Open brackets, inside of which lines do not matter. */
  protected brackets = 0;
  /** End of a comment behind the last token of the line; -1 when there is none. */
  protected commentEnd = -1;
  /** Indentation of the present line. */
  protected indent = 0;
  /** Comments on lines of their own since the line before. */
  protected comments: LoneComment[] = [];

  constructor(readonly text: string) {}

  protected get value(): string {
    return this.text.slice(this.start, this.end);
  }

  protected fail(): never {
    throw new NotOrdinary();
  }

  protected is(type: TokenType): boolean {
    return this.type === type;
  }

  /** Takes the present token if it is of a type. */
  protected takes(type: TokenType): boolean {
    if (this.type !== type) {
      return false;
    }
    this.advance();
    return true;
  }

  protected expect(type: TokenType): void {
    if (this.type !== type) {
      this.fail();
    }
    this.advance();
  }

  /** Goes on at an offset in the middle of a line. */
  protected moveTo(offset: number): void {
    this.end = offset;
    this.advance();
  }

  protected advance(): void {
    const { text } = this;
    this.lastEnd = this.end;
    let at = this.end;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === space || code === tab || (code === carriageReturn && text.charCodeAt(at + 1) === newline)) {
        at++;
      } else if (code === newline) {
        if (this.brackets === 0) {
          this.token('newline', at, at);
          return;
        }
        at++;
      } else if (code === hash) {
        at = this.endOfLine(at);
        if (this.brackets === 0) {
          this.commentEnd = at;
        }
      } else if (code === backslash) {
        at = this.continued(at + 1);
      } else {
        break;
      }
    }
    if (at >= text.length) {
      this.token(this.brackets === 0 ? 'newline' : 'end', at, at);
      return;
    }
    this.scan(at);
  }

  /** Goes to the first token of the next line that has any, whose indentation and leading comments are noted. */
  protected nextLine(offset: number): void {
    const { text } = this;
    let at = offset;
    this.comments = [];
    this.commentEnd = -1;
    for (;;) {
      let indent = 0;
      let code = text.charCodeAt(at);
      for (; code === space || code === tab; code = text.charCodeAt(++at)) {
        indent += code === tab ? 8 : 1;
      }
      if (code === carriageReturn && text.charCodeAt(at + 1) === newline) {
        at += 2;
      } else if (code === newline) {
        at++;
      } else if (code === hash) {
        const end = this.endOfLine(at);
        this.comments.push({ indent, end });
        at = end + 1;
      } else {
        const isOver = at >= text.length;
        this.indent = isOver ? 0 : indent;
        if (isOver) {
          this.token('end', text.length, text.length);
        } else if (code === backslash) {
          this.fail();
        } else {
          this.scan(at);
        }
        return;
      }
      if (at >= text.length) {
        this.indent = 0;
        this.token('end', text.length, text.length);
        return;
      }
    }
  }

  private token(type: TokenType, start: number, end: number): void {
    this.type = type;
    this.start = start;
    this.end = end;
  }

  private endOfLine(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end === -1 ? this.text.length : end;
  }

  private continued(at: number): number {
    const { text } = this;
    const end = text.charCodeAt(at) === carriageReturn ? at + 1 : at;
    return text.charCodeAt(end) === newline ? end + 1 : this.fail();
  }

  private scan(at: number): void {
    const { text } = this;
    const code = text.charCodeAt(at);
    const kind = code < 128 ? (classes[code] ?? 0) : 0;
    if ((kind & nameStart) !== 0) {
      this.word(at);
    } else if (code === doubleQuote || code === singleQuote) {
      this.token('string', at, at);
    } else if ((kind & digit) !== 0 || (code === 46 && ((classes[text.charCodeAt(at + 1)] ?? 0) & digit) !== 0)) {
      this.number(at);
    } else {
      this.symbol(at);
    }
  }

  private word(at: number): void {
    const { text } = this;
    let end = at + 1;
    let code = text.charCodeAt(end);
    for (; code < 128 && ((classes[code] ?? 0) & namePart) !== 0; code = text.charCodeAt(++end));
    if (code > 127) {
      this.fail();
    }
    if ((code === doubleQuote || code === singleQuote) && end - at <= 2 && stringPrefix.test(text.slice(at, end))) {
      this.token('string', at, at);
      return;
    }
    if (end - at <= longestKeyword) {
      const word = text.slice(at, end);
      if (keywords.has(word)) {
        this.token(word, at, end);
        return;
      }
    }
    this.token('name', at, end);
  }

  private number(at: number): void {
    number.lastIndex = at;
    const found = number.exec(this.text)?.[0];
    if (found === undefined) {
      this.fail();
    }
    const end = at + found.length;
    const next = this.text.charCodeAt(end);
    if (next > 127 || ((classes[next] ?? 0) & namePart) !== 0) {
      this.fail();
    }
    const isFloat = /^0[xX]/.test(found) ? false : /[.eE]/.test(found);
    this.token(/[jJ]$/.test(found) && !/^0[xX]/.test(found) ? 'complex' : isFloat ? 'float' : 'integer', at, end);
  }

  private symbol(at: number): void {
    const bracket = brackets[this.text.charCodeAt(at)];
    if (bracket !== undefined) {
      this.brackets += bracket.opens;
      this.token(bracket.type, at, at + 1);
      return;
    }
    for (let length = 3; length > 0; length--) {
      const text = this.text.slice(at, at + length);
      if (text.length === length && operators.has(text)) {
        this.token(text, at, at + length);
        return;
      }
    }
    // A conversion in an f-string: `{x!r}`.
    if (this.text[at] === '!') {
      this.token('!', at, at + 1);
      return;
    }
    this.fail();
  }
}
