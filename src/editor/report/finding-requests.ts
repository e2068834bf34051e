import * as vscode from 'vscode';
import type { FindingReference, PageMessage } from '../../protocol/messages';
import type { Finding, Fix } from '../../rules/finding';
import type { Checked } from '../check/checker';
import { apply, jump } from './in-editor';

/** Does what a person asked for about one finding, if it is still there. */
export async function aboutFinding(message: Extract<PageMessage, { finding: FindingReference }>, checked: Checked): Promise<void> {
  const finding = checked.findings.find((one) => isMeant(one, message.finding));
  if (finding === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The code has changed since; the report will follow in a moment.'));
    return;
  }
  switch (message.type) {
    case 'jumpToFinding':
      await jump(checked, finding);
      break;
    case 'openRule':
      await vscode.env.openExternal(vscode.Uri.parse(finding.docs));
      break;
    case 'applyFix':
    case 'previewFix':
      await applyFix(checked, finding.fixes[message.fix], message.type === 'previewFix');
      break;
  }
}

function isMeant(finding: Finding, reference: FindingReference): boolean {
  return (
    finding.rule === reference.rule &&
    finding.line === reference.line &&
    finding.column === reference.column &&
    finding.cell === reference.cell
  );
}

/** Applies or previews the edits of a fix or an alternative. */
export async function applyFix({ script }: Checked, fix: Pick<Fix, 'edits' | 'title'> | undefined, isPreview: boolean): Promise<void> {
  if (fix !== undefined) {
    await apply(script, fix.edits, fix.title, isPreview);
  }
}
