import { plainValue } from '../configuration/materialize';
import { readDocument, type DocumentForm } from '../configuration/read-document';
import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { pathText } from '../../python/stdlib/paths';
import { single, type Possible } from '../../python/values/possible';
import type { Activation } from '../../python/program/call-site';

/** Readers of configurations: which form they take, by canonical name. */
const readers: readonly (readonly [string, DocumentForm])[] = [
  ...['load', 'safe_load', 'full_load', 'unsafe_load'].map((name) => [`yaml.${name}`, '1.1'] as const),
  ['ruamel.yaml.load', '1.2'],
  ['ruamel.yaml.safe_load', '1.2'],
  ['ruamel.yaml.YAML.load', '1.2'],
  ['json.load', '1.2'],
  ['json.loads', '1.2'],
  ['json5.load', '1.2'],
  ['commentjson.load', '1.2'],
  ...['tomllib', 'tomli', 'toml', 'tomlkit', 'rtoml', 'pytoml'].flatMap((module) =>
    ['load', 'loads'].map((name) => [`${module}.${name}`, 'toml'] as const),
  ),
];

/** What a program reads from a configuration is what stands there. */
export const configurationSummaries: readonly (readonly [string, CallSummary])[] = readers.map(([name, form]) => [
  name,
  (call) => documentRead(call, form),
]);

function documentRead({ evaluator, given, activation }: SummaryCall, form: DocumentForm): Possible | undefined {
  const path = pathRead(given.positional[0] ?? given.keywords.get('stream') ?? given.keywords.get('fp'), true);
  const tree = path === undefined ? undefined : readDocument(evaluator, path, form);
  return tree === undefined ? undefined : plainValue(evaluator, tree, activation.site.name);
}

const openers = new Set(['builtins.open', 'io.open', 'codecs.open', 'pathlib.Path.open', 'tensorflow.io.gfile.GFile', 'fsspec.open']);
/** Methods that give the text of a file or path, or the file of a path. */
const passing = new Set(['read', 'read_text', 'read_bytes', 'open', '__enter__']);

/**
 * The path of the file that a value was read from: an open file, its text, or what `Path.read_text()` gives. With `isOpened`, a mere path
 * is none.
 */
export function pathRead(possible: Possible | undefined, isOpened: boolean): string | undefined {
  const value = possible === undefined ? undefined : single(possible);
  const origin = value?.kind === 'unknown' ? value.origin : value?.kind === 'instance' ? value.from : null;
  const opened = origin?.kind === 'call' ? pathOpenedBy(origin.activation) : undefined;
  return opened ?? (isOpened ? undefined : pathText(possible));
}

function pathOpenedBy({ callee, site, receiver, arguments: given }: Activation): string | undefined {
  const name = callee.kind === 'library' || callee.kind === 'outside' ? callee.name : undefined;
  if (name !== undefined && openers.has(name)) {
    return pathText(given.positional[0] ?? given.keywords.get('file'));
  }
  return receiver !== null && passing.has(site.name) ? (pathRead(receiver, true) ?? pathText(receiver)) : undefined;
}
