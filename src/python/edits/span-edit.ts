import type { SourceDocument, Span } from '../source/document';

/** Replaces what stands in a span, or inserts where the span is empty. Edits of one result do not overlap. */
export interface SpanEdit {
  readonly span: Span;
  readonly text: string;
}

export function insertion(document: SourceDocument, fragment: number, at: number, text: string): SpanEdit {
  return { span: { document, fragment, start: at, end: at }, text };
}

/** The texts of all fragments after some edits. */
export function applyEdits(document: SourceDocument, edits: readonly SpanEdit[]): readonly string[] {
  return document.fragments.map(({ index, text }) => {
    const own = edits.filter(({ span }) => span.fragment === index).sort((a, b) => b.span.start - a.span.start || b.span.end - a.span.end);
    return own.reduce((changed, { span, text: added }) => changed.slice(0, span.start) + added + changed.slice(span.end), text);
  });
}

export function textAt(span: Span): string {
  return span.document.fragments[span.fragment]?.text ?? '';
}

/** Offset of the first character of the line. */
export function lineStart(text: string, at: number): number {
  let start = Math.min(at, text.length);
  while (start > 0 && !isBreak(text.charCodeAt(start - 1))) {
    start--;
  }
  return start;
}

/** Offset after the last character of the line, before its line break. */
export function lineEnd(text: string, at: number): number {
  let end = Math.min(at, text.length);
  while (end < text.length && !isBreak(text.charCodeAt(end))) {
    end++;
  }
  return end;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** Offset after the line break of the line. */
export function nextLine(text: string, at: number): number {
  const end = lineEnd(text, at);
  return text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
}

/** Whitespace at the start of the line. */
export function indentationAt(text: string, at: number): string {
  return /^[ \t\f]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? '';
}

/** The line break the text uses. */
export function lineBreakOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

/** One step of indentation as the text uses it. */
export function indentStep(text: string): string {
  const found = /:[ \t]*(?:#.*)?\r?\n([ \t]+)\S/.exec(text);
  const outer = found === null ? '' : indentationAt(text, found.index);
  const inner = found?.[1] ?? '';
  const step = inner.startsWith(outer) ? inner.slice(outer.length) : '';
  return step === '' ? '    ' : step;
}
