import type { Finding, Severity } from '../../rules/finding';

/** What the setting `joulewise.rules` may say of a rule. */
export const settingSeverities = ['off', 'hint', 'information', 'warning'] as const;
export type SettingSeverity = (typeof settingSeverities)[number];

/** The settings that decide which findings are shown, and how loud. */
export interface FindingSettings {
  readonly enable: boolean;
  readonly level: Severity;
  readonly rules: Readonly<Record<string, SettingSeverity>>;
}

/** What the rules have to know so that every finding the settings want is found, and the quiet ones rest unless they are asked for. */
export function ruleOptions({ level, rules }: FindingSettings): {
  readonly level: Severity;
  readonly severities: FindingSettings['rules'];
} {
  return { level, severities: rules };
}

/** The severity a finding is shown with, or null where the settings silence it. */
export function shownSeverity(finding: Finding, settings: FindingSettings): Severity | null {
  if (!settings.enable) {
    return null;
  }
  const severity = settings.rules[finding.rule] ?? finding.severity;
  if (severity === 'off' || settingSeverities.indexOf(severity) < settingSeverities.indexOf(settings.level)) {
    return null;
  }
  return severity;
}
