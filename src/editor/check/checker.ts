import * as vscode from 'vscode';
import type { Analysis } from '../../assess/analysis';
import { noProject } from '../../assess/project/no-project';
import type { Finding } from '../../rules/finding';
import type { EngineSource } from '../engine';
import type { Failures } from '../failures';
import { ruleOptions } from '../findings/severity';
import { findingsToShow } from '../findings/keep-last-good';
import { shiftFindings, type TextChange } from '../findings/shift';
import type { ModuleTexts } from '../script/module-texts';
import { isCurrent, ownerByKey, ownerOf } from '../script/readable';
import { readScript, sizeCap, sizeOf, stampOf, type Script } from '../script/script';
import type { SettingsReader } from '../settings/settings';
import { analyzeWithModules } from './analyze-with-modules';
import { Delays, hostClock } from './delays';

/** The latest check of one script. Findings move with the edits made since. */
export interface Checked {
  readonly script: Script;
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  /** Set instead of findings where the script was not read: one sentence that says why. */
  readonly problem: string | null;
}

const nothingRead: Analysis = {
  findings: [],
  profile: { version: 1, path: '', runs: [] },
  project: noProject,
  wants: [],
  syntaxBroken: false,
  exhausted: false,
  problems: [],
};

/** How often a check is repeated for a command when the text changes under it. */
const settleAttempts = 5;

/** Keeps the findings of every open script current: after a pause in typing, and never with a result of an older text. */
export class Checker {
  private readonly results = new Map<string, Checked>();
  private readonly lastGood = new Map<string, readonly Finding[]>();
  private readonly running = new Map<string, { readonly stamp: string; readonly result: Promise<Checked | undefined> }>();
  private readonly checked = new vscode.EventEmitter<Checked>();
  private readonly forgotten = new vscode.EventEmitter<string>();
  private readonly rested = new vscode.EventEmitter<string>();
  private readonly delays: Delays;
  private readonly rests: Delays;

  /** Fires after a check, with what is to be shown now. */
  readonly onDidCheck = this.checked.event;
  /** Fires with the key of a script that was closed or is no longer read. */
  readonly onDidForget = this.forgotten.event;
  /**
   * Fires with the key of a script after its first check, and after later ones once nothing more was typed for a while: for what takes
   * longer than findings, such as counting its model.
   */
  readonly onDidRest = this.rested.event;

  constructor(
    private readonly engine: EngineSource,
    private readonly modules: ModuleTexts,
    private readonly settings: SettingsReader,
    private readonly log: vscode.LogOutputChannel,
    private readonly failures: Failures,
  ) {
    this.delays = new Delays(hostClock, (key) => {
      this.failures.inBackground('Check while typing', () => this.checkNow(key));
    });
    this.rests = new Delays(hostClock, (key) => {
      this.rest(key);
    });
  }

  register(context: vscode.ExtensionContext): void {
    context.subscriptions.push(this.checked, this.forgotten, this.rested, this.delays, this.rests);
  }

  /** Asks for a check of a script once its text has been quiet for a while. */
  ask(key: string): void {
    this.rests.cancel(key);
    this.delays.ask(key);
  }

  /** The latest check of the script under a key, or of the script that a text document belongs to. */
  latest(of: string | vscode.TextDocument): Checked | undefined {
    const key = typeof of === 'string' ? of : ownerOf(of)?.uri.toString();
    return key === undefined ? undefined : this.results.get(key);
  }

  /** Checks the text as it is at this moment; undefined where the script is closed, switched off, or changed meanwhile. */
  async checkNow(key: string): Promise<Checked | undefined> {
    this.delays.cancel(key);
    const owner = ownerByKey(key);
    if (owner === undefined || !this.settings.read(owner.uri).enable) {
      this.forget(key);
      return undefined;
    }
    const running = this.running.get(key);
    if (running?.stamp === stampOf(owner)) {
      return running.result;
    }
    const script = readScript(owner);
    const result = this.check(script).finally(() => {
      if (this.running.get(key)?.result === result) {
        this.running.delete(key);
      }
    });
    this.running.set(key, { stamp: script.stamp, result });
    return result;
  }

