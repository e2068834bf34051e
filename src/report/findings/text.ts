/** Findings for people at a terminal: a place that editors and terminals make a link of, what it is, the line itself, and how to fix it. */
import type { Finding } from '../../rules/finding';
import { formatEnergy, formatEnergyPart, withRange } from '../figures/quantity';
import type { FindingsReport, LocatedFinding, SavingHere } from './findings-report';

export function findingsText({ findings }: FindingsReport): string {
  return findings.map((found) => `${blockOf(found)}\n`).join('');
}

function blockOf({ finding, lineText, here }: LocatedFinding): string {
  const fix = finding.fixes[0];
  return [
    `${placeOf(finding)}: ${finding.severity}: ${finding.message} [${finding.rule}]`,
    ...excerpt(finding, lineText),
    ...(fix === undefined ? [] : [`    fix: ${fix.title}`]),
    ...(here === undefined ? [] : [`    here: ${hereText(here)}`]),
  ].join('\n');
}

function hereText({ basis, energyKwh, totalKwh }: SavingHere): string {
  const about = basis === 'forecast' ? 'about' : 'up to';
  return `${about} ${withRange(formatEnergyPart(energyKwh, totalKwh, 'en'))} of ${withRange(formatEnergy(totalKwh, 'en'))} per run`;
}

/** Wider lines are cut around what is meant. */
const widestExcerpt = 120;

/** The line, and below it carets under what is meant, as far as it stands on this line. */
function excerpt({ line, column, endLine, endColumn }: Finding, lineText: string): readonly string[] {
  if (lineText.trim() === '') {
    return [];
  }
  const end = endLine === line ? Math.min(endColumn - 1, lineText.length) : lineText.trimEnd().length;
  const from = lineText.length > widestExcerpt ? Math.max(0, Math.min(column - 1 - 20, lineText.length - widestExcerpt)) : 0;
  const shown = lineText.slice(from, from + widestExcerpt).trimEnd();
  const before = shown.slice(0, column - 1 - from).replaceAll(/[^\t]/gu, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(end, from + shown.length) - (column - 1)));
  const number = String(line).padStart(5);
  return [`${number} | ${shown}`, `${' '.repeat(number.length)} | ${before}${carets}`];
}

/** `train.py:12:5`; in a notebook `train.ipynb, cell 3:2:1`, cells counted from one. */
export function placeOf({ path, cell, line, column }: Finding): string {
  return `${path}${cell === null ? '' : `, cell ${cell + 1}`}:${line}:${column}`;
}
