import { bind, noArguments } from '../../python/evaluate/arguments';
import { lineageOf } from '../../python/evaluate/classes';
import { itemsOf, newSequence } from '../../python/evaluate/containers';
import type { Evaluator } from '../../python/evaluate/evaluator';
import type { SummaryCall } from '../../python/evaluate/summary';
import type { Activation } from '../../python/program/call-site';
import { truth } from '../../python/evaluate/truth';
import { inputValue } from '../../python/stdlib/argparse';
import { pathText } from '../../python/stdlib/paths';
import type { ConfigTree } from '../configuration/config-tree';
import { plainValue } from '../configuration/materialize';
import { readDocument } from '../configuration/read-document';
import { dataclassConstructor } from '../../python/stdlib/dataclasses';
import { certainly, single, unknownly, type Possible } from '../../python/values/possible';
import { constant, type InstanceValue } from '../../python/values/value';

const classesAttribute = '@dataclasses';

/** Keeps the dataclasses that the command line is parsed into. */
export function newArgumentParser({ evaluator, activation }: SummaryCall): Possible {
  const attributes = evaluator.store.create<Possible>();
  const given = activation.arguments.keywords.get('dataclass_types') ?? activation.arguments.positional[0];
  if (given !== undefined) {
    attributes.set(classesAttribute, given);
  }
  return certainly({
    kind: 'instance',
    className: 'transformers.HfArgumentParser',
    of: null,
    attributes,
    from: { kind: 'call', activation },
  });
}

const nothingRead: ReadonlyMap<string, Possible> = new Map();

/** One instance for each dataclass, with the defaults that hold when the command line, or the file that it names, gives nothing. */
export function parseIntoDataclasses({ evaluator, activation }: SummaryCall): Possible | undefined {
  const types = typesOf(activation);
  if (types === undefined) {
    return undefined;
  }
  const isFromFile = activation.callee.kind === 'method' && activation.callee.name === 'parse_args_and_config';
  const path = isFromFile ? pathText(inputValue(evaluator, 'config')) : undefined;
  const tree = path === undefined ? undefined : readDocument(evaluator, path, '1.1');
  const parsed = types.map((type) => parseDataclass(evaluator, type, activation, entriesOf(evaluator, tree)));
  const remaining = activation.arguments.keywords.get('return_remaining_strings');
  const rest = remaining === undefined || truth(remaining) === false ? [] : [unknownly('words of the command line that no option takes')];
  return certainly(newSequence(evaluator.store, 'tuple', [...parsed, ...rest]));
}

/** `parser.parse_json_file(json_file="args.json")`: the file's values go before the defaults. */
export function parseFile({ evaluator, activation, given }: SummaryCall): Possible | undefined {
  const types = typesOf(activation);
  const path = pathText(given.positional[0] ?? given.keywords.get('json_file') ?? given.keywords.get('yaml_file'));
  const tree = path === undefined ? undefined : readDocument(evaluator, path, path.endsWith('.json') ? '1.2' : '1.1');
  return types === undefined || tree === undefined
    ? undefined
    : certainly(
        newSequence(
          evaluator.store,
          'tuple',
          types.map((type) => parseDataclass(evaluator, type, activation, entriesOf(evaluator, tree))),
        ),
      );
}

function entriesOf(ev: Evaluator, tree: ConfigTree | undefined): ReadonlyMap<string, Possible> {
  return tree?.kind === 'map' ? new Map([...tree.entries].map(([name, entry]) => [name, plainValue(ev, entry, name)])) : nothingRead;
}

/** The dataclasses that a parser was made for. */
function typesOf({ receiver }: Activation): readonly Possible[] | undefined {
  const parser = receiver === null ? undefined : single(receiver);
  const classes = parser?.kind === 'instance' ? parser.attributes.get(classesAttribute) : undefined;
  const given = classes === undefined ? undefined : single(classes);
  return given?.kind === 'sequence' ? itemsOf(given) : classes === undefined ? undefined : [classes];
}

/** An object of a dataclass of the program or of a library, with the values that hold when the command line gives nothing. */
export function parseDataclass(ev: Evaluator, type: Possible, by: Activation, read: ReadonlyMap<string, Possible> = nothingRead): Possible {
  const of = single(type);
  if (of?.kind !== 'class' && of?.kind !== 'external') {
    return unknownly('parsed arguments', { kind: 'call', activation: by });
  }
  const library = of.kind === 'external' ? of.name : (lineageOf(ev, of).library[0] ?? null);
  const signature = library === null ? undefined : ev.knowledge.callable(library, ev.world.versions);
  const callee =
    of.kind === 'external'
      ? ({ kind: 'library', name: of.name, signature } as const)
      : ({ kind: 'class', of, lineage: [of.name, ...lineageOf(ev, of).library], inherited: library, signature } as const);
  const made: Activation = { ...by, callee, receiver: null, arguments: bind(ev, by.site, noArguments, signature) };
  const instance: InstanceValue = {
    kind: 'instance',
    className: library ?? (of.kind === 'class' ? of.name : of.name),
    of: of.kind === 'class' ? of : null,
    attributes: ev.store.create<Possible>(),
    from: { kind: 'call', activation: made },
  };
  if (of.kind === 'class') {
    dataclassConstructor(ev, of, instance, noArguments);
  }
  for (const { name, default: standard } of signature?.parameters ?? []) {
    // `--do_train` and its like: nobody starts the script without one of them, whatever the default is.
    if (standard?.kind === 'constant' && !instance.attributes.has(name) && !name.startsWith('do_')) {
      const trail = { kind: 'framework-default', what: name, place: null, previous: null } as const;
      instance.attributes.set(name, certainly(constant(standard.value), trail));
    }
  }
  const fields = [...instance.attributes.keys(), ...(signature?.parameters ?? []).map(({ name }) => name)];
  for (const name of fields.filter((field) => !field.startsWith('@'))) {
    const given = inputValue(ev, name) ?? read.get(name);
    if (given !== undefined) {
      instance.attributes.set(name, given);
    }
  }
  return certainly(instance);
}
