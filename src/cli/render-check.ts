import { findingsFormats, renderFindings, type FindingsFormat } from '../report/render-findings';
import { unusedSuppression } from '../assess/project/unused-suppression';
import type { LocatedFinding, RuleDescription } from '../report/findings/findings-report';
import type { Finding } from '../rules/finding';
import { rules } from '../rules/index';
import { packageVersion } from './assets';

export const checkFormats: readonly CheckFormat[] = ['text', 'json', ...findingsFormats.filter((format) => format !== 'text')];
export type CheckFormat = FindingsFormat | 'json';

export interface ReadError {
  readonly path: string;
  readonly message: string;
}

/** What `joulewise check --format json` prints; `schemas/check.schema.json` describes it. */
export interface CheckReport {
  readonly version: 1;
  readonly findings: readonly Finding[];
  readonly files: number;
  readonly errors: readonly ReadError[];
  readonly durationMs: number;
  /** How many findings `--fix` repaired; those that are left stand in `findings`. */
  readonly fixed?: number;
  /** How many findings the baseline holds and `findings` therefore leaves out. */
  readonly known?: number;
}

/** Rules, and what else a finding may bear the name of. */
const described: readonly RuleDescription[] = [
  ...rules.map(({ meta }) => meta),
  { id: unusedSuppression, title: 'A comment silences nothing', severity: 'hint' },
];

export function renderCheck(format: CheckFormat, report: CheckReport, located: readonly LocatedFinding[]): string {
  if (format === 'json') {
    return `${JSON.stringify(report, null, 2)}\n`;
  }
  const findings = renderFindings(format, { findings: located, toolVersion: packageVersion(), rules: described });
  return format === 'text' ? `${findings}${closing(report)}` : findings;
}

/** What could not be read, and the sum in one line. */
function closing({ findings, files, errors, fixed, known }: CheckReport): string {
  const problems = errors.map(({ path, message }) => `${path}: ${message}\n`).join('');
  const found = findings.length === 0 ? 'No costly pattern found' : counted(findings.length, 'costly pattern');
  const repaired = fixed === undefined ? '' : `, ${fixed} fixed`;
  const accepted = known === undefined ? '' : `, ${known} known to the baseline`;
  return `${problems}${found} in ${counted(files, 'file')}${repaired}${accepted}.\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
