import type { AcceleratorRow } from '../reference/rows';

/** The machine a run is forecast for. Without accelerators (`count` 0 or a CPU row) the host's processors train. */
export interface ResolvedMachine {
  readonly accelerator: AcceleratorRow;
  /** All accelerators together, over all nodes. */
  readonly count: number;
  readonly nodes: number;
  /** Processor cores and memory of the whole machine, over all nodes. */
  readonly cpuCores: number;
  readonly memoryGib: number;
  /** True where nobody stated cores or memory. */
  readonly hostIsAssumed: boolean;
}

/** Host cores and GiB that come with one accelerator. AWS p4d and p5: 12 and 24 vCPU, 144 and 256 GiB per GPU; GCP a2: 12 vCPU, 85 GiB (price lists, 2024). */
const DATACENTRE_HOST = { cores: 12, memoryGib: 120 };
/** A workstation: 8 cores and 32 GiB. An assumption, shown as such. */
const WORKSTATION_HOST = { cores: 8, memoryGib: 32 };
/** Accelerators in one server: 8 in HGX and DGX systems, 4 TPU chips a host (vendor pages, 2024). */
const ACCELERATORS_PER_NODE = 8;

export interface HostChoice {
  readonly nodes?: number | null;
  readonly cpuCores?: number | null;
  readonly memoryGib?: number | null;
}

/** Fills in nodes and host where they were not chosen. */
export function machineWith(accelerator: AcceleratorRow, count: number, chosen: HostChoice = {}): ResolvedMachine {
  const isCpu = accelerator.kind === 'cpu';
  const host = accelerator.segment === 'datacenter' || accelerator.segment === 'cloud' ? DATACENTRE_HOST : WORKSTATION_HOST;
  const hosts = Math.max(1, count);
  return {
    accelerator,
    count,
    nodes: chosen.nodes ?? Math.max(1, isCpu ? 1 : Math.ceil(count / ACCELERATORS_PER_NODE)),
    cpuCores: chosen.cpuCores ?? host.cores * hosts,
    memoryGib: chosen.memoryGib ?? host.memoryGib * hosts,
    hostIsAssumed: chosen.cpuCores === undefined || chosen.cpuCores === null,
  };
}
