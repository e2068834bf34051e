import type { Evaluator } from '../../python/evaluate/evaluator';
import { fileDocument } from '../../python/source/document';
import { foldersAbove } from '../../python/source/folders';

import { sizeOfTree, type ConfigTree, type Unit } from './config-tree';
import { readToml } from './read-toml';
import { readYaml } from './read-yaml';
import type { YamlDialect } from './yaml-scalars';

export type DocumentForm = YamlDialect | 'toml';

/** A longer text is data, not a configuration: of 1,604 YAML and TOML files in a hundred public training repositories the longest has 24,000 characters. */
const longestText = 100_000;
/** More values than this say nothing that a script's few settings would. */
const mostValues = 3000;
/** How many folders above the script may be the one it is started from. */
const parentsSearched = 3;
/** Documents that are kept between evaluations. */
const mostKept = 200;

/** JSON of other names is data more often than settings. */
const namesOfSettings = /conf|cfg|param|setting|args|deepspeed|ds_|accelerate/i;

const kept = new Map<string, { readonly text: string; readonly read: ConfigTree | null }>();

/** The file that a program means by a path, as seen from the script and the folders above it; null where there is none. */
export function findDocument(ev: Evaluator, path: string): { readonly path: string; readonly text: string } | null {
  for (const candidate of candidates(ev, path)) {
    const text = ev.workspace.read(candidate);
    if (text === undefined) {
      ev.wants.push(candidate);
    } else if (text !== null) {
      return { path: candidate, text };
    }
  }
  return null;
}

/**
 * Reads a configuration that the program names; undefined where there is none, or where it cannot be read. What a person should know of
 * that is noted once.
 */
export function readDocument(ev: Evaluator, path: string, form: DocumentForm): ConfigTree | undefined {
  const found = findDocument(ev, path);
  if (found === null) {
    if (!path.endsWith('.json') || namesOfSettings.test(path)) {
      ev.remarks.push(`The configuration ${path}, which the script reads, is not found.`);
    }
    return undefined;
  }
  if (found.text.length > longestText) {
    return undefined;
  }
  const key = `${form}:${found.path}`;
  const known = kept.get(key);
  if (known?.text === found.text && known.read !== null) {
    return known.read;
  }
  const read = parsed(found.path, found.text, form);
  if ('problem' in read) {
    ev.remarks.push(`The configuration ${path} cannot be read: ${read.problem}.`);
    return undefined;
  }
  if (sizeOfTree(read, mostValues) > mostValues) {
    return undefined;
  }
  if (kept.size >= mostKept) {
    kept.clear();
  }
  kept.set(key, { text: found.text, read });
  return read;
}

function parsed(path: string, text: string, form: DocumentForm): ConfigTree | { readonly problem: string } {
  const unit: Unit = { document: fileDocument(path, text), fragment: 0, base: 0 };
  return form === 'toml' ? readToml(text, unit) : readYaml(text, unit, form);
}

/** A relative path is one of the folder the script is started from, which is its own or one above; an absolute one lies among these. */
function candidates(ev: Evaluator, path: string): readonly string[] {
  const folders = foldersOf(ev);
  const clean = normalized(path);
  if (clean.startsWith('/')) {
    return folders.some((folder) => folder !== '/' && clean.startsWith(folder)) ? [clean] : [];
  }
  return folders.map((folder) => normalized(folder + clean));
}

function foldersOf(ev: Evaluator): readonly string[] {
  return foldersAbove(ev.frames[0]?.globals.module.path ?? '').slice(0, parentsSearched + 1);
}

/** Without `.` and, as far as there is something to leave, without `..`. */
export function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') {
      parts.pop();
    } else if (part !== '.' && (part !== '' || parts.length === 0)) {
      parts.push(part);
    }
  }
  return parts.join('/');
}
