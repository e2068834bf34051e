import {
  certainly,
  isUncertain,
  mapOptions,
  nothing,
  single,
  union,
  unionOf,
  unknownly,
  withStep,
  type Possible,
} from '../values/possible';
import { constant } from '../values/value';
import { argparseSummaries } from '../stdlib/argparse';
import { isSet } from '../stdlib/environment';
import { attributeOf } from './attributes';
import { applyCallable, noArguments } from './calls';
import { typeNames } from './classes';
import { isOpen, itemsOf, keyText, keysOf, lengthOf, newMapping, newRange, newSequence, sequenceOf } from './containers';
import { mergeMapping } from './expressions';
import { enumerated, iterate, zipped } from './iteration';
import type { CallSummary, SummaryCall } from './summary';
import { truth } from './truth';

/** Python's own functions, and those of its standard library that training scripts compute with. */
export const builtins: ReadonlyMap<string, CallSummary> = new Map<string, CallSummary>([
  ['builtins.range', range],
  ['builtins.len', length],
  ['builtins.int', (call) => numberOf(call, 'int')],
  ['builtins.float', (call) => numberOf(call, 'float')],
  ['builtins.round', (call) => numberOf(call, 'round')],
  ['builtins.abs', (call) => arithmetic(call, Math.abs)],
  ['builtins.str', text],
  ['builtins.bool', boolean],
  ['builtins.max', (call) => extreme(call, Math.max)],
  ['builtins.min', (call) => extreme(call, Math.min)],
  ['builtins.sum', sum],
  ['builtins.list', (call) => collected(call, 'list')],
  ['builtins.tuple', (call) => collected(call, 'tuple')],
  ['builtins.set', (call) => collected(call, 'set')],
  ['builtins.sorted', (call) => reordered(call)],
  ['builtins.reversed', reversed],
  ['builtins.dict', dict],
  ['collections.OrderedDict', dict],
  ['builtins.enumerate', ({ evaluator, activation }) => enumerated(evaluator, argument(activation, 0) ?? nothing, startOf(activation))],
  ['builtins.zip', ({ evaluator, activation }) => zipped(evaluator, activation.arguments.positional)],
  ['builtins.map', mapped],
  ['builtins.iter', ({ activation }) => argument(activation, 0)],
  ['builtins.next', ({ evaluator, activation }) => iterate(evaluator, argument(activation, 0) ?? nothing).element],
  ['builtins.getattr', getattr],
  ['builtins.setattr', setattr],
  ['builtins.isinstance', isinstance],
  ['builtins.print', () => nothing],
  ['builtins.vars', namespaceDict],
  ['functools.partial', partial],
  ['types.SimpleNamespace', namespace],
  ['copy.deepcopy', ({ activation }) => argument(activation, 0)],
  ['copy.copy', ({ activation }) => argument(activation, 0)],
  ['math.ceil', (call) => arithmetic(call, Math.ceil)],
  ['math.floor', (call) => arithmetic(call, Math.floor)],
  ['math.sqrt', (call) => arithmetic(call, Math.sqrt)],
  ['math.log2', (call) => arithmetic(call, Math.log2)],
  ['os.environ.get', environment],
  ['os.getenv', environment],
  ['os.path.join', joinedPath],
  ['typing.cast', ({ activation }) => argument(activation, 1)],
  ['dataclasses.asdict', namespaceDict],
  ...argparseSummaries,
]);

type Called = SummaryCall['activation'];

function argument(activation: Called, index: number): Possible | undefined {
  return activation.arguments.positional[index];
}

function startOf(activation: Called): number {
  const start = activation.arguments.keywords.get('start') ?? argument(activation, 1);
  const value = start === undefined ? undefined : single(start);
  return value?.kind === 'constant' && typeof value.value === 'number' ? value.value : 0;
}

function range({ evaluator, activation }: SummaryCall): Possible {
  const [a, b, c] = activation.arguments.positional;
  const zero = certainly(constant(0));
  const one = certainly(constant(1));
  if (a === undefined) {
    return unknownly('a range');
  }
  const made = b === undefined ? newRange(evaluator.store, zero, a, one) : newRange(evaluator.store, a, b, c ?? one);
  return certainly(made, (b ?? a).options[0]?.trail ?? null);
}

