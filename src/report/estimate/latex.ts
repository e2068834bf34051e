/** A paragraph for the section of a paper that states compute and carbon. */
import type { Estimate } from '../../assess/estimate';
import type { Total } from '../../assess/estimate-run';
import { formatDuration } from '../figures/duration';
import { formatNumber } from '../figures/number';
import { formatCarbon, formatDurationRange, formatEnergy, withRange } from '../figures/quantity';
import { estimatesOf, exportLocale } from './estimate-report';
import type { EstimateReport } from './estimate-report';
import { gridText, machineText } from './figure-rows';

export function estimateLatex(report: EstimateReport): string {
  const [first] = estimatesOf(report);
  if (first === undefined || report.total === null) return `% No estimate of ${escaped(report.shown)}: some facts are missing.\n`;
  return `${escaped(paragraph(report, first, report.total))}\n`;
}

function paragraph({ results }: EstimateReport, estimate: Estimate, total: Total): string {
  const runs = results.length === 1 ? 'One training run' : `The ${results.length} training runs together`;
  const take = results.length === 1 ? 'is' : 'are';
  const range = formatDurationRange(total.durationHours, exportLocale);
  const time = `${formatDuration(total.durationHours.p50, exportLocale)}${range === '' ? '' : ` (${range})`}`;
  const pue = formatNumber(estimate.machine.pue.value, 2, exportLocale);
  const embodied =
    total.embodiedKg === null
      ? ''
      : ` The making of the hardware adds an embodied share of ${withRange(formatCarbon(total.embodiedKg, exportLocale))}, counted apart.`;
  return (
    `${runs} on ${machineText(estimate)} ${take} forecast to take ${time}, ` +
    `to use ${withRange(formatEnergy(total.energyKwh, exportLocale))} of electricity including facility overhead (PUE ${pue}), ` +
    `and to emit ${withRange(formatCarbon(total.carbonKg, exportLocale))} at a grid intensity of ${gridText(estimate)}.` +
    `${embodied} Figures are medians with 80 % intervals, modelled before the run with Joulewise.`
  );
}

const commands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\u00a0': '~',
  '–': '--',
  '−': '$-$',
  '×': '$\\times$',
  '₂': '\\textsubscript{2}',
};

function escaped(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/[\\~^&%$#_{}\u00a0–−×₂]/g, (character) => commands[character] ?? `\\${character}`);
}
