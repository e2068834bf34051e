import { processQuantity } from '../stdlib/environment';
import { pathAttribute } from '../stdlib/paths';
import { valueOfWord } from '../stdlib/words';
import { certainly, mapOptions, mayBeAbsent, present, single, union, unknownly, type Possible } from '../values/possible';
import { constant, type ClassValue, type FunctionValue, type InstanceValue, type Value } from '../values/value';
import { noArguments } from './arguments';
import { applyCallable } from './calls';
import { syntheticSite } from './sites';
import { classAttribute, isDecorated, lineageOf, typeNames } from './classes';
import { aliasOf, newSequence } from './containers';
import { setterMark } from './definitions';
import type { Evaluator } from './evaluator';
import { resultOfType } from './results';

const properties = new Set(['builtins.property', 'functools.cached_property', 'abc.abstractproperty']);
const staticMethods = new Set(['builtins.staticmethod']);
const classMethods = new Set(['builtins.classmethod']);
/** Members of these are objects of their own, not the values they are written with. */
const enumClasses = new Set(['enum.Enum', 'enum.Flag', 'enum.IntFlag']);

/** `object.name`. */
export function attributeOf(ev: Evaluator, object: Possible, name: string): Possible {
  return mapOptions(object, (value) => attributeOfValue(ev, value, object, name));
}

function attributeOfValue(ev: Evaluator, value: Value, object: Possible, name: string): Possible | Value {
  switch (value.kind) {
    case 'external': {
      const canonical = ev.knowledge.canonical(`${value.name}.${name}`);
      return (
        (canonical === 'sys.argv' ? commandLine(ev) : undefined) ??
        ev.outsideValues.get(canonical) ?? { kind: 'external', name: canonical, library: value.library }
      );
    }
    case 'module': {
      if (name === '__dict__') {
        return aliasOf(ev, value.scope.names);
      }
      const found = value.scope.names.get(name);
      return found === undefined
        ? unknownly(`${name} is not found in ${value.name}`, { kind: 'attribute', of: object, name })
        : present(found, name);
    }
    case 'instance':
      return attributeOfInstance(ev, value, object, name);
    case 'class':
      return attributeOfClass(ev, value, object, name);
    case 'super':
      return attributeOfSuper(ev, value, name);
    case 'constant':
    case 'sequence':
    case 'mapping':
      return { kind: 'method', name, receiver: object.options.length === 1 ? object : certainly(value), target: null, after: null };
    case 'unknown':
    case 'method':
    case 'function':
    case 'partial':
      if (value.kind === 'function' && name === '__name__') {
        return constant(value.name);
      }
      return unknownly(value.kind === 'unknown' ? value.why : 'an attribute', {
        kind: 'attribute',
        of: object.options.length === 1 ? object : certainly(value),
        name,
      });
    case 'absent':
      return unknownly('an attribute of nothing');
  }
}

/** What the program is started with: its own name, and the words that the world gives. */
function commandLine(ev: Evaluator): Possible | undefined {
  const [main] = ev.frames;
  return ev.world.commandLine.size > 0 || main === undefined
    ? undefined
    : certainly(
        newSequence(ev.store, 'list', [
          certainly(constant(main.globals.module.path)),
          ...(ev.world.words ?? []).map((word) => valueOfWord(word)),
        ]),
      );
}

function attributeOfClass(ev: Evaluator, value: ClassValue, object: Possible, name: string): Possible | Value {
  if (name === '__name__') {
    return constant(value.name);
  }
  const found = classAttribute(ev, value, name);
  const { library } = lineageOf(ev, value);
  if (found !== undefined) {
    const isEnum = library.some((base) => enumClasses.has(base)) && !library.includes('builtins.str') && !library.includes('builtins.int');
    return mapOptions(present(found, name), (member) => {
      if (member.kind === 'function' && isDecorated(member.decorators, classMethods)) {
        return { kind: 'method', name, receiver: certainly(value), target: member, after: null };
      }
      return isEnum && member.kind === 'constant'
        ? unknownly('a member of an enumeration', { kind: 'attribute', of: object, name })
        : member;
    });
  }
  const isMethod = library.some((base) => ev.knowledge.method(base, name, ev.world.versions) !== undefined);
  return isMethod
    ? { kind: 'method', name, receiver: certainly(value), target: null, after: null }
    : unknownly('an attribute of a class', { kind: 'attribute', of: certainly(value), name });
}

