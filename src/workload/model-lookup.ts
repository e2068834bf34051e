import type { DatasetRow, ModelRow } from '../reference/rows';

/** The two look-ups of the reference tables that counting work needs. Both answer nothing for a name they do not know. */
export interface ModelLookup {
  model(name: string): ModelRow | null | undefined;
  dataset(name: string): DatasetRow | null | undefined;
}
