import type { Activation } from '../program/call-site';
import type { Possible } from '../values/possible';
import type { Arguments } from './arguments';
import type { Evaluator } from './evaluator';

/** What a summary is given: the call with its bound arguments, and the evaluator for what it needs to make or to call. */
export interface SummaryCall {
  readonly evaluator: Evaluator;
  readonly activation: Activation;
  /** The arguments themselves; those of the activation are copies that later writes do not reach. */
  readonly given: Arguments;
}

/** The effect and result of a call of code outside the program; undefined leaves it to the tables. */
export type CallSummary = (call: SummaryCall) => Possible | undefined;
