import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { Assumed } from '../workload/assumed';
import type { RunWork } from '../workload/run-work';
import { exchangeSeconds } from './communication';
import type { ForecastConstants } from './constants';
import type { LogWidths } from './interval';
import { combined, noveltyOf, stepWidths, symmetric, widthKeys } from './interval';
import { loader, withLoading } from './loader';
import type { ResolvedMachine } from './machine';
import { frozenBytes, gradientBytes, isSharded } from './memory';
import type { ComputeMode } from './precision';
import { logResidual, residualKeys } from './residual';
import type { Bound } from './run-forecast';
import { busyShares } from './power';
import type { Schedule } from './schedule';
import { type StepTime, stepTime } from './step-time';
import type { TrainedShare } from './trained-share';
import { type Writing, writingSeconds } from './writing';

/** How fast a run goes, and how well that is known. */
export interface Pace {
  readonly stepSeconds: number;
  readonly widths: LogWidths;
  readonly boundBy: Bound;
  /** Shares of the wall time in which a device computes and moves memory. */
  readonly busy: { readonly compute: number; readonly memory: number };
  readonly loadingCores: number;
  readonly assumed: readonly Assumed[];
}

export interface PaceInputs {
  readonly run: RunProfile;
  readonly work: RunWork;
  readonly trained: TrainedShare;
  readonly mode: ComputeMode;
  readonly machine: ResolvedMachine;
  readonly devices: number;
  readonly plan: Schedule;
}

const GRAPH_FRAMEWORKS = /keras|tensorflow|\btf\b|jax|flax/;
/** P90 over P50 of processors: clock, instruction set and thread count are not known. */
const PROCESSOR_LOG_WIDTH = Math.log(2.5);
/** Loading depends on disk, decoder and transforms, none of them visible. */
const LOADER_LOG_WIDTH = Math.log(1.8);
/** No run with adapters was among those measured; their small kernels slow a step down by a tenth to a half. */
const ADAPTER_LOG_WIDTH = Math.log(1.4);
/** A measured pace varies with the host from run to run: ×1.05–1.67 over 30 repeats of one Keras script (GAISSA, 2023). */
const MEASURED_LOG_WIDTH = Math.log(1.15);

/** The pace that somebody measured takes the place of the prediction. */
export function measuredPace(secondsPerStep: number, predicted: Pace | null): Pace {
  return {
    stepSeconds: secondsPerStep,
    widths: symmetric(MEASURED_LOG_WIDTH),
    boundBy: 'given',
    busy: predicted?.busy ?? TYPICAL_BUSY,
    loadingCores: predicted?.loadingCores ?? 0,
    assumed:
      predicted === null
        ? [{ quantity: 'utilisation', value: '70 %', why: 'How busy the accelerator is cannot be told without the model.', logWidth: 0 }]
        : [],
  };
}

/** A run that was set up with care: most of the time arithmetic or memory traffic (Zeus traces, V100, 2023). */
export const TYPICAL_BUSY = { compute: 0.35, memory: 0.35 };

/** The backward pass is two thirds of a step, and gradients travel while it goes on (PyTorch DDP, Li 2020). */
const BACKWARD_SHARE = 2 / 3;

/** What of an exchange the step has to wait for: a fixed share that never overlaps, and what outlasts the backward pass. */
function exposedSeconds(exchange: number, step: number, fixedShare: number): number {
  return fixedShare * exchange + (1 - fixedShare) * Math.max(0, exchange - BACKWARD_SHARE * step);
}

/** A step of `fit` of a network of one weight: 0.7 ms on one core (Keras on TensorFlow 2.21, measured 2026). */
const KERAS_CALL_SECONDS = 0.0007;

/** XLA compiles whatever runs on a TPU; elsewhere the framework or the script decides. */
function isGraph(run: RunProfile, work: RunWork, machine: ResolvedMachine): boolean {
  const isGraphFramework = GRAPH_FRAMEWORKS.test(factValue(run, 'framework') ?? '') || work.modelName.startsWith('keras');
  return isGraphFramework || factValue(run, 'compiled') === true || machine.accelerator.kind === 'tpu';
}

