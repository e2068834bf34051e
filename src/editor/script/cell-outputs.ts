import type * as vscode from 'vscode';

const decoder = new TextDecoder();

/** What a cell printed when it was run last. */
export function printedBy(cell: vscode.NotebookCell): string {
  return cell.outputs
    .flatMap(({ items }) => items)
    .filter(({ mime }) => mime === 'text/plain' || /^application\/vnd\.code\.notebook\.std(out|err)$/.test(mime))
    .map(({ data }) => decoder.decode(data))
    .join('\n');
}
