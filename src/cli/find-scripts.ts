import type { Dirent } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { reasonOf } from './read-source';
import { slashed } from './paths';

/** Folders that hold other people's code, whatever `.gitignore` says. */
const passedOver = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  'venv',
  '.venv',
  '.tox',
  '.nox',
  '__pycache__',
  'site-packages',
  '.ipynb_checkpoints',
  '.mypy_cache',
  '.eggs',
]);

export type Found =
  { readonly kind: 'script'; readonly path: string } | { readonly kind: 'error'; readonly path: string; readonly message: string };

/** The scripts that the given paths mean, in order; a file is taken whatever its name, a folder is walked. */
export async function* findScripts(given: readonly string[], cwd: string): AsyncGenerator<Found> {
  const seen = new Set<string>();
  for (const one of given) {
    for await (const found of scriptsOf(one, cwd)) {
      const absolute = path.resolve(cwd, found.path);
      if (!seen.has(absolute)) {
        seen.add(absolute);
        yield found;
      }
    }
  }
}

async function* scriptsOf(given: string, cwd: string): AsyncGenerator<Found> {
  try {
    const absolute = path.resolve(cwd, given);
    if ((await stat(absolute)).isDirectory()) {
      yield* walk(given, absolute, await rulesAbove(absolute));
    } else {
      yield { kind: 'script', path: given };
    }
  } catch (error) {
    yield { kind: 'error', path: slashed(given), message: reasonOf(error) };
  }
}

/** The rules of one `.gitignore`, and the folder they are relative to. */
interface Rules {
  readonly folder: string;
  readonly matcher: Ignore;
}

async function* walk(shown: string, absolute: string, above: readonly Rules[]): AsyncGenerator<Found> {
  let entries: Dirent[];
  try {
    entries = await readdir(absolute, { withFileTypes: true });
  } catch (error) {
    yield { kind: 'error', path: slashed(shown), message: reasonOf(error) };
    return;
  }
  if (entries.some((entry) => entry.name === 'pyvenv.cfg')) {
    return;
  }
  const rules = entries.some((entry) => entry.name === '.gitignore') ? [...above, ...(await rulesOf(absolute))] : above;
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const child = path.join(absolute, entry.name);
    const isFolder = entry.isDirectory();
    if ((isFolder ? passedOver.has(entry.name) : !/\.(?:py|ipynb)$/u.test(entry.name)) || isIgnored(child, isFolder, rules)) {
      continue;
    }
    const name = path.join(shown, entry.name);
    if (isFolder) {
      yield* walk(name, child, rules);
    } else if (entry.isFile()) {
      yield { kind: 'script', path: name };
    }
  }
}

/** The last file that says something about a path decides. */
function isIgnored(absolute: string, isFolder: boolean, rules: readonly Rules[]): boolean {
  for (const { folder, matcher } of rules.toReversed()) {
    const result = matcher.test(slashed(path.relative(folder, absolute)) + (isFolder ? '/' : ''));
    if (result.ignored || result.unignored) {
      return result.ignored;
    }
  }
  return false;
}

/** The rules of the folders above, up to the root of the repository; none outside of one. */
async function rulesAbove(absolute: string): Promise<readonly Rules[]> {
  const folders: string[] = [];
  for (let folder = absolute; ; folder = path.dirname(folder)) {
    if (await exists(path.join(folder, '.git'))) {
      break;
    }
    const parent = path.dirname(folder);
    if (parent === folder) {
      return [];
    }
    folders.unshift(parent);
  }
  return (await Promise.all(folders.map(rulesOf))).flat();
}

async function rulesOf(folder: string): Promise<readonly Rules[]> {
  try {
    const text = await readFile(path.join(folder, '.gitignore'), 'utf8');
    return [{ folder, matcher: ignore().add(text) }];
  } catch {
    // No such file, or one that may not be read: git ignores nothing either.
    return [];
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
