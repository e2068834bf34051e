import type { Possible } from '../values/possible';
import type { Place } from '../values/trail';
import type { ClassValue, FunctionValue } from '../values/value';
import type { Activation } from './call-site';
import type { Condition } from './condition';

/** A test that ends a loop: its `break`, or the header of a `while`. `operands` are what it compares. */
export interface LoopExit {
  readonly condition: Condition;
  readonly operands: readonly Possible[];
}

/** A `for`, `while` or comprehension. */
export interface LoopInfo {
  readonly kind: 'for' | 'while' | 'comprehension';
  /** The whole statement. */
  readonly place: Place;
  /** Its first line: from `for` to the colon. */
  readonly header: Place;
  /** What is iterated; null for `while`. */
  readonly iterable: Possible | null;
  /** The iterated expression as written, without whitespace. */
  readonly iterableText: string;
  readonly targets: readonly string[];
  /** Number of rounds when it can be counted. */
  readonly count: Possible | null;
  /** Tests that end it early; filled while its body is evaluated. */
  readonly exits: LoopExit[];
  /** Whether its rounds were evaluated one by one: then everything in it is noted once for each. */
  isFollowed?: boolean;
}

export interface WithInfo {
  readonly place: Place;
  readonly value: Possible;
}

/** One layer of what surrounds an evaluation, innermost first. */
export type Context =
  | null
  | { readonly kind: 'loop'; readonly loop: LoopInfo; readonly outer: Context }
  | { readonly kind: 'with'; readonly block: WithInfo; readonly outer: Context }
  | { readonly kind: 'guard'; readonly condition: Condition; readonly outer: Context }
  /** The body of an exception handler. */
  | { readonly kind: 'handler'; readonly outer: Context }
  /** The body of a function: called from `by`, or, when that is null, entered without a caller in the program. */
  | {
      readonly kind: 'frame';
      readonly of: FunctionValue;
      readonly owner: ClassValue | null;
      readonly by: Activation | null;
      readonly outer: Context;
    };

export type ContextLayer = NonNullable<Context>;

/** The layers from the innermost outwards. */
export function* layers(context: Context): Generator<ContextLayer> {
  for (let layer = context; layer !== null; layer = layer.outer) {
    yield layer;
  }
}
