/** The same run on other accelerators: a faster one is not always the greener one. */
import { time } from './figures';
import type { AdviceRequest, Proposal } from './request';
import { exceedsError, ratioLogWidths, savingOf } from './saving';

/** What clouds rent out and desks hold most. */
const common = ['T4', 'L4', 'A10G', 'V100', 'A100', 'H100', 'RTX 3090', 'RTX 4090'] as const;
const offered = 2;

export function otherHardware({ present, reference, reestimate }: AdviceRequest): readonly Proposal[] {
  return common
    .flatMap((name) => {
      const found = reference.accelerator(name);
      return found.ok && found.row.id !== present.machine.hardware ? [found.row] : [];
    })
    .flatMap((row) => {
      const estimate = reestimate({ machine: { hardware: row.id } });
      const usable = 'error' in estimate || estimate.memory.fits === 'no' ? null : estimate;
      const saving = usable === null ? null : savingOf(present, usable, { quantity: 'energy', ratioLogWidth: ratioLogWidths.hardware });
      return saving === null || !exceedsError(saving, ratioLogWidths.hardware) ? [] : [{ row, saved: -saving.p50 }];
    })
    .sort((a, b) => b.saved - a.saved)
    .slice(0, offered)
    .map(({ row }) => ({
      id: `hardware:${row.id}`,
      topic: 'hardware',
      title: `${present.machine.count} × ${row.name}`,
      detail: (changed) => `${row.tdpWatts} W instead of ${tdp(present.machine.hardware)} W a device; ${time(changed, present)}`,
      verb: 'compare',
      change: { machine: { hardware: row.id } },
      accuracy: 'The same training: accuracy stays.',
      source: row.source,
      edits: [],
      quantity: 'energy',
      ratioLogWidth: ratioLogWidths.hardware,
    }));

  function tdp(id: string): string {
    const found = reference.accelerator(id);
    return found.ok ? String(found.row.tdpWatts) : '?';
  }
}
