import { askPeer, compareWithPeers, type ComparedRun } from '../peers/compare';
import { isPeerFigure, type PeerMethod } from '../peers/peer-tables';
import { exactly, type Quantiles } from '../accounting/quantiles';
import type { Reference } from '../reference/reference';
import type { Estimate, MethodFigure, NoEstimate } from './estimate';

/** An estimate by somebody else's method: one figure, without a range, since theirs has none. */
export interface PeerEstimate {
  readonly version: 1;
  readonly method: PeerMethod;
  readonly energyKwh: Quantiles;
  readonly carbonKg: Quantiles;
  readonly intensityGramsPerKwh: number;
  /** The same figures as they stand beside an estimate of ours. */
  readonly methods: readonly MethodFigure[];
}

/** Accelerators of a machine of a cloud. */
export function acceleratorsOf(instance: string, reference: Reference): { readonly count: number; readonly tdpWatts: number } | undefined {
  const found = reference.hardware(instance);
  return found.ok && found.instance !== null ? { count: found.instance.count, tdpWatts: found.accelerator.tdpWatts } : undefined;
}

/** Accelerator ids of the names in tables of others, which are looked up once. */
const idsByReference = new WeakMap<Reference, Map<string, string | null>>();

function idOf(name: string, reference: Reference): string | null {
  const known = idsByReference.get(reference) ?? new Map<string, string | null>();
  idsByReference.set(reference, known);
  const cached = known.get(name);
  if (cached !== undefined) {
    return cached;
  }
  const found = reference.accelerator(name);
  const id = found.ok ? found.row.id : null;
  known.set(name, id);
  return id;
}

function compared({ durationHours, machine, grid, breakdown }: Estimate, reference: Reference): ComparedRun {
  const region = grid.region === null ? undefined : reference.region(grid.region);
  const zone = region?.ok === true ? region.row.zone : grid.zone;
  const country = zone === null ? undefined : reference.zone(zone.split('-')[0] ?? zone);
  return {
    hours: durationHours.p50,
    count: machine.count,
    nodes: machine.nodes,
    acceleratorWatts: (breakdown.accelerators.energyKwh.p50 * 1000) / durationHours.p50 / machine.count,
    cpuCores: machine.cpuCores,
    memoryGib: machine.memoryGib,
    isThis: (name) => idOf(name, reference) === machine.hardware,
    cloud: region?.ok === true ? { provider: region.row.provider, region: region.row.region } : null,
    zone,
    country: country?.ok === true ? country.row.name : null,
    intensityGramsPerKwh: grid.intensityGramsPerKwh,
    pue: machine.pue.value,
  };
}

/** An estimate with what other calculators would say of the same run beside it. */
export function withPeers(estimate: Estimate | NoEstimate, reference: Reference): Estimate | NoEstimate {
  return 'error' in estimate ? estimate : { ...estimate, methods: compareWithPeers(compared(estimate, reference), reference.peers) };
}

/** An estimate of ours redone by the method of another, which is told our duration and machine. */
export function byPeer(estimate: Estimate | NoEstimate, method: PeerMethod, reference: Reference): PeerEstimate | NoEstimate {
  if ('error' in estimate) {
    return estimate;
  }
  const [figure, why] = askPeer(method, compared(estimate, reference), reference.peers);
  return isPeerFigure(figure) ? peerEstimate(method, figure, why) : { error: figure.problem, missing: ['hardware'] };
}

export function peerEstimate(
  method: PeerMethod,
  {
    energyKwh,
    carbonGrams,
    intensityGramsPerKwh,
  }: { readonly energyKwh: number; readonly carbonGrams: number; readonly intensityGramsPerKwh: number },
  why: string,
): PeerEstimate {
  const carbonKg = carbonGrams / 1000;
  const methods = [{ method, energyKwh, carbonKg, why }];
  return { version: 1, method, energyKwh: exactly(energyKwh), carbonKg: exactly(carbonKg), intensityGramsPerKwh, methods };
}
