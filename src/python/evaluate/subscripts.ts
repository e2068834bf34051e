import { variableOf } from '../stdlib/environment';
import type { Expression } from '../syntax/nodes';
import { certainly, mapOptions, opened, present, single, unknownly, type Possible } from '../values/possible';
import { constant, type ExternalValue, type InstanceValue, type SequenceValue, type Value } from '../values/value';
import { closedKeysOf, elementOf, entryOf, isOpen, itemsOf, keyText, listed, newSequence, sequenceOf } from './containers';
import type { Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { arrayLike, isArray } from './operations';
import type { Scope } from './scope';

/** `object[index]`. */
export function subscriptOf(ev: Evaluator, object: Possible, indexNode: Expression, scope: Scope): Possible {
  if (indexNode.kind === 'slice') {
    const followed = followedItem(ev, object, () => evaluate(ev, indexNode, scope));
    if (followed !== undefined) {
      return followed;
    }
    const parts = indexNode.parts.map((part) => (part === null ? null : evaluate(ev, part, scope)));
    return mapOptions(object, (value) => sliced(ev, value, object, parts));
  }
  return itemAt(ev, object, evaluate(ev, indexNode, scope));
}

export function itemAt(ev: Evaluator, object: Possible, index: Possible): Possible {
  return mapOptions(object, (value) => {
    const followed = value.kind === 'instance' ? ev.following?.item(ev, value, index) : undefined;
    if (followed !== undefined) {
      return followed;
    }
    switch (value.kind) {
      case 'external':
        return value.name === 'os.environ' ? environmentValue(ev, index) : memberOfModule(ev, value, object, index);
      case 'mapping':
        return mapOptions(index, (key) => {
          const text = keyText(key);
          const entry = text === undefined ? undefined : entryOf(value, text);
          if (entry !== undefined) {
            return present(entry, 'the entry');
          }
          const why =
            isOpen(value) || closedKeysOf(value) === undefined
              ? 'an entry of a dict that other code may have changed'
              : 'an entry that was not written';
          return unknownly(why, { kind: 'element', of: object });
        });
      case 'sequence':
        return itemOfSequence(value, object, single(index));
      case 'instance':
        if (ev.semantics.attributeMappings.has(value.className)) {
          return attributeAt(ev, value, object, index);
        }
        return isArray(ev, value)
          ? arrayLike(ev, value, [object, index])
          : unknownly('an item', { kind: 'element', of: object, at: index });
      default:
        return isArray(ev, value)
          ? arrayLike(ev, value, [object, index])
          : unknownly('an item', { kind: 'element', of: object, at: index });
    }
  });
}

/** `config["lr"]`, where the entries are attributes. */
function attributeAt(ev: Evaluator, value: InstanceValue, object: Possible, index: Possible): Possible {
  return mapOptions(index, (key) => {
    const found = key.kind === 'constant' && key.type === 'str' ? value.attributes.get(String(key.value)) : undefined;
    return found === undefined ? unknownly('an item', { kind: 'element', of: object }) : present(found, 'the entry');
  });
}

/** A slice of an object whose shape is followed. */
function followedItem(ev: Evaluator, object: Possible, index: () => Possible): Possible | undefined {
  const value = ev.following === undefined ? undefined : single(object);
  return value?.kind === 'instance' ? ev.following?.item(ev, value, index()) : undefined;
}

/** `models.__dict__["resnet50"]`. */
function memberOfModule(ev: Evaluator, module: ExternalValue, object: Possible, index: Possible): Possible {
  const members = '.__dict__';
  return mapOptions(index, (key, trail) => {
    if (!module.name.endsWith(members) || key.kind !== 'constant' || key.type !== 'str') {
      return unknownly('an item', { kind: 'element', of: object });
    }
    const canonical = ev.knowledge.canonical(`${module.name.slice(0, -members.length)}.${String(key.value)}`);
    return certainly({ kind: 'external', name: canonical, library: module.library }, trail);
  });
}

function itemOfSequence(value: SequenceValue, object: Possible, key: Value | undefined): Possible {
  const items = itemsOf(value);
  if (items === undefined) {
    const at =
      key?.kind === 'constant' && typeof key.value === 'number' && !value.state.has('element') ? listed(value)[key.value] : undefined;
    return at === undefined ? anyElement(value, object) : opened(at);
  }
  if (key?.kind !== 'constant' || typeof key.value !== 'number') {
    return anyElement(value, object);
  }
  return items[key.value < 0 ? items.length + key.value : key.value] ?? unknownly('an item', { kind: 'element', of: object });
}

function anyElement(value: SequenceValue, object: Possible): Possible {
  const element = elementOf(value, object);
  return element.options.every((option) => option.value.kind === 'unknown') ? element : opened(element);
}

function sliced(ev: Evaluator, value: Value, object: Possible, parts: readonly (Possible | null)[]): Possible | Value {
  const [from, to, step] = parts.map(boundOf);
  const isKnown = from !== undefined && to !== undefined && step !== undefined;
  if (value.kind === 'sequence') {
    const type = value.type === 'range' ? 'list' : value.type;
    const items = itemsOf(value);
    const piece = items === undefined || !isKnown ? undefined : slice(items, from, to, step);
    return piece === undefined
      ? sequenceOf(ev.store, type, unknownly('an element', { kind: 'element', of: object }), [object])
      : newSequence(ev.store, type, piece);
  }
  if (isArray(ev, value)) {
    return arrayLike(ev, value, [object]);
  }
  if (value.kind === 'constant' && value.type === 'str' && isKnown) {
    const piece = slice(Array.from(String(value.value)), from, to, step);
    return piece === undefined ? unknownly('a slice', undefined, 'str') : certainly(constant(piece.join('')));
  }
  return unknownly('a slice', { kind: 'operation', inputs: [object] });
}

/** A bound of a slice: null when it is left out, undefined when it is not known. */
function boundOf(part: Possible | null): number | null | undefined {
  const value = part === null ? null : single(part);
  if (value === null || (value?.kind === 'constant' && value.type === 'none')) {
    return null;
  }
  return value?.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
}

function slice<T>(items: readonly T[], from: number | null, to: number | null, step: number | null): readonly T[] | undefined {
  if (step === null || step === 1) {
    return items.slice(from ?? 0, to ?? undefined);
  }
  if (step === -1) {
    return from === null && to === null ? [...items].reverse() : undefined;
  }
  return step > 1 ? items.slice(from ?? 0, to ?? undefined).filter((_, index) => index % step === 0) : undefined;
}

function environmentValue(ev: Evaluator, index: Possible): Possible {
  const key = single(index);
  const given = key?.kind === 'constant' ? variableOf(ev, String(key.value)) : undefined;
  return given ?? unknownly('an environment variable', { kind: 'none' }, 'str');
}
