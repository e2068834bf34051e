import { certainly, present, unknownly, type Possible } from '../values/possible';
import { constant } from '../values/value';
import { builtinSummary } from './builtins';
import type { Evaluator } from './evaluator';
import { scopeOf, type Scope } from './scope';

/** Builtins that the tables do not list, with what notebooks add to them. */
const otherBuiltins = new Set(
  (
    'aiter anext bin breakpoint bytearray classmethod compile dir exec execfile exit help memoryview oct property quit reduce staticmethod ' +
    'unichr unicode xrange raw_input long basestring reload NotImplemented Ellipsis display get_ipython __import__ __doc__ __spec__ __builtins__'
  ).split(' '),
);

function isBuiltin(ev: Evaluator, name: string): boolean {
  return (
    otherBuiltins.has(name) ||
    ev.knowledge.callable(`builtins.${name}`, ev.world.versions) !== undefined ||
    builtinSummary(`builtins.${name}`) !== undefined ||
    /^[A-Z]\w*(Error|Exception|Warning|Exit|Interrupt|Iteration|ExceptionGroup)$/.test(name)
  );
}

function valueIn(name: string, scope: Scope): Possible | undefined {
  return scope.elsewhere === null
    ? (scope.names.get(name) ?? scopeOf(name, scope)?.names.get(name))
    : scopeOf(name, scope)?.names.get(name);
}

/** The value of a name, or what is known of a name that nothing defines. */
export function lookUp(ev: Evaluator, name: string, scope: Scope): Possible {
  const found = valueIn(name, scope);
  if (found !== undefined) {
    return present(found, `the name ${name}`);
  }
  if (name === '__name__') {
    return certainly(constant(scope.module.name));
  }
  if (name === '__file__') {
    return certainly(constant(scope.module.path));
  }
  if (name === '__debug__') {
    return certainly(constant(true));
  }
  const { starImports } = scope.module;
  for (const { module, library } of starImports.values()) {
    const canonical = ev.knowledge.canonical(`${module}.${name}`);
    if (library && ev.knowledge.callable(canonical, ev.world.versions) !== undefined) {
      return certainly({ kind: 'external', name: canonical, library: true });
    }
  }
  // A star import may shadow a builtin, but nobody means it to.
  if (isBuiltin(ev, name)) {
    return certainly({ kind: 'external', name: `builtins.${name}`, library: true });
  }
  const sources = [...starImports.values()];
  const source = sources.find(({ library }) => !library) ?? sources[0];
  return source === undefined
    ? certainly({ kind: 'external', name, library: false })
    : unknownly('a name that may come from a star import', { kind: 'import', name: `${source.module}.${name}` });
}
