import { constant, type Value } from '../../../python/values/value';
import { certainly, unknownly, type Possible } from '../../../python/values/possible';
import { axisOf, broadcast, reshaped } from '../arithmetic';
import type { Operation, OperationCall } from '../operation';
import { elements, lengthValue, likely, numberIn, shapeValue, tensorIn, tupleOf, type Shape } from '../tensor';

type Result = ReturnType<Operation>;

function onShape(call: OperationCall, change: (shape: Shape) => Shape | undefined): Result {
  const { input } = call;
  if (input === undefined) {
    return undefined;
  }
  const shape = change(input.shape);
  return shape === undefined ? call.lost(`${call.name} of an array of ${input.shape.join('x')}`) : call.make(shape, input.type);
}

function view(call: OperationCall): Result {
  const first = call.argument(1, 'shape', 'size');
  const value = first === undefined ? undefined : likely(first);
  if (value?.kind === 'external' || value?.kind === 'instance') {
    return call.input === undefined ? undefined : call.make(call.input.shape, call.input.type);
  }
  const wanted = call.lengths(1, 'shape', 'size');
  return onShape(call, (shape) => (wanted === undefined ? undefined : reshaped(shape, wanted)));
}

function like(call: OperationCall): Result {
  const other = call.tensor(1, 'other');
  return other === undefined || call.input === undefined ? undefined : call.make(other.shape, call.input.type);
}

function flatten(call: OperationCall): Result {
  return onShape(call, (shape) => {
    const from = axisOf(call.number(1, 'start_dim', 0), shape.length);
    const to = axisOf(call.number(2, 'end_dim', -1), shape.length);
    return [...shape.slice(0, from), elements(shape.slice(from, to + 1)), ...shape.slice(to + 1)];
  });
}

function unflatten(call: OperationCall): Result {
  const sizes = call.numbers(2, 'sizes', 'unflattened_size');
  return onShape(call, (shape) => {
    const axis = axisOf(call.number(1, 'dim', NaN), shape.length);
    const parts = sizes === undefined ? undefined : reshaped([shape[axis] ?? NaN], sizes);
    return parts === undefined ? undefined : [...shape.slice(0, axis), ...parts, ...shape.slice(axis + 1)];
  });
}

function permute(call: OperationCall): Result {
  const order = call.lengths(1, 'dims');
  return onShape(call, (shape) =>
    order?.length === shape.length ? order.map((axis) => shape[axisOf(axis, shape.length)] ?? NaN) : undefined,
  );
}

function transpose(call: OperationCall): Result {
  return onShape(call, (shape) => swapped(shape, call.number(1, 'dim0', NaN), call.number(2, 'dim1', NaN)));
}

export function swapped(shape: Shape, a: number, b: number): Shape | undefined {
  const [first, second] = [axisOf(a, shape.length), axisOf(b, shape.length)];
  const [x, y] = [shape[first], shape[second]];
  return x === undefined || y === undefined ? undefined : shape.map((length, axis) => (axis === first ? y : axis === second ? x : length));
}

function movedim(call: OperationCall): Result {
  return onShape(call, (shape) => {
    const [from, to] = [axisOf(call.number(1, 'source', NaN), shape.length), axisOf(call.number(2, 'destination', NaN), shape.length)];
    const moved = shape[from];
    const rest = shape.filter((_, axis) => axis !== from);
    return moved === undefined ? undefined : [...rest.slice(0, to), moved, ...rest.slice(to)];
  });
}

function squeeze(call: OperationCall): Result {
  const axes = call.has(1, 'dim') ? call.numbers(1, 'dim') : undefined;
  return onShape(call, (shape) => {
    const chosen = axes?.map((axis) => axisOf(axis, shape.length));
    return shape.filter((length, axis) => length !== 1 || (chosen !== undefined && !chosen.includes(axis)));
  });
}

function unsqueeze(call: OperationCall): Result {
  return onShape(call, (shape) => {
    const axis = axisOf(call.number(1, 'dim', NaN), shape.length + 1);
    return Number.isNaN(axis) ? undefined : [...shape.slice(0, axis), 1, ...shape.slice(axis)];
  });
}

function expand(call: OperationCall): Result {
  const sizes = call.lengths(1, 'size', 'shape');
  return onShape(call, (shape) =>
    sizes?.map((size, index) => (size === -1 ? (shape[index - (sizes.length - shape.length)] ?? NaN) : size)),
  );
}

function repeat(call: OperationCall): Result {
  const times = call.lengths(1, 'repeats', 'dims');
  return onShape(call, (shape) => {
    const rank = Math.max(shape.length, times?.length ?? 0);
    return times === undefined
      ? undefined
      : Array.from(
          { length: rank },
          (_, index) => (shape[index - (rank - shape.length)] ?? 1) * (times[index - (rank - times.length)] ?? 1),
        );
  });
}

