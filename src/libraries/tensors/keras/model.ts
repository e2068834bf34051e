import { itemsOf as itemsOfSequence } from '../../../python/evaluate/containers';
import type { CallSummary, SummaryCall } from '../../../python/evaluate/summary';
import { certainly, nothing, type Possible } from '../../../python/values/possible';
import type { InstanceValue } from '../../../python/values/value';
import type { AssumedSizes } from '../assumed-sizes';
import { append } from '../layers/containers';
import { layerOf } from '../layers/layer';
import { likely, makeTensor, numbersIn, tensorIn, tensorOf, type Shape } from '../tensor';

/** Batch of the arrays that stand for inputs: the work of one sample is what is asked for. */
export const symbolicBatch = 8;

/** `keras.Input(shape)`. */
export function input(sizes: AssumedSizes | undefined): CallSummary {
  return (call) => inputTensor(call, sizes);
}

function inputTensor({ evaluator, activation }: SummaryCall, sizes: AssumedSizes | undefined): Possible | undefined {
  const { arguments: given } = activation;
  const read = (name: string, position?: number): Possible | undefined => {
    const answer = given.get(name, position);
    if (answer.kind !== 'given') return undefined;
    const text = answer.argument === null ? '' : evaluator.textOf(answer.argument.valuePlace);
    const taken = name.includes('shape') ? sizes?.items(evaluator.store, name, text, answer.possible) : undefined;
    return taken ?? answer.possible;
  };
  const shape = shapeGiven(read('shape', 0)) ?? shapeGiven(read('batch_shape'))?.slice(1);
  const type = read('dtype');
  const value = type === undefined ? undefined : likely(type);
  const isWhole = value?.kind === 'constant' && String(value.value).includes('int');
  return shape === undefined
    ? undefined
    : certainly(
        makeTensor(evaluator, [symbolicBatch, ...shape], isWhole ? 'int' : 'float', { kind: 'call', activation }, 'keras.KerasTensor'),
      );
}

function shapeGiven(given: Possible | undefined): Shape | undefined {
  return given === undefined ? undefined : numbersIn(given);
}

/** `keras.Sequential([…])`: an `Input` in it is what the model is called with. */
export function fillSequential({ evaluator, given }: SummaryCall, holder: InstanceValue): void {
  const first = given.positional[0] ?? given.keywords.get('layers');
  const value = first === undefined ? undefined : likely(first);
  const items = value?.kind === 'sequence' ? itemsOfSequence(value) : undefined;
  if (first !== undefined && items === undefined && !(value?.kind === 'constant' && value.value === null)) {
    append(evaluator, holder, first, true);
  }
  for (const item of items ?? []) {
    addLayer(evaluator, holder, item);
  }
}

function addLayer(evaluator: SummaryCall['evaluator'], holder: InstanceValue, item: Possible): void {
  if (tensorIn(item) !== undefined) {
    evaluator.store.set(holder.attributes, '@input', item);
  } else {
    append(evaluator, holder, item);
  }
}

export const add: CallSummary = ({ evaluator, activation, given }) => {
  const holder = activation.receiver === null ? undefined : likely(activation.receiver);
  const item = given.positional[0] ?? given.keywords.get('layer');
  if (holder?.kind === 'instance' && item !== undefined) {
    addLayer(evaluator, holder, item);
  }
  return nothing;
};

/** `keras.Model(inputs, outputs)`: what stands between them was recorded when it was called. */
export const functional: CallSummary = ({ evaluator, activation, given }) => {
  const outputs = given.keywords.get('outputs') ?? given.keywords.get('output') ?? given.positional[1];
  const inputs = given.keywords.get('inputs') ?? given.keywords.get('input') ?? given.positional[0];
  if (outputs === undefined || inputs === undefined) {
    return undefined;
  }
  const attributes = evaluator.store.create<Possible>();
  attributes.set('@inputs', inputs);
  attributes.set('@outputs', outputs);
  return certainly({ kind: 'instance', className: 'keras.Model', of: null, attributes, from: { kind: 'call', activation } });
};

/** A model that is called on new arrays gives arrays like its outputs. */
export const called: CallSummary = ({ evaluator, activation }) => {
  const holder = activation.receiver === null ? undefined : likely(activation.receiver);
  const outputs = holder?.kind === 'instance' ? holder.attributes.get('@outputs') : undefined;
  const again = (possible: Possible): Possible | undefined => {
    const tensor = tensorIn(possible);
    return tensor === undefined ? undefined : certainly(makeTensor(evaluator, tensor.shape, tensor.type, { kind: 'call', activation }));
  };
  return outputs === undefined ? undefined : (again(outputs) ?? outputs);
};

/** The array that a sequential model is called with: its `Input`, or what its first layer is told. */
export function inputOf(model: InstanceValue, items: readonly Possible[]): Shape | undefined {
  const given = model.attributes.get('@input');
  const stated = given === undefined ? undefined : tensorOf(likely(given))?.shape;
  if (stated !== undefined) {
    return stated;
  }
  const [first] = items;
  const value = first === undefined ? undefined : likely(first);
  const layer = layerOf(value);
  if (layer === undefined) {
    // A model that stands first knows its own input.
    return value?.kind === 'instance' ? tensorIn(value.attributes.get('input') ?? value.attributes.get('@inputs'))?.shape : undefined;
  }
  const { settings: s } = layer;
  const shape =
    s.numbers('input_shape') ??
    s.numbers('batch_input_shape')?.slice(1) ??
    s.numbers('batch_shape')?.slice(1) ??
    (layer.type.endsWith('InputLayer') ? s.numbers('shape') : undefined);
  const isEmbedding = layer.type.endsWith('Embedding');
  const width = s.number(isEmbedding ? 'input_length' : 'input_dim');
  return shape !== undefined ? [symbolicBatch, ...shape] : Number.isNaN(width) ? undefined : [symbolicBatch, width];
}
