import { windowed } from '../arithmetic';
import type { Operation, OperationCall } from '../operation';
import { tupleOf, type Shape } from '../tensor';
import { perAxis } from './products';

type Result = ReturnType<Operation>;

export interface Pooling {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly ceil: boolean;
}

export function pool(call: OperationCall, input: Shape, rank: number, settings: Pooling, indices = false): Result {
  const lengths = input.slice(-rank).map((length, index) => windowed(length, index, settings, settings.ceil));
  if (input.length < rank + 1 || lengths.some((length) => length < 1)) {
    return call.lost(`pooling of an array of ${input.join('x')}`);
  }
  const pooled = call.make([...input.slice(0, -rank), ...lengths], 'float');
  return indices ? tupleOf(call.ev, [pooled, call.make([...input.slice(0, -rank), ...lengths], 'int')]) : pooled;
}

const functionalPool =
  (rank: number, isMaximum: boolean): Operation =>
  (call) => {
    const { input } = call;
    const kernel = perAxis(call.numbers(1, 'kernel_size'), rank, NaN);
    const stride = call.has(2, 'stride') ? call.numbers(2, 'stride') : undefined;
    return input === undefined
      ? undefined
      : pool(
          call,
          input.shape,
          rank,
          {
            kernel,
            stride: stride === undefined || stride.length === 0 ? kernel : perAxis(stride, rank, NaN),
            padding: perAxis(call.numbers(3, 'padding'), rank, 0),
            dilation: isMaximum ? perAxis(call.numbers(4, 'dilation'), rank, 1) : perAxis(undefined, rank, 1),
            ceil: call.flag(isMaximum ? 5 : 4, 'ceil_mode', false),
          },
          isMaximum && call.flag(6, 'return_indices', false),
        );
  };

/** Axes brought to lengths that are given; None leaves one as it is. */
export function adapted(call: OperationCall, input: Shape, rank: number, wanted: readonly number[]): Result {
  return input.length < rank + 1
    ? call.lost(`pooling of an array of ${input.join('x')}`)
    : call.make(
        [
          ...input.slice(0, -rank),
          ...perAxis(wanted, rank, NaN).map((length, index) => (Number.isNaN(length) ? (input.slice(-rank)[index] ?? NaN) : length)),
        ],
        'float',
      );
}

const adaptive =
  (rank: number): Operation =>
  (call) => {
    const { input } = call;
    return input === undefined ? undefined : adapted(call, input.shape, rank, call.numbers(1, 'output_size') ?? []);
  };

/** Pixels multiplied or brought to a size. */
export function resized(
  call: OperationCall,
  input: Shape,
  size: readonly number[] | undefined,
  factor: readonly number[] | undefined,
): Result {
  const rank = input.length - 2;
  const lengths = input.slice(2);
  const wanted =
    size !== undefined
      ? perAxis(size, rank, NaN)
      : factor !== undefined
        ? perAxis(factor, rank, NaN).map((by, index) => Math.floor((lengths[index] ?? NaN) * by))
        : undefined;
  return wanted === undefined ? call.lost('a size that is not known') : call.make([...input.slice(0, 2), ...wanted], 'float');
}

function interpolate(call: OperationCall): Result {
  const { input } = call;
  if (input === undefined) {
    return undefined;
  }
  const size = call.has(1, 'size') ? call.numbers(1, 'size') : undefined;
  return resized(call, input.shape, size, call.has(2, 'scale_factor') ? call.numbers(2, 'scale_factor') : undefined);
}

/** `F.unfold(x, kernel)`: columns of patches. */
function patches(call: OperationCall): Result {
  const { input, isMethod } = call;
  if (input === undefined || isMethod) {
    return undefined;
  }
  const kernel = perAxis(call.numbers(1, 'kernel_size'), 2, NaN);
  return unfolded(call, input.shape, {
    kernel,
    dilation: perAxis(call.numbers(2, 'dilation'), 2, 1),
    padding: perAxis(call.numbers(3, 'padding'), 2, 0),
    stride: perAxis(call.numbers(4, 'stride'), 2, 1),
    ceil: false,
  });
}

export function unfolded(call: OperationCall, input: Shape, settings: Pooling): Result {
  const places = input.slice(-2).map((length, index) => windowed(length, index, settings));
  const area = settings.kernel.reduce((product, length) => product * length, 1);
  return call.make([...input.slice(0, -3), (input.at(-3) ?? NaN) * area, places.reduce((product, length) => product * length, 1)], 'float');
}

function gridSample(call: OperationCall): Result {
  const [input, grid] = [call.input, call.tensor(1, 'grid')];
  return input === undefined || grid === undefined
    ? undefined
    : call.make([...input.shape.slice(0, 2), ...grid.shape.slice(1, -1)], 'float');
}

export const pooling: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ...[1, 2, 3].flatMap((rank) => [
    [`max_pool${rank}d`, functionalPool(rank, true)] as const,
    [`avg_pool${rank}d`, functionalPool(rank, false)] as const,
    [`adaptive_avg_pool${rank}d`, adaptive(rank)] as const,
    [`adaptive_max_pool${rank}d`, adaptive(rank)] as const,
  ]),
  ['interpolate', interpolate],
  ['upsample', interpolate],
  ['upsample_nearest', interpolate],
  ['upsample_bilinear', interpolate],
  ['grid_sample', gridSample],
  ['unfold', patches],
]);