function length({ activation }: SummaryCall): Possible {
  const [of] = activation.arguments.positional;
  const value = of === undefined ? undefined : single(of);
  const origin = { kind: 'call', activation } as const;
  if (value?.kind === 'sequence') {
    const count = lengthOf(value);
    return count === undefined ? unknownly('a length', origin, 'int') : certainly(constant(count), of?.options[0]?.trail ?? null);
  }
  if (value?.kind === 'mapping' && !isOpen(value)) {
    return certainly(constant(keysOf(value).length));
  }
  return value?.kind === 'constant' && value.type === 'str'
    ? certainly(constant(String(value.value).length))
    : unknownly('a length', origin, 'int');
}

function numberOf(call: SummaryCall, kind: 'int' | 'float' | 'round'): Possible {
  const [of, digits] = call.activation.arguments.positional;
  if (of === undefined) {
    return certainly(constant(0));
  }
  const type = kind === 'float' ? 'float' : 'int';
  return mapOptions(of, (value, trail) => {
    if (value.kind === 'constant' && value.type !== 'none') {
      const number = Number(value.value);
      if (Number.isFinite(number) && String(value.value).trim() !== '') {
        const rounded =
          kind === 'float' ? number : kind === 'int' ? Math.trunc(number) : digits === undefined ? Math.round(number) : number;
        return certainly({ kind: 'constant', type: kind === 'round' && digits !== undefined ? 'float' : type, value: rounded }, trail);
      }
    }
    return unknownly('a number', { kind: 'call', activation: call.activation }, kind === 'round' && digits !== undefined ? 'float' : type);
  });
}

function arithmetic({ activation }: SummaryCall, compute: (value: number) => number): Possible {
  const [of] = activation.arguments.positional;
  return of === undefined
    ? unknownly('a number')
    : mapOptions(of, (value, trail) =>
        value.kind === 'constant' && typeof value.value === 'number' && Number.isFinite(compute(value.value))
          ? certainly(constant(compute(value.value)), trail)
          : unknownly('a number', { kind: 'call', activation }),
      );
}

function text({ activation }: SummaryCall): Possible {
  const [of] = activation.arguments.positional;
  const value = of === undefined ? undefined : single(of);
  return value?.kind === 'constant' && value.type !== 'float'
    ? certainly(
        constant(value.value === null ? 'None' : value.type === 'bool' ? (value.value === true ? 'True' : 'False') : String(value.value)),
        of?.options[0]?.trail ?? null,
      )
    : unknownly('a text', { kind: 'call', activation }, 'str');
}

function boolean({ activation }: SummaryCall): Possible {
  const [of] = activation.arguments.positional;
  const answer = of === undefined ? false : truth(of);
  return answer === undefined
    ? unknownly('a condition', { kind: 'call', activation }, 'bool')
    : certainly(constant(answer), of?.options[0]?.trail ?? null);
}

function operandsOf(activation: Called): readonly Possible[] | undefined {
  const { positional } = activation.arguments;
  if (positional.length !== 1) {
    return positional;
  }
  const value = positional[0] === undefined ? undefined : single(positional[0]);
  return value?.kind === 'sequence' ? itemsOf(value) : undefined;
}

function extreme({ activation }: SummaryCall, pick: (...values: number[]) => number): Possible {
  const operands = operandsOf(activation);
  const numbers = operands
    ?.map((operand) => single(operand))
    .map((value) => (value?.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined));
  if (
    numbers !== undefined &&
    numbers.length > 0 &&
    numbers.every((value) => value !== undefined) &&
    activation.arguments.keywords.size === 0
  ) {
    const chosen = pick(...numbers);
    return certainly(constant(chosen), operands?.[numbers.indexOf(chosen)]?.options[0]?.trail ?? null);
  }
  return unknownly(
    'a number',
    { kind: 'call', activation },
    operands?.every((operand) =>
      operand.options.every(({ value }) => value.kind === 'constant' || (value.kind === 'unknown' && value.type === 'int')),
    ) === true
      ? 'int'
      : null,
  );
}

