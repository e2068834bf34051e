import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/contributions';
import { closeAll, diagnosticOf, found, joulewise, none, until } from '../support/editor';
import { debugRule, debugSwitch } from '../support/snippets';

async function writeFile(path: string, text: string): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

describe('checking the workspace', () => {
  afterEach(closeAll);

  it('finds patterns in files that are not open, without those that .gitignore leaves out', async () => {
    await joulewise();
    const closed = await writeFile('closed/train.py', debugSwitch);
    const ignored = await writeFile('closed/scratch/train.py', debugSwitch);
    await writeFile('closed/.gitignore', 'scratch/\n');
    void vscode.commands.executeCommand(commands.checkWorkspace);
    await diagnosticOf(closed, debugRule);
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.deepEqual(found(ignored), []);
    await vscode.workspace.fs.delete(closed);
    await none(closed, debugRule);
  });

  it('reads notebooks too, and names the cell', async () => {
    const cell = { cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source: debugSwitch };
    const notebook = await writeFile('closed.ipynb', JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] }));
    void vscode.commands.executeCommand(commands.checkWorkspace);
    const { message } = await until('the finding of the notebook', () => found(notebook)[0]);
    assert.match(message, /^Cell 1, line 2: /);
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});

describe('a module of the workspace', () => {
  afterEach(closeAll);

  it('is read by the script that imports it, and again when it changes', async () => {
    await joulewise();
    const module = await writeFile('imported/speed.py', 'STRICT = True\n');
    const script = await writeFile(
      'imported/train.py',
      'import torch\nfrom speed import STRICT\ntorch.autograd.set_detect_anomaly(STRICT)\nloss.backward()\n',
    );
    await vscode.window.showTextDocument(script);
    await diagnosticOf(script, debugRule);
    await writeFile('imported/speed.py', 'STRICT = False\n');
    await none(script, debugRule);
    await vscode.workspace.fs.delete(module);
  });
});
