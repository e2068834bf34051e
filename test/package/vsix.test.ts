import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pack } from '../../scripts/package.mjs';

/** Names of the files in a ZIP archive, from its central directory (APPNOTE.TXT 4.3.12, 4.3.16). */
function entriesOf(archive: Buffer): readonly string[] {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = archive.readUInt16LE(end + 10);
  let offset = archive.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const nameLength = archive.readUInt16LE(offset + 28);
    const name = archive.toString('utf8', offset + 46, offset + 46 + nameLength);
    offset += 46 + nameLength + archive.readUInt16LE(offset + 30) + archive.readUInt16LE(offset + 32);
    return name;
  });
}

describe('VSIX', () => {
  let bytes = 0;
  let entries: readonly string[] = [];

  before('pack', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'joulewise-vsix-'));
    try {
      const archive = await readFile(await pack(folder));
      bytes = archive.length;
      entries = entriesOf(archive)
        .filter((name) => name.startsWith('extension/'))
        .map((name) => name.slice('extension/'.length));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is smaller than 3 MB', () => {
    assert.ok(bytes < 3_000_000, `it has ${String(bytes)} bytes`);
  });

  it('holds the product and nothing else', () => {
    const allowed = [
      /^package(\.nls(\.[\w-]+)?)?\.json$/,
      /^(readme\.md|changelog\.md|LICENSE\.txt|NOTICE)$/,
      /^dist\/(extension|engine|cli|web\/extension|webview\/main)\.js$/,
      /^dist\/(web-tree-sitter|tree-sitter-python)\.wasm$/,
      /^dist\/webview\/[\w-]+\.css$/,
      /^dist\/data\/[\w-]+\.json$/,
      /^l10n\/[\w.-]+\.json$/,
      /^media\/(walkthrough\/)?[\w-]+\.(png|svg|md)$/,
      /^schemas\/[\w.-]+\.json$/,
    ];
    const others = entries.filter((entry) => !allowed.some((pattern) => pattern.test(entry)));
    assert.deepEqual(others, []);
  });

  it('holds what every surface needs', () => {
    const needed = [
      'package.json',
      'package.nls.json',
      'readme.md',
      'changelog.md',
      'LICENSE.txt',
      'NOTICE',
      'dist/extension.js',
      'dist/engine.js',
      'dist/web/extension.js',
      'dist/webview/main.js',
      'dist/cli.js',
      'dist/web-tree-sitter.wasm',
      'dist/tree-sitter-python.wasm',
    ];
    const missing = needed.filter((file) => !entries.includes(file));
    assert.deepEqual(missing, []);
  });
});
