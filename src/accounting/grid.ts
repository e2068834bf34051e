/** Where the electricity comes from and what the building adds: from what a person chose, with visible defaults for the rest. */
import type { Configuration } from '../assess/configuration';
import type { Assumption, GridDescription, Sourced } from '../assess/estimate';
import type { Reference } from '../reference/reference';
import type { CloudRegionRow } from '../reference/rows';
import { pueBounds } from './facility';

export type ResolvedGrid =
  | {
      readonly ok: true;
      readonly grid: GridDescription;
      readonly pue: Sourced<number>;
      /** The region's row, when one is chosen. */
      readonly region: CloudRegionRow | null;
      /** What was not chosen and is taken as a default. */
      readonly assumptions: readonly Assumption[];
    }
  | {
      readonly ok: false;
      /** One sentence that says what is wrong and what would be right. */
      readonly problem: string;
      /** The setting that is at fault. */
      readonly setting: 'region' | 'zone' | 'intensityGramsPerKwh' | 'pue';
    };

type Part<Value> =
  { readonly ok: true; readonly value: Value; readonly assumptions: readonly Assumption[] } | Extract<ResolvedGrid, { ok: false }>;

/** No grid in the tables exceeds 1,000 g/kWh by much; lignite alone reaches about 1,700 (UNECE 2021). Beyond, the unit is another. */
const HIGHEST_INTENSITY = 2500;

/** As ISO 3166 writes it. */
const countryCode = /^[A-Z]{2}$/;

/**
 * Grid and PUE of the configuration. People name a country as a region ("FR"): it is taken as the zone it is, also where a provider's region
 * has the same letters in small ("de").
 * A given intensity goes before a zone, a zone before the zone of the region;
 * with none of them the world's average stands in, as an assumption. A given PUE goes before the region's, that before its provider's fleet;
 * without a region it is the survey average for data-centre accelerators and 1 for a desktop or laptop, as an assumption.
 */
export function resolveGrid(configuration: Configuration, reference: Reference): ResolvedGrid {
  const named = blank(configuration.region) ? null : reference.region(configuration.region);
  const isNoRegion = named?.ok === false || countryCode.test(configuration.region?.trim() ?? '');
  const asZone = isNoRegion && blank(configuration.zone) && !blank(configuration.region) ? reference.zone(configuration.region) : null;
  if (asZone?.ok === true) {
    return resolveGrid({ ...configuration, region: null, zone: asZone.row.id }, reference);
  }
  const chosen = named;
  if (chosen?.ok === false) {
    return { ok: false, problem: chosen.problem, setting: 'region' };
  }
  const region = chosen?.row ?? null;
  const grid = gridOf(configuration, region, reference);
  if (!grid.ok) {
    return grid;
  }
  const pue = pueOf(configuration, region, reference);
  if (!pue.ok) {
    return pue;
  }
  return { ok: true, grid: grid.value, pue: pue.value, region, assumptions: [...grid.assumptions, ...pue.assumptions] };
}

function gridOf(configuration: Configuration, region: CloudRegionRow | null, reference: Reference): Part<GridDescription> {
  const { intensityGramsPerKwh, zone } = configuration;
  if (intensityGramsPerKwh !== null) {
    return givenIntensity(intensityGramsPerKwh, region);
  }
  if (blank(zone) && region === null) {
    return worldAverage(reference);
  }
  const found = reference.zone(blank(zone) ? (region?.zone ?? '') : zone);
  if (!found.ok) {
    return { ok: false, problem: found.problem, setting: blank(zone) ? 'region' : 'zone' };
  }
  const { id, name, lifecycleGramsPerKwh, year } = found.row;
  const isRegions = region?.zone === id;
  return {
    ok: true,
    value: {
      zone: id,
      region: isRegions ? region.id : null,
      name: isRegions ? region.name : name,
      intensityGramsPerKwh: lifecycleGramsPerKwh,
      year,
      scope: 'lifecycle',
      source: reference.about('zones').source,
    },
    assumptions: [],
  };
}

