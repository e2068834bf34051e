/** Opens the built report page in a real browser, as VS Code would: same document and policy, a stub in place of the host. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { ReportModel } from '../../../src/assess/report-model';
import type { HostMessage, PageMessage } from '../../../src/protocol/messages';
import { reportHtml } from '../../../src/protocol/page';
import type { Theme } from './themes';

const root = path.resolve(__dirname, '../../..');
const origin = 'https://report.test';

/** The page is built from its sources, so that a test never runs against yesterday's bundle. */
let bundle: Promise<string> | undefined;

export function pageBundle(): Promise<string> {
  bundle ??= build({
    entryPoints: [path.join(root, 'webview/main.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    write: false,
  }).then((result) => result.outputFiles[0]!.text);
  return bundle;
}

const browserPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? browserPaths.find((candidate) => existsSync(candidate));
  if (executablePath === undefined) throw new Error('No Chromium found; set CHROMIUM_PATH to its executable.');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

export interface ReportPageOptions {
  readonly theme: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly zoom?: number;
  readonly pixelRatio?: number;
  /** What an earlier page left with `setState`. */
  readonly state?: unknown;
  readonly reducedMotion?: boolean;
}

export interface ReportPageUnderTest {
  readonly page: Page;
  readonly send: (message: HostMessage) => Promise<void>;
  readonly show: (model: ReportModel) => Promise<void>;
  /** What the page has posted since the last call. */
  readonly posted: () => Promise<PageMessage[]>;
  readonly violations: () => Promise<string[]>;
  readonly savedState: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

interface Stub {
  readonly posted: PageMessage[];
  readonly violations: string[];
  state: unknown;
}

declare global {
  interface Window {
    stub: Stub;
  }
}

export async function openReport(browser: Browser, options: ReportPageOptions): Promise<ReportPageUnderTest> {
  const { theme, width = 360, height = 900, zoom = 1 } = options;
  const context = await browser.newContext({
    viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    deviceScaleFactor: options.pixelRatio ?? 1,
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
  });
  context.setDefaultTimeout(5000);
  const page = await context.newPage();
  const html = reportHtml({
    scriptUri: `${origin}/main.js`,
    styleUri: `${origin}/report.css`,
    cspSource: origin,
    nonce: 'bm9uY2UtZm9yLXRlc3Rz',
    title: 'Report',
    lang: 'en',
  });
  const files: Readonly<Record<string, { readonly contentType: string; readonly body: string }>> = {
    '/': { contentType: 'text/html', body: html },
    '/main.js': { contentType: 'text/javascript', body: await pageBundle() },
    '/report.css': { contentType: 'text/css', body: await readFile(path.join(root, 'webview/report.css'), 'utf8') },
  };
  await page.route('**/*', async (route) => {
    const file = files[new URL(route.request().url()).pathname];
    await (file === undefined ? route.abort() : route.fulfill(file));
  });
  // The loader of the tests wraps named functions in a helper that a page does not have.
  await page.addInitScript('globalThis.__name = (value) => value');
  await page.addInitScript(standInForHost, { variables: theme.variables, bodyClass: theme.bodyClass, state: options.state ?? null });
  await page.goto(`${origin}/`);
  const send = async (message: HostMessage): Promise<void> => {
    await page.evaluate((data) => {
      window.postMessage(data, '*');
    }, message);
    // Messages arrive in order: after an echo, the page has handled what was sent before.
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => {
            setTimeout(resolve, 0);
          });
        }),
    );
  };
  return {
    page,
    send,
    show: (model) => send({ type: 'report', model }),
    posted: () => page.evaluate(() => window.stub.posted.splice(0)),
    violations: () => page.evaluate(() => window.stub.violations),
    savedState: () => page.evaluate(() => window.stub.state),
    close: () => context.close(),
  };
}

/** Runs in the page before anything else. */
function standInForHost(given: { variables: Readonly<Record<string, string>>; bodyClass: string; state: unknown }): void {
  const stub: Stub = { posted: [], violations: [], state: given.state };
  window.stub = stub;
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: PageMessage) => stub.posted.push(structuredClone(message)),
      getState: () => stub.state,
      setState: (state: unknown) => {
        stub.state = structuredClone(state);
      },
    }),
  });
  document.addEventListener('securitypolicyviolation', (event) => stub.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
  const dress = (): void => {
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(given.variables)) style.setProperty(name, value);
    style.backgroundColor = 'var(--vscode-sideBar-background)';
    document.body.className = given.bodyClass;
  };
  // As in VS Code, the theme is there before the page's script runs.
  const observer = new MutationObserver(() => {
    if (document.querySelector('body') === null) return;
    observer.disconnect();
    dress();
  });
  observer.observe(document, { childList: true, subtree: true });
}
