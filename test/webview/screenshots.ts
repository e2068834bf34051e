/**
 * Pictures of the report in every state and theme, for looking at.
 *   npx tsx test/webview/screenshots.ts FOLDER [NAME-PART]
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ReportModel } from '../../src/assess/report-model';
import { allModels, readyModel } from './fixtures';
import { launchBrowser, openReport } from './support/report-page';
import { themes } from './support/themes';

interface Picture {
  readonly name: string;
  readonly model: ReportModel;
  readonly theme: (typeof themes)[number];
  readonly width: number;
  readonly state?: unknown;
}

const everythingUnfolded = {
  allMeasures: true,
  unfolded: [
    'alternative region/aws-eu-north-1 compare',
    'alternative transfer-learning/resnet50 why',
    'finding train-loop-fp32 null:58:9 why',
  ],
  scrollTop: 0,
};

function pictures(): Picture[] {
  const byTheme = themes.flatMap((theme) =>
    [360].map((width) => ({ name: `forecast ${theme.name} ${String(width)}`, model: readyModel, theme, width })),
  );
  const theme = themes[0]!;
  const byWidth = [200, 260, 300, 500, 600].map((width) => ({
    name: `forecast ${theme.name} ${String(width)}`,
    model: readyModel,
    theme,
    width,
  }));
  const byState = Object.entries(allModels).flatMap(([state, model]) =>
    themes.slice(0, 2).map((each) => ({ name: `${state} ${each.name} 340`, model, theme: each, width: 340 })),
  );
  const unfolded = themes.map((each) => ({
    name: `unfolded ${each.name} 340`,
    model: readyModel,
    theme: each,
    width: 340,
    state: everythingUnfolded,
  }));
  return [...byTheme, ...byWidth, ...byState, ...unfolded];
}

async function main(folder: string, part: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const browser = await launchBrowser();
  for (const picture of pictures().filter(({ name }) => name.includes(part))) {
    const report = await openReport(browser, { theme: picture.theme, width: picture.width, pixelRatio: 2, state: picture.state });
    await report.show(picture.model);
    await report.page.screenshot({ path: path.join(folder, `${picture.name.replaceAll(' ', '-')}.png`), fullPage: true });
    await report.close();
  }
  await browser.close();
}

void main(process.argv[2] ?? 'out/screenshots', process.argv[3] ?? '');
