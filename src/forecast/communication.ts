import type { AcceleratorRow } from '../reference/rows';

/** Gradient exchange of data-parallel training. */
export interface Exchange {
  readonly accelerator: AcceleratorRow;
  readonly devices: number;
  readonly nodes: number;
  readonly gradientBytes: number;
  /** Fully sharded training gathers the weights twice more than it scatters gradients. */
  readonly isSharded: boolean;
}

/** Bytes a device sends in a ring all-reduce reach these rates. */
const PCIE_BYTES_PER_SECOND = 8e9; // PCIe 3 ×16 without peer-to-peer, shared by two cards, order of magnitude
const NETWORK_BYTES_PER_SECOND = 20e9; // one 200 Gbit/s adapter for each accelerator (DGX A100 data sheet, 2020)
/** NVLink carries about 0.15 bytes for each byte of memory bandwidth: about 130 of 900 GB/s on V100, 230 of 1,555 on A100, 370 of 3,350 on H100; orders of magnitude. */
const LINK_SHARE_OF_BANDWIDTH = 0.13;

/** Seconds of one exchange if nothing else ran. 0 on one device. */
export function exchangeSeconds({ accelerator, devices, nodes, gradientBytes, isSharded }: Exchange): number {
  if (devices <= 1) return 0;
  const rate =
    nodes > 1
      ? NETWORK_BYTES_PER_SECOND
      : hasFastLinks(accelerator)
        ? LINK_SHARE_OF_BANDWIDTH * (accelerator.bandwidthGbPerSecond ?? 0) * 1e9
        : PCIE_BYTES_PER_SECOND;
  const traffic = ((2 * (devices - 1)) / devices) * gradientBytes * (isSharded ? 1.5 : 1);
  return traffic / rate;
}

/** Server boards with stacked memory are linked with one another; cards in a PCIe slot are not. */
export function hasFastLinks(accelerator: AcceleratorRow): boolean {
  const isServerBoard = accelerator.segment === 'datacenter' || accelerator.segment === 'cloud';
  return isServerBoard && (accelerator.bandwidthGbPerSecond ?? 0) >= 800 && !/pcie/i.test(accelerator.name);
}
