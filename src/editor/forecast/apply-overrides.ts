import type { Configuration } from '../../assess/configuration';
import type { RunProfile } from '../../profile/run-profile';
import type { Overrides } from '../engine';

const ofConfiguration = new Set(['hardware', 'count', 'region', 'pue', 'cpuCores']);

/** A run with the facts that a person stated in place of those read from the code. */
export function runWith(run: RunProfile, overrides: Overrides): RunProfile {
  const facts = Object.entries(overrides).filter(([key]) => !ofConfiguration.has(key));
  return { ...run, ...Object.fromEntries(facts.map(([key, value]) => [key, { value, origin: 'user' }])) };
}

/** A configuration with the machine and place that a person stated for one script. A place is a cloud region or a grid zone. */
export function configurationWith(configuration: Configuration, overrides: Overrides, isRegion: (name: string) => boolean): Configuration {
  const { region, hardware, count, pue, cpuCores } = overrides;
  const place =
    typeof region !== 'string'
      ? {}
      : isRegion(region)
        ? { region, zone: null, intensityGramsPerKwh: null }
        : { region: null, zone: region, intensityGramsPerKwh: null };
  return {
    ...configuration,
    ...place,
    ...(typeof hardware === 'string' ? { hardware } : {}),
    ...(typeof count === 'number' ? { count } : {}),
    ...(typeof pue === 'number' ? { pue } : {}),
    ...(typeof cpuCores === 'number' ? { cpuCores } : {}),
  };
}
