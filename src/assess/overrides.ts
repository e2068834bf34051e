/** Values a person gave for inputs of one run, over what code and settings say. */
import { pueBounds } from '../accounting/facility';
import { changedRun } from '../advice/changed-run';
import type { RunProfile } from '../profile/run-profile';
import type { Reference } from '../reference/reference';
import type { ProfileChange } from '../rules/finding';
import type { Configuration } from './configuration';
import { isFactName } from './fact-kinds';
import { readFact } from './read-fact';
import type { InputRow } from './report-model';

export type InputKey = InputRow['key'];
export type Overrides = Readonly<Partial<Record<InputKey, string | number | boolean>>>;

export interface Overridden {
  readonly run: RunProfile;
  readonly configuration: Configuration;
  /** Inputs whose value cannot be used, each with one sentence that says why. They keep what code and settings say. */
  readonly problems: ReadonlyMap<InputKey, string>;
}

export function override(run: RunProfile, configuration: Configuration, overrides: Overrides, reference: () => Reference): Overridden {
  const problems = new Map<InputKey, string>();
  const change: Record<string, unknown> = {};
  let machine = configuration;
  for (const [key, value] of Object.entries(overrides) as [InputKey, string | number | boolean][]) {
    if (isFactName(key)) {
      const read = readFact(key, value);
      if (read.ok) {
        change[key] = read.fact.value;
      } else {
        problems.set(key, read.problem);
      }
    } else {
      const read = readMachineInput(key, value, reference);
      if ('problem' in read) {
        problems.set(key, read.problem);
      } else {
        machine = { ...machine, ...read };
      }
    }
  }
  return { run: Object.keys(change).length === 0 ? run : changedRun(run, change, 'user'), configuration: machine, problems };
}

type MachineKey = Exclude<InputKey, keyof ProfileChange>;

function readMachineInput(
  key: MachineKey,
  value: string | number | boolean,
  reference: () => Reference,
): Partial<Configuration> | { readonly problem: string } {
  switch (key) {
    case 'hardware': {
      const found = reference().hardware(String(value));
      return found.ok ? { hardware: found.instance?.id ?? found.accelerator.id } : found;
    }
    case 'region':
      return readPlace(String(value), reference());
    case 'count':
    case 'cpuCores':
      return positive(key, value, true);
    case 'pue': {
      const pue = Number(value);
      const { minimum, maximum } = pueBounds;
      return pue >= minimum && pue <= maximum
        ? { pue }
        : { problem: `PUE must be a number from ${String(minimum)} to ${String(maximum)}, not ${String(value)}.` };
    }
  }
}

/** A cloud region or a grid zone; either replaces what was chosen of both, and an intensity that was given. */
function readPlace(text: string, reference: Reference): Partial<Configuration> | { readonly problem: string } {
  const region = reference.region(text);
  if (region.ok) {
    return { region: region.row.id, zone: null, intensityGramsPerKwh: null };
  }
  const zone = reference.zone(text);
  return zone.ok ? { region: null, zone: zone.row.id, intensityGramsPerKwh: null } : { problem: region.problem };
}

function positive(
  key: 'count' | 'cpuCores',
  value: string | number | boolean,
  integer: boolean,
): Partial<Configuration> | { readonly problem: string } {
  const amount = Number(value);
  const accepted = amount > 0 && Number.isFinite(amount) && (!integer || Number.isInteger(amount));
  const noun = key === 'count' ? 'The number of accelerators' : 'The number of CPU cores';
  return accepted ? { [key]: amount } : { problem: `${noun} must be a whole number from 1, not ${String(value)}.` };
}
