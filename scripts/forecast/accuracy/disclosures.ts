import { readFileSync } from 'node:fs';
import { nothingChosen } from '../../../src/assess/configuration';
import type { Estimate } from '../../../src/assess/estimate';
import { estimateRun } from '../../../src/assess/estimate-run';
import type { Reference } from '../../../src/reference/reference';
import type { RunProfile } from '../../../src/profile/run-profile';
import { measuredRunsPath } from '../measured-runs';
import { table } from './tables';

/** What somebody published of a training: hardware, hours, and energy or carbon. */
interface Disclosure {
  name: string;
  source: string;
  cls: string;
  hw: { accelerator: string; count?: number | null };
  measured: {
    gpu_hours?: number;
    seconds?: number;
    energy_kwh?: number | null;
    power_w_used?: number;
    avg_power_w?: number;
    energy_scope?: string | null;
  };
  published?: { co2_t?: number | null; co2_kg?: number | null; pue?: number | null; ci_kg_kwh?: number | null };
  use?: string;
}

/** Runs of which the same scripts were metered by the hundred are in the energy table, not here. */
const METERED_BY_THE_HUNDRED = /zeus|GAISSA/i;

interface Row {
  readonly name: string;
  readonly what: string;
  readonly published: number;
  readonly theirs: number | null;
  readonly ours: number;
  readonly why: string;
}

/** The accounting mode against published disclosures, with the source's own factors and with ours. */
export function disclosureTable(tables: Reference): {
  readonly text: string;
  readonly within5: number;
  readonly beyond5: string;
  readonly told: number;
} {
  const { runs } = JSON.parse(readFileSync(measuredRunsPath, 'utf8')) as { runs: Disclosure[] };
  const rows = runs.flatMap((run) => rowsOf(run, tables));
  const told = rows.filter(({ theirs }) => theirs !== null);
  const within = (value: number, published: number): boolean => Math.abs(value / published - 1) <= 0.05;
  const text = table(
    ['disclosure', 'figure', 'published', 'with its own factors', 'with ours', 'why ours differs'],
    rows.map(({ name, what, published, theirs, ours, why }) => [
      name,
      what,
      figure(published),
      theirs === null ? 'factors not stated' : `${figure(theirs)} (${percent(theirs / published - 1)})`,
      `${figure(ours)} (${percent(ours / published - 1)})`,
      why,
    ]),
  );
  return {
    text,
    within5: told.filter(({ theirs, published }) => theirs !== null && within(theirs, published)).length,
    told: told.length,
    beyond5:
      told
        .filter(({ theirs, published }) => theirs !== null && !within(theirs, published))
        .map(({ name, what }) => `${name} (${what})`)
        .join(', ') || 'none',
  };
}

function rowsOf(run: Disclosure, tables: Reference): Row[] {
  const { measured, hw, source, name } = run;
  const published = run.published ?? {};
  const deviceHours = measured.gpu_hours ?? ((measured.seconds ?? 0) / 3600) * (hw.count ?? 0);
  const carbonKg = published.co2_kg ?? (published.co2_t ? published.co2_t * 1000 : null);
  const kwh = measured.energy_kwh ?? null;
  if (!(deviceHours > 0) || (kwh === null && carbonKg === null) || METERED_BY_THE_HUNDRED.test(source)) return [];
  const count = hw.count ?? 8;
  const hours = deviceHours / count;
  const estimate = (given: { watts?: number | undefined; pue?: number | undefined; grams?: number | undefined }): Estimate => {
    const profile: RunProfile =
      given.watts === undefined ? { id: name } : { id: name, wattsPerAccelerator: { value: given.watts, origin: 'user' } };
    const chosen = { ...nothingChosen, hardware: hw.accelerator, count, pue: given.pue ?? null, intensityGramsPerKwh: given.grams ?? null };
    const made = estimateRun(profile, chosen, tables, { hours });
    if ('error' in made) throw new Error(`${name}: ${made.error}`);
    return made;
  };
  const scope = measured.energy_scope ?? '';
  const watts = measured.power_w_used ?? measured.avg_power_w;
  const pue = published.pue ?? undefined;
  const grams = published.ci_kg_kwh ? published.ci_kg_kwh * 1000 : undefined;
  const isBoard = /GPU only|TDP x hours \(no/.test(scope);
  const ours = estimate(isBoard ? { pue: 1 } : {});
  const theirs = watts === undefined ? null : estimate({ watts, pue: scope.includes('PUE') ? (pue ?? 1) : 1, grams });
  const lines: Row[] = [];
  if (kwh !== null) {
    const said = isBoard ? ours.breakdown.accelerators.energyKwh.p50 : ours.energyKwh.p50;
    lines.push({ name, what: 'kWh', published: kwh, theirs: theirs?.energyKwh.p50 ?? null, ours: said, why: reason(scope, isBoard) });
  }
  if (carbonKg !== null) {
    const full = watts === undefined || grams === undefined ? null : estimate({ watts, pue: pue ?? 1, grams });
    lines.push({
      name,
      what: 'kg CO2e',
      published: carbonKg,
      theirs: full?.carbonKg.p50 ?? null,
      ours: ours.carbonKg.p50,
      why: `${reason(scope, isBoard)}; world average grid in the place of the site's`,
    });
  }
  return lines;
}

function reason(scope: string, isBoard: boolean): string {
  if (scope.includes('TDP x hours'))
    return 'it takes the full power limit all the time, ours a typical load' + (isBoard ? '' : ', host and PUE');
  if (isBoard) return 'ours is a typical load, its own was metered';
  if (scope.includes('AC')) return 'metered at the node’s plug, without the building; ours adds the survey PUE of 1.56';
  if (scope.includes('system power')) return 'it measured its machines; ours is a typical load, host and PUE';
  if (scope === '') return 'it states no meter; ours is a typical load, host and PUE';
  return 'its meter counts other parts; ours is a typical load, host and PUE';
}

function figure(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en');
}

function percent(change: number): string {
  return `${change >= 0 ? '+' : '−'}${Math.abs(100 * change).toFixed(0)} %`;
}
