// Cloud regions: where each one stands, the grid zone that feeds it, and the PUE and water its provider disclosed for it.
import type { CloudRegionRow } from '../../src/reference/rows';
import { readRaw } from './tables';

const providers: Readonly<Record<string, string>> = {
  aws: 'AWS',
  gcp: 'Google Cloud',
  azure: 'Azure',
  ovh: 'OVHcloud',
  scaleway: 'Scaleway',
};

/**
 * AWS publishes one figure for the whole fleet (0.18 L/kWh, 2023), which the source repeats for regions without their own.
 * It stands in defaults.json as the fleet's, not here as the region's.
 */
const awsFleetWater = 0.18;

/** Rows of regions.json. Only regions of raw/cloud-places.json: that leaves out geographies, staging and early-access names, and doubles in other spelling. */
export function regions(): readonly CloudRegionRow[] {
  const known = new Map(readRaw('cloud-regions.json').map((row) => [`${row.provider}/${row.region}`, row]));
  return readRaw('cloud-places.json').map(({ id, place, aliases = [], zone }) => {
    const [provider = '', region = ''] = id.split('/');
    const row = known.get(id);
    const feeding = zone ?? row?.zone;
    if (!feeding) {
      throw new Error(`${id}: no grid zone`);
    }
    return {
      id,
      provider,
      region,
      name: `${providers[provider] ?? provider} ${region} (${place})`,
      aliases: [...new Set([place, `${providers[provider] ?? provider} ${place}`, ...aliases])],
      zone: feeding,
      pue: row?.pue ?? null,
      pueYear: row?.pueYear ?? null,
      waterLitresPerKwh: provider === 'aws' && row?.water === awsFleetWater ? null : (row?.water ?? null),
    };
  });
}
