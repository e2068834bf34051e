import { fileDocument } from '../source/document';
import type { FromImportNode } from '../syntax/nodes';
import { certainly, single, unknownly, type Possible } from '../values/possible';
import type { ModuleValue } from '../values/value';
import type { Evaluator } from './evaluator';
import { attributeOf } from './attributes';
import type { Scope } from './scope';
import { execute } from './statements';
import { dropExits } from './flow';
import { unsettleNames } from './escape';
import { itemsOf } from './containers';

/** How many imports deep modules of the workspace are followed. */
const deepestImport = 4;
/** How many folders above the importing file may be the root of its package. */
const parentsSearched = 3;

/** In how many of these folders a `src` may hold it. */
const sourcesSearched = 2;

/** `import a.b as c`. */
export function importModule(ev: Evaluator, module: string, alias: string | null, scope: Scope): void {
  ev.imports.push(module);
  const [top = module] = module.split('.');
  if (alias !== null) {
    ev.store.set(scope.names, alias, moduleOrExternal(ev, module, 0, scope));
    return;
  }
  if (module !== top && !ev.knowledge.isLibrary(top)) {
    const whole = loadModule(ev, module, 0, scope);
    if (whole !== null) {
      const parts = module.split('.');
      const known = single(scope.names.get(top) ?? unknownly('no package'));
      const holder = known?.kind === 'module' ? known : packageHolder(ev, top, whole);
      let inner = holder;
      for (const part of parts.slice(1, -1)) {
        const there = single(inner.scope.names.get(part) ?? unknownly('no package'));
        const next = there?.kind === 'module' ? there : packageHolder(ev, part, whole);
        ev.store.set(inner.scope.names, part, certainly(next));
        inner = next;
      }
      ev.store.set(inner.scope.names, parts.at(-1) ?? module, certainly(whole));
      ev.store.set(scope.names, top, certainly(holder));
      return;
    }
  }
  ev.store.set(scope.names, top, moduleOrExternal(ev, top, 0, scope));
}

function packageHolder(ev: Evaluator, name: string, whole: ModuleValue): ModuleValue {
  return { kind: 'module', name, scope: ev.newScope('module', null, whole.scope.module) };
}

/** `from a.b import c as d`, and the star form. */
export function importFrom(ev: Evaluator, node: FromImportNode, scope: Scope): void {
  if (node.module === '__future__') {
    return;
  }
  ev.imports.push('.'.repeat(node.level) + node.module);
  const source = moduleOrExternal(ev, node.module, node.level, scope);
  const [option] = source.options;
  if (node.names === null) {
    if (option?.value.kind === 'module') {
      importEverything(ev, option.value, scope);
    } else if (option?.value.kind === 'external') {
      scope.module.starImports.set(option.value.name, { module: option.value.name, library: option.value.library });
      if (!option.value.library) {
        unsettleNames(ev, scope.names);
      }
    }
    return;
  }
  for (const { name, alias } of node.names) {
    ev.store.set(scope.names, alias ?? name, member(ev, source, node, name, scope));
  }
}

function importEverything(ev: Evaluator, { scope: from }: ModuleValue, scope: Scope): void {
  const listed = single(from.names.get('__all__') ?? unknownly('no list'));
  const names = listed?.kind === 'sequence' ? itemsOf(listed)?.map((name) => single(name)) : undefined;
  const exported = names === undefined ? null : new Set(names.map((name) => (name?.kind === 'constant' ? String(name.value) : '')));
  for (const [name, value] of from.names) {
    if (exported === null ? !name.startsWith('_') : exported.has(name)) {
      ev.store.set(scope.names, name, value);
    }
  }
  const further = [...from.module.starImports];
  if (further.some(([, { library }]) => !library)) {
    unsettleNames(ev, scope.names);
  }
  for (const [module, source] of further) {
    scope.module.starImports.set(module, source);
  }
}

function member(ev: Evaluator, source: Possible, node: FromImportNode, name: string, scope: Scope): Possible {
  const [option] = source.options;
  if (option?.value.kind === 'module') {
    const found = option.value.scope.names.get(name);
    if (found !== undefined) {
      return found;
    }
    const submodule = loadModule(ev, node.module === '' ? name : `${node.module}.${name}`, node.level, scope);
    return submodule === null
      ? unknownly(`${name} is not found in ${option.value.name}`, { kind: 'import', name: `${option.value.name}.${name}` })
      : certainly(submodule);
  }
  if (option?.value.kind === 'external' && !option.value.library) {
    const submodule = loadModule(ev, node.module === '' ? name : `${node.module}.${name}`, node.level, scope);
    if (submodule !== null) {
      return certainly(submodule);
    }
    return certainly({ kind: 'external', name: `${option.value.name}.${name}`, library: false });
  }
  return attributeOf(ev, source, name);
}

