import * as vscode from 'vscode';
import type { Estimate, NoEstimate } from '../../assess/estimate';
import type { Checker } from '../check/checker';
import { commands } from '../contributions';
import { isEstimate } from '../engine';
import type { Failures } from '../failures';
import type { ActiveScript } from '../script/active-script';
import type { SettingsReader } from '../settings/settings';
import { estimateTooltip, footprintText } from './footprint-text';
import type { Forecasts } from './forecasts';
import type { Launches } from './launches';
import type { OverrideStore } from './overrides';
import { asProse } from './prose';

/** One quiet figure for a script that trains something; nothing for all others. */
export class StatusBar {
  private readonly item = vscode.window.createStatusBarItem('joulewise.footprint', vscode.StatusBarAlignment.Right, 90);
  /** What is asked for last wins over what was asked for earlier and takes longer. */
  private latestRequest = 0;

  constructor(
    private readonly checker: Checker,
    private readonly active: ActiveScript,
    private readonly forecasts: Forecasts,
    private readonly overrides: OverrideStore,
    private readonly launches: Launches,
    private readonly settings: SettingsReader,
    private readonly failures: Failures,
  ) {
    this.item.name = vscode.l10n.t('Joulewise footprint');
  }

  register(context: vscode.ExtensionContext): void {
    const update = (): void => {
      this.failures.inBackground('Status bar', () => this.update());
    };
    const updateIfActive = (key: string): void => {
      if (this.active.current.kind === 'script' && this.active.current.key === key) {
        update();
      }
    };
    context.subscriptions.push(
      this.item,
      this.active.onDidChange(update),
      this.settings.onDidChange(update),
      this.checker.onDidRest(updateIfActive),
      this.checker.onDidForget(updateIfActive),
      this.overrides.onDidChange(updateIfActive),
      this.launches.onDidChange(updateIfActive),
    );
  }

  /** What the item shows, or undefined while it is hidden. */
  get text(): string | undefined {
    return this.isShown ? this.item.text : undefined;
  }

  private isShown = false;

  private async update(): Promise<void> {
    const request = ++this.latestRequest;
    const { current } = this.active;
    const checked = current.kind === 'script' ? this.checker.latest(current.key) : undefined;
    const isWanted = checked !== undefined && this.settings.read(checked.script.uri)['statusBar.enable'];
    const estimate = isWanted ? await this.forecasts.estimate(checked) : undefined;
    const runs = checked === undefined || estimate === undefined ? [] : await this.forecasts.runs(checked);
    if (request !== this.latestRequest) {
      return;
    }
    this.isShown = checked !== undefined && estimate !== undefined;
    if (checked === undefined || estimate === undefined) {
      this.item.hide();
      return;
    }
    this.show(runs.length, estimate);
  }

  private show(runs: number, estimate: Estimate | NoEstimate): void {
    if (isEstimate(estimate)) {
      this.item.text = footprintText(estimate);
      this.item.command = commands.openReport;
      this.item.tooltip = estimateTooltip(estimate, runs);
    } else {
      this.item.text = `$(zap) ${vscode.l10n.t('Estimate')}`;
      this.item.command = commands.estimateFootprint;
      this.item.tooltip = new vscode.MarkdownString(asProse(estimate.error));
    }
    this.item.accessibilityInformation = { label: vscode.l10n.t('Joulewise: {0}', this.item.text.replace('$(zap) ', '')) };
    this.item.show();
  }
}
