import type { Span } from './document';
import { LineIndex } from './lines';

/** A range in lines and columns, both from 1, columns in UTF-16 code units; `cell` is the index among all cells of a notebook. */
export interface LocatedRange {
  readonly path: string;
  readonly cell: number | null;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Turns spans into lines and columns; indexes each fragment once. */
export class Locator {
  private readonly indexes = new Map<string, LineIndex>();

  range(span: Span): LocatedRange {
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
