import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, applyFix, closeAll, diagnosticOf, none, openPython } from '../support/editor';
import { debugRule, debugSwitch, heavyTraining, loaderRule } from '../support/snippets';

describe('quick fixes', () => {
  afterEach(closeAll);

  it('repair the code, and the diagnostic disappears', async () => {
    const document = await openPython(debugSwitch);
    const { range } = await diagnosticOf(document.uri, debugRule);
    const action = await applyFix(document.uri, range, 'Remove');
    assert.equal(action.isPreferred, true);
    assert.equal(action.kind?.value, vscode.CodeActionKind.QuickFix.value);
    assert.equal(action.command, undefined);
    await none(document.uri, debugRule);
    assert.equal(document.getText(), 'import torch\nloss.backward()\n');
  });

  it('insert a comment that silences the rule on this line', async () => {
    const document = await openPython(debugSwitch);
    const { range } = await diagnosticOf(document.uri, debugRule);
    await applyFix(document.uri, range, 'Ignore');
    await none(document.uri, debugRule);
    assert.equal(document.lineAt(1).text, `torch.autograd.set_detect_anomaly(True)  # joulewise: ignore[${debugRule}]`);
  });

  it('open the page of the rule', async () => {
    const { uri } = await openPython(debugSwitch);
    const { range } = await diagnosticOf(uri, debugRule);
    const page = (await actionsAt(uri, range)).find(({ title }) => title === `Open the page of ${debugRule}`);
    assert.ok(page?.command);
    assert.equal(page.edit, undefined);
  });

  it('that change what the code does are not preferred', async () => {
    const { uri } = await openPython(heavyTraining);
    const { range } = await diagnosticOf(uri, loaderRule);
    const fixes = await actionsAt(uri, range);
    assert.ok(fixes.length > 0);
    assert.deepEqual(
      fixes.filter(({ isPreferred }) => isPreferred),
      [],
    );
  });

  it('are applied together where they are safe, by source.fixAll', async () => {
    const document = await openPython(`${debugSwitch}torch.autograd.set_detect_anomaly(mode=True)\n`);
    await diagnosticOf(document.uri, debugRule);
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const [action, ...others] = await actionsAt(document.uri, whole, vscode.CodeActionKind.SourceFixAll.append('joulewise'));
    assert.ok(action?.edit);
    assert.deepEqual(others, []);
    await vscode.workspace.applyEdit(action.edit);
    await none(document.uri, debugRule);
    assert.equal(document.getText(), 'import torch\nloss.backward()\n');
  });

  it('are offered for the text as it is between two checks', async () => {
    const document = await openPython(debugSwitch);
    const { range } = await diagnosticOf(document.uri, debugRule);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(1, 0), '# one\n# two\n');
    });
    const moved = new vscode.Range(range.start.translate(2), range.end.translate(2));
    await applyFix(document.uri, moved, 'Remove');
    assert.equal(document.getText(), 'import torch\n# one\n# two\nloss.backward()\n');
  });
});
