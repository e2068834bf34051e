import type { CallArgument, CallSite } from '../program/call-site';
import { spanOf } from '../program/trails';
import { indentationAt, insertion, lineBreakOf, lineEnd, lineStart, textAt, type SpanEdit } from './span-edit';

/** Gives an argument another value. */
export function replaceArgument(argument: CallArgument, text: string): readonly SpanEdit[] {
  return [{ span: spanOf(argument.valuePlace), text }];
}

/**
 * Passes a keyword to a call: after the last argument, or before a `**` that ends the list. Keeps trailing commas, comments and one
 * argument a line. Where the keyword stands already its value is replaced. Nothing when the call's parentheses are not closed.
 */
export function addKeyword(site: CallSite, name: string, value: string): readonly SpanEdit[] {
  const list = spanOf(site.argumentList);
  const text = textAt(list);
  const known = site.arguments.find((argument) => argument.name === name);
  if (known !== undefined) {
    return replaceArgument(known, value);
  }
  if (text[list.start] !== '(' || text[list.end - 1] !== ')' || list.end - list.start < 2) {
    return [];
  }
  const put = (at: number, added: string): SpanEdit => insertion(list.document, list.fragment, at, added);
  const keyword = `${name}=${value}`;
  const splat = site.arguments.find((argument) => argument.splat === 2);
  if (splat !== undefined) {
    const at = spanOf(splat.place).start;
    return [put(at, `${keyword},${startsLine(text, at) ? lineBreakOf(text) + indentationAt(text, at) : ' '}`)];
  }
  const last = site.arguments.at(-1);
  if (last === undefined) {
    return [put(list.start + 1, keyword)];
  }
  const { start, end } = spanOf(last.place);
  if (start === list.start) {
    return [put(start, '('), put(end, `, ${keyword})`)];
  }
  return afterLast(text, start, end, list.end, keyword, put);
}

function afterLast(
  text: string,
  start: number,
  end: number,
  close: number,
  keyword: string,
  put: (at: number, added: string) => SpanEdit,
): readonly SpanEdit[] {
  const rest = text.slice(end, close - 1);
  const comma = /^(?:\s|\\\r?\n|#[^\r\n]*)*,/.exec(rest);
  const afterComma = comma === null ? null : end + comma[0].length;
  if (!startsLine(text, start)) {
    const isComment = rest.includes('#');
    return afterComma === null || isComment ? [put(end, `, ${keyword}`)] : [put(afterComma, ` ${keyword},`)];
  }
  const ownLine = lineBreakOf(text) + indentationAt(text, start) + keyword;
  if (afterComma !== null) {
    const at = text.slice(afterComma, lineEnd(text, afterComma)).trimStart().startsWith('#') ? lineEnd(text, afterComma) : afterComma;
    return [put(at, `${ownLine},`)];
  }
  const comment = /^[ \t]*#/.test(rest);
  return comment ? [put(end, ','), put(lineEnd(text, end), ownLine)] : [put(end, `,${ownLine}`)];
}

function startsLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '' && lineStart(text, at) > 0;
}
