/** What is known of a project, and what holds where there is none. */
import type { Versions } from '../../python/library-knowledge';
import type { CheckOptions } from '../../rules/check';
import type { Configuration } from '../configuration';
import type { ConfigurationProblem } from './configuration-file';

export interface Project {
  /** The configuration file that holds here; null where there is none. */
  readonly file: string | null;
  /** False where the file switches Joulewise off. */
  readonly enable: boolean;
  readonly rules: CheckOptions;
  readonly machine: Partial<Configuration>;
  readonly versions: Versions;
  /** Files that were not loaded yet; load what exists and ask again. */
  readonly wants: readonly string[];
  readonly problems: readonly ConfigurationProblem[];
}

export const noVersions: Versions = {};
export const noProject: Project = { file: null, enable: true, rules: {}, machine: {}, versions: noVersions, wants: [], problems: [] };

/** Nearest first: the file of our own goes before the one shared with other tools. */
export const configurationNames = ['joulewise.toml', 'pyproject.toml'] as const;
