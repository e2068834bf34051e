import type { Arguments } from '../../python/evaluate/arguments';
import { record } from '../../python/evaluate/calls';
import { syntheticSite } from '../../python/evaluate/sites';
import { typeNames } from '../../python/evaluate/classes';
import type { Evaluator } from '../../python/evaluate/evaluator';
import type { Following } from '../../python/evaluate/following';
import type { SummaryCall } from '../../python/evaluate/summary';
import { certainly, type Possible } from '../../python/values/possible';
import { constant, type InstanceValue, type Value } from '../../python/values/value';
import { rearranged } from './einops';
import { attributeOfHubModel, itemOfOutput } from './hub-models';
import { indexed } from './indexing';
import type { Networks } from './keras/applications';
import { containerType, itemOf, iterated, place } from './layers/containers';
import { asPossible, OperationCall, type FollowedWork } from './operation';
import { operationNamed } from './operations/all';
import { operators } from './operations/elementwise';
import { swapped } from './operations/shaping';
import { likely, makeTensor, numberIn, shapeValue, tensorIn, tensorOf, tupleOf } from './tensor';

/** What operators, items and attributes of tensors give, and what else an evaluation asks while shapes are followed. */
export function following(work: FollowedWork, networks: Networks): Following {
  return {
    attribute: (ev, of, name) => attributeOfHubModel(of, name, networks) ?? attributeOf(ev, of, name),
    operate: (ev, operator, left, right, node) => {
      const isKnown = tensorOf(left) !== undefined || (right !== null && tensorOf(right) !== undefined);
      const name = right === null ? (operator === '~' ? 'logical_not' : 'neg') : operators[operator];
      const operation = isKnown && name !== undefined ? operationNamed(`torch.${name}`) : undefined;
      if (operation === undefined) {
        return right === null ? undefined : listsJoined(ev, operator, left, right);
      }
      const given: Arguments = {
        positional: right === null ? [certainly(left)] : [certainly(left), certainly(right)],
        keywords: new Map(),
        openPositional: false,
        openKeywords: false,
      };
      const activation = record(
        ev,
        syntheticSite(node, operator),
        { kind: 'library', name: `torch.${operation.name}`, signature: undefined },
        null,
        given,
        undefined,
      );
      const result = operation.run(new OperationCall(operation.name, { evaluator: ev, activation, given }, work, false));
      if (result !== undefined) activation.result = asPossible(result);
      return result === undefined ? undefined : activation.result;
    },
    item: (ev, of, index) => {
      const tensor = tensorOf(of);
      if (tensor !== undefined) {
        const shape = indexed(tensor, index);
        return shape === undefined ? undefined : certainly(makeTensor(ev, shape, tensor.type, of.from));
      }
      const type = containerType(ev, of);
      return type === undefined ? itemOfOutput(of, index) : itemOf(ev, of, type, index);
    },
    assign: (ev, of, index, value) => {
      if (containerType(ev, of) !== undefined) place(ev, of, index, value);
    },
    element: (ev, of) => batchOf(ev, of),
    isRoutine: (called) => [...called].some((name) => routines.has(name)),
    items: (ev, of) => {
      const tensor = tensorOf(of);
      if (tensor === undefined) {
        return iterated(ev, of);
      }
      const [count = 0] = tensor.shape;
      return count <= mostItems
        ? Array.from({ length: count }, () => certainly(makeTensor(ev, tensor.shape.slice(1), tensor.type, of.from)))
        : undefined;
    },
    named: (name, value) => work.sizes?.named(name, value) ?? value,
    outside: (ev, name, activation) => outside(ev, name, activation),
  };
}

/** What the loops of a training call in every round. */
const routines: ReadonlySet<string> = new Set([
  'backward',
  'zero_grad',
  'step',
  'fit',
  'train_on_batch',
  'apply_gradients',
  'train',
  'train_step',
  'train_epoch',
  'train_one_epoch',
  'training_step',
  'evaluate',
  'validate',
  'test',
  'predict',
  'item',
  'savefig',
]);
/** Arrays longer than this are not taken apart. */
const mostItems = 1024;

