import { exactly } from '../accounting/quantiles';
import type { NoEstimate } from '../assess/estimate';
import type { RunProfile } from '../profile/run-profile';
import type { ModelLookup } from '../workload/model-lookup';
import type { ForecastConstants } from './constants';
import { fittedConstants } from './constants.generated';
import { devicesUsed } from './devices';
import { asProcessesSee } from './dies';
import { forecastEnergy } from './energy';
import { forecastRun } from './forecast-run';
import type { ResolvedMachine } from './machine';
import { TYPICAL_BUSY } from './pace';
import { onProcessor, trainsOnProcessor } from './processor';
import type { RunForecast } from './run-forecast';
import { positive } from './schedule';
import { uncertaintiesOf } from './uncertainty';

const SECONDS_PER_HOUR = 3600;

/** Energy of a run whose duration is given: how busy the accelerator is comes from the profile where it says enough, and is typical otherwise. */
export function forecastGivenHours(
  run: RunProfile | null,
  hours: number,
  machine: ResolvedMachine,
  tables: ModelLookup,
  constants: ForecastConstants = fittedConstants,
): RunForecast | NoEstimate {
  if (!(Number.isFinite(hours) && hours > 0))
    return { error: `The duration must be a positive number of hours, not ${String(hours)}.`, missing: ['hours'] };
  const predicted = run === null ? null : forecastRun(run, machine, tables, constants);
  const forecast = predicted === null || 'error' in predicted ? null : predicted;
  const host = run !== null && trainsOnProcessor(run, machine) ? onProcessor(machine) : asProcessesSee(machine);
  const devices = run === null ? Math.max(1, host.count) : devicesUsed(run, host).devices;
  const durationHours = exactly(hours);
  const statedWatts = run === null ? undefined : (positive(run, 'wattsPerAccelerator') ?? undefined);
  const noWidth = { below: 0, above: 0 };
  const pace = {
    stepSeconds: 0,
    widths: noWidth,
    boundBy: 'given',
    busy: forecast?.busy ?? TYPICAL_BUSY,
    loadingCores: forecast?.loadingCores ?? 0,
    assumed: [],
  } as const;
  const energy = forecastEnergy({ machine: host, devices, pace, durationHours, widths: noWidth, constants, statedWatts });
  return {
    durationHours,
    epochHours: null,
    stepSeconds: null,
    factors: [
      { label: 'hours', value: hours, assumed: false },
      { label: 'seconds per hour', value: SECONDS_PER_HOUR, assumed: false },
    ],
    startUpSeconds: 0,
    boundBy: 'given',
    busy: pace.busy,
    loadingCores: pace.loadingCores,
    ...energy,
    memory: forecast?.memory ?? { peakGiB: null, availableGib: host.accelerator.memoryGib, fits: 'unknown' },
    uncertainties: uncertaintiesOf({
      pace,
      assumed: [],
      powerWidths: statedWatts === undefined ? constants.power.logWidth : [0, 0],
      startUpShare: 0,
    }),
    assumed:
      forecast === null && statedWatts === undefined
        ? [{ quantity: 'utilisation', value: '70 %', why: 'How busy the accelerators are cannot be told from the profile.', logWidth: 0 }]
        : [],
  };
}
