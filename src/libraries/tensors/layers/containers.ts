import { closedKeysOf, entryOf, keyOf, newSequence } from '../../../python/evaluate/containers';
import type { Evaluator } from '../../../python/evaluate/evaluator';
import { iterate } from '../../../python/evaluate/iteration';
import type { Arguments } from '../../../python/evaluate/arguments';
import type { State } from '../../../python/evaluate/state';
import type { SummaryCall } from '../../../python/evaluate/summary';
import { typeNames } from '../../../python/evaluate/classes';
import { certainly, nothing, single, type Possible } from '../../../python/values/possible';
import { constant, type InstanceValue, type Value } from '../../../python/values/value';
import { sliced } from '../arithmetic';
import { likely, numberIn, tensorOf } from '../tensor';
import { dictionary } from '../../../python/dictionary';

const incomplete = new WeakSet<State<Possible>>();

/** Whether a container may hold layers that are not known. */
export function isIncomplete(of: InstanceValue): boolean {
  return incomplete.has(of.attributes);
}

const listTypes = new Set(['keras.Sequential', 'torch.nn.Sequential', 'torch.nn.ModuleList', 'torch.nn.ParameterList']);
const dictTypes = new Set(['torch.nn.ModuleDict', 'torch.nn.ParameterDict']);

export function containerType(ev: Evaluator, value: InstanceValue): string | undefined {
  return typeNames(ev, value).find((type) => listTypes.has(type) || dictTypes.has(type));
}

export function isContainerType(type: string): boolean {
  return listTypes.has(type) || dictTypes.has(type);
}

/** Fills a container with what its constructor is given. */
export function fill(ev: Evaluator, holder: InstanceValue, type: string, given: Arguments): void {
  const [first] = given.positional;
  const value = first === undefined ? undefined : likely(first);
  if (given.openPositional) {
    incomplete.add(holder.attributes);
  }
  if (value?.kind === 'mapping') {
    update(ev, holder, value);
  } else if (type === 'torch.nn.Sequential') {
    given.positional.forEach((item, index) => {
      ev.store.set(holder.attributes, String(index), item);
    });
  } else if (first !== undefined && !dictTypes.has(type)) {
    extend(ev, holder, first);
  } else if (first !== undefined) {
    incomplete.add(holder.attributes);
  }
}

function update(ev: Evaluator, holder: InstanceValue, value: Value): void {
  const keys = value.kind === 'mapping' ? closedKeysOf(value) : undefined;
  if (value.kind !== 'mapping' || keys === undefined) {
    incomplete.add(holder.attributes);
    return;
  }
  for (const key of keys) {
    const name = keyOf(key);
    const entry = entryOf(value, key);
    if (name.kind === 'constant' && entry !== undefined) {
      ev.store.set(holder.attributes, String(name.value), entry);
    }
  }
}

function extend(ev: Evaluator, holder: InstanceValue, items: Possible): void {
  const rounds = iterate(ev, items);
  if (rounds.items === null) {
    incomplete.add(holder.attributes);
    return;
  }
  for (const item of rounds.items) {
    append(ev, holder, item);
  }
}

/** Adds a layer, or several of which it is not known how many. */
export function append(ev: Evaluator, holder: InstanceValue, item: Possible, isMany = false): void {
  if (isMany) {
    incomplete.add(holder.attributes);
    return;
  }
  ev.store.set(holder.attributes, String(itemsOf(holder).length), item);
}

/** The layers of a container, in order; attributes that a derived class adds beside them are layers too. */
export function itemsOf(holder: InstanceValue): readonly Possible[] {
  return entriesOf(holder).map(([, item]) => item);
}

export function entriesOf(holder: InstanceValue): readonly (readonly [string, Possible])[] {
  return [...holder.attributes].filter(([name, item]) => !name.startsWith('@') && isPart(item));
}

/** Whether an attribute is a module or a weight. */
function isPart(item: Possible): boolean {
  return item.options.some(({ value }) => {
    const tensor = tensorOf(value);
    return tensor === undefined
      ? value.kind === 'instance' || value.kind === 'unknown' || value.kind === 'function'
      : tensor.role === 'parameter';
  });
}

/** `layers[2]`, `layers[-1]`, `layers[:3]`, `blocks["a"]`. */
export function itemOf(ev: Evaluator, holder: InstanceValue, type: string, index: Possible): Possible | undefined {
  const key = likely(index);
  const items = itemsOf(holder);
  if (key?.kind === 'constant' && typeof key.value === 'number') {
    return items[key.value < 0 ? items.length + key.value : key.value];
  }
  if (key?.kind === 'constant' && typeof key.value === 'string') {
    return holder.attributes.get(key.value);
  }
  if (key?.kind === 'instance' && key.className === 'builtins.slice' && listTypes.has(type)) {
    const [start, stop, step] = bounds(key);
    const from = start === null ? 0 : start < 0 ? Math.max(0, items.length + start) : start;
    const by = step ?? 1;
    const count = sliced(items.length, start, stop, step);
    const attributes = ev.store.create<Possible>();
    const piece: InstanceValue = { kind: 'instance', className: type, of: null, attributes, from: holder.from };
    for (let at = 0; at < count; at++) {
      const item = items[from + at * by];
      if (item !== undefined) attributes.set(String(at), item);
    }
    return certainly(piece);
  }
  return undefined;
}

/** `layers[2] = layer`, `blocks["a"] = layer`. */
export function place(ev: Evaluator, holder: InstanceValue, index: Possible, item: Possible): void {
  const key = likely(index);
  const names = entriesOf(holder).map(([name]) => name);
  const name =
    key?.kind !== 'constant'
      ? undefined
      : typeof key.value === 'number'
        ? names.at(key.value)
        : typeof key.value === 'string'
          ? key.value
          : undefined;
  if (name === undefined) {
    incomplete.add(holder.attributes);
  } else {
    ev.store.set(holder.attributes, name, item);
  }
}

