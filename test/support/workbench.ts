/** A VS Code window with Joulewise in it, driven from outside as a person would drive it: for pictures and for end-to-end checks. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright-core';
import { root } from '../../scripts/process.mjs';
import { startServer } from '../../scripts/server.mjs';
import { provideBrowser } from '../../scripts/setup.mjs';

export const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
} as const;

export type Theme = keyof typeof themes;

export interface WorkbenchOptions {
  /** Folder or `.code-workspace` file to open. */
  readonly folder: string;
  readonly theme?: Theme;
  /** User settings, e.g. `{ 'joulewise.hardware': 'A100' }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly size?: { readonly width: number; readonly height: number };
  /** Pixels of the picture per pixel of the page. */
  readonly scale?: number;
  /** An address that `npm start` printed, instead of a server of our own. */
  readonly address?: string;
}

/** Starts a server and a browser; `dist/` must be built. Close it in a `finally`. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const server =
    options.address === undefined
      ? await startServer({ driven: true, settings: settingsOf(options.theme ?? 'dark', options.settings) })
      : undefined;
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: await provideBrowser(), args: ['--no-sandbox'] });
    const page = await browser.newPage({ viewport: options.size ?? { width: 1280, height: 800 }, deviceScaleFactor: options.scale ?? 1 });
    await page.goto(server === undefined ? (options.address ?? '') : addressOf(server.address, options.folder));
    const workbench = new Workbench(page, options, server?.dataFolder, async () => {
      await browser?.close();
      await server?.stop();
    });
    await workbench.restored();
    return workbench;
  } catch (error) {
    await browser?.close();
    await server?.stop();
    throw error;
  }
}

function addressOf(server: string, folder: string): string {
  const address = new URL(server);
  address.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(folder));
  const payload = [
    ['extensionDevelopmentPath', `vscode-remote://${address.host}${root}`],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}

function settingsOf(theme: Theme, more: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, unknown>> {
  return { 'workbench.colorTheme': themes[theme], 'window.autoDetectColorScheme': false, ...more };
}

export class Workbench {
  constructor(
    readonly page: Page,
    private readonly options: WorkbenchOptions,
    private readonly dataFolder: string | undefined,
    readonly close: () => Promise<void>,
  ) {}

  /** Waits until the window is there. */
  async restored(): Promise<void> {
    // The problems count of the status bar is among the last parts to come.
    await this.page.locator('.statusbar-item[id="status.problems"]').waitFor();
  }

  /** Opens a file of the workspace by the end of its path. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    await this.pick(name, path.basename(name));
    await this.page.locator(`.tab.active[data-resource-name="${path.basename(name)}"]`).waitFor();
  }

  /** Runs a command by its title, as the palette shows it: "Joulewise: Estimate Footprint". */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.pick(`>${title}`, title);
  }

  /** Types into the quick input, waits until its first entry shows `expected`, and takes it. */
  async pick(text: string, expected: string = text): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    await widget.locator('input[type="text"]').fill(text);
    await widget.locator('.monaco-list-row', { hasText: expected }).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Puts the cursor of the active editor on a 1-based line and column. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+g');
    await this.pick(`:${String(line)}:${String(column)}`, `line ${String(line)} at column ${String(column)}`);
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** The squiggles in the visible part of the active editor. */
  squiggles(): ReturnType<Page['locator']> {
    return this.page.locator(
      '.editor-instance .squiggly-error, .editor-instance .squiggly-warning, .editor-instance .squiggly-info, .editor-instance .squiggly-hint',
    );
  }

  /** The document inside the nth webview that is shown. A locator, not a frame: reloads replace the frame. */
  webview(index = 0): FrameLocator {
    return this.page.locator('iframe.webview.ready').nth(index).contentFrame().locator('#active-frame').contentFrame();
  }

  /** Drags the edge of the side bar until it is this wide. */
  async widenSideBar(width: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (box === null) {
      throw new Error('The side bar is not shown.');
    }
    const { mouse } = this.page;
    const middle = box.y + box.height / 2;
    await mouse.move(box.x + box.width, middle);
    await mouse.down();
    await mouse.move(box.x + width, middle, { steps: 5 });
    await mouse.up();
    // Away from the edge, which is highlighted under the mouse.
    await mouse.move(box.x + 2 * width, box.y + box.height - 60);
  }

  /** Changes the colours of a window with a server of its own; the window reloads. */
  async setTheme(theme: Theme): Promise<void> {
    if (this.dataFolder === undefined) {
      throw new Error('The theme of a server that somebody else started is theirs.');
    }
    const file = path.join(this.dataFolder, 'data', 'User', 'settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(file, JSON.stringify({ ...settings, ...settingsOf(theme, this.options.settings) }));
    await this.page.reload();
    await this.restored();
  }

  /** A picture of the window, or of one part of it. */
  async screenshot(file: string, part?: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await (part === undefined ? this.page.screenshot({ path: file }) : this.page.locator(part).first().screenshot({ path: file }));
  }
}
