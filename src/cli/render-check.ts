import { findingsFormats, renderFindings, type FindingsFormat } from '../report/render-findings';
import { unusedSuppression } from '../assess/project/rule-names';
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
}

export function renderCheck(format: CheckFormat, report: CheckReport): string {
  if (format === 'json') {
    return `${JSON.stringify(report, null, 2)}\n`;
  }
  const titles = new Map([...rules.map(({ meta }) => [meta.id, meta.title] as const), [unusedSuppression, 'A comment silences nothing']]);
  const findings = renderFindings(format, { findings: report.findings, toolVersion: packageVersion(), titles });
  return format === 'text' ? `${findings}${closing(report)}` : findings;
}

/** What could not be read, and the sum in one line. */
function closing({ findings, files, errors }: CheckReport): string {
  const problems = errors.map(({ path, message }) => `${path}: ${message}\n`).join('');
  const found = findings.length === 0 ? 'No costly pattern found' : counted(findings.length, 'costly pattern');
  return `${problems}${found} in ${counted(files, 'file')}.\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
