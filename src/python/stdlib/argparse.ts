import { itemsOf } from '../evaluate/containers';
import type { Evaluator } from '../evaluate/evaluator';
import type { CallSummary, SummaryCall } from '../evaluate/summary';
import { certainly, nothing, single, unknownly, withStep, type Possible } from '../values/possible';
import type { Trail } from '../values/trail';
import { constant, type InstanceValue } from '../values/value';

const parserClass = 'argparse.ArgumentParser';
/** Options of the program, in the attributes of its parser: destination name → default. */
const optionMark = '@option:';
/** The option's value is true when given: `store_true`. */
const flagMark = '@flag:';

/** Command-line options become inputs of the program: what the world gives, else the default. */
export const argparseSummaries: readonly (readonly [string, CallSummary])[] = [
  [parserClass, newParser],
  ['configargparse.ArgumentParser', newParser],
  ['configargparse.ArgParser', newParser],
  ...['add_argument', 'add_arg'].map((name) => [`${parserClass}.${name}`, addArgument] as const),
  ...['add_argument_group', 'add_mutually_exclusive_group'].map((name) => [`${parserClass}.${name}`, sameParser] as const),
  [`${parserClass}.add_subparsers`, sameParser],
  [`${parserClass}.add_parser`, sameParser],
  [`${parserClass}.set_defaults`, setDefaults],
  [`${parserClass}.parse_args`, parseArgs],
  [`${parserClass}.parse_known_args`, parseKnown],
];

function newParser({ evaluator, activation }: SummaryCall): Possible {
  const attributes = evaluator.store.create<Possible>();
  const parents = activation.arguments.keywords.get('parents');
  const list = parents === undefined ? undefined : single(parents);
  for (const parent of list?.kind === 'sequence' ? (itemsOf(list) ?? []) : []) {
    const value = single(parent);
    if (value?.kind === 'instance') {
      for (const [name, possible] of value.attributes) {
        attributes.set(name, possible);
      }
    }
  }
  return certainly({ kind: 'instance', className: parserClass, of: null, attributes, from: { kind: 'call', activation } });
}

function parserOf(call: SummaryCall): InstanceValue | undefined {
  const value = call.activation.receiver?.options[0]?.value;
  return value?.kind === 'instance' ? value : undefined;
}

function sameParser(call: SummaryCall): Possible {
  return call.activation.receiver ?? unknownly('a parser');
}

function text(possible: Possible | undefined): string | undefined {
  const value = possible === undefined ? undefined : single(possible);
  return value?.kind === 'constant' && value.type === 'str' ? String(value.value) : undefined;
}

function addArgument(call: SummaryCall): Possible {
  const parser = parserOf(call);
  const { positional, keywords, openKeywords } = call.activation.arguments;
  const flags = positional.map(text).filter((flag) => flag !== undefined);
  const long = flags.find((flag) => flag.startsWith('--')) ?? flags[0];
  const destination = text(keywords.get('dest')) ?? long?.replace(/^-+/, '').replace(/-/g, '_');
  if (parser === undefined || destination === undefined) {
    return nothing;
  }
  const { store } = call.evaluator;
  const action = text(keywords.get('action'));
  const given = keywords.get('default');
  const trail: Trail = { kind: 'argparse-default', what: destination, place: call.activation.site.place, previous: null };
  if (given !== undefined) {
    const converted = convert(given, keywords.get('type'));
    store.set(
      parser.attributes,
      optionMark + destination,
      withStep(converted, 'argparse-default', destination, call.activation.site.place),
    );
  } else if (openKeywords) {
    store.set(parser.attributes, optionMark + destination, unknownly(`the option ${destination}`));
  } else if (action === 'store_true' || action === 'store_false') {
    store.set(parser.attributes, optionMark + destination, certainly(constant(action === 'store_false'), trail));
  } else if (action === 'count') {
    store.set(parser.attributes, optionMark + destination, certainly(constant(null), trail));
  } else {
    const isRequired = long?.startsWith('-') !== true || keywords.has('required');
    store.set(
      parser.attributes,
      optionMark + destination,
      isRequired ? unknownly(`the required option ${destination}`) : certainly(constant(null), trail),
    );
  }
  store.set(parser.attributes, flagMark + destination, certainly(constant(action === 'store_true')));
  return nothing;
}

/** argparse converts text defaults by the option's type; other defaults it takes as they are. */
function convert(value: Possible, type: Possible | undefined): Possible {
  const only = single(value);
  const converter = type === undefined ? undefined : single(type);
  if (only?.kind !== 'constant' || only.type !== 'str' || converter?.kind !== 'external') {
    return value;
  }
  const number = Number(only.value);
  if (converter.name === 'builtins.int' || converter.name === 'builtins.float') {
    return Number.isFinite(number)
      ? certainly(
          { kind: 'constant', type: converter.name === 'builtins.int' ? 'int' : 'float', value: number },
          value.options[0]?.trail ?? null,
        )
      : unknownly('an option that cannot be converted');
  }
  return value;
}

function setDefaults(call: SummaryCall): Possible {
  const parser = parserOf(call);
  for (const [name, value] of call.activation.arguments.keywords) {
    if (parser !== undefined) {
      call.evaluator.store.set(parser.attributes, optionMark + name, withStep(value, 'argparse-default', name, call.activation.site.place));
    }
  }
  return nothing;
}

function parseArgs(call: SummaryCall): Possible {
  const parser = parserOf(call);
  if (parser === undefined) {
    return unknownly('command-line arguments');
  }
  const attributes = call.evaluator.store.create<Possible>();
  for (const [name, value] of parser.attributes) {
    if (name.startsWith(optionMark)) {
      const destination = name.slice(optionMark.length);
      attributes.set(destination, inputValue(call.evaluator, destination) ?? value);
    }
  }
  return certainly({
    kind: 'instance',
    className: 'argparse.Namespace',
    of: null,
    attributes,
    from: { kind: 'call', activation: call.activation },
  });
}

/** What the world gives for an option. */
export function inputValue(ev: Evaluator, name: string): Possible | undefined {
  const given = ev.world.commandLine.get(name);
  return given === undefined ? undefined : certainly(constant(given), { kind: 'launcher', what: name, place: null, previous: null });
}

function parseKnown(call: SummaryCall): Possible {
  const { store } = call.evaluator;
  const state = store.create();
  state.set('items', [parseArgs(call), unknownly('other arguments')]);
  return certainly({ kind: 'sequence', type: 'tuple', state });
}
