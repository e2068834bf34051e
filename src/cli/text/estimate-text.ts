import type { Estimate, NoEstimate } from '../../assess/estimate';
import type { Total } from '../../assess/estimate-run';
import type { TypicalMachine } from '../../assess/report-model';
import { runTitle, type EstimateReport } from '../../report/estimate/estimate-report';
import { formatDuration } from '../../report/figures/duration';
import { formatFactor, formatNumber, formatPercent } from '../../report/figures/number';
import { formatCarbon, formatCost, formatDurationRange, formatEnergy, formatMemory, withRange } from '../../report/figures/quantity';
import { columns } from './columns';

const locale = 'en';

/** Forecasts for people: figures with range, the arithmetic behind them, and what was assumed. */
export function estimateText(report: EstimateReport, typical: readonly (readonly TypicalMachine[])[] | null): string {
  const { results, total } = report;
  const parts = results.map(({ result }, index) => `${runTitle(report, index)}\n${body(result, typical?.[index] ?? null)}`);
  const sum = results.length > 1 && total !== null ? [`All runs together\n${columns(figureRows(total), '  ')}`] : [];
  return [...parts, ...sum].join('\n');
}

function body(result: Estimate | NoEstimate, typical: readonly TypicalMachine[] | null): string {
  if (typical !== null && typical.length > 0) {
    return typicalText(typical);
  }
  return 'error' in result ? `  ${result.error}\n` : forecastText(result);
}

function forecastText(estimate: Estimate): string {
  const { machine, grid, memory } = estimate;
  const available = memory.availableGib === null ? '' : ` of ${formatNumber(memory.availableGib, 0, locale)} GiB`;
  const fits = { yes: 'fits', no: 'does not fit', unknown: 'fit unknown' }[memory.fits];
  const rows = [
    ['machine', `${machine.count} × ${machine.hardwareName}, PUE ${machine.pue.value} (${sourceOf(machine.pue)})`],
    [
      'grid',
      `${grid.name}, ${formatNumber(grid.intensityGramsPerKwh, 0, locale)} g/kWh, ${grid.scope}${grid.year === null ? '' : ` ${grid.year}`} (${grid.source})`,
    ],
    ...figureRows(estimate),
    ...(memory.peakGiB === null ? [] : [['GPU memory', `${withRange(formatMemory(memory.peakGiB, locale))}${available}, ${fits}`]]),
    ['because', `${arithmetic(estimate)}; bound by ${boundText[estimate.arithmetic.boundBy]}`],
    ...estimate.drivers
      .slice(0, 2)
      .map(({ quantity, share, narrowBy }) => ['range', `${quantity} ${formatPercent(share, locale)}. ${narrowBy}`]),
  ];
  const assumed = estimate.assumptions.map(({ quantity, value, why }) => [quantity, value, why]);
  return `${columns(rows, '  ')}${assumed.length === 0 ? '' : `  assumed\n${columns(assumed, '    ')}`}`;
}

const boundText: Readonly<Record<Estimate['arithmetic']['boundBy'], string>> = {
  compute: 'arithmetic',
  memory: 'memory traffic',
  launch: 'kernel launches',
  loader: 'the data loader',
  communication: 'the network',
  given: 'the duration given',
};

function arithmetic({ arithmetic: { factors, startUpSeconds } }: Estimate): string {
  const product = factors.map(({ label, value }) => `${formatFactor(value, locale)} ${label}`).join(' × ');
  return startUpSeconds > 0 ? `${product} + ${formatNumber(startUpSeconds, 0, locale)} s start-up` : product;
}

function figureRows({ durationHours, energyKwh, carbonKg, embodiedKg, waterLitres, cost }: Total): readonly (readonly string[])[] {
  const range = formatDurationRange(durationHours, locale);
  return [
    ['time', `${formatDuration(durationHours.p50, locale)}${range === '' ? '' : ` (${range})`}`],
    ['energy', withRange(formatEnergy(energyKwh, locale))],
    ['carbon', withRange(formatCarbon(carbonKg, locale))],
    ...(embodiedKg === null ? [] : [['embodied', withRange(formatCarbon(embodiedKg, locale))]]),
    ...(waterLitres === undefined ? [] : [['water', `${formatWater(waterLitres.p50)} (${waterLitres.source})`]]),
    ...(cost === null ? [] : [['cost', withRange(formatCost(cost, locale))]]),
  ];
}

function formatWater(litres: number): string {
  return litres < 1
    ? `${formatNumber(1000 * litres, litres < 0.01 ? 1 : 0, locale)} mL`
    : `${formatNumber(litres, litres < 10 ? 1 : 0, locale)} L`;
}

function typicalText(typical: readonly TypicalMachine[]): string {
  const rows = typical.map(({ name, estimate }) => [
    `${estimate.machine.count} × ${name}`,
    formatDuration(estimate.durationHours.p50, locale),
    withRange(formatEnergy(estimate.energyKwh, locale)),
    withRange(formatCarbon(estimate.carbonKg, locale)),
    estimate.memory.fits === 'no' ? 'does not fit its memory' : '',
  ]);
  return `  No hardware is chosen (--hardware); typical machines:\n${columns(rows, '  ')}`;
}

function sourceOf({ source, year }: { readonly source: string; readonly year: number | null }): string {
  return year === null || source.includes(String(year)) ? source : `${source}, ${year}`;
}
