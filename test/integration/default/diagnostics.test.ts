import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checked, closeAll, diagnosticOf, found, joulewise, none, openPython, rulesOf, until, withSettings } from '../support/editor';
import { debugRule, debugSwitch } from '../support/snippets';

describe('diagnostics of a new document', () => {
  afterEach(closeAll);

  it('have source, rule, page and the exact range', async () => {
    const document = await openPython(debugSwitch);
    const diagnostic = await diagnosticOf(document.uri, debugRule);
    assert.equal(diagnostic.source, 'joulewise');
    assert.ok(typeof diagnostic.code === 'object');
    assert.match(diagnostic.code.target.toString(), /^https:.*debug-mode-left-on/);
    assert.equal(document.getText(diagnostic.range), 'True');
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(found(document.uri).length, 1);
  });

  it('come and go while a person types', async () => {
    const document = await openPython('import torch\nloss.backward()\n');
    await checked(document.uri);
    assert.deepEqual(rulesOf(document.uri), []);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(1, 0), 'torch.autograd.set_detect_anomaly(True)\n');
    });
    await diagnosticOf(document.uri, debugRule);
    await editor.edit((edit) => {
      edit.delete(new vscode.Range(1, 0, 2, 0));
    });
    await none(document.uri, debugRule);
  });

  it('stay, and move along, while the syntax is broken', async () => {
    const document = await openPython(debugSwitch);
    await diagnosticOf(document.uri, debugRule);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'values = foo(1,\n');
    });
    await checked(document.uri);
    const diagnostic = await until('the shifted diagnostic', () => found(document.uri).find(({ range }) => range.start.line === 2));
    assert.equal(document.getText(diagnostic.range), 'True');
    assert.equal(found(document.uri).length, 1);
  });

  it('are gone when the document is closed', async () => {
    const { uri } = await openPython(debugSwitch);
    await diagnosticOf(uri, debugRule);
    await closeAll();
    await none(uri, debugRule);
  });

  it('name a comment for Joulewise that says nothing it knows', async () => {
    const document = await openPython('import torch  # joulewise: epoches=90\n');
    const [problem] = await until('the problem', () => (found(document.uri).length > 0 ? found(document.uri) : undefined));
    assert.equal(document.getText(problem?.range), '# joulewise: epoches=90');
  });

  it('are not made for another language', async () => {
    const document = await openPython(debugSwitch);
    await diagnosticOf(document.uri, debugRule);
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await none(document.uri, debugRule);
  });

  it('are not made for read-only copies, such as a revision in a diff', async () => {
    const registration = vscode.workspace.registerTextDocumentContentProvider('revision', {
      provideTextDocumentContent: () => debugSwitch,
    });
    const uri = vscode.Uri.parse('revision:/project/train.py');
    const document = await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(uri), 'python');
    await vscode.window.showTextDocument(document);
    await checked(uri);
    assert.deepEqual(found(uri), []);
    registration.dispose();
  });
});

describe('diagnostics and settings', () => {
  afterEach(closeAll);

  it('are off with joulewise.enable, and back with it', async () => {
    const { uri } = await openPython(debugSwitch);
    await diagnosticOf(uri, debugRule);
    await withSettings({ enable: false }, () => none(uri, debugRule));
    await diagnosticOf(uri, debugRule);
  });

  it('are off for a rule that is off', async () => {
    const { uri } = await openPython(debugSwitch);
    await diagnosticOf(uri, debugRule);
    await withSettings({ rules: { [debugRule]: 'off' } }, () => none(uri, debugRule));
  });

  it('have the severity that is set for their rule', async () => {
    const { uri } = await openPython(debugSwitch);
    await withSettings({ rules: { [debugRule]: 'information' } }, async () => {
      await until('the severity', () => found(uri)[0]?.severity === vscode.DiagnosticSeverity.Information);
    });
  });

  it('are not shown below the level', async () => {
    const { uri } = await openPython(debugSwitch);
    await diagnosticOf(uri, debugRule);
    await withSettings({ rules: { [debugRule]: 'information' }, level: 'warning' }, () => none(uri, debugRule));
  });

  it('follow the settings of their own folder', async () => {
    const [first, second] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first !== undefined && second !== undefined);
    const uris = [first, second].map((folder) => vscode.Uri.joinPath(folder.uri, 'own-settings.py'));
    const [silent, loud] = uris;
    assert.ok(silent !== undefined && loud !== undefined);
    for (const uri of uris) {
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(debugSwitch));
    }
    const setting = vscode.workspace.getConfiguration('joulewise', silent);
    await setting.update('enable', false, vscode.ConfigurationTarget.WorkspaceFolder);
    for (const uri of uris) {
      await vscode.window.showTextDocument(uri, { preview: false });
    }
    await diagnosticOf(loud, debugRule);
    await checked(silent);
    assert.deepEqual(found(silent), []);
    await setting.update('enable', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    await diagnosticOf(silent, debugRule);
  });
});

describe('diagnostics of a file', () => {
  afterEach(closeAll);

  it('are gone when the file is deleted', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'short-lived.py');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(debugSwitch));
    await vscode.window.showTextDocument(uri);
    await diagnosticOf(uri, debugRule);
    const deletion = new vscode.WorkspaceEdit();
    deletion.deleteFile(uri);
    await vscode.workspace.applyEdit(deletion);
    await none(uri, debugRule);
  });

  it('are not made above 2 MB, and the report says why', async () => {
    const { uri } = await openPython(debugSwitch + '# filler\n'.repeat(260_000));
    await checked(uri);
    assert.deepEqual(found(uri), []);
    const model = await (await joulewise()).report();
    assert.match(model.state === 'error' ? model.message : '', /larger than 2 MB/);
  });
});
