import type { SourceRange } from '../profile/run-profile';
import type { SourceDocument } from '../python/source/document';
import { LineIndex } from '../python/source/lines';
import type { TextEdit } from '../rules/finding';

/** The text of a range of this document; null for a range of another file. */
export function textAt(document: SourceDocument, range: SourceRange): string | null {
  const fragment = document.fragments.find(({ cell }) => cell === range.cell);
  if (fragment === undefined || range.path !== document.path) {
    return null;
  }
  const lines = new LineIndex(fragment.text);
  return fragment.text.slice(lines.lineStart(range.line) + range.column - 1, lines.lineStart(range.endLine) + range.endColumn - 1);
}

export function replaceRange({ path, cell, line, column, endLine, endColumn }: SourceRange, text: string): TextEdit {
  return { path, cell, line, column, endLine, endColumn, text };
}

/** Replaces what a string literal says, wherever the document holds that very literal, and keeps its quotes. */
export function replaceLiterals(document: SourceDocument, from: string, to: string): readonly TextEdit[] {
  const literal = new RegExp(`(["'])${escaped(from)}\\1`, 'gu');
  return document.fragments.flatMap((fragment) => {
    const lines = new LineIndex(fragment.text);
    return [...fragment.text.matchAll(literal)].map((match) => {
      const start = lines.position(match.index + 1);
      const end = lines.position(match.index + 1 + from.length);
      return {
        path: document.path,
        cell: fragment.cell,
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        text: to,
      };
    });
  });
}

/** Whether the document's text holds a pattern anywhere. */
export function mentions(document: SourceDocument, pattern: RegExp): boolean {
  return document.fragments.some(({ text }) => pattern.test(text));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
