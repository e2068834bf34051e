import type { CallSummary } from '../python/evaluate/summary';
import { processQuantity, type ProcessQuantity } from '../python/stdlib/environment';

/** Functions that tell how the program was started, by canonical name. */
const calls: readonly (readonly [string, ProcessQuantity])[] = [
  ['torch.distributed.get_world_size', 'processes'],
  ['torch.distributed.get_rank', 'rank'],
  ['torch.cuda.device_count', 'processesPerNode'],
];

/** The same as attributes of library objects. */
export const processAttributes: ReadonlyMap<string, ProcessQuantity> = new Map<string, ProcessQuantity>([
  ['accelerate.Accelerator.num_processes', 'processes'],
  ['accelerate.Accelerator.process_index', 'rank'],
  ['transformers.TrainingArguments.world_size', 'processes'],
  ['lightning.fabric.Fabric.world_size', 'processes'],
  ['lightning.fabric.Fabric.global_rank', 'rank'],
]);

export const processSummaries: readonly (readonly [string, CallSummary])[] = calls.map(([name, quantity]) => [
  name,
  ({ evaluator }) => processQuantity(evaluator, quantity),
]);
