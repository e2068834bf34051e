import * as vscode from 'vscode';
import type { Estimate } from '../../assess/estimate';
import { formatDuration } from '../../report/figures/duration';
import { formatFactor } from '../../report/figures/number';
import { formatCarbon, formatDurationRange, formatEnergy, withRange, withUnit } from '../../report/figures/quantity';

/** A footprint in a few words: energy and carbon, most likely values. */
export function footprintText({ energyKwh, carbonKg }: Estimate): string {
  const locale = vscode.env.language;
  return `$(zap) ~${withUnit(formatEnergy(energyKwh, locale))} · ${withUnit(formatCarbon(carbonKg, locale))}`;
}

/** What stands behind the figure: ranges, machine, grid and the inputs of the arithmetic. */
export function estimateTooltip(estimate: Estimate, runs: number): vscode.MarkdownString {
  const { machine, grid } = estimate;
  const locale = vscode.env.language;
  const rows: readonly (readonly [string, string])[] = [
    [
      vscode.l10n.t('Time'),
      `${formatDuration(estimate.durationHours.p50, locale)} (${formatDurationRange(estimate.durationHours, locale)})`,
    ],
    [vscode.l10n.t('Energy'), withRange(formatEnergy(estimate.energyKwh, locale))],
    [vscode.l10n.t('Carbon'), withRange(formatCarbon(estimate.carbonKg, locale))],
    [vscode.l10n.t('Hardware'), `${String(machine.count)} × ${machine.hardwareName}`],
    [vscode.l10n.t('Grid'), gridText(grid)],
    ...estimate.arithmetic.factors.map(({ label, value, assumed }) => {
      const figure = formatFactor(value, locale);
      return [label, assumed ? vscode.l10n.t('{0}, assumed', figure) : figure] as const;
    }),
  ];
  const text = new vscode.MarkdownString();
  const heading =
    runs > 1 ? vscode.l10n.t('Estimated footprint of the first of {0} trainings', runs) : vscode.l10n.t('Estimated footprint');
  text.appendMarkdown('**').appendText(heading).appendMarkdown('**\n\n| | |\n|---|---|\n');
  for (const [label, value] of rows) {
    text
      .appendMarkdown('| ')
      .appendText(oneLine(label))
      .appendMarkdown('&nbsp;&nbsp; | ')
      .appendText(oneLine(value))
      .appendMarkdown(' |\n');
  }
  return text;
}

function gridText({ name, intensityGramsPerKwh, year, scope }: Estimate['grid']): string {
  const intensity = `${Math.round(intensityGramsPerKwh).toString()} g/kWh`;
  return [name, intensity, scope, year === null ? null : String(year)].filter((part) => part !== null).join(', ');
}

/** A table cell holds one line, and its bars would end the cell. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '/');
}
