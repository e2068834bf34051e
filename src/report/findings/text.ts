/** Findings for people at a terminal: a place that editors and terminals make a link of, then what and how to fix it. */
import type { Finding } from '../../rules/finding';
import type { FindingsReport } from './findings-report';

export function findingsText({ findings }: FindingsReport): string {
  return findings.map((finding) => `${lineOf(finding)}\n`).join('');
}

function lineOf(finding: Finding): string {
  const fix = finding.fixes[0];
  const line = `${placeOf(finding)}: ${finding.severity}: ${finding.message} [${finding.rule}]`;
  return fix === undefined ? line : `${line}\n    fix: ${fix.title}`;
}

/** `train.py:12:5`; in a notebook `train.ipynb, cell 3:2:1`, cells counted from one. */
export function placeOf({ path, cell, line, column }: Finding): string {
  return `${path}${cell === null ? '' : `, cell ${cell + 1}`}:${line}:${column}`;
}
