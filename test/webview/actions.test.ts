import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { PageMessage } from '../../src/protocol/messages';
import { fp32Finding, noHardwareModel, readyModel, whatIfModel } from './fixtures';
import { useBrowser } from './support/suite';

const finding = { rule: fp32Finding.rule, line: 58, column: 9, cell: null };
const allMeasures = { allMeasures: true, unfolded: [], scrollTop: 0 };

describe('what the page asks of the host', () => {
  const suite = useBrowser();

  const clicks: readonly (readonly [what: string, name: string | RegExp, message: PageMessage])[] = [
    ['the machine', 'Change hardware', { type: 'action', action: 'chooseHardware' }],
    ['the fix of a finding', 'Edit code: Run the step under autocast', { type: 'applyFix', finding, fix: 0 }],
    ['the preview of a fix', 'Preview: Run the step under autocast', { type: 'previewFix', finding, fix: 0 }],
    [
      'the place of a finding',
      'Go to line 66',
      { type: 'jumpToFinding', finding: { rule: 'step-host-sync', line: 66, column: 9, cell: null } },
    ],
    [
      'an alternative that edits code',
      'Edit code: Fine-tune pretrained ResNet-50',
      { type: 'applyAlternative', id: 'transfer-learning/resnet50' },
    ],
    [
      'the preview of an alternative',
      'Preview: Fine-tune pretrained ResNet-50',
      { type: 'previewAlternative', id: 'transfer-learning/resnet50' },
    ],
    [
      'an alternative of the launch',
      'Change launch: A10G in Stockholm (g5.xlarge)',
      { type: 'applyAlternative', id: 'region/aws-eu-north-1' },
    ],
    ['the place of an input', 'Go to line 31', { type: 'jumpToInput', key: 'model' }],
    ['an input that the host picks', 'Change region: Ireland', { type: 'pickInput', key: 'region' }],
    ['a pinned variant', 'Pin variant', { type: 'action', action: 'pin' }],
    ['the method', 'How this is computed', { type: 'action', action: 'openMethod' }],
    ['the exports', 'Export', { type: 'action', action: 'export' }],
  ];
  for (const [what, name, message] of clicks) {
    it(`asks for ${what}`, async () => {
      const { page, posted } = await suite.open(readyModel, { state: allMeasures });
      await page.getByRole('button', { name, exact: true }).click();
      assert.deepEqual(await posted(), [message]);
    });
  }

  it('asks for another run', async () => {
    const { page, posted } = await suite.open(readyModel);
    await page.getByRole('combobox', { name: 'Run of the script' }).click();
    await page.getByRole('option', { name: 'run 2 of 2' }).click();
    assert.deepEqual(await posted(), [{ type: 'selectRun', index: 1 }]);
  });

  it('asks for a typical machine', async () => {
    const { page, posted } = await suite.open(noHardwareModel);
    await page.getByRole('button', { name: 'Use T4 (Colab)' }).click();
    assert.deepEqual(await posted(), [{ type: 'useHardware', hardware: 'nvidia-t4' }]);
  });

  it('asks for the model when it starts, and for nothing else', async () => {
    const report = await suite.open(readyModel);
    await report.page.reload();
    assert.deepEqual(await report.posted(), [{ type: 'action', action: 'ready' }]);
  });

  it('tells the host of a message that it does not understand, and goes on', async () => {
    const report = await suite.open(readyModel);
    await report.page.evaluate(() => {
      window.postMessage({ type: 'report', model: { state: 'unheard of' } }, '*');
    });
    await report.show(whatIfModel);
    const [message] = await report.posted();
    assert.equal(message!.type, 'fault');
    assert.equal(await report.page.locator('.tag').innerText(), 'what-if');
  });
});

describe('measures', () => {
  const suite = useBrowser();

  it('show the best three, then all', async () => {
    const { page, savedState } = await suite.open(readyModel);
    assert.deepEqual(await page.locator('h3').allInnerTexts(), [
      'A10G in Stockholm (g5.xlarge)',
      'Fine-tune pretrained ResNet-50',
      'A GPU training loop in plain float32 :58',
    ]);
    await page.getByRole('button', { name: 'All 6 ways to cut it' }).click();
    assert.equal(await page.locator('h3').count(), 6);
    assert.deepEqual(await savedState(), allMeasures);
  });

  it('say what they save, in what, and how sure that is', async () => {
    const { page } = await suite.open(readyModel, { state: allMeasures });
    const savings = (await page.locator('.saving').allInnerTexts()).map((text) => text.replaceAll('\u00a0', ' '));
    assert.deepEqual(savings.slice(2), ['−41 % energy [−30 … −48]', '−49 % energy [−42 … −54]', 'up to −30 % energy']);
  });

  it('unfold a comparison and their source, and keep them unfolded', async () => {
    const { page, savedState } = await suite.open(readyModel);
    await page.getByRole('button', { name: 'Compare: A10G in Stockholm (g5.xlarge)' }).click();
    await page.getByRole('button', { name: 'Why: Fine-tune pretrained ResNet-50' }).click();
    const carbon = await page
      .getByRole('table', { name: 'Now and with: A10G in Stockholm (g5.xlarge)' })
      .getByRole('row', { name: /^Carbon/ })
      .innerText();
    assert.match(carbon.replaceAll(/\s+/g, ' '), /Carbon 420 g CO₂e 277 – 638 21\.7 g CO₂e 14 – 33 −95 %/);
    assert.equal(await page.locator('.why vscode-link').getAttribute('href'), 'https://arxiv.org/abs/1805.08974');
    assert.deepEqual(((await savedState()) as { unfolded: string[] }).unfolded, [
      'alternative region/aws-eu-north-1 compare',
      'alternative transfer-learning/resnet50 why',
    ]);
  });

  it('make no link of a source that leads elsewhere than to the web', async () => {
    const source = 'javascript:alert(1) http://plain.example';
    const measures = readyModel.measures.map((measure) =>
      measure.kind === 'alternative' ? { ...measure, alternative: { ...measure.alternative, source } } : measure,
    );
    const { page, posted } = await suite.open({ ...readyModel, measures });
    await page.getByRole('button', { name: 'Why: Fine-tune pretrained ResNet-50' }).click();
    assert.equal(await page.locator('main a, vscode-link').count(), 0);
    await page.getByRole('button', { name: 'Open source' }).click();
    assert.deepEqual(await posted(), [{ type: 'openSource', id: 'transfer-learning/resnet50' }]);
  });

  it('offer no verb for a finding without a fix', async () => {
    const { page } = await suite.open(readyModel, { state: allMeasures });
    assert.equal(await page.locator('.measure').last().locator('vscode-button').count(), 0);
  });
});