function attributeOfSuper(ev: Evaluator, value: Extract<Value, { kind: 'super' }>, name: string): Possible | Value {
  const self = single(value.self);
  const of = self?.kind === 'instance' ? self.of : self?.kind === 'class' ? self : null;
  const found = of === null ? undefined : classAttribute(ev, of, name, value.after);
  if (found === undefined) {
    return { kind: 'method', name, receiver: value.self, target: null, after: value.after };
  }
  return mapOptions(found, (member) => {
    if (member.kind !== 'function') {
      return member;
    }
    return isDecorated(member.decorators, properties)
      ? callProperty(ev, member, value.self, name)
      : { kind: 'method', name, receiver: value.self, target: member, after: value.after };
  });
}

function attributeOfInstance(ev: Evaluator, value: InstanceValue, object: Possible, name: string): Possible | Value {
  const receiver = object.options.length === 1 ? object : certainly(value);
  const inherited = value.of === null ? undefined : classAttribute(ev, value.of, name);
  const own = value.attributes.get(name);
  if (own !== undefined && !mayBeAbsent(own)) {
    return own;
  }
  const otherwise =
    inherited === undefined ? undefined : mapOptions(present(inherited, name), (member) => bound(ev, member, receiver, name));
  if (own !== undefined) {
    const written = present(own, name);
    return otherwise === undefined || own.options.length === 0 ? written : union(written, otherwise);
  }
  return otherwise ?? attributeOfLibrary(ev, value, receiver, name);
}

/** A member of a class as its instances see it. */
function bound(ev: Evaluator, member: Value, receiver: Possible, name: string): Possible | Value {
  if (member.kind !== 'function' || member.owner === null) {
    return member;
  }
  if (isDecorated(member.decorators, properties)) {
    return callProperty(ev, member, receiver, name);
  }
  return isDecorated(member.decorators, staticMethods)
    ? member
    : { kind: 'method', name, receiver: forMethod(member, receiver), target: member, after: null };
}

/** A class method called on an instance receives the class. */
function forMethod(member: FunctionValue, receiver: Possible): Possible {
  const self = single(receiver);
  return self?.kind === 'instance' && self.of !== null && isDecorated(member.decorators, classMethods) ? certainly(self.of) : receiver;
}

function callProperty(ev: Evaluator, getter: FunctionValue, receiver: Possible, name: string): Possible {
  const method = certainly({ kind: 'method', name, receiver, target: getter, after: null });
  return applyCallable(ev, method, syntheticSite(getter.node, name), noArguments);
}

function attributeOfLibrary(ev: Evaluator, value: InstanceValue, receiver: Possible, name: string): Possible | Value {
  if (name === '__dict__') {
    return aliasOf(ev, value.attributes);
  }
  if (name === '__class__' && value.of !== null) {
    return value.of;
  }
  const ofPath = pathAttribute(ev, value, name);
  if (ofPath !== undefined) {
    return ofPath;
  }
  const followed = ev.following?.attribute(ev, value, name);
  if (followed !== undefined) {
    return followed;
  }
  const types = typeNames(ev, value);
  for (const type of types) {
    const attribute = ev.knowledge.attribute(type, name);
    if (attribute !== undefined) {
      const quantity = ev.semantics.processAttributes.get(`${type}.${name}`);
      const told = quantity === undefined ? undefined : processQuantity(ev, quantity);
      if (told !== undefined) {
        return told;
      }
      return resultOfType(ev, attribute, { kind: 'attribute', of: receiver, name }, receiver);
    }
  }
  return types.some((type) => ev.knowledge.method(type, name, ev.world.versions) !== undefined)
    ? { kind: 'method', name, receiver, target: null, after: null }
    : unknownly(`an attribute of ${value.className}`, { kind: 'attribute', of: receiver, name });
}

/** The setter of a property, when writing the attribute calls one. */
export function setterOf(ev: Evaluator, value: InstanceValue, name: string): FunctionValue | undefined {
  const found = value.of === null ? undefined : classAttribute(ev, value.of, setterMark + name);
  const setter = found === undefined ? undefined : single(found);
  return setter?.kind === 'function' ? setter : undefined;
}

/** Calls a method of the program by name, if there is one. */
export function callNamed(ev: Evaluator, object: Possible, name: string, positional: readonly Possible[]): Possible | undefined {
  const only = single(object);
  const found = only?.kind === 'instance' && only.of !== null ? classAttribute(ev, only.of, name) : undefined;
  const target = found === undefined ? undefined : single(found);
  if (target?.kind !== 'function') {
    return undefined;
  }
  const method = certainly({ kind: 'method', name, receiver: object, target, after: null });
  return applyCallable(ev, method, syntheticSite(target.node, name), { ...noArguments, positional });
}
