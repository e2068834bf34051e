/**
 * Embodied carbon of a run: the share of the machine's making that falls to the hours of the run,
 * M = TE · TiR / EL of the Software Carbon Intensity specification (Green Software Foundation, ISO/IEC 21031:2024), with the whole machine reserved.
 */
import type { Reference } from '../reference/reference';
import type { AcceleratorRow } from '../reference/rows';
import type { EmbodiedFigure } from '../reference/tables';
import type { EmbodiedCarbon } from './carbon';
import type { Quantiles } from './quantiles';
import { exactly, product, scaled, together } from './quantiles';

const HOURS_PER_YEAR = 8760;

/** GPUs that share one server: 4 to 8 in the cloud (Green Algorithms v3.1), so that a run on fewer of them answers for that part of it. */
const FEWEST_PER_SERVER = 4;
const MOST_PER_SERVER = 8;

export interface MachineHours {
  readonly accelerator: AcceleratorRow;
  /** All accelerators together. */
  readonly count: number;
  readonly nodes: number;
  readonly durationHours: Quantiles;
}

/** kgCO2e with the range of the published figures of making the machine, and of its life of 4 to 5 years. */
export function embodiedCarbon({ accelerator, count, nodes, durationHours }: MachineHours, { embodied }: Reference): EmbodiedCarbon {
  const board = boardFigure(accelerator, embodied);
  const host = hostFigure(accelerator, embodied);
  const boards = board === null ? exactly(0) : scaled(range(board), count);
  const perNode = count / nodes;
  const machine = together(boards, host.share(range(host.figure), nodes, perNode));
  const { short, long } = embodied.lifetimeYears;
  const perHour: Quantiles = {
    p10: 1 / (long * HOURS_PER_YEAR),
    p50: 2 / ((short + long) * HOURS_PER_YEAR),
    p90: 1 / (short * HOURS_PER_YEAR),
  };
  const sources = [board?.source, host.figure.source, `life: ${embodied.lifetimeYears.source}`].filter((source) => source !== undefined);
  return { kind: 'embodied', kg: product(durationHours, product(machine, perHour)), source: sources.join('; ') };
}

/** Null where the accelerator is part of the machine's own figure: laptops, integrated GPUs and processors. */
function boardFigure({ id, kind, segment }: AcceleratorRow, embodied: Reference['embodied']): EmbodiedFigure | null {
  if (kind === 'integrated' || kind === 'cpu' || segment === 'laptop') {
    return null;
  }
  const own = embodied.accelerators.find(({ ids }) => ids.includes(id));
  return own ?? embodied.classes[isServerPart(segment) ? 'datacenter' : 'card'];
}

interface Host {
  readonly figure: EmbodiedFigure;
  readonly share: (kg: Quantiles, nodes: number, acceleratorsPerNode: number) => Quantiles;
}

function hostFigure({ kind, segment, id }: AcceleratorRow, embodied: Reference['embodied']): Host {
  const whole: Host['share'] = (kg, nodes) => scaled(kg, nodes);
  if (isServerPart(segment) || (kind === 'cpu' && /xeon|epyc/u.test(id))) {
    return { figure: embodied.hosts.server, share: kind === 'cpu' ? whole : sharedServer };
  }
  return { figure: segment === 'laptop' ? embodied.hosts.laptop : embodied.hosts.desktop, share: whole };
}

/** A server of 4 to 8 accelerators of which the run reserves some; the high figure is that of one bought for the run alone. */
function sharedServer(kg: Quantiles, nodes: number, perNode: number): Quantiles {
  return {
    p10: kg.p10 * nodes * Math.min(1, perNode / MOST_PER_SERVER),
    p50: kg.p50 * nodes * Math.min(1, perNode / FEWEST_PER_SERVER),
    p90: kg.p90 * nodes,
  };
}

function isServerPart(segment: AcceleratorRow['segment']): boolean {
  return segment === 'datacenter' || segment === 'cloud';
}

function range({ kg }: EmbodiedFigure): Quantiles {
  return { p10: kg.low, p50: kg.central, p90: kg.high };
}
