import type { AugmentNode, Expression } from '../syntax/nodes';
import { absent, certainly, mapOptions, single, union, unknownly, withStep, type Possible } from '../values/possible';
import type { InstanceValue, Value } from '../values/value';
import { callNamed, setterOf } from './attributes';
import { applyCallable } from './calls';
import { syntheticSite } from './sites';
import { noArguments } from './arguments';
import { entryOf, itemsOf, keyText, listed, newMapping, newSequence, setAttribute, setEntry } from './containers';
import { unsettle, unsettleAttributes, unsettleState } from './escape';
import { placeOf, type Evaluator } from './evaluator';
import { evaluate } from './expressions';
import { mergeMapping, writeEntry } from './mappings';
import { longestBuilt, operate } from './operations';
import { scopeOf, type Scope } from './scope';
import { define } from './statements';

/** Writes a value to a name, attribute, item or a tuple of them. */
export function assignTo(ev: Evaluator, target: Expression, given: Possible, scope: Scope, source: Expression): void {
  const name = target.kind === 'name' ? target.id : target.kind === 'attribute' ? target.name : undefined;
  const value = name === undefined ? given : (ev.following?.named(name, given) ?? given);
  switch (target.kind) {
    case 'name':
      define(ev, target.id, withStep(value, 'assigned', target.id, placeOf(source)), scope);
      if (scope.kind !== 'comprehension') {
        ev.definitions.push({ name: target.id, place: placeOf(target), valuePlace: placeOf(source), value, context: ev.context });
      }
      return;
    case 'tuple':
    case 'list':
      unpack(ev, target.items, value, scope, source);
      return;
    case 'star':
      if (target.value !== null) {
        assignTo(ev, target.value, value, scope, source);
      }
      return;
    case 'attribute': {
      const object = evaluate(ev, target.object, scope);
      ev.attributeWrites.push({
        object,
        name: target.name,
        value,
        place: placeOf(target),
        namePlace: { unit: target.unit, start: target.nameStart, end: target.end },
        valuePlace: placeOf(source),
        context: ev.context,
        order: ev.activations.length,
      });
      assignAttribute(ev, object, target.name, withStep(value, 'assigned', target.name, placeOf(source)), target, source);
      return;
    }
    case 'subscript':
      assignItem(ev, evaluate(ev, target.object, scope), evaluate(ev, target.index, scope), value, target, source);
      return;
    default:
      return;
  }
}

/** A walrus binds its name in the function around a comprehension. */
export function assignWalrus(ev: Evaluator, target: Expression, value: Possible, scope: Scope, source: Expression): void {
  let holder = scope;
  while (holder.kind === 'comprehension' && holder.parent !== null) {
    holder = holder.parent;
  }
  assignTo(ev, target, value, holder, source);
}

function unpack(ev: Evaluator, targets: readonly Expression[], value: Possible, scope: Scope, source: Expression): void {
  const starred = targets.findIndex((target) => target.kind === 'star');
  targets.forEach((target, index) => {
    const part = mapOptions(value, (one) => partOf(ev, one, value, targets.length, index, starred));
    assignTo(ev, target, part, scope, source);
  });
}

/** What the target at an index receives of one value. */
function partOf(ev: Evaluator, one: Value, whole: Possible, targets: number, index: number, starred: number): Possible {
  const part = unknownly('part of an unpacking', { kind: 'element', of: whole });
  const items = one.kind === 'sequence' ? itemsOf(one) : undefined;
  if (items === undefined) {
    return part;
  }
  if (starred === -1) {
    return items.length === targets ? (items[index] ?? part) : part;
  }
  const behind = targets - starred - 1;
  if (items.length < targets - 1) {
    return part;
  }
  if (index === starred) {
    return certainly(newSequence(ev.store, 'list', items.slice(starred, items.length - behind)));
  }
  return (index < starred ? items[index] : items[items.length - (targets - index)]) ?? part;
}

function assignAttribute(ev: Evaluator, object: Possible, name: string, value: Possible, target: Expression, source: Expression): void {
  const isCertain = single(object) !== undefined;
  for (const { value: holder } of object.options) {
    switch (holder.kind) {
      case 'instance':
        writeAttribute(ev, holder, name, value, isCertain);
        break;
      case 'class':
        ev.store.set(holder.attributes, name, isCertain ? value : union(holder.attributes.get(name) ?? absent, value));
        break;
      case 'module': {
        const { names } = holder.scope;
        ev.store.set(names, name, isCertain ? value : union(names.get(name) ?? absent, value));
        break;
      }
      case 'external':
        ev.externalWrites.push({
          target: ev.knowledge.canonical(`${holder.name}.${name}`),
          key: null,
          value,
          place: placeOf(target),
          valuePlace: placeOf(source),
          context: ev.context,
        });
        break;
      default:
        break;
    }
  }
}

