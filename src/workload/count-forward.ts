import { itemsOf, keysOf, entryOf } from '../python/evaluate/containers';
import { layers, type Context } from '../python/program/context';
import type { Condition } from '../python/program/condition';
import type { CallSite } from '../python/program/call-site';
import type { FollowedCall, Program } from '../python/program/program';
import { fuelToFollow } from '../python/evaluate/following';
import { noArguments } from '../python/evaluate/arguments';
import { certainly, constantOf, type Possible } from '../python/values/possible';
import type { InstanceValue, Value } from '../python/values/value';
import { countModel, type CountedModel } from './count-model';
import type { FollowedWork, Work } from '../libraries/tensors/operation';
import { likely, makeTensor, tensorOf, type ElementType, type Shape } from '../libraries/tensors/tensor';

/** One array that a model is called with. */
export interface ModelInput {
  readonly shape: Shape;
  readonly type: ElementType;
}

/** What one forward pass over a batch costs. */
export interface CountedForward {
  readonly flops: number;
  /** Elements written by convolutions, linear and recurrent layers. */
  readonly activationElements: number;
  readonly works: readonly Work[];
  /** Weights and modules as they are once the model was called: Keras makes them then. */
  readonly model: CountedModel;
  /** Layers of a functional model. */
  readonly layers?: readonly InstanceValue[];
  /** Samples that were passed, where the model itself says so. */
  readonly batch?: number;
  /** Why the count is not exact; none when every shape was followed to the end. */
  readonly doubts: readonly string[];
}

/** Follows a call of a model through its `forward`. Null when that takes too many steps. */
export function countForward(
  program: Program,
  notes: FollowedWork,
  model: InstanceValue,
  site: CallSite,
  inputs: readonly ModelInput[],
  keywords: ReadonlyMap<string, Possible> = noArguments.keywords,
): CountedForward | null {
  return program.call(
    certainly(model),
    site,
    (ev) => ({ ...noArguments, keywords, positional: inputs.map(({ shape, type }) => certainly(makeTensor(ev, shape, type))) }),
    fuelToFollow,
    (followed) => readCall(program, notes, model, followed),
  );
}

function readCall(program: Program, notes: FollowedWork, model: InstanceValue, followed: FollowedCall): CountedForward {
  const doubts: string[] = [];
  const works: Work[] = [];
  for (const activation of followed.activations) {
    const loss = notes.lossAt(activation);
    if (loss !== undefined) {
      doubts.push(`${loss} (${activation.site.text})`);
    }
    const found = notes.of(activation);
    if (found.length === 0) {
      continue;
    }
    const { rounds, why } = roundsOf(activation.context);
    if (why !== null) {
      doubts.push(why);
    }
    works.push(
      ...(rounds === 1 ? found : found.map((work) => ({ ...work, flops: work.flops * rounds, elements: work.elements * rounds }))),
    );
  }
  const total = totalOf(works);
  if (Number.isNaN(total.flops)) {
    doubts.push('an axis whose length is not known');
  } else if (!holdsTensor(followed.result)) {
    doubts.push('the result of the model, whose shape is not known');
  }
  return { ...total, works, doubts, model: countModel(program, notes, model, ...madeInside(followed)) };
}

/** Layers that the call itself made, as compact modules of Flax do. */
function madeInside({ activations }: FollowedCall): readonly InstanceValue[] {
  return activations.flatMap(({ receiver, callee }) => {
    const holder = receiver === null ? (callee.kind === 'object' ? likely(callee.of) : undefined) : likely(receiver);
    return holder?.kind === 'instance' && holder.className.startsWith('flax.linen.') ? [holder] : [];
  });
}

export function totalOf(works: readonly Work[]): Pick<CountedForward, 'flops' | 'activationElements'> {
  const written = works.filter(({ kind }) => kind === 'convolution' || kind === 'linear' || kind === 'recurrent');
  return {
    flops: works.reduce((sum, work) => sum + work.flops, 0),
    activationElements: written.reduce((sum, work) => sum + work.elements, 0),
  };
}

/** How often something runs inside the pass, and why that may be otherwise. */
function roundsOf(context: Context): { readonly rounds: number; readonly why: string | null } {
  let rounds = 1;
  let why: string | null = null;
  for (const layer of layers(context)) {
    if (layer.kind === 'loop' && layer.loop.isFollowed !== true) {
      const count = layer.loop.count === null ? undefined : constantOf(layer.loop.count);
      rounds *= typeof count === 'number' ? count : 1;
      why ??= typeof count === 'number' ? null : `the number of rounds over ${layer.loop.iterableText}`;
    } else if (layer.kind === 'guard' && layer.condition.decided === undefined && !isExpected(layer.condition)) {
      why ??= `whether ${layer.condition.text}`;
    }
  }
  return { rounds, why };
}

/** That nothing fails is what is counted. */
function isExpected({ operators, text }: Condition): boolean {
  return operators.includes('except') && text === 'no exception';
}

function holdsTensor(possible: Possible, depth = 3): boolean {
  return possible.options.some(({ value }) => isTensorOrHolder(value, depth));
}

function isTensorOrHolder(value: Value, depth: number): boolean {
  if (tensorOf(value) !== undefined) {
    return true;
  }
  if (depth === 0) {
    return false;
  }
  if (value.kind === 'sequence') {
    return (itemsOf(value) ?? []).some((item) => holdsTensor(item, depth - 1));
  }
  if (value.kind === 'mapping') {
    return keysOf(value).some((key) => holdsTensor(entryOf(value, key) ?? { options: [], closed: true }, depth - 1));
  }
  return value.kind === 'instance' && [...value.attributes.values()].some((item) => holdsTensor(item, depth - 1));
}
