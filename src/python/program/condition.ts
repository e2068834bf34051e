import type { Possible } from '../values/possible';
import type { Place } from '../values/trail';

/**
 * A condition on which something depends, described so that nobody needs its syntax: its text, the dotted names and calls it reads,
 * and the operators it uses.
 */
export interface Condition {
  readonly text: string;
  /** True for the branch in which the test failed. */
  readonly negated: boolean;
  readonly place: Place;
  /** Dotted names the test reads: `step`, `args.debug`, `sys.platform`. */
  readonly names: readonly string[];
  /** Dotted names the test calls: `torch.cuda.is_available`. */
  readonly calls: readonly string[];
  readonly operators: readonly string[];
  /** What the test evaluated to: true or false when the evaluator could tell. */
  readonly decided: boolean | undefined;
  /** What the comparisons of an `if` compare. */
  readonly compared?: readonly Possible[];
}

/** The condition as people read it. */
export function conditionText(condition: Condition): string {
  return condition.negated ? `not (${condition.text})` : condition.text;
}
