import { fileDocument } from '../source/document';
import type { FromImportNode } from '../syntax/nodes';
import { certainly, unknownly, type Possible } from '../values/possible';
import type { ModuleValue } from '../values/value';
import type { Evaluator } from './evaluator';
import { attributeOf } from './attributes';
import type { Scope } from './scope';
import { execute } from './statements';

/** How many imports deep modules of the workspace are followed. */
const deepestImport = 4;
/** How many folders above the importing file may be the root of its package. */
const parentsSearched = 3;

/** `import a.b as c`. */
export function importModule(ev: Evaluator, module: string, alias: string | null, scope: Scope): void {
  ev.imports.add(module);
  const [top = module] = module.split('.');
  if (alias !== null) {
    ev.store.set(scope.names, alias, moduleOrExternal(ev, module, 0, scope));
    return;
  }
  if (module !== top && !ev.knowledge.isLibrary(top)) {
    const whole = loadModule(ev, module, 0, scope);
    if (whole !== null) {
      const parts = module.split('.');
      const holder: ModuleValue = { kind: 'module', name: top, scope: ev.newScope('module', null, whole.scope.module) };
      let inner = holder;
      for (const part of parts.slice(1, -1)) {
        const next: ModuleValue = { kind: 'module', name: part, scope: ev.newScope('module', null, whole.scope.module) };
        inner.scope.names.set(part, certainly(next));
        inner = next;
      }
      inner.scope.names.set(parts.at(-1) ?? module, certainly(whole));
      ev.store.set(scope.names, top, certainly(holder));
      return;
    }
  }
  ev.store.set(scope.names, top, moduleOrExternal(ev, top, 0, scope));
}

/** `from a.b import c as d`, and the star form. */
export function importFrom(ev: Evaluator, node: FromImportNode, scope: Scope): void {
  if (node.module === '__future__') {
    return;
  }
  ev.imports.add('.'.repeat(node.level) + node.module);
  const source = moduleOrExternal(ev, node.module, node.level, scope);
  const [option] = source.options;
  if (node.names === null) {
    if (option?.value.kind === 'module') {
      for (const [name, value] of option.value.scope.names) {
        if (!name.startsWith('_')) {
          ev.store.set(scope.names, name, value);
        }
      }
      scope.module.starImports.push(...option.value.scope.module.starImports);
    } else if (option?.value.kind === 'external') {
      scope.module.starImports.push({ module: option.value.name, library: option.value.library });
    }
    return;
  }
  for (const { name, alias } of node.names) {
    ev.store.set(scope.names, alias ?? name, member(ev, source, node, name, scope));
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
    return certainly({ kind: 'external', name: ev.knowledge.canonical(module), library: true });
  }
  const loaded = loadModule(ev, module, level, scope);
  return loaded === null ? certainly({ kind: 'external', name: `${'.'.repeat(level)}${module}`, library: false }) : certainly(loaded);
}

/** Finds a module of the workspace and evaluates it once; null when the workspace has none of that name. */
function loadModule(ev: Evaluator, module: string, level: number, scope: Scope): ModuleValue | null {
  for (const path of candidates(module, level, scope.module.path)) {
    const known = ev.modules.get(path);
    if (known !== undefined) {
      return known;
    }
    const text = ev.workspace.read(path);
    if (text === undefined) {
      ev.wants.add(path);
    } else if (text !== null && ev.importDepth < deepestImport) {
      return evaluateModule(ev, module, path, text);
    }
  }
  return null;
}

function evaluateModule(ev: Evaluator, name: string, path: string, text: string): ModuleValue {
  const parsed = ev.parse(fileDocument(path, text));
  const scope = ev.newScope('module', null, { name, path, starImports: [] });
  const module: ModuleValue = { kind: 'module', name, scope };
  ev.modules.set(path, module);
  const { context } = ev;
  ev.context = null;
  ev.importDepth++;
  ev.frames.push({ of: null, returns: [], yields: [], path: [], exits: [] });
  try {
    for (const fragment of parsed.fragments) {
      execute(ev, fragment.statements, scope);
    }
  } finally {
    ev.frames.pop();
    ev.importDepth--;
    ev.context = context;
  }
  return module;
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
  }
  return roots.flatMap((base) => {
    const at = base === '' ? tail : tail === '' ? base : `${base}/${tail}`;
    return tail === '' ? [`${at}/__init__.py`] : [`${at}.py`, `${at}/__init__.py`];
  });
}

function parentOf(folder: string): string | null {
  if (folder === '') {
    return null;
  }
  const cut = folder.lastIndexOf('/');
  return cut === -1 ? '' : cut === 0 ? null : folder.slice(0, cut);
}
