import { newSequence } from '../../python/evaluate/containers';
import type { SummaryCall } from '../../python/evaluate/summary';
import { certainly, type Possible } from '../../python/values/possible';

/** `a, b = prepare(a, b)`: the wrapped objects stand for what was given, one alone for itself. */
export function passOn({ evaluator, activation }: SummaryCall): Possible | undefined {
  const { positional, openPositional } = activation.arguments;
  const [first] = positional;
  if (openPositional || first === undefined) {
    return undefined;
  }
  return positional.length === 1 ? first : certainly(newSequence(evaluator.store, 'tuple', positional));
}
