import type { Quantiles } from '../accounting/quantiles';
import type { MemoryFit, NoEstimate } from '../assess/estimate';
import type { RunProfile } from '../profile/run-profile';
import type { Assumed } from '../workload/assumed';
import { isClassic } from '../workload/classic-fit';
import type { ModelLookup } from '../workload/model-lookup';
import type { RunWork } from '../workload/run-work';
import { runWork } from '../workload/run-work';
import { forecastClassic } from './classic-run';
import type { ForecastConstants } from './constants';
import { fittedConstants } from './constants.generated';
import { devicesUsed } from './devices';
import { assumedFacts, openFacts } from './doubtful-facts';
import { asProcessesSee } from './dies';
import { forecastEnergy } from './energy';
import type { LogWidths } from './interval';
import { around, combined, symmetric } from './interval';
import type { ResolvedMachine } from './machine';
import { peakMemory } from './memory';
import type { Pace } from './pace';
import { measuredPace, paceWidth, predictedPace } from './pace';
import { fittingBatch } from './fitting-batch';
import { computeMode } from './precision';
import { onProcessor, trainsOnProcessor } from './processor';
import type { RunForecast, Uncertainty } from './run-forecast';
import { readingWidth } from './reading';
import { runPrecision } from './run-precision';
import type { Schedule } from './schedule';
import { positive, schedule, typicalBatch } from './schedule';
import { START_UP_LOG_WIDTH, startUpSeconds } from './start-up';
import { trainedShare } from './trained-share';
import { uncertaintiesOf } from './uncertainty';

/**
 * Time, power and memory of one run on one machine, each with its 80 % interval, or what is missing to tell.
 * Pure and synchronous; nothing is rounded.
 */
export function forecastRun(
  run: RunProfile,
  machine: ResolvedMachine,
  tables: ModelLookup,
  constants: ForecastConstants = fittedConstants,
): RunForecast | NoEstimate {
  const plain = forecastSettled(run, machine, tables, constants, []);
  if ('error' in plain) return plain;
  const open = openFacts(run, plain.durationHours.p50, (changed) => {
    const other = forecastSettled(changed, machine, tables, constants, []);
    return 'error' in other ? null : other.durationHours.p50;
  });
  return open.length === 0 ? plain : forecastSettled(run, machine, tables, constants, open);
}

/** The forecast with each fact at its first value; `doubts` widen it. */
function forecastSettled(
  run: RunProfile,
  machine: ResolvedMachine,
  tables: ModelLookup,
  constants: ForecastConstants,
  doubts: readonly Assumed[],
): RunForecast | NoEstimate {
  if (isClassic(run)) return forecastClassic(run, machine, constants);
  const host = trainsOnProcessor(run, machine) ? onProcessor(machine) : asProcessesSee(machine);
  const work = runWork(run, tables);
  const { devices, assumed: deviceAssumptions } = devicesUsed(run, host);
  const { precision, assumed: precisionAssumptions } = runPrecision(run, work?.parameters ?? null);
  const mode = computeMode(precision, host.accelerator);
  const trained = work === null ? null : trainedShare(run, work);
  const typical = typicalBatch(work?.workloadClass ?? null);
  const load =
    work === null || trained === null || mode === null ? null : { run, work, trained, mode, accelerator: host.accelerator, devices };
  const plan = schedule(run, devices, load === null ? typical : fittingBatch(load, typical));
  const secondsPerStep = positive(run, 'secondsPerStep');
  if (work === null && secondsPerStep === null) {
    return {
      error: 'The model is not known: its name, its size or its work per sample is missing.',
      missing: ['model', ...('error' in plan ? plan.missing : [])],
    };
  }
  if ('error' in plan) return plan;

  if (mode === null && secondsPerStep === null) {
    return {
      error: `No arithmetic peak is published for ${host.accelerator.name}, so its speed cannot be forecast; give the hours instead.`,
      missing: ['secondsPerStep'],
    };
  }
  const inputs = load === null ? null : { ...load, machine: host, plan };
  const predicted = inputs === null ? null : predictedPace(inputs, constants);
  const pace = secondsPerStep === null ? predicted : measuredPace(secondsPerStep, predicted);
  if (pace === null) return { error: 'The pace of the training cannot be told.', missing: ['secondsPerStep'] };

  const ofWork = (work?.assumed ?? []).map((assumption) =>
    inputs === null || assumption.quantity !== 'forwardFlopsPerSample'
      ? assumption
      : { ...assumption, logWidth: paceWidth(inputs, pace, assumption.logWidth, constants) },
  );
  const ofPrediction = secondsPerStep === null ? [...ofWork, ...precisionAssumptions] : [];
  const assumed: readonly Assumed[] = [
    ...ofPrediction,
    ...plan.assumed,
    ...deviceAssumptions,
    ...pace.assumed,
    ...assumedFacts(run),
    ...doubts,
  ];
  const memory: MemoryFit =
    load === null
      ? { peakGiB: null, availableGib: host.accelerator.memoryGib, fits: 'unknown' }
      : peakMemory({ ...load, batchPerDevice: plan.batchPerDevice }, constants);
  return assemble({ run, work, host, devices, plan, pace, assumed, memory, constants });
}

