import type { OperationCall } from '../operation';
import { elements, tupleOf, type Shape } from '../tensor';
import type { LayerKind, Settings } from './layer';

/** Gates by kind: each is a matrix on the input and one on the hidden state. */
const gates: Readonly<Record<string, number>> = { RNN: 1, LSTM: 4, GRU: 3 };

function weightsOf(s: Settings, count: number): Readonly<Record<string, Shape>> {
  const [hidden, layers] = [s.number('hidden_size'), s.number('num_layers', 1)];
  const projected = s.number('proj_size', 0);
  const output = projected > 0 ? projected : hidden;
  const directions = s.flag('bidirectional', false) ? ['', '_reverse'] : [''];
  const weights: Record<string, Shape> = {};
  for (let layer = 0; layer < layers; layer++) {
    const width = layer === 0 ? s.number('input_size') : output * directions.length;
    for (const direction of directions) {
      const end = `_l${layer}${direction}`;
      weights[`weight_ih${end}`] = [count * hidden, width];
      weights[`weight_hh${end}`] = [count * hidden, output];
      if (s.flag('bias', true)) {
        weights[`bias_ih${end}`] = [count * hidden];
        weights[`bias_hh${end}`] = [count * hidden];
      }
      if (projected > 0) {
        weights[`weight_hr${end}`] = [projected, hidden];
      }
    }
  }
  return weights;
}

function recurrent(kind: string): LayerKind {
  const count = gates[kind] ?? 1;
  return {
    keeps: ['input_size', 'hidden_size', 'num_layers', 'bidirectional', 'batch_first'],
    weights: (s) => weightsOf(s, count),
    call: (call, { settings: s }) => {
      const shape = call.input?.shape;
      const width = shape?.at(-1) ?? NaN;
      if (shape === undefined || shape.length < 2) {
        return call.lost('a recurrent layer on an array whose shape is not known');
      }
      if (width !== s.number('input_size') && !Number.isNaN(width)) {
        return call.lost(`a recurrent layer of ${s.number('input_size')} inputs on an array of ${shape.join('x')}`);
      }
      const directions = s.flag('bidirectional', false) ? 2 : 1;
      const hidden = s.number('hidden_size');
      const output = s.number('proj_size', 0) > 0 ? s.number('proj_size') : hidden;
      const steps = elements(shape.slice(0, -1));
      const matrices = Object.entries(weightsOf(s, count)).filter(([name]) => name.startsWith('weight'));
      const each = matrices.reduce((sum, [, matrix]) => sum + elements(matrix), 0);
      const result = [...shape.slice(0, -1), output * directions];
      call.work('recurrent', steps * each, [...shape.slice(0, -1), output * directions * s.number('num_layers', 1)], hidden);
      return tupleOf(call.ev, [call.make(result, 'float'), states(call, kind, shape, s, directions)]);
    },
  };
}

function states(
  call: OperationCall,
  kind: string,
  shape: Shape,
  s: Settings,
  directions: number,
): ReturnType<typeof tupleOf> | ReturnType<OperationCall['make']> {
  const batch = shape.length === 2 ? [] : [(s.flag('batch_first', false) ? shape[0] : shape[1]) ?? NaN];
  const depth = s.number('num_layers', 1) * directions;
  const hidden = s.number('hidden_size');
  const output = s.number('proj_size', 0) > 0 ? s.number('proj_size') : hidden;
  const state = call.make([depth, ...batch, output], 'float');
  return kind === 'LSTM' ? tupleOf(call.ev, [state, call.make([depth, ...batch, hidden], 'float')]) : state;
}

function cell(kind: string): LayerKind {
  const count = gates[kind] ?? 1;
  return {
    keeps: ['input_size', 'hidden_size'],
    weights: (s) => {
      const rows = count * s.number('hidden_size');
      const bias = s.flag('bias', true) ? [rows] : null;
      return { weight_ih: [rows, s.number('input_size')], weight_hh: [rows, s.number('hidden_size')], bias_ih: bias, bias_hh: bias };
    },
    call: (call, { settings: s }) => {
      const shape = call.input?.shape;
      if (shape === undefined) {
        return call.lost('a recurrent cell on an array whose shape is not known');
      }
      const hidden = s.number('hidden_size');
      const result = [...shape.slice(0, -1), hidden];
      call.work('recurrent', elements(shape.slice(0, -1)) * count * hidden * (s.number('input_size') + hidden), result, hidden);
      const state = call.make(result, 'float');
      return kind === 'LSTM' ? tupleOf(call.ev, [state, call.make(result, 'float')]) : state;
    },
  };
}

export const recurrentLayers: readonly (readonly [string, LayerKind])[] = Object.keys(gates).flatMap((kind) => [
  [kind, recurrent(kind)] as const,
  [`${kind}Cell`, cell(kind)] as const,
]);
