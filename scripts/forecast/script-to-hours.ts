/**
 * From a script to hours: what `joulewise estimate` says of public scripts and notebooks whose authors printed the time.
 *
 *     npm run build
 *     npx tsx scripts/forecast/script-to-hours.ts SOURCES [work|kept] [--write]
 *
 * SOURCES holds the files as OWNER+NAME/PATH. The table beside this script has nothing of them but names and numbers: what was
 * printed, on what, and what the command line stated. Half of the sources, by hash of repository and path, were looked at while
 * working on the forecast; the other half was kept aside. With `work` alone its errors are written for `npm run fit` to learn from; with
 * `--write` the results go into docs/accuracy.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fittedConstants } from '../../src/forecast/constants.generated';
import { type ReadingError, readingErrorsPath } from './fit-reading';
import { pairsPage } from './script-to-hours-page';

export interface Pair {
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
  readonly half: 'work' | 'kept';
}

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
  const [, ...lines] = text.trimEnd().split('\n');
  return lines.map((line) => {
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
    ] = line.split('\t');
    return {
      ...{ repository, commit, path: file, hardware, stated, printed, told },
      count: Number(count),
      seconds: Number(seconds),
      span: span === 'epoch' ? 'epoch' : 'run',
      half: createHash('sha256').update(`${repository}/${file}`).digest().readUInt8(0) % 2 === 0 ? 'work' : 'kept',
    };
  });
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
  const runs = (read.runs ?? [read]).filter(({ durationHours }) => durationHours !== undefined);
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
    pair.half === 'kept' || 'why' in whenTold
      ? []
      : [{ source: pair.repository, logError: Math.log(pair.seconds / whenTold.p50), ...whenTold.bare }],
  );
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
  const [sources = '', half] = process.argv.slice(2).filter((one) => !one.startsWith('--'));
  const pairs = readPairs(readFileSync(path.join('scripts', 'forecast', 'script-to-hours.tsv'), 'utf8'));
  const answers = pairs
    .filter((pair) => half === undefined || pair.half === half)
    .map((pair): PairAnswer => {
      const answer = answerOf(pair, sources, pair.stated);
      const both = [pair.stated, pair.told].filter((one) => one !== '').join(';');
      return { pair, answer, whenTold: pair.told === '' ? answer : answerOf(pair, sources, both) };
    });
  for (const { pair, answer, whenTold } of answers) {
    const said = (one: Said): string =>
      'why' in one ? one.why : `${(one.p50 / pair.seconds).toFixed(2)} × ${String(pair.seconds)} s, ${one.boundBy}`;
    console.log(`${pair.half} | ${pair.repository}/${pair.path} | ${pair.hardware} | ${said(answer)} | told: ${said(whenTold)}`);
  }
  if (half === 'work')
    writeFileSync(
      readingErrorsPath,
      errorsOf(answers)
        .map((error) => `${JSON.stringify(error)}\n`)
        .join(''),
    );
  if (process.argv.includes('--write')) {
    writeFileSync(
      readingErrorsPath,
      errorsOf(answers)
        .map((error) => `${JSON.stringify(error)}\n`)
        .join(''),
    );
    mkdirSync(path.join('docs', 'accuracy'), { recursive: true });
    writeFileSync(path.join('docs', 'accuracy', 'script-to-hours.part.md'), pairsPage(answers));
  }
}

if (process.argv[1]?.endsWith('script-to-hours.ts') === true) main();
