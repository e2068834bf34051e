import type { SourceRange } from '../../profile/run-profile';
import type { Finding } from '../../rules/finding';

/** A replaced stretch of text in 1-based positions, as it was before the change, and the text that stands there now. */
export interface TextChange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** Findings after an edit of one cell or file (`cell` null): those behind it move, those that it touches are gone. */
export function shiftFindings(findings: readonly Finding[], cell: number | null, change: TextChange): readonly Finding[] {
  const isElsewhere = (range: SourceRange): boolean => range.cell !== cell;
  return findings.flatMap((finding) => {
    if (isElsewhere(finding)) {
      return [finding];
    }
    const moved = shiftRange(finding, change);
    if (moved === null) {
      return [];
    }
    const fixes = finding.fixes.flatMap((fix) => {
      const edits = fix.edits.map((edit) => {
        const place = isElsewhere(edit) ? edit : shiftRange(edit, change);
        return place === null ? null : { ...edit, ...place };
      });
      return edits.every((edit) => edit !== null) ? [{ ...fix, edits }] : [];
    });
    return [{ ...finding, ...moved, fixes }];
  });
}

type Place = Pick<SourceRange, 'line' | 'column' | 'endLine' | 'endColumn'>;

/** Where a range lies after a change, or null where the change touches it. */
function shiftRange(range: Place, change: TextChange): Place | null {
  if (isBefore(range.endLine, range.endColumn, change.line, change.column)) {
    return { line: range.line, column: range.column, endLine: range.endLine, endColumn: range.endColumn };
  }
  if (!isBefore(change.endLine, change.endColumn, range.line, range.column)) {
    return null;
  }
  const start = shiftPoint(range.line, range.column, change);
  const end = shiftPoint(range.endLine, range.endColumn, change);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function shiftPoint(line: number, column: number, change: TextChange): { readonly line: number; readonly column: number } {
  const inserted = change.text.split(/\r\n|\r|\n/);
  const insertedLines = inserted.length - 1;
  if (line !== change.endLine) {
    return { line: line + insertedLines - (change.endLine - change.line), column };
  }
  const lastLength = inserted[insertedLines]?.length ?? 0;
  const base = insertedLines === 0 ? change.column + lastLength : 1 + lastLength;
  return { line: change.line + insertedLines, column: base + (column - change.endColumn) };
}

function isBefore(line: number, column: number, otherLine: number, otherColumn: number): boolean {
  return line < otherLine || (line === otherLine && column <= otherColumn);
}
