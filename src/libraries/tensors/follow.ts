import type { Arguments } from '../../python/evaluate/arguments';
import { builtinSummary } from '../../python/evaluate/builtins';
import { applyCallable, record, syntheticSite } from '../../python/evaluate/calls';
import { typeNames } from '../../python/evaluate/classes';
import type { Activation } from '../../python/program/call-site';
import type { Evaluator, Semantics } from '../../python/evaluate/evaluator';
import type { Following } from '../../python/evaluate/following';
import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { certainly, type Possible } from '../../python/values/possible';
import { constant, type InstanceValue, type Value } from '../../python/values/value';
import { iterate } from '../../python/evaluate/iteration';
import { broadcast } from './arithmetic';
import { rearranged } from './einops';
import { wantedBy, type AssumedSizes } from './assumed-sizes';
import { jaxOperation, param } from './flax/layers';
import { attributeOfHubModel, callHubModel, itemOfOutput } from './hub-models';
import { indexed } from './indexing';
import { application, isApplication, runNetwork, type Networks } from './keras/applications';
import { add, called as calledModel, fillSequential, functional, input } from './keras/model';
import { kerasOperation } from './keras/operations';
import { containerType, fill, isContainerType, isModuleMethod, itemOf, iterated, itemsOf, moduleMethod, place } from './layers/containers';
import { copyOf, furnish, layerKind, layerOf, Settings } from './layers/layer';
import { registerAllLayers } from './layers/all';
import { asPossible, FollowedWork, OperationCall } from './operation';
import { publishedHeads } from './published-heads';
import { published } from './published-network';
import { operationNamed } from './operations/all';
import { operators } from './operations/elementwise';
import { swapped } from './operations/shaping';
import { lengthValue, likely, makeTensor, numberIn, shapeValue, tensorIn, tensorOf, tupleOf } from './tensor';

/** Semantics under which an evaluation follows the shapes of tensors, and the notes it takes of their work. */
export interface FollowingSemantics {
  readonly semantics: Semantics;
  readonly work: FollowedWork;
}

export function followTensors(base: Semantics, networks: Networks = () => undefined, sizes?: AssumedSizes): FollowingSemantics {
  registerAllLayers();
  const work = new FollowedWork(sizes, networks);
  const known = new Map<string, CallSummary | undefined>();
  const get = (name: string): CallSummary | undefined => {
    if (!known.has(name)) {
      known.set(name, summaryOf(name, work, networks) ?? base.summaries.get(name));
    }
    return known.get(name);
  };
  return { semantics: { ...base, summaries: { get }, following: following(work, networks) }, work };
}

/** What a call by this canonical name does when shapes are followed. */
function summaryOf(name: string, work: FollowedWork, networks: Networks): CallSummary | undefined {
  if (isApplication(name)) {
    return application(name, networks, work);
  }
  if (name === 'keras.Model.__call__') {
    return (call) => {
      const { evaluator, activation, given } = call;
      const holder = activation.receiver === null ? undefined : likely(activation.receiver);
      const result = holder?.kind === 'instance' ? runNetwork(evaluator, holder, given.positional[0], activation, work) : undefined;
      return result ?? calledModel(call);
    };
  }
  if (/^transformers\.(TF)?PreTrainedModel\.(__call__|forward)$/.test(name)) {
    return callHubModel(networks, work);
  }
  if (name === 'timm.create_model' || publishedHeads.has(name)) {
    return published(name, networks);
  }
  const special = name === 'keras.Input' ? input(work.sizes) : specials[name];
  if (special !== undefined) {
    return special;
  }
  const short = name.slice(name.lastIndexOf('.') + 1);
  const owner = name.slice(0, name.lastIndexOf('.'));
  if (layerKind(name) !== undefined || isContainerType(name)) {
    return (call) => constructed(call, name, work);
  }
  if (short === '__init__' && (layerKind(owner) !== undefined || isContainerType(owner))) {
    return (call) => constructed(call, owner, work);
  }
  if (short === '__call__' || short === 'forward') {
    return layerKind(owner) !== undefined || owner === 'torch.nn.Module'
      ? (call) => called(call, owner, work)
      : owner === 'torch.nn.Sequential' || owner === 'keras.Sequential'
        ? (call) => inOrder(call)
        : undefined;
  }
  if (isModuleMethod(short) && owner.startsWith('torch.nn.')) {
    return (call) => moduleMethod(short, call);
  }
  const operation = operationNamed(name) ?? kerasOperation(name) ?? jaxOperation(name);
  if (operation === undefined) {
    return undefined;
  }
  const isMethod = owner === 'torch.Tensor' || owner === 'torch.nn.Parameter';
  return (call) => {
    const result = operation.run(new OperationCall(operation.name, call, work, isMethod));
    return result === undefined ? undefined : asPossible(result);
  };
}

