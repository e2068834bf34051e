/** The findings of a program as a person sees them: below no level, silenced by no comment, and with the comments that silence nothing. */
import type { MlView } from '../ml/ml-view';
import type { Program } from '../python/program/program';
import { isTestPath } from '../ml/file-role';
import { checkProgram, inSourceOrder, reaches, type CheckOptions } from '../rules/check';
import type { Finding, Severity } from '../rules/finding';
import { rules } from '../rules/index';
import type { Suppression } from './directives';
import { unusedSuppression } from './project/unused-suppression';
import { unsuppressed, unusedSuppressions } from './suppressions';

export function shownFindings(
  program: Program,
  options: CheckOptions,
  suppressions: readonly Suppression[],
  ml: MlView,
): readonly Finding[] {
  const severity = severityOfUnused(program, options, suppressions);
  if (severity === null) {
    return unsuppressed(checkProgram(program, options, ml), suppressions).findings;
  }
  // A comment may silence a finding that is too quiet to be shown, so every rule has to speak before one is called unused.
  const level = options.level ?? 'hint';
  const { findings, used } = unsuppressed(checkProgram(program, { ...options, level: 'hint' }, ml), suppressions);
  const ran = (rule: string): boolean => runs(rule, options);
  const unused = unusedSuppressions(
    suppressions,
    used,
    ran,
    rules.every(({ meta }) => ran(meta.id)),
  );
  return [...findings.filter((finding) => reaches(finding.severity, level)), ...unused.map((finding) => ({ ...finding, severity }))].sort(
    inSourceOrder,
  );
}

/** How loud unused comments are; null where nobody would see them, or where what was not understood may be what they silence. */
function severityOfUnused(program: Program, options: CheckOptions, suppressions: readonly Suppression[]): Severity | null {
  if (suppressions.length === 0 || program.broken || program.exhausted || isTestPath(program.document.path)) {
    return null;
  }
  const severity = options.severities?.[unusedSuppression] ?? 'hint';
  return severity !== 'off' && runs(unusedSuppression, options) && reaches(severity, options.level ?? 'hint') ? severity : null;
}

function runs(rule: string, { select, ignore, severities }: CheckOptions): boolean {
  return (select?.has(rule) ?? true) && ignore?.has(rule) !== true && severities?.[rule] !== 'off';
}
