import * as vscode from 'vscode';
import { contextKeys, type ContextKeys } from '../contributions';
import type { Failures } from '../failures';
import { isReadableNotebook, ownerByKey, ownerOf, type ScriptOwner } from './readable';

/** What the person is looking at. */
export type Active =
  | { readonly kind: 'script'; readonly owner: ScriptOwner; readonly key: string }
  | { readonly kind: 'other'; readonly fileName: string }
  | { readonly kind: 'none' };

/** Follows the active editor, notebooks included; panels, output and side bar leave the last script in place. */
export class ActiveScript {
  private active: Active = { kind: 'none' };
  private context: boolean = contextKeys['joulewise.hasScript'];
  private readonly changed = new vscode.EventEmitter<Active>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly failures: Failures) {}

  register(context: vscode.ExtensionContext): void {
    const update = (): void => {
      this.update();
    };
    const { window, workspace } = vscode;
    context.subscriptions.push(
      this.changed,
      window.onDidChangeActiveTextEditor(update),
      window.onDidChangeActiveNotebookEditor(update),
      window.onDidChangeVisibleTextEditors(update),
      window.onDidChangeVisibleNotebookEditors(update),
      workspace.onDidOpenTextDocument(update),
      workspace.onDidCloseTextDocument(update),
    );
    this.update();
  }

  get current(): Active {
    return this.active;
  }

  private update(): void {
    const next = this.look();
    const isSame = next.kind === this.active.kind && name(next) === name(this.active);
    this.active = next;
    this.tellContext('joulewise.hasScript', next.kind === 'script');
    if (!isSame) {
      this.changed.fire(next);
    }
  }

  private look(): Active {
    const { activeNotebookEditor, activeTextEditor } = vscode.window;
    if (activeNotebookEditor !== undefined && isReadableNotebook(activeNotebookEditor.notebook)) {
      return scriptIn(activeNotebookEditor.notebook);
    }
    const document = activeTextEditor?.document;
    const owner = document === undefined ? undefined : ownerOf(document);
    if (owner !== undefined) {
      return scriptIn(owner);
    }
    if (document !== undefined && isFile(document)) {
      return { kind: 'other', fileName: document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1) };
    }
    return this.lastStillVisible();
  }

  private lastStillVisible(): Active {
    const { active } = this;
    if (active.kind !== 'script') {
      return { kind: 'none' };
    }
    const { visibleNotebookEditors, visibleTextEditors } = vscode.window;
    const visible = [...visibleNotebookEditors.map(({ notebook }) => notebook), ...visibleTextEditors.map(({ document }) => document)];
    return ownerByKey(active.key) !== undefined && visible.some(({ uri }) => uri.toString() === active.key) ? active : { kind: 'none' };
  }

  private tellContext(key: keyof ContextKeys, value: boolean): void {
    if (this.context !== value) {
      this.context = value;
      this.failures.inBackground('Set a context key', () => vscode.commands.executeCommand('setContext', key, value));
    }
  }
}

function scriptIn(owner: ScriptOwner): Active {
  return { kind: 'script', owner, key: owner.uri.toString() };
}

function name(active: Active): string {
  return active.kind === 'script' ? active.key : active.kind === 'other' ? active.fileName : '';
}

/** Output channels, the debug console and input boxes are text documents too. */
function isFile({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
}