/** A layer is made, or a class of the program that derives from one runs its constructor. */
function constructed(call: SummaryCall, type: string, work: FollowedWork): Possible {
  const { evaluator, activation, given } = call;
  const own = activation.callee.kind === 'class' ? activation.result : activation.callee.kind === 'method' ? activation.receiver : null;
  const holder = own === null ? undefined : likely(own);
  // A function that makes a network gives no class of its own.
  const { callee } = activation;
  const instance: InstanceValue =
    holder?.kind === 'instance'
      ? holder
      : {
          kind: 'instance',
          className: callee.kind === 'library' && callee.signature?.kind === 'function' ? 'torch.nn.Module' : type,
          of: null,
          attributes: evaluator.store.create<Possible>(),
          from: { kind: 'call', activation },
        };
  if (type === 'keras.Sequential') {
    fillSequential(call, instance);
  } else if (isContainerType(type)) {
    fill(evaluator, instance, type, given);
  } else {
    const kind = layerKind(type);
    if (kind !== undefined) furnish(evaluator, instance, type, kind, settingsOf(evaluator, activation, work));
  }
  return certainly(instance);
}

/** The arguments of a constructor, with what stands for sizes that are not known. */
function settingsOf(ev: Evaluator, activation: Activation, { sizes }: FollowedWork): Settings {
  return Settings.of(activation, (name, answer) => {
    const { possible } = answer;
    if (sizes === undefined || answer.kind !== 'given') return possible;
    const text = answer.argument === null ? name : ev.textOf(answer.argument.valuePlace);
    return sizes.argument(text, possible, wantedBy[name]) ?? sizes.items(ev.store, name, text, possible);
  });
}

function called(call: SummaryCall, type: string, work: FollowedWork): Possible | undefined {
  const receiver = call.activation.receiver === null ? undefined : likely(call.activation.receiver);
  const layer = layerOf(receiver);
  const kind = layerKind(layer?.type ?? type);
  if (layer === undefined || kind === undefined) {
    return undefined;
  }
  const result = kind.call(new OperationCall(type, call, work, false), layer);
  return result === undefined ? undefined : asPossible(result);
}

/** One layer after the other. */
function inOrder({ evaluator, activation, given }: SummaryCall): Possible | undefined {
  const holder = activation.receiver === null ? undefined : likely(activation.receiver);
  if (holder?.kind !== 'instance') {
    return undefined;
  }
  let args: Arguments = given;
  let result: Possible | undefined = given.positional[0] ?? given.keywords.get('input');
  for (const layer of itemsOf(holder)) {
    result = applyCallable(evaluator, layer, activation.site, args);
    args = { ...given, positional: [result], keywords: new Map() };
  }
  return result;
}

const first: CallSummary = ({ given }) => given.positional[0];

const specials: Readonly<Record<string, CallSummary>> = {
  'flax.linen.Module.param': param,
  'keras.Model': functional,
  'keras.Sequential.add': add,
  'copy.deepcopy': (call) => {
    const value = call.given.positional[0] === undefined ? undefined : likely(call.given.positional[0]);
    return value?.kind === 'instance' ? certainly(copyOf(call.evaluator, value)) : builtinSummary('copy.deepcopy')?.(call);
  },
  'builtins.len': (call) => {
    const value = call.given.positional[0] === undefined ? undefined : likely(call.given.positional[0]);
    if (value?.kind === 'instance') {
      const tensor = tensorOf(value);
      const count = tensor === undefined ? call.evaluator.following?.items(call.evaluator, value)?.length : tensor.shape[0];
      if (count !== undefined) return lengthValue(count);
    }
    return builtinSummary('builtins.len')?.(call);
  },
  'builtins.sum': (call) => {
    const shapes = (call.given.positional[0] === undefined ? null : iterate(call.evaluator, call.given.positional[0]).items)?.map(
      (item) => tensorIn(item)?.shape,
    );
    const summed = shapes?.reduce((sum, shape) => (sum === undefined || shape === undefined ? undefined : broadcast(sum, shape)), []);
    return summed === undefined || shapes?.length === 0
      ? builtinSummary('builtins.sum')?.(call)
      : certainly(makeTensor(call.evaluator, summed, 'float', { kind: 'call', activation: call.activation }));
  },
  'torch.nn.utils.weight_norm': first,
  'torch.nn.utils.spectral_norm': first,
  'torch.nn.utils.parametrizations.weight_norm': first,
  'torch.nn.utils.parametrizations.spectral_norm': first,
  'torch.nn.utils.rnn.pack_padded_sequence': first,
  'torch.nn.utils.rnn.pad_packed_sequence': ({ evaluator, given }) => {
    const [packed] = given.positional;
    const shape = tensorIn(packed)?.shape;
    return packed === undefined || shape === undefined
      ? undefined
      : tupleOf(evaluator, [packed, makeTensor(evaluator, [shape[0] ?? NaN], 'int')]);
  },
  'torch.utils.checkpoint.checkpoint': ({ evaluator, activation, given }) => {
    const [callee, ...positional] = given.positional;
    return callee === undefined
      ? undefined
      : applyCallable(evaluator, callee, activation.site, { ...given, positional, keywords: new Map() });
  },
  'timm.layers.to_2tuple': ({ evaluator, given }) => {
    const [of] = given.positional;
    return of === undefined ? undefined : likely(of)?.kind === 'sequence' ? of : tupleOf(evaluator, [of, of]);
  },
  'torch.is_tensor': ({ given }) => certainly(constant(tensorIn(given.positional[0]) !== undefined)),
  'torch.jit.is_scripting': () => certainly(constant(false)),
  'torch.jit.is_tracing': () => certainly(constant(false)),
};

function following(work: FollowedWork, networks: Networks): Following {
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
