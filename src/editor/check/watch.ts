import * as vscode from 'vscode';
import type { TextChange } from '../findings/shift';
import type { ModuleTexts } from '../script/module-texts';
import { isReadableNotebook, openOwners, ownerOf, type ScriptOwner } from '../script/readable';
import type { SettingsReader } from '../settings/settings';
import type { Checker } from './checker';

/** Tells the checker what happens to documents and notebooks: opened, changed, closed, switched off, or a module they import changed. */
export class DocumentWatch {
  constructor(
    private readonly checker: Checker,
    private readonly modules: ModuleTexts,
    private readonly settings: SettingsReader,
  ) {}

  register(context: vscode.ExtensionContext): void {
    const { workspace } = vscode;
    context.subscriptions.push(
      workspace.onDidOpenTextDocument((document) => {
        this.ask(ownerOf(document));
      }),
      workspace.onDidOpenNotebookDocument((notebook) => {
        this.ask(isReadableNotebook(notebook) ? notebook : undefined);
      }),
      workspace.onDidChangeTextDocument((event) => {
        this.changed(event);
      }),
      workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
        this.ask(contentChanges.length > 0 && isReadableNotebook(notebook) ? notebook : undefined);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.checker.forget(document.uri.toString());
      }),
      workspace.onDidCloseNotebookDocument((notebook) => {
        this.checker.forget(notebook.uri.toString());
      }),
      this.modules.onDidChange((scripts) => {
        scripts
          .filter((key) => this.checker.latest(key) !== undefined)
          .forEach((key) => {
            this.checker.ask(key);
          });
      }),
      this.settings.onDidChange(() => {
        this.askAll();
      }),
    );
    this.askAll();
  }

  private askAll(): void {
    openOwners().forEach((owner) => {
      this.ask(owner);
    });
  }

  private ask(owner: ScriptOwner | undefined): void {
    if (owner !== undefined) {
      this.checker.ask(owner.uri.toString());
    }
  }

  private changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const owner = contentChanges.length === 0 ? undefined : ownerOf(document);
    if (owner === undefined) {
      return;
    }
    const lastFirst = [...contentChanges].sort((a, b) => b.rangeOffset - a.rangeOffset);
    this.checker.follow(owner.uri.toString(), document, lastFirst.map(textChange));
    this.ask(owner);
  }
}

function textChange({ range, text }: vscode.TextDocumentContentChangeEvent): TextChange {
  return {
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    text,
  };
}
