import { noArguments, type Arguments } from '../../python/evaluate/arguments';
import { applyCallable } from '../../python/evaluate/calls';
import { itemsOf, newSequence, stringEntries } from '../../python/evaluate/containers';
import type { Evaluator } from '../../python/evaluate/evaluator';
import type { CommandLine } from '../../python/evaluate/semantics';
import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { truth } from '../../python/evaluate/truth';
import { converted, inputValue, textOf } from '../../python/stdlib/argparse';
import type { Activation } from '../../python/program/call-site';
import { certainly, nothing, single, unknownly, withStep, type Possible } from '../../python/values/possible';
import { constant, type FunctionValue, type Value } from '../../python/values/value';
import { hydraConfiguration, hydraDecorator } from './hydra';
import { parseDataclass } from './hf-argument-parser';

/** Decorators that make a function a command of the program. */
const commandDecorators = new Set([
  'click.command',
  'click.group',
  'click.Group.command',
  'click.Group.group',
  'typer.Typer.command',
  'typer.Typer.callback',
]);
/** Names of the decorators that hang a command on a click group, which is itself a decorated function. */
const groupDecorators = new Set(['command', 'group']);

/** Commands of click and typer: what their parameters are when the command line gives nothing. */
export const commandLine: CommandLine = {
  isCommand: (of) =>
    of.decorators.some((decorator) => decorator.options.some(({ value }) => makesCommand(value))) || hydraDecorator(of) !== undefined,
  given: (ev, of, parameter) => {
    const hydra = of.decorators.length === 0 ? undefined : hydraDecorator(of);
    return hydra === undefined ? inputOf(ev, of, parameter) : hydraConfiguration(ev, of, parameter, hydra);
  },
};

function makerOf(value: Value): Activation | null {
  const origin = value.kind === 'unknown' ? value.origin : value.kind === 'instance' ? value.from : null;
  return origin?.kind === 'call' ? origin.activation : null;
}

function nameOf(value: Value): string | null {
  if (value.kind === 'external') {
    return value.name;
  }
  const callee = makerOf(value)?.callee;
  return callee?.kind === 'library' ? callee.name : callee?.kind === 'method' ? (callee.signature?.name ?? null) : null;
}

function makesCommand(value: Value): boolean {
  const name = nameOf(value);
  if (name !== null) {
    return commandDecorators.has(name);
  }
  const maker = makerOf(value);
  return maker?.callee.kind === 'method' && groupDecorators.has(maker.callee.name) && isGroup(maker.receiver);
}

function isGroup(receiver: Possible | null): boolean {
  const value = receiver === null ? undefined : single(receiver);
  return value?.kind === 'function' && commandLine.isCommand(value);
}

/** What the command line gives for a parameter of a command, or the default of the option that a decorator declares for it. */
function inputOf(ev: Evaluator, of: FunctionValue, parameter: string): Possible | undefined {
  if (of.decorators.length === 0) {
    return undefined;
  }
  for (const decorator of of.decorators) {
    for (const { value } of decorator.options) {
      const name = nameOf(value);
      const maker = makerOf(value);
      if (maker !== null && (name === 'click.option' || name === 'click.argument') && destinationOf(maker) === parameter) {
        return inputValue(ev, parameter) ?? defaultOf(ev, maker, parameter, name === 'click.argument');
      }
    }
  }
  return commandLine.isCommand(of) ? inputValue(ev, parameter) : undefined;
}

/** A name without dashes says it; else the longest flag does. */
function destinationOf({ arguments: given }: Activation): string | undefined {
  const words = given.positional.map(textOf).filter((word) => word !== undefined);
  const own = words.find((word) => !word.startsWith('-'));
  const long = words.find((word) => word.startsWith('--')) ?? words[0];
  return (own ?? long?.split('/')[0])?.replace(/^-+/, '').replace(/-/g, '_').toLowerCase();
}