/** One batch of a loader over arrays whose shapes are known: `DataLoader(TensorDataset(x, y), batch_size=8)`. */
function batchOf(ev: Evaluator, loader: InstanceValue): Possible | undefined {
  const made = loader.className === 'torch.utils.data.DataLoader' && loader.from?.kind === 'call' ? loader.from.activation : undefined;
  const given = made?.arguments.get('dataset', 0);
  const dataset = given?.kind === 'given' ? likely(given.possible) : undefined;
  const arrays =
    dataset?.kind === 'instance' && dataset.from?.kind === 'call' && dataset.className === 'torch.utils.data.TensorDataset'
      ? dataset.from.activation.arguments.positional
      : undefined;
  const size = made?.arguments.get('batch_size', 1);
  const batch = size?.kind === 'given' || size?.kind === 'default' ? numberIn(size.possible) : NaN;
  const tensors = arrays?.map((array) => tensorIn(array));
  return tensors === undefined || Number.isNaN(batch) || !tensors.every((tensor) => tensor !== undefined)
    ? undefined
    : tupleOf(
        ev,
        tensors.map((tensor) => makeTensor(ev, [batch, ...tensor.shape.slice(1)], tensor.type, loader.from)),
        'list',
      );
}

/** `ModuleList + ModuleList`. */
function listsJoined(ev: Evaluator, operator: string, left: Value, right: Value): Possible | undefined {
  if (operator !== '+' || left.kind !== 'instance' || containerType(ev, left) === undefined) {
    return undefined;
  }
  const more = right.kind === 'instance' ? iterated(ev, right) : undefined;
  const own = iterated(ev, left);
  if (own === undefined || more === undefined) {
    return undefined;
  }
  const attributes = ev.store.create<Possible>();
  [...own, ...more].forEach((item, index) => attributes.set(String(index), item));
  return certainly({ ...left, of: null, attributes });
}

function attributeOf(ev: Evaluator, of: InstanceValue, name: string): Possible | undefined {
  const tensor = tensorOf(of);
  if (tensor === undefined) {
    return name === 'training' && typeNames(ev, of).includes('torch.nn.Module') ? certainly(constant(true)) : undefined;
  }
  switch (name) {
    case 'shape':
      return shapeValue(ev, tensor.shape);
    case 'ndim':
      return certainly(constant(tensor.shape.length));
    case 'T':
    case 'mT':
    case 'H':
      return certainly(makeTensor(ev, swapped(tensor.shape, -1, -2) ?? tensor.shape, tensor.type, of.from));
    case 'data':
    case 'grad':
    case 'real':
    case 'imag':
      return certainly(of);
    case 'is_cuda':
    case 'requires_grad':
      return certainly(constant(tensor.role === 'parameter' || name === 'is_cuda'));
    default:
      return undefined;
  }
}

function outside(ev: Evaluator, name: string, activation: SummaryCall['activation']): Possible | undefined {
  const pattern = /^einops\.(rearrange|repeat|reduce)$/.test(name) ? activation.arguments.positional[1] : undefined;
  const [input] = activation.arguments.positional;
  if (pattern === undefined || input === undefined) {
    return undefined;
  }
  const text = likely(pattern);
  const tensor = tensorIn(input);
  const shape =
    tensor === undefined || text?.kind !== 'constant' ? undefined : rearranged(tensor.shape, String(text.value), lengthsGiven(activation));
  return shape === undefined || tensor === undefined
    ? undefined
    : certainly(makeTensor(ev, shape, tensor.type, { kind: 'call', activation }));
}

function lengthsGiven({ arguments: given }: SummaryCall['activation']): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (const [name, value] of given.keywords) {
    const number = likely(value);
    if (number?.kind === 'constant' && typeof number.value === 'number') lengths.set(name, number.value);
  }
  return lengths;
}
