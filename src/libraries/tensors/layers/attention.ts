import type { Evaluator } from '../../../python/evaluate/evaluator';
import { certainly, single, type Possible } from '../../../python/values/possible';
import type { InstanceValue, Value } from '../../../python/values/value';
import type { OperationCall } from '../operation';
import { isNone, likely, tensorIn, tupleOf } from '../tensor';
import { applyTo, copyOf, makeLayer, type Layer, type LayerKind, type Part, type Settings } from './layer';

type Result = ReturnType<LayerKind['call']>;

const multihead: LayerKind = {
  keeps: ['embed_dim', 'num_heads', 'batch_first'],
  weights: (s) => {
    const width = s.number('embed_dim');
    const [keys, values] = [s.number('kdim', width), s.number('vdim', width)];
    const isOne = keys === width && values === width;
    return {
      ...(isOne
        ? { in_proj_weight: [3 * width, width] }
        : { q_proj_weight: [width, width], k_proj_weight: [width, keys], v_proj_weight: [width, values] }),
      in_proj_bias: s.flag('bias', true) ? [3 * width] : null,
      ...(s.flag('add_bias_kv', false) ? { bias_k: [1, 1, width], bias_v: [1, 1, width] } : {}),
    };
  },
  parts: (s) => ({
    out_proj: {
      type: 'torch.nn.Linear',
      settings: { in_features: s.number('embed_dim'), out_features: s.number('embed_dim'), bias: s.flag('bias', true) },
    },
  }),
  call: (call, { settings: s }) => {
    const query = call.tensor(0, 'query')?.shape;
    const key = call.tensor(1, 'key')?.shape ?? query;
    const value = call.tensor(2, 'value')?.shape ?? key;
    const width = s.number('embed_dim');
    if (query === undefined || key === undefined || value === undefined || query.at(-1) !== width) {
      return call.lost('attention to arrays whose shapes are not known');
    }
    const time = query.length === 2 ? 0 : s.flag('batch_first', false) ? 1 : 0;
    const batch = query.length === 2 ? 1 : (query[1 - time] ?? NaN);
    const [queries, keys] = [query[time] ?? NaN, key[time] ?? NaN];
    const projected = batch * width * (queries * width + keys * (key.at(-1) ?? NaN) + keys * (value.at(-1) ?? NaN));
    call.work('linear', projected, [batch, queries + 2 * keys, width], width);
    call.work('attention', 2 * batch * queries * keys * width, query, width / s.number('num_heads'), s.number('num_heads'));
    call.work('linear', batch * queries * width * width, query, width);
    const weights = [...(query.length === 2 ? [] : [batch]), queries, keys];
    return tupleOf(call.ev, [call.make(query, 'float'), call.make(weights, 'float')]);
  },
};

const linear = (read: number, written: number, bias: boolean): Part => ({
  type: 'torch.nn.Linear',
  settings: { in_features: read, out_features: written, bias },
});
const norm = (width: number, bias: boolean): Part => ({ type: 'torch.nn.LayerNorm', settings: { normalized_shape: width, bias } });

function blockParts(s: Settings, crosses: boolean): Readonly<Record<string, Part>> {
  const [width, wide, bias] = [s.number('d_model'), s.number('dim_feedforward', 2048), s.flag('bias', true)];
  const attention: Part = {
    type: 'torch.nn.MultiheadAttention',
    settings: { embed_dim: width, num_heads: s.number('nhead'), batch_first: s.flag('batch_first', false), bias },
  };
  const dropout: Part = { type: 'torch.nn.Dropout', settings: {} };
  return {
    self_attn: attention,
    ...(crosses ? { multihead_attn: attention } : {}),
    linear1: linear(width, wide, bias),
    dropout,
    linear2: linear(wide, width, bias),
    norm1: norm(width, bias),
    norm2: norm(width, bias),
    ...(crosses ? { norm3: norm(width, bias) } : {}),
    dropout1: dropout,
    dropout2: dropout,
    ...(crosses ? { dropout3: dropout } : {}),
  };
}

function run(call: OperationCall, layer: Layer, name: string, ...inputs: readonly Possible[]): Possible | undefined {
  const part = layer.part(name);
  return part === undefined ? undefined : applyTo(call, part, inputs);
}

