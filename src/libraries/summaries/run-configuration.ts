import { stringEntries } from '../../python/evaluate/containers';
import type { SummaryCall } from '../../python/evaluate/summary';
import { certainly, single, type Possible } from '../../python/values/possible';

/** `wandb.init(config={…})` makes the entries readable as `wandb.config.epochs`, and as items of it. A sweep may override them. */
export function initConfiguration({ evaluator, activation }: SummaryCall): Possible | undefined {
  const answer = activation.arguments.get('config');
  const given = answer.kind === 'given' ? single(answer.possible) : undefined;
  const attributes = evaluator.store.create<Possible>();
  if (given?.kind === 'mapping') {
    for (const [name, value] of stringEntries(given)) {
      attributes.set(name, value);
    }
  } else if (given?.kind === 'instance') {
    for (const [name, value] of given.attributes) {
      attributes.set(name, value);
    }
  } else {
    return undefined;
  }
  evaluator.outsideValues.set(
    'wandb.config',
    certainly({ kind: 'instance', className: 'wandb.Config', of: null, attributes, from: { kind: 'call', activation } }),
  );
  return undefined;
}
