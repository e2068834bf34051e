import * as vscode from 'vscode';
import type { Workspace } from '../../assess/assess';
import { longestLaunchFile, mayHoldLaunches } from '../../profile/launch/launch-names';
import { foldersAbove } from '../../python/source/folders';
import { sizeCap } from './script';

/** The largest number of answers kept, most of them "no such file"; the oldest is dropped first. */
const rememberedTexts = 5000;

/** What is read beside Python: configurations, versions, and what starts a script. */
const watched = [
  ...['py', 'yaml', 'yml', 'json', 'toml', 'cfg', 'txt', 'lock', 'sh', 'bash', 'zsh', 'slurm', 'sbatch', 'sub', 'job', 'mk', 'ipynb'].map(
    (extension) => `*.${extension}`,
  ),
  'Makefile',
  'makefile',
  'GNUmakefile',
];

/**
 * Texts of the modules that scripts import, read through the workspace's file system and kept until they change on disk.
 * A module that is open and unsaved is read as it was saved.
 */
export class ModuleTexts {
  private readonly texts = new Map<string, string | null>();
  private readonly readers = new Map<string, Set<string>>();
  private readonly changed = new vscode.EventEmitter<readonly string[]>();

  /** Fires when a text that was given out is no longer true, with the keys of the scripts that it was given to. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly log: vscode.LogOutputChannel) {}

  register(context: vscode.ExtensionContext): void {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/{${watched.join(',')}}`);
    const forget = (uri: vscode.Uri): void => {
      const key = uri.toString();
      if (this.texts.delete(key)) {
        this.changed.fire([...(this.readers.get(key) ?? [])]);
        this.readers.delete(key);
      }
    };
    // A listing is read for what may start a script; a run that writes its logs beside it changes nothing.
    const forgetWithListings = (uri: vscode.Uri): void => {
      forget(uri);
      if (mayHoldLaunches(uri.path.slice(uri.path.lastIndexOf('/') + 1))) {
        foldersAbove(uri.path).forEach((path) => {
          forget(uri.with({ path }));
        });
      }
    };
    context.subscriptions.push(
      this.changed,
      watcher,
      watcher.onDidChange(forget),
      watcher.onDidCreate(forgetWithListings),
      watcher.onDidDelete(forgetWithListings),
      vscode.workspace.onDidSaveTextDocument((document) => {
        forget(document.uri);
      }),
    );
  }

  /** The texts as one script sees them: paths are those of its own file system. */
  seenFrom(script: vscode.Uri): Workspace {
    const keys = new Map<string, string>();
    return {
      read: (path) => {
        const key = keys.get(path) ?? script.with({ path }).toString();
        keys.set(path, key);
        const readers = this.readers.get(key) ?? new Set();
        this.readers.set(key, readers.add(script.toString()));
        return this.texts.get(key);
      },
    };
  }

  /** The same for a script that is not open: nobody is told when a text changes. */
  seenOnce(script: vscode.Uri): Workspace {
    return { read: (path) => this.texts.get(script.with({ path }).toString()) };
  }

  /** Loads the paths that are not known yet; true when there was one. */
  async load(script: vscode.Uri, paths: readonly string[]): Promise<boolean> {
    const unknown = paths.map((path) => script.with({ path })).filter((uri) => !this.texts.has(uri.toString()));
    await Promise.all(unknown.map(async (uri) => this.texts.set(uri.toString(), await this.readText(uri))));
    for (const key of this.texts.keys()) {
      if (this.texts.size <= rememberedTexts) {
        break;
      }
      this.texts.delete(key);
      this.readers.delete(key);
    }
    return unknown.length > 0;
  }

  /** The text of a file; of a path that ends in a slash, the names in that folder, one a line. */
  private async readText(uri: vscode.Uri): Promise<string | null> {
    try {
      if (uri.path.endsWith('/')) {
        return (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name).join('\n');
      }
      // Of other notebooks only the lines that start a script are read, and those with pictures in them are large.
      if (uri.path.endsWith('.ipynb') && (await vscode.workspace.fs.stat(uri)).size > longestLaunchFile) {
        return null;
      }
      const bytes = await vscode.workspace.fs.readFile(uri);
      if (bytes.length > sizeCap) {
        this.log.warn(`${uri.path} is larger than 2 MB and is not read.`);
        return null;
      }
      return new TextDecoder().decode(bytes);
    } catch (error) {
      const isAbsent =
        error instanceof vscode.FileSystemError && ['FileNotFound', 'FileIsADirectory', 'FileNotADirectory'].includes(error.code);
      if (!isAbsent) {
        this.log.debug(`${uri.path} cannot be read: ${String(error)}`);
      }
      return null;
    }
  }
}
