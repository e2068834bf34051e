import { certainly, nothing, unknownly, type Possible } from '../values/possible';
import type { Origin } from '../values/value';
import { newMapping, sequenceOf } from './containers';
import type { Evaluator } from './evaluator';

const scalars = new Set(['float', 'int', 'str', 'bool', 'bytes', 'complex']);

/** A value of a type named in the tables. */
export function resultOfType(
  ev: Evaluator,
  type: string,
  origin: Origin,
  receiver: Possible | null,
  arg?: (index: number) => Possible | undefined,
): Possible {
  if (type === 'self') {
    return receiver ?? unknownly('a receiver', origin);
  }
  if (type === 'None') {
    return nothing;
  }
  if (scalars.has(type)) {
    return unknownly(`a value of type ${type}`, origin, type);
  }
  const passes = /^iter\((\d+)\)$/.exec(type);
  if (passes !== null) {
    const over = arg?.(Number(passes[1]));
    const element = unknownly('an element', over === undefined ? origin : { kind: 'element', of: over });
    return over ?? certainly(sequenceOf(ev.store, 'generator', element));
  }
  const same = /^arg\((\d+)\)$/.exec(type);
  if (same !== null) {
    return arg?.(Number(same[1])) ?? unknownly('a result', origin);
  }
  if (type === 'list' || type === 'tuple' || type === 'set' || type.startsWith('list[') || type.startsWith('tuple[')) {
    const kind = type.startsWith('tuple') ? 'tuple' : type === 'set' ? 'set' : 'list';
    return certainly(sequenceOf(ev.store, kind, unknownly('an element', origin)));
  }
  if (type === 'dict' || type.startsWith('dict[')) {
    return certainly(newMapping(ev.store, true));
  }
  if (!type.includes('.')) {
    return unknownly('a result', origin);
  }
  return certainly({
    kind: 'instance',
    className: ev.knowledge.canonical(type),
    of: null,
    attributes: ev.store.create<Possible>(),
    from: origin,
  });
}
