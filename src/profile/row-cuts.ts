import { ancestors, originOf } from '../ml/data-flow';
import { libraryName } from '../ml/surroundings';
import { completeItems, lengthOf } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import { constantOf, single, type Possible } from '../python/values/possible';
import type { Rows } from './rows-left';
import { dictionary } from '../python/dictionary';

/** A call that keeps some of the rows it is given. */
export interface RowCut {
  /** What it cuts. */
  readonly of: Possible;
  /** Rows that are left for training; undefined when that is not known. */
  readonly left: (rows: Rows) => Rows;
}

/** Share that `train_test_split` keeps for testing when it is told nothing (scikit-learn documentation, 1.7, 2025; datasets documentation, 4.0, 2025). */
const standardTestShare = 0.25;

type Reader = (call: Activation) => Rows | ((rows: Rows) => Rows);

/** Functions that cut their first argument. */
const functions: Readonly<Record<string, Reader>> = dictionary({
  'sklearn.model_selection.train_test_split': (call) => keptBySplit(call),
  'torch.utils.data.random_split': (call) => largestFirst(argument(call, 'lengths', 1)),
  'torch.utils.data.Subset': (call) => countOf(argument(call, 'indices', 1)),
});

/** Methods of the data sets of `datasets` that cut what they are called on. */
const methods: Readonly<Record<string, Reader>> = dictionary({
  train_test_split: (call) => keptBySplit(call, 0),
  select: (call) => countOf(argument(call, 'indices', 0)),
  take: (call) => atMost(wholeNumber(argument(call, 'n', 0))),
  skip: (call) => without(wholeNumber(argument(call, 'n', 0))),
  shard: (call) => nthPart(wholeNumber(argument(call, 'num_shards', 0))),
});

/** How a call cuts the rows of what it is given; undefined when it keeps them all. */
export function cutOf(call: Activation): RowCut | undefined {
  const byName = functions[libraryName(call.callee) ?? ''];
  const first = call.arguments.positional[0] ?? call.arguments.keywords.get('dataset');
  if (byName !== undefined && first !== undefined) {
    return asCut(first, byName(call));
  }
  const byMethod = Object.hasOwn(methods, call.site.name) ? methods[call.site.name] : undefined;
  const { receiver } = call;
  return byMethod !== undefined && receiver !== null && isOfDatasets(receiver) ? asCut(receiver, byMethod(call)) : undefined;
}

function asCut(of: Possible, kept: Rows | ((rows: Rows) => Rows)): RowCut {
  return { of, left: typeof kept === 'function' ? kept : () => kept };
}

function isOfDatasets(receiver: Possible): boolean {
  return [...ancestors(receiver)].some(({ callee }) => (libraryName(callee) ?? '').startsWith('datasets.'));
}

/** Rows that `load_dataset(…, split="train[:10%]")` reads; undefined when the text names another part, or several. */
export function rowsOfSplit(split: string, whole: Rows): Rows {
  const written = /^train(?:\[(-?\d*%?):(-?\d*%?)\])?$/.exec(split);
  if (written === null) {
    return undefined;
  }
  const [, from = '', to = ''] = written;
  const start = position(from, whole, 0);
  const end = position(to, whole, whole);
  return start === undefined || end === undefined ? undefined : Math.max(0, Math.min(end, whole ?? end) - start);
}

function position(written: string, whole: Rows, otherwise: Rows): Rows {
  if (written === '') {
    return otherwise;
  }
  const number = Number.parseInt(written, 10);
  const rows = written.endsWith('%') ? (whole === undefined ? undefined : Math.round((whole * number) / 100)) : number;
  return rows !== undefined && written.startsWith('-') ? (whole === undefined ? undefined : Math.max(0, whole + rows)) : rows;
}

function argument(call: Activation, name: string, at: number): Possible | undefined {
  const answer = call.arguments.get(name, at);
  return answer.kind === 'given' ? answer.possible : undefined;
}

function keptBySplit(call: Activation, testAt?: number): (rows: Rows) => Rows {
  const train = part(call, 'train_size', testAt === undefined ? undefined : testAt + 1);
  const test = part(call, 'test_size', testAt);
  return (rows) => {
    const kept = train === 'absent' ? (test === 'absent' ? 1 - standardTestShare : test === undefined ? undefined : -test) : train;
    if (kept === undefined) {
      return undefined;
    }
    const isShare = Math.abs(kept) < 1;
    const amount = isShare ? scaled(rows, Math.abs(kept)) : Math.abs(kept);
    return kept >= 0 ? amount : rows === undefined || amount === undefined ? undefined : Math.max(0, rows - amount);
  };
}

