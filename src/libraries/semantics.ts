import type { Semantics } from '../python/evaluate/semantics';
import { createLibraryKnowledge } from './knowledge';
import { processAttributes } from './process-quantities';
import { summaries } from './summaries';
import { attributeMappings } from './summaries/attribute-dicts';
import { commandLine } from './summaries/commands';

/** Methods that return the object they are called on, whatever class it has: moves, casts and modes of modules and tensors. */
const fluentMethods: ReadonlySet<string> = new Set([
  'to',
  'cuda',
  'xpu',
  'eval',
  'train',
  'half',
  'bfloat16',
  'float',
  'double',
  'requires_grad_',
  'share_memory',
  'contiguous',
]);

/** The method that calling an object runs. */
const callHooks: ReadonlyMap<string, string> = new Map([
  ['torch.nn.Module', 'forward'],
  ['keras.Model', 'call'],
  ['keras.layers.Layer', 'call'],
]);

const drivenClasses: ReadonlySet<string> = new Set([
  'lightning.pytorch.LightningModule',
  'lightning.pytorch.LightningDataModule',
  'torch.utils.data.Dataset',
]);

/** What the frameworks mean to the evaluator. */
export function createSemantics(): Semantics {
  return {
    knowledge: createLibraryKnowledge(),
    summaries,
    fluentMethods,
    callHooks,
    attributeMappings,
    drivenClasses,
    commandLine,
    processAttributes,
  };
}
