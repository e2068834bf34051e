import { LineIndex } from '../../../src/python/source/lines';
import type { TextEdit } from '../../../src/rules/finding';

/** A file's text after these edits, which do not overlap. */
export function editedText(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const offset = (line: number, column: number): number => lines.lineStart(line) + column - 1;
  return [...edits]
    .sort((a, b) => offset(b.line, b.column) - offset(a.line, a.column))
    .reduce(
      (now, edit) => now.slice(0, offset(edit.line, edit.column)) + edit.text + now.slice(offset(edit.endLine, edit.endColumn)),
      text,
    );
}
