import { axisOf, broadcast } from '../arithmetic';
import type { Operation, OperationCall } from '../operation';
import { isNone, tensorIn, tupleOf, type ElementType } from '../tensor';
import { dictionary } from '../../../python/dictionary';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Operations whose result has the shape of their first argument. */
const alike = words(`
  abs acos alpha_dropout asin atan batch_norm ceil celu celu_ clamp clamp_max clamp_min clip clone contiguous conj cos cosh cumprod cumsum
  deg2rad detach dropout dropout1d dropout2d dropout3d elu erf erfc exp expm1 feature_dropout flip floor frac gelu group_norm gumbel_softmax
  hardshrink hardsigmoid hardswish hardtanh index_add index_copy index_fill instance_norm layer_norm leaky_relu lgamma local_response_norm
  log log10 log1p log2 log_softmax logit logsigmoid masked_fill masked_scatter mish nan_to_num neg negative normalize positive prelu
  reciprocal relu relu6 rms_norm roll round rrelu rsqrt scatter scatter_add selu sigmoid sign silu sin sinh softmax softmin softplus softshrink
  softsign sqrt square swish tan tanh tanhshrink threshold tril triu trunc type_as zero fill copy normal uniform random requires_grad pin_memory
  to cpu cuda half float double bfloat16 float16 float32 data type retain_grad spectral_norm dequantize angle erfinv digamma diff_
  polar complex xavier_uniform xavier_normal kaiming_uniform kaiming_normal trunc_normal constant ones_ zeros_ orthogonal
`);

const alikeWithType: Readonly<Record<string, ElementType>> = {
  long: 'int',
  int: 'int',
  short: 'int',
  byte: 'int',
  bool: 'bool',
  isnan: 'bool',
  isinf: 'bool',
  isfinite: 'bool',
  logical_not: 'bool',
  zeros_like: 'float',
  ones_like: 'float',
  empty_like: 'float',
  rand_like: 'float',
  randn_like: 'float',
  full_like: 'float',
  bernoulli: 'float',
  argsort: 'int',
};

/** Operations on two arrays, each stretched to the other. */
const paired = words(`
  add sub subtract mul multiply div divide true_divide floor_divide remainder fmod pow maximum minimum atan2 lerp rsub
  addcmul addcdiv xlogy hypot fmax fmin
`);
const compared = words('eq ne lt le gt ge greater less logical_and logical_or logical_xor bitwise_and bitwise_or isclose');

const reduced = words('sum mean prod std var nansum nanmean logsumexp amax amin norm count_nonzero vector_norm std_mean_ all any');

const losses = words(`
  cross_entropy nll_loss mse_loss l1_loss smooth_l1_loss huber_loss kl_div binary_cross_entropy binary_cross_entropy_with_logits
  multilabel_soft_margin_loss poisson_nll_loss gaussian_nll_loss hinge_embedding_loss multi_margin_loss multilabel_margin_loss
  soft_margin_loss ctc_loss margin_ranking_loss cosine_embedding_loss triplet_margin_loss
`);

function sameShape(call: OperationCall, type?: ElementType): ReturnType<Operation> {
  const { input } = call;
  return input === undefined ? undefined : call.make(input.shape, type);
}

/** Both sides brought to one shape; a number, or a value that is not known, stretches to the other. */
export function combined(call: OperationCall, type?: ElementType): ReturnType<Operation> {
  const [a, b] = [call.input, call.tensor(1, 'other', 'value', 'tensor1')];
  const known = a ?? b;
  if (known === undefined) {
    return undefined;
  }
  if (a === undefined || b === undefined) {
    return call.make(known.shape, type ?? known.type);
  }
  const shape = broadcast(a.shape, b.shape);
  return shape === undefined
    ? call.lost(`${call.name} of arrays of ${a.shape.join('x')} and ${b.shape.join('x')}`)
    : call.make(shape, type ?? (a.type === 'float' || b.type === 'float' ? 'float' : a.type));
}

/** The shape without some axes, or with 1 in their place. */
export function without(shape: readonly number[], axes: readonly number[] | undefined, keep: boolean): readonly number[] {
  const dropped = new Set(axes?.map((axis) => axisOf(axis, shape.length)) ?? shape.map((_, axis) => axis));
  return keep ? shape.map((length, axis) => (dropped.has(axis) ? 1 : length)) : shape.filter((_, axis) => !dropped.has(axis));
}

