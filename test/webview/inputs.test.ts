import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { inputRow, inputs, readyModel, whatIfModel } from './fixtures';
import { useBrowser } from './support/suite';

async function focusedKey(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.key);
}

describe('the inputs table', () => {
  const suite = useBrowser();

  it('shows value, origin and place of each input', async () => {
    const { page } = await suite.open(readyModel);
    const row = async (name: RegExp): Promise<string> =>
      (await page.locator('.inputs').getByRole('row', { name }).first().innerText()).replaceAll(/\s+/g, ' ').trim();
    assert.equal(await row(/^model/), 'model in the code resnet50 · 25.6 M :31');
    assert.equal(await row(/^epochs/), 'epochs argparse 90 :12');
    assert.equal(await row(/^CPU cores/), 'CPU cores assumed 8 set');
  });

  it('says which other values the code holds, and why one is assumed', async () => {
    const { page } = await suite.open(readyModel);
    assert.deepEqual(await page.locator('.inputs .note').allInnerTexts(), [
      'or 10 when args.quick',
      'The median of machines with one RTX 3090.',
    ]);
  });

  it('changes a number in place', async () => {
    const { page, posted } = await suite.open(readyModel);
    await page.getByRole('button', { name: 'Change epochs: 90' }).click();
    await page.getByRole('textbox', { name: 'New value of epochs' }).fill('30');
    await page.keyboard.press('Enter');
    assert.deepEqual(await posted(), [{ type: 'override', key: 'epochs', value: 30 }]);
    assert.equal(await focusedKey(page), 'input epochs');
  });

  it('takes a value over when the field is left', async () => {
    const { page, posted } = await suite.open(readyModel);
    await page.getByRole('button', { name: 'Change batch: 64' }).click();
    await page.getByRole('textbox', { name: 'New value of batch' }).fill('128');
    await page.getByRole('button', { name: 'Export' }).click();
    assert.deepEqual(await posted(), [
      { type: 'override', key: 'batchSizePerDevice', value: 128 },
      { type: 'action', action: 'export' },
    ]);
  });

  it('leaves a value alone on Escape', async () => {
    const { page, posted } = await suite.open(readyModel);
    await page.getByRole('button', { name: 'Change epochs: 90' }).click();
    await page.getByRole('textbox', { name: 'New value of epochs' }).fill('30');
    await page.keyboard.press('Escape');
    assert.deepEqual(await posted(), []);
    assert.equal(await focusedKey(page), 'input epochs');
    assert.equal(await page.getByRole('button', { name: 'Change epochs: 90' }).count(), 1);
  });

  for (const wrong of ['many', '', '-3', '1,000', '1e999']) {
    it(`asks for a number instead of "${wrong}"`, async () => {
      const { page, posted } = await suite.open(readyModel);
      await page.getByRole('button', { name: 'Change epochs: 90' }).click();
      await page.getByRole('textbox', { name: 'New value of epochs' }).fill(wrong);
      await page.keyboard.press('Enter');
      assert.equal(await page.getByRole('alert').innerText(), 'A number, such as 90');
      assert.deepEqual(await posted(), []);
      assert.equal(await focusedKey(page), 'input epochs');
    });
  }

  it('does not ask for the value that is already in force', async () => {
    const { page, posted } = await suite.open(readyModel);
    await page.getByRole('button', { name: 'Change epochs: 90' }).click();
    await page.keyboard.press('Enter');
    assert.deepEqual(await posted(), []);
  });

  it('keeps what is being typed when new figures arrive', async () => {
    const { page, posted, show } = await suite.open(readyModel);
    await page.getByRole('button', { name: 'Change epochs: 90' }).click();
    await page.getByRole('textbox', { name: 'New value of epochs' }).fill('45');
    await show({ ...readyModel, inputs: inputs.map((row) => (row.key === 'cpuCores' ? { ...row, value: 16, display: '16' } : row)) });
    assert.equal(await focusedKey(page), 'input epochs');
    await page.keyboard.press('Enter');
    assert.deepEqual(await posted(), [{ type: 'override', key: 'epochs', value: 45 }]);
  });

  it('changes a choice with the keyboard', async () => {
    const { page, posted } = await suite.open(readyModel);
    await page.getByRole('combobox', { name: 'precision' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.deepEqual(await posted(), [{ type: 'override', key: 'precision', value: 'tf32' }]);
  });

  it('changes a yes or no', async () => {
    const compiled = inputRow({ key: 'compiled', label: 'compiled', value: false, display: 'no', editor: 'choice', choices: [] });
    const { page, posted } = await suite.open({ ...readyModel, inputs: [...inputs, compiled] });
    await page.getByRole('combobox', { name: 'compiled' }).click();
    await page.getByRole('option', { name: 'yes' }).click();
    assert.deepEqual(await posted(), [{ type: 'override', key: 'compiled', value: true }]);
  });

  it('resets one what-if, or all', async () => {
    const { page, posted } = await suite.open(whatIfModel);
    await page.getByRole('button', { name: 'Reset epochs' }).click();
    await page.getByRole('button', { name: 'Reset all' }).click();
    assert.deepEqual(await posted(), [
      { type: 'reset', key: 'epochs' },
      { type: 'action', action: 'resetAll' },
    ]);
  });

  it('shows why the host could not use a value', async () => {
    const problem = 'PUE is 1 or more: the facility uses at least what the machines use.';
    const { page } = await suite.open({ ...readyModel, inputs: inputs.map((row) => (row.key === 'pue' ? { ...row, problem } : row)) });
    assert.equal(await page.getByRole('alert').innerText(), problem);
  });

  it('is reached from the factors of the duration and from what is assumed', async () => {
    const { page } = await suite.open(readyModel);
    await page.getByRole('button', { name: '90 epochs' }).click();
    assert.equal(await focusedKey(page), 'input epochs');
    await page.getByRole('button', { name: '1 assumed' }).click();
    assert.equal(await focusedKey(page), 'input cpuCores');
  });
});
