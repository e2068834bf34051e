/**
 * Source as it is given: a file is one fragment, a notebook one fragment per code cell, in order.
 * Offsets are UTF-16 code units from the start of the fragment.
 */
export interface Fragment {
  /** Position among the fragments of the document. */
  readonly index: number;
  /** 0-based index among all cells of the notebook, or null in a file. */
  readonly cell: number | null;
  /** The text as the person sees it. */
  readonly text: string;
  /** What the cell printed when it was run last, as the notebook holds it; absent where it holds nothing. */
  readonly printed?: string;
}

export interface SourceDocument {
  /** How people and messages name it; forward slashes. */
  readonly path: string;
  readonly fragments: readonly Fragment[];
}

/** A half-open range inside one fragment of one document. */
export interface Span {
  readonly document: SourceDocument;
  readonly fragment: number;
  readonly start: number;
  readonly end: number;
}

/** A Python file, or an untitled document, as one fragment. */
export function fileDocument(path: string, text: string): SourceDocument {
  return { path, fragments: [{ index: 0, cell: null, text }] };
}
