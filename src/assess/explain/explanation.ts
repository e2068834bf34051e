/** Why rules spoke or were silent at a line, as `joulewise explain --format json` prints it. */
import type { SourceRange } from '../../profile/run-profile';
import type { Confidence, Severity } from '../../rules/finding';

/** One step on the way of a value, from where it was written to where it is used. */
export interface ExplainedStep {
  readonly kind: string;
  readonly what: string;
  readonly path: string;
  readonly cell: number | null;
  readonly line: number;
}

export interface ExplainedOption {
  /** As Python would write it, or in words. */
  readonly value: string;
  /** Set where the value is unknown: one clause that says why. */
  readonly unknown?: string;
  readonly when: readonly string[];
  readonly trail: readonly ExplainedStep[];
}

/** All values something may have; `closed` says that there are no others. */
export interface ExplainedValue {
  readonly options: readonly ExplainedOption[];
  readonly closed: boolean;
}

export interface ExplainedArgument {
  readonly name: string;
  readonly from: 'given' | 'default' | 'unknown' | 'absent';
  readonly value: ExplainedValue | null;
}

/** One evaluation of a call; a call in a function that is called twice has two. */
export interface ExplainedCall {
  readonly at: SourceRange;
  readonly text: string;
  /** Canonical name of what is called, or in words. */
  readonly callee: string;
  readonly receiver: ExplainedValue | null;
  readonly arguments: readonly ExplainedArgument[];
  readonly result: ExplainedValue;
  /** What surrounds it, from the inside out. */
  readonly around: readonly string[];
}

export interface ExplainedLoop {
  readonly at: SourceRange;
  readonly text: string;
  readonly over: ExplainedValue | null;
  readonly rounds: ExplainedValue | null;
  /** Conditions that end it early. */
  readonly exits: readonly string[];
}

export interface ExplainedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly at: SourceRange;
  readonly message: string;
  /** Why it is not shown although it was found; null where it is shown. */
  readonly hidden: string | null;
}

/** A rule that looked at this line and found nothing in it. */
export interface SilentRule {
  readonly rule: string;
  /** What it looked at. */
  readonly sawCalls: readonly string[];
  /** The arguments it asked for, with what it got. */
  readonly asked: readonly (ExplainedArgument & { readonly of: string })[];
  /** One sentence. */
  readonly why: string;
}

export interface Explanation {
  readonly version: 1;
  readonly path: string;
  readonly cell: number | null;
  readonly line: number;
  readonly text: string;
  /** What the run is taken to be given from outside. */
  readonly world: { readonly versions: Readonly<Record<string, string>>; readonly configuration: { readonly path: string } | null };
  readonly calls: readonly ExplainedCall[];
  readonly loops: readonly ExplainedLoop[];
  readonly findings: readonly ExplainedFinding[];
  readonly silent: readonly SilentRule[];
  /** What limits everything above, one sentence each. */
  readonly remarks: readonly string[];
}
