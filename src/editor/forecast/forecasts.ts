import * as vscode from 'vscode';
import type { Estimate, NoEstimate } from '../../assess/estimate';
import type { Comparison, ReportModel } from '../../assess/report-model';
import type { FindingSaving } from '../../assess/finding-saving';
import type { RunProfile } from '../../profile/run-profile';
import type { Finding } from '../../rules/finding';
import type { Checked } from '../check/checker';
import type { Overrides } from '../../assess/overrides';
import { isEstimate, type EngineSource } from '../engine';
import { configurationOf, type SettingsReader } from '../settings/settings';
import type { Launches } from './launches';
import type { OverrideStore } from './overrides';

/** Estimates and reports of checked scripts, made when they are asked for and kept until an input changes. */
export class Forecasts {
  private readonly kept = new WeakMap<Checked['analysis'], { readonly print: string; readonly estimate: Estimate | NoEstimate }>();
  private readonly told = new Set<string>();
  private readonly pinned = new Map<string, Estimate>();
  private readonly changed = new vscode.EventEmitter<string>();

  /** Fires with the key of a script whose report changed for another reason than its code, settings or overrides. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly engine: EngineSource,
    private readonly settings: SettingsReader,
    private readonly overrides: OverrideStore,
    private readonly launches: Launches,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The footprint of one run with the chosen hardware and the remembered answers; undefined where the script trains nothing. */
  async estimate(checked: Checked, selectedRun = 0, answers?: Overrides): Promise<Estimate | NoEstimate | undefined> {
    const { analysis } = await this.launches.started(checked);
    if (analysis.profile.runs[selectedRun] === undefined) {
      return undefined;
    }
    const configuration = configurationOf(this.settings.read(checked.script.uri), checked.analysis);
    const overrides = answers ?? this.overrides.answers(checked.script.key);
    const print = JSON.stringify([selectedRun, configuration, overrides]);
    const kept = this.kept.get(analysis);
    if (kept?.print === print) {
      return kept.estimate;
    }
    const engine = await this.engine();
    const run = engine.launched(analysis, configuration, overrides).profile.runs[selectedRun];
    if (run === undefined) {
      return undefined;
    }
    const estimate = engine.estimate(run, configuration, overrides);
    this.kept.set(analysis, { print, estimate });
    if (!isEstimate(estimate) && configuration.hardware !== null) {
      this.warnOnce(estimate.error);
    }
    return estimate;
  }

  /** What a finding saves of this very script, with the chosen hardware and the remembered answers. */
  async saving(checked: Checked, finding: Finding): Promise<FindingSaving | null> {
    const configuration = configurationOf(this.settings.read(checked.script.uri), checked.analysis);
    const { analysis } = await this.launches.started(checked);
    return (await this.engine()).saving(analysis, finding, configuration, this.overrides.answers(checked.script.key));
  }

  register(context: vscode.ExtensionContext): void {
    context.subscriptions.push(this.changed);
  }

  /** Keeps the figures that the next what-ifs are compared with; null lets them go. */
  pin(script: string, estimate: Estimate | null): void {
    if (estimate === null) {
      this.pinned.delete(script);
    } else {
      this.pinned.set(script, estimate);
    }
    this.changed.fire(script);
  }

  /** The trainings of a script as it is started. */
  async runs(checked: Checked): Promise<readonly RunProfile[]> {
    return (await this.launches.started(checked)).analysis.profile.runs;
  }

  /** The whole report, what-ifs included. */
  async report(checked: Checked, selectedRun: number): Promise<ReportModel> {
    const configuration = configurationOf(this.settings.read(checked.script.uri), checked.analysis);
    const { source, key } = checked.script;
    const { analysis, part } = await this.launches.started(checked);
    const model = (await this.engine()).report(source, analysis, configuration, this.overrides.all(key), selectedRun);
    if (model.state !== 'ready') {
      return model;
    }
    return { ...model, launch: part, whatIf: this.overrides.isTryingOut(key), comparedWith: await this.comparison(checked, selectedRun) };
  }

  private async comparison(checked: Checked, selectedRun: number): Promise<Comparison | null> {
    const { key } = checked.script;
    const pinned = this.pinned.get(key);
    if (pinned !== undefined) {
      return { basis: 'pinned', estimate: pinned };
    }
    const written = this.overrides.isTryingOut(key) ? await this.estimate(checked, selectedRun) : undefined;
    return written !== undefined && isEstimate(written) ? { basis: 'written', estimate: written } : null;
  }

  private warnOnce(problem: string): void {
    if (!this.told.has(problem)) {
      this.told.add(problem);
      this.log.warn(problem);
    }
  }
}
