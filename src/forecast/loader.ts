import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { RunWork } from '../workload/run-work';
import { spatialSize } from '../workload/sample-shape';
import type { ResolvedMachine } from './machine';

/** How fast the host feeds the accelerators. */
export interface Loader {
  /** Core-seconds to read, decode and transform one sample; 0 when there is nothing to load. */
  readonly secondsPerSample: number;
  /** Processes that load for all devices together; 0 when the training process itself loads between steps. */
  readonly workers: number;
}

/** Decode and random crop of an ImageNet JPEG: 90–100 images a second and virtual core (YOLOv5 README on 4×A100, 2022), so 10.5 ms at 224 px. */
const DECODE_SECONDS_AT_224 = 10.5e-3;
/** Indexing, Python transforms and collation of one small sample that lies in memory (order of magnitude, not measured). */
const INDEX_SECONDS = 60e-6;
/** Converting and augmenting pixels that need no decoding: a tenth of decoding. */
const MEMORY_SHARE_OF_DECODING = 0.1;
/** Padding and collating a tokenised text (order of magnitude, not measured). */
const TEXT_SECONDS = 50e-6;
const PIXELS_AT_224 = 224 * 224;

export function loader(run: RunProfile, work: RunWork, machine: ResolvedMachine, devices: number): Loader {
  const loading = factValue(run, 'dataLoading');
  if (loading === 'synthetic') return { secondsPerSample: 0, workers: 1 };
  const stated = factValue(run, 'numWorkers');
  const available = Math.max(1, machine.cpuCores);
  const workers = stated === undefined || stated < 0 ? available : Math.min(stated * devices, available);
  return { secondsPerSample: sampleSeconds(work, loading === 'memory'), workers };
}

/**
 * Seconds that the step lasts once loading is counted: one after the other without workers. With workers the two overlap, but a queue that
 * is about as fast as what it feeds runs empty now and then, so neither hides the other wholly.
 */
export function withLoading(stepSeconds: number, samples: number, { secondsPerSample, workers }: Loader): number {
  const loading = samples * secondsPerSample;
  return workers === 0 ? stepSeconds + loading : Math.hypot(stepSeconds, loading / workers);
}

function sampleSeconds(work: RunWork, isInMemory: boolean): number {
  if (work.tokensPerSample !== null) return TEXT_SECONDS;
  const shape = work.sampleShape;
  if (shape === null || shape.length < 3) return INDEX_SECONDS;
  const decode = (DECODE_SECONDS_AT_224 * spatialSize(shape)) / PIXELS_AT_224;
  return INDEX_SECONDS + decode * (isInMemory ? MEMORY_SHARE_OF_DECODING : 1);
}
