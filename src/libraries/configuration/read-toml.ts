import { parse, TomlDate, TomlError } from 'smol-toml';

import { unknownly } from '../../python/values/possible';
import type { ConfigTree, Unit } from './config-tree';
import { TomlPlaces } from './place-in-toml';

/** A TOML text as a configuration; a clause that says what is wrong where it cannot be read. */
export function readToml(text: string, unit: Unit): ConfigTree | { readonly problem: string } {
  try {
    return treeOf(parse(text), [], new TomlPlaces(text), unit);
  } catch (error) {
    if (error instanceof TomlError) {
      return { problem: `line ${String(error.line)} is not valid` };
    }
    throw error;
  }
}

function treeOf(value: unknown, path: readonly (string | number)[], places: TomlPlaces, unit: Unit): ConfigTree {
  const place = { unit, ...places.ofKey(path) };
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item, index) => treeOf(item, [...path, index], places, unit)), place };
  }
  if (typeof value === 'object' && value !== null && !(value instanceof TomlDate)) {
    return {
      kind: 'map',
      entries: new Map(Object.entries(value).map(([key, item]) => [key, treeOf(item, [...path, key], places, unit)])),
      place,
    };
  }
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') {
    return { kind: 'scalar', value, isFloat: typeof value === 'number' && !Number.isInteger(value), place };
  }
  return { kind: 'value', possible: unknownly('a date') };
}
