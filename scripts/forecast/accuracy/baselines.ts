import { computeMode } from '../../../src/forecast/precision';
import { runPrecision } from '../../../src/forecast/run-precision';
import { trainedShare } from '../../../src/forecast/trained-share';
import { factValue } from '../../../src/profile/run-profile';
import type { Reference } from '../../../src/reference/reference';
import { runWork } from '../../../src/workload/run-work';
import type { PreparedRun } from '../prepared-run';

/** What simpler methods say, as their own constants stand: nothing here was fitted with the forecast. */
interface Load {
  readonly samples: number;
  readonly batch: number;
  readonly count: number;
  readonly flopsPerSample: number;
  readonly work: NonNullable<ReturnType<typeof runWork>>;
  readonly mode: NonNullable<ReturnType<typeof computeMode>>;
  readonly trainedParameters: number;
  readonly bandwidth: number;
}

/** Share of the peak that "FLOPs over peak" calculators take. */
const USUAL_UTILISATION = 0.35;
const TYPICAL_BATCH = 64;

/** A roofline with one set of constants for all classes: arithmetic and memory traffic add up, with a floor of launches; no loader, no start-up. */
const ROOFLINE = {
  convolution: { half: 0.48, tf32: 0.65, fp32: 1 },
  transformer: { half: 0.85, tf32: 0.65, fp32: 1 },
  halfEfficientHidden: 330,
  passes: { convolution: 28, transformer: 15, vision: 26 },
  optimizerBytes: 18,
  bandwidthShare: 0.8,
  launchSeconds: 250e-6,
  perDoubling: 0.03,
} as const;

export const baselineHours = {
  /** P0: FLOPs over 35 % of the peak. */
  flops: (run: PreparedRun, tables: Reference): number => {
    const { samples, count, flopsPerSample, mode } = loadOf(run, tables);
    return (samples * flopsPerSample) / (USUAL_UTILISATION * mode.matrixTflops * 1e12 * count) / 3600;
  },
  /** P2: the roofline. */
  roofline: (run: PreparedRun, tables: Reference): number => {
    const load = loadOf(run, tables);
    const { work, mode, batch, count, samples } = load;
    const isVision = work.workloadClass === 'vision-transformer';
    const isText = work.kind === 'transformer' && !isVision;
    const share = isText
      ? (ROOFLINE.transformer[mode.group] * (work.hidden ?? 768)) / ((work.hidden ?? 768) + ROOFLINE.halfEfficientHidden)
      : isVision
        ? ROOFLINE.transformer[mode.group]
        : ROOFLINE.convolution[mode.group];
    const peak = (isText || isVision ? mode.matrixTflops : mode.convolutionTflops) * 1e12;
    const passes = ROOFLINE.passes[isText ? 'transformer' : isVision ? 'vision' : 'convolution'];
    const bytes =
      passes * work.activationElementsPerSample * mode.activationBytes + (ROOFLINE.optimizerBytes * load.trainedParameters) / batch;
    const onDevice = load.flopsPerSample / (share * peak) + bytes / (ROOFLINE.bandwidthShare * load.bandwidth);
    const step = Math.max(batch * onDevice, work.modules * ROOFLINE.launchSeconds) * (1 + ROOFLINE.perDoubling * Math.log2(count));
    return ((samples / (batch * count)) * step) / 3600;
  },
} as const;

function loadOf({ id, profile, machine, count }: PreparedRun, tables: Reference): Load {
  const work = runWork(profile, tables);
  const mode = computeMode(runPrecision(profile, work?.parameters ?? null).precision, machine.accelerator);
  if (work === null || mode === null) throw new Error(`${id} has no work or no peak.`);
  const { trainFlopsPerSample, trainedParameters } = trainedShare(profile, work);
  return {
    samples: (factValue(profile, 'trainSamples') ?? 0) * (factValue(profile, 'epochs') ?? 1),
    batch: factValue(profile, 'batchSizePerDevice') ?? TYPICAL_BATCH,
    count,
    flopsPerSample: trainFlopsPerSample,
    work,
    mode,
    trainedParameters,
    bandwidth: (machine.accelerator.bandwidthGbPerSecond ?? 30 * mode.matrixTflops) * 1e9,
  };
}
