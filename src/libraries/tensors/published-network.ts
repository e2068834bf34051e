import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { certainly, type Possible } from '../../python/values/possible';
import type { InstanceValue } from '../../python/values/value';
import { applyTo, furnish, layerKind, layerOf, makeLayer, Settings, type LayerKind, type Part } from './layers/layer';
import type { Networks } from './keras/applications';
import type { OperationCall } from './operation';
import { publishedHeads, type PublishedHead } from './published-heads';
import { elements, likely, numberIn, tensorIn } from './tensor';

/** Classes that published weights were trained for, which the figures of the tables are for. */
const PUBLISHED_CLASSES = 1000;

/** The name under which the tables hold what a call makes; undefined for what has no head in the table. */
export function publishedName(name: string, { activation }: SummaryCall): string | undefined {
  if (name !== 'timm.create_model') {
    return publishedHeads.has(name) ? name : undefined;
  }
  const { arguments: given } = activation;
  const model = given.get('model_name', 0);
  const value = model.kind === 'given' ? likely(model.possible) : undefined;
  const text = value?.kind === 'constant' && typeof value.value === 'string' ? value.value.replace(/^timm\/|\..*$/g, '') : '';
  const isPlain = !['features_only', 'in_chans', 'global_pool'].some((one) => given.keywords.has(one));
  return isPlain && publishedHeads.has(`timm/${text}`) ? `timm/${text}` : undefined;
}

/** `models.densenet121(num_classes=5)`, `timm.create_model("efficientnet_b0", num_classes=0)`. */
export function published(name: string, networks: Networks): CallSummary {
  return (call) => {
    const known = publishedName(name, call);
    const head = known === undefined ? undefined : publishedHeads.get(known);
    const kind = layerKind(NETWORK);
    if (known === undefined || head === undefined || kind === undefined || networks(known) === undefined) {
      return undefined;
    }
    const { evaluator, activation } = call;
    const classes = activation.arguments.keywords.get('num_classes');
    const attributes = evaluator.store.create<Possible>();
    const instance: InstanceValue = {
      kind: 'instance',
      className: 'torch.nn.Module',
      of: null,
      attributes,
      from: { kind: 'call', activation },
    };
    furnish(
      evaluator,
      instance,
      NETWORK,
      kind,
      Settings.from({ name: known, classes: classes === undefined ? PUBLISHED_CLASSES : numberIn(classes) }),
    );
    return certainly(instance);
  };
}

const NETWORK = 'published.network';
const BODY = 'published.body';

/** The weights of a body whose layers are not followed; undefined for anything else. */
export function weightsOfBody(of: InstanceValue, networks: Networks): number | undefined {
  const layer = layerOf(of);
  const name = layer?.type === BODY ? layer.settings.text('name') : undefined;
  const head = name === undefined ? undefined : publishedHeads.get(name);
  return name === undefined || head === undefined ? undefined : (head.weights ?? networks(name)?.parameters ?? NaN) - headWeights(head);
}

function headWeights({ layers, width }: PublishedHead): number {
  let [read, sum] = [width, 0];
  for (const layer of layers.length === 0 ? ['classes'] : layers) {
    const [kind, size] = layer.split(' ');
    if (kind === 'norm') sum += 2 * read;
    if (kind === 'linear' || kind === 'classes') {
      const written = kind === 'classes' ? PUBLISHED_CLASSES : Number(size);
      sum += (read + 1) * written;
      read = written;
    }
  }
  return sum;
}

/** The layers of a head by attribute, as parts of the network. */
function headParts(head: PublishedHead, classes: number): Readonly<Record<string, Part | readonly (readonly [string, Part])[]>> {
  const [root = '', ...rest] = head.path.split('.');
  let read = head.width;
  const part = (layer: string): Part => {
    const [kind, size] = layer.split(' ');
    switch (kind) {
      case 'linear':
      case 'classes': {
        const written = kind === 'classes' ? classes : Number(size);
        const made: Part =
          written === 0
            ? { type: 'torch.nn.Identity', settings: {} }
            : { type: 'torch.nn.Linear', settings: { in_features: read, out_features: written } };
        read = written;
        return made;
      }
      case 'norm':
        return { type: 'torch.nn.LayerNorm', settings: { normalized_shape: read } };
      case 'relu':
        return { type: 'torch.nn.ReLU', settings: {} };
      case 'flatten':
        return { type: 'torch.nn.Identity', settings: {} };
      default:
        return { type: 'torch.nn.Dropout', settings: {} };
    }
  };
  if (head.layers.length > 0) {
    return { [root]: head.layers.map((layer, index) => [String(index), part(layer)] as const) };
  }
  return { [root]: rest.length === 0 ? part('classes') : [[rest.join('.'), part('classes')] as const] };
}

