import type { ClassNode, Expression, FunctionNode, LambdaNode, ParameterNode } from '../syntax/nodes';
import { certainly, mapOptions, single, type Possible } from '../values/possible';
import type { ClassValue, FunctionValue } from '../values/value';
import { noArguments } from './arguments';
import { applyCallable } from './calls';
import { syntheticSite } from './sites';
import { placeOf, type Evaluator } from './evaluator';
import { evaluate } from './expressions';
import type { Scope } from './scope';
import { execute } from './statements';

/** In the attributes of a class, the setter of a property. */
export const setterMark = '@setter:';

/** The value of a `def`, decorators of the program applied. */
export function makeFunction(ev: Evaluator, node: FunctionNode, scope: Scope): Possible {
  const setter = node.decorators.some((decorator) => decorator.kind === 'attribute' && decorator.name === 'setter');
  const decorators = node.decorators.map((decorator) => evaluate(ev, decorator, scope));
  const made: FunctionValue = {
    kind: 'function',
    name: node.name,
    node,
    scope,
    decorators,
    defaults: defaultsOf(ev, node.parameters, scope),
    owner: null,
  };
  if (ev.importDepth === 0 && scope.kind !== 'class') {
    ev.functions.push(made);
  }
  const getter = scope.names.get(node.name);
  if (scope.kind === 'class' && (setter || isDeleter(node.decorators)) && getter !== undefined) {
    if (setter) {
      ev.store.set(scope.names, setterMark + node.name, certainly(made));
    }
    return getter;
  }
  return decorated(ev, made, node);
}

function isDeleter(decorators: readonly Expression[]): boolean {
  return decorators.some((decorator) => decorator.kind === 'attribute' && decorator.name === 'deleter');
}

/** What the program's own decorators make of a function; those of libraries stay with it and are asked about later. */
function decorated(ev: Evaluator, made: FunctionValue, node: FunctionNode): Possible {
  let result = certainly(made);
  for (const [index, decorator] of [...made.decorators.entries()].reverse()) {
    const value = single(decorator);
    const expression = node.decorators[index];
    if ((value?.kind !== 'function' && value?.kind !== 'partial') || expression === undefined) {
      return result;
    }
    const name = value.kind === 'function' ? value.name : made.name;
    result = applyCallable(ev, decorator, syntheticSite(expression, name), { ...noArguments, positional: [result] });
  }
  return result;
}

export function makeLambda(ev: Evaluator, node: LambdaNode, scope: Scope): FunctionValue {
  const defaults = defaultsOf(ev, node.parameters, scope);
  const made: FunctionValue = { kind: 'function', name: '<lambda>', node, scope, decorators: [], defaults, owner: null };
  if (ev.importDepth === 0 && !ev.lambdas.has(node)) {
    ev.lambdas.set(node, made);
    ev.functions.push(made);
  }
  return made;
}

function defaultsOf(ev: Evaluator, parameters: readonly ParameterNode[], scope: Scope): ReadonlyMap<string, Possible> {
  const defaults = new Map<string, Possible>();
  for (const parameter of parameters) {
    if (parameter.default !== null) {
      defaults.set(parameter.name, evaluate(ev, parameter.default, scope));
    }
  }
  return defaults;
}

export function makeClass(ev: Evaluator, node: ClassNode, scope: Scope): Possible {
  const bases = node.bases.filter(({ name, splat }) => name === null && splat === 0).map(({ value }) => evaluate(ev, value, scope));
  node.bases.filter(({ name }) => name !== null).forEach(({ value }) => evaluate(ev, value, scope));
  const decorators = node.decorators.map((decorator) => evaluate(ev, decorator, scope));
  const body = ev.newScope('class', scope, scope.module);
  execute(ev, node.body, body);
  const made: ClassValue = {
    kind: 'class',
    name: node.name,
    node,
    bases,
    decorators,
    attributes: body.names,
    scope: body,
    fields: fieldsOf(node, body),
  };
  for (const [name, value] of [...body.names]) {
    ev.store.set(
      body.names,
      name,
      mapOptions(value, (option) =>
        option.kind === 'function' && option.owner === null && option.scope === body ? { ...option, owner: made } : option,
      ),
    );
  }
  if (ev.importDepth === 0) {
    ev.classes.push(made);
  }
  return certainly(made);
}

/** Annotated names of a class body, in order; those of the class alone are none of its instances' fields. */
function fieldsOf({ body }: ClassNode, scope: Scope): ClassValue['fields'] {
  return body.flatMap((statement) => {
    if (statement.kind !== 'assign' || statement.annotation === null || isClassVariable(statement.annotation)) {
      return [];
    }
    const [target] = statement.targets;
    return target?.kind === 'name' ? [{ name: target.id, default: scope.names.get(target.id) ?? null, place: placeOf(statement) }] : [];
  });
}

function isClassVariable(annotation: Expression): boolean {
  const base = annotation.kind === 'subscript' ? annotation.object : annotation;
  return (base.kind === 'name' && base.id === 'ClassVar') || (base.kind === 'attribute' && base.name === 'ClassVar');
}
