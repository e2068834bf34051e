// Reading and writing the small tables of this folder.
import { readFileSync, writeFileSync } from 'node:fs';
import type { RawTables } from './raw-rows';

/** Rows of a comma-separated table with a header line and quoted fields, as objects by column name. */
export function parseCsv(text: string): readonly Record<string, string>[] {
  const [header = [], ...rows] = csvRecords(text.replace(/^\uFEFF/, ''));
  return rows
    .filter((row) => row.length > 1)
    .map((row) => Object.fromEntries(header.map((column, index) => [column, (row[index] ?? '').trim()])));
}

function csvRecords(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (quoted) {
      if (character === '"' && text[index + 1] === '"') {
        field += '"';
        index += 1;
      } else if (character === '"') {
        quoted = false;
      } else {
        field += character;
      }
    } else if (character === '"') {
      quoted = true;
    } else if (character === ',') {
      record.push(field);
      field = '';
    } else if (character === '\n') {
      record.push(field.replace(/\r$/, ''));
      records.push(record);
      record = [];
      field = '';
    } else {
      field += character;
    }
  }
  if (field !== '' || record.length > 0) {
    records.push([...record, field]);
  }
  return records;
}

/** The content of a JSON file in this folder's `raw`. */
export function readRaw<Name extends keyof RawTables>(name: Name): RawTables[Name] {
  return JSON.parse(readFileSync(new URL(`raw/${name}`, import.meta.url), 'utf8')) as RawTables[Name];
}

/** Writes rows as a JSON array, one row per line, so that a change of one row is one line of a diff. */
export function writeJsonLines(url: URL, rows: readonly object[]): void {
  writeFileSync(url, `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
}

/** What a table says about itself. */
export interface About {
  readonly source: string;
  readonly year: number;
  readonly licence: string;
}

/** Text of a table `{source, year, licence, rows}`, one row per line. */
export function tableText({ rows, ...about }: About & { readonly rows: readonly object[] }): string {
  const head = Object.entries(about).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  return `{\n${head.join('')}"rows": [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]}\n`;
}
