import type { Work } from '../profile/run-profile';
import type { Assumed } from './assumed';
import { spatialSize } from './sample-shape';

interface Known {
  readonly kind: NonNullable<Work['kind']>;
  readonly parameters: number | null;
  readonly sampleShape: readonly number[] | undefined;
  readonly tokens: number | undefined;
  readonly forwardFlops: number | null;
  readonly layers: number | null;
  readonly hidden: number | null;
  /** Adapters are trained beside weights of four bits. */
  readonly isQuantized?: boolean;
}

export interface GuessedWork {
  readonly forwardFlops: number;
  readonly parameters: number;
  readonly activationElements: number;
  readonly modules: number;
  readonly layers: number | null;
  readonly hidden: number | null;
  readonly assumed: readonly Assumed[];
}

/** Multiply-adds per pixel of common image networks: 12,000 (MobileNetV2) to 320,000 (VGG-16), ResNet-50 82,000 at 224 px (timm results, 2023). */
const MULTIPLY_ADDS_PER_PIXEL = 80_000;
/** ResNet-50: 4.09 G multiply-adds with 25.6 M parameters at 224 px (torchvision weight metadata, 2024). */
const MULTIPLY_ADDS_PER_PARAMETER_AND_PIXEL = 160 / (224 * 224);
/**
 * Activations per pixel of the input grow more slowly than multiply-adds per pixel, since cheap networks are cheap by depthwise layers that write as much:
 * 1.7 × (multiply-adds per pixel)^0.44, off by a factor of 1.6 (one standard deviation) over 665 convolutional networks of the model table (timm and torchvision, 2026).
 */
const ACTIVATIONS_PER_PIXEL = { factor: 1.7, exponent: 0.44 };
/** BERT-base has 85 M parameters outside its embeddings (Devlin 2019). */
const TYPICAL_TEXT_PARAMETERS = 85e6;
/** Whoever stores weights in four bits could not fit them otherwise: 7 B over the 7 to 65 B of Dettmers 2023, the commonest size of adapters on the Hub (2024). */
const TYPICAL_QUANTIZED_PARAMETERS = 7e9;
/** Tensors written by one transformer layer, per token, in units of the hidden size: query, key, value, output 4, feed-forward 5, norm 1. */
const ACTIVATIONS_PER_LAYER_AND_HIDDEN = 10;
/** Leaf modules of one transformer layer: 16 in Hugging Face BERT (192 in 12 layers). */
const MODULES_PER_LAYER = 16;
/** Leaf modules of common image networks: 126 (ResNet-50) to 250 (EfficientNet), 20 of small nets of one's own. */
const TYPICAL_MODULES = 120;
const TABULAR_FEATURES = 50;

/** P90 over P50 of the work when only the input is known: from a small net of one's own to a large published one. */
const UNKNOWN_MODEL = Math.log(10);
/** From 1 to 70 B about 7 B, few of them at the ends. */
const UNKNOWN_QUANTIZED = Math.log(4);
/** When parameters are known: multiply-adds per parameter and pixel vary 30-fold between families, and hardly at all for text. */
const PARAMETERS_ONLY = Math.log(4);
const PARAMETERS_ONLY_TEXT = Math.log(1.5);

/** Rules of thumb for whatever of a model's work nobody counted. */
export function guessedWork(known: Known): GuessedWork {
  if (known.kind === 'tabular') return tabularWork(known);
  return known.tokens !== undefined || known.kind === 'transformer' ? textWork(known) : imageWork(known);
}

function imageWork({ parameters, sampleShape, forwardFlops }: Known): GuessedWork {
  const pixels = sampleShape ? spatialSize(sampleShape) : 224 * 224;
  const multiplyAdds =
    forwardFlops !== null
      ? forwardFlops / 2
      : parameters === null
        ? MULTIPLY_ADDS_PER_PIXEL * pixels
        : parameters * MULTIPLY_ADDS_PER_PARAMETER_AND_PIXEL * pixels;
  const width = parameters === null ? UNKNOWN_MODEL : PARAMETERS_ONLY;
  return {
    forwardFlops: 2 * multiplyAdds,
    parameters: parameters ?? 10e6,
    activationElements: pixels * ACTIVATIONS_PER_PIXEL.factor * (multiplyAdds / pixels) ** ACTIVATIONS_PER_PIXEL.exponent,
    modules: TYPICAL_MODULES,
    layers: null,
    hidden: null,
    assumed: [workIsGuessed(2 * multiplyAdds, parameters, width)],
  };
}

/** Patches of 16 × 16 pixels, the commonest of vision transformers (Dosovitskiy 2021). */
const PATCH_PIXELS = 256;

/** Tokens of a transformer that reads no text: as many as its work says, or its image has patches. */
function patches({ parameters, sampleShape, forwardFlops }: Known): number {
  if (parameters !== null && forwardFlops !== null) return Math.max(1, forwardFlops / (2 * parameters));
  return sampleShape?.length === 3 ? spatialSize(sampleShape) / PATCH_PIXELS + 1 : 1;
}

function textWork(known: Known): GuessedWork {
  const { parameters, forwardFlops, layers, hidden } = known;
  const tokens = known.tokens ?? patches(known);
  const typical = known.isQuantized === true ? TYPICAL_QUANTIZED_PARAMETERS : TYPICAL_TEXT_PARAMETERS;
  const weights = parameters ?? (forwardFlops === null ? typical : forwardFlops / (2 * tokens));
  const flops = forwardFlops ?? 2 * weights * tokens;
  // A layer has about 12 hidden² weights, and depth grows with width as about hidden / 64 (GPT-3, table 2.1, 2020).
  const width = hidden ?? Math.cbrt((weights * 64) / 12);
  const depth = layers ?? Math.max(1, weights / (12 * width * width));
  return {
    forwardFlops: flops,
    parameters: weights,
    activationElements: ACTIVATIONS_PER_LAYER_AND_HIDDEN * depth * width * tokens,
    modules: Math.round(MODULES_PER_LAYER * depth),
    layers: layers ?? Math.round(depth),
    hidden: hidden ?? Math.round(width),
    assumed: [workIsGuessed(flops, parameters, widthOf(known))],
  };
}

function widthOf({ parameters, isQuantized }: Known): number {
  if (parameters !== null) return PARAMETERS_ONLY_TEXT;
  return isQuantized === true ? UNKNOWN_QUANTIZED : UNKNOWN_MODEL;
}

function tabularWork({ parameters, sampleShape, forwardFlops }: Known): GuessedWork {
  const features = sampleShape?.reduce((product, side) => product * side, 1) ?? TABULAR_FEATURES;
  const weights = parameters ?? features * 256;
  const flops = forwardFlops ?? 2 * weights;
  return {
    forwardFlops: flops,
    parameters: weights,
    activationElements: features + 256,
    modules: 12,
    layers: null,
    hidden: null,
    assumed: [workIsGuessed(flops, parameters, parameters === null ? UNKNOWN_MODEL : PARAMETERS_ONLY_TEXT)],
  };
}

function workIsGuessed(flops: number, parameters: number | null, logWidth: number): Assumed {
  return {
    quantity: 'forwardFlopsPerSample',
    value: flops.toPrecision(2),
    why:
      parameters === null
        ? 'The model is not known, so its work is that of a typical one for this input.'
        : 'The model is not in the table, so its work follows from its number of parameters.',
    logWidth,
  };
}
