/** What `[tool.joulewise]` may say. `schemas/configuration.schema.json` describes the same for editors of TOML. */
import { configurationBounds, type Configuration, type NumberBounds } from '../configuration';
import { dictionary } from '../../python/dictionary';

export type FieldKind =
  | { readonly type: 'flag' }
  | { readonly type: 'text' }
  | { readonly type: 'currency' }
  | { readonly type: 'number'; readonly bounds: NumberBounds }
  | { readonly type: 'level' }
  /** Ids or topics of rules. */
  | { readonly type: 'rules' }
  /** A table from ids or topics to severities. */
  | { readonly type: 'severities' }
  /** A table from packages to versions. */
  | { readonly type: 'versions' }
  /** A list of patterns as in `.gitignore`. */
  | { readonly type: 'patterns' }
  | { readonly type: 'overrides' };

const text: FieldKind = { type: 'text' };
const number = (name: keyof typeof configurationBounds): FieldKind => ({ type: 'number', bounds: configurationBounds[name] });

/** The keys that describe machine and grid, with the name each has in a configuration. */
export const machineFields = {
  hardware: { name: 'hardware', kind: text },
  count: { name: 'count', kind: number('count') },
  nodes: { name: 'nodes', kind: number('nodes') },
  'cpu-cores': { name: 'cpuCores', kind: number('cpuCores') },
  'memory-gib': { name: 'memoryGib', kind: number('memoryGib') },
  region: { name: 'region', kind: text },
  zone: { name: 'zone', kind: text },
  'intensity-grams-per-kwh': { name: 'intensityGramsPerKwh', kind: number('intensityGramsPerKwh') },
  pue: { name: 'pue', kind: number('pue') },
  'electricity-price-per-kwh': { name: 'electricityPricePerKwh', kind: number('electricityPricePerKwh') },
  'accelerator-price-per-hour': { name: 'acceleratorPricePerHour', kind: number('acceleratorPricePerHour') },
  currency: { name: 'currency', kind: { type: 'currency' } },
} as const satisfies Readonly<Record<string, { readonly name: keyof Configuration; readonly kind: FieldKind }>>;

const ruleFields: Readonly<Record<string, FieldKind>> = {
  enable: { type: 'flag' },
  level: { type: 'level' },
  select: { type: 'rules' },
  ignore: { type: 'rules' },
  rules: { type: 'severities' },
};

const machineKinds = Object.fromEntries(Object.entries(machineFields).map(([key, { kind }]) => [key, kind]));

/** Keys of one entry of `overrides`: what holds for the paths it names. */
export const overrideFields: Readonly<Record<string, FieldKind>> = dictionary({
  paths: { type: 'patterns' },
  ...ruleFields,
  ...machineKinds,
});

/** Keys of the table itself. */
export const fields: Readonly<Record<string, FieldKind>> = dictionary({
  ...ruleFields,
  ...machineKinds,
  versions: { type: 'versions' },
  overrides: { type: 'overrides' },
});
