import { emptyConfig, merged, put, replaced, scalarTree, type ConfigTree } from '../configuration/config-tree';
import { configValue, plainValue, treeOf } from '../configuration/materialize';
import { readDocument } from '../configuration/read-document';
import { itemsOf } from '../../python/evaluate/containers';
import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { truth } from '../../python/evaluate/truth';
import { nothing, single, unknownly, type Possible } from '../../python/values/possible';
import { plainScalar } from '../configuration/yaml-scalars';
import { pathRead } from './configuration-files';

const owner = 'omegaconf.OmegaConf';

export const omegaConfSummaries: readonly (readonly [string, CallSummary])[] = [
  [`${owner}.load`, load],
  [`${owner}.create`, create],
  [`${owner}.structured`, ({ given }) => given.positional[0]],
  [`${owner}.merge`, merge],
  [`${owner}.unsafe_merge`, merge],
  [`${owner}.from_cli`, fromWords],
  [`${owner}.from_dotlist`, fromWords],
  [`${owner}.to_container`, toContainer],
  [`${owner}.update`, update],
  ...['set_struct', 'set_readonly', 'resolve', 'save'].map((name) => [`${owner}.${name}`, () => nothing] as const),
  ['omegaconf.DictConfig', create],
  ['omegaconf.open_dict', ({ given }) => given.positional[0]],
  ['omegaconf.read_write', ({ given }) => given.positional[0]],
];

function load({ evaluator, given }: SummaryCall): Possible | undefined {
  const path = pathRead(given.positional[0] ?? given.keywords.get('file_'), false);
  const tree = path === undefined ? undefined : readDocument(evaluator, path, 'omegaconf');
  return tree === undefined ? undefined : configValue(evaluator, tree);
}

function create({ evaluator, given }: SummaryCall): Possible | undefined {
  const [first] = given.positional;
  const tree = first === undefined ? emptyConfig : treeOf(first);
  return tree?.kind === 'map' || tree?.kind === 'list' ? configValue(evaluator, written(tree)) : undefined;
}

/** Interpolations of a dict that the program writes are texts of constants. */
function written(tree: ConfigTree): ConfigTree {
  if (tree.kind === 'map') {
    return { ...tree, entries: new Map([...tree.entries].map(([key, entry]) => [key, written(entry)])) };
  }
  if (tree.kind === 'value') {
    const value = single(tree.possible);
    return value?.kind === 'constant' && value.type === 'str' && String(value.value).includes('${')
      ? scalarTree(value.value, tree.possible.options[0]?.trail?.place ?? null)
      : tree;
  }
  return tree.kind === 'list' ? { ...tree, items: tree.items.map(written) } : tree;
}

/** Unknown as soon as one of them may hold anything. */
function merge({ evaluator, given, activation }: SummaryCall): Possible {
  const trees = given.positional.map((one) => treeOf(one));
  return given.openPositional || !trees.every((tree) => tree?.kind === 'map')
    ? unknownly('a merged configuration', { kind: 'call', activation })
    : configValue(evaluator, trees.reduce(merged, emptyConfig));
}

/** `model.lr=0.1` of the command line, or of a list. */
function fromWords({ evaluator, given, activation }: SummaryCall): Possible | undefined {
  const list = given.positional[0] === undefined ? undefined : single(given.positional[0]);
  const listed = list?.kind === 'sequence' ? itemsOf(list)?.map((item) => single(item)) : undefined;
  const words =
    given.positional[0] === undefined
      ? (evaluator.world.words ?? [])
      : listed?.map((item) => (item?.kind === 'constant' ? { text: String(item.value), place: null } : undefined));
  if (words?.every((word) => word !== undefined) !== true) {
    return unknownly('words of the command line', { kind: 'call', activation });
  }
  let tree: ConfigTree = emptyConfig;
  for (const word of words) {
    const [key = '', text] = word.text.replace(/^--?/, '').split(/=(.*)/s);
    if (text !== undefined) {
      tree = put(tree, key.split('.'), { kind: 'scalar', ...plainScalar(text, 'omegaconf'), place: word.place });
    }
  }
  return configValue(evaluator, tree);
}

function toContainer({ evaluator, given }: SummaryCall): Possible | undefined {
  const [of] = given.positional;
  const tree = of === undefined ? undefined : treeOf(of);
  if (tree === undefined) {
    return undefined;
  }
  const resolve = given.keywords.get('resolve');
  return plainValue(evaluator, resolve !== undefined && truth(resolve) === true ? resolvedTree(of) : tree);
}

/** The tree of the values themselves, in which every interpolation is what it stands for. */
function resolvedTree(possible: Possible | undefined): ConfigTree {
  const value = possible === undefined ? undefined : single(possible);
  if (value?.kind === 'instance') {
    return { kind: 'map', place: null, entries: new Map([...value.attributes].map(([key, entry]) => [key, resolvedTree(entry)])) };
  }
  return { kind: 'value', possible: possible ?? nothing };
}

/** `OmegaConf.update(config, "model.lr", 0.1)` changes the configuration itself. */
function update({ evaluator, given }: SummaryCall): Possible {
  const [of, key, value] = given.positional;
  const config = of === undefined ? undefined : single(of);
  const path = key === undefined ? undefined : single(key);
  const tree = of === undefined ? undefined : treeOf(of);
  if (config?.kind === 'instance' && path?.kind === 'constant' && tree !== undefined && value !== undefined) {
    const changed = single(configValue(evaluator, replaced(tree, String(path.value).split('.'), { kind: 'value', possible: value })));
    for (const [name, entry] of changed?.kind === 'instance' ? changed.attributes : []) {
      evaluator.store.set(config.attributes, name, entry);
    }
  }
  return nothing;
}
