import { noArguments } from '../evaluate/arguments';
import { applyCallable } from '../evaluate/calls';
import {
  closedKeysOf,
  itemsOf,
  keyText,
  lengthOf,
  newMapping,
  newRange,
  newSequence,
  newSet,
  sequenceOf,
  setEntry,
} from '../evaluate/containers';
import { unsettle, unsettleState } from '../evaluate/escape';
import { enumerated, iterate, zipped } from '../evaluate/iteration';
import { mergeMapping } from '../evaluate/mappings';
import type { CallSummary, SummaryCall } from '../evaluate/summary';
import { certainly, nothing, single, union, unionOf, unknownly, withStep, type Possible } from '../values/possible';
import { constant } from '../values/value';

/** Python's functions on sequences and dicts. */
export const collectionSummaries: readonly (readonly [string, CallSummary])[] = [
  ['builtins.range', range],
  ['builtins.xrange', range],
  ['builtins.len', length],
  ['builtins.list', (call) => collected(call, 'list')],
  ['builtins.tuple', (call) => collected(call, 'tuple')],
  ['builtins.set', (call) => collected(call, 'set')],
  ['builtins.frozenset', (call) => collected(call, 'set')],
  ['builtins.sorted', sorted],
  ['builtins.reversed', reversed],
  ['builtins.dict', dict],
  ['collections.OrderedDict', dict],
  ['builtins.enumerate', enumerate],
  ['builtins.zip', ({ evaluator, given }) => zipped(evaluator, given.positional)],
  ['builtins.map', mapped],
  ['builtins.iter', iterator],
  ['builtins.next', next],
  ['random.shuffle', shuffled],
  ['itertools.repeat', repeated],
];

export function range({ evaluator, given }: SummaryCall): Possible {
  const [a, b, c] = given.positional;
  const zero = certainly(constant(0));
  const one = certainly(constant(1));
  if (a === undefined) {
    return unknownly('a range');
  }
  const made = b === undefined ? newRange(evaluator.store, zero, a, one) : newRange(evaluator.store, a, b, c ?? one);
  return certainly(made, (b ?? a).options[0]?.trail ?? null);
}

function length({ activation, given }: SummaryCall): Possible {
  const of = given.positional[0];
  const value = of === undefined ? undefined : single(of);
  const trail = of?.options[0]?.trail ?? null;
  const count =
    value?.kind === 'sequence'
      ? lengthOf(value)
      : value?.kind === 'mapping'
        ? closedKeysOf(value)?.length
        : value?.kind === 'constant' && value.type === 'str'
          ? Array.from(String(value.value)).length
          : undefined;
  return count === undefined ? unknownly('a length', { kind: 'call', activation }, 'int') : certainly(constant(count), trail);
}

function collected({ evaluator, given }: SummaryCall, type: 'list' | 'tuple' | 'set'): Possible {
  const of = given.positional[0];
  if (of === undefined) {
    return certainly(newSequence(evaluator.store, type, []));
  }
  const rounds = iterate(evaluator, of);
  const trail = of.options[0]?.trail ?? null;
  if (rounds.items === null) {
    return certainly(sequenceOf(evaluator.store, type, rounds.element, [of]), trail);
  }
  return certainly(type === 'set' ? newSet(evaluator.store, rounds.items) : newSequence(evaluator.store, type, rounds.items), trail);
}

/** As many items as before, in an order that is not known. */
function sorted(call: SummaryCall): Possible {
  const result = collected(call, 'list');
  const value = single(result);
  const items = value?.kind === 'sequence' ? itemsOf(value) : undefined;
  if (items === undefined || items.length < 2) {
    return result;
  }
  const any = unionOf(items);
  return certainly(
    newSequence(
      call.evaluator.store,
      'list',
      items.map(() => any),
    ),
  );
}

function reversed(call: SummaryCall): Possible {
  const whole = collected(call, 'list');
  const value = single(whole);
  const items = value?.kind === 'sequence' ? itemsOf(value) : undefined;
  return items === undefined ? whole : certainly(newSequence(call.evaluator.store, 'list', [...items].reverse()));
}

/** `repeat(x, n)`; without a number it never ends. */
function repeated({ evaluator, given }: SummaryCall): Possible | undefined {
  const [of, times] = given.positional;
  const count = times === undefined ? undefined : single(times);
  const most = 64;
  return of === undefined || count?.kind !== 'constant' || typeof count.value !== 'number' || count.value > most
    ? undefined
    : certainly(
        newSequence(
          evaluator.store,
          'generator',
          Array.from({ length: Math.max(0, count.value) }, () => of),
        ),
      );
}

function shuffled({ evaluator, given }: SummaryCall): Possible {
  given.positional.forEach(({ options }) => {
    options.forEach(({ value }) => {
      unsettle(evaluator, value);
    });
  });
  return nothing;
}

function dict({ evaluator, activation, given }: SummaryCall): Possible {
  const { positional, keywords, openKeywords } = given;
  const mapping = newMapping(evaluator.store);
  const [from] = positional;
  if (from !== undefined) {
    const value = single(from);
    const pairs = value?.kind === 'sequence' ? itemsOf(value) : undefined;
    if (pairs === undefined) {
      mergeMapping(evaluator, mapping, from);
    }
    for (const pair of pairs ?? []) {
      const tuple = single(pair);
      const [key, item] = tuple?.kind === 'sequence' ? (itemsOf(tuple) ?? []) : [];
      const name = key === undefined ? undefined : keyText(single(key));
      if (name === undefined || item === undefined) {
        unsettleState(evaluator, mapping.state);
      } else {
        setEntry(evaluator, mapping, name, item);
      }
    }
  }
  if (openKeywords) {
    unsettleState(evaluator, mapping.state);
  }
  for (const [name, value] of keywords) {
    const place = activation.site.arguments.find((one) => one.name === name)?.valuePlace;
    setEntry(evaluator, mapping, `k:str:${name}`, place === undefined ? value : withStep(value, 'assigned', name, place));
  }
  return certainly(mapping, { kind: 'literal', what: '', place: activation.site.place, previous: null });
}

function enumerate({ evaluator, given }: SummaryCall): Possible {
  const first = given.keywords.get('start') ?? given.positional[1];
  const value = first === undefined ? undefined : single(first);
  const start = first === undefined ? 0 : value?.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
  return enumerated(evaluator, given.positional[0] ?? unknownly('an iterable'), start);
}

function mapped({ evaluator, activation, given }: SummaryCall): Possible {
  const [callee, ...over] = given.positional;
  const [first] = over;
  if (callee === undefined || first === undefined) {
    return unknownly('a map');
  }
  const all = over.map((iterable) => iterate(evaluator, iterable));
  const one = (items: readonly Possible[]): Possible =>
    applyCallable(evaluator, callee, activation.site, { ...noArguments, positional: items });
  const [only] = all;
  if (all.length === 1 && only?.items?.length !== undefined && only.items.length <= 16) {
    return certainly(
      newSequence(
        evaluator.store,
        'generator',
        only.items.map((item) => one([item])),
      ),
    );
  }
  return certainly(sequenceOf(evaluator.store, 'generator', one(all.map(({ element }) => element)), over));
}

function iterator({ given }: SummaryCall): Possible {
  return given.positional.length === 1 ? (given.positional[0] ?? nothing) : unknownly('an iterator');
}

function next({ evaluator, given }: SummaryCall): Possible {
  const [of, otherwise] = given.positional;
  const { element } = iterate(evaluator, of ?? unknownly('an iterator'));
  return otherwise === undefined ? element : union(element, otherwise);
}
