import type { AcceleratorRow } from '../reference/rows';

/** Gradient exchange of data-parallel training. */
export interface Exchange {
  readonly accelerator: AcceleratorRow;
  readonly devices: number;
  readonly nodes: number;
  readonly gradientBytes: number;
  /** Of weights that are spread over the devices and never trained, which every pass gathers all the same. */
  readonly frozenBytes: number;
  /** Bytes a second that cards without a path to one another send through their host, all of them together. */
  readonly hostBytesPerSecond: number;
  /** Fully sharded training gathers the weights twice more than it scatters gradients. */
  readonly isSharded: boolean;
}

/** What a device sends and receives in a ring over PCIe 3 or 4 ×16, of 16 and 32 GB/s (PCI-SIG): order of magnitude. */
const SLOT_BYTES_PER_SECOND = 10e9;
/** NVLink carries about 0.15 bytes for each byte of memory bandwidth: about 130 of 900 GB/s on V100, 230 of 1,555 on A100, 370 of 3,350 on H100; orders of magnitude. */
const LINK_SHARE_OF_BANDWIDTH = 0.13;
/**
 * Adapters of a node, for each of its accelerators: 200 Gbit/s (DGX A100 data sheet, 2020), 400 Gbit/s (DGX H100, 2022), four of 100 Gbit/s for
 * eight accelerators (DGX-1, 2017), each to four fifths of its rate. A ring leaves a node once, so that all its adapters carry it.
 */
const ADAPTER_BYTES_PER_SECOND = [
  { since: 2022, rate: 40e9 },
  { since: 2020, rate: 20e9 },
  { since: 0, rate: 5e9 },
] as const;
const TYPICAL_ADAPTER_YEAR = 2020;

/** Seconds of one exchange if nothing else ran. 0 on one device. */
export function exchangeSeconds(exchange: Exchange): number {
  const { accelerator, devices, nodes, gradientBytes, frozenBytes, isSharded, hostBytesPerSecond } = exchange;
  if (devices <= 1) return 0;
  const traffic = ((2 * (devices - 1)) / devices) * (gradientBytes * (isSharded ? 1.5 : 1) + frozenBytes);
  const perNode = Math.max(1, devices / nodes);
  const inside = nodeRate(accelerator, perNode, hostBytesPerSecond);
  return traffic / (nodes > 1 ? Math.min(inside, perNode * adapterRate(accelerator)) : inside);
}

function adapterRate({ year }: AcceleratorRow): number {
  return ADAPTER_BYTES_PER_SECOND.find(({ since }) => (year ?? TYPICAL_ADAPTER_YEAR) >= since)?.rate ?? 0;
}

function nodeRate(accelerator: AcceleratorRow, devices: number, hostBytesPerSecond: number): number {
  if (hasFastLinks(accelerator)) return LINK_SHARE_OF_BANDWIDTH * (accelerator.bandwidthGbPerSecond ?? 0) * 1e9;
  return seesPeers(accelerator) ? SLOT_BYTES_PER_SECOND : hostBytesPerSecond / devices;
}

/** Cards for games cannot read one another's memory: what they exchange is copied through the host, which all of them share. */
function seesPeers({ segment }: AcceleratorRow): boolean {
  return segment !== 'consumer' && segment !== 'laptop';
}

/** Server boards with stacked memory are linked with one another; cards in a PCIe slot are not. */
export function hasFastLinks(accelerator: AcceleratorRow): boolean {
  const isServerBoard = accelerator.segment === 'datacenter' || accelerator.segment === 'cloud';
  return isServerBoard && (accelerator.bandwidthGbPerSecond ?? 0) >= 800 && !/pcie/i.test(accelerator.name);
}
