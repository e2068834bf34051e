import { isInTest } from '../../ml/file-role';
import { addKeyword } from '../../python/program/edits';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

/** The keyword that names the columns to read, by reader. */
const columnKeywords: Readonly<Record<string, string>> = {
  'pandas.read_csv': 'usecols',
  'pandas.read_table': 'usecols',
  'pandas.read_excel': 'usecols',
  'pandas.read_parquet': 'columns',
  'pandas.read_feather': 'columns',
  'polars.read_csv': 'columns',
  'polars.read_parquet': 'columns',
};
/** Keywords that name columns themselves, or after which the columns are called otherwise or come in parts. */
const others = [
  'usecols',
  'columns',
  'names',
  'header',
  'index_col',
  'parse_dates',
  'chunksize',
  'iterator',
  'prefix',
  'new_columns',
  'has_header',
];

const message =
  'All columns are read and parsed, and the next step keeps a few of them. Name these when reading: the others are passed over, which takes less time and memory.';

/** Columns are read that are dropped at once. */
export const readUnusedColumns: Rule = {
  meta: {
    id: 'read-unused-columns',
    topic: 'tabular',
    title: 'Columns are read that are dropped at once',
    severity: 'hint',
    frameworks: ['pandas', 'polars'],
    markers: ['[['],
    saving: {
      energyShare: null,
      evidence: 'energy',
      source:
        'creedengo GCI96 (2025): emissions of reading rise with the number of columns, in a table of five; no figure for a training run',
    },
  },
  *check(program) {
    for (const [reader, keyword] of Object.entries(columnKeywords)) {
      for (const [site, calls] of bySite(program, program.callsOf(reader))) {
        const columns = calls.every((call) => readsAll(call) && !isInTest(call.context)) ? keptColumns(program, site) : undefined;
        if (columns !== undefined) {
          const edits = addKeyword(site, keyword, columns);
          const fixes = edits.length === 0 ? [] : [{ title: 'Read these columns only', safe: true, edits }];
          yield { place: calleePlace(site), message, confidence: 'high', fixes };
        }
      }
    }
  },
};

function readsAll({ arguments: given }: Activation): boolean {
  return !given.openKeywords && !given.openPositional && given.positional.length <= 1 && !others.some((name) => given.keywords.has(name));
}

const strings = String.raw`\[\s*(?:(?:"[^"\\\n]*"|'[^'\\\n]*')\s*,?\s*)+\]`;

/** The literal list of columns that is kept of what a call reads: in the same expression, or in the next statement. */
function keptColumns(program: Program, site: CallSite): string | undefined {
  const { start, end, fragment, document } = spanOf(site.place);
  const text = document.fragments[fragment]?.text ?? '';
  const chained = new RegExp(String.raw`^\[(${strings})\]`).exec(text.slice(end));
  if (chained?.[1] !== undefined) {
    return chained[1];
  }
  const block = program.blockAround({ document, fragment, start, end });
  const at = block.findIndex(({ span }) => span.start <= start && end <= span.end);
  const [here, next] = [block[at]?.span, block[at + 1]?.span];
  if (here === undefined || next === undefined || here.end !== end) {
    return undefined;
  }
  const name = /^([A-Za-z_]\w*)\s*=\s*$/.exec(text.slice(here.start, start))?.[1];
  const kept = new RegExp(String.raw`^(\w+)\s*=\s*(\w+)\[(${strings})\](?:\.copy\(\))?$`).exec(text.slice(next.start, next.end));
  return name !== undefined && kept?.[1] === name && kept[2] === name ? kept[3] : undefined;
}
