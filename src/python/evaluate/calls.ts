import type { LibraryCallable } from '../library-knowledge';
import type { Activation, Callee, CallSite } from '../program/call-site';
import type { CallNode } from '../syntax/nodes';
import { certainly, isUncertain, mapOptions, nothing, opened, single, unionOf, under, unknownly, type Possible } from '../values/possible';
import type { ClassValue, FunctionValue, InstanceValue, MethodValue, Value } from '../values/value';
import { bind, evaluateArguments, type Arguments } from './arguments';
import { builtinSummary } from './builtins';
import { classAttribute, lineageOf, typeNames } from './classes';
import { containerMethod } from './container-methods';
import { escape, escapeCallbacks, unsettle, unsettleAttributes } from './escape';
import type { Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { oneOf } from './flow';
import { callFunction } from './functions';
import { instantiate } from './instances';
import { isOfLibrary } from './made-by-library';
import { resultOfType } from './results';
import type { Scope } from './scope';
import { siteOf } from './sites';
import type { CallSummary } from './summary';

export function evaluateCall(ev: Evaluator, node: CallNode, scope: Scope): Possible {
  if (node.callee.kind === 'name' && node.callee.id === 'super') {
    return superValue(ev, scope);
  }
  const callee = evaluate(ev, node.callee, scope);
  const args = evaluateArguments(ev, node, scope);
  return applyCallable(ev, callee, siteOf(ev, node), args);
}

function superValue(ev: Evaluator, scope: Scope): Possible {
  const frame = ev.frames.findLast(({ of }) => of !== null && of.owner !== null);
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

/** Calls whatever an expression may be; of several callees exactly one is called. */
export function applyCallable(ev: Evaluator, callee: Possible, site: CallSite, args: Arguments): Possible {
  const only = single(callee);
  if (only !== undefined && callee.options[0]?.when.length === 0) {
    return lifted(applyOne(ev, only, callee, site, args));
  }
  const choices = callee.options.map(({ value, when }) => ({
    when,
    run: () => under(lifted(applyOne(ev, value, callee, site, args)), when),
  }));
  const result = unionOf(oneOf(ev, choices, !callee.closed));
  if (!callee.closed) {
    escape(ev, args);
  }
  return callee.closed ? result : opened(result);
}

function lifted(result: Possible | Value): Possible {
  return 'options' in result ? result : certainly(result);
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
        loose: args.loose ?? [],
        keywords: new Map([...value.keywords, ...args.keywords]),
        openPositional: args.openPositional,
        openKeywords: args.openKeywords,
      });
    case 'instance':
      return callInstance(ev, value, certainly(value), site, args);
    case 'unknown':
      return value.origin.kind === 'attribute'
        ? callMethod(ev, { kind: 'method', name: value.origin.name, receiver: value.origin.of, target: null, after: null }, site, args)
        : callUnknown(ev, { kind: 'unknown', of: whole }, value, site, args);
    default:
      return callUnknown(ev, { kind: 'unknown', of: whole }, value, site, args);
  }
}

/** What noting a call with its arguments costs, in steps. */
const stepsOfCall = 3;

