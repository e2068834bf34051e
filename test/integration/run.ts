/**
 * Runs inside the extension host, in the Node host and in the web worker alike: hands the suite's tests to Mocha's browser build and
 * leaves the result beside the workspace folder, where the launcher finds it.
 */
import 'mocha/mocha';
import * as vscode from 'vscode';

/** What the launcher reads. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly lines: readonly string[];
  /** Milliseconds by title of the tests that passed. */
  readonly durations: Readonly<Record<string, number>>;
}

/** The result is reported by the launcher. */
class Silent {
  constructor(readonly runner: Mocha.Runner) {}
}

/**
 * @param load registers the tests of the suite, once Mocha's globals are there
 * @param grep runs only the tests whose title matches
 */
export async function runSuite(load: () => void, grep: string | undefined): Promise<void> {
  if (!('location' in globalThis)) {
    // Mocha's browser build reads `?grep=` of its page, and the Node host has none.
    Object.assign(globalThis, { location: { search: '' } });
  }
  mocha.setup({
    ui: 'bdd',
    reporter: Silent as unknown as Mocha.ReporterConstructor,
    timeout: 20_000,
    ...(grep === undefined ? {} : { grep }),
  });
  load();
  const result = await new Promise<SuiteResult>((resolve) => {
    const lines: string[] = [];
    const durations: Record<string, number> = {};
    let passed = 0;
    let failed = 0;
    mocha
      .run(() => {
        resolve({ passed, failed, lines, durations });
      })
      .on('pass', (test) => {
        passed++;
        durations[test.title] = test.duration ?? 0;
        lines.push(`  ✓ ${test.fullTitle()} (${String(test.duration ?? 0)} ms)`);
      })
      .on('fail', (test, error: Error) => {
        failed++;
        lines.push(`  ✗ ${test.fullTitle()}\n${error.stack ?? error.message}`);
      });
  });
  await leave(result);
  if (result.failed > 0) {
    throw new Error(`${String(result.failed)} tests failed`);
  }
}

async function leave(result: SuiteResult): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) {
    throw new Error('The suite needs a workspace folder to leave its result beside.');
  }
  const bytes = new TextEncoder().encode(JSON.stringify(result));
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, '..', 'result.json'), bytes);
}