/** A share between 0 and 1, or a number of rows. */
function part(call: Activation, parameter: string, at: number | undefined): number | undefined | 'absent' {
  const answer = call.arguments.get(parameter, at);
  if (answer.kind !== 'given') {
    return answer.kind === 'unknown' ? undefined : 'absent';
  }
  const value = constantOf(answer.possible);
  return value === null ? 'absent' : typeof value === 'number' && value > 0 && value !== 1 ? value : undefined;
}

/** The part that `random_split` makes for training: the first one, where no other is larger. */
function largestFirst(lengths: Possible | undefined): (rows: Rows) => Rows {
  const parts = lengths === undefined ? undefined : completeItems(lengths);
  const sizes = parts?.map(sizeOfPart) ?? [];
  const [first, second] = sizes;
  const train = first ?? (sizes.length === 2 && second !== undefined && second < 1 ? 1 - second : undefined);
  const isLargest = sizes.every((size) => size === undefined || train === undefined || size <= train);
  return (rows) => (train === undefined || !isLargest ? undefined : train < 1 ? scaled(rows, train) : train);
}

/** A number of rows, or the share that `int(0.8 * len(data))` takes. */
function sizeOfPart(length: Possible): number | undefined {
  const value = single(length);
  if (value?.kind === 'constant') {
    return typeof value.value === 'number' && value.value > 0 ? value.value : undefined;
  }
  const origin = value === undefined ? null : originOf(value);
  if (origin?.kind === 'call' && /^(int|round|floor|ceil)$/.test(origin.activation.site.name)) {
    const [inner] = origin.activation.arguments.positional;
    return inner === undefined ? undefined : sizeOfPart(inner);
  }
  const inputs = origin?.kind === 'operation' ? origin.inputs : [];
  const [share, ...others] = inputs.map(constantOf).filter((one) => typeof one === 'number');
  const isOfLength = inputs.some((input) => [...ancestors(input)].some(({ site }) => site.name === 'len'));
  return isOfLength && others.length === 0 && share !== undefined && share > 0 && share < 1 ? share : undefined;
}

/** How many rows a list of them picks. */
function countOf(indices: Possible | undefined): (rows: Rows) => Rows {
  const value = indices === undefined ? undefined : single(indices);
  if (value?.kind !== 'sequence') {
    return () => undefined;
  }
  const count = lengthOf(value);
  return count === undefined ? boundedRange(value.state.get('bounds') as readonly Possible[] | undefined) : atMost(count);
}

/** `range(min(1000, len(data)))`, `range(int(0.1 * len(data)))`. */
function boundedRange(bounds: readonly Possible[] | undefined): (rows: Rows) => Rows {
  const [start, stop] = bounds ?? [];
  if (start === undefined || stop === undefined || constantOf(start) !== 0) {
    return () => undefined;
  }
  const value = single(stop);
  const origin = value === undefined ? null : originOf(value);
  if (origin?.kind === 'call' && origin.activation.site.name === 'min') {
    const limits = origin.activation.arguments.positional.map(constantOf).filter((one) => typeof one === 'number');
    return limits.length === 0 ? () => undefined : atMost(Math.min(...limits));
  }
  const size = sizeOfPart(stop);
  return (rows) => (size === undefined || size >= 1 ? size : scaled(rows, size));
}

function atMost(limit: Rows): (rows: Rows) => Rows {
  return (rows) => (limit === undefined ? undefined : Math.min(limit, rows ?? limit));
}

function without(skipped: Rows): (rows: Rows) => Rows {
  return (rows) => (skipped === undefined || rows === undefined ? undefined : Math.max(0, rows - skipped));
}

function nthPart(parts: Rows): (rows: Rows) => Rows {
  return (rows) => (parts === undefined || rows === undefined ? undefined : Math.ceil(rows / parts));
}

function scaled(rows: Rows, share: number): Rows {
  return rows === undefined ? undefined : Math.round(rows * share);
}

function wholeNumber(possible: Possible | undefined): Rows {
  const value = possible === undefined ? undefined : constantOf(possible);
  return typeof value === 'number' && value > 0 ? value : undefined;
}
