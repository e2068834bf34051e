import type { FactName, RunProfile } from '../profile/run-profile';
import { factValue } from '../profile/run-profile';
import type { Assumed } from '../workload/assumed';
import type { ForecastConstants } from './constants';

/**
 * Logarithm of P90 over P50 that a whole run has beyond its steps: logging, evaluation, the host, kernels that the library takes, and facts that
 * were read otherwise than they came. Measured on scripts whose authors printed the time, apart for those in which something had to be assumed.
 * Nothing where steps alone are asked for, or where a person states every fact.
 */
export function readingWidth(run: RunProfile, assumed: readonly Assumed[], { reading }: ForecastConstants): number {
  if (factValue(run, 'dataLoading') === 'synthetic' || factValue(run, 'secondsPerStep') !== undefined) return 0;
  if (assumed.some(({ logWidth }) => logWidth > 0)) return reading.open;
  return isRead(run) ? reading.settled : 0;
}

/** Some of its facts come from code. */
function isRead(run: RunProfile): boolean {
  return Object.entries(run).some(([name, fact]) => name !== 'repeats' && isFact(fact) && fact.origin !== 'user');
}

function isFact(
  fact: RunProfile[FactName] | RunProfile['at'] | RunProfile['id'],
): fact is Extract<RunProfile['model'], { origin: unknown }> {
  return typeof fact === 'object' && 'origin' in fact;
}
