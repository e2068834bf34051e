import type { Possible } from '../../python/values/possible';
import type { Place } from '../../python/values/trail';

/** A configuration as it is written: before interpolations are resolved and before Python makes objects of it. */
export type ConfigTree =
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, ConfigTree>; readonly place: Place | null }
  | { readonly kind: 'list'; readonly items: readonly ConfigTree[]; readonly place: Place | null }
  /** A number keeps whether it was written as a float: `1.0` is no int. */
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly isFloat: boolean; readonly place: Place | null }
  /** What the program itself put there, or what no reader understands. */
  | { readonly kind: 'value'; readonly possible: Possible };

/** The text that a place of a configuration lies in. */
export type Unit = Place['unit'];

export type ConfigMap = Extract<ConfigTree, { kind: 'map' }>;

export const emptyConfig: ConfigMap = { kind: 'map', entries: new Map(), place: null };

export function scalarTree(value: string | number | boolean | null, place: Place | null = null): ConfigTree {
  return { kind: 'scalar', value, isFloat: typeof value === 'number' && !Number.isInteger(value), place };
}

/** Both configurations, where the second goes before the first: maps are merged, everything else is replaced. */
export function merged(below: ConfigTree, above: ConfigTree): ConfigTree {
  if (below.kind !== 'map' || above.kind !== 'map') {
    return above;
  }
  const entries = new Map(below.entries);
  for (const [key, value] of above.entries) {
    const known = entries.get(key);
    entries.set(key, known === undefined ? value : merged(known, value));
  }
  return { kind: 'map', entries, place: above.place ?? below.place };
}

/** What stands under the keys of a path; undefined where nothing does. */
export function at(tree: ConfigTree, path: readonly string[]): ConfigTree | undefined {
  let found: ConfigTree | undefined = tree;
  for (const key of path) {
    found = found?.kind === 'map' ? found.entries.get(key) : found?.kind === 'list' ? found.items[Number(key)] : undefined;
  }
  return found;
}

/** The configuration with something put under a path, merged with what stands there. */
export function put(tree: ConfigTree, [key, ...rest]: readonly string[], value: ConfigTree): ConfigTree {
  if (key === undefined) {
    return merged(tree, value);
  }
  const { entries, place } = tree.kind === 'map' ? tree : emptyConfig;
  return { kind: 'map', entries: new Map([...entries, [key, put(entries.get(key) ?? emptyConfig, rest, value)]]), place };
}

/** The configuration with the value under a path replaced; `null` takes the key away. */
export function replaced(tree: ConfigTree, [key, ...rest]: readonly string[], value: ConfigTree | null): ConfigTree {
  if (key === undefined || tree.kind === 'scalar' || tree.kind === 'value') {
    return value ?? emptyConfig;
  }
  if (tree.kind === 'list') {
    return value === null
      ? tree
      : { ...tree, items: tree.items.map((item, index) => (String(index) === key ? replaced(item, rest, value) : item)) };
  }
  const entries = new Map(tree.entries);
  if (rest.length === 0 && value === null) {
    entries.delete(key);
  } else {
    entries.set(key, rest.length === 0 ? (value ?? emptyConfig) : replaced(entries.get(key) ?? emptyConfig, rest, value));
  }
  return { ...tree, entries };
}

/** How many maps, lists and scalars it holds, counted up to a bound. */
export function sizeOfTree(tree: ConfigTree, most: number): number {
  const inner = tree.kind === 'map' ? [...tree.entries.values()] : tree.kind === 'list' ? tree.items : [];
  let size = 1;
  for (const one of inner) {
    if (size > most) {
      break;
    }
    size += sizeOfTree(one, most - size);
  }
  return size;
}
