import type { SourceRange } from '../profile/run-profile';
import type { Span } from '../python/source/document';
import { LineIndex } from '../python/source/lines';

/** Turns spans into lines and columns; indexes each fragment once. */
export class Locator {
  private readonly indexes = new Map<string, LineIndex>();

  range(span: Span): SourceRange {
    const fragment = span.document.fragments[span.fragment];
    const text = fragment?.text ?? '';
    const cell = fragment?.cell ?? null;
    const key = `${span.document.path}:${String(cell)}`;
    let index = this.indexes.get(key);
    if (index === undefined) {
      index = new LineIndex(text);
      this.indexes.set(key, index);
    }
    const start = index.position(span.start);
    const end = index.position(span.end);
    return { path: span.document.path, cell, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  }
}
