import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/contributions';
import { closeAll, diagnosticOf, found, joulewise, none, until } from '../support/editor';
import { debugRule, debugSwitch } from '../support/snippets';

describe('checking the workspace', () => {
  afterEach(closeAll);

  const write = async (path: string, text: string): Promise<vscode.Uri> => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, path);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  };

  it('finds patterns in files that are not open, without those that .gitignore leaves out', async () => {
    await joulewise();
    const closed = await write('closed/train.py', debugSwitch);
    const ignored = await write('closed/scratch/train.py', debugSwitch);
    await write('closed/.gitignore', 'scratch/\n');
    void vscode.commands.executeCommand(commands.checkWorkspace);
    await diagnosticOf(closed, debugRule);
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.deepEqual(found(ignored), []);
    await vscode.workspace.fs.delete(closed);
    await none(closed, debugRule);
  });

  it('reads notebooks too, and names the cell', async () => {
    const cell = { cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source: debugSwitch };
    const notebook = await write('closed.ipynb', JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] }));
    void vscode.commands.executeCommand(commands.checkWorkspace);
    const { message } = await until('the finding of the notebook', () => found(notebook)[0]);
    assert.match(message, /^Cell 1, line 2: /);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
