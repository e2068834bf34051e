import * as vscode from 'vscode';
import type { Explanation } from '../../assess/explain/explanation';
import { explanationText } from '../../report/explanation/text';
import type { Checker } from '../check/checker';
import { commands } from '../contributions';
import type { EngineSource } from '../engine';
import { ruleOptions } from '../findings/severity';
import type { ModuleTexts } from '../script/module-texts';
import { ownerOf } from '../script/readable';
import { readScript } from '../script/script';
import type { SettingsReader } from '../settings/settings';

const scheme = 'joulewise-explanation';
/** Explanations kept for editors that show them. */
const mostKept = 20;

/** The line that a command is about, as it passes through a code action or a link. */
export interface LineReference {
  readonly document: string;
  /** Counted from 0, as the editor does. */
  readonly line: number;
}

/** The command with its line, for a code action. */
export function explainCommand(title: string, { uri }: vscode.TextDocument, line: number): vscode.Command {
  const reference: LineReference = { document: uri.toString(), line };
  return { title, command: commands.explainLine, arguments: [reference] };
}

/** The same as the address of a link. */
export function explainLink(document: vscode.TextDocument, line: number): string {
  const { command, arguments: given } = explainCommand('', document, line);
  return `command:${command}?${encodeURIComponent(JSON.stringify(given))}`;
}

/** Shows, beside the script, why rules spoke or were silent at a line. */
export class ExplainLine implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly checker: Checker,
    private readonly modules: ModuleTexts,
    private readonly settings: SettingsReader,
    private readonly engine: EngineSource,
  ) {}

  register(context: vscode.ExtensionContext): void {
    context.subscriptions.push(this.changed, vscode.workspace.registerTextDocumentContentProvider(scheme, this));
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  async run(given: unknown): Promise<void> {
    const { document, line } = isLineReference(given) ? { document: openDocument(given.document), line: given.line } : activeLine();
    const explanation = document === undefined ? undefined : await this.explanation(document, line);
    if (explanation === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a Python training script or notebook first.'));
      return;
    }
    const place = `${explanation.path}${explanation.cell === null ? '' : `, cell ${String(explanation.cell + 1)}`}:${String(explanation.line)}`;
    const uri = vscode.Uri.from({ scheme, path: `${place}.txt` });
    this.keep(uri, explanationText(explanation));
    const shown = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(shown, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  private async explanation(document: vscode.TextDocument, line: number): Promise<Explanation | undefined> {
    const owner = ownerOf(document);
    if (owner === undefined) {
      return undefined;
    }
    // The check loads what the script imports, so that the explanation reads the same.
    await this.checker.settled(owner.uri.toString());
    const script = readScript(owner);
    const cell = [...script.documents].find(([, one]) => one === document)?.[0] ?? null;
    const rules = ruleOptions(this.settings.read(script.uri));
    return (await this.engine()).explain(script.source, this.modules.seenFrom(script.uri), { cell, line: line + 1 }, rules);
  }

  private keep(uri: vscode.Uri, text: string): void {
    this.texts.delete(uri.toString());
    this.texts.set(uri.toString(), text);
    for (const key of this.texts.keys()) {
      if (this.texts.size <= mostKept) {
        break;
      }
      this.texts.delete(key);
    }
    this.changed.fire(uri);
  }
}

function activeLine(): { readonly document: vscode.TextDocument | undefined; readonly line: number } {
  const editor = vscode.window.activeTextEditor;
  return { document: editor?.document, line: editor?.selection.active.line ?? 0 };
}

function openDocument(key: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
}

function isLineReference(given: unknown): given is LineReference {
  const { document, line } = (given ?? {}) as Readonly<Record<string, unknown>>;
  return typeof document === 'string' && typeof line === 'number';
}
