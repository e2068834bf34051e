import type { CallSummary } from '../../python/evaluate/summary';
import { entryOf, itemsOf, keysOf } from '../../python/evaluate/containers';
import type { Evaluator } from '../../python/evaluate/evaluator';
import { certainly, nothing, type Possible } from '../../python/values/possible';
import type { InstanceValue } from '../../python/values/value';
import type { Network, Networks } from './keras/applications';
import type { FollowedWork } from './operation';
import { lengthValue, likely, makeTensor, numberIn, tensorIn, tupleOf, type Shape, type Tensor } from './tensor';

/** A published transformer of the Hugging Face hub, whose layers are not followed: its figures, and what its class adds to them. */
export interface HubModel {
  readonly network: Network;
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  /** Labels of a classifier on top; null without one. */
  readonly labels: number | null;
  /** What the constructor was called by: `BertModel`, `AutoModelForSequenceClassification`. */
  readonly maker: string;
}

const modelMethods = new Set(['from_pretrained', 'from_config', '_from_config']);
/** What classes call the width of their layers, by library and age. */
const widths = new Set(['hidden_size', 'd_model', 'n_embd', 'dim', 'hidden_dim', 'embed_dim', 'embedding_size']);
const depths = new Set(['num_hidden_layers', 'n_layer', 'n_layers', 'num_layers']);
/** Sides of the patches that images are cut into, where the name does not say (ViT-B/16). */
const USUAL_PATCH = 16;
/** Labels that the library takes when nobody says how many (transformers 5, `PretrainedConfig`). */
const STANDARD_LABELS = 2;

/** What a model or its configuration was loaded by. */
function idOf(of: InstanceValue, depth = 4): string | undefined {
  const { from } = of;
  if (from?.kind === 'attribute') {
    const holder = depth > 0 ? likely(from.of) : undefined;
    return holder?.kind === 'instance' ? idOf(holder, depth - 1) : undefined;
  }
  if (from?.kind !== 'call') {
    return undefined;
  }
  const { site, arguments: given } = from.activation;
  const first = given.keywords.get('pretrained_model_name_or_path') ?? given.keywords.get('config') ?? given.positional[0];
  const value = first === undefined ? undefined : likely(first);
  if (value?.kind === 'constant' && modelMethods.has(site.name)) {
    return typeof value.value === 'string' ? value.value : undefined;
  }
  return value?.kind === 'instance' && value.className.startsWith('transformers.') && depth > 0 ? idOf(value, depth - 1) : undefined;
}

/** The published model that an object is, if it is one of a size that is known. */
export function hubModelOf(of: InstanceValue, networks: Networks): HubModel | undefined {
  if (!of.className.startsWith('transformers.')) {
    return undefined;
  }
  const id = idOf(of);
  const network = id === undefined ? undefined : networks(id);
  const { hidden, layers } = network ?? {};
  if (network === undefined || typeof hidden !== 'number' || typeof layers !== 'number') {
    return undefined;
  }
  const made = of.from?.kind === 'call' ? of.from.activation : undefined;
  const maker = (made?.site.name === 'from_pretrained' ? made.site.receiverText : made?.site.text) ?? '';
  const classifies = /For(Sequence|Token|Image)Classification|ForMultipleChoice|ForQuestionAnswering/.test(maker);
  const stated = numberIn(made?.arguments.keywords.get('num_labels'));
  return {
    network,
    layers,
    hidden,
    heads: network.heads ?? Math.max(1, Math.round(hidden / 64)),
    labels: classifies ? (Number.isNaN(stated) ? STANDARD_LABELS : stated) : null,
    maker,
  };
}

/** Weights with those of the classifier; the dense layer that some families put before it is left out. */
export function weightsOfHubModel({ network, hidden, labels }: HubModel): number {
  return network.parameters + (labels === null ? 0 : (hidden + 1) * labels);
}

/** `config.hidden_size` of a published model. */
export function attributeOfHubModel(of: InstanceValue, name: string, networks: Networks): Possible | undefined {
  if (!widths.has(name) && !depths.has(name) && name !== 'num_attention_heads') {
    return undefined;
  }
  const model = hubModelOf(of, networks);
  return model === undefined ? undefined : lengthValue(widths.has(name) ? model.hidden : depths.has(name) ? model.layers : model.heads);
}

