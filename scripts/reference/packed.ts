// Tables with many rows, stored as columns and rows of values.
import type { About } from './tables';

/** Text of a packed table: column names once, values in their order, and texts that repeat as numbers into a list. */
export function packedText<Row extends object>({
  rows,
  shared,
  ...about
}: About & { readonly rows: readonly Row[]; readonly shared: readonly (keyof Row & string)[] }): string {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Row & string)[];
  const texts: Record<string, unknown[]> = Object.fromEntries(
    shared.map((column) => [column, [...new Set(rows.map((row) => row[column]))]]),
  );
  const lines = rows.map((row) => JSON.stringify(columns.map((column) => texts[column]?.indexOf(row[column]) ?? row[column])));
  const head = Object.entries({ ...about, columns, shared: texts }).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  return `{\n${head.join('')}"rows": [\n${lines.join(',\n')}\n]}\n`;
}