interface Parts {
  readonly run: RunProfile;
  readonly work: RunWork | null;
  readonly host: ResolvedMachine;
  readonly devices: number;
  readonly plan: Schedule;
  readonly pace: Pace;
  readonly assumed: readonly Assumed[];
  readonly memory: MemoryFit;
  readonly constants: ForecastConstants;
}

function assemble({ run, work, host, devices, plan, pace, assumed, memory, constants }: Parts): RunForecast {
  const factors = [...plan.factors, { label: 'seconds per step', value: pace.stepSeconds, fact: 'secondsPerStep', assumed: false }];
  const steppingSeconds = factors.reduce((product, { value }) => product * value, 1);
  const startUp = startUpSeconds(run, work, host.accelerator.kind === 'tpu', plan.runs);
  const seconds = steppingSeconds + startUp;

  const steppingWidths = combined(pace.widths, ...assumed.map(({ logWidth, sides }) => sides ?? symmetric(logWidth)));
  const ofReading = readingWidth(run, assumed, constants);
  const ofRun = combined(steppingWidths, symmetric(ofReading));
  const widths = combined(inShare(ofRun, steppingSeconds / seconds), symmetric((START_UP_LOG_WIDTH * startUp) / seconds));
  const durationHours = around(seconds / 3600, widths);
  const statedWatts = positive(run, 'wattsPerAccelerator') ?? undefined;
  const energy = forecastEnergy({
    machine: host,
    devices,
    pace,
    durationHours,
    widths,
    constants,
    statedWatts,
  });
  const uncertainties: readonly Uncertainty[] = uncertaintiesOf({
    pace,
    assumed,
    powerWidths: statedWatts === undefined ? constants.power.logWidth : [0, 0],
    startUpShare: startUp / seconds,
    reading: ofReading,
  });
  return {
    durationHours,
    epochHours: epochHours(plan, pace, ofRun),
    stepSeconds: around(pace.stepSeconds, steppingWidths),
    factors,
    startUpSeconds: startUp,
    boundBy: pace.boundBy,
    busy: pace.busy,
    loadingCores: pace.loadingCores,
    ...energy,
    memory,
    uncertainties,
    assumed,
  };
}

function inShare({ below, above }: LogWidths, share: number): LogWidths {
  return { below: below * share, above: above * share };
}

function epochHours(plan: Schedule, pace: Pace, widths: LogWidths): Quantiles | null {
  return plan.stepsPerEpoch === null ? null : around((plan.stepsPerEpoch * pace.stepSeconds) / 3600, widths);
}
