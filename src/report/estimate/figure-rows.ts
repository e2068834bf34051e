/** The rows that every export for people shows: quantity, figure with unit, range. */
import type { Estimate } from '../../assess/estimate';
import type { Total } from '../../assess/estimate-run';
import { formatDuration } from '../figures/duration';
import { formatFactor, formatNumber } from '../figures/number';
import { formatCarbon, formatCost, formatDurationRange, formatEnergy, formatEnergyPart, formatMemory, withUnit } from '../figures/quantity';
import type { FormattedQuantity } from '../figures/quantity';
import { wholePercents } from '../figures/shares';
import { exportLocale } from './estimate-report';

export interface FigureRow {
  readonly quantity: string;
  readonly figure: string;
  readonly range: string;
}

export function figureRows({ durationHours, energyKwh, carbonKg, embodiedKg, cost }: Total): FigureRow[] {
  const rows: FigureRow[] = [
    { quantity: 'Time', figure: formatDuration(durationHours.p50, exportLocale), range: formatDurationRange(durationHours, exportLocale) },
    row('Energy', formatEnergy(energyKwh, exportLocale)),
    row('Carbon', formatCarbon(carbonKg, exportLocale)),
  ];
  if (embodiedKg !== null) rows.push(row('Embodied carbon, counted apart', formatCarbon(embodiedKg, exportLocale)));
  if (cost !== null) rows.push(row('Cost', formatCost(cost, exportLocale)));
  return rows;
}

export function memoryRow({ memory }: Estimate): FigureRow | null {
  if (memory.peakGiB === null) return null;
  const peak = formatMemory(memory.peakGiB, exportLocale);
  const available = memory.availableGib === null ? '' : ` of ${formatNumber(memory.availableGib, 0, exportLocale)} GiB`;
  const verdict = { yes: 'fits', no: 'does not fit', unknown: 'fit unknown' }[memory.fits];
  return {
    quantity: `GPU memory (${verdict})`,
    figure: available === '' ? withUnit(peak) : `${peak.figure}${available}`,
    range: peak.range,
  };
}

export interface BreakdownRow extends FigureRow {
  /** Whole percents that add up to 100. */
  readonly percent: number;
}

export function breakdownRows({ breakdown, energyKwh }: Estimate): BreakdownRow[] {
  const parts = [
    ['Accelerators', breakdown.accelerators.energyKwh],
    ['CPU', breakdown.cpu.energyKwh],
    ['Memory', breakdown.memory.energyKwh],
    ['Facility (PUE)', breakdown.facility.energyKwh],
  ] as const;
  const percents = wholePercents(parts.map(([, energy]) => energy.p50));
  return parts.map(([quantity, energy], index) => ({
    ...row(quantity, formatEnergyPart(energy, energyKwh, exportLocale)),
    percent: percents[index] ?? 0,
  }));
}

/** `90 epochs × 1,184 steps × 0.104 s per step + 18 s start-up`; empty where the duration was given. */
export function arithmeticText({ arithmetic: { factors, startUpSeconds } }: Estimate): string {
  const product = factors.map(({ value, label }) => `${formatFactor(value, exportLocale)} ${label}`).join(' × ');
  if (product === '' || startUpSeconds <= 0) return product;
  return `${product} + ${formatDuration(startUpSeconds / 3600, exportLocale)} start-up`;
}

export function machineText({ machine }: Estimate): string {
  const nodes = machine.nodes > 1 ? ` on ${machine.nodes} nodes` : '';
  return `${machine.count} × ${machine.hardwareName}${nodes}`;
}

/** `301 g CO₂e per kWh, Ireland, 2025, lifecycle (Electricity Maps)`. */
export function gridText({ grid }: Estimate): string {
  const year = grid.year === null ? '' : `, ${grid.year}`;
  const scope = grid.scope === 'given' ? 'as given' : grid.scope;
  return `${formatNumber(grid.intensityGramsPerKwh, 0, exportLocale)} g CO₂e per kWh, ${grid.name}${year}, ${scope} (${grid.source})`;
}

export function pueText({ machine: { pue } }: Estimate): string {
  return `${formatNumber(pue.value, 2, exportLocale)} (${pue.source}${pue.year === null ? '' : `, ${pue.year}`})`;
}

function row(quantity: string, formatted: FormattedQuantity): FigureRow {
  return { quantity, figure: withUnit(formatted), range: formatted.range };
}
