import { childrenOf } from '../libraries/tensors/layers/containers';
import { layerOf } from '../libraries/tensors/layers/layer';
import { elements, tensorIn } from '../libraries/tensors/tensor';
import type { InstanceValue } from '../python/values/value';
import type { Work } from '../profile/run-profile';
import type { ModelInput } from './count-forward';
import { guessedWork } from './guessed-work';
import type { Range } from './model-count';
import type { KnownBatch } from './model-inputs';

/** As much of a forward pass as could be followed. */
export interface Traced {
  /** Of one sample. */
  readonly flops: number;
  readonly inputs: readonly ModelInput[];
}

export interface PartialWork {
  readonly forwardFlopsPerSample: number;
  readonly range: Range;
  readonly work: Work;
}

/** How far the work may be from what weights and input suggest, where the way through the layers is not known. */
const UNTRACED = 4;
/** Sides of images, and lengths of texts and series, where nothing states them: pretrained networks, fine-tuning recipes and public scripts. */
const USUAL_IMAGE = [3, 224, 224];
const USUAL_TOKENS = 128;
const USUAL_STEPS = 50;

/**
 * The work of a model whose weights are known but whose forward pass cannot be followed to the end. What was followed is the least it can be;
 * every weight applied at every pixel or token is the most.
 */
export function partialWork(model: InstanceValue, parameters: number, traced: Traced | undefined, known: KnownBatch): PartialWork {
  const layers = kindsIn(model);
  const shape = traced?.inputs[0]?.shape.slice(1);
  const kind = layers.convolutions > 0 ? 'cnn' : layers.attention > 0 ? 'transformer' : layers.recurrent > 0 ? 'recurrent' : 'tabular';
  const image = known.sampleShape ?? (shape !== undefined && shape.length >= 3 ? shape : USUAL_IMAGE);
  const tokens = known.tokens ?? (kind === 'recurrent' || layers.embedded === 0 ? USUAL_STEPS : USUAL_TOKENS);
  const applied = Math.max(1, parameters - layers.embedded);
  const isRow = kind === 'transformer' || kind === 'recurrent';
  const guess = guessedWork({
    kind,
    parameters: applied,
    sampleShape: isRow ? undefined : image,
    tokens: isRow ? tokens : undefined,
    forwardFlops: kind === 'tabular' ? 2 * applied : null,
    layers: null,
    hidden: null,
  });
  const places = kind === 'cnn' ? elements(image) / Math.min(...image) : isRow ? tokens : 1;
  const least = traced?.flops ?? 0;
  const most = Math.max(least, 2 * applied * places);
  const flops = Math.round(Math.min(most, Math.max(least, guess.forwardFlops)));
  return {
    forwardFlopsPerSample: flops,
    range: { low: Math.max(least, flops / UNTRACED), high: Math.max(flops, Math.min(most, flops * UNTRACED)) },
    work: { kind, activationElementsPerSample: guess.activationElements },
  };
}

interface LayerKinds {
  readonly convolutions: number;
  readonly attention: number;
  readonly recurrent: number;
  /** Weights that are looked up, not multiplied. */
  readonly embedded: number;
}

function kindsIn(model: InstanceValue): LayerKinds {
  const seen = new Set<object>();
  const found = { convolutions: 0, attention: 0, recurrent: 0, embedded: 0 };
  const visit = (holder: InstanceValue): void => {
    if (seen.has(holder.attributes)) return;
    seen.add(holder.attributes);
    const type = layerOf(holder)?.type ?? holder.className;
    if (/Conv|torchvision|published/.test(type)) found.convolutions++;
    if (/Attention|Transformer|transformers\./.test(type)) found.attention++;
    if (/LSTM|GRU|RNN/.test(type)) found.recurrent++;
    if (type.includes('Embedding')) found.embedded += elements(tensorIn(holder.attributes.get('weight'))?.shape ?? []);
    for (const [, child] of childrenOf(holder)) visit(child);
  };
  visit(model);
  return found;
}
