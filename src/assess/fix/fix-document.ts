import type { SourceDocument } from '../../python/source/document';
import { LineIndex } from '../../python/source/lines';
import type { TextEdit } from '../../rules/finding';
import type { Analysis } from '../analysis';
import { chosenEdits } from './chosen-edits';

/** A document after edits that do not overlap; edits of other files are not made. */
export function withEdits(document: SourceDocument, edits: readonly TextEdit[]): SourceDocument {
  const fragments = document.fragments.map((fragment) => {
    const own = edits.filter((edit) => edit.path === document.path && edit.cell === fragment.cell);
    return own.length === 0 ? fragment : { ...fragment, text: editedText(fragment.text, own) };
  });
  return { ...document, fragments };
}

function editedText(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const offset = (line: number, column: number): number => lines.lineStart(line) + column - 1;
  const placed = edits.map((edit) => ({
    start: offset(edit.line, edit.column),
    end: offset(edit.endLine, edit.endColumn),
    text: edit.text,
  }));
  return placed
    .sort((a, b) => b.start - a.start)
    .reduce((now, { start, end, text: added }) => now.slice(0, start) + added + now.slice(end), text);
}

/** Rounds of fixing: a fix may make room for another one that touched it. */
const mostRounds = 10;

export interface FixedDocument {
  readonly document: SourceDocument;
  readonly fixes: number;
  /** The analysis of the fixed document. */
  readonly analysis: Analysis;
}

/**
 * Applies fixes until none is left. A round whose result no longer parses is taken back, and the fixing ends there: the text of a person
 * is never broken by a fault of a fix.
 */
export function fixDocument(document: SourceDocument, analyze: (document: SourceDocument) => Analysis, unsafe: boolean): FixedDocument {
  let fixed: FixedDocument = { document, fixes: 0, analysis: analyze(document) };
  for (let round = 0; round < mostRounds && !fixed.analysis.syntaxBroken; round++) {
    const { edits, fixes } = chosenEdits(fixed.analysis.findings, unsafe);
    if (edits.length === 0) {
      break;
    }
    const next = withEdits(fixed.document, edits);
    const analysis = analyze(next);
    if (analysis.syntaxBroken) {
      break;
    }
    fixed = { document: next, fixes: fixed.fixes + fixes, analysis };
  }
  return fixed;
}
