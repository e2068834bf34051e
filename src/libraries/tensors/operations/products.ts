import { broadcast, einsum, product, windowed, type Window } from '../arithmetic';
import { likely, tensorIn, elements, type Shape } from '../tensor';
import type { Operation, OperationCall } from '../operation';
import { itemsOf } from '../../../python/evaluate/containers';

type Result = ReturnType<Operation>;

/** A linear layer: the last axis is replaced. */
export function linear(call: OperationCall, input: Shape, weight: Shape): Result {
  const [rows = NaN, columns = NaN] = weight;
  const width = input.at(-1) ?? NaN;
  if (width !== columns && !Number.isNaN(width) && !Number.isNaN(columns)) {
    return call.lost(`a linear layer of ${columns} inputs on an array of ${input.join('x')}`);
  }
  const shape = [...input.slice(0, -1), rows];
  call.work('linear', elements(shape) * columns, shape, columns);
  return call.make(shape, 'float');
}

export interface Convolution extends Window {
  readonly groups: number;
  readonly transposed: boolean;
  readonly outputPadding: readonly number[];
  readonly padding: readonly number[];
  /** `padding="same"`. */
  readonly same: boolean;
}

/** A convolution with or without a batch axis; weights are `[out, in / groups, …]`, of transposed ones `[in, out / groups, …]`. */
export function convolution(call: OperationCall, input: Shape, weight: Shape, settings: Convolution): Result {
  const rank = weight.length - 2;
  const { groups, transposed, stride, padding, dilation, kernel, outputPadding } = settings;
  const batch = input.slice(0, -rank - 1);
  const channels = input.at(-rank - 1) ?? NaN;
  const lengths = input.slice(-rank);
  const wanted = transposed ? (weight[0] ?? NaN) : (weight[1] ?? NaN) * groups;
  if (input.length < rank + 1 || input.length > rank + 2 || (channels !== wanted && !Number.isNaN(channels) && !Number.isNaN(wanted))) {
    return call.lost(`a convolution of ${wanted} channels on an array of ${input.join('x')}`);
  }
  const written = transposed ? (weight[1] ?? NaN) * groups : (weight[0] ?? NaN);
  const outputs = lengths.map((length, index) =>
    settings.same
      ? Math.ceil(length / (stride[index] ?? 1))
      : transposed
        ? (length - 1) * (stride[index] ?? 1) -
          2 * (padding[index] ?? 0) +
          (dilation[index] ?? 1) * ((kernel[index] ?? NaN) - 1) +
          (outputPadding[index] ?? 0) +
          1
        : windowed(length, index, settings),
  );
  if (outputs.some((length) => length < 1)) {
    return call.lost(`a convolution on an array of ${input.join('x')}, which is too small for it`);
  }
  const shape = [...batch, written, ...outputs];
  // Of a transposed convolution every input element is spread over the kernel.
  const places = transposed ? elements(batch) * wanted * elements(lengths) : elements(shape);
  const each = elements(kernel) * (transposed ? (weight[1] ?? NaN) : (weight[1] ?? NaN));
  call.work('convolution', places * each, shape, wanted);
  return call.make(shape, 'float');
}

export function perAxis(given: readonly number[] | undefined, rank: number, otherwise: number): readonly number[] {
  return given === undefined || given.length === 0
    ? Array.from({ length: rank }, () => otherwise)
    : given.length === 1
      ? Array.from({ length: rank }, () => given[0] ?? otherwise)
      : given;
}

/** `F.conv2d(x, weight, bias, stride, padding, dilation, groups)`. */
const functionalConvolution =
  (rank: number, transposed: boolean): Operation =>
  (call): Result => {
    const [input, weight] = [call.input, call.tensor(1, 'weight')];
    if (input === undefined || weight?.shape.length !== rank + 2) {
      return input === undefined ? undefined : call.lost('a convolution whose weights are not known');
    }
    const [outputPadding, groups, dilation] = transposed ? [5, 6, 7] : [99, 6, 5];
    return convolution(call, input.shape, weight.shape, {
      kernel: weight.shape.slice(2),
      stride: perAxis(call.numbers(3, 'stride'), rank, 1),
      padding: perAxis(call.numbers(4, 'padding'), rank, 0),
      same: call.text(4, 'padding') === 'same',
      dilation: perAxis(call.numbers(dilation, 'dilation'), rank, 1),
      groups: call.number(groups, 'groups', 1),
      outputPadding: perAxis(call.numbers(outputPadding, 'output_padding'), rank, 0),
      transposed,
    });
  };

function functionalLinear(call: OperationCall): Result {
  const [input, weight] = [call.input, call.tensor(1, 'weight')];
  return input === undefined
    ? undefined
    : weight === undefined
      ? call.lost('a linear layer whose weights are not known')
      : linear(call, input.shape, weight.shape);
}

/** `a @ b`, `mm`, `bmm`. With a matrix of weights it is a linear layer. */
export function multiply(call: OperationCall, a: Shape | undefined, b: Shape | undefined, isWeight: boolean): Result {
  if (a === undefined || b === undefined) {
    return a === undefined && b === undefined ? undefined : call.lost('a product with an array whose shape is not known');
  }
  const found = product(a, b);
  if (found === undefined) {
    return call.lost(`a product of arrays of ${a.join('x')} and ${b.join('x')}`);
  }
  call.work(isWeight ? 'linear' : 'product', elements(found.shape) * found.inner, found.shape, found.inner);
  return call.make(found.shape, 'float');
}

