import { isInTest } from '../../ml/file-role';
import { iterableSources, originOf } from '../../ml/data-flow';
import { callsDuring, constantArgument, isInLoop, libraryName, liesIn, loopsAround, makers, samePlace } from '../../ml/surroundings';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { isOpen, listed, rangeBounds } from '../../python/evaluate/containers';
import { constantOf, single, type Possible } from '../../python/values/possible';
import type { Value } from '../../python/values/value';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { ofApply, ofComprehension, ofLoop } from './row-weight';

/** Rows of a table written in the code itself: too few to matter. */
const fewRows = 100;
/** Work per row that no vector operation replaces. */
const perRowWork =
  /^(requests|urllib|httpx|aiohttp|matplotlib|seaborn|plotly|PIL|cv2|os|shutil|subprocess|sqlite3|sqlalchemy|boto3|json|pickle|pathlib|torch|tensorflow|transformers|openai|logging|time|smtplib|folium|networkx|builtins\.(open|input|exec|print))(\.|$)/;
const perRowMethods = new Set([
  'savefig',
  'plot',
  'write',
  'writerow',
  'execute',
  'commit',
  'save',
  'post',
  'get_text',
  'send',
  'to_csv',
  'scatter',
  'annotate',
  'text',
  'add_to',
  'add_node',
  'add_edge',
  'bar',
  'barh',
  'append_row',
  'read',
  'open',
  // Work on a whole table for each row.
  'fit',
  'merge',
  'apply',
  // Cells that hold whole arrays: each row is worked on as an array already.
  'reshape',
]);

const message =
  'This goes through a DataFrame row by row in Python, hundreds of times slower than an operation on whole columns. Write it with column arithmetic, numpy.where or merge; where that cannot be, itertuples() is several times faster than iterrows().';

/** Rows of a DataFrame one by one. */
export const pandasRowIteration: Rule = {
  meta: {
    id: 'pandas-row-iteration',
    topic: 'tabular',
    title: 'A DataFrame is processed row by row',
    severity: 'information',
    frameworks: ['pandas'],
    markers: ['iterrows', '.apply(', 'len(', '.shape[0]', '.index:', '.index)'],
    needs: [
      ['pandas', 'pd.', 'DataFrame', 'iterrows', 'import *'],
      ['iterrows', 'axis', ', 1)', ',1)', 'loc[', 'at[', 'range(len(', 'range(0', 'range( ', '.shape[0])', '.index:', '.index)'],
    ],
    saving: {
      energyShare: null,
      evidence: 'time',
      source: 'datlife 2019: 100,000 rows take 4.68 s with iterrows, 0.07 s with zip; no energy figure for this pattern',
    },
  },
  *check(program) {
    const loops = [...iterrowsCalls(program), ...indexLoops(program)];
    const outer = loops.filter(({ loop }) => !loops.some((other) => isWithin(loop, other.loop))).map(({ proposal }) => proposal);
    yield* onceEach([...outer, ...rowApplies(program)].sort((a, b) => placeOrder(a) - placeOrder(b)));
  },
};

/** Where a finding stands in its document: cells in their order, and places in them. */
function placeOrder({ place }: FindingProposal): number {
  const { fragment, start } = spanOf(place);
  return fragment * longestFragment + start;
}

const longestFragment = 2 ** 32;

/** Whoever goes through rows does so again and again in one script: once is enough to say so. */
function* onceEach(proposals: readonly FindingProposal[]): Iterable<FindingProposal> {
  let isTold = false;
  for (const proposal of proposals) {
    const isMinor: boolean = isTold || proposal.severity === 'hint';
    isTold ||= !isMinor;
    yield isMinor ? { ...proposal, severity: 'hint' } : proposal;
  }
}

interface RowLoop {
  readonly proposal: FindingProposal;
  /** Null where the rows go elsewhere than into a loop. */
  readonly loop: LoopInfo | null;
}

