import type { Arguments } from '../../python/evaluate/arguments';
import { builtinSummary } from '../../python/evaluate/builtins';
import { applyCallable } from '../../python/evaluate/calls';
import type { Activation } from '../../python/program/call-site';
import type { Evaluator } from '../../python/evaluate/evaluator';
import type { Semantics } from '../../python/evaluate/semantics';
import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { certainly, type Possible } from '../../python/values/possible';
import { constant, type InstanceValue } from '../../python/values/value';
import { iterate } from '../../python/evaluate/iteration';
import { broadcast } from './arithmetic';
import { wantedBy, type AssumedSizes } from './assumed-sizes';
import { following } from './following';
import { jaxOperation, param } from './flax/layers';
import { callHubModel } from './hub-models';
import { application, isApplication, runNetwork, type Networks } from './keras/applications';
import { add, called as calledModel, fillSequential, functional, input } from './keras/model';
import { kerasOperation } from './keras/operations';
import { fill, isContainerType, isModuleMethod, itemsOf, moduleMethod } from './layers/containers';
import { copyOf, furnish, layerKind, layerOf, Settings } from './layers/layer';
import { registerAllLayers } from './layers/all';
import { asPossible, FollowedWork, OperationCall } from './operation';
import { publishedHeads } from './published-heads';
import { published } from './published-network';
import { operationNamed } from './operations/all';
import { lengthValue, likely, makeTensor, tensorIn, tensorOf, tupleOf } from './tensor';
import { dictionary } from '../../python/dictionary';

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

const specials: Readonly<Record<string, CallSummary>> = dictionary({
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
});
