import { type Fragment, type SourceDocument } from './document';

export type NotebookReading =
  { readonly ok: true; readonly document: SourceDocument; readonly python: boolean } | { readonly ok: false; readonly problem: string };

interface RawCell {
  readonly cell_type?: unknown;
  readonly source?: unknown;
}

/** Reads a Jupyter notebook (nbformat 3 or 4) into its code cells. A notebook of another language has no fragments. */
export function readNotebook(path: string, json: string): NotebookReading {
  let raw: unknown;
  try {
    raw = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, problem: `${path} is not a notebook: its JSON cannot be read.` };
  }
  if (typeof raw !== 'object' || raw === null) {
    return { ok: false, problem: `${path} is not a notebook: it holds no object.` };
  }
  const book = raw as {
    cells?: unknown;
    worksheets?: { cells?: unknown }[];
    metadata?: { kernelspec?: { language?: unknown; name?: unknown }; language_info?: { name?: unknown } };
  };
  const cells = Array.isArray(book.cells) ? book.cells : Array.isArray(book.worksheets?.[0]?.cells) ? book.worksheets[0].cells : null;
  if (cells === null) {
    return { ok: false, problem: `${path} is not a notebook: it has no list of cells.` };
  }
  const language = String(
    book.metadata?.kernelspec?.language ?? book.metadata?.language_info?.name ?? book.metadata?.kernelspec?.name ?? 'python',
  ).toLowerCase();
  const python = language.includes('python') || language.includes('conda') || language === '';
  const fragments: Fragment[] = [];
  (cells as (RawCell & { input?: unknown })[]).forEach((cell, index) => {
    if (cell.cell_type === 'code' && python) {
      fragments.push({ index: fragments.length, cell: index, text: joined(cell.source ?? cell.input) });
    }
  });
  return { ok: true, document: { path, fragments }, python };
}

function joined(source: unknown): string {
  if (typeof source === 'string') {
    return source;
  }
  return Array.isArray(source) ? source.filter((line): line is string => typeof line === 'string').join('') : '';
}
