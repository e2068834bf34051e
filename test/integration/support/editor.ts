/** What tests do in an editor and wait for, with deadlines in place of guesses. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { JoulewiseApi } from '../../../src/editor/programming-interface';

const deadlineMilliseconds = 12_000;

/** Waits until a question has an answer that is not undefined or false. */
export async function until<T>(what: string, answer: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = Date.now() + deadlineMilliseconds;
  for (;;) {
    const result = await answer();
    if (result !== undefined && result !== null && result !== false) {
      return result;
    }
    if (Date.now() > end) {
      throw new Error(`Waited in vain for ${what}.`);
    }
    await pause(50);
  }
}

export async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export async function joulewise(): Promise<JoulewiseApi> {
  const extension = vscode.extensions.getExtension<JoulewiseApi>('joulewise.joulewise');
  assert.ok(extension);
  return extension.activate();
}

/**
 * A name that no test had before: VS Code keeps a copy of unsaved documents for a while and would give its text to the next document
 * of the same name.
 */
function newName(): string {
  return `script-${String(++names)}`;
}

let names = 0;

/** Opens Python text as a new, unsaved document in the active editor. */
export async function openPython(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'untitled', path: `/${newName()}.py` }));
  const editor = await vscode.window.showTextDocument(document);
  await editor.edit((edit) => {
    edit.insert(new vscode.Position(0, 0), content);
  });
  return document;
}

/** Writes a notebook of Python code cells and opens it in the active editor. */
export async function openNotebook(...cells: readonly string[]): Promise<vscode.NotebookDocument> {
  return openNotebookOf(...cells.map((source) => ({ cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source })));
}

export async function openNotebookOf(...cells: readonly object[]): Promise<vscode.NotebookDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, `${newName()}.ipynb`);
  const metadata = { language_info: { name: 'python' } };
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata, cells })));
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

/** Our diagnostics of a document, by rule. */
export function found(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'joulewise');
}

export function rulesOf(uri: vscode.Uri): readonly string[] {
  return found(uri).map(({ code }) => (typeof code === 'object' ? String(code.value) : ''));
}

/** The diagnostic of a rule, once it is there. */
export function diagnosticOf(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  return until(`${rule} in ${uri.toString()}`, () => found(uri).find(({ code }) => typeof code === 'object' && code.value === rule));
}

export async function none(uri: vscode.Uri, rule: string): Promise<void> {
  await until(`the end of ${rule} in ${uri.toString()}`, () => !rulesOf(uri).includes(rule));
}

/** Waits until everything that was asked for has been checked; then an absent diagnostic is really absent. */
export async function checked(uri: vscode.Uri): Promise<void> {
  await (await joulewise()).findings(uri);
}

export function actionsAt(uri: vscode.Uri, range: vscode.Range, kind?: vscode.CodeActionKind): Thenable<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind?.value);
}

/** Applies the quick fix whose title holds the words. */
export async function applyFix(uri: vscode.Uri, range: vscode.Range, words: string): Promise<vscode.CodeAction> {
  const action = (await actionsAt(uri, range)).find(({ title }) => title.includes(words));
  assert.ok(action?.edit, `a quick fix with "${words}"`);
  assert.equal(await vscode.workspace.applyEdit(action.edit), true);
  return action;
}

export async function closeAll(): Promise<void> {
  // Reverting first keeps the workbench from asking whether to save.
  while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}

/** Runs a body with settings of the window, and takes them back. */
export async function withSettings(settings: Readonly<Record<string, unknown>>, body: () => Promise<void>): Promise<void> {
  const write = async (value: (name: string) => unknown): Promise<void> => {
    for (const name of Object.keys(settings)) {
      await vscode.workspace.getConfiguration('joulewise').update(name, value(name), vscode.ConfigurationTarget.Global);
    }
  };
  await write((name) => settings[name]);
  try {
    await body();
  } finally {
    await write(() => undefined);
  }
}
