import type { Activation } from '../program/call-site';
import type { Expression } from '../syntax/nodes';
import type { Possible } from '../values/possible';
import type { InstanceValue, Value } from '../values/value';
import type { Evaluator } from './evaluator';

/**
 * What an evaluation asks that follows arrays by their shapes. It goes through loops round by round, enters functions from every call,
 * and takes it that code which cannot be read changes nothing: a program is followed as it most likely runs, once for what one batch
 * costs, while rules keep to what is certain.
 */
export interface Following {
  /** An attribute that no code of the program wrote: `x.shape`. */
  attribute(ev: Evaluator, of: InstanceValue, name: string): Possible | undefined;
  /** An operator with an array on at least one side; null stands for the right side of a unary one. */
  operate(ev: Evaluator, operator: string, left: Value, right: Value | null, node: Expression): Possible | undefined;
  /** `x[index]`; slices in it are objects of `builtins.slice`. */
  item(ev: Evaluator, of: InstanceValue, index: Possible): Possible | undefined;
  /** Any item of an object that gives items without end, or it is not known how many. */
  element(ev: Evaluator, of: InstanceValue): Possible | undefined;
  /** `x[index] = value` on an object. */
  assign(ev: Evaluator, of: InstanceValue, index: Possible, value: Possible): void;
  /** Whether a loop that calls functions of these names runs something again and again, and builds nothing. */
  isRoutine(called: ReadonlySet<string>): boolean;
  /** The items that iterating an object gives. */
  items(ev: Evaluator, of: InstanceValue): readonly Possible[] | undefined;
  /** What stands for a value under a name that says what it holds: `num_classes` of which nothing is known. */
  named(name: string, value: Possible): Possible;
  /** The result of a call of something of which no code and no table is known. */
  outside(ev: Evaluator, name: string, activation: Activation): Possible | undefined;
}

/** Rounds of a loop that are followed one by one. */
export const mostRoundsFollowed = 1024;
/** Deepest chain of calls: blocks of networks stand in blocks. */
export const deepestCallFollowed = 48;
/** Evaluations of one function: a convolution block of a large network is called some hundred times. */
export const mostEvaluationsFollowed = 20_000;
/** Steps that following one program, or one call in it, may take: some tenths of a second. */
export const fuelToFollow = 300_000;
/** The same where nobody waits for the figures themselves, but only for whether they are large: a whole repository is gone through. */
export const fuelToWeigh = 100_000;
