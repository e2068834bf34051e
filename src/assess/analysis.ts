/** What reading one document yields, before any machine is known. */
import type { Disputed } from '../profile/launch/launch-lines';
import type { Profile } from '../profile/run-profile';
import type { Finding } from '../rules/finding';
import type { DirectiveProblem } from './directives';
import type { Project } from './project/no-project';

export interface Analysis {
  /** Findings above suppression comments, in source order. */
  readonly findings: readonly Finding[];
  readonly profile: Profile;
  /** What the files around the script say: which rules, which machine, which versions. */
  readonly project: Project;
  /** Paths of modules that the code imports, and of the project's files, that were not given; load what exists and analyse again. */
  readonly wants: readonly string[];
  /** True when the text has syntax errors: a host that shows findings keeps the last good ones where the text is broken. */
  readonly syntaxBroken: boolean;
  /** True when the evaluator ran out of fuel, so that some values are unknown that could be known. */
  readonly exhausted: boolean;
  /** What a person should know of files that the script names: a configuration that is not there, or that cannot be read. */
  readonly remarks?: readonly string[];
  /** By run, what the launches of the repository say of facts that the code leaves open and in which they differ. */
  readonly disputed?: readonly Disputed[];
  /**
   * Where findings depend on how heavy a training is, and that was taken as it was counted before: counts the models as the text stands
   * now, which takes longer than all the rest, and returns the analysis by them; null where nothing changes.
   */
  readonly weighed?: () => Analysis | null;
  /** Comments for Joulewise that say nothing it knows, such as a misspelt fact. */
  readonly problems?: readonly DirectiveProblem[];
}

/**
 * An analysis whose runs are read when somebody asks for them: models are counted then, which takes longer than finding what is to be
 * underlined while a person types.
 */
export function withProfile(read: () => Profile, others: Omit<Analysis, 'profile'>): Analysis {
  let state: Profile | (() => Profile) = read;
  return {
    ...others,
    get profile(): Profile {
      // Once it is read, what it was read from is let go.
      state = typeof state === 'function' ? state() : state;
      return state;
    },
  };
}

/** What was found in one world, with the runs of another. */
export function withRunsOf({ findings, project, syntaxBroken, exhausted, problems }: Analysis, other: Analysis): Analysis {
  return withProfile(() => other.profile, {
    findings,
    project,
    wants: other.wants,
    syntaxBroken,
    exhausted,
    ...(problems === undefined ? {} : { problems }),
    ...(other.remarks === undefined ? {} : { remarks: other.remarks }),
  });
}
