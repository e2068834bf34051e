import type { Condition } from '../program/condition';
import type { Possible } from '../values/possible';
import type { FunctionValue } from '../values/value';
import type { Outcome } from './outcomes';
import type { Scope } from './scope';
import type { Watch } from './store';

/** An early end of a block: a `return`, `break` or `continue`, and the state it leaves for its target. */
export interface Exit extends Outcome {
  readonly kind: 'return' | 'break' | 'continue';
  readonly since: Watch;
}

/** What one activation of a function, or the top level of a module, has seen so far. */
export interface Frame {
  readonly of: FunctionValue | null;
  readonly returns: Possible[];
  readonly yields: Possible[];
  /** Conditions taken since the frame was entered. */
  readonly path: Condition[];
  readonly exits: Exit[];
  /** The loops being evaluated, outermost first, with the depth of the store at the start of the loop and of its round. */
  readonly loops: { readonly outside: number; inside: number; readonly path: number }[];
  /** Depth of the store when the frame was entered. */
  readonly depth: number;
  /** The names of the module whose code runs. */
  readonly globals: Scope;
  /** The names of the code that runs: those of a function in its body. */
  readonly locals: Scope;
}
