import { certainly } from '../../../python/values/possible';
import type { CallSummary } from '../../../python/evaluate/summary';
import { build } from '../keras/build';
import { slid } from '../keras/convolutional';
import type { LayerKind, Settings } from '../layers/layer';
import type { Operation } from '../operation';
import { operationNamed } from '../operations/all';
import { without } from '../operations/elementwise';
import { perAxis } from '../operations/products';
import { kerasOperation } from '../keras/operations';
import { elements, likely, makeWeight, numbersIn, type Shape } from '../tensor';
import { dictionary } from '../../../python/dictionary';

/** Layers of `flax.linen` (Flax 0.12): channels stand last, and weights are made for the array that a layer is called on first. */
const dense: LayerKind = {
  call: (call, layer) => {
    const shape = call.input?.shape;
    if (shape === undefined) return call.lost('a dense layer on an array whose shape is not known');
    const [width, features] = [shape.at(-1) ?? NaN, layer.settings.number('features')];
    const result = [...shape.slice(0, -1), features];
    build(call, layer, { kernel: [width, features], bias: layer.settings.flag('use_bias', true) ? [features] : null });
    call.work('linear', elements(result) * width, result, width);
    return call.make(result, 'float');
  },
};

function isSame(s: Settings): boolean {
  return (s.text('padding') ?? 'SAME') !== 'VALID';
}

const convolution: LayerKind = {
  call: (call, layer) => {
    const { settings: s } = layer;
    const shape = call.input?.shape;
    const size = s.numbers('kernel_size');
    if (shape === undefined || size?.length !== shape.length - 2) return call.lost('a convolution on an array of another rank');
    const rank = size.length;
    const [channels, features, groups] = [shape.at(-1) ?? NaN, s.number('features'), s.number('feature_group_count', 1)];
    const kernel = {
      size,
      stride: perAxis(s.numbers('strides'), rank, 1),
      dilation: perAxis(s.numbers('kernel_dilation'), rank, 1),
      padding: isSame(s) ? ('same' as const) : ('valid' as const),
    };
    build(call, layer, { kernel: [...size, channels / groups, features], bias: s.flag('use_bias', true) ? [features] : null });
    const result = [shape[0] ?? NaN, ...slid(shape.slice(1, -1), kernel), features];
    if (result.some((length) => length < 1)) return call.lost('a convolution on an array that is too small for it');
    call.work('convolution', elements(result) * elements(size) * (channels / groups), result, channels);
    return call.make(result, 'float');
  },
};

const transposed: LayerKind = {
  call: (call, layer) => {
    const { settings: s } = layer;
    const shape = call.input?.shape;
    const size = s.numbers('kernel_size');
    if (shape === undefined || size?.length !== shape.length - 2) return call.lost('a convolution on an array of another rank');
    const [channels, features, stride] = [shape.at(-1) ?? NaN, s.number('features'), perAxis(s.numbers('strides'), size.length, 1)];
    build(call, layer, { kernel: [...size, channels, features], bias: s.flag('use_bias', true) ? [features] : null });
    const grown = shape
      .slice(1, -1)
      .map((length, axis) => length * (stride[axis] ?? 1) + (isSame(s) ? 0 : Math.max((size[axis] ?? NaN) - (stride[axis] ?? 1), 0)));
    call.work('convolution', elements(shape) * elements(size) * features, [shape[0] ?? NaN, ...grown, features], channels);
    return call.make([shape[0] ?? NaN, ...grown, features], 'float');
  },
};

const embed: LayerKind = {
  call: (call, layer) => {
    const features = layer.settings.number('features');
    build(call, layer, { embedding: [layer.settings.number('num_embeddings'), features] });
    return call.input === undefined ? undefined : call.make([...call.input.shape, features], 'float');
  },
};

const norm = (hasOffset: boolean): LayerKind => ({
  call: (call, layer) => {
    const shape = call.input?.shape;
    if (shape === undefined) return undefined;
    const width = [shape.at(-1) ?? NaN];
    const { settings: s } = layer;
    build(call, layer, {
      scale: s.flag('use_scale', true) ? width : null,
      bias: hasOffset && s.flag('use_bias', true) ? width : null,
    });
    return call.make(shape);
  },
});

