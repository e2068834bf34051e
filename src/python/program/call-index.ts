import type { Activation, Callee } from './call-site';

/** Calls by the canonical names of what they reach. */
export function indexedByCallee(activations: readonly Activation[]): ReadonlyMap<string, readonly Activation[]> {
  return indexed(activations, ({ callee }) => namesOf(callee));
}

/** Calls by the last names of what is called, as written. */
export function indexedByName(activations: readonly Activation[]): ReadonlyMap<string, readonly Activation[]> {
  return indexed(activations, ({ site }) => [site.name]);
}

function namesOf(callee: Callee): readonly string[] {
  switch (callee.kind) {
    case 'library':
    case 'outside':
      return [callee.name];
    case 'class':
      return callee.inherited === null ? [] : callee.lineage;
    case 'method':
      return callee.signature !== undefined
        ? [callee.name === '__init__' ? `${callee.signature.name}.__init__` : callee.signature.name]
        : callee.className === null
          ? []
          : [`${callee.className}.${callee.name}`];
    default:
      return [];
  }
}

/** Activations by their names; one without a name is not found by any. */
function indexed(
  activations: readonly Activation[],
  names: (activation: Activation) => readonly string[],
): ReadonlyMap<string, readonly Activation[]> {
  const index = new Map<string, Activation[]>();
  for (const activation of activations) {
    for (const name of names(activation)) {
      const list = index.get(name);
      if (list === undefined) {
        index.set(name, [activation]);
      } else {
        list.push(activation);
      }
    }
  }
  index.delete('');
  return index;
}
