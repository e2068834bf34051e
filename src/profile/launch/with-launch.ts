import type { Fact, Profile, RunProfile } from '../run-profile';
import type { Launch } from './launch';

/** The runs on as many devices as their launch starts processes for. */
export function withLaunch(profile: Profile, launch: Launch | null): Profile {
  const count = launch?.processes?.count;
  if (launch === null || count === undefined) {
    return profile;
  }
  const devices: Fact<number> = { value: count, origin: 'launcher', ...placeOf(launch) };
  return { ...profile, runs: profile.runs.map((run): RunProfile => ({ ...run, devices })) };
}

function placeOf({ at, text }: Launch): Pick<Fact<number>, 'trail' | 'at'> {
  return at === null
    ? {}
    : {
        trail: [{ ...at, what: text }],
        at: { ...at, column: 1, endLine: at.line, endColumn: 1 },
      };
}
