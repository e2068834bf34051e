import * as vscode from 'vscode';
import type { ReportModel } from '../../assess/report-model';
import { readPageMessage, type HostMessage } from '../../protocol/messages';
import { reportHtml } from '../../protocol/page';
import type { Checked, Checker } from '../check/checker';
import { views } from '../contributions';
import type { Failures } from '../failures';
import type { Forecasts } from '../forecast/forecasts';
import type { Launches } from '../forecast/launches';
import type { OverrideStore } from '../forecast/overrides';
import type { ActiveScript } from '../script/active-script';
import type { SettingsReader } from '../settings/settings';
import { pageStrings } from './page-strings';
import type { PageRequests } from './page-requests';
import { newNonce } from './nonce';

/** The report in the side bar. It follows the active script, and computes nothing while it is hidden. */
export class ReportView implements vscode.WebviewViewProvider {
  private view: vscode.WebviewView | undefined;
  private isReady = false;
  private latestRequest = 0;
  private readonly selectedRuns = new Map<string, number>();
  private shown: { readonly checked: Checked | undefined; readonly model: ReportModel } | undefined;
  private sent = '';

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly checker: Checker,
    private readonly active: ActiveScript,
    private readonly forecasts: Forecasts,
    private readonly overrides: OverrideStore,
    private readonly launches: Launches,
    private readonly settings: SettingsReader,
    private readonly requests: PageRequests,
    private readonly log: vscode.LogOutputChannel,
    private readonly failures: Failures,
  ) {}

  register(context: vscode.ExtensionContext): void {
    const update = (): void => {
      this.update();
    };
    const updateIfActive = (key: string): void => {
      if (this.active.current.kind === 'script' && this.active.current.key === key) {
        update();
      }
    };
    context.subscriptions.push(
      vscode.window.registerWebviewViewProvider(views.report, this),
      this.active.onDidChange(update),
      this.settings.onDidChange(update),
      this.checker.onDidRest(updateIfActive),
      this.checker.onDidForget((key) => {
        this.selectedRuns.delete(key);
        updateIfActive(key);
      }),
      this.overrides.onDidChange(updateIfActive),
      this.launches.onDidChange(updateIfActive),
      this.forecasts.onDidChange(updateIfActive),
    );
  }

  /** Which run of the active script the report shows. */
  get selectedRun(): number {
    const { current } = this.active;
    return current.kind === 'script' ? (this.selectedRuns.get(current.key) ?? 0) : 0;
  }

  /** Opens the side bar with the report of the active script. */
  async reveal(): Promise<void> {
    await vscode.commands.executeCommand(`${views.report}.focus`);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const dist = vscode.Uri.joinPath(this.extensionUri, 'dist');
    const media = vscode.Uri.joinPath(this.extensionUri, 'media');
    this.view = view;
    this.isReady = false;
    view.webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
    view.webview.html = reportHtml({
      scriptUri: view.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview', 'main.js')).toString(),
      styleUri: view.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview', 'report.css')).toString(),
      cspSource: view.webview.cspSource,
      nonce: newNonce(),
      title: vscode.l10n.t('Joulewise report'),
      lang: vscode.env.language,
    });
    view.webview.onDidReceiveMessage((raw: unknown) => {
      this.receive(raw);
    });
    view.onDidChangeVisibility(() => {
      this.update();
    });
    view.onDidDispose(() => {
      this.view = undefined;
      this.isReady = false;
    });
  }

  /** The model of the active script as the page would show it. */
  async model(): Promise<ReportModel> {
    return (await this.render()).model;
  }

  private receive(raw: unknown): void {
    const read = readPageMessage(raw);
    if (!read.ok) {
      this.log.warn(`The report page sent a message that is not understood: ${read.problem}`);
      return;
    }
    const { message } = read;
    if (message.type === 'action' && message.action === 'ready') {
      this.isReady = true;
      this.sent = '';
      this.post({ type: 'strings', locale: vscode.env.language, strings: pageStrings() });
      this.update();
    } else if (message.type === 'selectRun') {
      const { current } = this.active;
      if (current.kind === 'script') {
        this.selectedRuns.set(current.key, message.index);
        this.update();
      }
    } else {
      this.requests
        .handle(message, this.shown?.checked, this.shown?.model)
        .catch((error: unknown) => this.failures.tell('Request of the report page', error));
    }
  }

  private update(): void {
    if (this.view?.visible === true && this.isReady) {
      this.failures.inBackground('Report', () => this.send());
    }
  }

  private async send(): Promise<void> {
    const request = ++this.latestRequest;
    const rendered = await this.render();
    if (request !== this.latestRequest) {
      return;
    }
    this.shown = rendered;
    const print = JSON.stringify(rendered.model);
    if (print !== this.sent) {
      this.sent = print;
      this.post({ type: 'report', model: rendered.model });
    }
  }

  private async render(): Promise<{ readonly checked: Checked | undefined; readonly model: ReportModel }> {
    const { current } = this.active;
    if (current.kind !== 'script') {
      const empty = { state: 'empty', findings: [] } as const;
      return current.kind === 'none'
        ? { checked: undefined, model: { ...empty, reason: 'no-editor', fileName: null } }
        : { checked: undefined, model: { ...empty, reason: 'not-python', fileName: current.fileName } };
    }
    const fileName = current.key.slice(current.key.lastIndexOf('/') + 1);
    const checked = this.checker.latest(current.key);
    if (checked === undefined) {
      return { checked, model: { state: 'empty', reason: 'loading', fileName, findings: [] } };
    }
    if (checked.problem !== null) {
      return { checked, model: { state: 'error', fileName, message: checked.problem } };
    }
    try {
      return { checked, model: await this.forecasts.report(checked, this.selectedRun) };
    } catch (error) {
      this.failures.note('Report', error);
      return {
        checked,
        model: { state: 'error', fileName, message: vscode.l10n.t('The report could not be made; the log has the details.') },
      };
    }
  }

  private post(message: HostMessage): void {
    this.failures.inBackground('Message to the report page', async () => this.view?.webview.postMessage(message));
  }
}
