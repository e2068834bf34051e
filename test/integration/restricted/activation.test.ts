import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('extension', () => {
  it('is found and activates', async () => {
    const extension = vscode.extensions.getExtension('joulewise.joulewise');
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});

describe('restricted mode', () => {
  it('is on', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });
});
