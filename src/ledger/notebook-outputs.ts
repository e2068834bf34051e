import { bookOf, isObject, joined } from '../python/source/notebook';

/** What the cells of a Jupyter notebook printed, in their order; null when the text is no notebook. */
export function notebookOutputs(text: string): string | null {
  const book = bookOf(text);
  if (!isObject(book) || !Array.isArray(book.cells)) {
    return null;
  }
  return book.cells
    .filter(isObject)
    .flatMap((cell) => (Array.isArray(cell.outputs) ? cell.outputs.filter(isObject) : []))
    .map((output) => joined(output.text ?? (isObject(output.data) ? output.data['text/plain'] : undefined)))
    .join('\n');
}
