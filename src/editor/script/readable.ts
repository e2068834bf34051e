import * as vscode from 'vscode';
import { notebookType, stampOf, type Script } from './script';

/** What a script is made of: a text document, or the notebook that a cell belongs to. */
export type ScriptOwner = vscode.TextDocument | vscode.NotebookDocument;

/** The open document or notebook that a text document belongs to, where Joulewise reads it; undefined for all others. */
export function ownerOf(document: vscode.TextDocument): ScriptOwner | undefined {
  if (document.languageId !== 'python') {
    return undefined;
  }
  if (document.uri.scheme === 'vscode-notebook-cell') {
    const notebook = vscode.workspace.notebookDocuments.find((one) => one.getCells().some((cell) => cell.document === document));
    return notebook !== undefined && isReadableNotebook(notebook) ? notebook : undefined;
  }
  return isEditableScheme(document.uri.scheme) ? document : undefined;
}

export function isReadableNotebook(notebook: vscode.NotebookDocument): boolean {
  return notebook.notebookType === notebookType && isEditableScheme(notebook.uri.scheme);
}

/** The owner that is open under a key, or undefined. */
export function ownerByKey(key: string): ScriptOwner | undefined {
  const notebook = vscode.workspace.notebookDocuments.find((one) => one.uri.toString() === key);
  if (notebook !== undefined) {
    return isReadableNotebook(notebook) ? notebook : undefined;
  }
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === key);
  return document === undefined ? undefined : ownerOf(document);
}

/** True while the text of an open script is still the one that was read. */
export function isCurrent(script: Script): boolean {
  const owner = ownerByKey(script.key);
  return owner !== undefined && stampOf(owner) === script.stamp;
}

/** Every document and notebook that is open and that Joulewise reads. */
export function openOwners(): ScriptOwner[] {
  const owners = vscode.workspace.textDocuments.map(ownerOf).filter((owner) => owner !== undefined);
  return [...new Set([...owners, ...vscode.workspace.notebookDocuments.filter(isReadableNotebook)])];
}

/** A person's own text: a file or a new document. The sides of a diff, `git:` revisions and output channels are copies or read-only. */
function isEditableScheme(scheme: string): boolean {
  return scheme === 'file' || scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
}
