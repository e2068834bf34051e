import { axisOf, broadcast, reshaped } from '../arithmetic';
import { elements, likely, tensorIn, type Shape } from '../tensor';
import type { OperationCall } from '../operation';
import { copyOf, applyTo, type Layer, type LayerKind, type Settings } from '../layers/layer';
import { certainly } from '../../../python/values/possible';
import { build, type KerasResult } from './build';
import { itemsOf } from '../../../python/evaluate/containers';

const unchanged: LayerKind = { call: (call) => (call.input === undefined ? undefined : call.make(call.input.shape)) };

const dense: LayerKind = {
  call: (call, layer) => {
    const shape = call.input?.shape;
    const units = layer.settings.number('units');
    if (shape === undefined) {
      return call.lost('a dense layer on an array whose shape is not known');
    }
    const width = shape.at(-1) ?? NaN;
    const result = [...shape.slice(0, -1), units];
    build(call, layer, { kernel: [width, units], bias: layer.settings.flag('use_bias', true) ? [units] : null });
    call.work('linear', elements(result) * width, result, width);
    return call.make(result, 'float');
  },
};

/** Scale and offset of each channel, with their running statistics where a batch is normed. */
function norm(tracks: boolean): LayerKind {
  return {
    call: (call, layer) => {
      const shape = call.input?.shape;
      if (shape === undefined) return undefined;
      const { settings: s } = layer;
      const axes = s.numbers('axis') ?? [-1];
      const width = axes.map((axis) => shape[axisOf(axis, shape.length)] ?? NaN);
      build(
        call,
        layer,
        { gamma: s.flag('scale', true) ? width : null, beta: s.flag('center', true) ? width : null },
        tracks ? { moving_mean: width, moving_variance: width } : {},
      );
      return call.make(shape);
    },
  };
}

const embedding: LayerKind = {
  call: (call, layer) => {
    const width = layer.settings.number('output_dim');
    build(call, layer, { embeddings: [layer.settings.number('input_dim'), width] });
    return call.input === undefined ? undefined : call.make([...call.input.shape, width], 'float');
  },
};

const flatten: LayerKind = {
  call: (call) => (call.input === undefined ? undefined : call.make([call.input.shape[0] ?? NaN, elements(call.input.shape.slice(1))])),
};

const reshape: LayerKind = {
  call: (call, { settings: s }) => {
    const [batch = NaN, ...rest] = call.input?.shape ?? [];
    const shape = call.input === undefined ? undefined : reshaped(rest, s.numbers('target_shape') ?? []);
    return shape === undefined ? call.lost('a shape that does not fit') : call.make([batch, ...shape]);
  },
};

const permute: LayerKind = {
  call: (call, { settings: s }) => {
    const shape = call.input?.shape;
    return shape === undefined ? undefined : call.make([shape[0] ?? NaN, ...(s.numbers('dims') ?? []).map((axis) => shape[axis] ?? NaN)]);
  },
};

const repeated: LayerKind = {
  call: (call, { settings: s }) =>
    call.input === undefined ? undefined : call.make([call.input.shape[0] ?? NaN, s.number('n'), ...call.input.shape.slice(1)]),
};

/** The arrays that a merging layer is given as one list. */
function merged(call: OperationCall): readonly Shape[] | undefined {
  const shapes = call.list(0, 'inputs')?.map((item) => tensorIn(item)?.shape);
  return shapes?.every((shape) => shape !== undefined) === true && shapes.length > 0 ? shapes : undefined;
}

export function concatenated(call: OperationCall, axis: number): KerasResult {
  const shapes = merged(call);
  const [first] = shapes ?? [];
  if (shapes === undefined || first === undefined) {
    return call.lost('arrays whose shapes are not known');
  }
  const at = axisOf(axis, first.length);
  return call.make(
    first.map((length, index) => (index === at ? shapes.reduce((sum, shape) => sum + (shape[at] ?? NaN), 0) : length)),
    'float',
  );
}