function defaultOf(ev: Evaluator, maker: Activation, parameter: string, isArgument: boolean): Possible {
  const { keywords, openKeywords } = maker.arguments;
  const standard = keywords.get('default');
  if (openKeywords) {
    return unknownly(`the option ${parameter}`);
  }
  const step = (value: Possible): Possible => withStep(value, 'argparse-default', parameter, maker.site.place);
  if (standard !== undefined) {
    return step(converted(ev, maker.site, standard, keywords.get('type')));
  }
  const required = keywords.get('required');
  if (required === undefined ? isArgument : truth(required) !== false) {
    return unknownly(`the option ${parameter}, which the command line gives`);
  }
  const isFlag = keywords.get('is_flag');
  const isSwitch = maker.arguments.positional.some((word) => textOf(word)?.includes('/') === true);
  if (isSwitch || (isFlag !== undefined && truth(isFlag) === true)) {
    return step(certainly(constant(false)));
  }
  const multiple = keywords.get('multiple');
  return step(multiple !== undefined && truth(multiple) === true ? certainly(newSequence(ev.store, 'tuple', [])) : nothing);
}

/** Functions that call what they are given, with the command line's arguments. */
export const commandSummaries: readonly (readonly [string, CallSummary])[] = [
  ['typer.Option', declaredDefault],
  ['typer.Argument', declaredDefault],
  ['typer.run', runFirst],
  ['fire.Fire', runFirst],
  ['tyro.cli', parsed],
  ['simple_parsing.parse', parsed],
  ['jsonargparse.CLI', runFirst],
  ['tap.Tap.parse_args', ({ activation }) => activation.receiver ?? undefined],
];

/** `typer.Option(10)` stands for its default; `...` for a value that the command line must give. */
function declaredDefault({ activation, given }: SummaryCall): Possible {
  const standard = given.positional[0] ?? given.keywords.get('default');
  const value = standard === undefined ? undefined : single(standard);
  return standard === undefined || (value?.kind === 'constant' && value.type === 'ellipsis')
    ? unknownly('an option that the command line gives', { kind: 'call', activation })
    : standard;
}

/** Runs a function, the only entry of a dict of functions, or makes an object of a class, with the defaults of its parameters. */
function runFirst(call: SummaryCall): Possible | undefined {
  const first = call.given.positional[0] ?? call.given.keywords.get('component');
  const value = first === undefined ? undefined : single(first);
  const several =
    value?.kind === 'mapping' ? stringEntries(value).map(([, entry]) => entry) : value?.kind === 'sequence' ? itemsOf(value) : undefined;
  const callables = several ?? (first === undefined ? [] : [first]);
  let result: Possible | undefined;
  for (const one of callables) {
    const target = single(one);
    if (target?.kind === 'function' || target?.kind === 'class') {
      result = applyCallable(
        call.evaluator,
        one,
        call.activation.site,
        worldArguments(call.evaluator, target.kind === 'function' ? target : null),
      );
    }
  }
  return callables.length === 1 ? result : undefined;
}

/** What the world's command line gives to the parameters of a function. */
function worldArguments(ev: Evaluator, of: FunctionValue | null): Arguments {
  const keywords = new Map<string, Possible>();
  for (const { name } of of?.node.parameters ?? []) {
    const value = inputValue(ev, name);
    if (value !== undefined) {
      keywords.set(name, value);
    }
  }
  return { ...noArguments, keywords };
}

/** `tyro.cli(Config)`: the configuration with its defaults; of a function, what it returns. */
function parsed(call: SummaryCall): Possible | undefined {
  const first = call.given.positional[0];
  const value = first === undefined ? undefined : single(first);
  if (first === undefined || value === undefined) {
    return undefined;
  }
  return value.kind === 'function'
    ? runFirst(call)
    : value.kind === 'class'
      ? parseDataclass(call.evaluator, first, call.activation)
      : undefined;
}