function matmul(call: OperationCall): Result {
  const [a, b] = [call.input, call.tensor(1, 'other', 'mat2')];
  return multiply(call, a?.shape, b?.shape, b?.role === 'parameter');
}

/** `addmm(bias, a, b)`. */
function addmm(call: OperationCall): Result {
  return multiply(call, call.tensor(1, 'mat1', 'batch1')?.shape, call.tensor(2, 'mat2', 'batch2')?.shape, call.name === 'addmm');
}

function einsumCall(call: OperationCall): Result {
  const equation = call.text(0, 'equation');
  const second = call.argument(1, 'operands');
  const listed = second === undefined ? undefined : likely(second);
  const operands = listed?.kind === 'sequence' ? (itemsOf(listed) ?? []) : call.rest(1);
  const shapes = operands.map((operand) => tensorIn(operand)?.shape);
  if (equation === undefined || !shapes.every((shape) => shape !== undefined)) {
    return shapes.some((shape) => shape !== undefined) ? call.lost('an einsum of arrays whose shapes are not known') : undefined;
  }
  const found = einsum(equation, shapes);
  if (found === undefined) {
    return call.lost(`the einsum ${equation}`);
  }
  call.work('product', found.multiplyAdds, found.shape, shapes[0]?.at(-1) ?? NaN);
  return call.make(found.shape, 'float');
}

/** `softmax(q @ k) @ v`, both products in full. */
export function attention(call: OperationCall, query: Shape, key: Shape, value: Shape): Result {
  const [queries = NaN, width = NaN] = query.slice(-2);
  const keys = key.at(-2) ?? NaN;
  const out = value.at(-1) ?? NaN;
  const stack = query.slice(0, -2);
  const shape = [...stack, queries, out];
  call.work('attention', elements(stack) * queries * keys * (width + out), shape, width, stack.length >= 2 ? stack.at(-1) : 1);
  return call.make(shape, 'float');
}

function scaledDotProduct(call: OperationCall): Result {
  const [q, k, v] = [call.tensor(0, 'query'), call.tensor(1, 'key'), call.tensor(2, 'value')];
  return q === undefined || k === undefined || v === undefined
    ? call.lost('attention to arrays whose shapes are not known')
    : attention(call, q.shape, k.shape, v.shape);
}

/** `F.multi_head_attention_forward`: projections, attention and projection of queries, keys and values whose batch stands second. */
function attentionForward(call: OperationCall): Result {
  const [q, k, v] = [call.tensor(0, 'query')?.shape, call.tensor(1, 'key')?.shape, call.tensor(2, 'value')?.shape];
  if (q?.length !== 3 || k?.length !== 3 || v?.length !== 3) {
    return call.lost('attention to arrays whose shapes are not known');
  }
  const [queries = NaN, batch = NaN, width = NaN] = q;
  const keys = k[0] ?? NaN;
  const out = call.tensor(11, 'out_proj_weight')?.shape[0] ?? width;
  const heads = call.number(4, 'num_heads', NaN);
  call.work(
    'linear',
    batch * width * (queries * width + keys * (k[2] ?? NaN) + keys * (v[2] ?? NaN)),
    [batch, queries + 2 * keys, width],
    width,
  );
  call.work('attention', 2 * batch * queries * keys * width, q, width / heads, heads);
  call.work('linear', batch * queries * width * out, [queries, batch, out], width);
  return call.tuple([call.make([queries, batch, out], 'float'), call.make([batch, queries, keys], 'float')]);
}

function outer(call: OperationCall): Result {
  const [a, b] = [call.input, call.tensor(1, 'vec2', 'other')];
  return a === undefined || b === undefined ? undefined : call.make([...a.shape, ...b.shape], 'float');
}

function bilinear(call: OperationCall): Result {
  const [a, b, weight] = [call.tensor(0), call.tensor(1), call.tensor(2, 'weight')];
  const stack = a === undefined || b === undefined ? undefined : broadcast(a.shape.slice(0, -1), b.shape.slice(0, -1));
  if (stack === undefined || weight === undefined) {
    return undefined;
  }
  const shape = [...stack, weight.shape[0] ?? NaN];
  call.work('linear', elements(stack) * elements(weight.shape), shape, a?.shape.at(-1) ?? NaN);
  return call.make(shape, 'float');
}

function distances(call: OperationCall): Result {
  const [a, b] = [call.tensor(0, 'x1'), call.tensor(1, 'x2')];
  return a === undefined || b === undefined ? undefined : call.make([...a.shape.slice(0, -1), b.shape.at(-2) ?? NaN], 'float');
}

/** `F.embedding(ids, weight)` reads rows. */
function embedding(call: OperationCall): Result {
  const [ids, weight] = [call.input, call.tensor(1, 'weight')];
  return ids === undefined || weight === undefined ? undefined : call.make([...ids.shape, weight.shape[1] ?? NaN], 'float');
}

export const products: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['linear', functionalLinear],
  ...[1, 2, 3].flatMap((rank) => [
    [`conv${rank}d`, functionalConvolution(rank, false)] as const,
    [`conv_transpose${rank}d`, functionalConvolution(rank, true)] as const,
  ]),
  ['matmul', matmul],
  ['mm', matmul],
  ['bmm', matmul],
  ['mv', matmul],
  ['dot', matmul],
  ['addmm', addmm],
  ['baddbmm', addmm],
  ['einsum', einsumCall],
  ['scaled_dot_product_attention', scaledDotProduct],
  ['multi_head_attention_forward', attentionForward],
  ['outer', outer],
  ['ger', outer],
  ['bilinear', bilinear],
  ['cdist', distances],
  ['embedding', embedding],
]);
