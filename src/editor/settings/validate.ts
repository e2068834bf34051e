import { numberBounds, settingDefaults, type NumberSetting, type SettingName, type SettingTypes } from '../contributions';
import type { NumberBounds } from '../../assess/configuration';
import { settingSeverities, type SettingSeverity } from '../findings/severity';

export type Settings = { readonly [K in SettingName]: SettingTypes[K] };

/** A value that was not accepted, and the sentence that says what would be. */
export interface SettingProblem {
  readonly setting: SettingName;
  readonly message: string;
}

export interface CheckedSettings {
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
}

type Check<T> = (value: unknown) => { readonly value: T } | { readonly expected: string };

const isSeverity = (value: unknown): value is SettingSeverity => (settingSeverities as readonly unknown[]).includes(value);

const flag: Check<boolean> = (value) => (typeof value === 'boolean' ? { value } : { expected: 'true or false' });

/** Text that people type; blank means "not chosen". */
const optionalText: Check<string | null> = (value) => {
  if (value === null) {
    return { value };
  }
  return typeof value === 'string' ? { value: value.trim() === '' ? null : value.trim() } : { expected: 'text, or null' };
};

const currency: Check<string> = (value) =>
  typeof value === 'string' && /^[A-Z]{3}$/.test(value)
    ? { value }
    : { expected: 'a currency code of three capital letters, such as USD or EUR' };

const level: Check<SettingTypes['level']> = (value) =>
  isSeverity(value) && value !== 'off' ? { value } : { expected: 'hint, information or warning' };

const rules: Check<SettingTypes['rules']> = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isSeverity)
    ? { value: value as SettingTypes['rules'] }
    : { expected: 'an object from rule names to off, hint, information or warning' };

function numberWithin(bounds: NumberBounds): Check<number | null> {
  return (value) => {
    if (value === null) {
      return { value };
    }
    const accepted =
      typeof value === 'number' && value >= bounds.minimum && value <= bounds.maximum && (!bounds.integer || Number.isInteger(value));
    return accepted
      ? { value }
      : { expected: `${bounds.integer ? 'a whole number' : 'a number'} from ${String(bounds.minimum)} to ${String(bounds.maximum)}` };
  };
}

const numberChecks = Object.fromEntries(Object.entries(numberBounds).map(([name, bounds]) => [name, numberWithin(bounds)])) as Record<
  NumberSetting,
  Check<number | null>
>;

const checks: { readonly [K in SettingName]: Check<SettingTypes[K]> } = {
  ...numberChecks,
  enable: flag,
  level,
  rules,
  hardware: optionalText,
  region: optionalText,
  zone: optionalText,
  currency,
  'statusBar.enable': flag,
  'hover.enable': flag,
};

/** Takes each setting as it was written; a value that cannot be right falls back to the default and is named. */
export function validateSettings(read: (name: SettingName) => unknown): CheckedSettings {
  const problems: SettingProblem[] = [];
  const accept = <K extends SettingName>(name: K): SettingTypes[K] => {
    const raw = read(name);
    if (raw === undefined) {
      return settingDefaults[name];
    }
    const checked = checks[name](raw);
    if ('value' in checked) {
      return checked.value;
    }
    problems.push({ setting: name, message: `joulewise.${name} is ${JSON.stringify(raw)}; it must be ${checked.expected}.` });
    return settingDefaults[name];
  };
  const settings = Object.fromEntries((Object.keys(settingDefaults) as SettingName[]).map((name) => [name, accept(name)]));
  return { settings: settings as unknown as Settings, problems };
}
