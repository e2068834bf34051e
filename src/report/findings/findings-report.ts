/** What the renderers of findings are given. */
import type { Finding } from '../../rules/finding';
import type { RuleMeta } from '../../rules/rule';

/** A finding and the line it begins on, as the source has it. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly lineText: string;
}

/** What is said of a rule beside its findings. */
export type RuleDescription = Pick<RuleMeta, 'id' | 'title' | 'severity'> & Partial<Pick<RuleMeta, 'topic' | 'frameworks'>>;

export interface FindingsReport {
  readonly findings: readonly LocatedFinding[];
  readonly toolVersion: string;
  readonly rules: readonly RuleDescription[];
}
