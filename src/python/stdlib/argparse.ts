import { noArguments } from '../evaluate/arguments';
import { applyCallable } from '../evaluate/calls';
import { itemsOf, newSequence } from '../evaluate/containers';
import { unsettleAttributes } from '../evaluate/escape';
import type { Evaluator } from '../evaluate/evaluator';
import type { State } from '../evaluate/state';
import type { CallSummary, SummaryCall } from '../evaluate/summary';
import type { CallSite } from '../program/call-site';
import { truth } from '../evaluate/truth';
import { certainly, mapOptions, nothing, single, union, unknownly, withStep, type Possible } from '../values/possible';
import type { Trail } from '../values/trail';
import { constant, type InstanceValue } from '../values/value';
import { readCommandLine } from './command-line';
import { readWorldWords } from './command-words';
import { decidesOnTraining, optionAmong, trailTo } from './words';

const parserClass = 'argparse.ArgumentParser';

/** Marks in the attributes of a parser. */
export const marks = {
  /** Destination → default. */
  option: '@option:',
  /** Flag as written (`--lr`) → destination. */
  flag: '@flag:',
  /** Destination → action, as text. */
  action: '@action:',
  /** Destination → what the option's text is converted with. */
  type: '@type:',
  /** Destination → how many words it takes. */
  count: '@count:',
  /** Destination → what `set_defaults` said before the option was added. */
  preset: '@preset:',
  subParsers: '@subparsers',
} as const;

/** Command-line options become inputs of the program: what the world gives, else the default. */
export const argparseSummaries: readonly (readonly [string, CallSummary])[] = [
  [parserClass, newParser],
  ['configargparse.ArgumentParser', newParser],
  ['configargparse.ArgParser', newParser],
  ...['add_argument', 'add_arg'].map((name) => [`${parserClass}.${name}`, addArgument] as const),
  ...['add_argument_group', 'add_mutually_exclusive_group', 'add_subparsers'].map(
    (name) => [`${parserClass}.${name}`, sameParser] as const,
  ),
  [`${parserClass}.add_parser`, addParser],
  [`${parserClass}.set_defaults`, setDefaults],
  [`${parserClass}.parse_args`, parseArgs],
  [`${parserClass}.parse_known_args`, parseKnown],
];

