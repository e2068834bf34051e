import type { Possible } from '../values/possible';
import type { State } from './state';

/** Names of a module, class body, function call or comprehension. */
export interface Scope {
  readonly kind: 'module' | 'class' | 'function' | 'comprehension';
  readonly names: State<Possible>;
  readonly parent: Scope | null;
  readonly module: ModuleInfo;
  /** Names declared `global` or `nonlocal` here, and the scope they belong to; null where there are none. */
  elsewhere: Map<string, Scope> | null;
}

interface StarImport {
  readonly module: string;
  readonly library: boolean;
}

export interface ModuleInfo {
  readonly name: string;
  readonly path: string;
  /** Modules star-imported and not found, by name: an undefined name may come from them. */
  readonly starImports: State<StarImport>;
}

/** The scope that holds a name as seen from another, by Python's rules: class bodies are not seen from the functions in them. */
export function scopeOf(name: string, from: Scope): Scope | null {
  const declared = from.elsewhere?.get(name);
  if (declared !== undefined) {
    return declared;
  }
  for (let scope: Scope | null = from; scope !== null; scope = scope.parent) {
    if ((scope === from || scope.kind !== 'class') && scope.names.has(name)) {
      return scope;
    }
  }
  return null;
}

export function moduleScope(scope: Scope): Scope {
  let outermost = scope;
  while (outermost.parent !== null) {
    outermost = outermost.parent;
  }
  return outermost;
}
