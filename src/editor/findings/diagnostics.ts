import * as vscode from 'vscode';
import type { Checked, Checker } from '../check/checker';
import type { DirectiveProblem } from '../../assess/directives';
import type { Finding, Severity } from '../../rules/finding';
import { rangeOf } from '../script/positions';
import type { SettingsReader } from '../settings/settings';
import { shownSeverity, type FindingSettings } from './severity';

export const diagnosticSource = 'joulewise';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** A finding as the Problems view shows it, or null where the settings silence it. */
export function diagnosticOf(finding: Finding, settings: FindingSettings): vscode.Diagnostic | null {
  const severity = shownSeverity(finding, settings);
  if (severity === null) {
    return null;
  }
  const diagnostic = new vscode.Diagnostic(rangeOf(finding), finding.message, severities[severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule, target: vscode.Uri.parse(finding.docs) };
  return diagnostic;
}

/** A comment for Joulewise that says nothing it knows, such as a misspelt fact. */
function commentDiagnostic({ message, line }: DirectiveProblem, document: vscode.TextDocument): vscode.Diagnostic | null {
  if (line > document.lineCount) {
    return null;
  }
  const { text, range } = document.lineAt(line - 1);
  const start = new vscode.Position(line - 1, Math.max(0, text.search(/#\s*joulewise/i)));
  const diagnostic = new vscode.Diagnostic(range.with({ start }), message, vscode.DiagnosticSeverity.Information);
  diagnostic.source = diagnosticSource;
  return diagnostic;
}

/** Shows the findings of every open script, per file or cell; nothing is sent where nothing changed. */
export class Diagnostics {
  private readonly collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  /** What was last shown, by script and document. */
  private readonly shown = new Map<string, ReadonlyMap<string, { readonly uri: vscode.Uri; readonly print: string }>>();

  constructor(
    private readonly checker: Checker,
    private readonly settings: SettingsReader,
  ) {}

  register(context: vscode.ExtensionContext): void {
    context.subscriptions.push(
      this.collection,
      this.checker.onDidCheck((checked) => {
        this.show(checked);
      }),
      this.checker.onDidForget((key) => {
        this.clear(key);
      }),
    );
  }

  /** Shows findings of a file that is not open, until it is opened or `clear` is called with its URI. */
  showClosed(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): void {
    this.collection.set(uri, diagnostics);
  }

  /** Takes back what is shown of a script. */
  clear(key: string): void {
    for (const { uri } of this.shown.get(key)?.values() ?? []) {
      this.collection.delete(uri);
    }
    this.shown.delete(key);
    this.collection.delete(vscode.Uri.parse(key));
  }

  private show({ script, findings, analysis }: Checked): void {
    const settings = this.settings.read(script.uri);
    const before = this.shown.get(script.key);
    const now = new Map<string, { readonly uri: vscode.Uri; readonly print: string }>();
    for (const [cell, document] of script.documents) {
      const { uri, version } = document;
      const diagnostics = [
        ...findings.filter((finding) => finding.cell === cell).map((finding) => diagnosticOf(finding, settings)),
        ...(analysis.problems ?? []).filter((problem) => problem.cell === cell).map((problem) => commentDiagnostic(problem, document)),
      ].filter((diagnostic) => diagnostic !== null);
      // An edit may have squeezed what the editor shows, even where the same findings are found again.
      const print = `${String(version)} ${JSON.stringify(diagnostics)}`;
      now.set(uri.toString(), { uri, print });
      if (before?.get(uri.toString())?.print !== print) {
        this.collection.set(uri, diagnostics);
      }
    }
    for (const [key, { uri }] of before ?? []) {
      if (!now.has(key)) {
        this.collection.delete(uri);
      }
    }
    this.shown.set(script.key, now);
  }
}
