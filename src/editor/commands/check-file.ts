import * as vscode from 'vscode';
import type { Checker } from '../check/checker';
import { shownSeverity } from '../findings/severity';
import type { ActiveScript } from '../script/active-script';
import type { SettingsReader } from '../settings/settings';

/** Checks the active script at once and says how many findings there are. */
export class CheckFile {
  constructor(
    private readonly checker: Checker,
    private readonly active: ActiveScript,
    private readonly settings: SettingsReader,
  ) {}

  async run(): Promise<void> {
    const { current } = this.active;
    const checked = current.kind === 'script' ? await this.checker.settled(current.key) : undefined;
    if (checked === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a Python training script or notebook first.'));
      return;
    }
    if (checked.problem !== null) {
      void vscode.window.showWarningMessage(checked.problem);
      return;
    }
    const settings = this.settings.read(checked.script.uri);
    const count = checked.findings.filter((finding) => shownSeverity(finding, settings) !== null).length;
    vscode.window.setStatusBarMessage(findingCount(count), 5000);
  }
}

function findingCount(count: number): string {
  switch (count) {
    case 0:
      return vscode.l10n.t('Joulewise found no costly pattern.');
    case 1:
      return vscode.l10n.t('Joulewise found 1 costly pattern.');
    default:
      return vscode.l10n.t('Joulewise found {0} costly patterns.', count);
  }
}
