import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { AcceleratorRow } from '../reference/rows';
import type { ResolvedMachine } from './machine';

/** fp32 TFLOP/s of a core: two 8-wide multiply-add units at about 3 GHz (AVX2, Intel and AMD since 2017), half of it for a virtual core. */
const TFLOPS_PER_CORE = 0.07;
/** DDR4 server: 200 GB/s for 32–64 cores; desktop: 45 GB/s for 8 (JEDEC DDR4-3200, 2020). */
const BANDWIDTH_PER_CORE = 5;

/** True when the host's processors train: the script or the chosen hardware says so. */
export function trainsOnProcessor(run: RunProfile, machine: ResolvedMachine): boolean {
  return factValue(run, 'accelerator') === 'cpu' || machine.accelerator.kind === 'cpu' || machine.count === 0;
}

/** The same machine with its processors in the place of the accelerator. */
export function onProcessor(machine: ResolvedMachine): ResolvedMachine {
  const { accelerator, cpuCores, memoryGib, nodes } = machine;
  const row: AcceleratorRow = {
    ...accelerator,
    kind: 'cpu',
    // Of a processor that was chosen by name the limit is known; of the host of an accelerator it is not.
    tdpWatts: accelerator.kind === 'cpu' ? accelerator.tdpWatts : 0,
    memoryGib: memoryGib / nodes,
    bandwidthGbPerSecond: (BANDWIDTH_PER_CORE * cpuCores) / nodes,
    peakTflops: { fp32: (accelerator.kind === 'cpu' ? accelerator.peakTflops.fp32 : undefined) ?? (TFLOPS_PER_CORE * cpuCores) / nodes },
  };
  return { ...machine, accelerator: row, count: nodes };
}
