/** Large tables are stored as columns: their names once, then each row's values in that order. */
import type { Table } from './tables';

export interface PackedTable {
  readonly source: string;
  readonly year: number;
  readonly licence: string;
  readonly columns: readonly string[];
  /** Texts that repeat, by column; a row holds their position. */
  readonly shared: Readonly<Record<string, readonly string[]>>;
  readonly rows: readonly (readonly unknown[])[];
}

/** The rows as objects. The generator's schema test vouches for their type. */
export function unpack<Row>(table: PackedTable): Table<Row> {
  const { source, year, licence, columns, shared } = table;
  const texts = columns.map((column) => shared[column]);
  const rows = table.rows.map((values) =>
    Object.fromEntries(columns.map((column, index) => [column, texts[index]?.[values[index] as number] ?? values[index]])),
  );
  return { source, year, licence, rows: rows as Row[] };
}
