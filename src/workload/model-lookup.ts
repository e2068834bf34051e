import type { Reference } from '../reference/reference';
import type { DatasetRow, ModelRow } from '../reference/rows';

/** The two look-ups of the reference tables that counting work needs. */
export type ModelLookup = Pick<Reference, 'model' | 'dataset'>;

/** Rows by name, null for names that the table lacks. A miss is kept too: finding the nearest names for its message is slow, and not needed here. */
interface Seen {
  readonly models: Map<string, ModelRow | null>;
  readonly datasets: Map<string, DatasetRow | null>;
}

const seenBy = new WeakMap<ModelLookup, Seen>();
/** Names kept before the memory is started anew. */
const MOST_NAMES = 5000;

export function modelRow(tables: ModelLookup, name: string): ModelRow | null {
  return remembered(seen(tables).models, name, () => {
    const found = tables.model(name);
    return found.ok ? found.row : null;
  });
}

export function datasetRow(tables: ModelLookup, name: string): DatasetRow | null {
  return remembered(seen(tables).datasets, name, () => {
    const found = tables.dataset(name);
    return found.ok ? found.row : null;
  });
}

function seen(tables: ModelLookup): Seen {
  const known = seenBy.get(tables);
  if (known) return known;
  const fresh: Seen = { models: new Map(), datasets: new Map() };
  seenBy.set(tables, fresh);
  return fresh;
}

function remembered<Row>(rows: Map<string, Row | null>, name: string, find: () => Row | null): Row | null {
  const known = rows.get(name);
  if (known !== undefined) return known;
  if (rows.size >= MOST_NAMES) rows.clear();
  const row = find();
  rows.set(name, row);
  return row;
}
