import type { Finding } from '../rules/finding';
import type { Suppression } from './directives';

/** The findings that no comment silences. A comment holds for findings that begin or end on its line, or, alone on its line, begin on the next. */
export function unsuppressed(findings: readonly Finding[], suppressions: readonly Suppression[]): readonly Finding[] {
  return suppressions.length === 0 ? findings : findings.filter((finding) => !suppressions.some((one) => silences(one, finding)));
}

function silences({ rules, line, cell, alone }: Suppression, finding: Finding): boolean {
  if (rules !== null && !rules.has(finding.rule)) {
    return false;
  }
  if (line === null) {
    return true;
  }
  return cell === finding.cell && (line === finding.line || line === finding.endLine || (alone && line + 1 === finding.line));
}
