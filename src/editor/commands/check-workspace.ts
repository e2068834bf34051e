import * as vscode from 'vscode';
import { analyzeWithModules } from '../check/analyze-with-modules';
import type { Checker } from '../check/checker';
import type { Engine, EngineSource } from '../engine';
import { ruleOptions } from '../findings/severity';
import type { Failures } from '../failures';
import { diagnosticOf, type Diagnostics } from '../findings/diagnostics';
import { fileDocument, type SourceDocument } from '../../python/source/document';
import { readNotebook } from '../../python/source/notebook';
import type { ModuleTexts } from '../script/module-texts';
import { ownerByKey } from '../script/readable';
import { sizeCap, sizeOf } from '../script/script';
import type { SettingsReader } from '../settings/settings';
import { filesToCheck } from './ignored-files';

interface Tally {
  files: number;
  findings: number;
  /** One sentence each. */
  readonly unread: string[];
}

const newTally = (): Tally => ({ files: 0, findings: 0, unread: [] });

/** Checks every Python file and notebook of the workspace, with progress, until it is done or cancelled. */
export class CheckWorkspace {
  private readonly shown = new Set<string>();

  constructor(
    private readonly checker: Checker,
    private readonly diagnostics: Diagnostics,
    private readonly modules: ModuleTexts,
    private readonly settings: SettingsReader,
    private readonly engine: EngineSource,
    private readonly log: vscode.LogOutputChannel,
    private readonly failures: Failures,
  ) {}

  register(context: vscode.ExtensionContext): void {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.{py,ipynb}', true);
    const isShown = (file: vscode.Uri): boolean => this.shown.has(file.toString()) && ownerByKey(file.toString()) === undefined;
    context.subscriptions.push(
      watcher,
      watcher.onDidChange((file) => {
        if (isShown(file)) {
          this.failures.inBackground('Check a changed file', async () => this.checkOne(file, await this.engine(), newTally()));
        }
      }),
      watcher.onDidDelete((file) => {
        if (isShown(file)) {
          this.diagnostics.clear(file.toString());
        }
        this.shown.delete(file.toString());
      }),
      this.settings.onDidChange(() => {
        this.takeAllBack();
      }),
    );
  }

  async run(): Promise<void> {
    if (vscode.workspace.workspaceFolders === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first.'));
      return;
    }
    const tally = newTally();
    const options = { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Checking the workspace'), cancellable: true };
    await vscode.window.withProgress(options, (progress, token) => this.checkAll(tally, progress, token));
    const message = vscode.l10n.t('{findings} costly patterns in {files} files.', { findings: tally.findings, files: tally.files });
    const unread =
      tally.unread.length === 0 ? [] : [vscode.l10n.t('{0} files could not be read; the log names them.', tally.unread.length)];
    const showProblems = vscode.l10n.t('Show Problems');
    if ((await vscode.window.showInformationMessage([message, ...unread].join(' '), showProblems)) === showProblems) {
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    }
  }

  private async checkAll(
    tally: Tally,
    progress: vscode.Progress<{ message: string; increment: number }>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const engine = await this.engine();
    const files = await filesToCheck(token);
    for (const file of files) {
      if (token.isCancellationRequested) {
        return;
      }
      progress.report({ message: vscode.workspace.asRelativePath(file), increment: 100 / files.length });
      await this.checkOne(file, engine, tally);
    }
    tally.unread.forEach((problem) => {
      this.log.warn(problem);
    });
  }

  private async checkOne(file: vscode.Uri, engine: Engine, tally: Tally): Promise<void> {
    const settings = this.settings.read(file);
    if (!settings.enable) {
      return;
    }
    if (ownerByKey(file.toString()) !== undefined) {
      const open = await this.checker.settled(file.toString());
      tally.files++;
      tally.findings += open?.findings.filter((finding) => diagnosticOf(finding, settings) !== null).length ?? 0;
      return;
    }
    const read = await readClosed(file);
    if (!read.ok) {
      tally.unread.push(read.problem);
      return;
    }
    const analysis = await analyzeWithModules(engine, this.modules, file, read.document, ruleOptions(settings), () => false);
    engine.forget(read.document);
    const diagnostics = (analysis?.findings ?? []).flatMap((finding) => {
      const diagnostic = diagnosticOf(finding, settings);
      return diagnostic === null ? [] : [finding.cell === null ? diagnostic : onNotebookFile(diagnostic, finding.cell, finding.line)];
    });
    tally.files++;
    tally.findings += diagnostics.length;
    if (diagnostics.length > 0) {
      this.shown.add(file.toString());
    }
    this.diagnostics.showClosed(file, diagnostics);
  }

  private takeAllBack(): void {
    for (const key of this.shown) {
      if (ownerByKey(key) === undefined) {
        this.diagnostics.clear(key);
      }
    }
    this.shown.clear();
  }
}

/** The cells of a closed notebook have no documents of their own, so the finding names its cell and stands on the file. */
function onNotebookFile(diagnostic: vscode.Diagnostic, cell: number, line: number): vscode.Diagnostic {
  diagnostic.message = vscode.l10n.t('Cell {cell}, line {line}: {message}', { cell: cell + 1, line, message: diagnostic.message });
  diagnostic.range = new vscode.Range(0, 0, 0, 0);
  return diagnostic;
}

type Reading = { readonly ok: true; readonly document: SourceDocument } | { readonly ok: false; readonly problem: string };

async function readClosed(file: vscode.Uri): Promise<Reading> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const read: Reading = file.path.endsWith('.ipynb')
      ? readNotebook(file.path, text)
      : { ok: true, document: fileDocument(file.path, text) };
    return read.ok && sizeOf(read.document) > sizeCap ? { ok: false, problem: `${file.path} is larger than 2 MB and is not read.` } : read;
  } catch (error) {
    return { ok: false, problem: `${file.path} cannot be read: ${String(error)}` };
  }
}