export function predictedPace(inputs: PaceInputs, constants: ForecastConstants): Pace {
  const { run, work, trained, mode, machine, devices, plan } = inputs;
  const samples = plan.batchPerDevice;
  const keys = residualKeys(work, mode);
  const step = stepTime(
    {
      work,
      mode,
      bandwidthGbPerSecond: machine.accelerator.bandwidthGbPerSecond,
      samples,
      accumulation: plan.accumulation,
      trainFlopsPerSample: trained.trainFlopsPerSample,
      trainedParameters: trained.trainedParameters,
      isChannelsLast: factValue(run, 'memoryFormat') === 'channels_last',
      isGraph: isGraph(run, work, machine),
      isFused: factValue(run, 'compiled') === true && !GRAPH_FRAMEWORKS.test(factValue(run, 'framework') ?? ''),
      callSeconds: factValue(run, 'framework')?.includes('keras') === true ? KERAS_CALL_SECONDS : 0,
      year: machine.accelerator.year,
      correction: Math.exp(logResidual(keys, constants.residuals)),
    },
    constants.step,
  );
  const exchange = exchangeSeconds({
    accelerator: machine.accelerator,
    devices,
    nodes: machine.nodes,
    gradientBytes: trained.trainedParameters * gradientBytes(run),
    frozenBytes: factValue(run, 'distributed') === 'fsdp' ? frozenBytes(run, work, trained) : 0,
    isSharded: isSharded(run),
    hostBytesPerSecond: constants.step.hostBytesPerSecond,
  });
  const exposed = exposedSeconds(exchange, step.total, constants.step.exposedCommunication);
  const writing = writingSeconds(
    { run, work, mode, accelerator: machine.accelerator, answers: samples * plan.accumulation },
    constants.step,
  );
  const onDevices = step.total * (1 + constants.step.scalingPerDoubling * Math.log2(devices)) + exposed + writing.total;
  const loading = loader(run, work, machine, devices);
  const samplesPerStep = samples * plan.accumulation * devices;
  const stepSeconds = withLoading(onDevices, samplesPerStep, loading);
  const waits = stepSeconds > 1.25 * onDevices;
  const boundBy = boundOf({ waits, exposed, step, writing });
  const isProcessor = machine.accelerator.kind === 'cpu';
  const widths = combined(
    stepWidths(widthKeys(keys, boundBy), noveltyOf(keys, machine.accelerator.id, constants), constants),
    ...(waits ? [symmetric(LOADER_LOG_WIDTH)] : []),
    ...(isProcessor ? [symmetric(PROCESSOR_LOG_WIDTH)] : []),
    ...(trained.hasAdapters ? [symmetric(ADAPTER_LOG_WIDTH)] : []),
  );
  return {
    stepSeconds,
    widths,
    boundBy,
    busy: busyShares(step, stepSeconds),
    loadingCores: isProcessor ? machine.cpuCores : Math.min(loading.workers, (samplesPerStep * loading.secondsPerSample) / stepSeconds),
    assumed: [],
  };
}

function boundOf(parts: { readonly waits: boolean; readonly exposed: number; readonly step: StepTime; readonly writing: Writing }): Bound {
  if (parts.waits) return 'loader';
  if (parts.writing.total > parts.step.total) return parts.writing.boundBy;
  return parts.exposed > parts.step.total ? 'communication' : parts.step.boundBy;
}

/**
 * What a rule of thumb for the work does to the pace: less than to the work itself where launches or the loader bound the step.
 * `logWidth` is that of the work; deeper models launch more kernels, about with the square root.
 */
export function paceWidth(inputs: PaceInputs, middle: Pace, logWidth: number, constants: ForecastConstants): number {
  const spreads = [Math.exp(logWidth), Math.exp(-logWidth)].map((factor) => {
    const work: RunWork = {
      ...inputs.work,
      forwardFlopsPerSample: inputs.work.forwardFlopsPerSample * factor,
      activationElementsPerSample: inputs.work.activationElementsPerSample * factor,
      modules: inputs.work.modules * Math.sqrt(factor),
    };
    const trained = { ...inputs.trained, trainFlopsPerSample: inputs.trained.trainFlopsPerSample * factor };
    return Math.abs(Math.log(predictedPace({ ...inputs, work, trained }, constants).stepSeconds / middle.stepSeconds));
  });
  return Math.max(...spreads);
}
