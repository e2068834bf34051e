import type { ResolvedMachine } from './machine';

/** Boards of two dies, each of which software sees as a device of its own with half of the board's figures (NVIDIA Tesla K80, 2014; AMD CDNA 2 white paper, 2021). */
const TWO_DIES: ReadonlySet<string> = new Set(['nvidia-k80', 'amd-mi250', 'amd-mi250x']);

/** The machine as a training process sees it: each die counts as an accelerator. */
export function asProcessesSee(machine: ResolvedMachine): ResolvedMachine {
  const { accelerator, count } = machine;
  if (!TWO_DIES.has(accelerator.id)) return machine;
  const half = (whole: number | null): number | null => (whole === null ? null : whole / 2);
  return {
    ...machine,
    count: 2 * count,
    accelerator: {
      ...accelerator,
      tdpWatts: accelerator.tdpWatts / 2,
      memoryGib: half(accelerator.memoryGib),
      bandwidthGbPerSecond: half(accelerator.bandwidthGbPerSecond),
      peakTflops: Object.fromEntries(Object.entries(accelerator.peakTflops).map(([format, peak]) => [format, peak / 2])),
    },
  };
}
