import { changedRun } from '../advice/changed-run';
import type { Fact, Profile, RunProfile } from '../profile/run-profile';
import type { ProfileChange } from '../rules/finding';
import type { FactComment } from './directives';

/** The profile with the facts that comments state. A comment inside one run speaks of that run, any other of all. */
export function withStatedFacts(profile: Profile, comments: readonly FactComment[]): Profile {
  if (comments.length === 0 || profile.runs.length === 0) {
    return profile;
  }
  return {
    ...profile,
    runs: profile.runs.map((run) =>
      stated(
        run,
        comments.filter((comment) => speaksOf(comment, run, profile.runs)),
      ),
    ),
  };
}

function stated(run: RunProfile, comments: readonly FactComment[]): RunProfile {
  if (comments.length === 0) {
    return run;
  }
  const change: ProfileChange = Object.fromEntries(comments.map(({ fact }) => [fact.name, fact.value]));
  const changed: Record<string, unknown> = { ...changedRun(run, change, 'user') };
  for (const { fact, at } of comments) {
    const trail = [{ path: at.path, cell: at.cell, line: at.line, what: `stated in a comment: ${fact.name}` }];
    changed[fact.name] = { value: fact.value, origin: 'user', trail, at } satisfies Fact<unknown>;
  }
  return changed as RunProfile;
}

function speaksOf(comment: FactComment, run: RunProfile, runs: readonly RunProfile[]): boolean {
  const holders = runs.filter((one) => holds(one, comment));
  return holders.length === 0 || holders.includes(run);
}

function holds({ at }: RunProfile, comment: FactComment): boolean {
  return at !== undefined && (at.cell ?? null) === comment.at.cell && at.line <= comment.at.line && comment.at.line <= at.endLine;
}
