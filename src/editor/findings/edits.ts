import * as vscode from 'vscode';
import type { TextEdit } from '../../rules/finding';
import { rangeOf } from '../script/positions';
import type { Script } from '../script/script';

/** The edits of a fix as one change of the workspace, or undefined where an edit names a file or cell that is not open. */
export function workspaceEdit(
  script: Script,
  edits: readonly TextEdit[],
  about?: vscode.WorkspaceEditEntryMetadata,
): vscode.WorkspaceEdit | undefined {
  const change = new vscode.WorkspaceEdit();
  for (const edit of edits) {
    const document = edit.path === script.source.path ? script.documents.get(edit.cell) : undefined;
    if (document === undefined) {
      return undefined;
    }
    change.replace(document.uri, rangeOf(edit), edit.text, about);
  }
  return edits.length === 0 ? undefined : change;
}