function sum({ activation }: SummaryCall): Possible {
  const operands = operandsOf(activation)?.map((operand) => single(operand));
  const numbers = operands?.map((value) => (value?.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined));
  return numbers?.every((value) => value !== undefined) === true
    ? certainly(constant(numbers.reduce((total, value) => total + value, 0)))
    : unknownly('a sum', { kind: 'call', activation });
}

function collected({ evaluator, activation }: SummaryCall, type: 'list' | 'tuple' | 'set'): Possible {
  const [of] = activation.arguments.positional;
  if (of === undefined) {
    return certainly(newSequence(evaluator.store, type, []));
  }
  const rounds = iterate(evaluator, of);
  if (rounds.items !== null) {
    return certainly(newSequence(evaluator.store, type, rounds.items), of.options[0]?.trail ?? null);
  }
  return certainly(sequenceOf(evaluator.store, type, rounds.element, [of]), of.options[0]?.trail ?? null);
}

function reordered(call: SummaryCall): Possible {
  const result = collected(call, 'list');
  const value = single(result);
  const items = value?.kind === 'sequence' ? itemsOf(value) : undefined;
  return items === undefined || items.length < 2 ? result : certainly(sequenceOf(call.evaluator.store, 'list', unionOf(items)));
}

function reversed(call: SummaryCall): Possible {
  const value = single(collected(call, 'list'));
  const items = value?.kind === 'sequence' ? itemsOf(value) : undefined;
  return items === undefined ? collected(call, 'list') : certainly(newSequence(call.evaluator.store, 'list', [...items].reverse()));
}

function dict({ evaluator, activation }: SummaryCall): Possible {
  const { positional, keywords, openKeywords } = activation.arguments;
  const mapping = newMapping(evaluator.store, openKeywords);
  const [from] = positional;
  if (from !== undefined) {
    const value = single(from);
    const pairs = value?.kind === 'sequence' ? itemsOf(value) : undefined;
    if (pairs !== undefined) {
      for (const pair of pairs) {
        const tuple = single(pair);
        const [key, item] = tuple?.kind === 'sequence' ? (itemsOf(tuple) ?? []) : [];
        const name = key === undefined ? undefined : keyText(single(key));
        if (name === undefined || item === undefined) {
          mapping.state.set('open', true);
        } else {
          mapping.state.set(name, item);
        }
      }
    } else {
      mergeMapping(evaluator, mapping.state, from);
    }
  }
  for (const [name, value] of keywords) {
    mapping.state.set(`k:str:${name}`, value);
  }
  return certainly(mapping, { kind: 'literal', what: '', place: activation.site.place, previous: null });
}

function mapped({ evaluator, activation }: SummaryCall): Possible {
  const [callee, over] = activation.arguments.positional;
  if (callee === undefined || over === undefined) {
    return unknownly('a map');
  }
  const rounds = iterate(evaluator, over);
  const one = (item: Possible): Possible => applyCallable(evaluator, callee, activation.site, { ...noArguments, positional: [item] });
  if (rounds.items !== null && rounds.items.length <= 16) {
    return certainly(newSequence(evaluator.store, 'generator', rounds.items.map(one)));
  }
  return certainly(sequenceOf(evaluator.store, 'generator', one(rounds.element), [over]));
}

function getattr({ evaluator, activation }: SummaryCall): Possible {
  const [object, name, fallback] = activation.arguments.positional;
  const key = name === undefined ? undefined : single(name);
  if (object === undefined) {
    return unknownly('an attribute');
  }
  if (key?.kind === 'constant' && key.type === 'str') {
    const found = attributeOf(evaluator, object, String(key.value));
    return fallback !== undefined && isUncertain(found) ? union(found, fallback) : found;
  }
  const names = name?.closed === true ? name.options : [];
  if (names.length > 0 && names.every(({ value }) => value.kind === 'constant' && value.type === 'str')) {
    return mapOptions(name ?? nothing, (value) => attributeOf(evaluator, object, value.kind === 'constant' ? String(value.value) : ''));
  }
  return unknownly('an attribute whose name is computed', { kind: 'call', activation });
}

