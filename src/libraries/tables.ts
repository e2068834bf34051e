import { torch } from './tables/torch';
import { torchData } from './tables/torch-data';
import { torchNn } from './tables/torch-nn';
import { torchOptim } from './tables/torch-optim';

/**
 * Every table under the first word of the names it declares; the notation is described in `notation/table.ts`. A new
 * library is one file in `tables/` and one line here.
 */
export const tables: Readonly<Record<string, readonly string[]>> = {
  torch: [torch, torchNn, torchOptim, torchData],
};
