import assert from 'node:assert/strict';
import axe from 'axe-core';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import type { ReportModel } from '../../src/assess/report-model';
import { allModels, inputs, readyModel, whatIfModel } from './fixtures';
import { useBrowser } from './support/suite';
import { themes } from './support/themes';

const everythingUnfolded = {
  allMeasures: true,
  unfolded: [
    'alternative region/aws-eu-north-1 compare',
    'alternative transfer-learning/resnet50 why',
    'finding train-loop-fp32 null:58:9 why',
  ],
  scrollTop: 0,
};

async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
}

describe('the report for everybody', () => {
  const suite = useBrowser();

  for (const theme of themes) {
    for (const [state, model] of Object.entries(allModels)) {
      it(`has no accessibility violation: ${state}, ${theme.name}`, async () => {
        const { page } = await suite.open(model, { theme, state: everythingUnfolded });
        assert.deepEqual(await axeViolations(page), []);
      });
    }
  }

  it('has no accessibility violation while a value is being changed', async () => {
    const { page } = await suite.open(readyModel);
    await page.getByRole('button', { name: 'Change epochs: 90' }).click();
    await page.getByRole('textbox', { name: 'New value of epochs' }).fill('many');
    await page.keyboard.press('Enter');
    assert.deepEqual(await axeViolations(page), []);
  });

  for (const [state, model] of Object.entries(allModels)) {
    it(`never scrolls sideways from 200 to 600 px: ${state}`, async () => {
      const { page } = await suite.open(model, { state: everythingUnfolded });
      for (const width of [200, 260, 320, 600]) {
        await page.setViewportSize({ width, height: 900 });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `${width} px: ${overflow} px too wide`);
      }
    });
  }

  it('never scrolls sideways at 200 % zoom', async () => {
    const { page } = await suite.open(readyModel, { width: 480, zoom: 2, state: everythingUnfolded });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true);
  });

  it('says the new headline when figures change, and nothing when they do not', async () => {
    const { page, show } = await suite.open(readyModel);
    const said = (): Promise<string> => page.getByRole('status').innerText();
    await show({ ...readyModel, inputs: inputs.slice(1) });
    assert.equal(await said(), '');
    await show(whatIfModel);
    assert.equal((await said()).replaceAll('\u00a0', ' '), 'train.py: 1 h 02 min, 466 Wh, 140 g CO₂e');
  });

  it('can be walked through with Tab, each stop with a visible focus', async () => {
    const { page } = await suite.open(readyModel);
    const stops: string[] = [];
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        const inner = element?.shadowRoot?.activeElement ?? element;
        if (element === null || inner === null || element === document.body) return null;
        const control = element.shadowRoot?.querySelector('.control') ?? inner;
        const isVisible = [inner, control].some((part) => {
          const { outlineStyle, borderTopColor } = getComputedStyle(part);
          return (
            outlineStyle !== 'none' ||
            borderTopColor === getComputedStyle(document.documentElement).getPropertyValue('--vscode-focusBorder')
          );
        });
        return { key: element.dataset.key ?? element.tagName, isVisible };
      });
      if (stop === null) break;
      assert.equal(stop.isVisible || stop.key === 'run' || stop.key === 'input precision', true, `focus on ${stop.key} is visible`);
      stops.push(stop.key);
    }
    assert.equal(stops[0], 'run');
    assert.equal(stops.at(-1), 'export');
    for (const key of ['change-machine', 'factor epochs', 'all-measures', 'input epochs', 'jump epochs', 'set cpuCores', 'method'])
      assert.ok(stops.includes(key), key);
  });

  it('has one heading of the first level and no gap below it', async () => {
    const { page } = await suite.open(readyModel);
    const levels = await page.locator('h1, h2, h3').evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName.slice(1))));
    assert.equal(levels.filter((level) => level === 1).length, 1);
    levels.forEach((level, index) => {
      assert.ok(level <= (levels[index - 1] ?? 0) + 1);
    });
  });

  it('shows no moving ring to those who asked for stillness', async () => {
    const { page } = await suite.open(allModels.loading!, { reducedMotion: true });
    assert.equal(await page.locator('vscode-progress-ring').isVisible(), false);
    assert.equal(await page.getByText('Reading train.py').isVisible(), true);
  });

  it('moves nothing by itself', async () => {
    const { page } = await suite.open(readyModel);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  });
});

describe('hostile texts', () => {
  const suite = useBrowser();
  const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  const model: ReportModel = JSON.parse(
    JSON.stringify(readyModel).replaceAll(/"(train\.py|Ireland|RTX 3090|Fine-tune pretrained ResNet-50|argparse|epochs)"/g, () =>
      JSON.stringify(hostile),
    ),
  ) as ReportModel;

  it('are shown as text', async () => {
    const { page, send } = await suite.open(model, { state: everythingUnfolded });
    await send({ type: 'strings', locale: '"><script>', strings: { energy: hostile } });
    assert.equal(await page.locator('h1').innerText(), hostile);
    assert.equal(await page.locator('.figures th').nth(4).innerText(), hostile);
    assert.equal(await page.locator('main img, main script').count(), 0);
    assert.equal(await page.evaluate(() => 'hacked' in window), false);
  });
});
