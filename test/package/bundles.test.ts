import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from '../../scripts/process.mjs';

/** What esbuild put into each bundle; written by every build, so that these tests look at the newest one. */
const metafiles = JSON.parse(readFileSync(path.join(root, 'out', 'metafiles.json'), 'utf8')) as Readonly<Record<string, Metafile>>;

function output(bundle: string): Metafile['outputs'][string] {
  const found = Object.entries(metafiles[bundle]?.outputs ?? {}).find(([file]) => file.endsWith('.js'));
  assert.ok(found, `there is no bundle ${bundle}`);
  return found[1];
}

/** What a bundle still asks its host for. */
function externals(bundle: string): readonly string[] {
  return [
    ...new Set(
      output(bundle)
        .imports.filter(({ external }) => external === true)
        .map((entry) => entry.path),
    ),
  ];
}

function sources(bundle: string): readonly (readonly [file: string, bytes: number])[] {
  return Object.entries(output(bundle).inputs).map(([file, { bytesInOutput }]) => [file, bytesInOutput]);
}

/** Tables that are modules; other tables are files of their own. */
function isData(file: string): boolean {
  return file.startsWith('src/libraries/tables/') || file === 'src/libraries/top-level-modules.ts' || file.endsWith('.generated.ts');
}

/** The generated loader of the parser's wasm binary: it stands and falls with it. */
function isWasmLoader(file: string): boolean {
  return file.startsWith('node_modules/web-tree-sitter/');
}

/** Bytes of the code of a bundle, without data and wasm, and which folders they come from. */
function codeOf(bundle: string): { readonly bytes: number; readonly parts: string } {
  const code = sources(bundle).filter(([file]) => !isData(file) && !isWasmLoader(file));
  const byFolder = new Map<string, number>();
  for (const [file, bytes] of code) {
    const folder = file
      .split('/')
      .slice(0, file.startsWith('node_modules/@') ? 3 : 2)
      .join('/');
    byFolder.set(folder, (byFolder.get(folder) ?? 0) + bytes);
  }
  const largest = [...byFolder].sort(([, left], [, right]) => right - left).slice(0, 12);
  return {
    bytes: code.reduce((sum, [, bytes]) => sum + bytes, 0),
    parts: largest.map(([folder, bytes]) => `${folder} ${String(Math.round(bytes / 1000))} KB`).join(', '),
  };
}

describe('bundles', () => {
  it('for the web-worker host ask for nothing but VS Code', () => {
    assert.deepEqual(externals('web extension'), ['vscode']);
  });

  it('for the page ask for nothing', () => {
    assert.deepEqual(externals('page'), []);
  });

  it('for the command line do not need VS Code', () => {
    assert.ok(!externals('cli').includes('vscode'));
  });

  it('leave the analysis out of the page', () => {
    const engine = sources('page').filter(([file]) => /^src\/(python|libraries|ml|rules|workload|forecast|reference)\//.test(file));
    assert.deepEqual(engine, []);
  });

  it('carry no React, which the toolkit names but does not need', () => {
    const react = sources('page').filter(([file]) => file.startsWith('node_modules/react'));
    assert.deepEqual(react, []);
  });

  it('leave the analysis out of what the desktop host reads at activation', () => {
    const engine = sources('extension').filter(([file]) => /^src\/(python|libraries|ml|rules|workload|forecast)\//.test(file));
    assert.ok(engine.reduce((sum, [, bytes]) => sum + bytes, 0) < 20_000, engine.map(([file]) => file).join(', '));
  });

  // About seventy rules of 3 to 4 KB each are the largest part of the engine; shapes of layers and operations take a sixth, the readers of
  // runs an eighth, the parser of YAML 33.
  const budgets: readonly (readonly [bundle: string, kilobytes: number])[] = [
    ['extension', 170],
    ['engine', 1110],
    ['web extension', 1240],
    ['page', 260],
  ];
  for (const [bundle, kilobytes] of budgets) {
    it(`keep the code of the ${bundle} within ${String(kilobytes)} KB`, () => {
      const { bytes, parts } = codeOf(bundle);
      assert.ok(bytes <= kilobytes * 1000, `${String(Math.round(bytes / 1000))} KB: ${parts}`);
    });
  }
});
