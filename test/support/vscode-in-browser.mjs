#!/usr/bin/env node
/**
 * Stands in for the VS Code executable that @vscode/test-electron starts: takes the same arguments, runs the same suite in the same
 * extension host, but serves the workbench to a headless browser, so that no desktop and no download is needed.
 *
 * JOULEWISE_WORKSPACE_TRUST=1 keeps workspace trust on in spite of `--disable-workspace-trust`, which the runner always passes.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { main, root } from '../../scripts/process.mjs';
import { startServer } from '../../scripts/server.mjs';
import { provideBrowser } from '../../scripts/setup.mjs';

/** Past this, something hangs: a suite takes 10 to 30 seconds. */
const patienceMilliseconds = 150_000;

/** @param {readonly string[]} words */
function parse(words) {
  /** @param {string} name */
  const valuesOf = (name) => words.filter((word) => word.startsWith(`--${name}=`)).map((word) => word.slice(name.length + 3));
  return {
    opened: words.find((word) => !word.startsWith('-')),
    developmentPaths: valuesOf('extensionDevelopmentPath'),
    testsPath: valuesOf('extensionTestsPath')[0],
  };
}

/**
 * The page that opens a folder or a workspace with extensions under development.
 * @param {string} address
 * @param {ReturnType<typeof parse>} request
 */
function pageAddress(address, { opened, developmentPaths, testsPath }) {
  const remote = (/** @type {string} */ file) => `vscode-remote://${new URL(address).host}${path.resolve(file)}`;
  const payload = [
    ...developmentPaths.map((file) => ['extensionDevelopmentPath', remote(file)]),
    ...(testsPath === undefined ? [] : [['extensionTestsPath', remote(testsPath)]]),
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  const page = new URL(address);
  if (opened !== undefined) {
    page.searchParams.set(opened.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(opened));
  }
  page.searchParams.set('payload', JSON.stringify(payload));
  return page.href;
}

await main(async () => {
  const request = parse(process.argv.slice(2));
  const server = await startServer({
    driven: true,
    workspaceTrust: process.env['JOULEWISE_WORKSPACE_TRUST'] === '1',
    settings: { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' },
  });
  const browser = await chromium.launch({ executablePath: await provideBrowser(), args: ['--no-sandbox'] });
  /** @type {string[]} */
  const log = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.on('pageerror', (error) => log.push(`page error: ${error.message}`));
    /** @type {PromiseWithResolvers<number>} */
    const exit = withResolvers();
    // VS Code calls these two when it finds them, so they must be there before the page loads.
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ level, /** @type {unknown[]} */ words) => {
      log.push(`${level}: ${words.map(String).join(' ')}`);
    });
    await page.exposeFunction('codeAutomationExit', (/** @type {number} */ status) => {
      exit.resolve(status);
    });
    const deadline = setTimeout(() => {
      exit.resolve(124);
    }, patienceMilliseconds);
    await page.goto(pageAddress(server.address, request));
    const status = await exit.promise;
    clearTimeout(deadline);
    if (status !== 0) {
      const picture = path.join(root, 'out', 'test', 'last-failure.png');
      await mkdir(path.dirname(picture), { recursive: true });
      await page.screenshot({ path: picture }).catch(() => undefined);
      console.error(
        `VS Code ended with status ${status}${status === 124 ? ' (it hung)' : ''}; its window is in ${path.relative(root, picture)}.`,
      );
      console.error(readable(log));
    }
    return status;
  } finally {
    await browser.close();
    await server.stop();
  }
});

/**
 * What VS Code logged, without its own stack frames and without its complaints about native modules that it does not need here.
 * @param {readonly string[]} entries
 */
function readable(entries) {
  if (process.env['VERBOSE'] !== undefined) {
    return entries.join('\n');
  }
  return entries
    .filter((entry) => !/^(debug|trace|info|log):|spdlog|sqlite|watchdog|bindings file|getSessions|service worker/i.test(entry))
    .map((entry) => entry.replace(/^\s+at .*(lib\/vscode\/out|workbench\.js|extensionHostWorkerMain\.js|node:internal).*\n?/gm, ''))
    .slice(-20)
    .join('\n');
}

/** `Promise.withResolvers`, which Node has from version 22. */
function withResolvers() {
  /** @type {(value: number) => void} */
  let resolve = () => undefined;
  const promise = new Promise((/** @type {(value: number) => void} */ fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
