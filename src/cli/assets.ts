import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PythonParser } from '../python/parser';
import { createReference, type Reference } from '../reference/reference';
import { referenceFiles, type ReferenceTables } from '../reference/tables';

/** The bundle finds its files beside itself; run from source, they lie where packages and tables are kept. */
const isBundled = existsSync(path.join(__dirname, 'web-tree-sitter.wasm'));
const root = path.join(__dirname, '..', '..');

export async function loadParser(): Promise<PythonParser> {
  const folderOf = (packageName: string): string => (isBundled ? __dirname : path.join(root, 'node_modules', packageName));
  const [runtime, grammar] = await Promise.all([
    readFile(path.join(folderOf('web-tree-sitter'), 'web-tree-sitter.wasm')),
    readFile(path.join(folderOf('tree-sitter-python'), 'tree-sitter-python.wasm')),
  ]);
  return PythonParser.load(runtime, grammar);
}

export function loadReference(): Reference {
  const folder = isBundled ? path.join(__dirname, 'data') : path.join(root, 'src', 'reference', 'data');
  const table = ([name, file]: [string, string]): [string, unknown] => [name, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))];
  // The build wrote these files from the same types; a test of the package reads them back.
  return createReference(Object.fromEntries(Object.entries(referenceFiles).map(table)) as unknown as ReferenceTables);
}

/** The version of the package that this command belongs to. */
export function packageVersion(): string {
  const folder = isBundled ? path.join(__dirname, '..') : root;
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { readonly version: string };
  return version;
}