/** The call of a published model. */
export function callHubModel(networks: Networks, notes: FollowedWork): CallSummary {
  return ({ evaluator, activation, given }) => {
    const receiver = activation.receiver === null ? undefined : likely(activation.receiver);
    const model = receiver?.kind === 'instance' ? hubModelOf(receiver, networks) : undefined;
    const names = ['input_ids', 'inputs', 'pixel_values', 'inputs_embeds', 'decoder_input_ids'];
    const input = given.positional[0] ?? names.map((name) => given.keywords.get(name)).find((one) => one !== undefined);
    const array = input === undefined ? undefined : arrayIn(input);
    if (model === undefined || array === undefined) {
      return undefined;
    }
    const { layers, hidden, heads, network, labels, maker } = model;
    const { shape, type } = array;
    const [batch = NaN] = shape;
    const isImage = shape.length === 4;
    // Numbers of tokens are whole; Keras does not always say so of its inputs.
    const isText =
      shape.length === 3 || type === 'int' || (receiver?.kind === 'instance' && receiver.className.startsWith('transformers.TF'));
    if (isImage !== (network.input.length === 3) || !(isImage || isText)) {
      notes.lose(activation, 'a published transformer on an array of another kind than it takes');
      return undefined;
    }
    const tokens = isImage ? patches(network, shape) : (shape[1] ?? NaN);
    const counted = network.input.length === 3 ? patches(network, [1, ...network.input]) : (network.input[0] ?? NaN);
    // Products of attention grow with the square of the tokens, the rest with their number.
    const attention = (length: number): number => 4 * length * length * hidden;
    const linear = ((network.forwardFlops - layers * attention(counted)) / counted) * tokens;
    for (let layer = 0; layer < layers; layer++) {
      notes.add(activation, {
        kind: 'linear',
        flops: (batch * linear) / layers,
        elements: batch * tokens * hidden * WRITTEN_PER_LAYER,
        width: hidden,
      });
      const elements = batch * tokens * hidden;
      notes.add(activation, { kind: 'attention', flops: batch * attention(tokens), elements, width: hidden / heads, heads });
    }
    const make = (made: Shape): Possible => certainly(makeTensor(evaluator, made, 'float', { kind: 'call', activation }));
    const states = make([batch, tokens, hidden]);
    const isWhole = labels === null && !/LMHead|For[A-Z]/.test(maker);
    const main = isWhole
      ? states
      : make(labels === null ? [batch, tokens, NaN] : maker.includes('Token') ? [batch, tokens, labels] : [batch, labels]);
    return outputs(
      evaluator,
      { states, main, pooled: make([batch, hidden]), isWhole, layers },
      given.keywords.get('return_dict'),
      activation,
    );
  };
}

/** Elements that linear layers write in one layer, in units of tokens and hidden size: query, key, value, output, and 4 + 1 of the feed-forward part. */
const WRITTEN_PER_LAYER = 9;

interface Outputs {
  readonly states: Possible;
  readonly main: Possible;
  readonly pooled: Possible;
  readonly isWhole: boolean;
  readonly layers: number;
}

function outputs(
  ev: Evaluator,
  { states, main, pooled, isWhole, layers }: Outputs,
  asObject: Possible | undefined,
  activation: Parameters<CallSummary>[0]['activation'],
): Possible {
  const wanted = asObject === undefined ? undefined : likely(asObject);
  const inOrder = isWhole ? [states, pooled] : [main];
  if (wanted?.kind === 'constant' && wanted.value === false) {
    return tupleOf(ev, inOrder);
  }
  const attributes = ev.store.create<Possible>();
  const hidden = tupleOf(
    ev,
    Array.from({ length: layers + 1 }, () => states),
  );
  const named = { last_hidden_state: states, pooler_output: pooled, logits: main, hidden_states: hidden, loss: nothing };
  for (const [name, value] of Object.entries(named)) attributes.set(name, value);
  const output: InstanceValue = { kind: 'instance', className: OUTPUT, of: null, attributes, from: { kind: 'call', activation } };
  return certainly(output);
}

const OUTPUT = 'transformers.ModelOutput';

/** `outputs[0]`, `outputs["logits"]` of a model of the library. */
export function itemOfOutput(of: InstanceValue, index: Possible): Possible | undefined {
  const key = likely(index);
  if (of.className !== OUTPUT || key?.kind !== 'constant') {
    return undefined;
  }
  if (typeof key.value === 'string') {
    return of.attributes.get(key.value);
  }
  const isWhole = of.attributes.get('logits') === of.attributes.get('last_hidden_state');
  const order = isWhole ? ['last_hidden_state', 'pooler_output', 'hidden_states'] : ['logits', 'hidden_states'];
  return of.attributes.get(order[Number(key.value)] ?? '');
}

/** The array itself, or the first one in a list or dict of arguments. */
function arrayIn(possible: Possible): Tensor | undefined {
  const value = likely(possible);
  if (value?.kind === 'sequence') {
    const [first] = itemsOf(value) ?? [];
    return first === undefined ? undefined : arrayIn(first);
  }
  if (value?.kind === 'mapping') {
    const key = keysOf(value).find((one) => /input_ids|pixel_values|input_word_ids/.test(one)) ?? keysOf(value)[0];
    const entry = key === undefined ? undefined : entryOf(value, key);
    return entry === undefined ? undefined : arrayIn(entry);
  }
  return tensorIn(possible);
}

function patches({ patch }: Network, [, , height = NaN, width = NaN]: Shape): number {
  const side = patch ?? USUAL_PATCH;
  return Math.floor(height / side) * Math.floor(width / side) + 1;
}
