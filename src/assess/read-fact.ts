import type { FactName, RunFacts } from '../profile/run-profile';
import { editDistance } from '../reference/edit-distance';
import { factKinds, factNames, isFactName, type FactKind } from './fact-kinds';
import { dictionary } from '../python/dictionary';

/** A fact with the value a person gave it. */
export type StatedFact = { readonly [K in FactName]: { readonly name: K; readonly value: RunFacts[K] } }[FactName];

export type ReadFact = { readonly ok: true; readonly fact: StatedFact } | { readonly ok: false; readonly problem: string };

/** Reads `epochs=90` as a fact of the right type, or says in one sentence what would be right. */
export function readFact(name: string, given: string | number | boolean): ReadFact {
  if (!isFactName(name)) {
    return { ok: false, problem: unknownName(name) };
  }
  const value = readValue(factKinds[name], given);
  return value === undefined
    ? { ok: false, problem: `${name} must be ${expected(factKinds[name])}, not ${JSON.stringify(given)}.` }
    : { ok: true, fact: { name, value } as StatedFact };
}

function readValue(kind: FactKind, given: string | number | boolean): unknown {
  const typed = typeof given === 'string' ? given.trim() : given;
  switch (kind.type) {
    case 'number':
      return readNumber(kind, typed);
    case 'flag':
      return readFlag(typed);
    case 'choice':
      return kind.choices.find((one) => one === String(typed).toLowerCase());
    case 'text':
      return typed === '' ? undefined : String(typed);
    case 'shape':
      return readShape(String(typed));
    case 'object':
      return undefined;
  }
}

function readNumber(kind: FactKind & { type: 'number' }, typed: string | number | boolean): number | undefined {
  // 1_000 and 1e6 are how Python writes numbers; a comma may be a decimal sign, so it is refused.
  const plain = typeof typed === 'string' ? typed.replaceAll('_', '') : typed;
  const value =
    typeof plain === 'number' ? plain : typeof plain === 'string' && /^\d*\.?\d+(?:e[+-]?\d+)?$/iu.test(plain) ? Number(plain) : NaN;
  const accepted = value >= kind.minimum && value <= kind.maximum && (!kind.integer || Number.isInteger(value));
  return accepted ? value : undefined;
}

const flagWords: Readonly<Record<string, boolean>> = dictionary({
  true: true,
  yes: true,
  on: true,
  '1': true,
  false: false,
  no: false,
  off: false,
  '0': false,
});

function readFlag(typed: string | number | boolean): boolean | undefined {
  return flagWords[String(typed).toLowerCase()];
}

/** `3x224x224`, `3,224,224`, `[3, 224, 224]`. */
function readShape(typed: string): readonly number[] | undefined {
  const parts = typed.replace(/^[[(]\s*|\s*,?\s*[\])]$/gu, '').split(/\s*[x×,]\s*|\s+/u);
  const sizes = parts.map((part) => (part === '' ? NaN : Number(part)));
  return sizes.length > 0 && sizes.every((size) => Number.isInteger(size) && size > 0) ? sizes : undefined;
}

function expected(kind: FactKind): string {
  switch (kind.type) {
    case 'number':
      return `${kind.integer ? 'a whole number' : 'a number'} ${bounds(kind)}`;
    case 'flag':
      return 'true or false';
    case 'choice':
      return `one of ${kind.choices.join(', ')}`;
    case 'text':
      return 'a name';
    case 'shape':
      return 'a shape such as 3x224x224';
    case 'object':
      return 'given in a profile, as an object';
  }
}

function bounds({ minimum, maximum }: FactKind & { type: 'number' }): string {
  if (maximum <= 1) {
    return `from ${minimum} to ${maximum}`;
  }
  return minimum > 0 && minimum < 1 ? 'above 0' : `from ${minimum}`;
}

function unknownName(name: string): string {
  const near = nearest(name, factNames);
  return `No fact is called "${name}".${near === undefined ? '' : ` Did you mean ${near}?`}`;
}

/** The name that a mistyped one most likely means; undefined when none is near. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const wanted = reduced(typed);
  const limit = Math.max(2, Math.ceil(wanted.length / 2));
  const scored = names.map((name) => ({ name, distance: closeness(wanted, reduced(name), limit) })).sort((a, b) => a.distance - b.distance);
  const [best] = scored;
  return best !== undefined && best.distance <= limit ? best.name : undefined;
}

/** `batch_size` is nearer to `batchSizePerDevice` than its letters are: a beginning counts as one edit. */
function closeness(wanted: string, name: string, limit: number): number {
  return wanted.length > 2 && (name.startsWith(wanted) || wanted.startsWith(name)) ? 1 : editDistance(wanted, name, limit);
}

function reduced(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
}
