import { noArguments } from '../../../python/evaluate/arguments';
import { applyCallable } from '../../../python/evaluate/calls';
import { itemsOf } from '../../../python/evaluate/containers';
import type { Evaluator } from '../../../python/evaluate/evaluator';
import type { State } from '../../../python/evaluate/state';
import type { Activation, ArgumentAnswer } from '../../../python/program/call-site';
import { certainly, nothing, type Possible } from '../../../python/values/possible';
import { constant, type InstanceValue, type Value } from '../../../python/values/value';
import type { Operation, OperationCall } from '../operation';
import { isNone, lengthValue, likely, makeWeight, numberIn, numbersIn, shapeValue, tensorIn, type Shape, type Tensor } from '../tensor';

type PassedArgument = Extract<ArgumentAnswer, { readonly possible: Possible }>;

/** The constructor's arguments of a layer. */
export class Settings {
  constructor(private readonly read: (name: string, position: number | undefined) => Possible | undefined) {}

  /** The arguments of a call; `seen` may put something in the place of one that is not known. */
  static of(activation: Activation, seen: (name: string, answer: PassedArgument) => Possible = (_, { possible }) => possible): Settings {
    return new Settings((name, position) => {
      const answer = activation.arguments.get(name, position);
      return answer.kind === 'given' || answer.kind === 'default' ? seen(name, answer) : undefined;
    });
  }

  static from(values: Readonly<Record<string, number | boolean | string | Possible>>): Settings {
    return new Settings((name) => {
      const value = values[name];
      return value === undefined ? undefined : typeof value === 'object' ? value : certainly(constant(value));
    });
  }

  get(name: string, position?: number): Possible | undefined {
    return this.read(name, position);
  }

  has(name: string): boolean {
    return !isNone(this.read(name, undefined));
  }

  number(name: string, otherwise = NaN): number {
    const given = this.read(name, undefined);
    return given === undefined || isNone(given) ? otherwise : numberIn(given);
  }

  numbers(name: string): readonly number[] | undefined {
    return numbersIn(this.read(name, undefined));
  }

  /** Numbers, or pairs of them: `((1, 2), (3, 4))`. */
  list(name: string): readonly (number | readonly number[])[] | undefined {
    const given = this.read(name, undefined);
    const value = given === undefined ? undefined : likely(given);
    return value?.kind === 'sequence'
      ? itemsOf(value)?.map((item) => (likely(item)?.kind === 'sequence' ? (numbersIn(item) ?? []) : numberIn(item)))
      : undefined;
  }

  flag(name: string, otherwise: boolean): boolean {
    const given = this.read(name, undefined);
    const value = given === undefined ? undefined : likely(given);
    return value?.kind === 'constant' && value.type !== 'str' ? Boolean(value.value) : otherwise;
  }

  text(name: string): string | undefined {
    const given = this.read(name, undefined);
    const value = given === undefined ? undefined : likely(given);
    return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined;
  }
}

/** A part of a layer that is a layer itself. */
export interface Part {
  readonly type: string;
  readonly settings: Readonly<Record<string, number | boolean | string | Possible>>;
}

/** What a layer of the library holds and does. */
export interface LayerKind {
  /** Shapes of its weights by attribute; null for a weight that is left out. */
  readonly weights?: (settings: Settings) => Readonly<Record<string, Shape | null>>;
  readonly buffers?: (settings: Settings) => Readonly<Record<string, Shape>>;
  readonly parts?: (settings: Settings, ev: Evaluator) => Readonly<Record<string, Part | InstanceValue | null>>;
  /** Arguments that are kept as attributes of the same name; of those called `…size` and the like a number becomes a tuple of `rank`. */
  readonly keeps?: readonly string[];
  /** Numbers that are kept as attributes. */
  readonly numbers?: (settings: Settings) => Readonly<Record<string, readonly number[] | number>>;
  readonly call: (call: OperationCall, layer: Layer) => ReturnType<Operation>;
}

interface Held {
  readonly type: string;
  readonly settings: Settings;
}

const held = new WeakMap<State<Possible>, Held>();

