import * as vscode from 'vscode';
import type { SourceRange } from '../../profile/run-profile';

/** The editor counts lines and columns from 0, findings from 1; both count columns in UTF-16 code units. */
export function rangeOf(at: SourceRange): vscode.Range {
  return new vscode.Range(at.line - 1, at.column - 1, at.endLine - 1, at.endColumn - 1);
}
