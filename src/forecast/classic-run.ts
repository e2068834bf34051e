import type { NoEstimate } from '../assess/estimate';
import type { RunProfile } from '../profile/run-profile';
import { classicFit } from '../workload/classic-fit';
import type { ForecastConstants } from './constants';
import { forecastEnergy } from './energy';
import { around, combined, symmetric } from './interval';
import type { ResolvedMachine } from './machine';
import { onProcessor } from './processor';
import type { RunForecast } from './run-forecast';
import { positive, runFactors } from './schedule';
import { START_UP_LOG_WIDTH } from './start-up';
import { uncertaintiesOf } from './uncertainty';

/** Imports and reading the table, once for the whole search. */
const START_UP_SECONDS = 5;
/** Clock and caches of the processor against the one that was measured. */
const PROCESSOR_LOG_WIDTH = Math.log(1.7);
/** Cores that threads of one fit keep busy: memory and serial parts leave the rest idle. An assumption, within the range. */
const PARALLEL_SHARE = 0.6;

/** Fits of a classic estimator: folds × trials × seconds a fit, on processors. A fit goes through the rows as often as it needs; there are no epochs. */
export function forecastClassic(run: RunProfile, machine: ResolvedMachine, constants: ForecastConstants): RunForecast | NoEstimate {
  const rows = positive(run, 'trainSamples');
  if (rows === null)
    return { error: 'The length of the training is not known: the number of training samples is missing.', missing: ['trainSamples'] };
  const host = onProcessor(machine);
  const fit = classicFit(run, rows);
  const cores = fit.usesAllCores ? Math.max(1, PARALLEL_SHARE * host.cpuCores) : 1;
  const fitSeconds = fit.coreSeconds / cores;
  const factors = [...runFactors(run), { label: 'seconds per fit', value: fitSeconds, assumed: false }];
  const fitting = factors.reduce((product, { value }) => product * value, 1);
  const seconds = fitting + START_UP_SECONDS;
  const startUpShare = START_UP_SECONDS / seconds;
  const fitWidths = combined(symmetric(PROCESSOR_LOG_WIDTH), ...fit.assumed.map(({ logWidth }) => symmetric(logWidth)));
  const widths = combined(
    { below: fitWidths.below * (1 - startUpShare), above: fitWidths.above * (1 - startUpShare) },
    symmetric(START_UP_LOG_WIDTH * startUpShare),
  );
  const durationHours = around(seconds / 3600, widths);
  const pace = {
    stepSeconds: fitSeconds,
    widths: symmetric(PROCESSOR_LOG_WIDTH),
    boundBy: 'compute',
    busy: { compute: 0, memory: 0 },
    loadingCores: cores,
    assumed: [],
  } as const;
  return {
    durationHours,
    epochHours: null,
    stepSeconds: around(fitSeconds, fitWidths),
    factors,
    startUpSeconds: START_UP_SECONDS,
    boundBy: 'compute',
    busy: pace.busy,
    loadingCores: cores,
    ...forecastEnergy({ machine: host, devices: 1, pace, durationHours, widths, constants }),
    memory: { peakGiB: null, availableGib: host.accelerator.memoryGib, fits: 'unknown' },
    uncertainties: uncertaintiesOf({ pace, assumed: fit.assumed, powerWidths: constants.power.logWidth, startUpShare }),
    assumed: fit.assumed,
  };
}
