import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { applyFix, checked, closeAll, diagnosticOf, found, none, openNotebook, openNotebookOf } from '../support/editor';
import { debugRule } from '../support/snippets';

describe('notebook', () => {
  afterEach(closeAll);

  const imports = '%matplotlib inline\nimport torch\n';
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
