import { newSequence, itemsOf } from '../../python/evaluate/containers';
import type { Evaluator } from '../../python/evaluate/evaluator';
import type { State } from '../../python/evaluate/state';
import { certainly, single, unknownly, type Possible } from '../../python/values/possible';
import { constant, type InstanceValue, type Origin, type Value } from '../../python/values/value';

/** Lengths of the axes; NaN stands for a length that is not known. */
export type Shape = readonly number[];
export type ElementType = 'float' | 'int' | 'bool' | 'complex';

export interface Tensor {
  readonly shape: Shape;
  readonly type: ElementType;
  /** A weight that is trained, a buffer that is kept with the model, or a value that is computed. */
  readonly role: 'value' | 'parameter' | 'buffer';
}

const tensors = new WeakMap<State<Possible>, Tensor>();

export function elements(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** A tensor as the evaluator carries it. */
export function makeTensor(
  ev: Evaluator,
  shape: Shape,
  type: ElementType = 'float',
  origin: Origin | null = null,
  className = 'torch.Tensor',
): InstanceValue {
  const attributes = ev.store.create<Possible>();
  tensors.set(attributes, { shape, type, role: 'value' });
  return { kind: 'instance', className, of: null, attributes, from: origin, likeness: `${className} ${shape.join('x')} ${type}` };
}

/** A weight or buffer of a module: each is one of its own, however alike it looks. */
export function makeWeight(ev: Evaluator, shape: Shape, role: Tensor['role'] = 'parameter', type: ElementType = 'float'): InstanceValue {
  const attributes = ev.store.create<Possible>();
  tensors.set(attributes, { shape, type, role });
  return { kind: 'instance', className: role === 'parameter' ? 'torch.nn.Parameter' : 'torch.Tensor', of: null, attributes, from: null };
}

export function tensorOf(value: Value | undefined): Tensor | undefined {
  return value?.kind === 'instance' ? tensors.get(value.attributes) : undefined;
}

/** The tensor an expression is. */
export function tensorIn(possible: Possible | undefined): Tensor | undefined {
  return possible === undefined ? undefined : tensorOf(likely(possible));
}

/** The only value that is listed, whether or not others are possible: what is followed is the likeliest run. */
export function likely(possible: Possible): Value | undefined {
  const [first, ...others] = possible.options;
  if (first === undefined || others.length === 0) {
    return first?.value;
  }
  const known = possible.options.filter(({ value }) => value.kind !== 'unknown' && !(value.kind === 'constant' && value.value === null));
  return known.length === 1 ? known[0]?.value : undefined;
}

export function numberIn(possible: Possible | undefined): number {
  const value = possible === undefined ? undefined : likely(possible);
  return value?.kind === 'constant' && typeof value.value === 'number'
    ? value.value
    : value?.kind === 'constant' && typeof value.value === 'boolean'
      ? Number(value.value)
      : NaN;
}

/** The numbers of a list or tuple; a single number is one of them. Undefined where it is neither. */
export function numbersIn(possible: Possible | undefined): readonly number[] | undefined {
  const value = possible === undefined ? undefined : likely(possible);
  if (value?.kind === 'sequence') {
    return itemsOf(value, 1024)?.map(numberIn);
  }
  return value?.kind === 'constant' && typeof value.value === 'number' ? [value.value] : undefined;
}

export function isNone(possible: Possible | undefined): boolean {
  const value = possible === undefined ? undefined : single(possible);
  return possible === undefined || (value?.kind === 'constant' && value.value === null);
}

export function lengthValue(length: number): Possible {
  return Number.isNaN(length) ? unknownly('the length of an axis', undefined, 'int') : certainly(constant(length));
}

/** A shape as Python sees it: a tuple of numbers. */
export function shapeValue(ev: Evaluator, shape: Shape): Possible {
  return certainly(newSequence(ev.store, 'tuple', shape.map(lengthValue)));
}

export function tupleOf(ev: Evaluator, values: readonly (Value | Possible)[], type: 'tuple' | 'list' = 'tuple'): Possible {
  return certainly(
    newSequence(
      ev.store,
      type,
      values.map((value) => ('options' in value ? value : certainly(value))),
    ),
  );
}
