import { tableReaders } from '../../libraries/families';
import { isInTest } from '../../ml/file-role';
import { isFixedPath, makingOf } from '../../ml/fixed-paths';
import { countedRounds } from '../../ml/loop-rounds';
import { guardsWithin, isInLoop, libraryName, loopsAround, surroundedBy } from '../../ml/surroundings';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';
import { readsPerTrial } from './read-per-trial';

const messages = {
  loop: 'The same file is read and parsed again in every round of this loop. Read it once before the loop, and copy what is changed in it.',
  cells: 'Several cells of this notebook read and parse the same file. Read it once, and work on copies of the table.',
};

/** Cells that read one file, from which it is worth a word. */
const manyCells = 3;

/** One file is parsed again and again. */
export const repeatedRead: Rule = {
  meta: {
    id: 'repeated-read',
    topic: 'data-loading',
    title: 'The same file is read again and again',
    severity: 'hint',
    frameworks: ['pandas', 'polars', 'numpy', 'python'],
    markers: ['read_', 'json.load', 'yaml.', 'loadtxt', 'genfromtxt', '.optimize(', 'fmin(', '_minimize('],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'no source found: the cost is that of one read, for each round after the first',
    },
  },
  *check(program) {
    const sites = bySite(
      program,
      [...tableReaders].flatMap((name) => program.callsOf(name)),
    );
    for (const [site, calls] of sites) {
      const loop = loopThatRepeats(calls);
      if (loop !== undefined && !isWrittenIn(program, loop) && !calls.some(({ context }) => isInTest(context))) {
        yield { place: calleePlace(site), message: messages.loop, confidence: 'high', fixes: [] };
      }
    }
    yield* readsPerTrial(program);
    for (const site of readInManyCells(program, sites)) {
      yield { place: calleePlace(site), message: messages.cells, confidence: 'medium', fixes: [] };
    }
  },
};

function fileOf({ arguments: given }: Activation): Possible | undefined {
  return (
    given.positional[0] ??
    ['filepath_or_buffer', 'path', 'source', 'io', 'fp', 'fname', 'stream'].flatMap((name) => given.keywords.get(name) ?? [])[0]
  );
}

/** Keywords that read a part of a file: another one each time, as it may be. */
const partly = [
  'skiprows',
  'nrows',
  'chunksize',
  'iterator',
  'skip_rows',
  'n_rows',
  'sheet_name',
  'usecols',
  'columns',
  'filters',
  'key',
  'max_rows',
];

/** The innermost loop that runs a read of one and the same file without a condition. */
function loopThatRepeats(calls: readonly Activation[]): LoopInfo | undefined {
  const [first] = calls;
  const file = first === undefined ? undefined : fileOf(first);
  const [loop] = first === undefined ? [] : loopsAround(first.context);
  if (first === undefined || file === undefined || loop === undefined || loop.kind === 'while' || isOnce(loop)) {
    return undefined;
  }
  const isAlways = calls.every(
    (call) =>
      isInLoop(call.context, loop) &&
      guardsWithin(call.context, loop).length === 0 &&
      !surroundedBy(call.context, ({ kind }) => kind === 'handler') &&
      !partly.some((name) => call.arguments.keywords.has(name)) &&
      !call.arguments.openKeywords,
  );
  return isAlways && isSame(calls, file, loop) ? loop : undefined;
}

function isOnce(loop: LoopInfo): boolean {
  return (countedRounds(loop) ?? Infinity) < 2;
}

function isSame(calls: readonly Activation[], file: Possible, loop: LoopInfo): boolean {
  const name = constantOf(file);
  return calls.every((call) => {
    const other = fileOf(call);
    return (
      other !== undefined &&
      (typeof name === 'string' ? constantOf(other) === name : isFixedPath(other, () => false) && makingOf(other) === makingOf(file)) &&
      opensInside(other, loop)
    );
  });
}

/** A file that was opened before the loop holds one object after the other. */
function opensInside(file: Possible, loop: LoopInfo): boolean {
  return file.options.every(({ value }) => {
    const origin = value.kind === 'unknown' ? value.origin : value.kind === 'instance' ? value.from : null;
    return (
      origin?.kind !== 'call' ||
      libraryName(origin.activation.callee)?.endsWith('open') !== true ||
      isInLoop(origin.activation.context, loop)
    );
  });
}

const writes =
  /^(to_\w+|dump|dumps|save|savez|savetxt|write|writelines|write_\w+|writerow|unlink|remove|rename|replace|move|copy|copyfile|run|call|check_call|Popen|system|sleep)$/;

/** Something is written, run or waited for in between, so that the file may be another one. */
function isWrittenIn(program: Program, loop: LoopInfo): boolean {
  return program.activations.some(({ site, context }) => writes.test(site.name) && site.name !== 'replace' && isInLoop(context, loop));
}

/** The second of the reads, where several cells make the same. */
function readInManyCells(program: Program, sites: ReadonlyMap<CallSite, readonly Activation[]>): readonly CallSite[] {
  if (program.document.fragments.length < manyCells) {
    return [];
  }
  const bySource = new Map<string, CallSite[]>();
  for (const [site, [call]] of sites) {
    const file = call === undefined ? undefined : fileOf(call);
    const name = file === undefined ? undefined : constantOf(file);
    if (call !== undefined && typeof name === 'string' && call.context === null && !isFilledAndWritten(program, site)) {
      const key = `${libraryName(call.callee) ?? ''} ${name} ${program.textOf(site.argumentList).replaceAll(/\s/g, '')}`;
      bySource.set(key, [...(bySource.get(key) ?? []), site]);
    }
  }
  return [...bySource].flatMap(([key, same]) => {
    const cells = new Set(same.map(({ place }) => spanOf(place).fragment));
    const second = same.find(({ place }) => spanOf(place).fragment !== spanOf(same[0]?.place ?? place).fragment);
    return cells.size >= manyCells && second !== undefined && !isWritten(program, key) ? [second] : [];
  });
}

/** A form, such as a sample submission: the table that was read is filled in and written under another name, afresh each time. */
function isFilledAndWritten(program: Program, site: CallSite): boolean {
  const read = spanOf(site.place);
  const assigned = program.assignments.find(({ valuePlace }) => {
    const { fragment, start } = spanOf(valuePlace);
    return fragment === read.fragment && start === read.start;
  });
  const name = assigned === undefined ? '' : program.textOf(assigned.place);
  const written = new RegExp(`(?<![\\w.])${name}(?:\\[[^\\n]*\\])?\\.to_csv\\(`);
  return /^\w+$/.test(name) && program.document.fragments.some(({ text }) => written.test(text));
}

/** A call that writes a file is given the name of this one. */
function isWritten(program: Program, key: string): boolean {
  return program.activations.some(
    ({ site, arguments: given }) =>
      writes.test(site.name) &&
      [...given.positional, ...given.keywords.values()].some((value) => {
        const name = constantOf(value);
        return typeof name === 'string' && name !== '' && key.includes(` ${name} `);
      }),
  );
}
