import * as vscode from 'vscode';
import type { Checker } from '../check/checker';
import { shownSeverity } from '../findings/severity';
import type { ActiveScript } from '../script/active-script';
import type { SettingsReader } from '../settings/settings';
import { settledScript } from './settled-script';

/** Checks the active script at once and says how many findings there are. */
export class CheckFile {
  constructor(
    private readonly checker: Checker,
    private readonly active: ActiveScript,
    private readonly settings: SettingsReader,
  ) {}

  async run(): Promise<void> {
    const checked = await settledScript(this.checker, this.active);
    if (checked === undefined) {
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
