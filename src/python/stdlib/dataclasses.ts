import { noArguments, type Arguments } from '../evaluate/arguments';
import { callNamed } from '../evaluate/attributes';
import { applyCallable } from '../evaluate/calls';
import { isDecorated, lineageOf } from '../evaluate/classes';
import type { Evaluator } from '../evaluate/evaluator';
import { certainly, mayBeAbsent, opened, present, single, union, unknownly, withStep, type Possible } from '../values/possible';
import type { ClassValue, InstanceValue } from '../values/value';

const dataclassDecorators = new Set([
  'dataclasses.dataclass',
  'attr.s',
  'attr.attrs',
  'attrs.define',
  'attrs.frozen',
  'attr.dataclass',
  'pydantic.dataclasses.dataclass',
  'chex.dataclass',
  'flax.struct.dataclass',
]);
/** Base classes whose annotated fields are constructor arguments. */
const fieldBases = new Set(['pydantic.BaseModel', 'typing.NamedTuple', 'flax.linen.Module']);
/** Calls that describe a field, and the position of its default. */
const fieldCalls = new Map<string, number | undefined>([
  ['dataclasses.field', undefined],
  ['pydantic.Field', 0],
  ['attr.ib', 0],
  ['attrs.field', undefined],
]);

/** Writes the fields of a dataclass to a new instance: what the call gives, else the field's default. False when it is none. */
export function dataclassConstructor(ev: Evaluator, of: ClassValue, instance: InstanceValue, args: Arguments): boolean {
  const { program, library, closed } = lineageOf(ev, of);
  const isDataclass =
    program.some(({ decorators }) => isDecorated(decorators, dataclassDecorators)) || library.some((name) => fieldBases.has(name));
  if (!isDataclass) {
    return false;
  }
  const isOpen = args.openPositional || args.openKeywords || !closed;
  const fields = new Map<string, ClassValue['fields'][number]>();
  for (const current of [...program].reverse()) {
    for (const field of current.fields) {
      fields.set(field.name, field);
    }
  }
  [...fields.values()].forEach((field, position) => {
    const given = args.keywords.get(field.name) ?? (closed ? args.positional[position] : undefined);
    const value = given !== undefined && !mayBeAbsent(given) ? given : fieldValue(ev, field, isOpen);
    instance.attributes.set(field.name, given !== undefined && mayBeAbsent(given) ? union(present(given, field.name), value) : value);
  });
  callNamed(ev, certainly(instance), '__post_init__', []);
  if (ev.following !== undefined && library.includes('flax.linen.Module')) {
    // Flax calls it before the module is used first.
    callNamed(ev, certainly(instance), 'setup', []);
  }
  return true;
}

function fieldValue(ev: Evaluator, field: ClassValue['fields'][number], isOpen: boolean): Possible {
  if (field.default === null) {
    return unknownly(`the field ${field.name}, which nothing here sets`);
  }
  const value = withStep(fieldDefault(ev, field.default), 'dataclass-default', field.name, field.place);
  return isOpen ? opened(value) : value;
}

/** `field(default=…)` and `field(default_factory=…)` stand for the default they hold. */
function fieldDefault(ev: Evaluator, value: Possible): Possible {
  const only = single(value);
  const origin = only?.kind === 'unknown' ? only.origin : only?.kind === 'instance' ? only.from : null;
  if (origin?.kind !== 'call' || origin.activation.callee.kind !== 'library' || !fieldCalls.has(origin.activation.callee.name)) {
    return value;
  }
  const { arguments: given, site } = origin.activation;
  const standard = given.get('default', fieldCalls.get(origin.activation.callee.name));
  if (standard.kind === 'given') {
    return standard.possible;
  }
  const factory = given.keywords.get('default_factory') ?? given.keywords.get('factory');
  return factory === undefined ? unknownly('a field made by a factory') : applyCallable(ev, factory, site, noArguments);
}
