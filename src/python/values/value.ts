import type { Activation } from '../program/call-site';
import type { ClassNode, ConstantType, FunctionNode, LambdaNode } from '../syntax/nodes';
import type { Scope } from '../evaluate/scope';
import type { State } from '../evaluate/state';
import type { Possible } from './possible';
import type { Place } from './trail';

/** A constant of Python. Numbers of both kinds are JavaScript numbers; `type` keeps them apart. */
export interface ConstantValue {
  readonly kind: 'constant';
  readonly type: ConstantType;
  readonly value: number | string | boolean | null;
}

/**
 * A list, tuple, set or range. Its items live in `state`, because programs change lists; `open` means that unresolved code may
 * have added or removed items.
 */
export interface SequenceValue {
  readonly kind: 'sequence';
  readonly type: 'list' | 'tuple' | 'set' | 'range' | 'generator';
  readonly state: State;
}

/** A dict; entries by key text in `state`. */
export interface MappingValue {
  readonly kind: 'mapping';
  readonly state: State;
}

/** Something imported that is not part of the program: a module, class, function or constant of a library, by canonical name. */
export interface ExternalValue {
  readonly kind: 'external';
  readonly name: string;
  /** Whether the tables of `libraries/` speak for its package; otherwise it is a module that was not found. */
  readonly library: boolean;
}

export interface ModuleValue {
  readonly kind: 'module';
  readonly name: string;
  readonly scope: Scope;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  readonly node: FunctionNode | LambdaNode;
  readonly scope: Scope;
  readonly decorators: readonly Possible[];
  /** Values of the parameters' defaults, evaluated where the function was defined. */
  readonly defaults: ReadonlyMap<string, Possible>;
  /** The class in whose body it stands. */
  readonly owner: ClassValue | null;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly name: string;
  readonly node: ClassNode;
  readonly bases: readonly Possible[];
  readonly decorators: readonly Possible[];
  readonly attributes: State<Possible>;
  readonly scope: Scope;
  /** Annotated fields in order, for dataclasses. */
  readonly fields: readonly { readonly name: string; readonly default: Possible | null; readonly place: Place }[];
}

export interface InstanceValue {
  readonly kind: 'instance';
  /** Canonical name of the nearest library class, or the name of the program's class. */
  readonly className: string;
  /** The program's class, when it has one. */
  readonly of: ClassValue | null;
  readonly attributes: State<Possible>;
  /** The call that made it; null when it stands for a parameter or a symbolic `self`. */
  readonly from: Origin | null;
  /** Objects of the same likeness need not be told apart: arrays of one shape and type. */
  readonly likeness?: string;
}

export interface MethodValue {
  readonly kind: 'method';
  readonly name: string;
  readonly receiver: Possible;
  /** The program's function, or null for a method of a library class or of something unknown. */
  readonly target: FunctionValue | null;
  /** Where `super()` continues its search. */
  readonly after: ClassValue | null;
}

export interface PartialValue {
  readonly kind: 'partial';
  readonly callee: Possible;
  readonly positional: readonly Possible[];
  readonly keywords: ReadonlyMap<string, Possible>;
}

export interface SuperValue {
  readonly kind: 'super';
  readonly self: Possible;
  readonly after: ClassValue;
}

/** Where an unknown value, or the instance a library returned, comes from: the edges of the program's data flow. */
export type Origin =
  | { readonly kind: 'call'; readonly activation: Activation }
  | { readonly kind: 'operation'; readonly inputs: readonly Possible[] }
  | { readonly kind: 'element'; readonly of: Possible; readonly at?: Possible }
  | { readonly kind: 'attribute'; readonly of: Possible; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'import'; readonly name: string }
  | { readonly kind: 'carried'; readonly inputs: readonly Possible[] }
  | { readonly kind: 'none' };

export interface UnknownValue {
  readonly kind: 'unknown';
  /** One clause for people: "a parameter nobody binds", "read from a file". */
  readonly why: string;
  /** A builtin type when that much is known: `float`, `int`, `str`, `bool`. */
  readonly type: string | null;
  readonly origin: Origin;
}

/** An entry that a branch did not write: only inside dicts, attributes and names, never the value of an expression. */
export interface AbsentValue {
  readonly kind: 'absent';
}

export type Value =
  | AbsentValue
  | ConstantValue
  | SequenceValue
  | MappingValue
  | ExternalValue
  | ModuleValue
  | FunctionValue
  | ClassValue
  | InstanceValue
  | MethodValue
  | PartialValue
  | SuperValue
  | UnknownValue;

export const none: ConstantValue = { kind: 'constant', type: 'none', value: null };

export function constant(value: number | string | boolean | null): ConstantValue {
  if (value === null) {
    return none;
  }
  const type = typeof value === 'number' ? (Number.isInteger(value) ? 'int' : 'float') : typeof value === 'boolean' ? 'bool' : 'str';
  return { kind: 'constant', type, value };
}

export function unknown(why: string, origin: Origin = { kind: 'none' }, type: string | null = null): UnknownValue {
  return { kind: 'unknown', why, type, origin };
}
