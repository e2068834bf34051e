import * as vscode from 'vscode';
import { referenceFiles, type ReferenceTables } from '../reference/tables';

/** What is shipped beside the bundle, read through the workspace's file system so that every host can. */
export interface Assets {
  readonly parserRuntime: Uint8Array;
  readonly pythonGrammar: Uint8Array;
  readonly reference: ReferenceTables;
}

export async function loadAssets(extensionUri: vscode.Uri): Promise<Assets> {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const read = (path: string): Thenable<Uint8Array> => vscode.workspace.fs.readFile(vscode.Uri.joinPath(dist, path));
  const table = async ([name, file]: [string, string]): Promise<[string, unknown]> => [
    name,
    JSON.parse(new TextDecoder().decode(await read(`data/${file}`))),
  ];
  const [parserRuntime, pythonGrammar, tables] = await Promise.all([
    read('web-tree-sitter.wasm'),
    read('tree-sitter-python.wasm'),
    Promise.all(Object.entries(referenceFiles).map(table)),
  ]);
  // The build wrote these files from the same schema; a package test reads them back.
  return { parserRuntime, pythonGrammar, reference: Object.fromEntries(tables) as unknown as ReferenceTables };
}
