import { allAncestors, originOf } from '../ml/data-flow';
import { makers, surroundedBy } from '../ml/surroundings';
import { contentsOf, entryOf, keysOf } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';
import type { Fact } from './run-profile';

/** What a call says of the data that it reads: nothing where it reads none. */
export interface Found {
  readonly dataset?: Fact<string>;
}

type Read<T extends Found> = (call: Activation) => T | undefined;

/** Names of the part of a data set that nothing is trained on. */
export const isForTesting = /^(?!.*train).*(^|[^a-z])(test|val|valid|validation|dev|eval)([^a-z]|$)/i;

/** What a value was read from: its own makers first, then what they were given. Undefined without a lead, empty when several may be meant. */
export function behind<T extends Found>(data: Possible, read: Read<T>): T | Record<string, never> | undefined {
  const direct = distinct(makers(data).map(read));
  if (direct.length > 0) {
    return direct.length === 1 && data.options.length <= 1 ? (direct[0] ?? {}) : {};
  }
  const further = distinct([...allAncestors(data)].map(read));
  const training = further.filter(({ dataset }) => !isForTesting.test(dataset?.value ?? ''));
  const [only] = training.length === 1 ? training : further;
  if (only === undefined || training.length === 1 || further.length === 1) {
    return only;
  }
  return together(data, training) ?? leadOf(data, read) ?? {};
}

/** Findings of different data sets, one for each name. */
export function distinct<T extends Found>(found: readonly (T | undefined)[]): readonly T[] {
  const known = found.filter((facts): facts is T & NonNullable<T> => facts?.dataset !== undefined);
  return known.filter((facts, index) => known.findIndex((other) => other.dataset?.value === facts.dataset?.value) === index);
}

const mostTogether = 3;

/** Data sets that are put together to be trained on, by all their names: how long they are together is not known. */
function together<T extends Found>(data: Possible, parts: readonly T[]): T | undefined {
  const [first] = parts;
  const isJoined = [...allAncestors(data)].some(({ site }) => joining.test(site.name));
  return !isJoined || first?.dataset === undefined || parts.length > mostTogether
    ? undefined
    : ({ dataset: { ...first.dataset, value: parts.map(({ dataset }) => dataset?.value).join(' + ') } } as T);
}

const joining =
  /^(concatenate_datasets|interleave_datasets|ConcatDataset|concat|concatenate|vstack|extend|append|from_list|from_dict|merge|merge_asof|join)$/;

const deepest = 80;

/**
 * The data set that a value is first of all made of: the table that others are joined to, what a method is called on, what is given first.
 * Undefined where nothing is read, or where a condition decides between several.
 */
function leadOf<T extends Found>(data: Possible, read: Read<T>): T | undefined {
  const seen = new Set<Possible>();

  function ofPossible(possible: Possible, depth: number): readonly T[] {
    if (depth === 0 || seen.has(possible)) {
      return [];
    }
    seen.add(possible);
    return distinct(possible.options.flatMap(({ value }) => ofValue(value, depth - 1)));
  }

  function first(inputs: readonly Possible[], depth: number): readonly T[] {
    for (const input of inputs) {
      const found = ofPossible(input, depth);
      if (found.length > 0) {
        return found;
      }
    }
    return [];
  }

  function ofValue(value: Value, depth: number): readonly T[] {
    if (value.kind === 'sequence') {
      return first(contentsOf(value), depth);
    }
    if (value.kind === 'mapping') {
      return first(
        keysOf(value).flatMap((key) => entryOf(value, key) ?? []),
        depth,
      );
    }
    const origin = originOf(value);
    switch (origin?.kind) {
      case 'call': {
        const { activation } = origin;
        const own = read(activation);
        if (own?.dataset !== undefined && !isForTesting.test(own.dataset.value)) {
          return [own];
        }
        const { receiver, arguments: given } = activation;
        return first([...(receiver === null ? [] : [receiver]), ...given.positional, ...given.keywords.values()], depth);
      }
      case 'operation':
      case 'carried':
        return first(origin.inputs, depth);
      case 'element':
      case 'attribute':
        return ofPossible(origin.of, depth);
      default:
        return [];
    }
  }

  const found = ofPossible(data, deepest);
  return found.length === 1 ? found[0] : undefined;
}

/** What the methods of a class of the program read, where the class itself is told nothing: its files may stand in names of the script. */
export function readByClass<T extends Found>(program: Program, data: Possible, read: Read<T>): T | undefined {
  const classes = new Set(
    [data, ...[...allAncestors(data)].map(({ result }) => result)].flatMap(({ options }) =>
      options.flatMap(({ value }) => (value.kind === 'instance' && value.of !== null ? [value.of.node] : [])),
    ),
  );
  if (classes.size === 0) {
    return undefined;
  }
  const inside = program.activations.filter(({ context }) =>
    surroundedBy(context, (layer) => layer.kind === 'frame' && layer.owner !== null && classes.has(layer.owner.node)),
  );
  const found = distinct(
    inside.flatMap((call) => [read(call), ...[...call.arguments.positional].map((given) => behind(given, read) as T | undefined)]),
  );
  const training = found.filter(({ dataset }) => !isForTesting.test(dataset?.value ?? ''));
  return training.length === 1 ? training[0] : undefined;
}
