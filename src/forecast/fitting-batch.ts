import { factValue } from '../profile/run-profile';
import type { MemoryLoad } from './memory';
import { peakMemory } from './memory';

/**
 * The largest batch per device, of `wanted` and its halves, whose peak memory is expected to fit: nobody trains with a batch that does not.
 * `wanted` where the memory of the run or of the device is not known, and where not even one sample fits: the model is then split over devices
 * in a way that the profile does not tell.
 */
export function fittingBatch(load: Omit<MemoryLoad, 'batchPerDevice'>, wanted: number): number {
  if (factValue(load.run, 'batchSizePerDevice') !== undefined || load.accelerator.kind === 'cpu') return wanted;
  for (let batch = wanted; batch >= 1; batch = Math.floor(batch / 2)) {
    if (isExpectedToFit({ ...load, batchPerDevice: batch })) return batch;
  }
  return wanted;
}

function isExpectedToFit(load: MemoryLoad): boolean {
  const { peakGiB, availableGib } = peakMemory(load);
  return peakGiB === null || availableGib === null || peakGiB.p50 <= availableGib;
}
