/**
 * Builds the product into `dist/`.
 *   node scripts/build.mjs [--production] [--watch]
 */
import { chmod, copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { isMain, main, root } from './process.mjs';

const dist = path.join(root, 'dist');

/** The ESM build of web-tree-sitter asks `import.meta.url` for its folder, which CommonJS output does not have. */
const parserForNode = { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') };

/** The UMD build of jsonc-parser hides its modules from bundlers. */
const jsonForNode = { 'jsonc-parser': path.join(root, 'node_modules/jsonc-parser/lib/esm/main.js') };

/** What the product uses of yaml: the parser of its concrete syntax. */
const yamlParser = `
  import { resolveAsScalar } from 'yaml/browser/dist/parse/cst-scalar.js';
  export { Parser } from 'yaml/browser/dist/parse/parser.js';
  export const CST = { resolveAsScalar };
`;

/**
 * Of yaml the parser is taken alone. The package does not say that importing its modules does nothing, and hides them from importers.
 * @type {esbuild.Plugin}
 */
const yamlParserAlone = {
  name: 'the parser of yaml alone',
  setup(instance) {
    const folder = path.join(root, 'node_modules');
    instance.onResolve({ filter: /^yaml$/ }, () => ({ path: 'yaml', namespace: 'yaml-parser' }));
    instance.onLoad({ filter: /./, namespace: 'yaml-parser' }, () => ({ contents: yamlParser, resolveDir: root }));
    instance.onResolve({ filter: /^yaml\/browser\// }, ({ path: asked }) => ({ path: path.join(folder, asked), sideEffects: false }));
    instance.onResolve({ filter: /^\.{1,2}\// }, ({ path: asked, resolveDir }) =>
      /[/\\]node_modules[/\\]yaml[/\\]/.test(`${resolveDir}/`) ? { path: path.join(resolveDir, asked), sideEffects: false } : undefined,
    );
  },
};

/**
 * The engine is a file of its own where files can be asked for: what the host reads at activation is the extension alone. The host of
 * vscode.dev takes one file; there the engine is in it, evaluated at its first use.
 * @type {esbuild.Plugin}
 */
const engineApart = {
  name: 'engine apart',
  setup(instance) {
    instance.onResolve({ filter: /\/assessor-engine$/ }, () => ({ path: './engine.js', external: true }));
  },
};

/**
 * @param {boolean} production
 * @returns {Readonly<Record<string, esbuild.BuildOptions>>}
 */
function bundles(production) {
  /** @type {esbuild.BuildOptions} */
  const shared = {
    absWorkingDir: root,
    bundle: true,
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  };
  return {
    extension: {
      ...shared,
      entryPoints: ['src/extension.ts'],
      outfile: 'dist/extension.js',
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['vscode'],
      plugins: [engineApart],
    },
    engine: {
      ...shared,
      entryPoints: ['src/editor/assessor-engine.ts'],
      outfile: 'dist/engine.js',
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['vscode'],
      alias: parserForNode,
      plugins: [yamlParserAlone],
    },
    'web extension': {
      ...shared,
      entryPoints: ['src/extension.ts'],
      outfile: 'dist/web/extension.js',
      platform: 'browser',
      format: 'cjs',
      target: 'es2023',
      external: ['vscode'],
      plugins: [yamlParserAlone],
    },
    page: {
      ...shared,
      entryPoints: ['webview/main.ts'],
      outfile: 'dist/webview/main.js',
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
    },
    cli: {
      ...shared,
      entryPoints: ['src/cli/main.ts'],
      outfile: 'dist/cli.js',
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      banner: { js: '#!/usr/bin/env node' },
      alias: { ...parserForNode, ...jsonForNode },
      plugins: [yamlParserAlone],
    },
  };
}

/** What is shipped as it is: the parser, the grammar, the page's styles and the reference tables. */
async function copyAssets() {
  await copyInto(dist, ['node_modules/web-tree-sitter/web-tree-sitter.wasm', 'node_modules/tree-sitter-python/tree-sitter-python.wasm']);
  await copyInto(path.join(dist, 'webview'), await filesIn('webview', '.css'));
  await copyInto(path.join(dist, 'data'), await filesIn('src/reference/data', '.json'));
}

/**
 * @param {string} folder
 * @param {readonly string[]} files
 */
async function copyInto(folder, files) {
  await mkdir(folder, { recursive: true });
  await Promise.all(files.map((file) => copyFile(path.join(root, file), path.join(folder, path.basename(file)))));
}

/**
 * @param {string} folder
 * @param {string} extension
 */
async function filesIn(folder, extension) {
  const absolute = path.join(root, folder);
  const names = existsSync(absolute) ? await readdir(absolute) : [];
  return names.filter((name) => name.endsWith(extension)).map((name) => path.posix.join(folder, name));
}

/**
 * Builds everything once.
 * @param {{ production?: boolean }} [options]
 */
export async function build({ production = false } = {}) {
  if (production) {
    await rm(dist, { recursive: true, force: true });
  }
  const results = await Promise.all(
    Object.entries(bundles(production)).map(async ([name, options]) => [name, (await esbuild.build(options)).metafile]),
  );
  await copyAssets();
  await chmod(path.join(dist, 'cli.js'), 0o755);
  // What went into each bundle, for the budget test and for https://esbuild.github.io/analyze/.
  await mkdir(path.join(root, 'out'), { recursive: true });
  await writeFile(path.join(root, 'out', 'metafiles.json'), JSON.stringify(Object.fromEntries(results)));
}

/** Builds on every change. The two lines are what the problem matcher of `.vscode/tasks.json` waits for. */
async function watch() {
  let running = 0;
  /** @type {esbuild.Plugin} */
  const reporter = {
    name: 'reporter',
    setup(instance) {
      instance.onStart(() => {
        if (running++ === 0) {
          console.log('[watch] build started');
        }
      });
      instance.onEnd(async () => {
        if (--running === 0) {
          await copyAssets();
          console.log('[watch] build finished');
        }
      });
    },
  };
  const contexts = await Promise.all(
    Object.values(bundles(false)).map(({ plugins = [], ...options }) =>
      esbuild.context({ ...options, logLevel: 'info', plugins: [...plugins, reporter] }),
    ),
  );
  await Promise.all(contexts.map((context) => context.watch()));
}

if (isMain(import.meta)) {
  void main(async () => {
    const flags = new Set(process.argv.slice(2));
    await (flags.has('--watch') ? watch() : build({ production: flags.has('--production') }));
    return 0;
  });
}
