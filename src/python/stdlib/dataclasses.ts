import type { Arguments } from '../evaluate/arguments';
import { isDecorated, lineageOf } from '../evaluate/classes';
import type { Evaluator } from '../evaluate/evaluator';
import { opened, unknownly, withStep, type Possible } from '../values/possible';
import type { ClassValue, InstanceValue } from '../values/value';

const dataclassDecorators = new Set([
  'dataclasses.dataclass',
  'attr.s',
  'attrs.define',
  'attr.dataclass',
  'pydantic.dataclasses.dataclass',
  'chex.dataclass',
  'flax.struct.dataclass',
]);
/** Base classes whose annotated fields are constructor arguments. */
const fieldBases = new Set(['pydantic.BaseModel', 'typing.NamedTuple', 'flax.linen.Module']);

/** Writes the fields of a dataclass to a new instance: what the call gives, else the field's default. */
export function dataclassConstructor(ev: Evaluator, of: ClassValue, instance: InstanceValue, args: Arguments): void {
  const { program, library } = lineageOf(ev, of);
  const isDataclass =
    program.some(({ decorators }) => isDecorated(decorators, dataclassDecorators)) || library.some((name) => fieldBases.has(name));
  if (!isDataclass) {
    return;
  }
  const seen = new Set<string>();
  let index = 0;
  const uncertain = args.openPositional || args.openKeywords;
  for (const current of [...program].reverse()) {
    for (const field of current.fields) {
      const position = seen.has(field.name) ? undefined : index++;
      seen.add(field.name);
      const given = args.keywords.get(field.name) ?? (position === undefined || library.length > 0 ? undefined : args.positional[position]);
      const standard =
        field.default === null ? undefined : withStep(fieldDefault(ev, field.default), 'dataclass-default', field.name, field.place);
      const value: Possible =
        given ??
        (standard === undefined ? unknownly(`the field ${field.name}, which nothing here sets`) : uncertain ? opened(standard) : standard);
      instance.attributes.set(field.name, value);
    }
  }
}

/** `field(default=…)` and `field(default_factory=…)` stand for the default they hold. */
function fieldDefault(ev: Evaluator, value: Possible): Possible {
  const only = value.options[0]?.value;
  const origin = only?.kind === 'unknown' ? only.origin : only?.kind === 'instance' ? only.from : null;
  if (origin?.kind !== 'call' || origin.activation.callee.kind !== 'library') {
    return value;
  }
  const { name } = origin.activation.callee;
  if (name !== 'dataclasses.field' && name !== 'pydantic.Field' && name !== 'attr.ib' && name !== 'attrs.field') {
    return value;
  }
  const given = origin.activation.arguments.get('default', name === 'dataclasses.field' ? undefined : 0);
  return given.kind === 'given' ? given.possible : unknownly('a field made by a factory');
}
