/** Writes `l10n/bundle.l10n.json` anew: tsx scripts/l10n.mjs */
import { writeFile } from 'node:fs/promises';
import { bundleFile, localizationBundle } from './l10n-bundle.js';
import { main } from './process.mjs';

await main(async () => {
  await writeFile(bundleFile, await localizationBundle());
  return 0;
});
