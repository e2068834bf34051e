import * as vscode from 'vscode';
import type { Fragment, SourceDocument } from '../../python/source/document';
import { printedBy } from './cell-outputs';

/** A Python file, an untitled document or a whole notebook, open in the editor, as it stands now. */
export interface Script {
  /** Names the script in maps and in what is remembered of it. */
  readonly key: string;
  readonly uri: vscode.Uri;
  readonly source: SourceDocument;
  /** The text documents by cell; a file has one, under null. */
  readonly documents: ReadonlyMap<number | null, vscode.TextDocument>;
  /** Changes with every change of text or order of cells. */
  readonly stamp: string;
}

export const notebookType = 'jupyter-notebook';

/** How much source Joulewise reads of one script, in UTF-16 code units. */
export const sizeCap = 2 * 1024 * 1024;

export function readScript(of: vscode.TextDocument | vscode.NotebookDocument): Script {
  return 'notebookType' in of ? readNotebookScript(of) : readFileScript(of);
}

function readFileScript(document: vscode.TextDocument): Script {
  const fragment: Fragment = { index: 0, cell: null, text: document.getText() };
  return {
    key: document.uri.toString(),
    uri: document.uri,
    source: { path: document.uri.path, fragments: [fragment] },
    documents: new Map([[null, document]]),
    stamp: stampOf(document),
  };
}

function readNotebookScript(notebook: vscode.NotebookDocument): Script {
  const cells = notebook.getCells().filter(isPythonCell);
  return {
    key: notebook.uri.toString(),
    uri: notebook.uri,
    source: {
      path: notebook.uri.path,
      fragments: cells.map(fragmentOf),
    },
    documents: new Map(cells.map((cell) => [cell.index, cell.document])),
    stamp: stampOf(notebook),
  };
}

/** A cell as it stands now; what it printed is decoded when somebody asks. */
function fragmentOf(cell: vscode.NotebookCell, index: number): Fragment {
  let printed: string | undefined;
  return {
    index,
    cell: cell.index,
    text: cell.document.getText(),
    get printed() {
      return (printed ??= printedBy(cell));
    },
  };
}

/** Names the present text of a document or notebook without reading it. */
export function stampOf(owner: vscode.TextDocument | vscode.NotebookDocument): string {
  if (!('notebookType' in owner)) {
    return String(owner.version);
  }
  const cells = owner.getCells().filter(isPythonCell);
  return cells.map((cell) => `${String(cell.index)} ${cell.document.uri.fragment} ${String(cell.document.version)}`).join();
}

export function isPythonCell(cell: vscode.NotebookCell): boolean {
  return cell.kind === vscode.NotebookCellKind.Code && cell.document.languageId === 'python';
}

/** How much text a script holds, in UTF-16 code units. */
export function sizeOf(source: SourceDocument): number {
  return source.fragments.reduce((size, fragment) => size + fragment.text.length, 0);
}
