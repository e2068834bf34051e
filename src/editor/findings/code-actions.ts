import * as vscode from 'vscode';
import type { Checked, Checker } from '../check/checker';
import { explainCommand } from '../commands/explain-line';
import type { Failures } from '../failures';
import { unusedSuppression } from '../../assess/project/unused-suppression';
import type { Finding, Fix } from '../../rules/finding';
import { ownerOf } from '../script/readable';
import { rangeOf } from '../script/positions';
import { scriptSelector } from '../script/selector';
import type { SettingsReader } from '../settings/settings';
import { diagnosticSource } from './diagnostics';
import { workspaceEdit } from './edits';
import { chosenEdits, staysInPlace } from '../../assess/fix/chosen-edits';
import { shownSeverity } from './severity';
import { suppressionEdit } from './suppression';

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('joulewise');
/** Asked of one cell, and meant for all cells of its notebook. */
const notebookFixAllKind = vscode.CodeActionKind.Notebook.append('source.fixAll.joulewise');

/** Offers what can be done about a finding: its fixes, silence on this line, and its page. */
export class CodeActions implements vscode.CodeActionProvider {
  constructor(
    private readonly checker: Checker,
    private readonly settings: SettingsReader,
    private readonly failures: Failures,
  ) {}

  register(context: vscode.ExtensionContext): void {
    const providedCodeActionKinds = [vscode.CodeActionKind.QuickFix, fixAllKind, notebookFixAllKind];
    context.subscriptions.push(vscode.languages.registerCodeActionsProvider(scriptSelector, this, { providedCodeActionKinds }));
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const isAsked = (kind: vscode.CodeActionKind): boolean => context.only === undefined || context.only.contains(kind);
    const actions = isAsked(vscode.CodeActionKind.QuickFix) ? this.quickFixes(document, range, context.diagnostics) : [];
    const { only } = context;
    const kind = [notebookFixAllKind, fixAllKind].find((one) => only?.contains(one) === true);
    if (kind === undefined) {
      return actions;
    }
    const fixAll = await this.fixAll(document, kind);
    return token.isCancellationRequested || fixAll === undefined ? actions : [...actions, fixAll];
  }

  private quickFixes(document: vscode.TextDocument, range: vscode.Range, present: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
    const checked = this.checker.latest(document);
    if (checked === undefined) {
      return [];
    }
    const here = this.shownFindings(checked, document).filter((finding) => rangeOf(finding).intersection(range) !== undefined);
    const fixes = here.flatMap((finding) =>
      finding.fixes.filter((fix) => staysInPlace(finding, fix)).flatMap((fix) => this.fixAction(checked, finding, fix, present)),
    );
    const preferred = fixes.find(({ fix }) => fix.safe)?.action;
    if (preferred !== undefined) {
      preferred.isPreferred = true;
    }
    return [
      ...fixes.map(({ action }) => action),
      ...here.filter(({ rule }) => rule !== unusedSuppression).flatMap((finding) => this.suppression(document, finding, present)),
      ...here.slice(0, 1).map((finding) => this.explanation(document, finding)),
      ...here.map((finding) => this.rulePage(finding, present)),
    ];
  }

  private fixAction(
    checked: Checked,
    finding: Finding,
    fix: Fix,
    present: readonly vscode.Diagnostic[],
  ): { action: vscode.CodeAction; fix: Fix }[] {
    const edit = workspaceEdit(checked.script, fix.edits);
    if (edit === undefined) {
      return [];
    }
    const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
    action.edit = edit;
    action.diagnostics = diagnosticsOf(finding, present);
    return [{ action, fix }];
  }

  private suppression(document: vscode.TextDocument, finding: Finding, present: readonly vscode.Diagnostic[]): vscode.CodeAction[] {
    const line = finding.line - 1;
    const insertion = line < document.lineCount ? suppressionEdit(document.lineAt(line).text, finding.rule) : null;
    if (insertion === null) {
      return [];
    }
    const action = new vscode.CodeAction(vscode.l10n.t('Ignore {0} on this line', finding.rule), vscode.CodeActionKind.QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.insert(document.uri, new vscode.Position(line, insertion.column), insertion.text);
    action.diagnostics = diagnosticsOf(finding, present);
    return [action];
  }

  /** One for the line, whatever stands on it. */
  private explanation(document: vscode.TextDocument, { line }: Finding): vscode.CodeAction {
    const title = vscode.l10n.t('Explain this line');
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = explainCommand(title, document, line - 1);
    return action;
  }

  private rulePage(finding: Finding, present: readonly vscode.Diagnostic[]): vscode.CodeAction {
    const title = vscode.l10n.t('Open the page of {0}', finding.rule);
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.command = { title, command: 'vscode.open', arguments: [vscode.Uri.parse(finding.docs)] };
    action.diagnostics = diagnosticsOf(finding, present);
    return action;
  }

  /** All safe fixes of this file or cell, or of every cell each in its own, from a check of the text as it is now. */
  private async fixAll(document: vscode.TextDocument, kind: vscode.CodeActionKind): Promise<vscode.CodeAction | undefined> {
    const key = ownerOf(document)?.uri.toString();
    try {
      const checked = key === undefined ? undefined : await this.checker.checkNow(key);
      const meant = kind === notebookFixAllKind ? [...(checked?.script.documents.values() ?? [])] : [document];
      const findings = checked === undefined ? [] : meant.flatMap((one) => this.shownFindings(checked, one));
      const edit = checked === undefined ? undefined : workspaceEdit(checked.script, chosenEdits(findings).edits);
      if (edit === undefined) {
        return undefined;
      }
      const action = new vscode.CodeAction(vscode.l10n.t('Apply all safe Joulewise fixes'), kind);
      action.edit = edit;
      return action;
    } catch (error) {
      this.failures.note('Fix all', error);
      return undefined;
    }
  }

  private shownFindings(checked: Checked, document: vscode.TextDocument): readonly Finding[] {
    const settings = this.settings.read(checked.script.uri);
    const cell = [...checked.script.documents].find(([, one]) => one === document)?.[0];
    return checked.findings.filter((finding) => finding.cell === cell && shownSeverity(finding, settings) !== null);
  }
}

function diagnosticsOf(finding: Finding, present: readonly vscode.Diagnostic[]): vscode.Diagnostic[] {
  return present.filter(
    ({ source, code, range }) =>
      source === diagnosticSource &&
      typeof code === 'object' &&
      code.value === finding.rule &&
      range.intersection(rangeOf(finding)) !== undefined,
  );
}
