import { operationalCarbon } from '../accounting/carbon';
import { costOf } from '../accounting/cost';
import { embodiedCarbon } from '../accounting/embodied';
import { withFacility } from '../accounting/facility';
import { resolveGrid, type ResolvedGrid } from '../accounting/grid';
import { gridAtTimeOfRun, timeOfRunProblem, type TimeOfRun } from '../accounting/time-of-run';
import { together, type Quantiles } from '../accounting/quantiles';
import { siteWater } from '../accounting/water';
import type { ForecastConstants } from '../forecast/constants';
import { forecastGivenHours } from '../forecast/forecast-given-hours';
import { forecastRun } from '../forecast/forecast-run';
import type { ResolvedMachine } from '../forecast/machine';
import type { RunForecast } from '../forecast/run-forecast';
import { varianceShares } from '../forecast/uncertainty';
import type { RunProfile } from '../profile/run-profile';
import type { Reference } from '../reference/reference';
import type { Configuration } from './configuration';
import type { Assumption, Driver, Estimate, NoEstimate } from './estimate';
import { resolveMachine } from './resolve-machine';

export interface EstimateOptions {
  /** The duration is given, not predicted: accounting of a run that is over or planned. */
  readonly hours?: number;
  /** When the run starts, and how the intensity goes through the day there. */
  readonly timeOfRun?: TimeOfRun;
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
  const place = resolveGrid(configuration, reference);
  if (!place.ok) return { error: place.problem, missing: [place.setting] };
  const { hours, constants, timeOfRun } = options;
  const problem = timeOfRun === undefined ? null : timeOfRunProblem(timeOfRun);
  if (problem !== null) return { error: problem, missing: ['timeOfRun'] };
  const forecast =
    hours === undefined ? forecastRun(run, machine, reference, constants) : forecastGivenHours(run, hours, machine, reference, constants);
  if ('error' in forecast) return forecast;
  const grid = timeOfRun === undefined ? place.grid : gridAtTimeOfRun(place.grid, timeOfRun, forecast.durationHours.p50);
  return compose({ run, configuration, machine, place: { ...place, grid }, forecast, reference });
}

interface Composed {
  readonly run: RunProfile;
  readonly configuration: Configuration;
  readonly machine: ResolvedMachine;
  readonly place: Extract<ResolvedGrid, { ok: true }>;
  readonly forecast: RunForecast;
  readonly reference: Reference;
}

function compose({ run, configuration, machine, place, forecast, reference }: Composed): Estimate | NoEstimate {
  const { accelerator, count, nodes, cpuCores, memoryGib } = machine;
  const { durationHours, energyKwh } = forecast;
  const { facilityKwh, totalKwh } = withFacility(energyKwh.total, place.pue.value);
  const priced = costOf({ facilityKwh: totalKwh, durationHours, accelerators: count }, configuration);
  const water = siteWater(energyKwh.total, place.region, reference);
  if (!priced.ok) return { error: priced.problem, missing: ['price'] };
  return {
    version: 1,
    method: 'joulewise',
    durationHours,
    energyKwh: totalKwh,
    carbonKg: operationalCarbon(totalKwh, place.grid).kg,
    embodiedKg: embodiedCarbon({ accelerator, count, nodes, durationHours }, reference).kg,
    ...(water === null ? {} : { waterLitres: { ...water.litres, source: water.source } }),
    cost: priced.cost,
    memory: forecast.memory,
    breakdown: {
      accelerators: { energyKwh: energyKwh.accelerators },
      cpu: { energyKwh: energyKwh.cpu },
      memory: { energyKwh: energyKwh.memory },
      facility: { energyKwh: facilityKwh },
    },
    arithmetic: { factors: forecast.factors, startUpSeconds: forecast.startUpSeconds, boundBy: forecast.boundBy },
    profile: run,
    machine: { hardware: accelerator.id, hardwareName: accelerator.name, count, nodes, cpuCores, memoryGib, pue: place.pue },
    grid: place.grid,
    drivers: driversOf(forecast),
    assumptions: [
      ...forecast.assumed.map(({ quantity, value, why }) => ({ quantity, value, why })),
      ...hostAssumption(machine),
      ...place.assumptions,
    ],
    methods: [],
  };
}

function driversOf(forecast: RunForecast): Driver[] {
  return varianceShares(forecast.uncertainties).map(({ quantity, share, narrowBy }) => ({ quantity, share, narrowBy }));
}

function hostAssumption({ hostIsAssumed, cpuCores, memoryGib }: ResolvedMachine): Assumption[] {
  const why = 'The host is not described, so it is one that usually comes with this hardware.';
  return hostIsAssumed ? [{ quantity: 'cpuCores', value: `${String(cpuCores)} cores, ${String(memoryGib)} GiB`, why }] : [];
}

/** What several runs take together, one after the other. Unlike kinds are not summed: each quantity keeps its own total. */
export interface Total {
  readonly durationHours: Quantiles;
  readonly energyKwh: Quantiles;
  readonly carbonKg: Quantiles;
  readonly embodiedKg: Quantiles | null;
  /** Missing where any run lacks it. */
  readonly waterLitres?: Estimate['waterLitres'];
  readonly cost: Estimate['cost'];
}

/** Sums quantile by quantile: the errors of runs of one script on one machine go the same way. Null where any run lacks the quantity, and for no runs at all. */
export function totalOf(estimates: readonly Estimate[]): Total | null {
  const [first, ...rest] = estimates;
  if (first === undefined) return null;
  const { durationHours, energyKwh, carbonKg, embodiedKg, cost } = first;
  return rest.reduce<Total>(
    (total, estimate) => ({
      durationHours: together(total.durationHours, estimate.durationHours),
      energyKwh: together(total.energyKwh, estimate.energyKwh),
      carbonKg: together(total.carbonKg, estimate.carbonKg),
      embodiedKg: total.embodiedKg === null || estimate.embodiedKg === null ? null : together(total.embodiedKg, estimate.embodiedKg),
      cost: total.cost === null || estimate.cost === null ? null : { ...total.cost, ...together(total.cost, estimate.cost) },
    }),
    { durationHours, energyKwh, carbonKg, embodiedKg, cost },
  );
}
