/** Readers of the files in which a project states its packages. */
import type { Versions } from '../../../python/library-knowledge';
import { normalName, requirementOf, versionOf, type Requirement } from './specifiers';

/** Of several statements about a package the first holds. */
export function asVersions(stated: readonly Requirement[]): Versions {
  const versions: Record<string, string> = {};
  for (const { name, version } of stated) {
    versions[name] ??= version;
  }
  return versions;
}

/** Lines of a `requirements.txt`. */
export function fromRequirementLines(text: string): readonly Requirement[] {
  return text.split(/\r?\n/u).flatMap((line) => {
    const plain = line.replace(/(?:^|\s)#.*$/u, '').trim();
    return plain === '' || plain.startsWith('-') ? [] : requirements(plain);
  });
}

/** The files that a `requirements.txt` includes with `-r`, as written. */
export function includedFiles(text: string): readonly string[] {
  return [...text.matchAll(/^\s*(?:-r|--requirement)[\s=]+(\S+)/gmu)].map(([, file = '']) => file);
}

/** The packages of `uv.lock`, `poetry.lock` and `pdm.lock`. They are long, and regular: each table begins with name and version. */
export function fromLockTables(text: string): readonly Requirement[] {
  const entries = text.matchAll(/^\[\[package\]\]\s*\nname = "([^"]+)"\s*\nversion = "([^"]+)"/gmu);
  return [...entries].map(([, name = '', version = '']) => ({ name: normalName(name), version }));
}

/** The default packages of `Pipfile.lock`. */
export function fromPipfileLock(text: string): readonly Requirement[] {
  const entries = text.matchAll(/"([\w.-]+)": \{[^{}]*"version": "==([^"]+)"/gu);
  return [...entries].map(([, name = '', version = '']) => ({ name: normalName(name), version }));
}

/** The dependencies of a conda `environment.yml`, those for pip included. */
export function fromCondaEnvironment(text: string): readonly Requirement[] {
  return text.split(/\r?\n/u).flatMap((line) => {
    const entry = /^\s*-\s+["']?(?:[\w./-]+::)?([A-Za-z][^#"']*)/u.exec(line)?.[1]?.trim();
    return entry === undefined || entry.endsWith(':')
      ? []
      : requirements(entry.replace(/^([\w.-]+)\s*=\s*(\d[\w.*]*)(?:=.*)?$/u, '$1==$2'));
  });
}

type Table = Readonly<Record<string, unknown>>;

/** Dependencies of a `pyproject.toml`: of the project, its extras and groups, Poetry's and pixi's. */
export function fromPyproject(toml: Table): readonly Requirement[] {
  const project = tableIn(toml, 'project');
  const tool = tableIn(toml, 'tool');
  const poetry = tableIn(tool, 'poetry');
  const pixi = tableIn(tool, 'pixi');
  const lists = [
    project.dependencies,
    ...Object.values(tableIn(project, 'optional-dependencies')),
    ...Object.values(tableIn(toml, 'dependency-groups')),
  ];
  const groups = Object.values(tableIn(poetry, 'group')).map((group) => (isTable(group) ? tableIn(group, 'dependencies') : {}));
  const tables = [tableIn(poetry, 'dependencies'), ...groups, tableIn(pixi, 'dependencies'), tableIn(pixi, 'pypi-dependencies')];
  return [...lists.flatMap(fromList), ...tables.flatMap(fromNamed)];
}

/** A list of requirements, as in `dependencies` of a project or of a script. */
export function fromList(list: unknown): readonly Requirement[] {
  return Array.isArray(list) ? list.flatMap((one: unknown) => (typeof one === 'string' ? requirements(one) : [])) : [];
}

/** `torch = "^2.1"` or `torch = {version = "^2.1"}`. */
function fromNamed(table: Table): readonly Requirement[] {
  return Object.entries(table).flatMap(([name, value]) => {
    const specifier = isTable(value) ? value.version : value;
    const version = typeof specifier === 'string' && name !== 'python' ? versionOf(poetryDefault(specifier)) : undefined;
    return version === undefined ? [] : [{ name: normalName(name), version }];
  });
}

/** In Poetry and pixi a bare version means exactly this one. */
function poetryDefault(specifier: string): string {
  return /^\s*\d/u.test(specifier) ? `==${specifier.trim()}` : specifier;
}

function requirements(text: string): readonly Requirement[] {
  const requirement = requirementOf(text);
  return requirement === undefined ? [] : [requirement];
}

function tableIn(table: Table, key: string): Table {
  const value = table[key];
  return isTable(value) ? value : {};
}

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
