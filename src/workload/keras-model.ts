import { itemsOf } from '../libraries/tensors/layers/containers';
import { inputOf, symbolicBatch } from '../libraries/tensors/keras/model';
import type { FollowedWork } from '../libraries/tensors/operation';
import type { CallSite } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { InstanceValue } from '../python/values/value';
import { countForward, type CountedForward, type ModelInput } from './count-forward';
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
}

/** Counts a model of Keras: a functional one by what stands between its ends, others by calling them. */
export function countKeras(
  program: Program,
  notes: FollowedWork,
  model: InstanceValue,
  site: CallSite,
  known: KnownBatch,
): CountedKeras | undefined {
  if (model.attributes.has('@outputs')) {
    const counted = countGraph(program, notes, model);
    const inputs = tensorsIn(model.attributes.get('@inputs')).flatMap((input) => {
      const tensor = tensorOf(input);
      return tensor === undefined ? [] : [{ shape: tensor.shape, type: tensor.type }];
    });
    return { counted, inputs, batch: symbolicBatch };
  }
  const own = inputOf(model, itemsOf(model));
  const type = firstIsEmbedding(model) ? 'int' : 'float';
  const candidates: readonly ModelInput[] = own === undefined ? likelyArrays(known) : [{ shape: own, type }];
  let last: CountedKeras | undefined;
  for (const input of candidates) {
    const counted = countForward(program, notes, model, site, [input]);
    if (counted !== null) {
      last = { counted, inputs: [input], batch: own === undefined ? known.batch : symbolicBatch };
      if (counted.doubts.length === 0) return last;
    }
  }
  return last;
}

function firstIsEmbedding(model: InstanceValue): boolean {
  const [first] = itemsOf(model);
  return first?.options.some(({ value }) => value.kind === 'instance' && value.className.endsWith('Embedding')) === true;
}

/** Keras keeps channels last. */
function likelyArrays({ batch, sampleShape, tokens }: KnownBatch): readonly ModelInput[] {
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
