/**
 * From a script to hours: what `joulewise estimate` says of public scripts and notebooks whose authors printed the time.
 *
 *     npm run build
 *     npx tsx scripts/forecast/script-to-hours.ts SOURCES [work|kept] [--first-look] [--write]
 *
 * SOURCES holds the files as OWNER+NAME/PATH. The table beside this script has nothing of them but names and numbers: what was
 * printed, on what, what the command line stated, whether the pair is worked with or kept aside, and what the forecast said when the
 * pair was added, which `--first-look` writes for pairs that have none. With `work` alone its errors are written for `npm run fit` to
 * learn from; with `--write` the results go into docs/accuracy.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fittedConstants } from '../../src/forecast/constants.generated';
import { type ReadingError, readingErrorsPath } from './fit-reading';
import { pairsPage } from './script-to-hours-page';

const tablePath = path.join('scripts', 'forecast', 'script-to-hours.tsv');

export interface Pair {
  /** Of the table, without its head. */
  readonly line: number;
  readonly repository: string;
  readonly commit: string;
  readonly path: string;
  readonly hardware: string;
  readonly count: number;
  readonly seconds: number;
  readonly span: 'run' | 'epoch';
  /** Facts that the command line beside the printed time states, KEY=VALUE;KEY=VALUE, or the line itself as launch=LINE. */
  readonly stated: string;
  readonly printed: string;
  /** What the report asks for and the text or the log of the notebook says: told in a second forecast. */
  readonly told: string;
  /** Worked with, or kept aside until a change is done. */
  readonly set: 'work' | 'kept';
  /** What was said, with the missing facts told, when the pair was added; null for pairs older than this record. */
  readonly firstLook: FirstLook | 'not answered' | null;
}

export type FirstLook = Pick<Extract<Said, { p50: number }>, 'p10' | 'p50' | 'p90'>;

export interface PairAnswer {
  readonly pair: Pair;
  /** From the file alone. */
  readonly answer: Said;
  /** With the missing facts told. */
  readonly whenTold: Said;
}

/** Seconds of what was timed, or why there is no answer. */
export type Said =
  | {
      readonly p10: number;
      readonly p50: number;
      readonly p90: number;
      readonly boundBy: string;
      /** Log widths without what was learned of scripts, and whether something was assumed: what the next fit learns from. */
      readonly bare: { readonly below: number; readonly above: number; readonly isOpen: boolean };
    }
  | { readonly why: string };

interface Hours {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}
interface OneEstimate {
  readonly durationHours?: Hours;
  readonly drivers?: readonly { readonly quantity: string }[];
  readonly arithmetic?: {
    readonly startUpSeconds: number;
    readonly factors: readonly { readonly label: string; readonly value: number }[];
    readonly boundBy: string;
  };
  readonly error?: string;
}

export function readPairs(text: string): Pair[] {
  const [, ...lines] = text.replace(/\n$/, '').split('\n');
  return lines.map((line, index) => {
    const [
      repository = '',
      commit = '',
      file = '',
      hardware = '',
      count = '1',
      seconds = '',
      span = '',
      stated = '',
      printed = '',
      told = '',
      set = '',
      first = '',
    ] = line.split('\t');
    return {
      line: index,
      ...{ repository, commit, path: file, hardware, stated, printed, told },
      count: Number(count),
      seconds: Number(seconds),
      span: span === 'epoch' ? 'epoch' : 'run',
      set: set === 'kept' ? 'kept' : 'work',
      firstLook: readFirstLook(first),
    };
  });
}

const NOT_ANSWERED = 'not answered';

function readFirstLook(cell: string): Pair['firstLook'] {
  if (cell === '' || cell === NOT_ANSWERED) return cell === '' ? null : NOT_ANSWERED;
  const [p10 = NaN, p50 = NaN, p90 = NaN] = cell.split(' ').map(Number);
  return { p10, p50, p90 };
}

/** Writes into the table what was said of pairs that have no record yet. */
function recordFirstLooks(answers: readonly PairAnswer[]): void {
  const [head = '', ...lines] = readFileSync(tablePath, 'utf8').replace(/\n$/, '').split('\n');
  const seen = new Map(answers.filter(({ pair }) => pair.firstLook === null).map(({ pair, whenTold }) => [pair.line, whenTold]));
  const recorded = lines.map((line, index) => {
    const said = seen.get(index);
    if (said === undefined) return line;
    return `${line}${'why' in said ? NOT_ANSWERED : [said.p10, said.p50, said.p90].map((seconds) => seconds.toPrecision(4)).join(' ')}`;
  });
  writeFileSync(tablePath, [head, ...recorded, ''].join('\n'));
}