function reduce(call: OperationCall): ReturnType<Operation> {
  const { input, name } = call;
  if (input === undefined) {
    return undefined;
  }
  const at = name === 'norm' || name === 'vector_norm' ? 2 : 1;
  const axes = call.has(at, 'dim', 'axis') ? call.numbers(at, 'dim', 'axis') : undefined;
  const keep = call.flag(at + 1, 'keepdim', call.flag(99, 'keepdims', false));
  return call.make(without(input.shape, axes, keep), name === 'any' || name === 'all' ? 'bool' : input.type);
}

/** `x.max()` is one number, `x.max(1)` the largest values with their places, `x.max(y)` the larger of both. */
function extreme(call: OperationCall): ReturnType<Operation> {
  const { input } = call;
  if (input === undefined) {
    return undefined;
  }
  const second = call.argument(1, 'dim', 'other');
  if (second !== undefined && tensorIn(second) !== undefined) {
    return combined(call);
  }
  if (isNone(second)) {
    return call.make([]);
  }
  const shape = without(input.shape, call.numbers(1, 'dim'), call.flag(2, 'keepdim', false));
  return tupleOf(call.ev, [call.make(shape), call.make(shape, 'int')]);
}

function place(call: OperationCall): ReturnType<Operation> {
  const { input } = call;
  return input === undefined
    ? undefined
    : call.make(call.has(1, 'dim') ? without(input.shape, call.numbers(1, 'dim'), call.flag(2, 'keepdim', false)) : [], 'int');
}

function sorted(call: OperationCall): ReturnType<Operation> {
  const { input, name } = call;
  if (input === undefined) {
    return undefined;
  }
  const axis = axisOf(call.number(name === 'topk' ? 2 : 1, 'dim', -1), input.shape.length);
  const count = name === 'topk' ? call.number(1, 'k', NaN) : (input.shape[axis] ?? NaN);
  const shape = input.shape.map((length, index) => (index === axis ? count : length));
  return tupleOf(call.ev, [call.make(shape), call.make(shape, 'int')]);
}

/** Halves the axis it gates. */
function glu(call: OperationCall): ReturnType<Operation> {
  const { input } = call;
  if (input === undefined) {
    return undefined;
  }
  const axis = axisOf(call.number(1, 'dim', -1), input.shape.length);
  return call.make(input.shape.map((length, index) => (index === axis ? length / 2 : length)));
}

function where(call: OperationCall): ReturnType<Operation> {
  const shapes = [0, 1, 2].map((index) => call.tensor(index)?.shape).filter((shape) => shape !== undefined);
  const shape = shapes.reduce<readonly number[] | undefined>((sum, one) => (sum === undefined ? undefined : broadcast(sum, one)), []);
  return shape === undefined || shapes.length === 0 ? undefined : call.make(shape, call.tensor(1)?.type ?? 'float');
}

function loss(call: OperationCall): ReturnType<Operation> {
  return call.input === undefined ? undefined : call.make([], 'float');
}

/** Bilinear distances and similarities lose their last axis. */
function similarity(call: OperationCall): ReturnType<Operation> {
  const [a, b] = [call.tensor(0, 'x1'), call.tensor(1, 'x2')];
  const shape = a === undefined || b === undefined ? undefined : broadcast(a.shape, b.shape);
  const axis = call.name === 'pairwise_distance' ? -1 : call.number(2, 'dim', 1);
  return shape === undefined ? undefined : call.make(without(shape, [axis], false), 'float');
}

export const elementwise: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ...alike.map((name) => [name, (call: OperationCall) => sameShape(call)] as const),
  ...Object.entries(alikeWithType).map(([name, type]) => [name, (call: OperationCall) => sameShape(call, type)] as const),
  ...paired.map((name) => [name, (call: OperationCall) => combined(call)] as const),
  ...compared.map((name) => [name, (call: OperationCall) => combined(call, 'bool')] as const),
  ...reduced.map((name) => [name, reduce] as const),
  ...losses.map((name) => [name, loss] as const),
  ['max', extreme],
  ['min', extreme],
  ['median', extreme],
  ['argmax', place],
  ['argmin', place],
  ['topk', sorted],
  ['sort', sorted],
  ['glu', glu],
  ['where', where],
  ['cosine_similarity', similarity],
  ['pairwise_distance', similarity],
]);

/** Operators of Python on arrays. */
export const operators: Readonly<Record<string, string>> = dictionary({
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '//': 'floor_divide',
  '%': 'remainder',
  '**': 'pow',
  '@': 'matmul',
  '&': 'logical_and',
  '|': 'logical_or',
  '^': 'logical_xor',
  '~': 'logical_not',
});
