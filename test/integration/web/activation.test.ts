import assert from 'node:assert/strict';
import { applyFix, closeAll, diagnosticOf, joulewise, none, openNotebook, openPython, until, withSettings } from '../support/editor';
import { debugRule, debugSwitch, training } from '../support/snippets';

describe('web-worker host', () => {
  afterEach(closeAll);

  it('has no Node', () => {
    assert.equal(typeof process, 'undefined');
  });

  it('activates the extension', async () => {
    assert.equal((await joulewise()).version, 1);
  });

  it('checks and repairs a script', async () => {
    const document = await openPython(debugSwitch);
    const { range } = await diagnosticOf(document.uri, debugRule);
    await applyFix(document.uri, range, 'Remove');
    await none(document.uri, debugRule);
  });

  it('checks a notebook', async () => {
    const notebook = await openNotebook(debugSwitch);
    await diagnosticOf(notebook.cellAt(0).document.uri, debugRule);
  });

  it('estimates a footprint', async () => {
    const { statusText } = await joulewise();
    await withSettings({ hardware: 'A100', region: 'us-east-1' }, async () => {
      await openPython(training);
      await until('the figure', () => statusText()?.includes('Wh') === true);
    });
  });
});
