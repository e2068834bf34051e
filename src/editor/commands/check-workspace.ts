import * as vscode from 'vscode';
import type { Checker } from '../check/checker';
import { scanFiles, type CheckedFile, type FileHost, type FileReading } from '../check/scan-files';
import type { StoredCache } from '../check/stored-cache';
import type { Engine, EngineSource, RuleOptions } from '../engine';
import { ruleOptions } from '../findings/severity';
import type { Failures } from '../failures';
import { diagnosticOf, type Diagnostics } from '../findings/diagnostics';
import { fileDocument } from '../../python/source/document';
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
    private readonly cache: StoredCache,
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
          this.failures.inBackground('Check a changed file', () => this.checkAgain(file));
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
    const cache = await this.cache.open();
    const files = await filesToCheck(token);
    const isOpen = (file: vscode.Uri): boolean => ownerByKey(file.toString()) !== undefined;
    const wanted = files.filter((file) => this.settings.read(file).enable);
    const told = throttled((done: number, file: vscode.Uri, since: number) => {
      progress.report({
        message: `${String(done)}/${String(wanted.length)} ${vscode.workspace.asRelativePath(file)}`,
        increment: (100 * since) / wanted.length,
      });
    });
    for (const file of wanted.filter(isOpen)) {
      if (token.isCancellationRequested) {
        return;
      }
      await this.countOpen(file, tally);
      told(file);
    }
    const closed = wanted.filter((file) => !isOpen(file));
    await scanFiles(
      closed,
      this.host(engine),
      cache,
      () => token.isCancellationRequested,
      (checked) => {
        this.show(checked, tally);
        told(checked.file);
      },
    );
    this.failures.inBackground('Keep the results of the workspace', () => this.cache.save());
    tally.unread.forEach((problem) => {
      this.log.warn(problem);
    });
  }

  private async countOpen(file: vscode.Uri, tally: Tally): Promise<void> {
    const settings = this.settings.read(file);
    const open = await this.checker.settled(file.toString());
    tally.files++;
    tally.findings += open?.findings.filter((finding) => diagnosticOf(finding, settings) !== null).length ?? 0;
  }

  /** A closed file that changed on disk. */
  private async checkAgain(file: vscode.Uri): Promise<void> {
    const engine = await this.engine();
    const tally = newTally();
    await scanFiles(
      [file],
      this.host(engine),
      await this.cache.open(),
      () => false,
      (checked) => {
        this.show(checked, tally);
      },
    );
  }

  private host(engine: Engine): FileHost<vscode.Uri> {
    const rulesOf = (file: vscode.Uri): RuleOptions => ruleOptions(this.settings.read(file));
    return {
      keyOf: (file) => file.toString(),
      read: readClosed,
      workspaceOf: (file) => this.modules.seenOnce(file),
      load: (file, paths) => this.modules.load(file, paths),
      rulesOf,
      project: (document, workspace) => engine.project(document.path, workspace),
      analyze: (file, document, workspace) => engine.findings(document, workspace, rulesOf(file)),
    };
  }

  private show({ file, findings, problem }: CheckedFile<vscode.Uri>, tally: Tally): void {
    if (problem !== null) {
      tally.unread.push(problem);
      return;
    }
    const settings = this.settings.read(file);
    const diagnostics = findings.flatMap((finding) => {
      const diagnostic = diagnosticOf(finding, settings);
      return diagnostic === null ? [] : [finding.cell === null ? diagnostic : onNotebookFile(diagnostic, finding.cell, finding.line)];
    });
    tally.files++;
    tally.findings += diagnostics.length;
    if (diagnostics.length > 0 || this.shown.has(file.toString())) {
      this.shown.add(file.toString());
      this.diagnostics.showClosed(file, diagnostics);
    }
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

async function readClosed(file: vscode.Uri): Promise<FileReading> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const read: FileReading = file.path.endsWith('.ipynb')
      ? readNotebook(file.path, text)
      : { ok: true, document: fileDocument(file.path, text) };
    return read.ok && sizeOf(read.document) > sizeCap ? { ok: false, problem: `${file.path} is larger than 2 MB and is not read.` } : read;
  } catch (error) {
    return { ok: false, problem: `${file.path} cannot be read: ${String(error)}` };
  }
}

/** How often progress is told: more often nobody can read it. */
const progressEveryMs = 100;

/** Counts every file and tells of some. */
function throttled(tell: (done: number, file: vscode.Uri, since: number) => void): (file: vscode.Uri) => void {
  let [done, told, last] = [0, 0, 0];
  return (file) => {
    done++;
    if (performance.now() - last >= progressEveryMs) {
      last = performance.now();
      tell(done, file, done - told);
      told = done;
    }
  };
}
