type Json = Readonly<Record<string, unknown>>;

/** What the cells of a Jupyter notebook printed, in their order; null when the text is no notebook. */
export function notebookOutputs(text: string): string | null {
  let book: unknown;
  try {
    book = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
  if (!isObject(book) || !Array.isArray(book.cells)) {
    return null;
  }
  return book.cells
    .filter(isObject)
    .flatMap((cell) => (Array.isArray(cell.outputs) ? cell.outputs.filter(isObject) : []))
    .map((output) => joined(output.text ?? (isObject(output.data) ? output.data['text/plain'] : undefined)))
    .join('\n');
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text of a notebook: one string, or a list of lines. */
function joined(text: unknown): string {
  return typeof text === 'string' ? text : Array.isArray(text) ? text.filter((line) => typeof line === 'string').join('') : '';
}
