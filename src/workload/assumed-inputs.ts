import { childrenOf } from '../libraries/tensors/layers/containers';
import { layerOf } from '../libraries/tensors/layers/layer';
import type { SizeLevel } from '../libraries/tensors/assumed-sizes';
import { hubModelOf } from '../libraries/tensors/hub-models';
import type { FollowedWork } from '../libraries/tensors/operation';
import type { Program } from '../python/program/program';
import type { InstanceValue } from '../python/values/value';
import { isModule } from './count-model';
import type { ModelInput } from './count-forward';

/** What the first layer that is called wants. */
interface FirstLayer {
  readonly kind: 'linear' | 'convolution' | 'embedding' | 'recurrent' | 'attention';
  /** Features, channels or inputs of one step. */
  readonly width: number;
  /** Spatial axes of a convolution. */
  readonly rank: number;
}

/** An array that a model may be called with, and how it was found. */
export interface AssumedInput {
  readonly input: ModelInput;
  /** What was taken for granted; null where the first layer leaves no choice. */
  readonly assumed: string | null;
}

/** Sides that images of common data sets have: MNIST 28, CIFAR 32, Tiny ImageNet and CelebA 64, STL 96, ImageNet 224 to 299. */
const commonSides = [28, 32, 64, 96, 128, 224, 227, 256, 299];

/**
 * Lengths that are tried in turn where nothing states one, likeliest first: images of 224 as pretrained networks take them, texts cut to
 * 128 tokens as fine-tuning recipes do (Hugging Face examples, 2020–24), signals and volumes about as long as those of public scripts.
 */
const lengths = {
  image: { low: [32, 28, 64, 96, 128], typical: [224, 128, 256, 96, 64, 32, 28], high: [512, 256, 224, 128, 64, 32] },
  volume: { low: [16, 32, 64], typical: [64, 96, 32, 128], high: [128, 96, 64] },
  signal: { low: [64, 128, 256], typical: [512, 1024, 256, 2048, 128], high: [4096, 2048, 1024] },
  text: { low: [32, 16], typical: [128, 64, 32], high: [512, 256, 128] },
  steps: { low: [10, 16], typical: [50, 32, 64], high: [200, 100] },
} satisfies Readonly<Record<string, Readonly<Record<SizeLevel, readonly number[]>>>>;

/** Lengths that are tried in turn, likeliest first. */
export function usualLengths(of: keyof typeof lengths, level: SizeLevel): readonly number[] {
  return lengths[of][level];
}

/** Arrays that follow from what the first layer wants, when nothing is known of the data. */
export function assumedInputs(
  program: Program,
  notes: FollowedWork,
  model: InstanceValue,
  batch: number,
  level: SizeLevel,
): readonly AssumedInput[] {
  const layer = firstLayer(program, notes, model);
  if (layer === undefined || Number.isNaN(layer.width)) {
    return [];
  }
  const of = (shape: readonly number[], assumed: string | null, type: ModelInput['type'] = 'float'): AssumedInput => ({
    input: { shape: [batch, ...shape], type },
    assumed,
  });
  switch (layer.kind) {
    case 'linear':
      return [
        of([layer.width], null),
        ...lengths.steps[level].map((length) => of([length, layer.width], `sequences of ${String(length)} steps`)),
      ];
    case 'convolution': {
      const kind = layer.rank === 2 ? 'image' : layer.rank === 3 ? 'volume' : 'signal';
      return lengths[kind][level].map((side) =>
        of([layer.width, ...Array.from({ length: layer.rank }, () => side)], `${nouns[kind]} of ${String(side)} along each side`),
      );
    }
    case 'embedding':
      return textLengths(program, model, level).map((length) => of([length], `texts of ${String(length)} tokens`, 'int'));
    case 'recurrent':
    case 'attention':
      return lengths.steps[level].map((length) => of([length, layer.width], `sequences of ${String(length)} steps`));
  }
}

/** Texts as long as the model has positions, where it embeds them: models are trained on whole contexts. */
function textLengths(program: Program, model: InstanceValue, level: SizeLevel): readonly number[] {
  const positions = positionsIn(program, model);
  return positions === undefined ? lengths.text[level] : [level === 'low' ? Math.ceil(positions / 4) : positions, ...lengths.text.low];
}

function positionsIn(program: Program, model: InstanceValue, depth = 6): number | undefined {
  for (const [name, child] of depth === 0 ? [] : childrenOf(model)) {
    const layer = layerOf(child);
    const length = layer?.type === 'torch.nn.Embedding' && /pos|wpe/.test(name) ? layer.weight('weight')?.shape[0] : undefined;
    const found = length ?? (layer === undefined && isModule(program, child) ? positionsIn(program, child, depth - 1) : undefined);
    if (found !== undefined && !Number.isNaN(found)) return found;
  }
  return undefined;
}

const nouns = { image: 'images', volume: 'volumes', signal: 'signals' } as const;

/** The sides of images that may be tried to see whether only one of them fits. */
export function imageSides(program: Program, notes: FollowedWork, model: InstanceValue, batch: number): readonly ModelInput[] {
  const layer = firstLayer(program, notes, model);
  return layer?.kind !== 'convolution'
    ? []
    : commonSides.map((side) => ({ shape: [batch, layer.width, ...Array.from({ length: layer.rank }, () => side)], type: 'float' }));
}

const sequenceLayer = /^(LSTM|GRU|RNN)$/;

/** The layer that stands first in a model: it is called first in nearly all of them, and the count fails where it is not. */
function firstLayer(program: Program, notes: FollowedWork, model: InstanceValue, depth = 12): FirstLayer | undefined {
  const hub = hubModelOf(model, notes.networks);
  if (hub !== undefined) {
    return hub.network.input.length === 3 ? { kind: 'convolution', width: 3, rank: 2 } : { kind: 'embedding', width: hub.hidden, rank: 0 };
  }
  const layer = layerOf(model);
  const type = layer?.type.slice('torch.nn.'.length) ?? '';
  if (layer !== undefined) {
    const { settings } = layer;
    const shape = layer.weight('weight')?.shape ?? [];
    if (type === 'Linear') return { kind: 'linear', width: shape[1] ?? NaN, rank: 0 };
    if (/^Conv\dd$/.test(type))
      return { kind: 'convolution', width: (shape[1] ?? NaN) * settings.number('groups', 1), rank: shape.length - 2 };
    if (type.startsWith('Embedding')) return { kind: 'embedding', width: shape[1] ?? NaN, rank: 0 };
    if (sequenceLayer.test(type)) return { kind: 'recurrent', width: settings.number('input_size'), rank: 0 };
    if (/^(TransformerEncoderLayer|TransformerDecoderLayer|Transformer)$/.test(type)) {
      return { kind: 'attention', width: settings.number('d_model', 512), rank: 0 };
    }
    if (type === 'MultiheadAttention') return { kind: 'attention', width: settings.number('embed_dim'), rank: 0 };
    if (/^(torchvision\.models|published)\./.test(layer.type)) return { kind: 'convolution', width: 3, rank: 2 };
  }
  for (const [, child] of depth === 0 ? [] : childrenOf(model)) {
    const found = isModule(program, child) ? firstLayer(program, notes, child, depth - 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
