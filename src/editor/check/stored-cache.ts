import * as vscode from 'vscode';
import { ResultCache } from './result-cache';

const fileName = 'workspace-results.json';

/** The results of the workspace, kept in its storage between sessions; of a window without a folder only while it is open. */
export class StoredCache {
  private loaded: Promise<ResultCache> | undefined;

  constructor(private readonly context: vscode.ExtensionContext) {}

  /** Loads the results at the first call. */
  open(): Promise<ResultCache> {
    this.loaded ??= this.read().then((text) => ResultCache.load(text, this.version));
    return this.loaded;
  }

  async save(): Promise<void> {
    const { file } = this;
    if (file !== undefined && this.loaded !== undefined) {
      const text = (await this.loaded).stored();
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    }
  }

  private async read(): Promise<string | undefined> {
    try {
      return this.file === undefined ? undefined : new TextDecoder().decode(await vscode.workspace.fs.readFile(this.file));
    } catch {
      // The first check of this workspace.
      return undefined;
    }
  }

  /** Results of another version are those of another analysis. While the extension is developed, each window is a version of its own. */
  private get version(): string {
    const { extension, extensionMode } = this.context;
    const { version } = extension.packageJSON as { readonly version: string };
    return extensionMode === vscode.ExtensionMode.Production ? version : `${version} ${vscode.env.sessionId}`;
  }

  private get file(): vscode.Uri | undefined {
    const { storageUri } = this.context;
    return storageUri === undefined ? undefined : vscode.Uri.joinPath(storageUri, fileName);
  }
}
