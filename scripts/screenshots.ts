/** Renews the pictures of the README: `npm run screenshots`. Every figure in them comes out of the product. */
import path from 'node:path';
import { openWorkbench, themes, type Theme } from '../test/support/workbench';
import { build } from './build.mjs';
import { main, root } from './process.mjs';

const pictures = path.join(root, 'docs', 'images');
const script = 'pest_classifier.py';

void main(async () => {
  await build({ production: true });
  const workbench = await openWorkbench({
    folder: path.join(root, 'examples'),
    theme: 'light',
    size: { width: 1280, height: 800 },
    scale: 2,
    settings: {
      'joulewise.hardware': 'A100',
      'joulewise.region': 'eu-central-1',
      'workbench.sideBar.location': 'right',
      'editor.minimap.enabled': false,
    },
  });
  try {
    await workbench.openFile(script);
    await workbench.runCommand('Joulewise: Open Report');
    for (const theme of Object.keys(themes) as Theme[]) {
      await workbench.setTheme(theme);
      await workbench.webview().locator('[data-state="ready"]').waitFor();
      await workbench.squiggles().first().waitFor();
      await workbench.screenshot(path.join(pictures, `report-${theme}.png`));
    }
  } finally {
    await workbench.close();
  }
  return 0;
});