export function elementwise(call: OperationCall): KerasResult {
  const shape = merged(call)?.reduce<Shape | undefined>((sum, one) => (sum === undefined ? undefined : broadcast(sum, one)), []);
  return shape === undefined ? call.lost('arrays whose shapes do not fit') : call.make(shape, 'float');
}

const concatenate: LayerKind = { call: (call, { settings: s }) => concatenated(call, s.number('axis', -1)) };
const combine: LayerKind = { call: elementwise };

const gates: Readonly<Record<string, number>> = { SimpleRNN: 1, LSTM: 4, GRU: 3 };

function recurrent(kind: string): LayerKind {
  const count = gates[kind] ?? 1;
  return {
    call: (call, layer) => {
      const shape = call.input?.shape;
      const { settings: s } = layer;
      const units = s.number('units');
      if (shape?.length !== 3) {
        return call.lost(`a recurrent layer on an array of ${shape?.join('x') ?? 'unknown shape'}`);
      }
      const [batch = NaN, steps = NaN, width = NaN] = shape;
      // The GRU keeps a second offset for its reset gate (Keras 3, `reset_after=True`).
      const bias = kind === 'GRU' && s.flag('reset_after', true) ? [2, count * units] : [count * units];
      build(call, layer, {
        kernel: [width, count * units],
        recurrent_kernel: [units, count * units],
        bias: s.flag('use_bias', true) ? bias : null,
      });
      const whole = [batch, steps, units];
      call.work('recurrent', batch * steps * count * units * (width + units), whole, units);
      const result = call.make(s.flag('return_sequences', false) ? whole : [batch, units], 'float');
      const state = (): ReturnType<OperationCall['make']> => call.make([batch, units], 'float');
      return s.flag('return_state', false) ? call.tuple([result, state(), ...(kind === 'LSTM' ? [state()] : [])]) : result;
    },
  };
}

function inner(s: Settings): ReturnType<typeof likely> {
  const given = s.get('layer', 0);
  return given === undefined ? undefined : likely(given);
}

const bidirectional: LayerKind = {
  parts: (s, ev) => {
    const forward = inner(s);
    const backward = forward === undefined ? undefined : copyOf(ev, forward);
    return {
      forward_layer: forward?.kind === 'instance' ? forward : null,
      backward_layer: backward?.kind === 'instance' ? backward : null,
    };
  },
  call: (call, layer) => {
    const [forward, backward] = [layer.part('forward_layer'), layer.part('backward_layer')];
    if (forward === undefined || backward === undefined) {
      return undefined;
    }
    const results = [applyTo(call, forward, call.rest(0)), applyTo(call, backward, call.rest(0))].map(allShapes);
    const doubled = layer.settings.text('merge_mode') ?? 'concat';
    const [first = []] = results;
    const [output, ...states] = first;
    const shape = output === undefined ? undefined : doubled === 'concat' ? [...output.slice(0, -1), 2 * (output.at(-1) ?? NaN)] : output;
    if (shape === undefined) {
      return call.lost('a recurrent layer on an array whose shape is not known');
    }
    const result = call.make(shape, 'float');
    return states.length === 0 ? result : call.tuple([result, ...[...states, ...states].map((state) => call.make(state, 'float'))]);
  },
};

function allShapes(possible: ReturnType<typeof applyTo>): readonly Shape[] {
  const value = likely(possible);
  const items = value?.kind === 'sequence' ? (itemsOf(value) ?? []) : [possible];
  return items.map((item) => tensorIn(item)?.shape ?? [NaN]);
}

/** A layer at every step. */
const timeDistributed: LayerKind = {
  parts: (s) => {
    const layer = inner(s);
    return { layer: layer?.kind === 'instance' ? layer : null };
  },
  call: (call, layer) => {
    const shape = call.input?.shape;
    const part = layer.part('layer');
    if (shape === undefined || part === undefined) {
      return undefined;
    }
    const [batch = NaN, steps = NaN, ...rest] = shape;
    const result = tensorIn(applyTo(call, part, [certainly(call.make([batch * steps, ...rest]))]))?.shape;
    return result === undefined ? call.lost('a layer at every step') : call.make([batch, steps, ...result.slice(1)], 'float');
  },
};

