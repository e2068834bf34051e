import { stringParts, unescape } from './literals';
import type { ConstantNode, Expression, TemplateNode, Unit } from './nodes';

const backslash = 92;
const carriageReturn = 13;
const newline = 10;

/** Where a string token ends: the offset behind its closing quote; -1 when it is not closed. Knows nothing of interpolations. */
export function endOfString(text: string, start: number, open: number, quote: number): number {
  const mark = text.charCodeAt(start + open - 1);
  for (let at = start + open; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) {
      at += text.charCodeAt(at + 1) === carriageReturn && text.charCodeAt(at + 2) === newline ? 2 : 1;
    } else if (code === mark) {
      if (quote === 1) {
        return at + 1;
      }
      if (text.charCodeAt(at + 1) === mark && text.charCodeAt(at + 2) === mark) {
        return at + 3;
      }
    } else if (code === newline && quote === 1) {
      return -1;
    }
  }
  return -1;
}

/** How most strings start. */
const oneQuote = { prefix: '', open: 1, quote: 1 };

/** The prefix of a string token, how many characters open it, and how many quotes close it. */
export function openingOf(text: string, start: number): { readonly prefix: string; readonly open: number; readonly quote: number } {
  const first = text.charCodeAt(start);
  if ((first === 34 || first === 39) && text.charCodeAt(start + 1) !== first) {
    return oneQuote;
  }
  const { prefix, quote } = stringParts(text.slice(start, start + 8));
  return { prefix, open: prefix.length + quote, quote };
}

/** The text that a piece of a string literal stands for. */
export function pieceOf(text: string, prefix: string, from: number, to: number): string {
  const piece = text.slice(from, to);
  if (prefix === '') {
    return unescape(piece, false);
  }
  const body = unescape(piece, prefix.includes('r'));
  return prefix.includes('f') || prefix.includes('t') ? body.replaceAll('{{', '{').replaceAll('}}', '}') : body;
}

/** Strings that stand side by side are one. */
export function concatenated(
  pieces: readonly (ConstantNode | TemplateNode)[],
  at: { readonly unit: Unit; readonly start: number; readonly end: number },
): ConstantNode | TemplateNode {
  if (pieces.every((piece): piece is ConstantNode => piece.kind === 'constant')) {
    const type = pieces[0]?.type ?? 'str';
    return { kind: 'constant', ...at, type, value: pieces.map((piece) => String(piece.value)).join('') };
  }
  return {
    kind: 'template',
    ...at,
    parts: pieces.flatMap((piece): readonly (string | Expression)[] => (piece.kind === 'constant' ? [String(piece.value)] : piece.parts)),
    plain: pieces.every((piece) => piece.kind === 'constant' || piece.plain),
  };
}
