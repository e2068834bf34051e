import { factValue, type Fact, type FactAlternative, type FactName, type Profile, type RunProfile } from '../run-profile';
import type { Launch } from './launch';

/** A launch that a file states, and what the script trains when it is started so. */
export interface LaunchedProfile {
  readonly launch: Launch;
  readonly profile: Profile;
}

/** More launches of one script than this tell experiments, not the run. */
export const mostLines = 6;

/**
 * The profile with what launches of the repository say: a fact that the code leaves open is theirs where all of them agree; one that the
 * code states keeps its value, with theirs as alternatives. Nobody knows which of them is meant.
 */
export function withLaunchLines(profile: Profile, lines: readonly LaunchedProfile[]): Profile {
  const runs = profile.runs.map((run, index) => together(run, launchedRuns(profile, lines, index)));
  return lines.length === 0 ? profile : { ...profile, runs };
}

/** By name of a fact, what each launch gives. */
export type Disputed = Readonly<Partial<Record<FactName, readonly FactAlternative<unknown>[]>>>;

/** Facts of one run that the code leaves open and in which the launches differ, so that none of them can stand. */
export function disputedFacts(profile: Profile, lines: readonly LaunchedProfile[], index: number): Disputed {
  const run = profile.runs[index];
  const others = launchedRuns(profile, lines, index);
  if (run === undefined) {
    return {};
  }
  const names = [...new Set(others.flatMap((other) => Object.keys(other.run)))] as FactName[];
  return Object.fromEntries(
    names
      .filter((name) => !notOfLaunch.has(name) && run[name] === undefined && agreedBy(others, name) === undefined)
      .map((name) => [name, differing([], others, name)] as const)
      .filter(([, alternatives]) => alternatives.length > 0),
  );
}

/** One run as each launch starts it; a launch that trains another number of runs says nothing of any. */
function launchedRuns(profile: Profile, lines: readonly LaunchedProfile[], index: number): readonly LaunchedRun[] {
  return lines
    .filter((line) => line.profile.runs.length === profile.runs.length)
    .flatMap(({ launch, profile: launched }) => {
      const run = launched.runs[index];
      return run === undefined ? [] : [{ when: `launched as ${placeOfLaunch(launch, profile.path)}`, run }];
    });
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
      const alternatives = differing([known.value, ...(known.alternatives ?? []).map(({ value }) => value)], others, name);
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

function differing(known: readonly unknown[], others: readonly LaunchedRun[], name: FactName): readonly FactAlternative<unknown>[] {
  const seen = [...known];
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

/**
 * `scripts/train.sh:5`, from the folder that script and file both stand in, and `runs.ipynb[4]:1` with the cell counted from one; the command
 * itself where no file states it.
 */
export function placeOfLaunch({ at, text }: Launch, script: string): string {
  if (at === null) {
    return text;
  }
  let common = 0;
  for (let cut = at.path.indexOf('/'); cut !== -1 && script.startsWith(at.path.slice(0, cut + 1)); cut = at.path.indexOf('/', cut + 1)) {
    common = cut + 1;
  }
  const cell = at.cell === null ? '' : `[${String(at.cell + 1)}]`;
  return `${at.path.slice(common)}${cell}:${String(at.line)}`;
}