/** Notes that a call happened. */
export function record(
  ev: Evaluator,
  site: CallSite,
  callee: Callee,
  receiver: Possible | null,
  args: Arguments,
  signature: LibraryCallable | undefined,
): Activation {
  ev.burn(stepsOfCall);
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

function callUnknown(ev: Evaluator, callee: Callee, of: Value, site: CallSite, args: Arguments): Possible {
  const activation = record(ev, site, callee, null, args, undefined);
  escapeTo(ev, of, args);
  activation.result = unknownly(`the result of ${site.text}()`, { kind: 'call', activation });
  return activation.result;
}

/** What a library made is a library's own; it changes no data of the program that it is handed. */
function escapeTo(ev: Evaluator, of: Value | undefined, args: Arguments): void {
  if (of !== undefined && isOfLibrary(ev, of)) {
    escapeCallbacks(ev, args);
  } else {
    escape(ev, args);
  }
}

/** Runs what is known of a call's effect. With arguments that were not resolved, nothing is known but the tables. */
export function summarize(ev: Evaluator, name: string, activation: Activation, args: Arguments): Possible | undefined {
  const summary: CallSummary | undefined = ev.semantics.summaries.get(name) ?? builtinSummary(name);
  return summary === undefined || (args.openPositional && name.startsWith('builtins.'))
    ? undefined
    : summary({ evaluator: ev, activation, given: args });
}

/** Code that is not in the workspace: nothing is known of it but that fluent methods return their receiver. */
function callOutside(ev: Evaluator, name: string, site: CallSite, args: Arguments): Possible {
  const activation = record(ev, site, { kind: 'outside', name }, null, args, undefined);
  const cut = name.lastIndexOf('.');
  if (ev.semantics.fluentMethods.has(name.slice(cut + 1))) {
    activation.result = certainly({ kind: 'external', name: name.slice(0, cut), library: false });
    return activation.result;
  }
  const followed = ev.following?.outside(ev, name, activation);
  if (followed !== undefined) {
    activation.result = followed;
    return followed;
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
  const special = summarize(ev, canonical, activation, args);
  if (special !== undefined) {
    activation.result = special;
    return special;
  }
  escapeCallbacks(ev, args);
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
    // A class method that makes an instance of the class it is called on: `BertModel.from_pretrained`.
    const type = signature.returns === 'cls' ? canonical.slice(0, canonical.lastIndexOf('.')) : signature.returns;
    activation.result = resultOfType(ev, type, origin, null, (index) => args.positional[index]);
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
  const only = receiver.options.length === 1 ? receiver.options[0]?.value : undefined;
  if (only?.kind === 'constant' || only?.kind === 'sequence' || only?.kind === 'mapping') {
    const result = args.openPositional ? undefined : containerMethod(ev, only, receiver, name, args);
    const activation = record(ev, site, { kind: 'method', name, className: null, signature: undefined }, receiver, args, undefined);
    if (result === undefined) {
      unsettle(ev, only);
    }
    activation.result = result ?? unknownly(`the result of ${site.text}()`, { kind: 'call', activation });
    return activation.result;
  }
  const types = libraryTypes(ev, method);
  for (const type of types) {
    const signature =
      name === '__init__' ? ev.knowledge.callable(type, ev.world.versions) : ev.knowledge.method(type, name, ev.world.versions);
    if (signature !== undefined) {
      return callKnownMethod(ev, method, type, signature, site, args);
    }
  }
  const className = types[0] ?? null;
  const activation = record(ev, site, { kind: 'method', name, className, signature: undefined }, receiver, args, undefined);
  const special = specialOf(ev, ev.following === undefined ? types.slice(0, 1) : types, name, activation, args);
  if (special !== undefined) {
    activation.result = special;
    return special;
  }
  escapeTo(ev, receiver.options[0]?.value, args);
  unsettleReceiver(ev, receiver);
  activation.result =
    ev.semantics.fluentMethods.has(name) && only?.kind !== 'external'
      ? receiver
      : unknownly(`the result of ${site.text}()`, { kind: 'call', activation });
  return activation.result;
}

function specialOf(ev: Evaluator, types: readonly string[], name: string, activation: Activation, args: Arguments): Possible | undefined {
  for (const type of types) {
    const special = summarize(ev, `${type}.${name}`, activation, args);
    if (special !== undefined) {
      return special;
    }
  }
  return undefined;
}

function callKnownMethod(
  ev: Evaluator,
  { receiver, name }: MethodValue,
  type: string,
  signature: LibraryCallable,
  site: CallSite,
  args: Arguments,
): Possible {
  const isConstructor = name === '__init__';
  const className = isConstructor ? type : signature.name.slice(0, signature.name.lastIndexOf('.'));
  const activation = record(ev, site, { kind: 'method', name, className, signature }, receiver, args, signature);
  escapeCallbacks(ev, args);
  activation.result =
    summarize(ev, signature.name, activation, args) ??
    (isConstructor
      ? nothing
      : resultOfType(ev, signature.returns ?? '', { kind: 'call', activation }, receiver, (index) => args.positional[index]));
  return activation.result;
}

/** Classes that may define a method which the program does not. */
function libraryTypes(ev: Evaluator, { receiver, after }: MethodValue): readonly string[] {
  const value = receiver.options[0]?.value;
  if (value?.kind === 'class') {
    return lineageOf(ev, value).library;
  }
  if (value?.kind !== 'instance') {
    return [];
  }
  return after !== null && value.of !== null ? lineageOf(ev, value.of).library : typeNames(ev, value);
}

/** A method of a base class that was not found may change the object. */
function unsettleReceiver(ev: Evaluator, receiver: Possible): void {
  for (const { value } of receiver.options) {
    if (value.kind === 'instance' && value.of !== null && !lineageOf(ev, value.of).closed) {
      unsettleAttributes(ev, value.attributes);
    }
  }
}

function callInstance(ev: Evaluator, value: InstanceValue, receiver: Possible, site: CallSite, args: Arguments): Possible {
  const types = typeNames(ev, value);
  const hook = value.of === null ? undefined : callHook(ev, value.of, types);
  const signature = types.map((type) => ev.knowledge.method(type, '__call__', ev.world.versions)).find((found) => found !== undefined);
  const activation = record(ev, site, { kind: 'object', of: receiver }, receiver, args, signature);
  const origin = { kind: 'call', activation } as const;
  if (hook !== undefined) {
    const returned = callFunction(ev, hook, args, activation, receiver);
    if (ev.following !== undefined) {
      activation.result = returned;
      return returned;
    }
    activation.result = isUncertain(returned)
      ? unknownly(`the result of ${site.text}()`, origin)
      : mapOptions(returned, (option) => (option.kind === 'instance' && option.of === null ? { ...option, from: origin } : option));
    return activation.result;
  }
  if (ev.following !== undefined) {
    for (const type of types) {
      const followed = summarize(ev, `${type}.__call__`, activation, args);
      if (followed !== undefined) {
        activation.result = followed;
        return followed;
      }
    }
  }
  if (value.of === null) {
    escapeCallbacks(ev, args);
  } else {
    escape(ev, args);
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
