/** Builds the product and packs it: `npm run package` leaves `joulewise-<version>.vsix` in the repository's folder. */
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isMain, main, root } from './process.mjs';

/**
 * Packs what `dist/` holds.
 * @param {string} folder where the file goes
 * @returns {Promise<string>} path of the VSIX
 */
export async function pack(folder) {
  const { createVSIX } = await import('@vscode/vsce');
  const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const file = path.join(folder, `${name}-${version}.vsix`);
  await mkdir(folder, { recursive: true });
  // Links of the README lead to the repository, where the pictures are.
  await quietly(() => createVSIX({ cwd: root, packagePath: file, dependencies: false }));
  return file;
}

/**
 * The packer talks at length; what goes wrong it throws.
 * @param {() => Promise<void>} work
 */
async function quietly(work) {
  const { log, warn, info } = console;
  const silent = () => undefined;
  Object.assign(console, { log: silent, warn: silent, info: silent });
  try {
    await work();
  } finally {
    Object.assign(console, { log, warn, info });
  }
}

if (isMain(import.meta)) {
  void main(async () => {
    const { build } = await import('./build.mjs');
    await build({ production: true });
    const file = await pack(root);
    console.log(`${path.relative(root, file)}: ${((await stat(file)).size / 1e6).toFixed(2)} MB`);
    return 0;
  });
}
