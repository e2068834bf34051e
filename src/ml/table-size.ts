import {
  enlargedTables,
  largeDatasets,
  largeFiles,
  largeTables,
  smallDatasets,
  smallFiles,
  smallFolders,
  smallTables,
  syntheticDatasets,
} from '../libraries/table-datasets';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import { constantOf, single, type Possible } from '../python/values/possible';
import { ancestors } from './data-flow';
import { constantArgument, libraryName } from './surroundings';

export type TableSize = 'small' | 'large' | 'unknown';

/** From this many rows on, histograms of feature values beat sorting them (scikit-learn user guide, 1.5, 2024). */
export const manyRows = 10_000;
/** A pass over so many rows in Python takes a second and more: 7 µs a row for `apply`, 22 µs for `iterrows` (pandas 3.0, measured 2026). */
const slowRows = 100_000;
/** A pass over fewer takes a fraction of a second. */
const quickRows = 30_000;

/** How many rows the program's tables have, as far as it says: by the names and columns of published data sets, and by numbers it writes. */
export function tableSize(program: Program): TableSize {
  const known = rememberedSizes.get(program) ?? readSize(program);
  rememberedSizes.set(program, known);
  return known;
}

const rememberedSizes = new WeakMap<Program, TableSize>();

function readSize(program: Program): TableSize {
  const printed = printedRows(program.document);
  if (printed !== undefined) {
    return printed >= manyRows ? 'large' : 'small';
  }
  const made = syntheticDatasets.flatMap((name) => program.callsOf(name)).map((call) => constantArgument(call, 'n_samples', 0));
  const read = [...readers.flatMap((name) => program.callsNamed(name)), ...arrayReaders.flatMap((name) => program.callsOf(name))];
  const limits = read.map(({ arguments: given }) => {
    const rows = given.get('nrows');
    return rows.kind === 'given' ? constantOf(rows.possible) : undefined;
  });
  if (
    smallDatasets.some((name) => program.callsOf(name).length > 0) ||
    limits.some((rows) => typeof rows === 'number' && rows < manyRows) ||
    read.some((call) => smallFiles.test(fileOf(call) ?? '')) ||
    smallFolders.test(program.document.path) ||
    hasSmallTable(program)
  ) {
    return 'small';
  }
  if (
    largeDatasets.some((name) => program.callsOf(name).length > 0) ||
    [...made, ...limits].some((rows) => typeof rows === 'number' && rows >= manyRows) ||
    read.some((call) => largeFiles.test(fileOf(call) ?? '')) ||
    program.document.fragments.some(({ text }) => largeTables.test(text))
  ) {
    return 'large';
  }
  return made.some((rows) => typeof rows === 'number') ? 'small' : 'unknown';
}

/** Fewer rows are those of a head, or of a table of results. */
const someRows = 100;
/** `(10400, 42)` as a whole line, `[10400 rows x 42 columns]`, `RangeIndex: 10400 entries`. */
const shapes = [/^\((\d+), ?\d*\)$/gm, /\b(\d+) rows [x×] \d+ columns/g, /Index: (\d+) entries/g];

/** Rows of the largest table that a notebook printed the shape of; undefined where it printed none. */
function printedRows({ fragments }: Program['document']): number | undefined {
  const found = fragments.flatMap(({ printed }) =>
    printed === undefined ? [] : shapes.flatMap((shape) => [...printed.matchAll(shape)].map(([, rows]) => Number(rows))),
  );
  const most = Math.max(0, ...found);
  return most >= someRows ? most : undefined;
}

const readers = ['read_csv', 'read_excel', 'read_table', 'read_parquet', 'load_dataset'];
const arrayReaders = ['numpy.load', 'numpy.loadtxt', 'numpy.genfromtxt'];

/** The file that a call reads, where its name is known. */
function fileOf({ arguments: given }: Activation): string | undefined {
  const file = given.positional[0] === undefined ? undefined : constantOf(given.positional[0]);
  return typeof file === 'string' ? file.replaceAll('\\', '/') : undefined;
}

function hasSmallTable({ document: { fragments } }: Program): boolean {
  return fragments.some(({ text }) => smallTables.test(text)) && !fragments.some(({ text }) => enlargedTables.test(text));
}

/**
 * Whether a table has so many rows that a pass over them in Python takes long: by the file or the numbers that it was made of, or by
 * columns of a published table that `code` reads from it.
 */
export function hasManyRows(program: Program, frame: Possible | null, code: string): boolean {
  const made = frame === null ? [] : [...ancestors(frame, 60)].flatMap((call) => [call, ...columnsOf(call)]);
  const limit = made.map((call) => constantArgument(call, 'nrows')).find((rows) => typeof rows === 'number');
  if (typeof limit === 'number') {
    return limit >= slowRows;
  }
  if ((printedRows(program.document) ?? Infinity) < quickRows) {
    return false;
  }
  return largeTables.test(code) || made.some((call) => largeFiles.test(fileOf(call) ?? '') || makesManyRows(call));
}

/** What the columns of a table that is written as a dict were made by. */
function columnsOf(call: Activation): readonly Activation[] {
  const [content] = libraryName(call.callee) === 'pandas.DataFrame' ? call.arguments.positional : [];
  const columns = content === undefined ? undefined : single(content);
  return columns?.kind === 'mapping'
    ? [...columns.state].flatMap(([key, column]) => (key === 'open' ? [] : [...ancestors(column as Possible, 10)]))
    : [];
}

/** Numbers drawn or counted up, so many that they are no short table. */
function makesManyRows(call: Activation): boolean {
  const name = libraryName(call.callee) ?? '';
  const isMaker =
    /^(numpy\.(random\.|arange$|linspace$|zeros$|ones$|empty$|full$)|pandas\.date_range$|builtins\.range$)|^sklearn\.datasets\.make_/.test(
      name,
    );
  return (
    isMaker &&
    [...call.arguments.positional, ...call.arguments.keywords.values()].some((value) => {
      const count = constantOf(value);
      return typeof count === 'number' && count >= slowRows;
    })
  );
}
