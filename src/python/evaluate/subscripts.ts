import type { Expression } from '../syntax/nodes';
import { certainly, mapOptions, unknownly, type Possible } from '../values/possible';
import { constant, type Value } from '../values/value';
import { entryOf, isOpen, itemsOf, keyText, listed, newSequence, sequenceOf } from './containers';
import type { Evaluator } from './evaluator';
import { evaluate, present } from './expressions';
import type { Scope } from './scope';

/** `object[index]`. */
export function subscriptOf(ev: Evaluator, object: Possible, indexNode: Expression, scope: Scope): Possible {
  if (indexNode.kind === 'slice') {
    const parts = indexNode.parts.map((part) => (part === null ? null : evaluate(ev, part, scope)));
    return mapOptions(object, (value) => sliced(ev, value, object, parts));
  }
  const index = evaluate(ev, indexNode, scope);
  return itemAt(ev, object, index);
}

export function itemAt(ev: Evaluator, object: Possible, index: Possible): Possible {
  if (index.closed && index.options.length > 1 && index.options.every(({ value }) => value.kind === 'constant')) {
    return mapOptions(index, (key, trail) => itemAt(ev, object, certainly(key, trail)));
  }
  return mapOptions(object, (value) => {
    const key = index.closed && index.options.length === 1 ? index.options[0]?.value : undefined;
    if (value.kind === 'external') {
      const members = '.__dict__';
      if (value.name.endsWith(members) && key?.kind === 'constant' && key.type === 'str') {
        const canonical = ev.knowledge.canonical(`${value.name.slice(0, -members.length)}.${String(key.value)}`);
        return certainly({ kind: 'external', name: canonical, library: value.library }, index.options[0]?.trail ?? null);
      }
      return value.name === 'os.environ' ? environmentValue(ev, index) : itemOfUnknown(value, object, index);
    }
    if (value.kind === 'mapping') {
      const text = keyText(key);
      const entry = text === undefined ? undefined : entryOf(value, text);
      if (entry !== undefined) {
        return present(entry, 'the entry');
      }
      return unknownly(isOpen(value) ? 'an entry of a dict that other code may have changed' : 'an entry that was not written', {
        kind: 'element',
        of: object,
      });
    }
    if (value.kind === 'sequence' && key?.kind === 'constant' && typeof key.value === 'number') {
      const items = itemsOf(value);
      const at = key.value < 0 && items !== undefined ? items.length + key.value : key.value;
      const item = items === undefined ? (key.value >= 0 ? listed(value)[key.value] : undefined) : items[at];
      if (item !== undefined) {
        return item;
      }
    }
    if (value.kind === 'sequence') {
      const element = value.state.get('element') as Possible | undefined;
      if (element !== undefined) {
        return element;
      }
    }
    return itemOfUnknown(value, object, index);
  });
}

function itemOfUnknown(value: Value, object: Possible, index: Possible): Possible {
  const unchanged = value.kind === 'instance' && value.of === null && sliceable.has(value.className);
  if (unchanged) {
    return certainly({ ...value, from: { kind: 'operation', inputs: [object, index] } });
  }
  return unknownly('an item', { kind: 'element', of: object });
}

/** Classes whose items are of the same class. */
const sliceable = new Set(['torch.Tensor', 'numpy.ndarray']);

function sliced(ev: Evaluator, value: Value, object: Possible, parts: readonly (Possible | null)[]): Possible | Value {
  if (value.kind === 'sequence') {
    const items = itemsOf(value);
    const bounds = parts.map((part) =>
      part === null
        ? null
        : part.closed && part.options.length === 1 && part.options[0]?.value.kind === 'constant'
          ? part.options[0].value.value
          : undefined,
    );
    if (
      items !== undefined &&
      bounds.every((bound) => bound === null || typeof bound === 'number') &&
      (bounds[2] === null || bounds[2] === 1 || bounds[2] === -1)
    ) {
      const reversed = bounds[2] === -1 && bounds[0] === null && bounds[1] === null;
      const piece = reversed ? [...items].reverse() : bounds[2] === -1 ? undefined : items.slice(bounds[0] ?? 0, bounds[1] ?? undefined);
      if (piece !== undefined) {
        return newSequence(ev.store, value.type === 'range' ? 'list' : value.type, piece);
      }
    }
    return sequenceOf(ev.store, value.type === 'range' ? 'list' : value.type, unknownly('an element', { kind: 'element', of: object }), [
      object,
    ]);
  }
  if (value.kind === 'instance' && value.of === null) {
    return { ...value, from: { kind: 'operation', inputs: [object] } };
  }
  if (value.kind === 'constant' && value.type === 'str') {
    const [from, to, step] = parts.map((part) =>
      part === null ? null : part.options[0]?.value.kind === 'constant' ? part.options[0].value.value : undefined,
    );
    if ((from === null || typeof from === 'number') && (to === null || typeof to === 'number') && step === null) {
      return constant(String(value.value).slice(from ?? 0, to ?? undefined));
    }
  }
  return unknownly('a slice', { kind: 'operation', inputs: [object] });
}

function environmentValue(ev: Evaluator, index: Possible): Possible {
  const key = index.closed && index.options.length === 1 ? index.options[0]?.value : undefined;
  const given = key?.kind === 'constant' ? ev.world.environment.get(String(key.value)) : undefined;
  return given === undefined ? unknownly('an environment variable', { kind: 'none' }, 'str') : certainly(constant(given));
}
