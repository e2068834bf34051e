import { isOpen, listed, newMapping, newSequence, stringEntries } from '../../python/evaluate/containers';
import type { Evaluator } from '../../python/evaluate/evaluator';
import type { State } from '../../python/evaluate/state';
import { variableOf } from '../../python/stdlib/environment';
import { certainly, constantOf, single, unknownly, type Possible } from '../../python/values/possible';
import type { Trail } from '../../python/values/trail';
import { constant, type ConstantValue, type InstanceValue, type Value } from '../../python/values/value';
import { at, type ConfigTree } from './config-tree';
import { numericKey } from './read-yaml';
import { plainScalar, type PlainScalar } from './yaml-scalars';

/** The class of OmegaConf's maps: their entries are attributes too. */
export const configClass = 'omegaconf.DictConfig';

/** Interpolations of interpolations are followed so far. */
const deepestReference = 12;

/** What objects were made of, so that they can be merged as they were written. */
const sources = new WeakMap<State<Possible>, { readonly tree: ConfigTree; readonly made: ReadonlyMap<string, Possible> }>();

/** Plain dicts, lists and constants, as readers of YAML, JSON and TOML make them. */
export function plainValue(ev: Evaluator, tree: ConfigTree, key = ''): Possible {
  ev.burn();
  switch (tree.kind) {
    case 'value':
      return tree.possible;
    case 'scalar':
      return certainly(constantIn(tree), trailOf(tree, key));
    case 'list':
      return certainly(
        newSequence(
          ev.store,
          'list',
          tree.items.map((item) => plainValue(ev, item, key)),
        ),
        trailOf(tree, key),
      );
    case 'map': {
      const mapping = newMapping(ev.store);
      for (const [name, entry] of tree.entries) {
        const text = name.startsWith(numericKey) ? `k:n:${name.slice(numericKey.length)}` : `k:str:${name}`;
        mapping.state.set(text, plainValue(ev, entry, name));
      }
      return certainly(mapping, trailOf(tree, key));
    }
  }
}

/** Objects of OmegaConf, with interpolations resolved within `root`. */
export function configValue(ev: Evaluator, tree: ConfigTree, root: ConfigTree = tree, path: readonly string[] = []): Possible {
  ev.burn();
  const key = path.at(-1) ?? '';
  switch (tree.kind) {
    case 'value':
      return tree.possible;
    case 'scalar':
      return typeof tree.value === 'string' && tree.value.includes('${')
        ? interpolated(ev, tree.value, root, path, 0, trailOf(tree, key))
        : certainly(constantIn(tree), trailOf(tree, key));
    case 'list':
      return certainly(
        newSequence(
          ev.store,
          'list',
          tree.items.map((item, index) => configValue(ev, item, root, [...path, String(index)])),
        ),
        trailOf(tree, key),
      );
    case 'map': {
      const attributes = ev.store.create<Possible>();
      const made = new Map<string, Possible>();
      for (const [name, entry] of tree.entries) {
        const value = configValue(ev, entry, root, [...path, name]);
        attributes.set(name, value);
        made.set(name, value);
      }
      sources.set(attributes, { tree, made });
      const instance: InstanceValue = { kind: 'instance', className: configClass, of: null, attributes, from: null };
      return certainly(instance, trailOf(tree, key));
    }
  }
}

/** The configuration that a value stands for, as it was written where that is known; undefined where it may be any. */
export function treeOf(possible: Possible, depth = 0): ConfigTree | undefined {
  const value = single(possible);
  if (value === undefined || depth > deepestReference) {
    return undefined;
  }
  const inner = (one: Possible): ConfigTree => treeOf(one, depth + 1) ?? { kind: 'value', possible: one };
  if (value.kind === 'mapping') {
    return isOpen(value)
      ? undefined
      : { kind: 'map', place: null, entries: new Map(stringEntries(value).map(([name, entry]) => [name, inner(entry)])) };
  }
  if (value.kind === 'instance') {
    const written = sources.get(value.attributes);
    const entries = [...value.attributes]
      .filter(([name]) => !name.startsWith('@'))
      .map(([name, entry]) => {
        const known =
          written?.made.get(name) === entry ? (written.tree as Extract<ConfigTree, { kind: 'map' }>).entries.get(name) : undefined;
        return [name, known === undefined || known.kind === 'map' ? inner(entry) : known] as const;
      });
    return { kind: 'map', place: null, entries: new Map(entries) };
  }
  if (value.kind === 'sequence') {
    return isOpen(value) ? undefined : { kind: 'list', place: null, items: listed(value).map(inner) };
  }
  return { kind: 'value', possible };
}

