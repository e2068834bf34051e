import { composed } from '../configuration/hydra';
import { configClass, configValue } from '../configuration/materialize';
import { noArguments, type Arguments } from '../../python/evaluate/arguments';
import { applyCallable } from '../../python/evaluate/calls';
import { isOpen, itemsOf, newSequence, stringEntries } from '../../python/evaluate/containers';
import type { Evaluator } from '../../python/evaluate/evaluator';
import { objectNamed } from '../../python/evaluate/modules';
import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { truth } from '../../python/evaluate/truth';
import type { Activation } from '../../python/program/call-site';
import { joinPaths, pathText } from '../../python/stdlib/paths';
import { certainly, single, unknownly, type Possible } from '../../python/values/possible';
import type { FunctionValue, Value } from '../../python/values/value';
import type { CommandWord } from '../../python/world';

const entryPoint = 'hydra.main';
/** Deepest nesting of objects that a configuration describes. */
const deepest = 8;
const settings = new Set(['_target_', '_partial_', '_recursive_', '_convert_', '_args_']);

export const hydraSummaries: readonly (readonly [string, CallSummary])[] = [
  ...['hydra.utils.instantiate', 'hydra.utils.call'].map((name) => [name, instantiate] as const),
  ...['get_class', 'get_method', 'get_object'].map(
    (name) => [`hydra.utils.${name}`, ({ evaluator, given }: SummaryCall) => named(evaluator, pathText(given.positional[0]))] as const,
  ),
  ['hydra.compose', compose],
];

/** The call of `@hydra.main(…)` that decorates a function. */
export function hydraDecorator(of: FunctionValue): Activation | undefined {
  for (const { value } of of.decorators.flatMap(({ options }) => options)) {
    const origin = value.kind === 'unknown' ? value.origin : value.kind === 'instance' ? value.from : null;
    if (origin?.kind === 'call' && origin.activation.callee.kind === 'library' && origin.activation.callee.name === entryPoint) {
      return origin.activation;
    }
  }
  return undefined;
}

/** The configuration that Hydra passes to the first parameter of a function. */
export function hydraConfiguration(ev: Evaluator, of: FunctionValue, parameter: string, by: Activation): Possible | undefined {
  if (of.node.parameters[0]?.name !== parameter) {
    return undefined;
  }
  const { positional, keywords } = by.arguments;
  const folder = keywords.get('config_path') ?? positional[0];
  const name = keywords.get('config_name') ?? positional[1];
  const value = folder === undefined ? undefined : single(folder);
  const within = value?.kind === 'constant' && value.type === 'none' ? '' : (pathText(folder) ?? (folder === undefined ? '' : undefined));
  const stated = flagOf(ev, '--config-name', '-cn') ?? pathText(name);
  if (within === undefined || stated === undefined) {
    return undefined;
  }
  return configurationOf(ev, of.scope.module.path, within, stated, ev.world.words ?? []);
}

