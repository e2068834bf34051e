/** The comments of Python text, told apart from `#` inside strings. */
import type { Fragment } from './document';
import { maskMagics } from './magics';

export interface Comment {
  /** From the `#` to the end of the line. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** True when nothing but blanks stands before it on its line. */
  readonly alone: boolean;
}

const opening = /#[^\r\n]*|(?:"""|''')|["']/gu;

/** Comments in order. Strings follow Python: those in single quotes end at the end of their line at the latest. */
export function commentsOf(fragment: Fragment): readonly Comment[] {
  if (!fragment.text.includes('#')) {
    return [];
  }
  const text = fragment.cell === null ? fragment.text : maskMagics(fragment.text);
  const found: Comment[] = [];
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const token = match[0];
    if (token.startsWith('#')) {
      const start = match.index;
      found.push({ text: token, start, end: start + token.length, alone: isBlankBefore(text, start) });
    } else {
      opening.lastIndex = afterString(text, match.index, token);
    }
  }
  return found;
}

/** Offset behind the string that begins at `start`. A backslash keeps the next character from ending it, in raw strings too. */
function afterString(text: string, start: number, quote: string): number {
  for (let at = start + quote.length; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') {
      at += text[at + 1] === '\r' && text[at + 2] === '\n' ? 2 : 1;
    } else if (text.startsWith(quote, at)) {
      return at + quote.length;
    } else if (quote.length === 1 && (char === '\n' || char === '\r')) {
      return at;
    }
  }
  return text.length;
}

function isBlankBefore(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const char = text[before];
    if (char === '\n' || char === '\r') {
      return true;
    }
    if (char !== ' ' && char !== '\t') {
      return false;
    }
  }
  return true;
}
