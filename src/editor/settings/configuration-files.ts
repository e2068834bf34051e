import * as vscode from 'vscode';
import { configurationNames } from '../../assess/project/no-project';
import type { ConfigurationProblem } from '../../assess/project/configuration-file';
import type { Checker } from '../check/checker';
import { Delays, hostClock } from '../check/delays';
import type { EngineSource } from '../engine';
import type { Failures } from '../failures';
import { diagnosticSource } from '../findings/diagnostics';
import { rangeOf } from '../script/positions';

/** Says in `joulewise.toml` and `pyproject.toml` themselves what is wrong with the options of Joulewise. */
export class ConfigurationFiles {
  private readonly collection = vscode.languages.createDiagnosticCollection('joulewise.configuration');
  private readonly delays: Delays;

  constructor(
    private readonly checker: Checker,
    private readonly engine: EngineSource,
    failures: Failures,
  ) {
    this.delays = new Delays(hostClock, (key) => {
      failures.inBackground('Check a configuration file', () => this.checkOpen(key));
    });
  }

  register(context: vscode.ExtensionContext): void {
    const { workspace } = vscode;
    const ask = (document: vscode.TextDocument): void => {
      if (isConfigurationFile(document.uri)) {
        this.delays.ask(document.uri.toString());
      }
    };
    context.subscriptions.push(
      this.collection,
      this.delays,
      workspace.onDidOpenTextDocument(ask),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) {
          ask(document);
        }
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.delays.forget(uri.toString());
      }),
      workspace.onDidDeleteFiles(({ files }) => {
        files.forEach((file) => {
          this.collection.delete(file);
        });
      }),
      this.checker.onDidCheck(({ script, analysis: { project } }) => {
        const uri = project.file === null ? undefined : script.uri.with({ path: project.file });
        if (uri !== undefined && openDocument(uri.toString()) === undefined) {
          this.show(uri, project.problems);
        }
      }),
    );
    workspace.textDocuments.forEach(ask);
  }

  private async checkOpen(key: string): Promise<void> {
    const engine = await this.engine();
    const document = openDocument(key);
    if (document !== undefined) {
      this.show(document.uri, engine.problemsOfFile(document.uri.path, document.getText()));
    }
  }

  private show(uri: vscode.Uri, problems: readonly ConfigurationProblem[]): void {
    if (problems.length === 0 && !this.collection.has(uri)) {
      return;
    }
    this.collection.set(
      uri,
      problems.map((problem) => {
        const range = rangeOf({ path: uri.path, cell: null, ...problem });
        const diagnostic = new vscode.Diagnostic(range, problem.message, vscode.DiagnosticSeverity.Warning);
        diagnostic.source = diagnosticSource;
        return diagnostic;
      }),
    );
  }
}

function isConfigurationFile({ path }: vscode.Uri): boolean {
  return configurationNames.some((name) => path.endsWith(`/${name}`));
}

function openDocument(key: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
}