function answerOf(pair: Pair, sources: string, stated: string): Said {
  const file = path.join(sources, pair.repository.replace('/', '+'), pair.path);
  if (!existsSync(file)) return { why: 'The file is not among the sources.' };
  const settings =
    stated === ''
      ? []
      : stated.split(';').flatMap((one) => (one.startsWith('launch=') ? ['--launch', one.slice('launch='.length)] : ['--set', one]));
  const call = [path.join('dist', 'cli.js'), 'estimate', file, '--hardware', pair.hardware, '--count', String(pair.count)];
  const done = spawnSync(process.execPath, [...call, ...settings, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1e8 });
  if (done.status !== 0) return { why: reason(done.stderr, file) };
  const read = JSON.parse(done.stdout) as OneEstimate & { readonly runs?: readonly OneEstimate[] };
  // What is fitted on the processor is not what an author names an accelerator for.
  const isOnProcessor = ({ arithmetic }: OneEstimate): boolean =>
    arithmetic?.factors.some(({ label }) => label === 'seconds per fit') === true;
  const runs = (read.runs ?? [read]).filter((one) => one.durationHours !== undefined && !isOnProcessor(one));
  // Where a notebook trains several times, the longest is what its author timed.
  const longest = runs.reduce<OneEstimate | null>(
    (best, one) => ((one.durationHours?.p50 ?? 0) > (best?.durationHours?.p50 ?? -1) ? one : best),
    null,
  );
  if (longest?.durationHours === undefined || longest.arithmetic === undefined) return { why: 'No run has a duration.' };
  const epochs = pair.span === 'run' ? 1 : (longest.arithmetic.factors.find(({ label }) => label === 'epochs')?.value ?? null);
  if (epochs === null) return { why: 'The number of epochs is not known, and one epoch was timed.' };
  const { p10, p50, p90 } = longest.durationHours;
  const seconds = (hours: number): number => (hours * 3600) / epochs;
  const bare = bareWidths({ p10, p50, p90 }, longest.arithmetic.startUpSeconds, longest.drivers ?? []);
  return { p10: seconds(p10), p50: seconds(p50), p90: seconds(p90), boundBy: longest.arithmetic.boundBy, bare };
}

type ReadingWidths = Pick<ReadingError, 'below' | 'above' | 'isOpen'>;

/** What widens every range; anything else is a fact that was assumed. */
const everyRun = new Set(['seconds per step', 'power', 'start-up', 'script']);

/** The range without the width that the constants hold for scripts: independent causes were added in quadrature, in the share of the steps. */
function bareWidths({ p10, p50, p90 }: Hours, startUpSeconds: number, drivers: readonly { readonly quantity: string }[]): ReadingWidths {
  const isOpen = drivers.some(({ quantity }) => !everyRun.has(quantity));
  const { reading } = fittedConstants;
  const isWidened = drivers.some(({ quantity }) => quantity === 'script');
  const learned = isWidened ? (1 - startUpSeconds / 3600 / p50) * (isOpen ? reading.open : reading.settled) : 0;
  const without = (width: number): number => Math.sqrt(Math.max(0, width ** 2 - learned ** 2));
  return { below: without(Math.log(p50 / p10)), above: without(Math.log(p90 / p50)), isOpen };
}

/** What the fit learns from: the half that was worked with, alone. */
function errorsOf(answers: readonly PairAnswer[]): ReadingError[] {
  return answers.flatMap(({ pair, whenTold }) =>
    pair.set === 'kept' || 'why' in whenTold
      ? []
      : [{ source: pair.repository, logError: Math.log(pair.seconds / whenTold.p50), ...whenTold.bare }],
  );
}

function writeErrors(answers: readonly PairAnswer[]): void {
  const lines = errorsOf(answers).map((error) => `${JSON.stringify(error)}\n`);
  writeFileSync(readingErrorsPath, lines.join(''));
}

/** The last sentence that is no remark on how the file was read. */
function reason(message: string, file: string): string {
  const lines = message
    .split('\n')
    .map((line) => line.replaceAll(`${file}: `, '').trim())
    .filter((line) => line !== '' && !/what could be read was read|not all of its values were worked out/.test(line));
  return (lines.at(0) ?? 'No answer.').replace(/ (State|See|Name|Use|Give) .*$/, '').replace(`${file} `, 'It ');
}

function main(): void {
  const [sources = '', set] = process.argv.slice(2).filter((one) => !one.startsWith('--'));
  const pairs = readPairs(readFileSync(tablePath, 'utf8'));
  const answers = pairs
    .filter((pair) => set === undefined || pair.set === set)
    .map((pair): PairAnswer => {
      const answer = answerOf(pair, sources, pair.stated);
      const both = [pair.stated, pair.told].filter((one) => one !== '').join(';');
      return { pair, answer, whenTold: pair.told === '' ? answer : answerOf(pair, sources, both) };
    });
  for (const { pair, answer, whenTold } of answers) {
    const said = (one: Said): string =>
      'why' in one ? one.why : `${(one.p50 / pair.seconds).toFixed(2)} × ${String(pair.seconds)} s, ${one.boundBy}`;
    console.log(`${pair.set} | ${pair.repository}/${pair.path} | ${pair.hardware} | ${said(answer)} | told: ${said(whenTold)}`);
  }
  if (process.argv.includes('--first-look')) recordFirstLooks(answers);
  const isWritten = process.argv.includes('--write');
  if (set === 'work' || isWritten) writeErrors(answers);
  if (isWritten) {
    mkdirSync(path.join('docs', 'accuracy'), { recursive: true });
    writeFileSync(path.join('docs', 'accuracy', 'script-to-hours.part.md'), pairsPage(answers));
  }
}

if (process.argv[1]?.endsWith('script-to-hours.ts') === true) main();
