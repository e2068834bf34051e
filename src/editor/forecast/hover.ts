import * as vscode from 'vscode';
import type { Checked, Checker } from '../check/checker';
import { explainLink } from '../commands/explain-line';
import { commands } from '../contributions';
import type { Failures } from '../failures';
import { shownSeverity } from '../findings/severity';
import type { Finding, Saving } from '../../rules/finding';
import { rangeOf } from '../script/positions';
import { scriptSelector } from '../script/selector';
import { formatPercent } from '../../report/figures/number';
import { formatCarbon, formatEnergy, withRange } from '../../report/figures/quantity';
import type { SettingsReader } from '../settings/settings';
import type { Forecasts } from './forecasts';
import { asProse } from './prose';

/** Says what a finding saves and how that is known. Figures of this script are computed here, off the typing path. */
export class FindingHover implements vscode.HoverProvider {
  constructor(
    private readonly checker: Checker,
    private readonly forecasts: Forecasts,
    private readonly settings: SettingsReader,
    private readonly failures: Failures,
  ) {}

  register(context: vscode.ExtensionContext): void {
    context.subscriptions.push(vscode.languages.registerHoverProvider(scriptSelector, this));
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const checked = this.checker.latest(document);
    const settings = checked === undefined ? undefined : this.settings.read(checked.script.uri);
    if (checked === undefined || settings?.['hover.enable'] !== true) {
      return undefined;
    }
    const cell = [...checked.script.documents].find(([, one]) => one === document)?.[0];
    const finding = checked.findings.find(
      (one) => one.cell === cell && one.saving !== null && shownSeverity(one, settings) !== null && rangeOf(one).contains(position),
    );
    if (!finding?.saving) {
      return undefined;
    }
    try {
      return new vscode.Hover(await this.text(document, checked, finding, finding.saving), rangeOf(finding));
    } catch (error) {
      this.failures.note('Hover', error);
      return undefined;
    }
  }

  private async text(document: vscode.TextDocument, checked: Checked, finding: Finding, saving: Saving): Promise<vscode.MarkdownString> {
    const lines = [savingLine(saving), await this.figureLine(checked, finding), vscode.l10n.t('Source: {0}', saving.source)];
    const text = new vscode.MarkdownString();
    // The one command that a link of ours may run.
    text.isTrusted = { enabledCommands: [commands.explainLine] };
    for (const line of lines.filter((one) => one !== null)) {
      text.appendMarkdown(`${asProse(line)}\n\n`);
    }
    text.appendMarkdown(`[${vscode.l10n.t('Explain this line')}](${explainLink(document, finding.line - 1)})`);
    return text;
  }

  /** The saving of this very script, where its footprint is known. */
  private async figureLine(checked: Checked, finding: Finding): Promise<string | null> {
    const saving = await this.forecasts.saving(checked, finding);
    if (saving === null) {
      return null;
    }
    const { language } = vscode.env;
    const figures = {
      energy: withRange(formatEnergy(saving.energyKwh, language)),
      carbon: withRange(formatCarbon(saving.carbonKg, language)),
      total: withRange(formatEnergy(saving.present.energyKwh, language)),
    };
    return saving.basis === 'forecast'
      ? vscode.l10n.t('Here about {energy} and {carbon} of an estimated {total} per run.', figures)
      : vscode.l10n.t('Here up to {energy} and {carbon} of an estimated {total} per run.', figures);
  }
}

function savingLine({ energyShare, evidence }: Saving): string {
  const basis = {
    energy: vscode.l10n.t('measured as energy'),
    time: vscode.l10n.t('measured as time'),
    none: vscode.l10n.t('not measured'),
  }[evidence];
  if (energyShare === null) {
    return vscode.l10n.t('Saves energy ({0}).', basis);
  }
  return vscode.l10n.t('Saves {low} to {high} of the energy ({basis}).', {
    low: formatPercent(energyShare.low, vscode.env.language),
    high: formatPercent(energyShare.high, vscode.env.language),
    basis,
  });
}