const unchanged: LayerKind = { call: (call) => (call.input === undefined ? undefined : call.make(call.input.shape)) };

const attention: LayerKind = {
  call: (call, layer) => {
    const query = call.input?.shape;
    const keys = call.tensor(1, 'inputs_k', 'inputs_kv')?.shape ?? query;
    if (query?.length !== 3 || keys === undefined) return call.lost('attention to an array whose shape is not known');
    const { settings: s } = layer;
    const [batch = NaN, length = NaN, width = NaN] = query;
    const [seen, source] = [keys[1] ?? NaN, keys.at(-1) ?? NaN];
    const inner = s.number('qkv_features', width);
    const [out, heads] = [s.number('out_features', width), s.number('num_heads')];
    const offset = s.flag('use_bias', true);
    build(call, layer, {
      query: [width, inner],
      key: [source, inner],
      value: [source, inner],
      out: [inner, out],
      ...(offset ? { query_bias: [inner], key_bias: [inner], value_bias: [inner], out_bias: [out] } : {}),
    });
    call.work('linear', batch * length * inner * (width + out), [batch, length, inner + out], width);
    call.work('linear', 2 * batch * seen * source * inner, [batch, seen, 2 * inner], source);
    call.work('attention', 2 * batch * length * seen * inner, [batch, length, inner], inner / heads, heads);
    return call.make([batch, length, out], 'float');
  },
};

export const flaxLayers: readonly (readonly [string, LayerKind])[] = [
  ['Dense', dense],
  ['Conv', convolution],
  ['ConvTranspose', transposed],
  ['Embed', embed],
  ['BatchNorm', norm(true)],
  ['LayerNorm', norm(true)],
  ['GroupNorm', norm(true)],
  ['RMSNorm', norm(false)],
  ['Dropout', unchanged],
  ['MultiHeadDotProductAttention', attention],
  ['SelfAttention', attention],
];

function pooled(call: Parameters<Operation>[0]): ReturnType<Operation> {
  const shape = call.input?.shape;
  const window = call.numbers(1, 'window_shape');
  if (shape === undefined || window?.length !== shape.length - 2) return call.lost('pooling of an array of unknown shape');
  const rank = window.length;
  const padding = call.text(3, 'padding') === 'SAME' ? 'same' : 'valid';
  const stride = perAxis(call.has(2, 'strides') ? call.numbers(2, 'strides') : undefined, rank, 1);
  const lengths: Shape = slid(shape.slice(1, -1), { size: window, stride, dilation: perAxis(undefined, rank, 1), padding });
  return call.make([shape[0] ?? NaN, ...lengths, shape.at(-1) ?? NaN]);
}

const reduced: Operation = (call) => {
  const shape = call.input?.shape;
  return shape === undefined
    ? undefined
    : call.make(without(shape, call.has(1, 'axis') ? call.numbers(1, 'axis') : undefined, call.flag(9, 'keepdims', false)));
};

const homes = /^(?:jax\.(?:numpy|nn|lax)|flax\.linen)\.([a-z]\w*)$/;
const named: Readonly<Record<string, Operation>> = dictionary({
  max_pool: pooled,
  avg_pool: pooled,
  mean: reduced,
  sum: reduced,
  max: reduced,
  min: reduced,
});

/** Functions of JAX and Flax on arrays. */
export function jaxOperation(name: string): { readonly name: string; readonly run: Operation } | undefined {
  const short = homes.exec(name)?.[1];
  if (short === undefined) {
    return undefined;
  }
  const own = named[short];
  return own === undefined ? (kerasOperation(`keras.ops.${short}`) ?? operationNamed(`torch.${short}`)) : { name: short, run: own };
}

/** `self.param("kernel", initializer, (3, 4))`: a weight of the module itself. */
export const param: CallSummary = ({ evaluator, activation, given }) => {
  const holder = activation.receiver === null ? undefined : likely(activation.receiver);
  const name = given.positional[0] === undefined ? undefined : likely(given.positional[0]);
  const shape = numbersIn(given.positional[2]);
  if (holder?.kind !== 'instance' || shape === undefined) {
    return undefined;
  }
  const weight = certainly(makeWeight(evaluator, shape));
  evaluator.store.set(holder.attributes, `${name?.kind === 'constant' ? String(name.value) : ''}#param`, weight);
  return weight;
};
