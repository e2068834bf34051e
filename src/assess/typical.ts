import type { RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { Reference } from '../reference/reference';
import type { Configuration } from './configuration';
import { estimateRun } from './estimate-run';
import type { TypicalMachine } from './report-model';

/** A gaming card, what free notebooks lend, and the two that clouds rent out most; for work without accelerator a processor stands first. */
const typicalHardware = ['RTX 4090', 'T4', 'A100', 'H100'] as const;

/** The same run on one accelerator of each of a few machines that people have, side by side. */
export function typicalMachines(run: RunProfile, configuration: Configuration, reference: Reference): readonly TypicalMachine[] {
  const count = configuration.count ?? Math.max(1, factValue(run, 'devices') ?? 1);
  return typicalHardware.flatMap((name) => {
    const found = reference.accelerator(name);
    if (!found.ok) {
      return [];
    }
    const estimate = estimateRun(run, { ...configuration, hardware: found.row.id, count }, reference);
    return 'error' in estimate ? [] : [{ hardware: found.row.id, name: found.row.name, estimate }];
  });
}
