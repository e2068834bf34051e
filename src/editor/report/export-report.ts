import * as vscode from 'vscode';
import type { ReportModel } from '../../assess/report-model';

/** Opens the estimate as a new JSON document, the shape that `joulewise estimate --format json` prints. */
export async function exportReport(model: Extract<ReportModel, { readonly state: 'ready' }>): Promise<void> {
  const content = `${JSON.stringify(model.estimate ?? model.typical.map(({ estimate }) => estimate), null, 2)}\n`;
  const document = await vscode.workspace.openTextDocument({ language: 'json', content });
  await vscode.window.showTextDocument(document);
}
