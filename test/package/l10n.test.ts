import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bundleFile, localizationBundle } from '../../scripts/l10n-bundle';

describe('localisation', () => {
  it('has every text of the code in its bundle (renew it with: npm run l10n)', async () => {
    assert.equal(await readFile(bundleFile, 'utf8'), await localizationBundle());
  });
});