function block(crosses: boolean): LayerKind {
  return {
    parts: (s) => blockParts(s, crosses),
    call: (call, layer): Result => {
      const input = call.argument(0, crosses ? 'tgt' : 'src');
      const shape = tensorIn(input)?.shape;
      if (input === undefined || shape === undefined) {
        return call.lost('a transformer layer on an array whose shape is not known');
      }
      run(call, layer, 'self_attn', input, input, input);
      const memory = call.argument(1, 'memory');
      if (crosses) {
        if (memory === undefined || tensorIn(memory) === undefined) {
          return call.lost('a transformer layer without its memory');
        }
        run(call, layer, 'multihead_attn', input, memory, memory);
      }
      const wide = run(call, layer, 'linear1', input);
      if (wide !== undefined) {
        run(call, layer, 'linear2', wide);
      }
      return call.make(shape, 'float');
    },
  };
}

/** So many copies of a layer, and perhaps a norm behind them. */
function stack(item: string): LayerKind {
  return {
    parts: (s, ev) => {
      const given = s.get(item);
      const layer = given === undefined ? undefined : likely(given);
      const count = s.number('num_layers');
      const layers = layer === undefined || !(count <= 1024) ? [] : Array.from({ length: count }, () => copyOf(ev, layer));
      const after = s.get('norm');
      const last = after === undefined || isNone(after) ? undefined : likely(after);
      return { layers: listOf(ev, layers), norm: last?.kind === 'instance' ? last : null };
    },
    call: (call, layer): Result => {
      const list = single(layer.instance.attributes.get('layers') ?? { options: [], closed: true });
      const items = list?.kind === 'instance' ? (call.ev.following?.items(call.ev, list) ?? []) : [];
      let current = call.argument(0, 'src', 'tgt');
      const memory = call.argument(1, 'memory');
      for (const one of items) {
        if (current === undefined) break;
        current = applyTo(call, one, memory === undefined || item === 'encoder_layer' ? [current] : [current, memory]);
      }
      const last = layer.part('norm');
      return current === undefined ? undefined : last === undefined ? current : applyTo(call, last, [current]);
    },
  };
}

function listOf(ev: Evaluator, items: readonly Value[]): InstanceValue {
  const list = makeLayer(ev, { type: 'torch.nn.ModuleList', settings: {} });
  items.forEach((item, index) => list.attributes.set(String(index), certainly(item)));
  return list;
}

const transformer: LayerKind = {
  keeps: ['d_model', 'nhead', 'batch_first'],
  parts: (s, ev) => {
    const settings = {
      d_model: s.number('d_model', 512),
      nhead: s.number('nhead', 8),
      dim_feedforward: s.number('dim_feedforward', 2048),
      batch_first: s.flag('batch_first', false),
      bias: s.flag('bias', true),
    };
    const make = (type: string, count: number): InstanceValue => {
      const stackOf = makeLayer(ev, { type: `torch.nn.Transformer${type}`, settings: {} });
      const layers = Array.from({ length: count }, () => makeLayer(ev, { type: `torch.nn.Transformer${type}Layer`, settings }));
      stackOf.attributes.set('layers', certainly(listOf(ev, layers)));
      const last = makeLayer(ev, norm(settings.d_model, settings.bias));
      stackOf.attributes.set('norm', certainly(last));
      return stackOf;
    };
    return { encoder: make('Encoder', s.number('num_encoder_layers', 6)), decoder: make('Decoder', s.number('num_decoder_layers', 6)) };
  },
  call: (call, layer): Result => {
    const [source, target] = [call.argument(0, 'src'), call.argument(1, 'tgt')];
    if (source === undefined || target === undefined) {
      return undefined;
    }
    const memory = run(call, layer, 'encoder', source);
    return memory === undefined ? undefined : run(call, layer, 'decoder', target, memory);
  },
};

export const attentionLayers: readonly (readonly [string, LayerKind])[] = [
  ['MultiheadAttention', multihead],
  ['TransformerEncoderLayer', block(false)],
  ['TransformerDecoderLayer', block(true)],
  ['TransformerEncoder', stack('encoder_layer')],
  ['TransformerDecoder', stack('decoder_layer')],
  ['Transformer', transformer],
];
