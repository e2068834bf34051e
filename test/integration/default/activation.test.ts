import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/contributions';
import { joulewise } from '../support/editor';

describe('extension', () => {
  it('is found and activates', async () => {
    assert.equal((await joulewise()).version, 1);
  });

  it('registers the commands of the manifest, and no other', async () => {
    await joulewise();
    const registered = await vscode.commands.getCommands(true);
    // Each view brings commands of its own, such as `joulewise.report.focus`.
    const ours = registered.filter((command) => /^joulewise\.\w+$/.test(command));
    assert.deepEqual(ours.sort(), Object.values(commands).sort());
  });
});