  /** The check of the text that stands when nobody types any more; undefined where the script is closed or switched off. */
  async settled(key: string): Promise<Checked | undefined> {
    for (let attempt = 0; attempt < settleAttempts; attempt++) {
      const checked = await this.checkNow(key);
      if (checked !== undefined || ownerByKey(key) === undefined) {
        return checked;
      }
    }
    return this.latest(key);
  }

  private async check(script: Script): Promise<Checked | undefined> {
    if (sizeOf(script.source) > sizeCap) {
      const problem = vscode.l10n.t('{0} is larger than 2 MB, so Joulewise does not read it.', script.source.path);
      this.log.info(problem);
      return this.publish({ script, analysis: nothingRead, findings: [], problem });
    }
    const engine = await this.engine();
    if (!isCurrent(script)) {
      return undefined;
    }
    const rules = ruleOptions(this.settings.read(script.uri));
    const started = performance.now();
    const analysis = await analyzeWithModules(engine, this.modules, script.uri, script.source, rules, () => !isCurrent(script));
    if (analysis === undefined) {
      return undefined;
    }
    this.delays.took(script.key, performance.now() - started);
    if (analysis.exhausted) {
      this.log.info(`${script.source.path} is so large that not all of its values were worked out.`);
    }
    return this.publish({ script, analysis, findings: this.shown(script.key, analysis), problem: null });
  }

  /** The findings to show after an analysis, remembered as the last good ones where the text is whole. */
  private shown(key: string, analysis: Analysis): readonly Finding[] {
    const findings = findingsToShow(analysis, this.lastGood.get(key) ?? []);
    if (!analysis.syntaxBroken) {
      this.lastGood.set(key, findings);
    }
    return findings;
  }

  private publish(checked: Checked): Checked {
    const { key } = checked.script;
    const isFirst = !this.results.has(key);
    this.results.set(key, checked);
    this.checked.fire(checked);
    if (isFirst) {
      this.rest(key);
    } else {
      this.rests.ask(key);
    }
    return this.results.get(key) ?? checked;
  }

  /** What has time until nobody types: findings by how heavy the trainings are now, then whatever others do then. */
  private rest(key: string): void {
    const result = this.results.get(key);
    const analysis = result !== undefined && isCurrent(result.script) ? (result.analysis.weighed?.() ?? null) : null;
    if (result !== undefined && analysis !== null) {
      const weighed = { ...result, analysis, findings: this.shown(key, analysis) };
      this.results.set(key, weighed);
      this.checked.fire(weighed);
    }
    this.rested.fire(key);
  }

  /** Moves the findings of a script along with an edit, until the next check. */
  follow(key: string, document: vscode.TextDocument, changes: readonly TextChange[]): void {
    const result = this.results.get(key);
    const cell = [...(result?.script.documents ?? [])].find(([, one]) => one === document)?.[0];
    if (result === undefined || cell === undefined) {
      return;
    }
    const shift = (findings: readonly Finding[]): readonly Finding[] =>
      changes.reduce((shifted, change) => shiftFindings(shifted, cell, change), findings);
    this.results.set(key, { ...result, findings: shift(result.findings) });
    this.lastGood.set(key, shift(this.lastGood.get(key) ?? []));
  }

  /** Drops all that is kept of a script that was closed or is no longer read. */
  forget(key: string): void {
    this.delays.forget(key);
    this.rests.forget(key);
    const result = this.results.get(key);
    this.results.delete(key);
    this.lastGood.delete(key);
    if (result !== undefined) {
      this.failures.inBackground('Forget a closed script', async () => {
        (await this.engine()).forget(result.script.source);
      });
      this.forgotten.fire(key);
    }
  }
}
