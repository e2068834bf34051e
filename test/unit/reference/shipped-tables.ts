import { readFileSync } from 'node:fs';
import type { Reference } from '../../../src/reference/reference';
import { createReference } from '../../../src/reference/reference';
import type { ReferenceTables } from '../../../src/reference/tables';
import { referenceFiles } from '../../../src/reference/tables';

/** The tables as they are shipped. */
export const shippedTables = Object.fromEntries(
  Object.entries(referenceFiles).map(([name, file]) => [
    name,
    JSON.parse(readFileSync(new URL(`../../../src/reference/data/${file}`, import.meta.url), 'utf8')) as unknown,
  ]),
) as unknown as ReferenceTables;

export const shippedReference: Reference = createReference(shippedTables);
