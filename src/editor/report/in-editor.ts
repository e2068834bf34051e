import * as vscode from 'vscode';
import type { SourceRange } from '../../profile/run-profile';
import type { TextEdit } from '../../rules/finding';
import type { Checked } from '../check/checker';
import { workspaceEdit } from '../findings/edits';
import { isCurrent } from '../script/readable';
import { rangeOf } from '../script/positions';
import type { Script } from '../script/script';

/** Shows a place of the source; one in another file of the workspace opens that file. */
export async function jump({ script }: Checked, at: SourceRange): Promise<void> {
  const document = at.path === script.source.path ? script.documents.get(at.cell) : undefined;
  const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.toString() === script.key);
  if (document !== undefined && notebook !== undefined && at.cell !== null) {
    const cells = new vscode.NotebookRange(at.cell, at.cell + 1);
    await vscode.window.showNotebookDocument(notebook, { selections: [cells] });
  }
  if (document === undefined && at.cell !== null) {
    const other = await vscode.workspace.openNotebookDocument(script.uri.with({ path: at.path }));
    await vscode.window.showNotebookDocument(other, { selections: [new vscode.NotebookRange(at.cell, at.cell + 1)] });
    return;
  }
  const target = document ?? script.uri.with({ path: at.path });
  const selection = rangeOf(at);
  await (target instanceof vscode.Uri
    ? vscode.commands.executeCommand('vscode.open', target, { selection })
    : vscode.window.showTextDocument(target, { selection, preserveFocus: false }));
}

/** Applies edits of a fix or an alternative; with `isPreview`, a person confirms each in the refactoring preview. False where nothing was changed. */
export async function apply(script: Script, edits: readonly TextEdit[], title: string, isPreview: boolean): Promise<boolean> {
  const change = isCurrent(script) ? workspaceEdit(script, edits, { label: title, needsConfirmation: isPreview }) : undefined;
  if (change === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The code has changed since; the report will follow in a moment.'));
    return false;
  }
  return vscode.workspace.applyEdit(change, { isRefactoring: isPreview });
}
