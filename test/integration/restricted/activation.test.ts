import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { applyFix, closeAll, diagnosticOf, joulewise, none, openNotebook, openPython } from '../support/editor';
import { debugRule, debugSwitch } from '../support/snippets';

describe('restricted mode', () => {
  afterEach(closeAll);

  it('is on', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('lets the extension activate', async () => {
    assert.equal((await joulewise()).version, 1);
  });

  it('lets a script be checked and repaired: reading code never runs code', async () => {
    const document = await openPython(debugSwitch);
    const { range } = await diagnosticOf(document.uri, debugRule);
    await applyFix(document.uri, range, 'Remove');
    await none(document.uri, debugRule);
  });

  it('lets a notebook be checked', async () => {
    const notebook = await openNotebook(debugSwitch);
    await diagnosticOf(notebook.cellAt(0).document.uri, debugRule);
  });
});
