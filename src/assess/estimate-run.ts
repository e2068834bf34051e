import type { Quantiles } from '../accounting/quantiles';
import { scaled } from '../accounting/quantiles';
import type { ForecastConstants } from '../forecast/constants';
import { sum } from '../forecast/energy';
import { forecastGivenHours } from '../forecast/forecast-given-hours';
import { forecastRun } from '../forecast/forecast-run';
import type { ResolvedMachine } from '../forecast/machine';
import type { RunForecast } from '../forecast/run-forecast';
import { varianceShares } from '../forecast/uncertainty';
import type { RunProfile } from '../profile/run-profile';
import type { Reference } from '../reference/reference';
import type { Configuration } from './configuration';
import type { Assumption, Driver, Estimate, GridDescription, NoEstimate, Sourced } from './estimate';
import { resolveMachine } from './resolve-machine';

export interface EstimateOptions {
  /** The duration is given, not predicted: accounting of a run that is over or planned. */
  readonly hours?: number;
  /** Other constants than those shipped, to score a fit. */
  readonly constants?: ForecastConstants;
}

/**
 * Footprint of one run on the configured machine and grid, or one sentence that says what is missing or wrong.
 * Pure and synchronous; nothing is rounded, so that energy × intensity is carbon and parts add to the total to the last digit.
 */
export function estimateRun(
  run: RunProfile,
  configuration: Configuration,
  reference: Reference,
  options: EstimateOptions = {},
): Estimate | NoEstimate {
  const machine = resolveMachine(run, configuration, reference);
  if ('error' in machine) return machine;
  const grid = resolveGrid(configuration, reference);
  if ('error' in grid) return grid;
  const pue = resolvePue(configuration, machine, reference);
  if ('error' in pue) return pue;
  const forecast =
    options.hours === undefined
      ? forecastRun(run, machine, reference, options.constants)
      : forecastGivenHours(run, options.hours, machine, reference, options.constants);
  return 'error' in forecast ? forecast : compose({ run, configuration, machine, grid, pue, forecast });
}

interface Composed {
  readonly run: RunProfile;
  readonly configuration: Configuration;
  readonly machine: ResolvedMachine;
  readonly grid: GridDescription & { readonly assumed: readonly Assumption[] };
  readonly pue: Sourced<number> & { readonly assumed: readonly Assumption[] };
  readonly forecast: RunForecast;
}

function compose({ run, configuration, machine, grid, pue, forecast }: Composed): Estimate {
  const { assumed: gridAssumed, ...gridDescription } = grid;
  const { assumed: pueAssumed, ...pueDescription } = pue;
  const { accelerators, cpu, memory, total } = forecast.energyKwh;
  const facility = scaled(total, pue.value - 1);
  const energyKwh = sum(total, facility);
  return {
    version: 1,
    method: 'joulewise',
    durationHours: forecast.durationHours,
    energyKwh,
    carbonKg: scaled(energyKwh, grid.intensityGramsPerKwh / 1000),
    embodiedKg: null,
    cost: costOf(configuration, energyKwh, forecast.durationHours, machine.count),
    memory: forecast.memory,
    breakdown: {
      accelerators: { energyKwh: accelerators },
      cpu: { energyKwh: cpu },
      memory: { energyKwh: memory },
      facility: { energyKwh: facility },
    },
    arithmetic: { factors: forecast.factors, startUpSeconds: forecast.startUpSeconds, boundBy: forecast.boundBy },
    profile: run,
    machine: {
      hardware: machine.accelerator.id,
      hardwareName: machine.accelerator.name,
      count: machine.count,
      nodes: machine.nodes,
      cpuCores: machine.cpuCores,
      memoryGib: machine.memoryGib,
      pue: pueDescription,
    },
    grid: gridDescription,
    drivers: driversOf(forecast),
    assumptions: [
      ...forecast.assumed.map(({ quantity, value, why }) => ({ quantity, value, why })),
      ...hostAssumption(machine),
      ...gridAssumed,
      ...pueAssumed,
    ],
    methods: [],
  };
}

function driversOf(forecast: RunForecast): Driver[] {
  return varianceShares(forecast.uncertainties).map(({ quantity, share, narrowBy }) => ({ quantity, share, narrowBy }));
}

function hostAssumption(machine: ResolvedMachine): Assumption[] {
  return machine.hostIsAssumed
    ? [
        {
          quantity: 'cpuCores',
          value: `${String(machine.cpuCores)} cores, ${String(machine.memoryGib)} GiB`,
          why: 'The host is not described, so it is one that usually comes with this hardware.',
        },
      ]
    : [];
}

