import type { ElementType } from '../libraries/tensors/tensor';
import type { ModelInput } from './count-forward';

/** What is known of the batches that a model is given. */
export interface KnownBatch {
  readonly batch: number;
  /** Shape of one sample, as the data set or the transforms say. */
  readonly sampleShape: readonly number[] | undefined;
  readonly tokens: number | undefined;
}

/** What the first layer that is called wants. */
export interface FirstLayer {
  readonly kind: 'linear' | 'convolution' | 'embedding' | 'recurrent' | 'other';
  /** Features, channels or inputs of one step. */
  readonly width: number;
  /** Spatial axes of a convolution. */
  readonly rank: number;
}

/** Sides that images of common data sets have: MNIST 28, CIFAR 32, Tiny ImageNet and CelebA 64, STL 96, ImageNet 224 to 299. */
const commonSides = [28, 32, 64, 96, 128, 224, 227, 256, 299];

/** Arrays that the model may be called with, likelier ones first; the one that fits its layers is right. */
export function likelyInputs({ batch, sampleShape, tokens }: KnownBatch): readonly ModelInput[] {
  const inputs: ModelInput[] = [];
  const add = (shape: readonly number[], type: ElementType = 'float'): void => {
    inputs.push({ shape, type });
  };
  if (sampleShape !== undefined) {
    for (const shape of arrangements(sampleShape)) {
      add([batch, ...shape]);
    }
  }
  if (tokens !== undefined) {
    add([batch, tokens], 'int');
    add([tokens, batch], 'int');
  }
  return inputs;
}

/** Channels first, flattened, without the channel axis, and grey where the data are. */
function arrangements(shape: readonly number[]): readonly (readonly number[])[] {
  const [first = 1, ...rest] = shape;
  const last = shape.at(-1) ?? 1;
  const flat = shape.reduce((product, length) => product * length, 1);
  const isLast = shape.length === 3 && last <= 4 && first > 4;
  const ordered = isLast ? [last, ...shape.slice(0, -1)] : shape.length === 2 ? [1, ...shape] : shape;
  const [channels = 1, ...sides] = ordered;
  return [
    ordered,
    ...(shape.length === 2 ? [shape] : []),
    [flat],
    ...(channels === 1 && shape.length === 3 ? [sides] : []),
    ...(isLast ? [shape] : []),
    ...(rest.length === 2 && channels === 3 ? [[1, ...sides]] : []),
  ];
}

/** Arrays that follow from what the first layer wants, when nothing is known of the data. `isSure` says whether there is no other choice. */
export function inputsFor(layer: FirstLayer, batch: number): { readonly inputs: readonly ModelInput[]; readonly isSure: boolean } {
  if (layer.kind === 'linear') {
    return { inputs: [{ shape: [batch, layer.width], type: 'float' }], isSure: true };
  }
  if (layer.kind === 'convolution') {
    const inputs = commonSides.map((side) => ({
      shape: [batch, layer.width, ...Array.from({ length: layer.rank }, () => side)],
      type: 'float' as const,
    }));
    return { inputs, isSure: false };
  }
  return { inputs: [], isSure: false };
}
