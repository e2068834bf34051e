import type { Finding, Fix, TextEdit } from '../../rules/finding';

/** A fix stays in the file and the cell that its finding stands in. */
export function staysInPlace(finding: Finding, fix: Fix): boolean {
  return fix.edits.length > 0 && fix.edits.every((edit) => edit.path === finding.path && edit.cell === finding.cell);
}

/** The edits of all safe fixes of one file or cell; of fixes that touch the same text only the first is taken, the next check offers the rest. */
export function allSafeEdits(findings: readonly Finding[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find((one) => one.safe && staysInPlace(finding, one));
    const fresh = fix?.edits.filter((edit) => !taken.some((other) => isSame(edit, other))) ?? [];
    if (!fresh.some((edit) => taken.some((other) => touches(edit, other)))) {
      taken.push(...fresh);
    }
  }
  return taken;
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn && a.text === b.text;
}

function touches(a: TextEdit, b: TextEdit): boolean {
  const before = (line: number, column: number, other: number, otherColumn: number): boolean =>
    line < other || (line === other && column < otherColumn);
  return !before(a.endLine, a.endColumn, b.line, b.column) && !before(b.endLine, b.endColumn, a.line, a.column);
}