/** The constant that a scalar is: `1.0` is no int. */
export function constantIn({ value, isFloat }: PlainScalar): ConstantValue {
  return isFloat ? { kind: 'constant', type: 'float', value } : constant(value);
}

function trailOf(tree: ConfigTree, what: string): Trail | null {
  return tree.kind === 'value' || tree.place === null ? null : { kind: 'config-file', what, place: tree.place, previous: null };
}

const whole = /^\$\{([^${}]*)\}$/;
const part = /\$\{([^${}]*)\}/;

/** `${optimizer.lr}`, `${.sibling}`, `${oc.env:HOME}`, alone or inside a text. */
function interpolated(
  ev: Evaluator,
  text: string,
  root: ConfigTree,
  path: readonly string[],
  depth: number,
  trail: Trail | null,
): Possible {
  if (depth > deepestReference) {
    return unknownly('an interpolation');
  }
  const only = whole.exec(text)?.[1];
  if (only !== undefined) {
    return referred(ev, only, root, path, depth);
  }
  const inner = part.exec(text);
  if (inner === null) {
    return text.includes('${')
      ? unknownly('an interpolation', undefined, 'str')
      : certainly({ kind: 'constant', type: 'str', value: text }, trail);
  }
  const value = constantOf(referred(ev, inner[1] ?? '', root, path, depth));
  return value === undefined
    ? unknownly('an interpolation', undefined, 'str')
    : interpolated(
        ev,
        text.replace(part, () => String(value)),
        root,
        path,
        depth + 1,
        trail,
      );
}

function referred(ev: Evaluator, expression: string, root: ConfigTree, path: readonly string[], depth: number): Possible {
  const resolver = /^(oc\.env|oc\.decode|oc\.select):(.*)$/s.exec(expression);
  if (resolver !== null) {
    const [name = '', standard] = (resolver[2] ?? '').split(/,(.*)/s);
    return resolver[1] === 'oc.env'
      ? environmentVariable(ev, name.trim(), standard?.trim())
      : unknownly('an interpolation that a resolver makes');
  }
  if (expression.includes(':')) {
    return unknownly('an interpolation that a resolver makes');
  }
  const target = pathOf(expression.trim(), path);
  const found = at(root, target);
  if (found === undefined) {
    return unknownly(`\${${expression}}, which the configuration does not hold`);
  }
  return found.kind === 'scalar' && typeof found.value === 'string' && found.value.includes('${')
    ? interpolated(ev, found.value, root, target, depth + 1, trailOf(found, target.at(-1) ?? ''))
    : configValue(ev, found, root, target);
}

/** `a.b[0]` from the root; a leading dot is the map that holds the entry, each further one the map around it. */
function pathOf(expression: string, path: readonly string[]): readonly string[] {
  const dots = /^\.*/.exec(expression)?.[0].length ?? 0;
  const keys = expression
    .slice(dots)
    .replace(/\[(\w+)\]/g, '.$1')
    .split('.')
    .filter((key) => key !== '');
  return dots === 0 ? keys : [...path.slice(0, path.length - dots), ...keys];
}

function environmentVariable(ev: Evaluator, name: string, standard: string | undefined): Possible {
  const given = variableOf(ev, name);
  if (given !== undefined) {
    return given;
  }
  const otherwise: Value | undefined =
    standard === undefined ? undefined : { kind: 'constant', type: 'str', value: String(plainScalar(standard, 'omegaconf').value) };
  const unset = unknownly('an environment variable', undefined, 'str');
  return otherwise === undefined ? unset : { options: [...certainly(otherwise).options, ...unset.options], closed: true };
}
