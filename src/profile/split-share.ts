import { ancestors } from '../ml/data-flow';
import { libraryName } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import { constantOf, type Possible } from '../python/values/possible';

/** Share that `train_test_split` keeps for testing when it is told nothing (scikit-learn documentation, 1.7, 2025). */
const standardTestShare = 0.25;

/** The share of a data set that is left after it was split into parts for training and testing; undefined when a part's size is not known. */
export function shareAfterSplits(data: Possible): number | undefined {
  let share = 1;
  const seen = new Set<unknown>();
  for (const call of ancestors(data)) {
    if (libraryName(call.callee) !== 'sklearn.model_selection.train_test_split' || seen.has(call.site)) {
      continue;
    }
    seen.add(call.site);
    const kept = keptBy(call);
    if (kept === undefined) {
      return undefined;
    }
    share *= kept;
  }
  return share;
}

function keptBy(call: Activation): number | undefined {
  const train = fraction(call, 'train_size');
  const test = fraction(call, 'test_size');
  if (train === 'absent') {
    return test === 'absent' ? 1 - standardTestShare : test === undefined ? undefined : 1 - test;
  }
  return train;
}

/** A share between 0 and 1; a number of rows is none. */
function fraction(call: Activation, parameter: string): number | undefined | 'absent' {
  const answer = call.arguments.get(parameter);
  if (answer.kind !== 'given') {
    return answer.kind === 'unknown' ? undefined : 'absent';
  }
  const value = constantOf(answer.possible);
  return value === null ? 'absent' : typeof value === 'number' && value > 0 && value < 1 ? value : undefined;
}
