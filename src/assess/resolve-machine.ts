import type { ResolvedMachine } from '../forecast/machine';
import { machineWith } from '../forecast/machine';
import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { Processes } from '../python/world';
import type { Reference } from '../reference/reference';
import type { Configuration } from './configuration';
import type { NoEstimate } from './estimate';

/** The machine that is configured, or one sentence that says what is wrong with it. Without a count the script's own number of devices holds. */
export function resolveMachine(run: RunProfile | null, configuration: Configuration, reference: Reference): ResolvedMachine | NoEstimate {
  const { hardware, count, nodes, cpuCores, memoryGib } = configuration;
  for (const [name, value] of Object.entries({ count, nodes })) {
    if (value !== null && !(Number.isInteger(value) && value >= 1))
      return wrong(
        name,
        `The number of ${name === 'count' ? 'accelerators' : 'nodes'} must be a whole number from 1, not ${String(value)}.`,
      );
  }
  for (const [name, value] of Object.entries({ cpuCores, memoryGib })) {
    if (value !== null && !(Number.isFinite(value) && value > 0))
      return wrong(
        name,
        `${name === 'cpuCores' ? 'The number of CPU cores' : 'The memory in GiB'} must be positive, not ${String(value)}.`,
      );
  }
  if (hardware === null || hardware.trim() === '') return wrong('hardware', 'No hardware is chosen.');
  const found = reference.hardware(hardware);
  if (!found.ok) return wrong('hardware', found.problem);
  const stated = run === null ? undefined : factValue(run, 'devices');
  const { accelerator, instance } = found;
  if (instance !== null) {
    // Whoever rents a machine by name has all of its accelerators.
    const machines = nodes ?? Math.max(1, Math.ceil((count ?? 1) / instance.count));
    return machineWith(accelerator, count ?? instance.count * machines, {
      nodes: machines,
      cpuCores: cpuCores ?? instance.vcpus * machines,
      memoryGib: memoryGib ?? instance.memoryGib * machines,
    });
  }
  return machineWith(accelerator, count ?? (stated !== undefined && stated >= 1 ? Math.floor(stated) : 1), { nodes, cpuCores, memoryGib });
}

/** How a run is started on the machine: one process for each accelerator. */
export function processesOn(run: RunProfile, configuration: Configuration, reference: () => Reference): Processes {
  const { hardware, count, nodes } = configuration;
  const machine = hardware === null ? null : resolveMachine(run, configuration, reference());
  const stated = machine === null || 'error' in machine ? { count: count ?? factValue(run, 'devices') ?? 1, nodes: nodes ?? 1 } : machine;
  return { count: stated.count, perNode: Math.max(1, Math.floor(stated.count / stated.nodes)) };
}

function wrong(what: string, error: string): NoEstimate {
  return { error, missing: [what] };
}
