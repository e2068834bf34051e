import type { PeerFigure, PeerProblem } from './peer-tables';
import type { PeerTables } from '../reference/peer-tables';

const peer = 'ML CO2 Impact';

/** What its page asks for. `gramsPerKwh` takes the place of provider and region. */
export interface MlCo2ImpactInputs {
  readonly gpu: string;
  readonly hours: number;
  readonly provider?: string;
  readonly region?: string | null;
  readonly gramsPerKwh?: number;
}

/**
 * Energy = TDP × hours, carbon = energy × intensity in whole grams; no PUE, no other parts, one device.
 * Its page rounds the intensity to two decimals of a kilogram before it multiplies; this gives the unrounded product.
 * Source: mlco2/impact, js/grayscale.js (2026).
 */
export function mlCo2Impact(
  { gpu, hours, provider, region, gramsPerKwh }: MlCo2ImpactInputs,
  tables: PeerTables,
): PeerFigure | PeerProblem {
  const { hardwareWatts, gramsPerKwh: regions } = tables.mlCo2Impact;
  const watts = hardwareWatts[gpu];
  if (watts === undefined) {
    return { problem: `${peer} does not list the hardware "${gpu}".` };
  }
  const place = `${provider ?? ''}/${region ?? ''}`;
  const intensity = gramsPerKwh ?? regions[place];
  if (intensity === undefined) {
    return { problem: `${peer} does not list the region "${place}".` };
  }
  const intensityGramsPerKwh = Math.trunc(intensity);
  const energyKwh = (watts * hours) / 1000;
  return { energyKwh, carbonGrams: energyKwh * intensityGramsPerKwh, intensityGramsPerKwh };
}
