import type { FactName, Profile, RunProfile } from '../../profile/run-profile';
import { factNames } from '../../assess/fact-kinds';
import type { Paths } from '../paths';
import { columns } from './columns';

/** A profile for people: one row a fact, with its origin and the line it was read from. */
export function profileText(profile: Profile, shown: string, paths: Paths): string {
  if (profile.runs.length === 0) {
    return `${shown} trains nothing that was recognised.\n`;
  }
  return profile.runs.map((run) => `${titleOf(run, shown)}\n${columns(rowsOf(run, paths), '  ')}`).join('\n');
}

function titleOf({ at }: RunProfile, shown: string): string {
  return at === undefined ? shown : `${shown}:${at.line}`;
}

function rowsOf(run: RunProfile, paths: Paths): readonly (readonly string[])[] {
  return factNames.flatMap((name) => {
    const row = factRow(run, name, paths);
    return row === null ? [] : [row];
  });
}

function factRow(run: RunProfile, name: FactName, paths: Paths): readonly string[] | null {
  const fact = run[name];
  if (fact === undefined) {
    return null;
  }
  if ('notApplicable' in fact) {
    return [name, '–', 'not applicable', ''];
  }
  const others = (fact.alternatives ?? []).map(({ value, when }) => `${shownValue(value)} when ${when}`);
  const step = fact.trail?.at(-1);
  const place = fact.at ?? step;
  const where =
    place === undefined ? '' : `${paths.shown(place.path)}${place.cell === null ? '' : `, cell ${place.cell + 1}`}:${place.line}`;
  return [name, [shownValue(fact.value), ...others].join('; '), fact.origin, where];
}

export function shownValue(value: unknown): string {
  if (Array.isArray(value)) {
    return value.join('×');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, inner]) => `${key} ${shownValue(inner)}`)
      .join(', ');
  }
  return typeof value === 'number' && value >= 10_000 ? value.toLocaleString('en') : String(value);
}
