import type { LibraryCallable, LibraryKnowledge, LibraryParameter, Versions } from '../python/library-knowledge';
import { type Declaration, type Entry, parseDeclaration } from './notation/declaration';
import { anyParameters, extendParameters } from './notation/signature';
import { fitsPattern, indexTable, type Table } from './notation/table';
import { indexReExports, type ReExports } from './re-exports';
import { tables } from './tables';
import { namesOfOwnFolders, otherPackages, standardLibrary } from './top-level-modules';
import { holds } from './version';

interface Package {
  readonly table: Table;
  readonly reExports: ReExports;
}

/**
 * Knowledge from tables, keyed by the first word of the names they declare. A package is indexed when it is first asked
 * about and a line is read when it is first used; both are kept. Throws SyntaxError when a line used is malformed.
 */
export function createLibraryKnowledge(texts: Readonly<Record<string, readonly string[]>> = tables): LibraryKnowledge {
  const packages = new Map<string, Package>();
  const canonicalNames = new Map<string, string>();
  const declarations = new Map<Entry, Declaration>();
  const callables = new WeakMap<Versions, Map<string, LibraryCallable | undefined>>();
  const lineages = new Map<string, readonly string[]>();
  const methods = new WeakMap<Versions, Map<string, Map<string, LibraryCallable | undefined>>>();
  const attributes = new Map<string, Map<string, string | undefined>>();

  function packageOf(name: string): Package | undefined {
    const dot = name.indexOf('.');
    const top = dot < 0 ? name : name.slice(0, dot);
    const known = packages.get(top);
    if (known || !Object.hasOwn(texts, top)) return known;
    const table = indexTable(texts[top] ?? []);
    const indexed = { table, reExports: indexReExports(table.aliases) };
    packages.set(top, indexed);
    return indexed;
  }

  function entriesOf(name: string): readonly Entry[] {
    const table = packageOf(name)?.table;
    if (!table) return [];
    const exact = table.entries.get(name);
    if (exact) return exact;
    return table.patterns.filter((pattern) => fitsPattern(name, pattern)).map(({ entry }) => entry);
  }

  function read(entry: Entry): Declaration {
    const known = declarations.get(entry);
    if (known) return known;
    const declaration = parseDeclaration(entry);
    declarations.set(entry, declaration);
    return declaration;
  }

  /** The variant in force. A name that only older versions have is still the one that the code means. */
  function declarationOf(name: string, versions: Versions): Declaration | undefined {
    const all = entriesOf(name).map(read);
    return (
      all.find((declaration) => declaration.conditions.length > 0 && declaration.conditions.every((one) => holds(one, versions))) ??
      newestOf(all)
    );
  }

  function newestOf(all: readonly Declaration[]): Declaration | undefined {
    return all.find((declaration) => declaration.conditions.length === 0) ?? all.at(-1);
  }

  function canonical(name: string): string {
    const known = canonicalNames.get(name);
    if (known !== undefined) return known;
    const seen = new Set<string>();
    let current = name;
    while (!seen.has(current)) {
      seen.add(current);
      const owner = packageOf(current);
      if (!owner || owner.table.entries.has(current)) break;
      const next = owner.reExports.replacePrefix(current);
      if (next === undefined) break;
      current = next;
    }
    canonicalNames.set(name, current);
    return current;
  }

  function lineage(className: string): readonly string[] {
    const start = canonical(className);
    const known = lineages.get(start);
    if (known) return known;
    const names = [start];
    for (const name of names) {
      const declaration = newestOf(entriesOf(name).map(read));
      for (const base of declaration?.kind === 'class' ? declaration.bases : []) if (!names.includes(base)) names.push(base);
    }
    lineages.set(start, names);
    return names;
  }

  function parametersOf(name: string, declaration: Declaration, versions: Versions): readonly LibraryParameter[] {
    const { signature } = declaration;
    if (signature && !signature.inherits) return signature.parameters;
    const newest = newestOf(entriesOf(name).map(read));
    const base = declaration.bases[0] ?? newest?.bases[0];
    let inherited = anyParameters;
    if (signature && newest && newest !== declaration) inherited = parametersOf(name, newest, versions);
    else if (base !== undefined) inherited = callable(base, versions)?.parameters ?? anyParameters;
    return signature ? extendParameters(inherited, signature) : inherited;
  }

  function callable(asked: string, versions: Versions): LibraryCallable | undefined {
    const name = canonical(asked);
    const known = callables.get(versions) ?? new Map<string, LibraryCallable | undefined>();
    callables.set(versions, known);
    if (!known.has(name)) {
      // Said before it is known, so that a circle of bases ends.
      known.set(name, undefined);
      known.set(name, build(name, versions));
    }
    return known.get(name);
  }

  function build(name: string, versions: Versions): LibraryCallable | undefined {
    const declaration = declarationOf(name, versions);
    if (!declaration) {
      const dot = name.lastIndexOf('.');
      const owner = name.slice(0, Math.max(dot, 0));
      return dot > 0 && lineage(owner).length > 1 ? inheritedMethod(owner, name.slice(dot + 1), versions) : undefined;
    }
    if (declaration.kind === 'attribute') return undefined;
    const { kind } = declaration;
    return { name, kind, parameters: parametersOf(name, declaration, versions), returns: kind === 'class' ? name : declaration.type };
  }

  function inheritedMethod(className: string, method: string, versions: Versions): LibraryCallable | undefined {
    for (const owner of lineage(className)) {
      const name = `${owner}.${method}`;
      if (entriesOf(name).length > 0) return callable(name, versions);
    }
    return undefined;
  }

  /** Asked of every class of an object at each of its calls: most have no such method, which only a search of all bases tells. */
  function method(className: string, name: string, versions: Versions): LibraryCallable | undefined {
    const byClass = methods.get(versions) ?? new Map<string, Map<string, LibraryCallable | undefined>>();
    methods.set(versions, byClass);
    return remembered(byClass, className, name, () => inheritedMethod(className, name, versions));
  }

  function attribute(className: string, name: string): string | undefined {
    return remembered(attributes, className, name, () => inheritedAttribute(className, name));
  }

  function inheritedAttribute(className: string, name: string): string | undefined {
    for (const owner of lineage(className)) {
      const declaration = newestOf(entriesOf(canonical(`${owner}.${name}`)).map(read));
      if (declaration) return declaration.kind === 'attribute' ? declaration.type : undefined;
    }
    return undefined;
  }

  return {
    canonical,
    callable,
    method,
    attribute,
    lineage,
    isLibrary: (module) => Object.hasOwn(texts, module) || standardLibrary.has(module) || otherPackages.has(module),
    isOftenLocal: (module) => namesOfOwnFolders.has(module),
  };
}

/** Members that are remembered in all; more than any workspace asks for in a while. */
const mostRemembered = 50_000;
const sizes = new WeakMap<object, number>();

function remembered<T>(all: Map<string, Map<string, T>>, className: string, name: string, find: () => T): T {
  let members = all.get(className);
  if (members?.has(name) === true) {
    return members.get(name) as T;
  }
  const found = find();
  const size = (sizes.get(all) ?? 0) + 1;
  if (size > mostRemembered) {
    all.clear();
    members = undefined;
  }
  sizes.set(all, size > mostRemembered ? 1 : size);
  if (members === undefined) {
    members = new Map();
    all.set(className, members);
  }
  members.set(name, found);
  return found;
}
