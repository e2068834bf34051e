import { factValue, type Fact, type FactAlternative, type FactName, type Profile, type RunProfile } from '../run-profile';
import type { Launch } from './launch';

/** A launch that a file states, and what the script trains when it is started so. */
export interface LaunchedProfile {
  readonly launch: Launch;
  readonly profile: Profile;
}

/**
 * The profile with what launches of the repository say: a fact that the code leaves open is theirs where all of them agree; one that the
 * code states keeps its value, with theirs as alternatives. Nobody knows which of them is meant.
 */
export function withLaunchLines(profile: Profile, lines: readonly LaunchedProfile[]): Profile {
  const usable = lines.filter((line) => line.profile.runs.length === profile.runs.length);
  return usable.length === 0
    ? profile
    : {
        ...profile,
        runs: profile.runs.map((run, index) =>
          together(
            run,
            usable.flatMap(({ launch, profile: launched }) => {
              const other = launched.runs[index];
              return other === undefined ? [] : [{ when: nameOf(launch, profile.path), run: other }];
            }),
          ),
        ),
      };
}

interface LaunchedRun {
  readonly when: string;
  readonly run: RunProfile;
}

const notOfLaunch = new Set(['id', 'at', 'repeats']);

function together(run: RunProfile, others: readonly LaunchedRun[]): RunProfile {
  const names = new Set([run, ...others.map((other) => other.run)].flatMap((one) => Object.keys(one)));
  const changed: Record<string, unknown> = { ...run };
  for (const name of names as ReadonlySet<FactName>) {
    if (notOfLaunch.has(name)) {
      continue;
    }
    const known = run[name] as Fact<unknown> | { readonly notApplicable: true } | undefined;
    if (known === undefined) {
      const agreed = agreedBy(others, name);
      if (agreed !== undefined) {
        changed[name] = agreed;
      }
    } else if ('value' in known && typeof known.value !== 'object') {
      const alternatives = differing(known, others, name);
      if (alternatives.length > 0) {
        changed[name] = { ...known, alternatives: [...(known.alternatives ?? []), ...alternatives] };
      }
    }
  }
  return changed as RunProfile;
}

/** The fact of all launches, where each gives it and all give the same. */
function agreedBy(others: readonly LaunchedRun[], name: FactName): unknown {
  const [first, ...rest] = others;
  const value = first === undefined ? undefined : factValue(first.run, name);
  return value !== undefined && rest.every(({ run }) => same(factValue(run, name), value)) ? first?.run[name] : undefined;
}

function differing(known: Fact<unknown>, others: readonly LaunchedRun[], name: FactName): readonly FactAlternative<unknown>[] {
  const seen = [known.value, ...(known.alternatives ?? []).map(({ value }) => value)];
  const found: FactAlternative<unknown>[] = [];
  for (const { when, run } of others) {
    const value = factValue(run, name);
    if (value !== undefined && !seen.some((one) => same(one, value))) {
      seen.push(value);
      found.push({ value, when });
    }
  }
  return found;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** `launched as scripts/train.sh:5`, from the folder that both stand in. */
function nameOf({ at, text }: Launch, script: string): string {
  if (at === null) {
    return text;
  }
  let common = 0;
  for (let cut = at.path.indexOf('/'); cut !== -1 && script.startsWith(at.path.slice(0, cut + 1)); cut = at.path.indexOf('/', cut + 1)) {
    common = cut + 1;
  }
  return `launched as ${at.path.slice(common)}:${String(at.line)}`;
}
