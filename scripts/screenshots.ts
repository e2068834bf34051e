/** Renews the pictures of the README: `npm run screenshots`. Every figure in them comes out of the product. */
import path from 'node:path';
import { openWorkbench, type Theme, type Workbench } from '../test/support/workbench';
import { build } from './build.mjs';
import { main, root } from './process.mjs';

const pictures = path.join(root, 'media', 'screenshots');
const script = 'chest_xray.py';
const notebook = 'skin_lesions.ipynb';
const sideBarWidth = 380;

const settings = {
  'joulewise.hardware': 'RTX 3090',
  'joulewise.region': 'eu-west-1',
  'joulewise.electricityPricePerKwh': 0.3,
  'joulewise.currency': 'EUR',
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'breadcrumbs.enabled': false,
};

function open(theme: Theme, size: { readonly width: number; readonly height: number }, scale: number): Promise<Workbench> {
  return openWorkbench({ folder: path.join(root, 'examples'), theme, settings, size, scale });
}

/** Opens a file with its report beside it. */
async function showReport(workbench: Workbench, file: string): Promise<void> {
  await workbench.openFile(file);
  await workbench.runCommand('Joulewise: Open Report');
  await workbench.widenSideBar(sideBarWidth);
  await settled(workbench, file);
}

/** Findings, figures and fonts come one after the other. */
async function settled(workbench: Workbench, file: string): Promise<void> {
  await workbench.webview().locator('.file', { hasText: file }).waitFor();
  await workbench.webview().locator('.duration').waitFor();
  await workbench.page.locator('.view-line:visible').first().waitFor();
  await workbench.page.waitForTimeout(1500);
}

/** The window without its title bar, which speaks of a development host. */
async function pictureBelowTitle({ page }: Workbench, name: string): Promise<void> {
  const title = await page.locator('.part.titlebar').boundingBox();
  const top = title === null ? 0 : title.y + title.height;
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.screenshot({ path: path.join(pictures, name), clip: { x: 0, y: top, width, height: height - top } });
}

async function editorAndNotebook(): Promise<void> {
  const workbench = await open('dark', { width: 1360, height: 840 }, 1);
  try {
    await showReport(workbench, script);
    await workbench.goTo(55, 9);
    await workbench.squiggles().first().waitFor();
    await pictureBelowTitle(workbench, 'editor.png');

    await workbench.openFile(notebook);
    await settled(workbench, notebook);
    await workbench.webview().locator('.measure-place a, .measure-place button').first().click();
    await settled(workbench, notebook);
    await pictureBelowTitle(workbench, 'notebook.png');
  } finally {
    await workbench.close();
  }
}

async function reports(): Promise<void> {
  const workbench = await open('dark', { width: 900, height: 960 }, 2);
  try {
    await showReport(workbench, script);
    for (const [theme, name] of [
      ['dark', 'report'],
      ['light', 'report-light'],
      ['high-contrast', 'report-high-contrast'],
    ] as const) {
      if (theme !== 'dark') {
        await workbench.setTheme(theme);
        await showReport(workbench, script);
      }
      await workbench.screenshot(path.join(pictures, `${name}.png`), '.part.sidebar');
    }
  } finally {
    await workbench.close();
  }
}

void main(async () => {
  await build({ production: true });
  await editorAndNotebook();
  await reports();
  return 0;
});