/** A layer that is being called. */
export class Layer {
  constructor(
    readonly instance: InstanceValue,
    readonly type: string,
    readonly settings: Settings,
  ) {}

  weight(name: string): Tensor | undefined {
    return tensorIn(this.instance.attributes.get(name));
  }

  part(name: string): Possible | undefined {
    const found = this.instance.attributes.get(name);
    return isNone(found) ? undefined : found;
  }
}

export function layerOf(value: Value | undefined): Layer | undefined {
  const found = value?.kind === 'instance' ? held.get(value.attributes) : undefined;
  return found === undefined || value?.kind !== 'instance' ? undefined : new Layer(value, found.type, found.settings);
}

/** Gives an object the weights and parts of a layer. */
export function furnish(ev: Evaluator, instance: InstanceValue, type: string, kind: LayerKind, settings: Settings): void {
  const { attributes } = instance;
  held.set(attributes, { type, settings });
  const write = (name: string, value: Possible): void => {
    ev.store.set(attributes, name, value);
  };
  for (const name of kind.keeps ?? []) {
    const value = settings.get(name);
    if (value !== undefined) write(name, value);
  }
  for (const [name, value] of Object.entries(kind.numbers?.(settings) ?? {})) {
    write(name, typeof value === 'number' ? lengthValue(value) : shapeValue(ev, value));
  }
  for (const [name, shape] of Object.entries(kind.weights?.(settings) ?? {})) {
    write(name, shape === null ? nothing : certainly(makeWeight(ev, shape)));
  }
  for (const [name, shape] of Object.entries(kind.buffers?.(settings) ?? {})) {
    write(name, certainly(makeWeight(ev, shape, 'buffer')));
  }
  for (const [name, part] of Object.entries(kind.parts?.(settings, ev) ?? {})) {
    write(name, part === null ? nothing : certainly('kind' in part ? part : makeLayer(ev, part)));
  }
}

let kinds: ReadonlyMap<string, LayerKind> = new Map();

/** Layers know each other by name: a transformer is made of attention and linear layers. */
export function registerLayers(all: ReadonlyMap<string, LayerKind>): void {
  kinds = all;
}

export function layerKind(type: string): LayerKind | undefined {
  return kinds.get(type);
}

export function makeLayer(ev: Evaluator, { type, settings }: Part): InstanceValue {
  const instance: InstanceValue = { kind: 'instance', className: type, of: null, attributes: ev.store.create<Possible>(), from: null };
  const kind = kinds.get(type);
  if (kind !== undefined) {
    furnish(ev, instance, type, kind, Settings.from(settings));
  }
  return instance;
}

/** Runs a part on some arrays. */
export function applyTo(
  call: OperationCall,
  part: Possible,
  inputs: readonly Possible[],
  keywords?: ReadonlyMap<string, Possible>,
): Possible {
  return call.within(() =>
    applyCallable(call.ev, part, call.activation.site, {
      ...noArguments,
      positional: inputs,
      ...(keywords === undefined ? {} : { keywords }),
    }),
  );
}

/** A copy with weights of its own, as `copy.deepcopy` makes it; what is shared inside stays shared. */
export function copyOf(ev: Evaluator, value: Value, known = new Map<State<Possible>, InstanceValue>()): Value {
  if (value.kind !== 'instance') {
    return value;
  }
  const before = known.get(value.attributes);
  if (before !== undefined) {
    return before;
  }
  const tensor = tensorIn(certainly(value));
  if (tensor?.role === 'value') {
    return value;
  }
  if (tensor !== undefined) {
    const weight = makeWeight(ev, tensor.shape, tensor.role, tensor.type);
    known.set(value.attributes, weight);
    return weight;
  }
  const attributes = ev.store.create<Possible>();
  const copy: InstanceValue = { ...value, attributes };
  known.set(value.attributes, copy);
  const layer = held.get(value.attributes);
  if (layer !== undefined) {
    held.set(attributes, layer);
  }
  for (const [name, attribute] of value.attributes) {
    attributes.set(name, {
      options: attribute.options.map((option) => ({ ...option, value: copyOf(ev, option.value, known) })),
      closed: attribute.closed,
    });
  }
  return copy;
}
