import { certainly, mapOptions, unknownly, type Possible } from '../values/possible';
import type { InstanceValue, Value } from '../values/value';
import { applyCallable, syntheticSite } from './calls';
import { classAttribute, isDecorated, lineageOf, typeNames } from './classes';
import type { Evaluator } from './evaluator';
import { present } from './expressions';
import { resultOfType } from './results';

const properties = new Set(['builtins.property', 'functools.cached_property']);
const staticMethods = new Set(['builtins.staticmethod']);
const classMethods = new Set(['builtins.classmethod']);

/** `object.name`. */
export function attributeOf(ev: Evaluator, object: Possible, name: string): Possible {
  return mapOptions(object, (value) => attributeOfValue(ev, value, object, name));
}

function attributeOfValue(ev: Evaluator, value: Value, object: Possible, name: string): Possible | Value {
  switch (value.kind) {
    case 'external': {
      const canonical = ev.knowledge.canonical(`${value.name}.${name}`);
      return ev.outsideValues.get(canonical) ?? { kind: 'external', name: canonical, library: value.library };
    }
    case 'module': {
      const found = value.scope.names.get(name);
      return found === undefined
        ? unknownly(`${name} is not found in ${value.name}`, { kind: 'attribute', of: object, name })
        : present(found, name);
    }
    case 'instance':
      return attributeOfInstance(ev, value, object, name);
    case 'class': {
      const found = classAttribute(ev, value, name);
      if (found !== undefined) {
        return mapOptions(found, (member) =>
          member.kind === 'function' && isDecorated(member.decorators, classMethods)
            ? { kind: 'method', name, receiver: certainly(value), target: member, after: null }
            : member,
        );
      }
      const library = lineageOf(ev, value).library[0];
      return library === undefined
        ? unknownly('an attribute of a class', { kind: 'attribute', of: object, name })
        : { kind: 'method', name, receiver: certainly(value), target: null, after: null };
    }
    case 'super': {
      const self = value.self.options[0]?.value;
      const of = self?.kind === 'instance' ? self.of : self?.kind === 'class' ? self : null;
      const found = of === null ? undefined : classAttribute(ev, of, name, value.after);
      const target = found?.options.find((option) => option.value.kind === 'function')?.value;
      return { kind: 'method', name, receiver: value.self, target: target?.kind === 'function' ? target : null, after: value.after };
    }
    case 'constant':
    case 'sequence':
    case 'mapping':
      return { kind: 'method', name, receiver: certainly(value), target: null, after: null };
    case 'unknown':
    case 'method':
    case 'function':
    case 'partial':
      return unknownly(value.kind === 'unknown' ? value.why : 'an attribute', {
        kind: 'attribute',
        of: object.options.length === 1 ? object : certainly(value),
        name,
      });
    case 'absent':
      return unknownly('an attribute of nothing');
  }
}

function attributeOfInstance(ev: Evaluator, value: InstanceValue, object: Possible, name: string): Possible | Value {
  const own = value.attributes.get(name);
  if (own !== undefined) {
    return present(own, name);
  }
  const receiver = object.options.length === 1 ? object : certainly(value);
  if (value.of !== null) {
    const found = classAttribute(ev, value.of, name);
    if (found !== undefined) {
      return mapOptions(found, (member) => {
        if (member.kind !== 'function') {
          return found;
        }
        if (isDecorated(member.decorators, properties)) {
          return applyCallable(ev, certainly(member), syntheticSite(ev, member.node, name), {
            positional: [receiver],
            keywords: new Map(),
            openPositional: false,
            openKeywords: false,
          });
        }
        if (isDecorated(member.decorators, staticMethods)) {
          return member;
        }
        return { kind: 'method', name, receiver, target: member, after: null };
      });
    }
  }
  for (const type of typeNames(ev, value)) {
    const attribute = ev.knowledge.attribute(type, name);
    if (attribute !== undefined) {
      return resultOfType(ev, attribute, { kind: 'attribute', of: receiver, name }, receiver);
    }
  }
  for (const type of typeNames(ev, value)) {
    if (ev.knowledge.method(type, name, ev.world.versions) !== undefined) {
      return { kind: 'method', name, receiver, target: null, after: null };
    }
  }
  return unknownly(`an attribute of ${value.className}`, { kind: 'attribute', of: receiver, name });
}

/** Calls a method of the program by name, if there is one. */
export function callNamed(ev: Evaluator, object: Possible, name: string, positional: readonly Possible[]): Possible | undefined {
  const only = object.closed && object.options.length === 1 ? object.options[0]?.value : undefined;
  if (only?.kind !== 'instance' || only.of === null) {
    return undefined;
  }
  const found = classAttribute(ev, only.of, name);
  const target = found?.options.find((option) => option.value.kind === 'function')?.value;
  if (target?.kind !== 'function') {
    return undefined;
  }
  return applyCallable(
    ev,
    certainly({ kind: 'method', name, receiver: object, target, after: null }),
    syntheticSite(ev, target.node, name),
    { positional, keywords: new Map(), openPositional: false, openKeywords: false },
  );
}
