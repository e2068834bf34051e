/** What the renderers of findings are given. */
import type { Quantiles } from '../../accounting/quantiles';
import type { Finding } from '../../rules/finding';
import type { RuleMeta } from '../../rules/rule';

/** A finding and the line it begins on, as the source has it. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly lineText: string;
  /** What it saves of this very run, where the project names the hardware. */
  readonly here?: SavingHere;
}

export interface SavingHere {
  /** `forecast` is a difference of two forecasts, `published` the highest share that was published, of the forecast. */
  readonly basis: 'forecast' | 'published';
  readonly energyKwh: Quantiles;
  readonly totalKwh: Quantiles;
}

/** What is said of a rule beside its findings. */
export type RuleDescription = Pick<RuleMeta, 'id' | 'title' | 'severity'> & Partial<Pick<RuleMeta, 'topic' | 'frameworks'>>;

export interface FindingsReport {
  readonly findings: readonly LocatedFinding[];
  readonly toolVersion: string;
  readonly rules: readonly RuleDescription[];
}