function moduleOrExternal(ev: Evaluator, module: string, level: number, scope: Scope): Possible {
  const [top = module] = module.split('.');
  if (level === 0 && ev.knowledge.isLibrary(top)) {
    const own = ev.knowledge.isOftenLocal(top) ? loadModule(ev, module, 0, scope, true) : null;
    if (own !== null) {
      return certainly(own);
    }
    return certainly({ kind: 'external', name: ev.knowledge.canonical(module), library: true });
  }
  const loaded = loadModule(ev, module, level, scope);
  return loaded === null ? certainly({ kind: 'external', name: `${'.'.repeat(level)}${module}`, library: false }) : certainly(loaded);
}

/** The object that a configuration names in full, such as `src.models.net.Net` or `torch.optim.Adam`. */
export function objectNamed(ev: Evaluator, dotted: string): Possible {
  const parts = dotted.split('.');
  const [top = dotted] = parts;
  const scope = ev.frame().globals;
  if (ev.knowledge.isLibrary(top)) {
    ev.imports.push(parts.slice(0, -1).join('.'));
    return certainly({ kind: 'external', name: ev.knowledge.canonical(dotted), library: true });
  }
  for (let length = parts.length - 1; length > 0; length--) {
    const module = loadModule(ev, parts.slice(0, length).join('.'), 0, scope);
    if (module !== null) {
      return parts.slice(length).reduce((object, name) => attributeOf(ev, object, name), certainly(module));
    }
  }
  return certainly({ kind: 'external', name: dotted, library: false });
}

/** Finds a module of the workspace and evaluates it once; null when the workspace has none of that name. */
function loadModule(ev: Evaluator, module: string, level: number, scope: Scope, besideOnly = false): ModuleValue | null {
  const paths = candidates(module, level, scope.module.path);
  for (const path of besideOnly ? paths.slice(0, 2) : paths) {
    const known = ev.modules.get(path);
    if (known !== undefined) {
      return known;
    }
    const text = ev.workspace.read(path);
    if (text === undefined) {
      ev.wants.push(path);
    } else if (text !== null && ev.importDepth < deepestImport) {
      return evaluateModule(ev, module, path, text);
    }
  }
  return null;
}

function evaluateModule(ev: Evaluator, name: string, path: string, text: string): ModuleValue {
  const parsed = ev.parse(fileDocument(path, text));
  const scope = ev.newScope('module', null, { name, path, starImports: ev.store.createLasting() });
  const module: ModuleValue = { kind: 'module', name, scope };
  ev.modules.set(path, module);
  const { context } = ev;
  ev.context = null;
  ev.importDepth++;
  ev.frames.push(ev.newFrame(null, scope));
  for (const fragment of parsed.fragments) {
    execute(ev, fragment.statements, scope);
  }
  dropExits(ev);
  ev.frames.pop();
  ev.importDepth--;
  ev.context = context;
  return module;
}

/** Runs a file of the workspace in a scope that is there already, as `exec` does. */
export function runFile(ev: Evaluator, path: string, scope: Scope): void {
  const folder = scope.module.path.includes('/') ? scope.module.path.slice(0, scope.module.path.lastIndexOf('/') + 1) : '';
  const text = ev.workspace.read(folder + path);
  if (text === undefined) {
    ev.wants.push(folder + path);
  } else if (text !== null && ev.importDepth < deepestImport) {
    ev.importDepth++;
    ev.frames.push(ev.newFrame(null, scope));
    for (const fragment of ev.parse(fileDocument(folder + path, text)).fragments) {
      execute(ev, fragment.statements, scope);
    }
    dropExits(ev);
    ev.frames.pop();
    ev.importDepth--;
  }
}

/** Files that may hold a module, likeliest first. */
function candidates(module: string, level: number, from: string): readonly string[] {
  const tail = module === '' ? '' : module.split('.').join('/');
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/')) : '';
  const roots: string[] = [];
  let root: string | null = folder;
  for (let up = 1; up < level && root !== null; up++) {
    root = parentOf(root);
  }
  if (level > 0) {
    if (root !== null) {
      roots.push(root);
    }
  } else {
    for (let up = 0; up <= parentsSearched && root !== null; up++) {
      roots.push(root);
      root = parentOf(root);
    }
    // Projects that are installed keep their package in `src`, and scripts beside it.
    roots.push(...roots.slice(0, sourcesSearched).map((one) => (one === '' ? 'src' : `${one}/src`)));
    const holder = packageRoot(module, folder);
    if (holder !== null && !roots.includes(holder)) {
      roots.push(holder);
    }
  }
  return roots.flatMap((base) => {
    const at = base === '' ? tail : tail === '' ? base : `${base}/${tail}`;
    return tail === '' ? [`${at}/__init__.py`] : [`${at}.py`, `${at}/__init__.py`];
  });
}

/** The folder that holds the package which the importing file is part of, when the import names that package from its top. */
function packageRoot(module: string, folder: string): string | null {
  const [top = ''] = module.split('.');
  const parts = folder.split('/');
  const at = module.includes('.') ? parts.indexOf(top) : -1;
  return at === -1 ? null : parts.slice(0, at).join('/');
}

function parentOf(folder: string): string | null {
  if (folder === '') {
    return null;
  }
  const cut = folder.lastIndexOf('/');
  return cut === -1 ? '' : cut === 0 ? null : folder.slice(0, cut);
}
