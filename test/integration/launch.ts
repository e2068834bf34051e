/**
 * Runs one suite of integration tests in a real VS Code:
 *   default     Node extension host, trusted workspace of two folders
 *   restricted  the same host with workspace trust on and not given
 *   web         web-worker extension host: the manifest without `main`
 *   bench       what `npm run bench` times, in the host of the default suite
 *   desktop     the default suite in a downloaded desktop VS Code
 * The tests of a suite are `test/integration/<suite>/**\/*.test.ts`; they see copies of the folders in `fixtures/`.
 */
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { root } from '../../scripts/process.mjs';
import type { SuiteResult } from './run';

const here = path.join(root, 'test', 'integration');

interface Suite {
  /** Folder of its tests. */
  readonly tests: string;
  readonly host: 'node' | 'web-worker';
  readonly trusted: boolean;
  readonly desktop: boolean;
}

const suites: Readonly<Record<string, Suite>> = {
  default: { tests: 'default', host: 'node', trusted: true, desktop: false },
  restricted: { tests: 'restricted', host: 'node', trusted: false, desktop: false },
  web: { tests: 'web', host: 'web-worker', trusted: true, desktop: false },
  bench: { tests: 'bench', host: 'node', trusted: true, desktop: false },
  desktop: { tests: 'default', host: 'node', trusted: true, desktop: true },
};

async function main(name: string): Promise<void> {
  const suite = suites[name];
  if (suite === undefined) {
    throw new Error(`There is no suite "${name}"; the suites are ${Object.keys(suites).join(', ')}.`);
  }
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'joulewise-suite-'));
  try {
    await cp(path.join(here, 'fixtures'), scratch, { recursive: true });
    const extension = suite.host === 'node' ? root : await withoutMain(path.join(scratch, 'extension'));
    const testsPath = await bundle(suite, extension);
    await runTests({
      ...(suite.desktop ? {} : { vscodeExecutablePath: path.join(root, 'test', 'support', 'vscode-in-browser.mjs') }),
      extensionDevelopmentPath: extension,
      extensionTestsPath: testsPath,
      launchArgs: [
        suite.trusted ? await workspaceOf(scratch) : path.join(scratch, 'project'),
        ...(suite.desktop ? ['--disable-extensions'] : []),
      ],
      extensionTestsEnv: suite.trusted ? {} : { JOULEWISE_WORKSPACE_TRUST: '1' },
    });
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof Error ? error.message : error);
  } finally {
    await report(name, scratch);
    await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A workspace of two folders. */
async function workspaceOf(scratch: string): Promise<string> {
  const file = path.join(scratch, 'tests.code-workspace');
  await writeFile(file, JSON.stringify({ folders: [{ path: 'project' }, { path: 'second' }], settings: {} }));
  return file;
}

/**
 * One file that runs all tests of the suite; `vscode` is all that it finds in its host. VS Code runs it in the host of the extension
 * in whose folder it lies.
 */
async function bundle(suite: Suite, extension: string): Promise<string> {
  const folder = path.join(here, suite.tests);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.test.ts')).sort();
  const requires = files.map((file) => `require(${JSON.stringify(path.join(folder, file))});`);
  const outfile = path.join(extension, 'out', 'test', 'integration', suite.tests, 'index.js');
  const inWorker = suite.host === 'web-worker';
  await esbuild.build({
    stdin: {
      contents: `
        import { runSuite } from ${JSON.stringify(path.join(here, 'run.ts'))};
        export const run = () => runSuite(() => { ${requires.join(' ')} }, ${JSON.stringify(process.env.MOCHA_GREP)});`,
      resolveDir: here,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'cjs',
    sourcemap: 'inline',
    platform: inWorker ? 'browser' : 'node',
    target: 'es2023',
    external: ['vscode'],
    logLevel: 'warning',
    // The worker has no `assert`; tests read the same in both hosts.
    alias: inWorker ? { 'node:assert/strict': path.join(root, 'test', 'support', 'assert-in-worker.ts') } : {},
  });
  return outfile;
}

/** A copy of the built extension that only the web-worker host can run. */
async function withoutMain(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  delete manifest.main;
  for (const part of ['dist', 'media', 'package.nls.json']) {
    await cp(path.join(root, part), path.join(folder, part), {
      recursive: true,
      filter: (source) => !source.endsWith(path.join('dist', 'extension.js')),
    }).catch(ignoreMissing);
  }
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
    throw error;
  }
}

/** Prints the result and leaves the counts where `scripts/test.mjs` looks for them. */
async function report(name: string, scratch: string): Promise<void> {
  const text = await readFile(path.join(scratch, 'result.json'), 'utf8').catch(() => undefined);
  if (text === undefined) {
    console.error(`${name}: VS Code left no result.`);
    process.exitCode = 1;
    return;
  }
  const result = JSON.parse(text) as SuiteResult;
  console.log([`${name}: ${String(result.passed)} passed, ${String(result.failed)} failed`, ...result.lines].join('\n'));
  const counts = process.env.MOCHA_COUNTS;
  if (counts !== undefined) {
    await writeFile(counts, JSON.stringify({ passed: result.passed, failed: result.failed, durations: result.durations }));
  }
}

void main(process.argv[2] ?? 'default');
