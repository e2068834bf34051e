import type { Finding, Fix } from '../rules/finding';
import { configurationPage } from '../rules/docs';
import type { SuppressedName, Suppression } from './directives';
import { unusedSuppression } from './project/unused-suppression';
import type { SourceRange } from '../profile/run-profile';

/** What a suppression silenced: the rules it named, or others where it named none. */
export type Used = ReadonlyMap<Suppression, ReadonlySet<string>>;

export interface Silenced {
  readonly findings: readonly Finding[];
  readonly used: Used;
}

/** The findings that no comment silences. A comment holds for findings that begin or end on its line, or, alone on its line, begin on the next. */
export function unsuppressed(findings: readonly Finding[], suppressions: readonly Suppression[]): Silenced {
  const used = new Map<Suppression, Set<string>>();
  if (suppressions.length === 0) {
    return { findings, used };
  }
  const left = findings.filter((finding) => {
    const silencing = suppressions.filter((one) => silences(one, finding));
    silencing.forEach((one) => used.set(one, (used.get(one) ?? new Set()).add(finding.rule)));
    return silencing.length === 0;
  });
  return { findings: left, used };
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

/**
 * Suppressions, or names in them, that silenced nothing although their rules ran. `ran` says so of a rule, `allRan` of every rule there
 * is: a comment without names is unused only then.
 */
export function unusedSuppressions(
  suppressions: readonly Suppression[],
  used: Used,
  ran: (rule: string) => boolean,
  allRan: boolean,
): readonly Finding[] {
  return suppressions.flatMap((suppression) => {
    const silenced = used.get(suppression);
    if (suppression.rules === null) {
      return silenced === undefined && allRan ? [hint(suppression, 'This comment', suppression.removal)] : [];
    }
    const idle = suppression.names.filter(({ rules }) => rules.every((rule) => ran(rule) && silenced?.has(rule) !== true));
    const named = idle.filter(({ rules }) => rules.length > 0);
    if (named.length === 0) {
      return [];
    }
    return idle.length === suppression.names.length
      ? [hint(suppression, 'This comment', suppression.removal)]
      : named.slice(0, 1).map((name) => hint(suppression, nameText(name), name.removal));
  });
}

function nameText({ name }: SuppressedName): string {
  return `"${name}" in this comment`;
}

function hint({ at }: Suppression, what: string, removal: SourceRange): Finding {
  const fix: Fix = { title: 'Remove what silences nothing', safe: true, edits: [{ ...removal, text: '' }] };
  return {
    rule: unusedSuppression,
    severity: 'hint',
    confidence: 'high',
    ...at,
    message: `${what} silences no finding; it can go.`,
    docs: configurationPage('suppressions'),
    saving: null,
    change: null,
    fixes: [fix],
  };
}
