import { axisOf, reshaped } from '../arithmetic';
import type { Operation } from '../operation';
import { operationNamed } from '../operations/all';
import { without } from '../operations/elementwise';
import { numbersIn, shapeValue } from '../tensor';
import { concatenated, elementwise } from './dense';
import { dictionary } from '../../../python/dictionary';

/** Functions of TensorFlow and `keras.ops` by their last word, where torch calls them otherwise. */
const named: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['concat', (call) => concatenated(call, call.number(1, 'axis', -1))],
  ['concatenate', (call) => concatenated(call, call.number(1, 'axis', -1))],
  ...['add_n', 'add', 'multiply', 'average', 'subtract', 'maximum', 'minimum'].map(
    (name) =>
      [
        name,
        ((call) => (call.list(0, 'inputs') === undefined ? operationNamed('torch.add')?.run(call) : elementwise(call))) satisfies Operation,
      ] as const,
  ),
  ...['reduce_mean', 'reduce_sum', 'reduce_max', 'mean', 'sum', 'max'].map(
    (name) =>
      [
        name,
        ((call) =>
          call.input === undefined
            ? undefined
            : call.make(
                without(call.input.shape, call.has(1, 'axis') ? call.numbers(1, 'axis') : undefined, call.flag(2, 'keepdims', false)),
              )) satisfies Operation,
      ] as const,
  ),
  [
    'reshape',
    (call) => {
      const wanted = numbersIn(call.argument(1, 'shape', 'newshape'));
      const shape = call.input === undefined || wanted === undefined ? undefined : reshaped(call.input.shape, wanted);
      return call.input === undefined ? undefined : shape === undefined ? call.lost('a shape that is not known') : call.make(shape);
    },
  ],
  ['shape', (call) => (call.input === undefined ? undefined : shapeValue(call.ev, call.input.shape))],
  [
    'expand_dims',
    (call) => {
      const axis = axisOf(call.number(1, 'axis', NaN), (call.input?.shape.length ?? 0) + 1);
      return call.input === undefined ? undefined : call.make([...call.input.shape.slice(0, axis), 1, ...call.input.shape.slice(axis)]);
    },
  ],
  [
    'transpose',
    (call) => {
      const order = call.numbers(1, 'perm', 'axes');
      const shape = call.input?.shape;
      return shape === undefined
        ? undefined
        : call.make(order === undefined ? [...shape].reverse() : order.map((axis) => shape[axis] ?? NaN));
    },
  ],
]);

const homes =
  /^(?:tensorflow\.(?:nn\.|math\.|linalg\.|keras\.activations\.)?|keras\.(?:ops\.|activations\.|layers\.|backend\.))([a-z]\w*)$/;
/** Names of torch that mean the same here. */
const shared = new Set(
  'relu relu6 elu selu gelu silu swish softmax sigmoid tanh softplus abs exp log sqrt square pow cast identity dropout matmul einsum divide sub mul stop_gradient zeros_like ones_like leaky_relu log_softmax l2_normalize hard_sigmoid'.split(
    ' ',
  ),
);
const alsoCalled: Readonly<Record<string, string>> = dictionary({
  cast: 'abs',
  identity: 'abs',
  stop_gradient: 'abs',
  l2_normalize: 'abs',
  hard_sigmoid: 'abs',
});

export function kerasOperation(name: string): { readonly name: string; readonly run: Operation } | undefined {
  const short = homes.exec(name)?.[1];
  const run = short === undefined ? undefined : named.get(short);
  if (short !== undefined && run !== undefined) {
    return { name: short, run };
  }
  return short !== undefined && shared.has(short) ? operationNamed(`torch.${alsoCalled[short] ?? short}`) : undefined;
}
