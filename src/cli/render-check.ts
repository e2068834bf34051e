import type { Finding } from '../rules/finding';

export const checkFormats = ['text', 'json', 'sarif', 'github'] as const;
export type CheckFormat = (typeof checkFormats)[number];

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
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    default:
      return asText(report);
  }
}

function asText({ findings, files, errors }: CheckReport): string {
  const lines = findings.flatMap((finding) => [
    `${placeOf(finding)}: ${finding.severity}: ${finding.message} [${finding.rule}]`,
    ...finding.fixes.slice(0, 1).map((fix) => `    fix: ${fix.title}`),
  ]);
  const problems = errors.map(({ path, message }) => `${path}: ${message}`);
  const found = findings.length === 0 ? 'No costly pattern found' : counted(findings.length, 'costly pattern');
  return [...lines, ...problems, `${found} in ${counted(files, 'file')}.`, ''].join('\n');
}

function placeOf({ path, cell, line, column }: Finding): string {
  return `${path}${cell === null ? '' : `, cell ${cell + 1}`}:${line}:${column}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