/** Rows of one table for each row of another are one matter: a merge. */
function isWithin(loop: LoopInfo | null, outer: LoopInfo | null): boolean {
  return loop !== null && outer !== null && !samePlace(loop, outer) && liesIn(loop.place, outer.place);
}

/** What a value was taken from, step by step: `df[mask].reset_index()` leads to `df[mask]`, then to `df`. */
function* wayBack(value: Possible | null, limit = 30): Generator<{ readonly value: Possible; readonly by: Activation | null }> {
  let at = value;
  for (let step = 0; at !== null && step < limit; step++) {
    const only: Value | undefined = at.options[0]?.value;
    const origin = only === undefined ? null : originOf(only);
    const by = origin?.kind === 'call' ? origin.activation : null;
    yield { value: at, by };
    if (only?.kind === 'sequence') {
      at = (only.state.get('element') as Possible | undefined) ?? null;
    } else if (by !== null) {
      at = by.receiver ?? (by.site.name === 'len' ? (by.arguments.positional[0] ?? null) : null);
    } else if (origin?.kind === 'element' || origin?.kind === 'attribute') {
      at = origin.of;
    } else {
      at = origin?.kind === 'operation' ? (origin.inputs[0] ?? null) : null;
    }
  }
}

/** A DataFrame, or something taken from one, as long as it may have many rows. */
function isFrame(program: Program, value: Possible | null): boolean {
  const steps = [...wayBack(value)];
  const isAside = steps.some(({ value: at }) => at.options.some(({ value: option }) => standsBeside(option)));
  return (
    !isAside &&
    steps.some(({ value: at }) => at.options.some(({ value: option }) => program.typesOf(option).includes('pandas.DataFrame'))) &&
    !steps.some(({ by }) => by !== null && (summaries.has(by.site.name) || (samples.has(by.site.name) && isShort(by))))
  );
}

/** Attributes of a table that are no rows of it: `style` paints cells, and the others have an entry for each column. */
const beside = new Set(['style', 'dtypes', 'columns']);

function standsBeside(value: Value): boolean {
  const origin = originOf(value);
  return origin?.kind === 'attribute' && beside.has(origin.name);
}

/** Methods that leave a row for each group, column or statistic. */
const summaries = new Set(['groupby', 'describe', 'corr', 'cov', 'value_counts', 'pivot_table', 'crosstab', 'nunique', 'agg', 'aggregate']);
/** Methods that leave a few rows. */
const samples = new Set(['head', 'tail', 'sample', 'nlargest', 'nsmallest']);

function isShort(call: Activation): boolean {
  const rows = call.arguments.positional[0] ?? call.arguments.keywords.get('n');
  const count = rows === undefined ? undefined : constantOf(rows);
  return rows === undefined ? !call.arguments.keywords.has('frac') : typeof count !== 'number' || count <= fewRows;
}

function* iterrowsCalls(program: Program): Iterable<RowLoop> {
  for (const [site, calls] of bySite(program, program.callsNamed('iterrows'))) {
    const [call] = calls;
    if (call === undefined || !isFrame(program, call.receiver) || isWrittenHere(call.receiver) || isInTest(call.context)) {
      continue;
    }
    const loop = program.loops.find(
      (one) =>
        iterableSources(one.iterable).some((source) => makers(source).includes(call)) || one.iterableText.startsWith(`${site.text}(`),
    );
    if (loop === undefined || !(worksPerRow(program, loop) || feedsTraining(program, call, loop))) {
      const confidence = loop === undefined ? 'medium' : 'high';
      const severity = areOnlyListed(site)
        ? ({ severity: 'hint' } as const)
        : loop === undefined
          ? ofComprehension(program, site, call.receiver)
          : ofLoop(program, call.receiver, loop);
      yield { proposal: { place: calleePlace(site), message, confidence, ...severity, fixes: [] }, loop: loop ?? null };
    }
  }
}

