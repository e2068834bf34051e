/** Estimates as CSV (RFC 4180): one line a run, plain numbers in the units that the column names say. */
import type { Quantiles } from '../../accounting/quantiles';
import type { Estimate } from '../../assess/estimate';
import type { EstimatedRun, EstimateReport } from './estimate-report';

type Cell = string | number | null;

const columns: readonly (readonly [name: string, of: (estimate: Estimate) => Cell])[] = [
  ...quantileColumns('duration_hours', ({ durationHours }) => durationHours),
  ...quantileColumns('energy_kwh', ({ energyKwh }) => energyKwh),
  ...quantileColumns('carbon_kg_co2e', ({ carbonKg }) => carbonKg),
  ...quantileColumns('embodied_kg_co2e', ({ embodiedKg }) => embodiedKg),
  ...quantileColumns('water_litres', ({ waterLitres }) => waterLitres ?? null),
  ...quantileColumns('cost', ({ cost }) => cost),
  ['currency', ({ cost }) => cost?.currency ?? null],
  ...quantileColumns('memory_gib', ({ memory }) => memory.peakGiB),
  ['memory_fits', ({ memory }) => memory.fits],
  ['energy_accelerators_kwh', ({ breakdown }) => breakdown.accelerators.energyKwh.p50],
  ['energy_cpu_kwh', ({ breakdown }) => breakdown.cpu.energyKwh.p50],
  ['energy_memory_kwh', ({ breakdown }) => breakdown.memory.energyKwh.p50],
  ['energy_facility_kwh', ({ breakdown }) => breakdown.facility.energyKwh.p50],
  ['hardware', ({ machine }) => machine.hardware],
  ['count', ({ machine }) => machine.count],
  ['nodes', ({ machine }) => machine.nodes],
  ['pue', ({ machine }) => machine.pue.value],
  ['grid', ({ grid }) => grid.name],
  ['intensity_g_per_kwh', ({ grid }) => grid.intensityGramsPerKwh],
  ['intensity_year', ({ grid }) => grid.year],
  ['intensity_scope', ({ grid }) => grid.scope],
  ['intensity_source', ({ grid }) => grid.source],
];

export function estimateCsv({ shown, results }: EstimateReport): string {
  const head = ['script', 'run', ...columns.map(([name]) => name), 'error'];
  const rows = results.map((run) => rowOf(shown, run));
  return [head, ...rows].map((cells) => `${cells.map(written).join(',')}\r\n`).join('');
}

function rowOf(shown: string, { profile, result }: EstimatedRun): Cell[] {
  if ('error' in result) return [shown, profile.id, ...columns.map(() => null), result.error];
  return [shown, profile.id, ...columns.map(([, of]) => of(result)), null];
}

function quantileColumns(name: string, of: (estimate: Estimate) => Quantiles | null): [string, (estimate: Estimate) => Cell][] {
  return (['p10', 'p50', 'p90'] as const).map((quantile) => [`${name}_${quantile}`, (estimate) => of(estimate)?.[quantile] ?? null]);
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(Number(cell.toPrecision(6)));
  // A spreadsheet takes a text that begins like a formula for one; a name from somebody's code must not become one.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
