import { elements, type Shape } from '../tensor';
import { perAxis } from '../operations/products';
import type { OperationCall } from '../operation';
import type { Layer, LayerKind, Settings } from '../layers/layer';
import { build, type KerasResult } from './build';

interface Kernel {
  readonly size: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly padding: 'same' | 'valid' | 'causal';
}

export function kernelOf(s: Settings, rank: number, name = 'kernel_size', stride = 'strides'): Kernel {
  const size = perAxis(s.numbers(name), rank, NaN);
  const text = s.text('padding')?.toLowerCase();
  return {
    size,
    stride: s.has(stride) ? perAxis(s.numbers(stride), rank, 1) : name === 'pool_size' ? size : perAxis(undefined, rank, 1),
    dilation: perAxis(s.numbers('dilation_rate'), rank, 1),
    padding: text === 'same' || text === 'causal' ? text : 'valid',
  };
}

/** Lengths of the spatial axes under a window (TensorFlow, "same" and "valid" padding). */
export function slid(lengths: Shape, { size, stride, dilation, padding }: Kernel): Shape {
  return lengths.map((length, index) => {
    const reach = ((size[index] ?? NaN) - 1) * (dilation[index] ?? 1) + 1;
    return Math.ceil((padding === 'valid' ? length - reach + 1 : length) / (stride[index] ?? 1));
  });
}

function misfits(call: OperationCall, rank: number): KerasResult | undefined {
  const shape = call.input?.shape;
  return shape?.length === rank + 2 ? undefined : call.lost(`a convolution on an array of ${shape?.join('x') ?? 'unknown shape'}`);
}

function convolution(rank: number): LayerKind {
  return {
    call: (call, layer) => {
      const lost = misfits(call, rank);
      if (lost !== undefined) return lost;
      const { settings: s } = layer;
      const shape = call.input?.shape ?? [];
      const [channels, filters, groups] = [shape.at(-1) ?? NaN, s.number('filters'), s.number('groups', 1)];
      const kernel = kernelOf(s, rank);
      build(call, layer, { kernel: [...kernel.size, channels / groups, filters], bias: s.flag('use_bias', true) ? [filters] : null });
      const result = [shape[0] ?? NaN, ...slid(shape.slice(1, -1), kernel), filters];
      return written(call, result, elements(kernel.size) * (channels / groups), channels);
    },
  };
}

function written(call: OperationCall, result: Shape, each: number, width: number): KerasResult {
  if (result.some((length) => length < 1)) {
    return call.lost('a convolution on an array that is too small for it');
  }
  call.work('convolution', elements(result) * each, result, width);
  return call.make(result, 'float');
}

function transposed(rank: number): LayerKind {
  return {
    call: (call, layer) => {
      const lost = misfits(call, rank);
      if (lost !== undefined) return lost;
      const { settings: s } = layer;
      const shape = call.input?.shape ?? [];
      const [channels, filters] = [shape.at(-1) ?? NaN, s.number('filters')];
      const { size, stride, padding } = kernelOf(s, rank);
      build(call, layer, { kernel: [...size, filters, channels], bias: s.flag('use_bias', true) ? [filters] : null });
      const lengths = shape.slice(1, -1);
      const grown = lengths.map((length, index) => {
        const step = stride[index] ?? 1;
        return length * step + (padding === 'valid' ? Math.max((size[index] ?? NaN) - step, 0) : 0);
      });
      const result = [shape[0] ?? NaN, ...grown, filters];
      call.work('convolution', elements(shape) * elements(size) * filters, result, channels);
      return call.make(result, 'float');
    },
  };
}

