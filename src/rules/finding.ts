/** One costly pattern at one place in the code, as `joulewise check --format json` prints it. */
import type { FactName, RunFacts, SourceRange } from '../profile/run-profile';

export type Severity = 'warning' | 'information' | 'hint';
export type Confidence = 'high' | 'medium' | 'low';
export type EvidenceGrade = 'energy' | 'time' | 'none';

export interface Saving {
  /** Share of the run's energy, 0–1, when the source gives one. */
  readonly energyShare: { readonly low: number; readonly high: number } | null;
  readonly evidence: EvidenceGrade;
  readonly source: string;
}

export interface TextEdit extends SourceRange {
  readonly text: string;
}

export interface Fix {
  readonly title: string;
  /** Safe fixes keep the behaviour and may be applied in bulk; the others are applied one by one, by a person. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

export type ProfileChange = { readonly [K in FactName]?: RunFacts[K] };

export interface Finding extends SourceRange {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What, why, and what to do; stable text without figures of this script. */
  readonly message: string;
  /** Page of the rule. */
  readonly docs: string;
  readonly saving: Saving | null;
  /** What the fix does to the run profile. */
  readonly change: ProfileChange | null;
  readonly fixes: readonly Fix[];
}