function setattr({ evaluator, activation }: SummaryCall): Possible {
  const [object, name, value] = activation.arguments.positional;
  const key = name === undefined ? undefined : single(name);
  const holder = object === undefined ? undefined : single(object);
  if (holder?.kind === 'instance' && key?.kind === 'constant' && value !== undefined) {
    evaluator.store.set(holder.attributes, String(key.value), withStep(value, 'assigned', String(key.value), activation.site.place));
  }
  return nothing;
}

function isinstance({ evaluator, activation }: SummaryCall): Possible {
  const [object, type] = activation.arguments.positional;
  const value = object === undefined ? undefined : single(object);
  const wanted = type === undefined ? undefined : single(type);
  const name = wanted?.kind === 'class' ? wanted.name : wanted?.kind === 'external' ? wanted.name.replace(/^builtins\./, '') : undefined;
  if (name !== undefined && value !== undefined) {
    if (value.kind === 'instance' && typeNames(evaluator, value).includes(name)) {
      return certainly(constant(true));
    }
    if (value.kind === 'constant') {
      return certainly(constant(value.type === name || (name === 'int' && value.type === 'bool')));
    }
    const container = value.kind === 'sequence' ? value.type : value.kind === 'mapping' ? 'dict' : undefined;
    if (container !== undefined && ['list', 'tuple', 'dict', 'set', 'str', 'int', 'float'].includes(name)) {
      return certainly(constant(container === name));
    }
  }
  return unknownly('a type test', { kind: 'call', activation }, 'bool');
}

function partial({ activation }: SummaryCall): Possible {
  const [callee, ...positional] = activation.arguments.positional;
  return callee === undefined
    ? unknownly('a partial')
    : certainly({ kind: 'partial', callee, positional, keywords: activation.arguments.keywords });
}

/** An object whose attributes are the call's keywords. */
function namespace({ evaluator, activation }: SummaryCall): Possible {
  const attributes = evaluator.store.create<Possible>();
  for (const [name, value] of activation.arguments.keywords) {
    attributes.set(name, value);
  }
  return certainly({ kind: 'instance', className: 'types.SimpleNamespace', of: null, attributes, from: { kind: 'call', activation } });
}

/** `vars(args)` and `asdict(config)`: the attributes as a dict. */
function namespaceDict({ evaluator, activation }: SummaryCall): Possible | undefined {
  const [object] = activation.arguments.positional;
  const value = object === undefined ? undefined : single(object);
  if (value?.kind !== 'instance') {
    return undefined;
  }
  const mapping = newMapping(evaluator.store);
  for (const [name, attribute] of value.attributes) {
    if (!name.startsWith('@')) {
      mapping.state.set(`k:str:${name}`, attribute);
    }
  }
  return certainly(mapping);
}

function environment({ evaluator, activation }: SummaryCall): Possible {
  const [name, fallback] = activation.arguments.positional;
  const key = name === undefined ? undefined : single(name);
  const given = key?.kind === 'constant' ? evaluator.world.environment.get(String(key.value)) : undefined;
  if (given !== undefined) {
    return certainly(constant(given), {
      kind: 'launcher',
      what: String(key?.kind === 'constant' ? key.value : ''),
      place: null,
      previous: null,
    });
  }
  const unset = unknownly('an environment variable', { kind: 'none' }, 'str');
  if (fallback !== undefined && key?.kind === 'constant' && isSet(evaluator.world, String(key.value)) === false) {
    return fallback;
  }
  return fallback === undefined ? unset : union(fallback, unset);
}

function joinedPath({ activation }: SummaryCall): Possible {
  const parts = activation.arguments.positional.map((part) => single(part));
  return parts.every((part) => part?.kind === 'constant' && part.type === 'str')
    ? certainly(constant(parts.map((part) => (part?.kind === 'constant' ? String(part.value) : '')).join('/')))
    : unknownly('a path', { kind: 'call', activation }, 'str');
}
