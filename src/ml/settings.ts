import type { Context } from '../python/program/context';
import type { Possible } from '../python/values/possible';
import { stepsOf } from '../python/values/trail';
import { isInTest } from './file-role';
import { isDebugGuard, isDebugName } from './guards';
import { guardsWithin, surroundedBy } from './surroundings';

/**
 * Written in the code, not taken from the command line or a default that a caller can change. An entry of a dict may be called as the
 * parameter it is for.
 */
export function isWritten(value: Possible, parameter?: string): boolean {
  return value.options.every(({ trail }) =>
    stepsOf(trail).every(
      ({ kind, what }) => kind === 'literal' || kind === 'computed' || (kind === 'assigned' && (what === parameter || !isDebugName(what))),
    ),
  );
}

/** Runs whenever the program does: not in a test, after a failure, or under a condition that may not hold. */
export function isUnconditional(context: Context): boolean {
  return (
    !isInTest(context) &&
    !surroundedBy(context, (layer) => layer.kind === 'handler') &&
    !guardsWithin(context, null).some(
      (guard) => isDebugGuard(guard) || (guard.decided === undefined && !guard.operators.includes('except')),
    )
  );
}