/** Writes an attribute of an object, through the setter of a property when there is one. */
export function writeAttribute(ev: Evaluator, holder: InstanceValue, name: string, value: Possible, isCertain: boolean): void {
  const setter = setterOf(ev, holder, name);
  if (setter !== undefined) {
    const method = certainly({ kind: 'method', name, receiver: certainly(holder), target: setter, after: null });
    applyCallable(ev, method, syntheticSite(setter.node, name), { ...noArguments, positional: [value] });
    return;
  }
  setAttribute(ev, holder.attributes, name, isCertain ? value : union(holder.attributes.get(name) ?? absent, value));
}

function assignItem(ev: Evaluator, object: Possible, index: Possible, value: Possible, target: Expression, source: Expression): void {
  const isCertain = single(object) !== undefined;
  const key = single(index);
  for (const { value: holder } of object.options) {
    switch (holder.kind) {
      case 'mapping': {
        if (!writeEntry(ev, holder, index, value, placeOf(source), isCertain)) {
          unsettleState(ev, holder.state);
        }
        break;
      }
      case 'sequence': {
        const items = itemsOf(holder);
        const at =
          key?.kind === 'constant' && typeof key.value === 'number' ? (key.value < 0 ? key.value + (items?.length ?? 0) : key.value) : -1;
        if (items !== undefined && isCertain && items[at] !== undefined && holder.type !== 'range') {
          ev.store.set(
            holder.state,
            'items',
            items.map((item, position) => (position === at ? value : item)),
          );
        } else {
          unsettleState(ev, holder.state);
        }
        break;
      }
      case 'external':
        ev.externalWrites.push({
          target: holder.name,
          key: index,
          value,
          place: placeOf(target),
          valuePlace: placeOf(source),
          context: ev.context,
        });
        break;
      case 'instance':
        ev.following?.assign(ev, holder, index, value);
        if (ev.semantics.attributeMappings.has(holder.className)) {
          if (key?.kind === 'constant' && key.type === 'str') {
            writeAttribute(ev, holder, String(key.value), value, isCertain);
          } else {
            unsettleAttributes(ev, holder.attributes);
          }
        } else if (holder.of !== null) {
          callNamed(ev, certainly(holder), '__setitem__', [index, value]);
        }
        break;
      default:
        break;
    }
  }
}

/** Notes that a statement assigns. */
export function noteAssignment(ev: Evaluator, target: Expression, source: Expression, value: Possible, operator: string | null): void {
  ev.assignments.push({ place: placeOf(target), valuePlace: placeOf(source), value, operator, context: ev.context });
}

/** `target += value`. */
export function augment(ev: Evaluator, node: AugmentNode, scope: Scope): void {
  const before = evaluate(ev, node.target, scope);
  const right = evaluate(ev, node.value, scope);
  noteAssignment(ev, node.target, node.value, right, node.operator);
  if (!changesInPlace(ev, node.operator, before, right)) {
    assignTo(ev, node.target, operate(ev, node.operator, before, right, node.value), scope, node.value);
  }
}

/** Lists, sets and dicts are changed themselves, wherever else they are known. */
function changesInPlace(ev: Evaluator, operator: string, before: Possible, right: Possible): boolean {
  const isContainer = ({ value }: { readonly value: Value }): boolean =>
    value.kind === 'mapping' || (value.kind === 'sequence' && (value.type === 'list' || value.type === 'set'));
  if (!before.options.some(isContainer)) {
    return false;
  }
  const only = single(before);
  const added = single(right);
  if (only?.kind === 'sequence' && only.type === 'list' && operator === '+') {
    const more = added?.kind === 'sequence' ? itemsOf(added) : undefined;
    if (more === undefined || listed(only).length + more.length > longestBuilt) {
      unsettleState(ev, only.state);
    } else {
      ev.store.set(only.state, 'items', [...listed(only), ...more]);
    }
    return true;
  }
  if (only?.kind === 'mapping' && operator === '|') {
    const fresh = newMapping(ev.store);
    mergeMapping(ev, fresh, right);
    mergeMapping(ev, only, certainly(fresh));
    return true;
  }
  before.options.forEach(({ value }) => {
    unsettle(ev, value);
  });
  return before.options.every(isContainer);
}

/** `del target`. */
export function deleteTarget(ev: Evaluator, target: Expression, scope: Scope): void {
  if (target.kind === 'name') {
    const holder = scopeOf(target.id, scope);
    if (holder !== null) {
      ev.store.set(holder.names, target.id, undefined);
    }
    return;
  }
  if (target.kind !== 'subscript' && target.kind !== 'attribute') {
    return;
  }
  const object = evaluate(ev, target.object, scope);
  const key = target.kind === 'subscript' ? keyText(single(evaluate(ev, target.index, scope))) : undefined;
  const isCertain = single(object) !== undefined;
  for (const { value } of object.options) {
    if (value.kind === 'mapping' && key !== undefined) {
      setEntry(ev, value, key, isCertain ? undefined : union(entryOf(value, key) ?? absent, absent));
    } else if (value.kind === 'mapping' || value.kind === 'sequence') {
      unsettleState(ev, value.state);
    } else if (value.kind === 'instance' && target.kind === 'attribute') {
      setAttribute(ev, value.attributes, target.name, isCertain ? undefined : union(value.attributes.get(target.name) ?? absent, absent));
    }
  }
}
