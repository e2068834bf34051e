// Machines that clouds rent by name: accelerators, virtual CPUs and memory.
import type { InstanceRow } from '../../src/reference/rows';
import { readRaw } from './tables';

/** Rows of instances.json. Azure's names are also typed without their prefix. */
export function instances(): readonly InstanceRow[] {
  return readRaw('cloud-instances.json').map((row) => ({
    id: `${row.provider}/${row.name}`,
    ...row,
    aliases: row.name.startsWith('Standard_') ? [row.name.slice('Standard_'.length)] : row.provider === 'aws' ? [`ml.${row.name}`] : [],
  }));
}
