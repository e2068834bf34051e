import type { ElementType } from '../libraries/tensors/tensor';
import type { ModelInput } from './count-forward';

/** What is known of the batches that a model is given. */
export interface KnownBatch {
  readonly batch: number;
  /** Shape of one sample, as the data set or the transforms say. */
  readonly sampleShape: readonly number[] | undefined;
  readonly tokens: number | undefined;
}

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