function repeatInterleave(call: OperationCall): Result {
  const times = call.number(1, 'repeats', NaN);
  return onShape(call, (shape) => {
    if (!call.has(2, 'dim')) {
      return [elements(shape) * times];
    }
    const axis = axisOf(call.number(2, 'dim', NaN), shape.length);
    return shape.map((length, index) => (index === axis ? length * times : length));
  });
}

function concatenate(call: OperationCall): Result {
  const items = call.list(0, 'tensors');
  const shapes = items?.map((item) => tensorIn(item));
  const first = shapes?.find((tensor) => tensor !== undefined);
  if (items === undefined || shapes === undefined || first === undefined) {
    return undefined;
  }
  if (call.name === 'stack') {
    const axis = axisOf(call.number(1, 'dim', 0), first.shape.length + 1);
    return call.make([...first.shape.slice(0, axis), items.length, ...first.shape.slice(axis)], first.type);
  }
  const rank = first.shape.length;
  const standard = call.name === 'hstack' ? Math.min(1, rank - 1) : 0;
  const axis = axisOf(call.number(1, 'dim', call.number(99, 'axis', standard)), rank);
  const length = shapes.reduce((sum, tensor) => sum + (tensor?.shape[axis] ?? NaN), 0);
  const fits = shapes.every((tensor) => tensor === undefined || broadcast(drop(tensor.shape, axis), drop(first.shape, axis)) !== undefined);
  return fits
    ? call.make(
        first.shape.map((size, index) => (index === axis ? length : size)),
        first.type,
      )
    : call.lost(`${call.name} of arrays of different shapes`);
}

function drop(shape: Shape, axis: number): Shape {
  return shape.filter((_, index) => index !== axis);
}

/** `split` takes the length of a part or all lengths, `chunk` the number of parts. */
function split(call: OperationCall): Result {
  const { input, name } = call;
  if (input === undefined) {
    return undefined;
  }
  const axis = axisOf(call.number(2, 'dim', 0), input.shape.length);
  const length = input.shape[axis] ?? NaN;
  const given = call.argument(1, 'split_size_or_sections', 'split_size', 'chunks');
  const listed = given !== undefined && likely(given)?.kind === 'sequence';
  const number = numberIn(given);
  const part = name === 'split' ? number : Math.ceil(length / number);
  const lengths = listed
    ? (call.numbers(1, 'split_size_or_sections', 'split_size') ?? [])
    : Number.isFinite(length) && part > 0
      ? Array.from({ length: Math.ceil(length / part) }, (_, index) => Math.min(part, length - index * part))
      : [];
  return lengths.length === 0 || lengths.length > 1024
    ? call.lost(`${name} into a number of parts that is not known`)
    : tupleOf(
        call.ev,
        lengths.map((one) =>
          call.make(
            input.shape.map((size, index) => (index === axis ? one : size)),
            input.type,
          ),
        ),
      );
}

function unbind(call: OperationCall): Result {
  const { input } = call;
  if (input === undefined) {
    return undefined;
  }
  const axis = axisOf(call.number(1, 'dim', 0), input.shape.length);
  const count = input.shape[axis] ?? NaN;
  return count <= 1024
    ? tupleOf(
        call.ev,
        Array.from({ length: count }, () => call.make(drop(input.shape, axis), input.type)),
      )
    : call.lost('unbind of a long axis');
}

function narrow(call: OperationCall): Result {
  return onShape(call, (shape) => {
    const axis = axisOf(call.number(1, 'dim', NaN), shape.length);
    return shape.map((length, index) => (index === axis ? call.number(3, 'length', NaN) : length));
  });
}

function select(call: OperationCall): Result {
  return onShape(call, (shape) => drop(shape, axisOf(call.number(1, 'dim', NaN), shape.length)));
}

function gather(call: OperationCall): Result {
  const index = call.tensor(2, 'index');
  return index === undefined || call.input === undefined ? undefined : call.make(index.shape, call.input.type);
}

function indexSelect(call: OperationCall): Result {
  const index = call.tensor(2, 'index');
  return onShape(call, (shape) => {
    const axis = axisOf(call.number(1, 'dim', NaN), shape.length);
    return shape.map((length, at) => (at === axis ? (index?.shape[0] ?? NaN) : length));
  });
}

function size(call: OperationCall): Possible | undefined {
  const { input } = call;
  if (input === undefined) {
    return undefined;
  }
  return call.has(1, 'dim')
    ? lengthValue(input.shape[axisOf(call.number(1, 'dim', NaN), input.shape.length)] ?? NaN)
    : shapeValue(call.ev, input.shape);
}

