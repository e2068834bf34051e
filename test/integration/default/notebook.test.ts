import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, applyFix, checked, closeAll, diagnosticOf, found, none, openNotebook, openNotebookOf } from '../support/editor';
import { debugRule } from '../support/snippets';

describe('notebook', () => {
  afterEach(closeAll);

  const imports = '%matplotlib inline\nimport torch\nloss.backward()\n';
  const anomaly = 'x = 1\ntorch.autograd.set_detect_anomaly(True)';

  it('has its diagnostics on the cell, with names of earlier cells', async () => {
    const notebook = await openNotebook(imports, anomaly);
    const { document } = notebook.cellAt(1);
    const { range } = await diagnosticOf(document.uri, debugRule);
    assert.equal(document.getText(range), 'True');
    assert.equal(range.start.line, 1);
    assert.deepEqual(found(notebook.cellAt(0).document.uri), []);
  });

  it('is repaired inside the cell', async () => {
    const notebook = await openNotebook(imports, anomaly);
    const { document } = notebook.cellAt(1);
    const { range } = await diagnosticOf(document.uri, debugRule);
    const { edit } = await applyFix(document.uri, range, 'Remove');
    assert.deepEqual(
      edit?.entries().map(([uri]) => uri.toString()),
      [document.uri.toString()],
    );
    await none(document.uri, debugRule);
    assert.equal(notebook.cellAt(0).document.getText(), imports);
  });

  it('is repaired as a whole, each cell for itself, by notebook.source.fixAll', async () => {
    const notebook = await openNotebook(imports, anomaly, 'y = 2', anomaly);
    const cells = notebook.getCells().map(({ document }) => document);
    await diagnosticOf(cells[3]!.uri, debugRule);
    const whole = new vscode.Range(0, 0, 1, 0);
    const [one] = await actionsAt(cells[1]!.uri, whole, vscode.CodeActionKind.SourceFixAll.append('joulewise'));
    assert.deepEqual(
      one?.edit?.entries().map(([uri]) => uri.toString()),
      [cells[1]!.uri.toString()],
    );
    const [all] = await actionsAt(cells[0]!.uri, whole, vscode.CodeActionKind.Notebook.append('source.fixAll.joulewise'));
    assert.ok(all?.edit);
    await vscode.workspace.applyEdit(all.edit);
    assert.deepEqual(
      cells.map((document) => document.getText()),
      [imports, 'x = 1\n', 'y = 2', 'x = 1\n'],
    );
  });

  it('is checked anew when a cell is deleted', async () => {
    const notebook = await openNotebook(imports, anomaly);
    const { uri } = notebook.cellAt(1).document;
    await diagnosticOf(uri, debugRule);
    const change = new vscode.WorkspaceEdit();
    change.set(notebook.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(1, 2))]);
    await vscode.workspace.applyEdit(change);
    await none(uri, debugRule);
  });

  it('is left alone where a cell is Markdown or another language', async () => {
    const notebook = await openNotebookOf(
      { cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source: imports },
      { cell_type: 'markdown', metadata: {}, source: anomaly },
      { cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source: `%%bash\n${anomaly}` },
    );
    await checked(notebook.uri);
    assert.deepEqual(
      notebook.getCells().flatMap(({ document }) => found(document.uri)),
      [],
    );
  });
});
