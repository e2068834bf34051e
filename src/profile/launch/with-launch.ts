import type { Fact, Profile, RunProfile } from '../run-profile';
import type { Launch } from './launch';

/** The runs on as many devices as their launch starts processes for. */
export function withLaunch(profile: Profile, launch: Launch | null): Profile {
  const count = launch?.processes?.count;
  if (launch === null || count === undefined) {
    return profile;
  }
  const trail = launch.at === null ? {} : { trail: [{ ...launch.at, cell: null, what: launch.text }] };
  const devices: Fact<number> = { value: count, origin: 'launcher', ...trail };
  return { ...profile, runs: profile.runs.map((run): RunProfile => ({ ...run, devices })) };
}
