import type { Activation } from '../program/call-site';
import type { FunctionNode, LambdaNode, ParameterNode } from '../syntax/nodes';
import { certainly, mayBeAbsent, nothing, opened, present, union, unionOf, unknownly, withStep, type Possible } from '../values/possible';
import type { FunctionValue, InstanceValue, Value } from '../values/value';
import type { Arguments } from './arguments';
import { isDecorated } from './classes';
import { newMapping, newSequence, sequenceOf } from './containers';
import { escape, escapeValue } from './escape';
import { deepestCall, placeOf, type Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { deepestCallFollowed } from './following';
import { dropExits, takeExits } from './flow';
import { asItIs, settle, type Outcome } from './outcomes';
import { moduleScope, type Scope } from './scope';
import { execute } from './statements';
import type { Flow } from './flow';

/** Evaluates the body of a function with its parameters bound to the arguments. */
export function callFunction(ev: Evaluator, of: FunctionValue, args: Arguments, by: Activation | null, self: Possible | null): Possible {
  const { node } = of;
  const isRecursive = ev.frames.filter((frame) => frame.of?.node === node).length > 1;
  const isTooDeep = ev.following === undefined ? isRecursive || ev.callDepth >= deepestCall : ev.callDepth >= deepestCallFollowed;
  if (isTooDeep || !ev.mayFollow(node)) {
    escape(ev, args);
    if (self !== null) {
      escapeValue(ev, self);
    }
    return unknownly('a call that is not followed', by === null ? undefined : { kind: 'call', activation: by });
  }
  ev.countEvaluation(node);
  const scope = ev.newScope('function', of.scope.kind === 'class' ? of.scope.parent : of.scope, of.scope.module);
  const isUnbound = of.owner === null || self === null;
  const isEntered = by === null && !ev.semantics.commandLine.isCommand(of);
  bindParameters(ev, node.parameters, of, args, isUnbound ? null : self, scope, isEntered);
  ev.frames.push(ev.newFrame(of, moduleScope(of.scope), scope));
  ev.callDepth++;
  const before = ev.activations.length;
  const result = ev.within({ kind: 'frame', of, owner: of.owner, by, outer: ev.context }, () => finish(ev, of, node, scope, by));
  dropExits(ev);
  ev.countCost(node, ev.activations.length - before);
  ev.callDepth--;
  ev.frames.pop();
  return result;
}

const contextManagers = new Set(['contextlib.contextmanager', 'contextlib.asynccontextmanager']);

function finish(ev: Evaluator, of: FunctionValue, node: FunctionNode | LambdaNode, scope: Scope, by: Activation | null): Possible {
  if (node.kind === 'lambda') {
    return evaluate(ev, node.body, scope);
  }
  const flow = execute(ev, node.body, scope);
  settleReturns(ev, flow);
  const { returns, yields } = ev.frame();
  const origin = by === null ? undefined : ({ kind: 'call', activation: by } as const);
  if (isDecorated(of.decorators, contextManagers)) {
    const attributes = ev.store.create<Possible>();
    attributes.set('@function', certainly(of));
    attributes.set('@yields', yields.length === 0 ? nothing : unionOf(yields));
    const manager: InstanceValue = { kind: 'instance', className: 'contextlib.contextmanager', of: null, attributes, from: origin ?? null };
    return certainly(manager);
  }
  if (yields.length > 0) {
    return certainly(sequenceOf(ev.store, 'generator', unionOf(yields)));
  }
  if (returns.length === 0 && flow === 'raise') {
    return unknownly('a call that raises', origin);
  }
  const all = flow === 'next' && returns.length > 0 ? [...returns, nothing] : returns;
  const result = all.length === 0 ? nothing : unionOf(all);
  return isAltered(of) ? opened(union(result, unknownly('the result of a decorated function', origin))) : result;
}

/** Goes on with the states of all ways out of a function. */
function settleReturns(ev: Evaluator, flow: Flow): void {
  const returned = takeExits(ev, 0, 'return');
  if (flow !== 'next') {
    settle(ev.store, returned);
    return;
  }
  const [first] = returned;
  const [condition] = first?.when ?? [];
  const isOneTest = returned.length === 1 && first?.when.length === 1 && condition !== undefined;
  const end: Outcome = isOneTest ? { ...asItIs, when: [{ ...condition, negated: !condition.negated }] } : asItIs;
  settle(ev.store, [...returned, end]);
}

/** Whether a decorator that is not understood stands between a call and the function. */
function isAltered(of: FunctionValue): boolean {
  const isHarmless = (value: Value): boolean => {
    switch (value.kind) {
      case 'external':
        return value.library;
      case 'unknown':
        return (
          value.origin.kind === 'call' &&
          value.origin.activation.callee.kind === 'library' &&
          value.origin.activation.callee.signature !== undefined
        );
      case 'instance':
        return value.of === null;
      case 'function':
        // Decorators of the program were applied where the function was defined.
        return true;
      default:
        return false;
    }
  };
  return of.decorators.some((decorator) => !decorator.closed || decorator.options.some(({ value }) => !isHarmless(value)));
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
  const keywords = args.keywords.size === 0 ? null : new Map(args.keywords);
  const isOpen = entered || args.openKeywords || args.openPositional;
  let index = 0;
  for (const parameter of parameters) {
    if (parameter.kind === 'rest') {
      const rest = [...positional.slice(index), ...(args.loose ?? [])];
      index = positional.length;
      scope.names.set(parameter.name, certainly(newSequence(ev.store, 'tuple', rest, args.openPositional || entered)));
      continue;
    }
    if (parameter.kind === 'keyword-rest') {
      const rest = newMapping(ev.store, args.openKeywords || entered);
      for (const [name, value] of keywords ?? []) {
        rest.state.set(`k:str:${name}`, value);
      }
      scope.names.set(parameter.name, certainly(rest));
      continue;
    }
    const given = parameter.kind === 'positional' && index < positional.length ? positional[index++] : keywords?.get(parameter.name);
    keywords?.delete(parameter.name);
    if (given !== undefined && !mayBeAbsent(given)) {
      scope.names.set(parameter.name, named(ev, parameter, given));
    } else {
      const otherwise = missing(ev, parameter, of, scope, isOpen);
      const value = given === undefined ? otherwise : union(present(given, parameter.name), otherwise);
      scope.names.set(parameter.name, named(ev, parameter, value));
    }
  }
}

function named(ev: Evaluator, { name }: ParameterNode, value: Possible): Possible {
  return ev.following?.named(name, value) ?? value;
}

/** A parameter that the call leaves out: its default, which is one of several possible values when the call is not known. */
function missing(ev: Evaluator, parameter: ParameterNode, of: FunctionValue, scope: Scope, uncertain: boolean): Possible {
  const input = ev.semantics.commandLine.given(ev, of, parameter.name);
  if (input !== undefined) {
    return input;
  }
  const origin = { kind: 'parameter', name: parameter.name } as const;
  const standard = of.defaults.get(parameter.name);
  if (standard !== undefined) {
    const value = withStep(standard, 'function-default', parameter.name, placeOf(parameter));
    return uncertain ? opened(value) : value;
  }
  return typed(ev, parameter, scope, origin) ?? unknownly(`the parameter ${parameter.name}, which nothing here passes`, origin);
}

const builtinTypes = new Set(['int', 'float', 'str', 'bool']);

/** A parameter of which only the annotation is known. */
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
    return unknownly(`the parameter ${parameter.name}, which nothing here passes`, origin, builtinTypes.has(name) ? name : null);
  }
  if (type?.kind === 'class') {
    const instance = ev.firstInstances.get(type.node);
    return instance === undefined ? undefined : opened(certainly(instance));
  }
  return undefined;
}