const network: LayerKind = {
  numbers: (s) => {
    const head = publishedHeads.get(s.text('name') ?? '');
    return { num_features: head?.width ?? NaN, num_classes: s.number('classes') };
  },
  parts: (s, ev) => {
    const name = s.text('name') ?? '';
    const head = publishedHeads.get(name);
    if (head === undefined) return {};
    const made: Record<string, Part | InstanceValue> = { [head.body]: { type: BODY, settings: { name } } };
    if (head.pool !== null) made.avgpool = { type: 'torch.nn.AdaptiveAvgPool2d', settings: { output_size: head.pool } };
    for (const [attribute, parts] of Object.entries(headParts(head, s.number('classes')))) {
      if (!isList(parts)) {
        made[attribute] = parts;
        continue;
      }
      const holder = makeLayer(ev, { type: 'torch.nn.Sequential', settings: {} });
      for (const [key, part] of parts) holder.attributes.set(key, certainly(makeLayer(ev, part)));
      made[attribute] = holder;
    }
    return made;
  },
  call: (call, layer) => {
    const head = publishedHeads.get(layer.settings.text('name') ?? '');
    const [root = ''] = head?.path.split('.') ?? [];
    const body = head === undefined ? undefined : layer.part(head.body);
    const input = call.argument(0, 'x');
    if (head === undefined || body === undefined || input === undefined) return call.lost('a network without its body');
    const map = tensorIn(applyTo(call, body, [input]))?.shape;
    if (map === undefined) return call.lost('a network on an array whose shape is not known');
    const pooled = call.make([map[0] ?? NaN, head.width], 'float');
    const last = layer.part(root);
    return last === undefined ? pooled : applyTo(call, last, [certainly(pooled)]);
  },
};

function isList(parts: Part | readonly (readonly [string, Part])[]): parts is readonly (readonly [string, Part])[] {
  return Array.isArray(parts);
}

const body: LayerKind = {
  call: (call, layer) => {
    const name = layer.settings.text('name') ?? '';
    const head = publishedHeads.get(name);
    const figures = call.network(name);
    const shape = call.input?.shape;
    if (head === undefined || figures === undefined || shape?.length !== 4) return call.lost('a network on an array that is no image');
    return mapOf(call, head, shape, {
      flops: (figures.forwardFlops - 2 * headWeights(head)) / elements(figures.input.slice(1)),
      written: figures.activationElements / elements(figures.input.slice(1)),
      isTransformer: figures.isTransformer === true,
      layers: figures.layers ?? USUAL_LAYERS,
    });
  },
};

interface PerPixel {
  readonly flops: number;
  readonly written: number;
  readonly isTransformer: boolean;
  readonly layers: number;
}

/** Products of attention in a vision transformer of 16-pixel patches at 224 pixels, and its usual depth (ViT-B/16, torchvision 0.28). */
const ATTENTION_SHARE = 0.04;
const USUAL_LAYERS = 12;

function mapOf(call: OperationCall, head: PublishedHead, shape: readonly number[], figures: PerPixel): Possible {
  const { flops, written, isTransformer, layers } = figures;
  const [batch = NaN, , height = NaN, width = NaN] = shape;
  const pixels = height * width;
  const [all, elementsWritten] = [batch * pixels * flops, batch * pixels * written];
  if (isTransformer) {
    call.whole('linear', all * (1 - ATTENTION_SHARE), elementsWritten, head.width);
    for (let layer = 0; layer < layers; layer++) call.whole('attention', (all * ATTENTION_SHARE) / layers, 0, head.width);
  } else {
    call.whole('convolution', all, elementsWritten, head.width);
  }
  const sides = [height, width].map((side) => Math.max(1, Math.ceil(side / head.stride)));
  const channels = head.pool !== null && head.pool > 1 ? head.width / head.pool ** 2 : head.width;
  const made = head.isRow ? [batch, elements(sides) + 1, channels] : [batch, channels, ...sides];
  return certainly(call.make(made, 'float'));
}

export const publishedLayers: readonly (readonly [string, LayerKind])[] = [
  [NETWORK, network],
  [BODY, body],
];
