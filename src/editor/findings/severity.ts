import type { Finding, Severity } from '../../rules/finding';

/** What the setting `joulewise.rules` may say of a rule. */
export const settingSeverities = ['off', 'hint', 'information', 'warning'] as const;
export type SettingSeverity = (typeof settingSeverities)[number];

/** The settings that decide which findings are shown, and how loud. */
export interface FindingSettings {
  readonly enable: boolean;
  /** Null where the person states none: then the project's file decided what was found. */
  readonly level: Severity | null;
  readonly rules: Readonly<Record<string, SettingSeverity>>;
}

/** What the rules have to know so that every finding the settings want is found, and the quiet ones rest unless they are asked for. */
export function ruleOptions({ level, rules }: FindingSettings): {
  readonly level?: Severity;
  readonly severities: FindingSettings['rules'];
} {
  return { ...(level === null ? {} : { level }), severities: rules };
}

/** The severity a finding is shown with, or null where the settings silence it. */
export function shownSeverity(finding: Finding, settings: FindingSettings): Severity | null {
  if (!settings.enable) {
    return null;
  }
  const severity = settings.rules[finding.rule] ?? finding.severity;
  const tooQuiet = settings.level !== null && settingSeverities.indexOf(severity) < settingSeverities.indexOf(settings.level);
  if (severity === 'off' || tooQuiet) {
    return null;
  }
  return severity;
}