const attention: LayerKind = {
  call: (call, layer) => {
    const { settings: s } = layer;
    const query = call.tensor(0, 'query')?.shape;
    const value = call.tensor(1, 'value')?.shape ?? query;
    const key = call.tensor(2, 'key')?.shape ?? value;
    if (query === undefined || value === undefined || key === undefined || query.length !== 3) {
      return call.lost('attention to arrays whose shapes are not known');
    }
    const [batch = NaN, queries = NaN, width = NaN] = query;
    const [heads, each] = [s.number('num_heads'), s.number('key_dim')];
    const values = s.number('value_dim', each);
    const keys = value[1] ?? NaN;
    const out = s.numbers('output_shape')?.at(-1) ?? width;
    const bias = s.flag('use_bias', true);
    build(call, layer, {
      query_kernel: [width, heads, each],
      key_kernel: [key[2] ?? NaN, heads, each],
      value_kernel: [value[2] ?? NaN, heads, values],
      output_kernel: [heads, values, out],
      query_bias: bias ? [heads, each] : null,
      key_bias: bias ? [heads, each] : null,
      value_bias: bias ? [heads, values] : null,
      output_bias: bias ? [out] : null,
    });
    call.work(
      'linear',
      batch * heads * (queries * width * each + keys * (key[2] ?? NaN) * each + keys * (value[2] ?? NaN) * values),
      [batch, queries + 2 * keys, heads * each],
      width,
    );
    call.work('attention', batch * heads * queries * keys * (each + values), [batch, queries, heads * values], each, heads);
    call.work('linear', batch * queries * heads * values * out, [batch, queries, out], heads * values);
    const result = call.make([batch, queries, out], 'float');
    return call.flag(99, 'return_attention_scores', false)
      ? call.tuple([result, call.make([batch, heads, queries, keys], 'float')])
      : result;
  },
};

const prelu: LayerKind = {
  call: (call, layer: Layer) => {
    const shape = call.input?.shape;
    if (shape === undefined) return undefined;
    const shared = layer.settings.numbers('shared_axes') ?? [];
    build(call, layer, { alpha: shape.slice(1).map((length, index) => (shared.includes(index + 1) ? 1 : length)) });
    return call.make(shape);
  },
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const alike = words(`
  Dropout AlphaDropout GaussianDropout SpatialDropout1D SpatialDropout2D SpatialDropout3D GaussianNoise Activation ReLU LeakyReLU ELU Softmax
  UnitNormalization Identity Masking Rescaling Normalization RandomFlip RandomRotation RandomContrast RandomBrightness RandomZoom
  RandomTranslation InputLayer ActivityRegularization ThresholdedReLU
`);

export const denseKinds: readonly (readonly [string, LayerKind])[] = [
  ...alike.map((name) => [name, unchanged] as const),
  ...words('Add Subtract Multiply Average Maximum Minimum').map((name) => [name, combine] as const),
  ...Object.keys(gates).map((name) => [name, recurrent(name)] as const),
  ['CuDNNLSTM', recurrent('LSTM')],
  ['Dense', dense],
  ['BatchNormalization', norm(true)],
  ['LayerNormalization', norm(false)],
  ['GroupNormalization', norm(false)],
  ['Embedding', embedding],
  ['Flatten', flatten],
  ['Reshape', reshape],
  ['Permute', permute],
  ['RepeatVector', repeated],
  ['Concatenate', concatenate],
  ['Bidirectional', bidirectional],
  ['TimeDistributed', timeDistributed],
  ['MultiHeadAttention', attention],
  ['PReLU', prelu],
];
