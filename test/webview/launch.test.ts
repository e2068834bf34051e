import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Page } from 'playwright-core';
import { chosenLaunchModel, launchesModel, readyModel, statedLaunchModel } from './fixtures';
import { useBrowser } from './support/suite';

async function focusedKey(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.key);
}

async function launchesOf(page: Page): Promise<readonly string[]> {
  const texts = await page.locator('.launches > li').allInnerTexts();
  return texts.map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

describe('the launch of the script', () => {
  const suite = useBrowser();

  it('is not spoken of where none was found', async () => {
    const { page } = await suite.open(readyModel);
    assert.equal(await page.getByRole('heading', { name: 'Launch' }).count(), 0);
    assert.equal(await page.getByText('launches found').count(), 0);
  });

  it('is left open at first: each with its place, its processes and its command', async () => {
    const { page } = await suite.open(launchesModel);
    assert.equal(await page.getByText('2 launches found, none chosen').isVisible(), true);
    assert.deepEqual(await launchesOf(page), [
      'scripts/run.sh:3 · 8 processes · 2 nodes · bf16 Use torchrun --nnodes 2 --nproc_per_node 4 train.py --epochs 30 ' +
        '--data /datasets/food-101 --output runs/food-101-resnet50 Asks for 8 × NVIDIA A100 SXM4 80GB Use this hardware',
      '.vscode/launch.json:4 Use python train.py --epochs 5',
      'No launch Use What the code says alone',
    ]);
    assert.deepEqual((await page.locator('.inputs .note').allInnerTexts()).slice(0, 2), [
      'or 30 when launched as scripts/run.sh:3',
      'or 5 when launched as .vscode/launch.json:4',
    ]);
  });

  it('is reached from the head of the report', async () => {
    const { page } = await suite.open(launchesModel);
    await page.getByRole('button', { name: 'Choose a launch' }).click();
    assert.equal(await focusedKey(page), 'launch scripts/run.sh:3');
  });

  it('is chosen, and the focus stays where it can be taken back', async () => {
    const { page, posted, show } = await suite.open(launchesModel);
    const use = page.getByRole('button', { name: 'Use the launch scripts/run.sh:3' });
    await use.focus();
    await page.keyboard.press('Enter');
    await show(chosenLaunchModel);
    assert.equal(await focusedKey(page), 'launch scripts/run.sh:3');
    assert.equal(await page.getByText('Launch: scripts/run.sh:3').isVisible(), true);
    assert.equal(await page.locator('.launches [aria-current=true]').count(), 1);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Use the launch No launch' }).click();
    assert.deepEqual(await posted(), [
      { type: 'useLaunch', launch: 'scripts/run.sh:3' },
      { type: 'action', action: 'resetLaunch' },
      { type: 'useLaunch', launch: 'none' },
    ]);
  });

  it('can be seen where it stands, and written into the script once it is chosen', async () => {
    const { page, posted, show } = await suite.open(launchesModel);
    assert.equal(await page.getByRole('button', { name: 'Write as comment' }).count(), 0);
    await show(chosenLaunchModel);
    await page.getByRole('button', { name: 'Go to scripts/run.sh:3' }).click();
    await page.getByRole('button', { name: 'Write as comment' }).click();
    assert.deepEqual(await posted(), [
      { type: 'jumpToLaunch', launch: 'scripts/run.sh:3' },
      { type: 'action', action: 'writeLaunch' },
    ]);
  });

  it('suggests the hardware that a batch system is asked for, until it is that of the figures', async () => {
    const { page, posted, show } = await suite.open(chosenLaunchModel);
    await page.getByRole('button', { name: 'Use this hardware: 8 × NVIDIA A100 SXM4 80GB' }).click();
    assert.deepEqual(await posted(), [{ type: 'useLaunchHardware', launch: 'scripts/run.sh:3' }]);
    const { estimate } = chosenLaunchModel;
    assert.ok(estimate);
    const machine = { ...estimate.machine, hardware: 'nvidia-a100-sxm4-80gb', count: 8 };
    await show({ ...chosenLaunchModel, estimate: { ...estimate, machine } });
    assert.equal(await page.getByText('Asks for').count(), 0);
  });

  it('gives values that stand in its file', async () => {
    const { page, posted } = await suite.open(chosenLaunchModel);
    await page.getByRole('button', { name: 'Go to run.sh:3' }).click();
    assert.deepEqual(await posted(), [{ type: 'jumpToInput', key: 'epochs' }]);
  });

  it('is what a comment says, the rest behind a search, and a lost choice is told', async () => {
    const { page, posted } = await suite.open(statedLaunchModel);
    const launches = await launchesOf(page);
    assert.equal(launches[0], 'Comment in the script :1 · 4 processes · in use torchrun --nproc_per_node 4 train.py');
    assert.equal(launches.length, 6);
    assert.equal(await page.getByText('The chosen launch is no longer there: python train.py --epochs 9').isVisible(), true);
    await page.getByRole('button', { name: 'Choose among all 8 launches' }).click();
    assert.deepEqual(await posted(), [{ type: 'action', action: 'chooseLaunch' }]);
  });

  it('says of an input that nothing else decides what each launch gives', async () => {
    const [epochs] = launchesModel.inputs.filter(({ key }) => key === 'epochs');
    assert.ok(epochs);
    const open = { ...epochs, value: null, display: '', origin: 'unknown' as const };
    const { page } = await suite.open({ ...launchesModel, inputs: [open] });
    assert.equal(await page.locator('.inputs .note').first().innerText(), '30 when launched as scripts/run.sh:3');
  });
});
