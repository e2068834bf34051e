// Tables with many rows, stored as columns and rows of values.

/** Text of a packed table: column names once, values in their order, and texts that repeat as numbers into a list. */
export function packedText({ rows, shared, ...about }) {
  const columns = Object.keys(rows[0]);
  const texts = Object.fromEntries(shared.map((column) => [column, [...new Set(rows.map((row) => row[column]))]]));
  const lines = rows.map((row) =>
    JSON.stringify(columns.map((column) => (column in texts ? texts[column].indexOf(row[column]) : row[column]))),
  );
  const head = Object.entries({ ...about, columns, shared: texts }).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`,
  );
  return `{\n${head.join('')}"rows": [\n${lines.join(',\n')}\n]}\n`;
}
