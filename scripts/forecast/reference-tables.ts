import { readFileSync } from 'node:fs';
import type { Reference } from '../../src/reference/reference';
import { createReference } from '../../src/reference/reference';
import type { ReferenceTables } from '../../src/reference/tables';
import { referenceFiles } from '../../src/reference/tables';

/** The shipped tables. */
export function referenceTables(): Reference {
  const folder = new URL('../../src/reference/data/', import.meta.url);
  const tables = Object.fromEntries(
    Object.entries(referenceFiles).map(([name, file]) => [name, JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown]),
  );
  return createReference(tables as unknown as ReferenceTables);
}
