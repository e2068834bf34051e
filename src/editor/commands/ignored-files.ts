import ignore, { type Ignore } from 'ignore';
import * as vscode from 'vscode';

/** Folders of installed packages, caches and builds, which nobody trains from. */
const neverRead = '**/{.git,.venv,venv,env,.tox,.nox,node_modules,site-packages,__pycache__,.ipynb_checkpoints,.mypy_cache,build,dist}/**';

/** The Python files and notebooks of the workspace without those that `files.exclude`, `search.exclude` or a `.gitignore` leave out. */
export async function filesToCheck(token: vscode.CancellationToken): Promise<readonly vscode.Uri[]> {
  const find = (pattern: string): Thenable<vscode.Uri[]> => vscode.workspace.findFiles(pattern, excludePattern(), undefined, token);
  const [files, gitignores] = await Promise.all([find('**/*.{py,ipynb}'), find('**/.gitignore')]);
  const rules = await Promise.all(gitignores.map(async (uri) => [folderOf(uri), await readRules(uri)] as const));
  const isIgnored = (file: vscode.Uri): boolean =>
    rules.some(([folder, one]) => file.path.startsWith(folder) && one.ignores(file.path.slice(folder.length)));
  return files.filter((file) => !isIgnored(file)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A glob of its own replaces the `files.exclude` that `findFiles` would follow, so that both are joined here. */
function excludePattern(): string {
  const configured = ['files.exclude', 'search.exclude'].flatMap((setting) =>
    Object.entries(vscode.workspace.getConfiguration().get<Readonly<Record<string, unknown>>>(setting, {}))
      .filter(([, isOn]) => isOn === true)
      .map(([pattern]) => pattern),
  );
  return `{${[neverRead, ...configured].map(withoutOuterBraces).join(',')}}`;
}

/** Globs of VS Code do not nest braces, so `a/{b,c}/d` inside a list is written out. */
function withoutOuterBraces(pattern: string): string {
  const group = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(pattern);
  if (group === null) {
    return pattern;
  }
  const [, before = '', choices = '', after = ''] = group;
  return choices
    .split(',')
    .map((choice) => withoutOuterBraces(`${before}${choice}${after}`))
    .join(',');
}

async function readRules(uri: vscode.Uri): Promise<Ignore> {
  return ignore().add(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
}

function folderOf(file: vscode.Uri): string {
  return file.path.slice(0, file.path.lastIndexOf('/') + 1);
}
