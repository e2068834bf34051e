import type { Quantiles } from './quantiles';
import { scaled } from './quantiles';
import type { Reference } from '../reference/reference';
import type { CloudRegionRow } from '../reference/rows';

export interface Water {
  readonly litres: Quantiles;
  readonly source: string;
}

/**
 * Water that the site evaporates to cool a run. WUE counts litres per kWh of the machines (ISO/IEC 30134-9), so the facility's own energy stays out,
 * and so does the water of power plants. Null where neither the region nor its provider discloses it.
 */
export function siteWater(machinesKwh: Quantiles, region: CloudRegionRow | null, reference: Reference): Water | null {
  if (region === null) {
    return null;
  }
  if (region.waterLitresPerKwh !== null) {
    return { litres: scaled(machinesKwh, region.waterLitresPerKwh), source: `${region.name}, disclosed by the provider` };
  }
  const fleet = reference.defaults.waterLitresPerKwh[region.provider];
  return fleet === undefined ? null : { litres: scaled(machinesKwh, fleet.value), source: fleet.source };
}