/** What Hydra composes of a folder beside a module. */
function configurationOf(ev: Evaluator, module: string, within: string, name: string, words: readonly CommandWord[]): Possible | undefined {
  const folder = joinPaths([module.slice(0, module.lastIndexOf('/') + 1), within]).replace(/\/*$/, '');
  const tree = composed(ev, { folder: folder === '' ? '' : `${folder}/`, name, words });
  return tree === undefined ? undefined : configValue(ev, tree);
}

function flagOf(ev: Evaluator, ...flags: readonly string[]): string | undefined {
  const words = ev.world.words ?? [];
  const index = words.findIndex(({ text }) => flags.some((flag) => text === flag || text.startsWith(`${flag}=`)));
  const word = words[index]?.text;
  return word === undefined ? undefined : word.includes('=') ? word.slice(word.indexOf('=') + 1) : words[index + 1]?.text;
}

/** `hydra.compose("config", overrides=[…])` under the folder that `initialize(config_path=…)` named last. */
function compose({ evaluator, given, activation }: SummaryCall): Possible | undefined {
  const name = pathText(given.positional[0] ?? given.keywords.get('config_name'));
  evaluator.memory?.tie();
  const opened = evaluator.activations
    .filter(({ callee }) => callee.kind === 'library' && callee.name.startsWith('hydra.initialize'))
    .at(-1);
  const folder = pathText(opened?.arguments.positional[0] ?? opened?.arguments.keywords.get('config_path'));
  const overrides = given.keywords.get('overrides') ?? given.positional[1];
  const list = overrides === undefined ? undefined : single(overrides);
  const words = overrides === undefined ? [] : list?.kind === 'sequence' ? itemsOf(list)?.map((word) => pathText(word)) : undefined;
  if (name === undefined || folder === undefined || words?.every((word) => word !== undefined) !== true) {
    return undefined;
  }
  const { path } = evaluator.frame().globals.module;
  const changes = words.map((text) => ({ text, place: activation.site.place }));
  return configurationOf(evaluator, path, folder, name, changes);
}

/** The object that `_target_` of a configuration describes; the call's keywords go before its entries. */
function instantiate({ evaluator, given, activation }: SummaryCall): Possible | undefined {
  const [first, ...others] = given.positional;
  const config = first ?? given.keywords.get('config');
  const value = config === undefined ? undefined : single(config);
  const keywords = new Map([...given.keywords].filter(([name]) => name !== 'config'));
  const extra: Arguments = { positional: others, keywords, openPositional: given.openPositional, openKeywords: given.openKeywords };
  return value === undefined ? undefined : objectOf(evaluator, value, activation, extra, 0);
}

function entriesOf(value: Value): readonly (readonly [string, Possible])[] | undefined {
  if (value.kind === 'mapping') {
    return isOpen(value) ? undefined : stringEntries(value);
  }
  return value.kind === 'instance' && value.of === null && value.className === configClass ? [...value.attributes] : undefined;
}

/** Undefined for what describes no object. */
function objectOf(ev: Evaluator, value: Value, by: Activation, extra: Arguments, depth: number): Possible | undefined {
  const entries = entriesOf(value);
  const target = entries?.find(([key]) => key === '_target_')?.[1];
  if (entries === undefined || target === undefined || depth > deepest) {
    return undefined;
  }
  const callee = named(ev, pathText(target)) ?? unknownly('an object that a configuration describes', { kind: 'call', activation: by });
  const recursive = entries.find(([key]) => key === '_recursive_')?.[1];
  const isRecursive = recursive === undefined || truth(recursive) !== false;
  const inner = (one: Possible): Possible => (isRecursive ? madeOf(ev, one, by, depth + 1) : one);
  const keywords = new Map<string, Possible>();
  for (const [key, entry] of entries) {
    if (!settings.has(key)) {
      keywords.set(key, inner(entry));
    }
  }
  const listed = entries.find(([key]) => key === '_args_')?.[1];
  const sequence = listed === undefined ? undefined : single(listed);
  const positional = sequence?.kind === 'sequence' ? (itemsOf(sequence) ?? []).map(inner) : [];
  const args: Arguments = {
    ...extra,
    positional: extra.positional.length > 0 ? extra.positional : positional,
    keywords: new Map([...keywords, ...extra.keywords]),
  };
  const partial = entries.find(([key]) => key === '_partial_')?.[1];
  return partial !== undefined && truth(partial) === true
    ? certainly({ kind: 'partial', callee, positional: args.positional, keywords: args.keywords })
    : applyCallable(ev, callee, by.site, args);
}

/** Objects within an entry: the entry itself, or inside its lists and maps. */
function madeOf(ev: Evaluator, possible: Possible, by: Activation, depth: number): Possible {
  const value = single(possible);
  if (value?.kind === 'sequence') {
    const items = itemsOf(value);
    return items === undefined
      ? possible
      : withTrail(
          newSequence(
            ev.store,
            'list',
            items.map((item) => madeOf(ev, item, by, depth)),
          ),
          possible,
        );
  }
  return value === undefined ? possible : (objectOf(ev, value, by, noArguments, depth) ?? possible);
}

function withTrail(value: Value, from: Possible): Possible {
  return certainly(value, from.options[0]?.trail ?? null);
}

function named(ev: Evaluator, dotted: string | undefined): Possible | undefined {
  return dotted === undefined ? undefined : objectNamed(ev, dotted);
}
