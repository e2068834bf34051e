import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { Assumed } from '../workload/assumed';
import type { ResolvedMachine } from './machine';

export interface DevicesUsed {
  readonly devices: number;
  readonly assumed: readonly Assumed[];
}

/** Of the machine's accelerators, those that the script uses: all that are there, unless it says fewer. */
export function devicesUsed(run: RunProfile, machine: ResolvedMachine): DevicesUsed {
  const available = Math.max(1, machine.count);
  const stated = factValue(run, 'devices');
  if (stated !== undefined && stated >= 1) return { devices: Math.min(Math.floor(stated), available), assumed: [] };
  if (available === 1) return { devices: 1, assumed: [] };
  if (factValue(run, 'distributed') === 'none') return { devices: 1, assumed: [] };
  const knowsDistribution = factValue(run, 'distributed') !== undefined;
  const why = 'The script does not say on how many accelerators it runs, so it is taken to use all of them.';
  return {
    devices: available,
    assumed: knowsDistribution ? [] : [{ quantity: 'devices', value: String(available), why, logWidth: Math.log(1.3) }],
  };
}
