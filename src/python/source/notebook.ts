import { type Fragment, type SourceDocument } from './document';

export type NotebookReading =
  { readonly ok: true; readonly document: SourceDocument; readonly python: boolean } | { readonly ok: false; readonly problem: string };

type Json = Readonly<Record<string, unknown>>;

/** Reads a Jupyter notebook (nbformat 3 or 4) into its code cells. A notebook of another language has no fragments. */
export function readNotebook(path: string, json: string): NotebookReading {
  const raw = bookOf(json);
  if (raw === undefined) {
    return { ok: false, problem: `${path} is not a notebook: its JSON cannot be read.` };
  }
  if (!isObject(raw)) {
    return { ok: false, problem: `${path} is not a notebook: it holds no object.` };
  }
  const cells = cellsOf(raw);
  if (cells === null) {
    return { ok: false, problem: `${path} is not a notebook: it has no list of cells.` };
  }
  const python = isPython(raw.metadata, cells);
  const fragments: Fragment[] = [];
  cells.forEach((cell, index) => {
    if (python && isObject(cell) && cell.cell_type === 'code') {
      const printed = printedBy(cell.outputs);
      fragments.push({
        index: fragments.length,
        cell: index,
        text: joined(cell.source ?? cell.input),
        ...(printed === '' ? {} : { printed }),
      });
    }
  });
  return { ok: true, document: { path, fragments }, python };
}

/** Of longer outputs the end is left out: the first epochs tell as much. */
const mostPrinted = 200_000;

/** The texts among the outputs of a cell: streams, values, and what is written around tables and bars in HTML. */
function printedBy(outputs: unknown): string {
  const texts = (Array.isArray(outputs) ? outputs : []).filter(isObject).map(({ text, data }) => {
    const shown = isObject(data) ? [data['text/plain'], data['text/html']] : [text];
    return shown.map(joined).filter((one) => one.length <= mostPrinted);
  });
  return texts.flat().join('\n').slice(0, mostPrinted);
}

/** The JSON of a notebook, with or without a byte order mark; undefined where it cannot be read. */
export function bookOf(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The cells of nbformat 4, or of all worksheets of nbformat 3. */
function cellsOf(book: Json): readonly unknown[] | null {
  if (Array.isArray(book.cells)) {
    return book.cells as readonly unknown[];
  }
  const sheets = Array.isArray(book.worksheets) ? book.worksheets.filter(isObject) : [];
  const cells = sheets.map((sheet) => sheet.cells).filter((list): list is unknown[] => Array.isArray(list));
  return cells.length === 0 ? null : cells.flat();
}

/** Whether the kernel runs Python: by its language, or its name, or, in nbformat 3, the language of the cells. */
function isPython(metadata: unknown, cells: readonly unknown[]): boolean {
  const kernel = isObject(metadata) ? metadata.kernelspec : undefined;
  const language = isObject(metadata) ? metadata.language_info : undefined;
  const firstCell = cells.filter(isObject).find((cell) => cell.cell_type === 'code');
  const stated = [
    isObject(kernel) ? kernel.language : undefined,
    isObject(language) ? language.name : undefined,
    firstCell?.language,
    isObject(kernel) ? kernel.name : undefined,
  ].find((one): one is string => typeof one === 'string' && one !== '');
  return stated === undefined || /python|conda|venv|pytorch|tensorflow/i.test(stated);
}

/** A text of a notebook: one string, or a list of lines. */
export function joined(source: unknown): string {
  if (typeof source === 'string') {
    return source;
  }
  return Array.isArray(source) ? source.filter((line): line is string => typeof line === 'string').join('') : '';
}
