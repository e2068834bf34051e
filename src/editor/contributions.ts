/**
 * Everything the manifest contributes, declared once. `test/package/manifest.test.ts` compares it with package.json,
 * package.nls.json and the README in both directions.
 */
import { configurationBounds, type NumberBounds } from '../assess/configuration';
import type { SettingSeverity } from './findings/severity';

/** Commands of the palette, by the name that code uses. */
export const commands = {
  estimateFootprint: 'joulewise.estimateFootprint',
  checkFile: 'joulewise.checkFile',
  checkWorkspace: 'joulewise.checkWorkspace',
  explainLine: 'joulewise.explainLine',
  openReport: 'joulewise.openReport',
  chooseHardware: 'joulewise.chooseHardware',
  chooseRegion: 'joulewise.chooseRegion',
  chooseLaunch: 'joulewise.chooseLaunch',
  usePaceFromLog: 'joulewise.usePaceFromLog',
  showLog: 'joulewise.showLog',
} as const;

export type CommandName = keyof typeof commands;

export const views = { container: 'joulewise', report: 'joulewise.report' } as const;

/** Keys of `when` clauses. */
export interface ContextKeys {
  /** True while the active editor shows a Python file or a notebook that Joulewise reads. */
  'joulewise.hasScript': boolean;
}

export const contextKeys: { readonly [K in keyof ContextKeys]: ContextKeys[K] } = { 'joulewise.hasScript': false };

/** Names of the settings after `joulewise.`, with the type each one has once it was read. */
export interface SettingTypes {
  enable: boolean;
  level: Exclude<SettingSeverity, 'off'>;
  rules: Readonly<Record<string, SettingSeverity>>;
  hardware: string | null;
  count: number | null;
  nodes: number | null;
  cpuCores: number | null;
  memoryGib: number | null;
  region: string | null;
  zone: string | null;
  intensityGramsPerKwh: number | null;
  pue: number | null;
  electricityPricePerKwh: number | null;
  acceleratorPricePerHour: number | null;
  currency: string;
  'statusBar.enable': boolean;
  'hover.enable': boolean;
}

export type SettingName = keyof SettingTypes;

export const settingDefaults: { readonly [K in SettingName]: SettingTypes[K] } = {
  enable: true,
  level: 'information',
  rules: {},
  hardware: null,
  count: null,
  nodes: null,
  cpuCores: null,
  memoryGib: null,
  region: null,
  zone: null,
  intensityGramsPerKwh: null,
  pue: null,
  electricityPricePerKwh: null,
  acceleratorPricePerHour: null,
  currency: 'USD',
  'statusBar.enable': true,
  'hover.enable': true,
};

export type NumberSetting = { [K in SettingName]: number extends SettingTypes[K] ? K : never }[SettingName];

/** What a number in the settings must satisfy. The manifest states the same bounds. */
export const numberBounds: Readonly<Record<NumberSetting, NumberBounds>> = configurationBounds;
