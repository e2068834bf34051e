import * as vscode from 'vscode';
import type { Checked, Checker } from '../check/checker';
import type { ActiveScript } from '../script/active-script';

/** The check of the active script as it stands; a person who has none open is told so. */
export async function settledScript(checker: Checker, { current }: ActiveScript): Promise<Checked | undefined> {
  const checked = current.kind === 'script' ? await checker.settled(current.key) : undefined;
  if (checked === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a Python training script or notebook first.'));
  }
  return checked;
}