/** `F.pad(x, (left, right, top, bottom))`: from the last axis backwards. */
function pad(call: OperationCall): Result {
  const amounts = call.numbers(1, 'pad', 'padding');
  return onShape(call, (shape) =>
    amounts === undefined
      ? undefined
      : shape.map((length, axis) => {
          const at = 2 * (shape.length - 1 - axis);
          return length + (amounts[at] ?? 0) + (amounts[at + 1] ?? 0);
        }),
  );
}

function oneHot(call: OperationCall): Result {
  return onShape(call, (shape) => [...shape, call.number(1, 'num_classes', NaN)]);
}

function unfold(call: OperationCall): Result {
  const { input, isMethod } = call;
  if (input === undefined) {
    return undefined;
  }
  if (isMethod) {
    return onShape(call, (shape) => {
      const axis = axisOf(call.number(1, 'dimension', NaN), shape.length);
      const [width, step] = [call.number(2, 'size', NaN), call.number(3, 'step', NaN)];
      return [...shape.map((length, index) => (index === axis ? Math.floor((length - width) / step) + 1 : length)), width];
    });
  }
  return undefined;
}

function diagonal(call: OperationCall): Result {
  return onShape(call, (shape) => (shape.length === 1 ? [...shape, ...shape] : [...shape.slice(0, -2), Math.min(...shape.slice(-2))]));
}

function broadcastTo(call: OperationCall): Result {
  const shape = call.lengths(1, 'size', 'shape');
  return shape === undefined || call.input === undefined ? undefined : call.make(shape, call.input.type);
}

function shuffled(call: OperationCall): Result {
  const factor = call.number(1, call.name === 'pixel_shuffle' ? 'upscale_factor' : 'downscale_factor', NaN);
  const by = call.name === 'pixel_shuffle' ? factor : 1 / factor;
  return onShape(call, (shape) => {
    const [height = NaN, width = NaN] = shape.slice(-2);
    return [...shape.slice(0, -3), (shape.at(-3) ?? NaN) / (by * by), height * by, width * by];
  });
}

function meshgrid(call: OperationCall): Result {
  const listed = call.list(0, 'tensors') ?? call.rest(0);
  const lengths = listed.map((item) => tensorIn(item)?.shape[0] ?? NaN);
  return tupleOf(
    call.ev,
    listed.map(() => call.make(lengths, 'float')),
  );
}

const numberOf =
  (value: (shape: Shape) => number): Operation =>
  (call): Value | Possible | undefined => {
    const { input } = call;
    const number = input === undefined ? NaN : value(input.shape);
    return input === undefined
      ? undefined
      : Number.isNaN(number)
        ? unknownly('a number of elements', undefined, 'int')
        : certainly(constant(number));
  };

export const shaping: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['view', view],
  ['reshape', view],
  ['view_as', like],
  ['reshape_as', like],
  ['expand_as', like],
  ['flatten', flatten],
  ['ravel', flatten],
  ['unflatten', unflatten],
  ['permute', permute],
  ['transpose', transpose],
  ['swapaxes', transpose],
  ['swapdims', transpose],
  ['t', (call) => onShape(call, (shape) => (shape.length < 2 ? shape : swapped(shape, 0, 1)))],
  ['adjoint', (call) => onShape(call, (shape) => swapped(shape, -1, -2))],
  ['view_as_complex', (call) => onShape(call, (shape) => shape.slice(0, -1))],
  ['view_as_real', (call) => onShape(call, (shape) => [...shape, 2])],
  ['movedim', movedim],
  ['moveaxis', movedim],
  ['squeeze', squeeze],
  ['unsqueeze', unsqueeze],
  ['expand', expand],
  ['broadcast_to', broadcastTo],
  ['repeat', repeat],
  ['tile', repeat],
  ['repeat_interleave', repeatInterleave],
  ['cat', concatenate],
  ['concat', concatenate],
  ['concatenate', concatenate],
  ['hstack', concatenate],
  ['vstack', concatenate],
  ['stack', concatenate],
  ['split', split],
  ['chunk', split],
  ['tensor_split', split],
  ['unbind', unbind],
  ['narrow', narrow],
  ['select', select],
  ['gather', gather],
  ['index_select', indexSelect],
  ['size', size],
  ['pad', pad],
  ['one_hot', oneHot],
  ['unfold', unfold],
  ['diagonal', diagonal],
  ['diag', diagonal],
  ['pixel_shuffle', shuffled],
  ['pixel_unshuffle', shuffled],
  ['meshgrid', meshgrid],
  ['numel', numberOf(elements)],
  ['nelement', numberOf(elements)],
  ['dim', numberOf((shape) => shape.length)],
  ['ndimension', numberOf((shape) => shape.length)],
  ['__len__', numberOf((shape) => shape[0] ?? NaN)],
]);
