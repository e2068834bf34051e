import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { emptyModels, estimate, noHardwareModel, problemModel, readyModel, whatIfModel } from './fixtures';
import { useBrowser } from './support/suite';

async function textOf(page: Page, selector: string): Promise<string> {
  return (await page.locator(selector).first().innerText()).replaceAll(/\s+/g, ' ').trim();
}

async function rowsOf(page: Page, table: string): Promise<string[][]> {
  const rows = await page.locator(`${table} tbody tr`).all();
  return Promise.all(
    rows.map(async (row) => (await row.locator('th, td').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())),
  );
}

describe('the figures of the report', () => {
  const suite = useBrowser();

  it('answer how long, how much and whether it fits, each with its range', async () => {
    const { page } = await suite.open(readyModel);
    assert.equal(await textOf(page, '.duration'), '3 h 05 min');
    assert.equal(await textOf(page, '.range-caption'), '8 of 10 runs take 2 h 06 min – 4 h 36 min');
    assert.deepEqual(await rowsOf(page, '.figures'), [
      ['Energy', '1.39', 'kWh', '0.9 – 2.1'],
      ['Carbon', '420', 'g CO₂e', '277 – 638'],
      ['Embodied · counted apart', '34.5', 'g CO₂e', '23 – 51'],
      ['Cost', '0.42', 'EUR', '0.29 – 0.62'],
      ['GPU memory · fits', '17', 'of 24 GiB', '14 – 20'],
    ]);
  });

  it('say for which file, run, machine and grid they hold', async () => {
    const { page } = await suite.open(readyModel);
    assert.equal(await textOf(page, 'h1'), 'train.py');
    assert.equal(await textOf(page, '.machine-line p'), '1 × RTX 3090 · Ireland · PUE 1.20');
    assert.equal(await textOf(page, '.tag'), 'forecast');
    assert.match(
      await textOf(page, 'footer'),
      /Modelled before the run, not measured\. Grid 301 g\/kWh, Ireland, 2025, lifecycle\. Source: Electricity Maps/,
    );
  });

  it('draw the range on a scale from zero', async () => {
    const { page } = await suite.open(readyModel);
    const { p10, p50, p90 } = estimate.durationHours;
    const [bar, span, tick] = await Promise.all(
      ['.range-bar', '.range-span', '.range-tick'].map((part) => page.locator(part).boundingBox()),
    );
    const position = (x: number): number => (x - bar!.x) / bar!.width;
    assert.ok(Math.abs(position(span!.x) / position(span!.x + span!.width) - p10 / p90) < 0.01);
    assert.ok(Math.abs(position(tick!.x + 1) / position(span!.x + span!.width) - p50 / p90) < 0.01);
  });

  it('name how the duration comes about', async () => {
    const { page } = await suite.open(readyModel);
    assert.equal(await textOf(page, '.arithmetic'), '90 epochs × 1,184 steps × 0.104 seconds per step + 18 s start-up · 1 assumed');
  });

  it('share the energy out to 100 percent, as a bar and as a table', async () => {
    const { page } = await suite.open(readyModel);
    assert.deepEqual(await rowsOf(page, '.breakdown-table'), [
      ['Accelerators', '0.98 kWh', '0.6 – 1.5', '70 %'],
      ['CPU', '0.14 kWh', '0.09 – 0.21', '10 %'],
      ['Memory', '0.04 kWh', '0.03 – 0.07', '3 %'],
      ['Facility', '0.23 kWh', '0.15 – 0.35', '17 %'],
    ]);
    const widths = await Promise.all((await page.locator('.segment').all()).map(async (segment) => (await segment.boundingBox())!.width));
    assert.ok(Math.abs(widths[0]! / widths.reduce((sum, width) => sum + width) - 0.7) < 0.01);
  });

  it('follow the language of the reader', async () => {
    const { page, send } = await suite.open(readyModel);
    await send({ type: 'strings', locale: 'de', strings: { energy: 'Energie' } });
    assert.deepEqual((await rowsOf(page, '.figures'))[0], ['Energie', '1,39', 'kWh', '0,9 – 2,1']);
  });

  it('are held against the code as written in a what-if', async () => {
    const { page } = await suite.open(whatIfModel);
    assert.equal(await textOf(page, '.tag'), 'what-if');
    assert.equal(await textOf(page, '.compared'), '−67 % carbon against the code as written (420 g CO₂e)');
    assert.equal(await page.locator('.range-tick.was').count(), 1);
  });
});

describe('the report without one figure', () => {
  const suite = useBrowser();

  it('puts typical machines side by side where no hardware is chosen', async () => {
    const { page } = await suite.open(noHardwareModel);
    assert.deepEqual(await page.locator('.typical .machine').allInnerTexts(), ['RTX 4060', 'T4 (Colab)', 'A100 80 GB', 'H100']);
    assert.match(await textOf(page, '.typical tbody'), /RTX 4060 · does not fit Use 5 h 04 min .* 1\.03 kWh .* 309 g CO₂e/);
    assert.equal(await page.locator('.duration').count(), 0);
  });

  it('says what is missing for a forecast', async () => {
    const { page, posted } = await suite.open(problemModel);
    assert.match(await textOf(page, '.section-no-forecast'), /cannot be read from the code\. Missing: epochs, training samples/);
    await page.getByRole('button', { name: 'Fill in' }).click();
    assert.deepEqual(await posted(), [{ type: 'action', action: 'estimate' }]);
  });

  const texts: Readonly<Record<string, RegExp>> = {
    'no editor': /^Open a training script/,
    'not Python': /^README\.md is not Python\./,
    'no training': /^No training found in features\.py\..*Costly patterns Batches are loaded in the training process/i,
    loading: /^Reading train\.py$/,
    error: /^train\.py The report cannot be shown: The parser could not be loaded\. Show Log$/,
  };
  for (const [state, text] of Object.entries(texts)) {
    it(`is clear about: ${state}`, async () => {
      const { page } = await suite.open(emptyModels[state]!);
      assert.match(await textOf(page, 'main'), text);
    });
  }

  it('goes from one state to another', async () => {
    const { page, show } = await suite.open(emptyModels['no editor']!);
    await show(readyModel);
    assert.equal(await textOf(page, '.duration'), '3 h 05 min');
    await show(emptyModels['not Python']!);
    assert.equal(await page.locator('.duration').count(), 0);
  });
});
