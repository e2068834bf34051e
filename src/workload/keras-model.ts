import { usualSize, type SizeLevel } from '../libraries/tensors/assumed-sizes';
import { itemsOf } from '../libraries/tensors/layers/containers';
import { inputOf, symbolicBatch } from '../libraries/tensors/keras/model';
import type { FollowedWork } from '../libraries/tensors/operation';
import type { CallSite } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { InstanceValue } from '../python/values/value';
import { countForward, type CountedForward, type ModelInput } from './count-forward';
import { usualLengths, type AssumedInput } from './assumed-inputs';
import { countGraph, tensorsIn } from './count-graph';
import type { KnownBatch } from './model-inputs';
import { tensorOf } from '../libraries/tensors/tensor';

export function isKeras(program: Program, model: InstanceValue): boolean {
  return program.typesOf(model).includes('keras.Model');
}

export interface CountedKeras {
  readonly counted: CountedForward;
  readonly inputs: readonly ModelInput[];
  readonly batch: number;
  /** What was taken for granted of the input; null when nothing was. */
  readonly assumed: string | null;
}

/** Counts a model of Keras: a functional one by what stands between its ends, others by calling them. */
export function countKeras(
  program: Program,
  notes: FollowedWork,
  model: InstanceValue,
  site: CallSite,
  known: KnownBatch,
  level: SizeLevel | null = null,
): CountedKeras | undefined {
  if (model.attributes.has('@outputs')) {
    const counted = countGraph(program, notes, model);
    const inputs = tensorsIn(model.attributes.get('@inputs')).flatMap((input) => {
      const tensor = tensorOf(input);
      return tensor === undefined ? [] : [{ shape: tensor.shape, type: tensor.type }];
    });
    return { counted, inputs, batch: symbolicBatch, assumed: null };
  }
  const own = inputOf(model, itemsOf(model));
  const type = firstIsEmbedding(model) ? 'int' : 'float';
  const stated: readonly ModelInput[] = own === undefined ? channelsLast(known) : [{ shape: own, type }];
  const candidates = [
    ...stated.map((input) => ({ input, assumed: null })),
    ...(own === undefined && level !== null ? assumedArrays(model, known.batch, level) : []),
  ];
  let last: CountedKeras | undefined;
  for (const { input, assumed } of candidates) {
    const counted = countForward(program, notes, model, site, [input]);
    if (counted !== null) {
      last = { counted, inputs: [input], batch: own === undefined ? known.batch : symbolicBatch, assumed };
      if (counted.doubts.length === 0) return last;
    }
  }
  return last;
}

function firstIsEmbedding(model: InstanceValue): boolean {
  const [first] = itemsOf(model);
  return first?.options.some(({ value }) => value.kind === 'instance' && value.className.endsWith('Embedding')) === true;
}

/** Arrays of usual sizes for the layer that stands first, whose width nothing states either: Keras reads it from the data. */
function assumedArrays(model: InstanceValue, batch: number, level: SizeLevel): readonly AssumedInput[] {
  const [first] = itemsOf(model);
  const value = first?.options[0]?.value;
  const type = value?.kind === 'instance' ? value.className.slice(value.className.lastIndexOf('.') + 1) : '';
  const columns = usualSize('columns', level);
  const of = (shape: readonly number[], assumed: string, kind: ModelInput['type'] = 'float'): AssumedInput => ({
    input: { shape: [batch, ...shape], type: kind },
    assumed,
  });
  if (/^(Separable|Depthwise)?Conv2D|Rescaling|Resizing|Random/.test(type)) {
    return usualLengths('image', level).map((side) => of([side, side, 3], `colour images of ${String(side)} along each side`));
  }
  if (/^Conv1D|LSTM|GRU|RNN|Bidirectional/.test(type)) {
    return usualLengths('steps', level).map((length) => of([length, columns], `${String(length)} steps of ${String(columns)} columns`));
  }
  if (type.startsWith('Embedding')) {
    return usualLengths('text', level).map((length) => of([length], `texts of ${String(length)} tokens`, 'int'));
  }
  return /^(Dense|Normalization|BatchNormalization|Dropout)/.test(type) ? [of([columns], `tables of ${String(columns)} columns`)] : [];
}

/** Keras and Flax keep channels last. */
export function channelsLast({ batch, sampleShape, tokens }: KnownBatch): readonly ModelInput[] {
  const arrays: ModelInput[] = tokens === undefined ? [] : [{ shape: [batch, tokens], type: 'int' }];
  if (sampleShape !== undefined) {
    const [first = 1, ...rest] = sampleShape;
    const last = sampleShape.length === 3 && first <= 4 ? [...rest, first] : sampleShape;
    const flat = sampleShape.reduce((product, length) => product * length, 1);
    const shapes = [last, ...(last.length === 2 ? [[...last, 1]] : []), ...(last.at(-1) === 1 ? [last.slice(0, -1)] : []), [flat]];
    arrays.push(...shapes.map((shape) => ({ shape: [batch, ...shape], type: 'float' as const })));
  }
  return arrays;
}