function givenIntensity(value: number, region: CloudRegionRow | null): Part<GridDescription> {
  const problem = intensityProblem(value);
  if (problem !== null) {
    return { ok: false, problem, setting: 'intensityGramsPerKwh' };
  }
  return {
    ok: true,
    value: {
      zone: null,
      region: region?.id ?? null,
      name: 'Given intensity',
      intensityGramsPerKwh: value,
      year: null,
      scope: 'given',
      source: 'given by you',
    },
    assumptions: [],
  };
}

function intensityProblem(value: number): string | null {
  if (!Number.isFinite(value) || value < 0) {
    return `The intensity must be a number of grams of CO2e per kWh from 0, not ${String(value)}.`;
  }
  if (value > 0 && value < 1) {
    return `The intensity is in grams of CO2e per kWh; ${String(value)} looks like kilograms, which is ${String(value * 1000)} g/kWh.`;
  }
  if (value > HIGHEST_INTENSITY) {
    return `The intensity is in grams of CO2e per kWh; ${String(value)} is more than any power plant emits (${String(HIGHEST_INTENSITY)} at most).`;
  }
  return null;
}

function worldAverage(reference: Reference): Part<GridDescription> {
  const { lifecycleGramsPerKwh, year, source } = reference.defaults.world;
  return {
    ok: true,
    value: {
      zone: null,
      region: null,
      name: 'World average',
      intensityGramsPerKwh: lifecycleGramsPerKwh,
      year,
      scope: 'lifecycle',
      source,
    },
    assumptions: [
      {
        quantity: 'region',
        value: `world average, ${String(lifecycleGramsPerKwh)} g/kWh`,
        why: 'No region, zone or intensity is chosen; grids lie between about 20 and 900 g/kWh.',
      },
    ],
  };
}

function pueOf(configuration: Configuration, region: CloudRegionRow | null, reference: Reference): Part<Sourced<number>> {
  const { pue } = configuration;
  if (pue !== null) {
    return Number.isFinite(pue) && pue >= pueBounds.minimum && pue <= pueBounds.maximum
      ? { ok: true, value: { value: pue, source: 'given by you', year: null }, assumptions: [] }
      : {
          ok: false,
          problem: `PUE must lie between ${String(pueBounds.minimum)} and ${String(pueBounds.maximum)}, not ${String(pue)}.`,
          setting: 'pue',
        };
  }
  if (region !== null && region.pue !== null) {
    return {
      ok: true,
      value: { value: region.pue, source: `${region.name}, disclosed by the provider`, year: region.pueYear },
      assumptions: [],
    };
  }
  const { providers, onPremises, ownComputer } = reference.defaults.pue;
  const fleet = region === null ? undefined : providers[region.provider];
  if (fleet !== undefined) {
    return assumedPue(fleet, 'The provider discloses no PUE for this region, so that of its fleet stands in.');
  }
  if (region !== null) {
    return assumedPue(onPremises, 'The provider of this region is not in the tables, so the survey average stands in.');
  }
  return standsInServerRoom(configuration, reference)
    ? assumedPue(onPremises, 'No region or PUE is chosen, so the average of the data centres surveyed stands in.')
    : assumedPue(ownComputer, 'No region or PUE is chosen, and this hardware stands in one’s own computer.');
}

function assumedPue(figure: Sourced<number>, why: string): Part<Sourced<number>> {
  return {
    ok: true,
    value: figure,
    assumptions: [{ quantity: 'pue', value: String(figure.value), why: `${why} Source: ${figure.source}.` }],
  };
}

function standsInServerRoom({ hardware }: Configuration, reference: Reference): boolean {
  const found = blank(hardware) ? null : reference.hardware(hardware);
  if (found?.ok !== true) {
    return false;
  }
  const { segment, id } = found.accelerator;
  return found.instance !== null || segment === 'datacenter' || segment === 'cloud' || /xeon|epyc/u.test(id);
}

function blank(text: string | null): text is null | '' {
  return text === null || text.trim() === '';
}