function newParser({ evaluator, activation, given }: SummaryCall): Possible {
  const attributes = evaluator.store.create<Possible>();
  const parents = given.keywords.get('parents');
  const list = parents === undefined ? undefined : single(parents);
  const known = list?.kind === 'sequence' ? itemsOf(list)?.map((parent) => single(parent)) : undefined;
  for (const parent of known ?? []) {
    if (parent?.kind === 'instance') {
      for (const [name, possible] of parent.attributes) {
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

/** The parser of a sub-command: its options are those of the program when the sub-command is given. */
function addParser(call: SummaryCall): Possible {
  const parser = parserOf(call);
  const made = newParser(call);
  if (parser !== undefined) {
    const others = single(parser.attributes.get(marks.subParsers) ?? nothing);
    const { store } = call.evaluator;
    const all = others?.kind === 'sequence' ? (itemsOf(others) ?? []) : [];
    store.set(parser.attributes, marks.subParsers, certainly(newSequence(store, 'tuple', [...all, made])));
  }
  return made;
}

export function textOf(possible: Possible | undefined): string | undefined {
  const value = possible === undefined ? undefined : single(possible);
  return value?.kind === 'constant' && value.type === 'str' ? String(value.value) : undefined;
}

function addArgument(call: SummaryCall): Possible {
  const parser = parserOf(call);
  const { positional, keywords, openKeywords, openPositional } = call.given;
  const flags = positional.map(textOf).filter((flag) => flag !== undefined);
  const long = flags.find((flag) => flag.startsWith('--')) ?? flags[0];
  const destination = textOf(keywords.get('dest')) ?? long?.replace(/^-+/, '').replace(/-/g, '_');
  if (parser === undefined) {
    return nothing;
  }
  if (destination === undefined || openPositional || flags.length < positional.length) {
    unsettleAttributes(call.evaluator, parser.attributes);
    return nothing;
  }
  const { store } = call.evaluator;
  const action = keywords.has('action') ? (textOf(keywords.get('action')) ?? '?') : 'store';
  const write = (mark: string, value: Possible): void => {
    store.set(parser.attributes, mark + destination, value);
  };
  const standard = openKeywords
    ? unknownly(`the option ${destination}`)
    : defaultOf(call, destination, action, long?.startsWith('-') !== true);
  write(
    marks.option,
    decidesOnTraining(destination, standard) ? unknownly(`the option ${destination}, without which nothing trains`) : standard,
  );
  write(marks.action, certainly(constant(action)));
  write(marks.type, keywords.get('type') ?? nothing);
  write(marks.count, keywords.get('nargs') ?? nothing);
  for (const flag of flags) {
    store.set(parser.attributes, marks.flag + flag, certainly(constant(destination)));
  }
  return nothing;
}

/** The value of an option that the command line does not give. */
function defaultOf(call: SummaryCall, destination: string, action: string, isPositional: boolean): Possible {
  const { keywords } = call.given;
  const { place } = call.activation.site;
  const given = keywords.get('default') ?? parserOf(call)?.attributes.get(marks.preset + destination);
  if (given !== undefined) {
    return withStep(converted(call.evaluator, call.activation.site, given, keywords.get('type')), 'argparse-default', destination, place);
  }
  const trail: Trail = { kind: 'argparse-default', what: destination, place, previous: null };
  if (action === 'store_true' || action === 'store_false') {
    return certainly(constant(action === 'store_false'), trail);
  }
  const nargs = textOf(keywords.get('nargs'));
  const required = keywords.get('required');
  const isRequired = isPositional ? nargs !== '?' && nargs !== '*' : required !== undefined && truth(required) !== false;
  if (isRequired || action === '?') {
    return unknownly(`the option ${destination}, which the command line gives`);
  }
  if (isPositional && nargs === '*') {
    return certainly(newSequence(call.evaluator.store, 'list', []), trail);
  }
  return certainly(constant(null), trail);
}

/** argparse converts text defaults by the option's type; other defaults it takes as they are. */
export function converted(ev: Evaluator, site: CallSite, value: Possible, type: Possible | undefined): Possible {
  if (type === undefined || single(type)?.kind === 'constant') {
    return value;
  }
  return mapOptions(value, (one, trail) => {
    if (one.kind !== 'constant' || one.type !== 'str') {
      return certainly(one, trail);
    }
    const converter = single(type);
    if (converter?.kind === 'external' && converter.name === 'builtins.str') {
      return certainly(one, trail);
    }
    return applyCallable(ev, type, site, { ...noArguments, positional: [certainly(one, trail)] });
  });
}

function setDefaults(call: SummaryCall): Possible {
  const parser = parserOf(call);
  if (parser === undefined) {
    return nothing;
  }
  if (call.given.openKeywords) {
    unsettleAttributes(call.evaluator, parser.attributes);
  }
  for (const [name, value] of call.given.keywords) {
    const step = withStep(value, 'argparse-default', name, call.activation.site.place);
    const isAdded = parser.attributes.has(marks.option + name);
    call.evaluator.store.set(parser.attributes, marks.option + name, step);
    if (!isAdded) {
      call.evaluator.store.set(parser.attributes, marks.preset + name, value);
    }
  }
  return nothing;
}

function parseArgs(call: SummaryCall): Possible {
  const parser = parserOf(call);
  if (parser === undefined) {
    return unknownly('command-line arguments');
  }
  const { evaluator, activation, given } = call;
  const attributes = evaluator.store.create<Possible>();
  writeDefaults(evaluator, parser, attributes, 0);
  const line = given.positional[0] ?? given.keywords.get('args');
  readCommandLine(call, parser, line, attributes);
  const { words } = evaluator.world;
  if (words !== null && line === undefined) {
    readWorldWords(call, parser, words, attributes);
  } else if (words === null) {
    for (const [name, value] of attributes) {
      attributes.set(name, inputValue(evaluator, name) ?? value);
    }
  }
  if (given.openPositional || given.openKeywords || given.positional.length > 1 || given.keywords.has('namespace')) {
    unsettleAttributes(evaluator, attributes);
  }
  return certainly({ kind: 'instance', className: 'argparse.Namespace', of: null, attributes, from: { kind: 'call', activation } });
}

/** Writes the defaults of a parser and of its sub-commands, of which it is not known which one is given. */
function writeDefaults(ev: Evaluator, parser: InstanceValue, attributes: State<Possible>, depth: number): void {
  for (const [name, value] of parser.attributes) {
    if (name.startsWith(marks.option)) {
      const destination = name.slice(marks.option.length);
      const known = depth === 0 ? undefined : attributes.get(destination);
      attributes.set(destination, known === undefined ? value : union(known, value));
    }
  }
  const subParsers = single(parser.attributes.get(marks.subParsers) ?? nothing);
  for (const possible of subParsers?.kind === 'sequence' && depth < 4 ? (itemsOf(subParsers) ?? []) : []) {
    const sub = single(possible);
    if (sub?.kind === 'instance') {
      writeDefaults(ev, sub, attributes, depth + 1);
    }
  }
}

/** What the world gives for an option. */
export function inputValue(ev: Evaluator, name: string): Possible | undefined {
  const given = ev.world.commandLine.get(name);
  return given === undefined ? optionAmong(ev.world.words ?? [], name) : certainly(constant(given), trailTo(name, null));
}

function parseKnown(call: SummaryCall): Possible {
  const { store } = call.evaluator;
  return certainly(newSequence(store, 'tuple', [parseArgs(call), unknownly('other arguments')]));
}
