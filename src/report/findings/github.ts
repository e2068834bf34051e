/** Findings as annotations of a GitHub Actions run (https://docs.github.com/actions/reference/workflow-commands-for-github-actions). */
import type { Finding } from '../../rules/finding';
import type { FindingsReport } from './findings-report';

export function findingsGithub({ findings }: FindingsReport): string {
  return findings.map(({ finding }) => `${annotationOf(finding)}\n`).join('');
}

function annotationOf(finding: Finding): string {
  const command = finding.severity === 'warning' ? 'warning' : 'notice';
  const { path, cell, line, column, endLine, endColumn } = finding;
  // Lines of a notebook count inside the cell, so the annotation stands at the file and its message says where.
  const lines = { line, endLine };
  // GitHub refuses columns for what spans several lines.
  const columns = line === endLine ? { col: column, endColumn } : {};
  const place = cell === null ? { ...lines, ...columns } : {};
  const named: Readonly<Record<string, string | number>> = { file: path, ...place, title: finding.rule };
  const properties = Object.entries(named).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  const where = cell === null ? '' : `cell ${cell + 1}, line ${line}: `;
  return `::${command} ${properties.join(',')}::${escapedMessage(where + finding.message)}`;
}

function escapedMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