export function bounds(slice: InstanceValue): readonly [number | null, number | null, number | null] {
  const read = (name: string): number | null => {
    const bound = slice.attributes.get(name);
    const value = bound === undefined ? undefined : single(bound);
    return value?.kind === 'constant' && value.value === null ? null : numberIn(bound);
  };
  return [read('start'), read('stop'), read('step')];
}

/** The items that iterating gives: keys of a dict of layers. */
export function iterated(ev: Evaluator, holder: InstanceValue): readonly Possible[] | undefined {
  const type = containerType(ev, holder);
  if (type === undefined || isIncomplete(holder)) {
    return undefined;
  }
  return dictTypes.has(type) ? entriesOf(holder).map(([name]) => certainly(constant(name))) : itemsOf(holder);
}

type Method = (call: SummaryCall, holder: InstanceValue) => Possible | undefined;

const pairs = (call: SummaryCall, entries: readonly (readonly [string, Possible])[]): Possible =>
  listing(
    call,
    entries.map(([name, item]) => certainly(newSequence(call.evaluator.store, 'tuple', [certainly(constant(name)), item]))),
  );
const listing = (call: SummaryCall, items: readonly Possible[]): Possible =>
  certainly(newSequence(call.evaluator.store, 'generator', items));

function insert(call: SummaryCall, holder: InstanceValue): Possible {
  const [at, item] = call.given.positional;
  const items = [...itemsOf(holder)];
  if (item !== undefined) {
    items.splice(numberIn(at), 0, item);
    items.forEach((one, index) => {
      call.evaluator.store.set(holder.attributes, String(index), one);
    });
  }
  return nothing;
}

const containerMethods: Readonly<Record<string, Method>> = dictionary({
  append: (call, holder) => {
    const item = call.given.positional[0] ?? call.given.keywords.get('module');
    if (item !== undefined) append(call.evaluator, holder, item);
    return certainly(holder);
  },
  extend: (call, holder) => {
    const [items] = call.given.positional;
    if (items !== undefined) extend(call.evaluator, holder, items);
    return certainly(holder);
  },
  insert,
  update: (call, holder) => {
    const [given] = call.given.positional;
    update(call.evaluator, holder, (given === undefined ? undefined : likely(given)) ?? constant(null));
    return nothing;
  },
  keys: (call, holder) =>
    listing(
      call,
      entriesOf(holder).map(([name]) => certainly(constant(name))),
    ),
  values: (call, holder) => listing(call, itemsOf(holder)),
  items: (call, holder) => pairs(call, entriesOf(holder)),
  __len__: (_, holder) => certainly(constant(itemsOf(holder).length)),
});

/** The modules that stand directly in a module, by name. */
export function childrenOf(of: InstanceValue): readonly (readonly [string, InstanceValue])[] {
  return [...of.attributes].flatMap(([name, item]) => {
    const value = name.startsWith('@') ? undefined : likely(item);
    return value?.kind === 'instance' && tensorOf(value) === undefined ? [[name, value] as const] : [];
  });
}

function allModules(of: InstanceValue, seen = new Set<State<Possible>>()): readonly InstanceValue[] {
  if (seen.has(of.attributes)) {
    return [];
  }
  seen.add(of.attributes);
  return [of, ...childrenOf(of).flatMap(([, child]) => allModules(child, seen))];
}

const register: Method = (call, holder) => {
  const [given, item] = [
    call.given.positional[0] ?? call.given.keywords.get('name'),
    call.given.positional[1] ?? call.given.keywords.get('module'),
  ];
  const name = given === undefined ? undefined : likely(given);
  if (name?.kind === 'constant' && item !== undefined) {
    call.evaluator.store.set(holder.attributes, String(name.value), item);
  } else if (item !== undefined) {
    // The module has it, under whatever name.
    call.evaluator.store.set(holder.attributes, `?${holder.attributes.size}`, item);
  } else {
    incomplete.add(holder.attributes);
  }
  return nothing;
};

const read: Method = (call, holder) => {
  const [given] = call.given.positional;
  const name = given === undefined ? undefined : likely(given);
  return name?.kind === 'constant' ? holder.attributes.get(String(name.value)) : undefined;
};

const moduleMethods: Readonly<Record<string, Method>> = dictionary({
  __getattr__: read,
  __getattribute__: read,
  get_submodule: read,
  add_module: register,
  __setattr__: register,
  register_module: register,
  register_parameter: register,
  register_buffer: register,
  children: (call, holder) =>
    listing(
      call,
      childrenOf(holder).map(([, child]) => certainly(child)),
    ),
  named_children: (call, holder) =>
    pairs(
      call,
      childrenOf(holder).map(([name, child]) => [name, certainly(child)] as const),
    ),
  modules: (call, holder) =>
    listing(
      call,
      allModules(holder).map((child) => certainly(child)),
    ),
});
/** What a method of a module or a container of modules does, beyond what its table says. */
export function moduleMethod(name: string, call: SummaryCall): Possible | undefined {
  const holder = call.activation.receiver === null ? undefined : likely(call.activation.receiver);
  if (holder?.kind !== 'instance') {
    return undefined;
  }
  const method = (containerType(call.evaluator, holder) === undefined ? undefined : containerMethods[name]) ?? moduleMethods[name];
  return method?.(call, holder);
}

export function isModuleMethod(name: string): boolean {
  return name in containerMethods || name in moduleMethods;
}
