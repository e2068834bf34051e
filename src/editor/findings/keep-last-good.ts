import type { Analysis } from '../../assess/analysis';
import type { Finding } from '../../rules/finding';

/**
 * What to show after an analysis. While the syntax is broken, the parser may swallow whole functions, so the findings of the
 * last good text, shifted by the edits since, stay beside those that are still found.
 */
export function findingsToShow(analysis: Analysis, lastGood: readonly Finding[]): readonly Finding[] {
  if (!analysis.syntaxBroken) {
    return analysis.findings;
  }
  const found = new Set(analysis.findings.map(placeOf));
  const missing = lastGood.filter((finding) => !found.has(placeOf(finding)));
  return [...analysis.findings, ...missing].sort((a, b) => (a.cell ?? 0) - (b.cell ?? 0) || a.line - b.line || a.column - b.column);
}

function placeOf(finding: Finding): string {
  return `${finding.rule} ${String(finding.cell)} ${String(finding.line)}:${String(finding.column)}`;
}
