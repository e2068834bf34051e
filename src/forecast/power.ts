import type { AcceleratorRow } from '../reference/rows';
import type { PowerConstants } from './constants';
import type { ResolvedMachine } from './machine';
import type { StepTime } from './step-time';

/** Mean watts over a run, by part of the IT equipment. */
export interface RunPower {
  readonly perAccelerator: number;
  readonly accelerators: number;
  /** Processors with board, fans and the losses of the power supply. */
  readonly host: number;
  readonly memory: number;
}

/** 5 W for a module of 32 GiB (CodeCarbon methodology, 2025). */
const WATTS_PER_GIB = 5 / 32;
/** A virtual core under load in a cloud server: 3.5 W, of which 0.74 W idle (Cloud Carbon Footprint, AWS averages, 2021). */
const SERVER_CORE = { busy: 3.5, idle: 0.74 };
/** A core of a desktop processor: 65–125 W for 8 cores (Intel and AMD data sheets, 2020–24), a fifth of it idle. */
const WORKSTATION_CORE = { busy: 12, idle: 2.4 };
/** Fans, switches, adapters and supply losses of a GPU server beside 8 boards: a node draws 1.25 times its boards' limits (MLPerf Power, 8×H100 and 8×B200, 2024–25). */
const SERVER_OVERHEAD_SHARE = 0.3;
/** Mainboard, disks and fans of a workstation, and a 90 % supply (80 PLUS Gold, 2024). */
const WORKSTATION_BOARD_WATTS = 30;
const SUPPLY_LOSS_SHARE = 0.11;
/** Cores that prepare data are busy; one more per accelerator launches kernels. */
const LAUNCHING_CORES_PER_DEVICE = 1;

/** Slowest stacked memory of a server board: P100, 732 GB/s (NVIDIA, 2016). */
const STACKED_GB_PER_SECOND = 700;

/** Share of its limit that a board draws with a context open and nothing to do. */
export function idleShare({ segment, bandwidthGbPerSecond }: AcceleratorRow, constants: PowerConstants): number {
  const isServerBoard = segment === 'datacenter' || segment === 'cloud';
  return constants.idleShare[isServerBoard && (bandwidthGbPerSecond ?? 0) >= STACKED_GB_PER_SECOND ? 'stacked' : 'graphics'];
}

/** Share of the board limit that one accelerator draws when `busy` of the wall time goes to arithmetic and memory traffic. */
export function boardShare(
  accelerator: AcceleratorRow,
  busy: { readonly compute: number; readonly memory: number },
  constants: PowerConstants,
): number {
  const idle = idleShare(accelerator, constants);
  return idle + (1 - idle) * Math.min(1, constants.computeShare * busy.compute + constants.memoryShare * busy.memory);
}

/** Shares of the wall time of a step in which the device computes or moves memory. */
export function busyShares(step: StepTime, wallSeconds: number): { readonly compute: number; readonly memory: number } {
  const wall = Math.max(wallSeconds, step.compute + step.memory);
  return { compute: step.compute / wall, memory: step.memory / wall };
}

export function runPower(
  machine: ResolvedMachine,
  devices: number,
  share: number,
  loadingCores: number,
  constants: PowerConstants,
): RunPower {
  const { accelerator, count, cpuCores, memoryGib } = machine;
  const isCpu = accelerator.kind === 'cpu';
  const perAccelerator = isCpu ? 0 : accelerator.tdpWatts * share;
  const waiting = Math.max(0, count - devices) * accelerator.tdpWatts * idleShare(accelerator, constants);
  const accelerators = isCpu ? 0 : perAccelerator * devices + waiting;
  const isServer = accelerator.segment === 'datacenter' || accelerator.segment === 'cloud';
  const core = isServer ? SERVER_CORE : WORKSTATION_CORE;
  const busyCores = Math.min(cpuCores, loadingCores + LAUNCHING_CORES_PER_DEVICE * devices);
  const perCore = busyCores * core.busy + (cpuCores - busyCores) * core.idle;
  const processors = isCpu && accelerator.tdpWatts > 0 ? (accelerator.tdpWatts * count * perCore) / (cpuCores * core.busy) : perCore;
  const rest = isServer ? SERVER_OVERHEAD_SHARE * accelerators : WORKSTATION_BOARD_WATTS + SUPPLY_LOSS_SHARE * (accelerators + processors);
  return { perAccelerator, accelerators, host: processors + rest, memory: memoryGib * WATTS_PER_GIB };
}