/** One filter per channel, and with `filters` a mixture of them behind it. */
function depthwise(rank: number, isSeparable: boolean): LayerKind {
  return {
    call: (call, layer) => {
      const lost = misfits(call, rank);
      if (lost !== undefined) return lost;
      const { settings: s } = layer;
      const shape = call.input?.shape ?? [];
      const channels = shape.at(-1) ?? NaN;
      const multiplier = s.number('depth_multiplier', 1);
      const kernel = kernelOf(s, rank);
      const spread = channels * multiplier;
      const out = isSeparable ? s.number('filters') : spread;
      build(call, layer, {
        depthwise_kernel: [...kernel.size, channels, multiplier],
        ...(isSeparable ? { pointwise_kernel: [...kernel.size.map(() => 1), spread, out] } : {}),
        bias: s.flag('use_bias', true) ? [out] : null,
      });
      const lengths = slid(shape.slice(1, -1), kernel);
      const middle = written(call, [shape[0] ?? NaN, ...lengths, spread], elements(kernel.size), channels);
      return isSeparable ? written(call, [shape[0] ?? NaN, ...lengths, out], spread, spread) : middle;
    },
  };
}

function pooling(rank: number): LayerKind {
  return {
    call: (call, { settings: s }) => {
      const shape = call.input?.shape;
      return shape?.length !== rank + 2
        ? call.lost(`pooling of an array of ${shape?.join('x') ?? 'unknown shape'}`)
        : call.make([shape[0] ?? NaN, ...slid(shape.slice(1, -1), kernelOf(s, rank, 'pool_size')), shape.at(-1) ?? NaN]);
    },
  };
}

const globalPooling: LayerKind = {
  call: (call, { settings: s }) => {
    const shape = call.input?.shape;
    return shape === undefined
      ? undefined
      : call.make(
          s.flag('keepdims', false)
            ? shape.map((length, axis) => (axis === 0 || axis === shape.length - 1 ? length : 1))
            : [shape[0] ?? NaN, shape.at(-1) ?? NaN],
        );
  },
};

/** Spatial axes made longer or shorter: by a factor, or by what is added at each end. */
function resized(rank: number, change: (length: number, settings: Settings, axis: number) => number): LayerKind {
  return {
    call: (call, { settings }: Layer) => {
      const shape = call.input?.shape;
      return shape === undefined
        ? undefined
        : call.make(shape.map((length, axis) => (axis === 0 || axis === rank + 1 ? length : change(length, settings, axis - 1))));
    },
  };
}

function ends(settings: Settings, name: string, axis: number, rank: number): number {
  const given = settings.list(name);
  const pair = given?.[axis];
  return typeof pair === 'number'
    ? 2 * pair
    : pair !== undefined
      ? pair.reduce((sum, one) => sum + one, 0)
      : given === undefined
        ? 2 * settings.number(name, 1)
        : rank === 1
          ? given.reduce<number>((sum, one) => sum + (typeof one === 'number' ? one : NaN), 0)
          : NaN;
}

const fixed: LayerKind = {
  call: (call, { settings: s }) => {
    const shape = call.input?.shape ?? [];
    return shape.length < 3 ? undefined : call.make([...shape.slice(0, -3), s.number('height'), s.number('width'), shape.at(-1) ?? NaN]);
  },
};

export const convolutionalKinds: readonly (readonly [string, LayerKind])[] = [
  ...[1, 2, 3].flatMap((rank): readonly (readonly [string, LayerKind])[] => [
    [`Conv${rank}D`, convolution(rank)],
    [`Conv${rank}DTranspose`, transposed(rank)],
    [`SeparableConv${rank}D`, depthwise(rank, true)],
    [`DepthwiseConv${rank}D`, depthwise(rank, false)],
    [`MaxPooling${rank}D`, pooling(rank)],
    [`AveragePooling${rank}D`, pooling(rank)],
    [`GlobalMaxPooling${rank}D`, globalPooling],
    [`GlobalAveragePooling${rank}D`, globalPooling],
    [`UpSampling${rank}D`, resized(rank, (length, s, axis) => length * (perAxis(s.numbers('size'), rank, 2)[axis] ?? NaN))],
    [`ZeroPadding${rank}D`, resized(rank, (length, s, axis) => length + ends(s, 'padding', axis, rank))],
    [`Cropping${rank}D`, resized(rank, (length, s, axis) => length - ends(s, 'cropping', axis, rank))],
  ]),
  ['Resizing', fixed],
  ['CenterCrop', fixed],
  ['RandomCrop', fixed],
];
