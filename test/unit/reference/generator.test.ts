import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { buildTables } from '../../../scripts/reference/build';
import { parseCsv } from '../../../scripts/reference/tables';
import { editDistance } from '../../../src/reference/edit-distance';

describe('generator of the reference tables', () => {
  it('writes what is shipped', () => {
    for (const [name, text] of Object.entries(buildTables())) {
      const shipped = readFileSync(new URL(`../../../src/reference/data/${name}`, import.meta.url), 'utf8');
      assert.ok(shipped === text, `${name} differs from what the generator writes; run "npm run reference".`);
    }
  });

  it('keeps the tables below 900 kB', () => {
    const size = Object.values(buildTables()).reduce((sum, text) => sum + text.length, 0);
    assert.ok(size < 900_000, `${String(size)} characters`);
  });

  it('reads quoted fields with commas, quotes and line ends', () => {
    assert.deepEqual(parseCsv('a,b\r\n"1, ""x""","two\nlines"\r\n'), [{ a: '1, "x"', b: 'two\nlines' }]);
  });
});

describe('edit distance', () => {
  it('counts inserted, deleted, replaced and swapped letters', () => {
    assert.equal(editDistance('a100', 'a100', 3), 0);
    assert.equal(editDistance('h10', 'h100', 3), 1);
    assert.equal(editDistance('h010', 'h100', 3), 1);
    assert.equal(editDistance('v100', 'p100', 3), 1);
  });

  it('stops above the limit', () => {
    assert.equal(editDistance('france', 'madagascar', 2), 3);
  });
});