function costOf(configuration: Configuration, energyKwh: Quantiles, durationHours: Quantiles, count: number): Estimate['cost'] {
  const { electricityPricePerKwh, acceleratorPricePerHour, currency } = configuration;
  if (electricityPricePerKwh === null && acceleratorPricePerHour === null) return null;
  const electricity = scaled(energyKwh, electricityPricePerKwh ?? 0);
  const rent = scaled(durationHours, (acceleratorPricePerHour ?? 0) * count);
  return { ...sum(electricity, rent), currency, source: 'prices in the settings' };
}

function resolveGrid(configuration: Configuration, reference: Reference): Composed['grid'] | NoEstimate {
  const { intensityGramsPerKwh, zone, region } = configuration;
  if (intensityGramsPerKwh !== null) {
    if (!(Number.isFinite(intensityGramsPerKwh) && intensityGramsPerKwh >= 0))
      return { error: `The intensity must be 0 g/kWh or more, not ${String(intensityGramsPerKwh)}.`, missing: ['intensityGramsPerKwh'] };
    return {
      zone: null,
      region: null,
      name: 'given intensity',
      intensityGramsPerKwh,
      year: null,
      scope: 'given',
      source: 'given',
      assumed: [],
    };
  }
  const place = region === null ? null : reference.region(region);
  if (zone === null && place !== null && !place.ok) return { error: place.problem, missing: ['region'] };
  const zoneName = zone ?? (place?.ok === true ? place.row.zone : null);
  if (zoneName === null) {
    const { lifecycleGramsPerKwh, year, source } = reference.defaults.world;
    const why = 'No region is chosen, so the electricity is the average of the world.';
    return {
      zone: null,
      region: null,
      name: 'World',
      intensityGramsPerKwh: lifecycleGramsPerKwh,
      year,
      scope: 'lifecycle',
      source,
      assumed: [{ quantity: 'region', value: 'World', why }],
    };
  }
  const found = reference.zone(zoneName);
  if (!found.ok) return { error: found.problem, missing: ['zone'] };
  const { row } = found;
  const name = place?.ok === true ? place.row.name : row.name;
  return {
    zone: row.id,
    region: place?.ok === true ? place.row.id : null,
    name,
    intensityGramsPerKwh: row.lifecycleGramsPerKwh,
    year: row.year,
    scope: 'lifecycle',
    source: reference.about('zones').source,
    assumed: [],
  };
}

function resolvePue(configuration: Configuration, machine: ResolvedMachine, reference: Reference): Composed['pue'] | NoEstimate {
  if (configuration.pue !== null) {
    if (!(configuration.pue >= 1 && configuration.pue <= 5))
      return { error: `PUE must lie between 1 and 5, not ${String(configuration.pue)}.`, missing: ['pue'] };
    return { value: configuration.pue, source: 'given', year: null, assumed: [] };
  }
  const place = configuration.region === null ? null : reference.region(configuration.region);
  const { pue } = reference.defaults;
  if (place?.ok === true) {
    const fleet = pue.providers[place.row.provider];
    if (place.row.pue !== null)
      return { value: place.row.pue, source: `${place.row.provider}, ${place.row.region}`, year: place.row.pueYear, assumed: [] };
    if (fleet) return { ...fleet, assumed: [] };
  }
  const isServer = machine.accelerator.segment === 'datacenter' || machine.accelerator.segment === 'cloud';
  const taken = isServer ? pue.onPremises : pue.ownComputer;
  return { ...taken, assumed: [{ quantity: 'pue', value: String(taken.value), why: taken.source }] };
}

/** What several runs take together, one after the other. Unlike kinds are not summed: each quantity keeps its own total. */
export interface Total {
  readonly durationHours: Quantiles;
  readonly energyKwh: Quantiles;
  readonly carbonKg: Quantiles;
  readonly embodiedKg: Quantiles | null;
  readonly cost: Estimate['cost'];
}

/** Sums quantile by quantile: the errors of runs of one script on one machine go the same way. Null where any run lacks the quantity. */
export function totalOf(estimates: readonly Estimate[]): Total | null {
  const [first, ...rest] = estimates;
  if (first === undefined) return null;
  const { durationHours, energyKwh, carbonKg, embodiedKg, cost } = first;
  return rest.reduce<Total>(
    (total, estimate) => ({
      durationHours: sum(total.durationHours, estimate.durationHours),
      energyKwh: sum(total.energyKwh, estimate.energyKwh),
      carbonKg: sum(total.carbonKg, estimate.carbonKg),
      embodiedKg: total.embodiedKg === null || estimate.embodiedKg === null ? null : sum(total.embodiedKg, estimate.embodiedKg),
      cost: total.cost === null || estimate.cost === null ? null : { ...total.cost, ...sum(total.cost, estimate.cost) },
    }),
    { durationHours, energyKwh, carbonKg, embodiedKg, cost },
  );
}
