import * as vscode from 'vscode';
import type { Estimate } from '../../assess/estimate';
import { totalOf } from '../../assess/estimate-run';
import { exportExtension, exportFormats, renderEstimate, type ExportFormat } from '../../report/render-estimate';

interface FormatItem extends vscode.QuickPickItem {
  readonly format: ExportFormat | 'json';
}

/** What people know each format by, and the editor's language for it. */
const formats: Readonly<Record<ExportFormat | 'json', { readonly label: string; readonly language: string }>> = {
  markdown: { label: 'Markdown', language: 'markdown' },
  html: { label: 'HTML', language: 'html' },
  csv: { label: 'CSV', language: 'plaintext' },
  'model-card': { label: 'Model card (Hugging Face)', language: 'yaml' },
  latex: { label: 'LaTeX', language: 'latex' },
  json: { label: 'JSON', language: 'json' },
};

/** Opens the estimate as a new document, in the format that a person picks. */
export async function exportReport(path: string, estimate: Estimate): Promise<void> {
  const items = [...exportFormats, 'json' as const].map((format): FormatItem => {
    const description = format === 'json' ? '.json' : `.${exportExtension(format)}`;
    return { format, label: formats[format].label, description };
  });
  const title = vscode.l10n.t('Export the report');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('In which format?') });
  if (picked !== undefined) {
    await open(rendered(picked.format, path, estimate), formats[picked.format].language);
  }
}

/** JSON in the shape that `joulewise estimate --format json` prints. */
function rendered(format: ExportFormat | 'json', path: string, estimate: Estimate): string {
  if (format === 'json') {
    return `${JSON.stringify(estimate, null, 2)}\n`;
  }
  const results = [{ profile: estimate.profile, result: estimate }];
  return renderEstimate(format, { shown: path, results, total: totalOf([estimate]) });
}

async function open(content: string, wanted: string): Promise<void> {
  const languages = await vscode.languages.getLanguages();
  const language = languages.includes(wanted) ? wanted : 'plaintext';
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}
