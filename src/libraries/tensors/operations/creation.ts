import { itemsOf } from '../../../python/evaluate/containers';
import { certainly, type Possible } from '../../../python/values/possible';
import type { Operation, OperationCall } from '../operation';
import { likely, makeWeight, numberIn, tensorIn, type ElementType, type Shape } from '../tensor';

type Result = ReturnType<Operation>;

const filled =
  (type: ElementType): Operation =>
  (call) => {
    const shape = call.lengths(0, 'size', 'shape');
    return shape === undefined ? (call.rest(0).length === 0 ? call.make([], type) : undefined) : call.make(shape, typeGiven(call) ?? type);
  };

function typeGiven(call: OperationCall): ElementType | undefined {
  const given = call.argument(99, 'dtype');
  const value = given === undefined ? undefined : likely(given);
  const name = value?.kind === 'external' || value?.kind === 'instance' ? (value.kind === 'external' ? value.name : '') : '';
  return /int|long|short/.test(name) ? 'int' : name.includes('bool') ? 'bool' : /float|double|half/.test(name) ? 'float' : undefined;
}

function full(call: OperationCall): Result {
  const shape = call.numbers(0, 'size', 'shape');
  return shape === undefined ? undefined : call.make(shape, typeGiven(call) ?? 'float');
}

/** `randint(high, size)` and `randint(low, high, size)`. */
function randint(call: OperationCall): Result {
  const given = call.argument(99, 'size') ?? call.rest(0).find((value) => likely(value)?.kind === 'sequence');
  const value = given === undefined ? undefined : likely(given);
  const shape = value?.kind === 'sequence' ? itemsOf(value)?.map(numberIn) : undefined;
  return shape === undefined ? undefined : call.make(shape, 'int');
}

function arange(call: OperationCall): Result {
  const numbers = call.rest(0).map(numberIn);
  const [first = call.number(99, 'end', NaN), second = call.number(99, 'end', NaN), step = call.number(99, 'step', 1)] = numbers;
  const [from, to] =
    numbers.length > 1 || (numbers.length === 1 && !Number.isNaN(second)) ? [first, second] : [call.number(99, 'start', 0), first];
  return call.make([Math.max(0, Math.ceil((to - from) / step))], typeGiven(call) ?? 'int');
}

function linspace(call: OperationCall): Result {
  return call.make([call.number(2, 'steps', NaN)], 'float');
}

function eye(call: OperationCall): Result {
  const rows = call.number(0, 'n', NaN);
  return call.make([rows, call.number(1, 'm', rows)], 'float');
}

/** The shape of nested lists. */
function shapeOfLists(given: Possible | undefined): Shape | undefined {
  const inner = tensorIn(given);
  if (inner !== undefined) {
    return inner.shape;
  }
  const value = given === undefined ? undefined : likely(given);
  if (value?.kind === 'constant') {
    return [];
  }
  const items = value?.kind === 'sequence' ? itemsOf(value, 1024) : undefined;
  const below = items === undefined ? undefined : items.length === 0 ? [] : shapeOfLists(items[0]);
  return items === undefined || below === undefined ? undefined : [items.length, ...below];
}

function fromData(call: OperationCall): Result {
  const shape = shapeOfLists(call.argument(0, 'data'));
  const type = call.tensor(0, 'data')?.type ?? typeGiven(call);
  return shape === undefined ? undefined : call.make(shape, type ?? 'float');
}

/** `nn.Parameter(x)`: a weight of its own. */
function parameter(call: OperationCall): Result {
  const inner = call.tensor(0, 'data');
  return inner === undefined ? undefined : certainly(makeWeight(call.ev, inner.shape));
}

function typed(call: OperationCall): Result {
  return call.lengths(0) === undefined ? fromData(call) : (fromNumbers(call) ?? fromData(call));
}

/** `torch.FloatTensor(2, 3)` makes an array of that shape, `torch.FloatTensor([2, 3])` one with those elements. */
function fromNumbers(call: OperationCall): Result {
  const first = call.argument(0);
  const value = first === undefined ? undefined : likely(first);
  const shape = value?.kind === 'constant' ? call.rest(0).map(numberIn) : undefined;
  return shape === undefined ? undefined : call.make(shape, /Long|Int/.test(call.name) ? 'int' : 'float');
}

/** `x.new_zeros(2, 3)`. */
function likeNew(call: OperationCall): Result {
  const shape = call.lengths(1, 'size');
  return shape === undefined ? undefined : call.make(shape);
}

function normal(call: OperationCall): Result {
  const shape = call.numbers(2, 'size') ?? call.input?.shape;
  return shape === undefined ? undefined : call.make(shape, 'float');
}

export const creation: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ...['zeros', 'ones', 'empty', 'rand', 'randn'].map((name) => [name, filled('float')] as const),
  ['full', full],
  ['randint', randint],
  ['arange', arange],
  ['range', arange],
  ['randperm', arange],
  ['linspace', linspace],
  ['logspace', linspace],
  ['eye', eye],
  ['tensor', fromData],
  ['as_tensor', fromData],
  ['asarray', fromData],
  ['from_numpy', fromData],
  ['Parameter', parameter],
  ['Variable', (call) => (call.input === undefined ? undefined : call.make(call.input.shape))],
  ...['FloatTensor', 'LongTensor', 'IntTensor', 'DoubleTensor', 'HalfTensor', 'Tensor'].map((name) => [name, typed] as const),
  ['new_zeros', likeNew],
  ['new_ones', likeNew],
  ['new_empty', likeNew],
  ['new_full', likeNew],
  ['new_tensor', (call) => (shapeOfLists(call.argument(1)) === undefined ? undefined : call.make(shapeOfLists(call.argument(1)) ?? []))],
  ['normal', normal],
]);
