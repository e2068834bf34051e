import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/editor/contributions';
import { closeAll, diagnosticOf, found, joulewise, none, openPython, rulesOf, until } from '../support/editor';
import { debugRule, debugSwitch } from '../support/snippets';

async function writeFile(path: string, text: string): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, path);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

describe('the options of a project', () => {
  afterEach(closeAll);

  it('decide which rules run, and are read again when they change', async () => {
    await joulewise();
    await writeFile('options/joulewise.toml', '[rules]\ndebug-mode-left-on = "off"\n');
    const script = await writeFile('options/train.py', debugSwitch);
    await vscode.window.showTextDocument(script);
    await none(script, debugRule);
    await writeFile('options/joulewise.toml', '[rules]\ndebug-mode-left-on = "information"\n');
    const { severity } = await diagnosticOf(script, debugRule);
    assert.equal(severity, vscode.DiagnosticSeverity.Information);
  });

  it('that cannot be right are underlined in their own file, while it is written', async () => {
    await joulewise();
    const file = await writeFile('broken/joulewise.toml', 'levle = "hint"\nhardware = "A1000000"\n');
    const document = await vscode.workspace.openTextDocument(file);
    const editor = await vscode.window.showTextDocument(document);
    const [first, second] = await until('two problems', () => (found(file).length === 2 ? found(file) : undefined));
    assert.deepEqual([document.getText(first?.range), document.getText(second?.range)], ['levle', '"A1000000"']);
    await editor.edit((edit) => {
      edit.replace(new vscode.Range(0, 0, 2, 0), 'level = "hint"\n');
    });
    await until('no problem', () => found(file).length === 0);
  });

  it('show comments that silence nothing at the level hint, with a fix', async () => {
    await joulewise();
    await writeFile('hints/joulewise.toml', 'level = "hint"\n');
    const script = await writeFile('hints/train.py', 'import torch\nx = 1  # joulewise: ignore[step-host-sync]\n');
    await vscode.window.showTextDocument(script);
    await until('the hint', () => rulesOf(script).includes('unused-suppression'));
  });
});

describe('an explanation', () => {
  afterEach(closeAll);

  it('opens beside the script, for the line of the cursor', async () => {
    const document = await openPython(debugSwitch);
    await diagnosticOf(document.uri, debugRule);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand(commands.explainLine);
    const shown = await until('the explanation', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'joulewise-explanation'),
    );
    assert.match(shown.getText(), /\ncall torch\.autograd\.set_detect_anomaly\(…\) is torch\.autograd\.set_detect_anomaly\n/);
    assert.match(shown.getText(), /\ndebug-mode-left-on speaks \(warning/);
  });
});
