import type { Callee, CallSite } from '../program/call-site';
import { certainly, type Possible } from '../values/possible';
import type { ClassValue, FunctionValue, InstanceValue } from '../values/value';
import { dataclassConstructor } from '../stdlib/dataclasses';
import { uncertainArguments, type Arguments } from './arguments';
import { record, summarize } from './calls';
import { classAttribute, lineageOf } from './classes';
import { escape } from './escape';
import type { Evaluator } from './evaluator';
import { callFunction } from './functions';

/** Calls a class of the program. */
export function instantiate(ev: Evaluator, of: ClassValue, site: CallSite, args: Arguments): Possible {
  const { names, library, closed } = lineageOf(ev, of);
  const own = constructorOf(ev, of);
  const inherited = own === null ? (library[0] ?? null) : null;
  const signature = inherited === null ? undefined : ev.knowledge.callable(inherited, ev.world.versions);
  const callee: Callee = { kind: 'class', of, lineage: names, inherited, signature };
  const activation = record(ev, site, callee, null, args, signature);
  const instance: InstanceValue = { ...emptyInstance(ev, of), from: { kind: 'call', activation } };
  activation.result = certainly(instance);
  if (!ev.firstInstances.has(of.node)) {
    ev.firstInstances.set(of.node, instance);
  }
  if (own !== null) {
    callFunction(ev, own, args, activation, activation.result);
  } else if (ev.following !== undefined && inherited !== null && summarize(ev, `${inherited}.__init__`, activation, args) !== undefined) {
    return activation.result;
  } else if (!dataclassConstructor(ev, of, instance, args) && !closed) {
    escape(ev, args);
  }
  return activation.result;
}

function constructorOf(ev: Evaluator, of: ClassValue): FunctionValue | null {
  const found = classAttribute(ev, of, '__init__');
  const value = found === undefined ? undefined : found.options.find((option) => option.value.kind === 'function')?.value;
  return value?.kind === 'function' ? value : null;
}

function emptyInstance(ev: Evaluator, of: ClassValue): InstanceValue {
  const [nearest] = lineageOf(ev, of).library;
  return { kind: 'instance', className: nearest ?? of.name, of, attributes: ev.store.create<Possible>(), from: null };
}

/** Makes the instance that stands for `self` in the methods of a class that the program never instantiates. */
export function symbolicInstance(ev: Evaluator, of: ClassValue): Possible {
  const known = ev.firstInstances.get(of.node);
  if (known !== undefined) {
    return certainly(known);
  }
  const instance = emptyInstance(ev, of);
  ev.firstInstances.set(of.node, instance);
  const constructor = constructorOf(ev, of);
  if (constructor === null) {
    dataclassConstructor(ev, of, instance, uncertainArguments);
  } else {
    callFunction(ev, constructor, uncertainArguments, null, certainly(instance));
  }
  return certainly(instance);
}
