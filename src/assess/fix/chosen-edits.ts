import type { Finding, Fix, TextEdit } from '../../rules/finding';

/** A fix stays in the file and the cell that its finding stands in. */
export function staysInPlace(finding: Finding, fix: Fix): boolean {
  return fix.edits.length > 0 && fix.edits.every((edit) => edit.path === finding.path && edit.cell === finding.cell);
}

export interface ChosenEdits {
  readonly edits: readonly TextEdit[];
  /** How many findings they repair. */
  readonly fixes: number;
}

/**
 * The edits of the first fix of each finding: safe ones, and with `unsafe` those that ask, too. Of fixes that touch the same text only
 * the first is taken; the next check offers the rest. An import that several need is made once. Other edits that look the same are not
 * one: two fixes that both indent a line mean to indent it twice.
 */
export function chosenEdits(findings: readonly Finding[], unsafe = false): ChosenEdits {
  const taken: TextEdit[] = [];
  let fixes = 0;
  for (const finding of findings) {
    const fix = finding.fixes.find((one) => one.safe && staysInPlace(finding, one)) ?? (unsafe ? firstInPlace(finding) : undefined);
    if (fix === undefined) {
      continue;
    }
    const fresh = fix.edits.filter((edit) => !taken.some((other) => isImport(edit) && isSame(edit, other)));
    if (!fresh.some((edit) => taken.some((other) => touches(edit, other)))) {
      taken.push(...fresh);
      fixes++;
    }
  }
  return { edits: taken, fixes };
}

function firstInPlace(finding: Finding): Fix | undefined {
  return finding.fixes.find((fix) => staysInPlace(finding, fix));
}

function isImport({ text }: TextEdit): boolean {
  return /^\s*(?:from\s+\S+\s+)?import\s/u.test(text);
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return !isElsewhere(a, b) && isSameRange(a, b) && a.text === b.text;
}

function isElsewhere(a: TextEdit, b: TextEdit): boolean {
  return a.path !== b.path || a.cell !== b.cell;
}

function isSameRange(a: TextEdit, b: TextEdit): boolean {
  return a.line === b.line && a.column === b.column && a.endLine === b.endLine && a.endColumn === b.endColumn;
}

/** Edits that meet, or of which one moves the line that the other changes: a block that is wrapped twice has to be read again between. */
function touches(a: TextEdit, b: TextEdit): boolean {
  const before = (line: number, column: number, other: number, otherColumn: number): boolean =>
    line < other || (line === other && column < otherColumn);
  if (isElsewhere(a, b)) {
    return false;
  }
  const shareLine = a.line <= b.endLine && b.line <= a.endLine;
  const meet = !before(a.endLine, a.endColumn, b.line, b.column) && !before(b.endLine, b.endColumn, a.line, a.column);
  return meet || (shareLine && (isBlank(a) || isBlank(b)));
}

function isBlank({ text }: TextEdit): boolean {
  return text.trim() === '';
}