/** `[row for _, row in table.iterrows()]`: the rows as they are, for something else to work on. */
function areOnlyListed(site: CallSite): boolean {
  const { document, fragment, start } = spanOf(site.place);
  const before = document.fragments[fragment]?.text.slice(0, start) ?? '';
  return /[[(]\s*(\w+)\s+for\s+\w+\s*,\s*\1\s+in\s+$/.test(before);
}

/** A small table whose rows stand in the code. */
function isWrittenHere(frame: Possible | null): boolean {
  const [maker] = frame === null ? [] : makers(frame);
  const [content] = maker !== undefined && libraryName(maker.callee) === 'pandas.DataFrame' ? maker.arguments.positional : [];
  const value = content === undefined ? undefined : single(content);
  if (value?.kind === 'sequence') {
    return !isOpen(value) && listed(value).length < fewRows;
  }
  return (
    value?.kind === 'mapping' &&
    !isOpen(value) &&
    [...value.state.values()].every((column) => single(column as Possible)?.kind === 'sequence')
  );
}

/** A generator without an end, which hands its rows to a training one by one. */
function feedsTraining(program: Program, call: Activation, loop: LoopInfo): boolean {
  return loopsAround(call.context).some(({ kind }) => kind === 'while') && /^\s*yield\b/m.test(program.textOf(loop.place));
}

/** Input, output, drawing or a model in the loop's body. */
function worksPerRow(program: Program, loop: LoopInfo): boolean {
  return program.activations.some((call) => isInLoop(call.context, loop) && doesWork(call));
}

function doesWork(call: Activation): boolean {
  const name = libraryName(call.callee);
  if (name !== null && perRowWork.test(name)) {
    return true;
  }
  if (perRowMethods.has(call.site.name) || call.callee.kind === 'object' || call.callee.kind === 'unknown') {
    return true;
  }
  return !plainMethods.has(call.site.name) && (call.callee.kind === 'outside' || belongsToService(call));
}

/** A method of something that a service or an unresolved module made: `client.chat.completions.create`. */
function belongsToService({ receiver }: Activation): boolean {
  return [...wayBack(receiver)].some(
    ({ by }) => by !== null && (by.callee.kind === 'outside' || perRowWork.test(libraryName(by.callee) ?? '')),
  );
}

function* rowApplies(program: Program): Iterable<FindingProposal> {
  for (const [site, calls] of bySite(program, program.callsNamed('apply'))) {
    const [call] = calls;
    const axis = call?.arguments.get('axis', 1);
    const along = axis?.kind === 'given' ? constantOf(axis.possible) : undefined;
    if (call === undefined || !isFrame(program, call.receiver) || (along !== 1 && along !== 'columns') || isInTest(call.context)) {
      continue;
    }
    const applied = call.arguments.positional[0] ?? call.arguments.keywords.get('func');
    if (constantArgument(call, 'raw') === true) {
      // Plain arrays instead of a Series for each row.
      continue;
    }
    const target = applied === undefined ? undefined : single(applied);
    if (target?.kind !== 'function') {
      continue;
    }
    if (callsDuring(program, target).every(isColumnWork)) {
      const fix = vectorised(program, call);
      const severity = ofApply(program, site, call.receiver, target);
      yield { place: calleePlace(site), message, confidence: 'high', ...severity, fixes: fix === undefined ? [] : [fix] };
    }
  }
}

const columnWork =
  /^(builtins\.(float|int|str|abs|min|max|len|round|bool|sum|isinstance)|math\.\w+|numpy\.\w+|pandas\.(isna|isnull|notna|notnull|to_numeric|Timestamp))$/;
const plainMethods = new Set([
  'append',
  'add',
  'extend',
  'update',
  'setdefault',
  'items',
  'keys',
  'values',
  'lower',
  'upper',
  'strip',
  'split',
  'replace',
  'startswith',
  'endswith',
  'get',
  'join',
  'format',
  'title',
  'count',
  'find',
  'lstrip',
  'rstrip',
  'zfill',
]);

function isColumnWork(call: Activation): boolean {
  const name = libraryName(call.callee);
  return (name !== null && columnWork.test(name)) || (call.callee.kind === 'method' && plainMethods.has(call.site.name));
}

/** Attributes that a row has whatever its columns are called. */
const ownAttributes = new Set(
  'T array at attrs axes dtype dtypes empty flags hasnans iat iloc index loc name names nbytes ndim shape size str dt cat values'.split(
    ' ',
  ),
);

/** `frame.apply(lambda r: r.a / r["b"], axis=1)` becomes `frame.a / frame["b"]` where the body is arithmetic on columns alone. */
function vectorised(program: Program, call: Activation): FixProposal | undefined {
  const [argument] = call.site.arguments;
  const text = argument === undefined ? '' : program.textOf(argument.valuePlace);
  const lambda = /^lambda\s+([A-Za-z_]\w*)\s*:\s*([\s\S]+)$/.exec(text);
  const frame = call.site.receiverText;
  if (lambda === null || frame === null || call.site.arguments.length !== 2) {
    return undefined;
  }
  const [, row = '', body = ''] = lambda;
  const column = `\\b${row}(?:\\.[A-Za-z_]\\w*|\\[(?:"[^"\\n]*"|'[^'\\n]*')\\])`;
  const isArithmetic = new RegExp(`^(?:\\s|[-+*/%()]|\\d+(?:\\.\\d+)?|${column})+$`).test(body) && new RegExp(column).test(body);
  const named = [...body.matchAll(new RegExp(`\\b${row}\\.(\\w+)`, 'g'))].map(([, name = '']) => name);
  if (!isArithmetic || named.some((name) => ownAttributes.has(name))) {
    return undefined;
  }
  const columns = body.replace(new RegExp(`\\b${row}(?:\\.(\\w+)|(?=\\[))`, 'g'), (_, name?: string) =>
    name === undefined ? frame : `${frame}["${name}"]`,
  );
  return { title: 'Compute whole columns at once', safe: false, edits: [{ span: spanOf(call.site.place), text: `(${columns})` }] };
}

const indexed = [/^range\((?:0,)?len\(([\w.]+?)(?:\.index)?\)\)$/, /^range\((?:0,)?([\w.]+)\.shape\[0\]\)$/, /^([\w.]+)\.index$/];

/** `for i in range(len(df))` with `df.iloc[i]` and the like in its body. */
function* indexLoops(program: Program): Iterable<RowLoop> {
  const seen: LoopInfo[] = [];
  for (const loop of program.loops) {
    if (loop.kind !== 'for' || !program.isHere(loop.place) || seen.some((known) => samePlace(known, loop))) {
      continue;
    }
    seen.push(loop);
    const frame = indexed.map((pattern) => pattern.exec(loop.iterableText)?.[1]).find((name) => name !== undefined);
    const [index] = loop.targets;
    if (
      frame !== undefined &&
      index !== undefined &&
      isFrame(program, countedBy(loop)) &&
      picksRows(program.textOf(loop.place), frame, index) &&
      !worksPerRow(program, loop)
    ) {
      const severity = ofLoop(program, countedBy(loop), loop);
      yield { proposal: { place: loop.header, message, confidence: 'high', ...severity, fixes: [] }, loop };
    }
  }
}

/** What the rounds of a loop are counted by: the end of its range, else what it goes over. */
function countedBy({ iterable }: LoopInfo): Possible | null {
  const only = iterable === null ? undefined : single(iterable);
  return only?.kind === 'sequence' ? (rangeBounds(only)?.[1] ?? iterable) : iterable;
}

/** Whether code takes single rows, or single values of a column, by position or label. */
function picksRows(code: string, frame: string, index: string): boolean {
  const column = `(?:\\[(?:"[^"\n]*"|'[^'\n]*')\\]|\\.\\w+)`;
  const name = frame.replaceAll('.', '\\.');
  return new RegExp(`(?<![\\w.])${name}${column}?\\.i?(?:loc|at)\\[|(?<![\\w.])${name}${column}\\[${index}\\]`).test(code);
}
