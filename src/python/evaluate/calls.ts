import type { LibraryCallable } from '../library-knowledge';
import type { Activation, Callee, CallSite } from '../program/call-site';
import type { AnyNode, CallNode, FunctionNode, LambdaNode, ParameterNode } from '../syntax/nodes';
import {
  certainly,
  isUncertain,
  mapOptions,
  nothing,
  opened,
  union,
  unionOf,
  unknownly,
  withStep,
  type Possible,
} from '../values/possible';
import type { ClassValue, FunctionValue, InstanceValue, MethodValue, Value } from '../values/value';
import { bind, evaluateArguments, type Arguments } from './arguments';
import { builtins } from './builtins';
import { classAttribute, isDecorated, lineageOf, typeNames } from './classes';
import { containerMethod } from './container-methods';
import { newMapping, newSequence, sequenceOf } from './containers';
import { deepestCall, mostEvaluationsOfOneFunction, placeOf, type Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { resultOfType } from './results';
import type { Scope } from './scope';
import { execute, settleExits } from './statements';
import { dataclassConstructor } from '../stdlib/dataclasses';

export const noArguments: Arguments = { positional: [], keywords: new Map(), openPositional: false, openKeywords: false };
const uncertainArguments: Arguments = { positional: [], keywords: new Map(), openPositional: true, openKeywords: true };

export function evaluateCall(ev: Evaluator, node: CallNode, scope: Scope): Possible {
  if (node.callee.kind === 'name' && node.callee.id === 'super') {
    return superValue(ev, scope);
  }
  const callee = evaluate(ev, node.callee, scope);
  const args = evaluateArguments(ev, node, scope);
  return applyCallable(ev, callee, ev.siteOf(node), args);
}

/** A site for calls that no call expression makes: properties, `__enter__`, entry points. */
export function syntheticSite(ev: Evaluator, node: AnyNode, name: string): CallSite {
  const place = placeOf(node);
  return { place, text: name, name, receiverText: null, arguments: [], argumentList: { ...place, start: place.end } };
}

function superValue(ev: Evaluator, scope: Scope): Possible {
  const frame = [...ev.frames].reverse().find(({ of }) => of?.owner != null);
  const owner = frame?.of?.owner ?? null;
  const node = frame?.of?.node;
  const first = node?.kind === 'function' ? node.parameters[0]?.name : undefined;
  const self = first === undefined ? undefined : findName(first, scope);
  return owner === null || self === undefined ? unknownly('super()') : certainly({ kind: 'super', self, after: owner });
}

function findName(name: string, scope: Scope): Possible | undefined {
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    const found = current.names.get(name);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Calls whatever an expression may be. */
export function applyCallable(ev: Evaluator, callee: Possible, site: CallSite, args: Arguments): Possible {
  return mapOptions(callee, (value) => applyOne(ev, value, callee, site, args));
}

function applyOne(ev: Evaluator, value: Value, whole: Possible, site: CallSite, args: Arguments): Possible {
  ev.burn();
  switch (value.kind) {
    case 'external':
      return callExternal(ev, value.name, value.library, site, args);
    case 'class':
      return instantiate(ev, value, site, args);
    case 'function': {
      const activation = record(ev, site, { kind: 'function', of: value }, null, args, undefined);
      activation.result = callFunction(ev, value, args, activation, null);
      return activation.result;
    }
    case 'method':
      return callMethod(ev, value, site, args);
    case 'partial':
      return applyCallable(ev, value.callee, site, {
        positional: [...value.positional, ...args.positional],
        keywords: new Map([...value.keywords, ...args.keywords]),
        openPositional: args.openPositional,
        openKeywords: args.openKeywords,
      });
    case 'instance':
      return callInstance(ev, value, certainly(value), site, args);
    case 'unknown':
      if (value.origin.kind === 'attribute') {
        return callMethod(
          ev,
          { kind: 'method', name: value.origin.name, receiver: value.origin.of, target: null, after: null },
          site,
          args,
        );
      }
      return callUnknown(ev, { kind: 'unknown', of: whole }, null, site, args);
    default:
      return callUnknown(ev, { kind: 'unknown', of: whole }, null, site, args);
  }
}

/** Notes that a call happened. */
export function record(
  ev: Evaluator,
  site: CallSite,
  callee: Callee,
  receiver: Possible | null,
  args: Arguments,
  signature: LibraryCallable | undefined,
): Activation {
  const activation: Activation = {
    site,
    callee,
    receiver,
    arguments: bind(ev, site, args, signature),
    context: ev.context,
    order: ev.activations.length,
    result: nothing,
  };
  ev.activations.push(activation);
  return activation;
}

function callUnknown(ev: Evaluator, callee: Callee, receiver: Possible | null, site: CallSite, args: Arguments): Possible {
  const activation = record(ev, site, callee, receiver, args, undefined);
  escape(ev, args);
  activation.result = unknownly(`the result of ${site.text}()`, { kind: 'call', activation });
  return activation.result;
}

/** Containers handed to code that is not known may be changed by it. */
function escape(ev: Evaluator, args: Arguments): void {
  for (const argument of [...args.positional, ...args.keywords.values()]) {
    for (const { value } of argument.options) {
      if ((value.kind === 'sequence' && value.type === 'list') || value.kind === 'mapping') {
        ev.store.set(value.state, 'open', true);
      }
    }
  }
}

/** Code that is not in the workspace: nothing is known of it but that fluent methods return their receiver. */
function callOutside(ev: Evaluator, name: string, site: CallSite, args: Arguments): Possible {
  const activation = record(ev, site, { kind: 'outside', name }, null, args, undefined);
  const cut = name.lastIndexOf('.');
  if (ev.semantics.fluentMethods.has(name.slice(cut + 1))) {
    activation.result = certainly({ kind: 'external', name: name.slice(0, cut), library: false });
    return activation.result;
  }
  escape(ev, args);
  activation.result = unknownly(`the result of ${name}()`, { kind: 'call', activation });
  return activation.result;
}

function callExternal(ev: Evaluator, name: string, library: boolean, site: CallSite, args: Arguments): Possible {
  if (!library) {
    return callOutside(ev, name, site, args);
  }
  const canonical = ev.knowledge.canonical(name);
  const signature = ev.knowledge.callable(canonical, ev.world.versions);
  const activation = record(ev, site, { kind: 'library', name: canonical, signature }, null, args, signature);
  const summary = builtins.get(canonical) ?? ev.semantics.summaries.get(canonical);
  const special = summary?.({ evaluator: ev, activation });
  if (special !== undefined) {
    activation.result = special;
    return special;
  }
  const origin = { kind: 'call', activation } as const;
  if (signature?.kind === 'class') {
    activation.result = certainly({
      kind: 'instance',
      className: canonical,
      of: null,
      attributes: ev.store.create<Possible>(),
      from: origin,
    });
  } else if (signature?.returns !== undefined) {
    activation.result = resultOfType(ev, signature.returns, origin, null, (index) => args.positional[index]);
  } else {
    activation.result = unknownly(`the result of ${canonical}()`, origin);
  }
  return activation.result;
}

function callMethod(ev: Evaluator, method: MethodValue, site: CallSite, args: Arguments): Possible {
  const { receiver, name } = method;
  if (method.target !== null) {
    const activation = record(ev, site, { kind: 'function', of: method.target }, receiver, args, undefined);
    activation.result = callFunction(ev, method.target, args, activation, receiver);
    return activation.result;
  }
  const value = receiver.options[0]?.value;
  if (
    value !== undefined &&
    receiver.options.length === 1 &&
    (value.kind === 'constant' || value.kind === 'sequence' || value.kind === 'mapping')
  ) {
    const result = containerMethod(ev, value, receiver, name, args);
    if (result !== undefined) {
      const known = record(ev, site, { kind: 'method', name, className: null, signature: undefined }, receiver, args, undefined);
      known.result = result;
      return result;
    }
  }
  const types =
    value === undefined
      ? []
      : method.after !== null && value.kind === 'instance' && value.of !== null
        ? lineageOf(ev, value.of).library
        : typeNames(ev, value);
  for (const type of types) {
    const signature =
      name === '__init__' ? ev.knowledge.callable(type, ev.world.versions) : ev.knowledge.method(type, name, ev.world.versions);
    if (signature === undefined) {
      continue;
    }
    const className = name === '__init__' ? type : signature.name.slice(0, signature.name.lastIndexOf('.'));
    const activation = record(ev, site, { kind: 'method', name, className, signature }, receiver, args, signature);
    const special =
      ev.semantics.summaries.get(signature.name)?.({ evaluator: ev, activation }) ??
      builtins.get(signature.name)?.({ evaluator: ev, activation });
    activation.result =
      special ??
      (name === '__init__'
        ? nothing
        : resultOfType(ev, signature.returns ?? '', { kind: 'call', activation }, receiver, (index) => args.positional[index]));
    return activation.result;
  }
  const className = types[0] ?? null;
  const activation = record(ev, site, { kind: 'method', name, className, signature: undefined }, receiver, args, undefined);
  const special =
    className === null
      ? undefined
      : (ev.semantics.summaries.get(`${className}.${name}`) ?? builtins.get(`${className}.${name}`))?.({ evaluator: ev, activation });
  if (special !== undefined) {
    activation.result = special;
    return special;
  }
  escape(ev, args);
  activation.result =
    ev.semantics.fluentMethods.has(name) && value?.kind !== 'constant'
      ? receiver
      : unknownly(`the result of ${site.text}()`, { kind: 'call', activation });
  return activation.result;
}

function callInstance(ev: Evaluator, value: InstanceValue, receiver: Possible, site: CallSite, args: Arguments): Possible {
  const types = typeNames(ev, value);
  const hook = value.of === null ? undefined : callHook(ev, value.of, types);
  const signature = types.map((type) => ev.knowledge.method(type, '__call__', ev.world.versions)).find((found) => found !== undefined);
  const activation = record(ev, site, { kind: 'object', of: receiver }, receiver, args, signature);
  const origin = { kind: 'call', activation } as const;
  if (hook !== undefined) {
    const returned = callFunction(ev, hook, args, activation, receiver);
    activation.result = isUncertain(returned)
      ? unknownly(`the result of ${site.text}()`, origin)
      : mapOptions(returned, (option) => (option.kind === 'instance' ? { ...option, from: origin } : option));
    return activation.result;
  }
  activation.result =
    signature?.returns === undefined
      ? unknownly(`the result of ${site.text}()`, origin)
      : resultOfType(ev, signature.returns, origin, receiver, (index) => args.positional[index]);
  return activation.result;
}

function callHook(ev: Evaluator, of: ClassValue, types: readonly string[]): FunctionValue | undefined {
  for (const name of ['__call__', ...types.map((type) => ev.semantics.callHooks.get(type)).filter((hook) => hook !== undefined)]) {
    const found = classAttribute(ev, of, name)?.options.find((option) => option.value.kind === 'function')?.value;
    if (found?.kind === 'function') {
      return found;
    }
  }
  return undefined;
}

function instantiate(ev: Evaluator, of: ClassValue, site: CallSite, args: Arguments): Possible {
  const { program, library } = lineageOf(ev, of);
  const constructor = classAttribute(ev, of, '__init__')?.options.find((option) => option.value.kind === 'function')?.value;
  const own = constructor?.kind === 'function' ? constructor : null;
  const inherited = own === null ? (library[0] ?? null) : null;
  const signature = inherited === null ? undefined : ev.knowledge.callable(inherited, ev.world.versions);
  const callee: Callee = { kind: 'class', of, lineage: [...program.map(({ name }) => name), ...library], inherited, signature };
  const activation = record(ev, site, callee, null, args, signature);
  const instance: InstanceValue = {
    kind: 'instance',
    className: library[0] ?? of.name,
    of,
    attributes: ev.store.create<Possible>(),
    from: { kind: 'call', activation },
  };
  activation.result = certainly(instance);
  if (!ev.firstInstances.has(of.node)) {
    ev.firstInstances.set(of.node, instance);
  }
  if (own !== null) {
    callFunction(ev, own, args, activation, activation.result);
  } else {
    dataclassConstructor(ev, of, instance, args);
  }
  return activation.result;
}

/** Evaluates the body of a function with its parameters bound to the arguments. */
export function callFunction(ev: Evaluator, of: FunctionValue, args: Arguments, by: Activation | null, self: Possible | null): Possible {
  const { node } = of;
  const evaluations = ev.evaluationsOf.get(node) ?? 0;
  const nested = ev.frames.filter((frame) => frame.of?.node === node).length;
  if (nested > 1 || ev.callDepth >= deepestCall || evaluations >= mostEvaluationsOfOneFunction) {
    return unknownly('a call that is not followed', by === null ? undefined : { kind: 'call', activation: by });
  }
  ev.evaluationsOf.set(node, evaluations + 1);
  const scope = ev.newScope('function', of.scope.kind === 'class' ? of.scope.parent : of.scope, of.scope.module);
  const isStatic = of.owner === null || self === null;
  bindParameters(ev, node.parameters, of, args, isStatic ? null : self, scope, by === null);
  ev.frames.push({ of, returns: [], yields: [], path: [], exits: [] });
  ev.callDepth++;
  try {
    return ev.within({ kind: 'frame', of, owner: of.owner, by, outer: ev.context }, () => finish(ev, of, node, scope, by));
  } finally {
    ev.callDepth--;
    ev.frames.pop();
  }
}

const contextManagers = new Set(['contextlib.contextmanager', 'contextlib.asynccontextmanager']);

function finish(ev: Evaluator, of: FunctionValue, node: FunctionNode | LambdaNode, scope: Scope, by: Activation | null): Possible {
  if (node.kind === 'lambda') {
    return evaluate(ev, node.body, scope);
  }
  const flow = execute(ev, node.body, scope);
  settleExits(ev, 0);
  const { returns, yields } = ev.frame();
  const origin = by === null ? undefined : ({ kind: 'call', activation: by } as const);
  if (isDecorated(of.decorators, contextManagers)) {
    const manager: InstanceValue = {
      kind: 'instance',
      className: 'contextlib.contextmanager',
      of: null,
      attributes: ev.store.create<Possible>(),
      from: origin ?? null,
    };
    manager.attributes.set('@function', certainly(of));
    return certainly(manager);
  }
  if (yields.length > 0) {
    return certainly(sequenceOf(ev.store, 'generator', unionOf(yields)));
  }
  const all = flow === 'next' && returns.length > 0 ? [...returns, nothing] : returns;
  const result = all.length === 0 ? nothing : unionOf(all);
  const altered = of.decorators.some((decorator) =>
    decorator.options.some(
      ({ value }) =>
        !(value.kind === 'external' && value.library) &&
        !(value.kind === 'unknown' && libraryCall(value)) &&
        !(value.kind === 'instance' && value.of === null),
    ),
  );
  return altered ? opened(union(result, unknownly('the result of a decorated function', origin))) : result;
}

function libraryCall(value: Extract<Value, { kind: 'unknown' }>): boolean {
  return (
    value.origin.kind === 'call' &&
    value.origin.activation.callee.kind === 'library' &&
    value.origin.activation.callee.signature !== undefined
  );
}

function bindParameters(
  ev: Evaluator,
  parameters: readonly ParameterNode[],
  of: FunctionValue,
  args: Arguments,
  self: Possible | null,
  scope: Scope,
  entered: boolean,
): void {
  const positional = self === null ? [...args.positional] : [self, ...args.positional];
  const keywords = new Map(args.keywords);
  let index = 0;
  for (const parameter of parameters) {
    if (parameter.kind === 'rest') {
      const rest = positional.slice(index);
      index = positional.length;
      scope.names.set(parameter.name, certainly(newSequence(ev.store, 'tuple', rest, args.openPositional)));
      continue;
    }
    if (parameter.kind === 'keyword-rest') {
      const rest = newMapping(ev.store, args.openKeywords);
      for (const [name, value] of keywords) {
        rest.state.set(`k:str:${name}`, value);
      }
      scope.names.set(parameter.name, certainly(rest));
      continue;
    }
    const given = parameter.kind === 'positional' && index < positional.length ? positional[index++] : keywords.get(parameter.name);
    keywords.delete(parameter.name);
    scope.names.set(parameter.name, given ?? missing(ev, parameter, of, scope, entered || args.openKeywords || args.openPositional));
  }
}

/** A parameter that the call leaves out: its default, which is one of several possible values when the call is not known. */
function missing(ev: Evaluator, parameter: ParameterNode, of: FunctionValue, scope: Scope, uncertain: boolean): Possible {
  const origin = { kind: 'parameter', name: parameter.name } as const;
  const standard = of.defaults.get(parameter.name);
  if (standard !== undefined && !uncertain) {
    return withStep(standard, 'function-default', parameter.name, placeOf(parameter));
  }
  const annotated = parameter.annotation === null ? undefined : typed(ev, parameter, scope, origin);
  if (standard === undefined) {
    return annotated ?? unknownly(`the parameter ${parameter.name}, which nothing here passes`, origin);
  }
  return opened(withStep(standard, 'function-default', parameter.name, placeOf(parameter)));
}

function typed(
  ev: Evaluator,
  parameter: ParameterNode,
  scope: Scope,
  origin: { readonly kind: 'parameter'; readonly name: string },
): Possible | undefined {
  if (parameter.annotation === null || parameter.annotation.kind === 'constant') {
    return undefined;
  }
  const type = evaluate(ev, parameter.annotation, scope).options[0]?.value;
  if (type?.kind === 'external') {
    const name = type.name.startsWith('builtins.') ? type.name.slice('builtins.'.length) : type.name;
    if (name.includes('.') && !name.startsWith('typing.')) {
      return certainly({
        kind: 'instance',
        className: ev.knowledge.canonical(name),
        of: null,
        attributes: ev.store.create<Possible>(),
        from: origin,
      });
    }
    return unknownly(
      `the parameter ${parameter.name}, which nothing here passes`,
      origin,
      ['int', 'float', 'str', 'bool'].includes(name) ? name : null,
    );
  }
  if (type?.kind === 'class') {
    const instance = ev.firstInstances.get(type.node);
    return instance === undefined ? undefined : certainly(instance);
  }
  return undefined;
}

/** Runs a function that nothing in the program calls, as a framework or another file may. */
export function enter(ev: Evaluator, of: FunctionValue, self: Possible | null): void {
  callFunction(ev, of, { ...uncertainArguments }, null, self);
}

/** Makes the instance that stands for `self` in the methods of a class that the program never instantiates. */
export function symbolicInstance(ev: Evaluator, of: ClassValue): Possible {
  const known = ev.firstInstances.get(of.node);
  if (known !== undefined) {
    return certainly(known);
  }
  const { library } = lineageOf(ev, of);
  const instance: InstanceValue = {
    kind: 'instance',
    className: library[0] ?? of.name,
    of,
    attributes: ev.store.create<Possible>(),
    from: null,
  };
  ev.firstInstances.set(of.node, instance);
  const constructor = classAttribute(ev, of, '__init__')?.options.find((option) => option.value.kind === 'function')?.value;
  if (constructor?.kind === 'function') {
    enter(ev, constructor, certainly(instance));
  } else {
    dataclassConstructor(ev, of, instance, uncertainArguments);
  }
  return certainly(instance);
}
