import { isOpen, listed, newSequence } from '../../python/evaluate/containers';
import type { SummaryCall } from '../../python/evaluate/summary';
import { certainly, constantOf, single, unknownly, type Possible } from '../../python/values/possible';

/**
 * `tfds.load`: one data set for one split, a list for a list of splits, and the two of data and description with `with_info`. A dict of
 * splits, which is what no split gives, is left unknown.
 */
export function loadSplits({ evaluator, activation }: SummaryCall): Possible | undefined {
  const split = activation.arguments.get('split', 1);
  const described = activation.arguments.get('with_info');
  const asked = split.kind === 'given' ? single(split.possible) : undefined;
  const withInfo = described.kind === 'given' || described.kind === 'default' ? constantOf(described.possible) : undefined;
  if (typeof withInfo !== 'boolean') {
    return undefined;
  }
  const dataset = (): Possible =>
    certainly({
      kind: 'instance',
      className: 'tensorflow.data.Dataset',
      of: null,
      attributes: evaluator.store.create<Possible>(),
      from: { kind: 'call', activation },
    });
  let loaded: Possible | undefined;
  if (asked?.kind === 'constant' && asked.type === 'str') {
    loaded = dataset();
  } else if (asked?.kind === 'sequence' && !isOpen(asked)) {
    const splits = listed(asked);
    loaded = certainly(newSequence(evaluator.store, 'list', splits.map(dataset)));
  }
  if (loaded === undefined) {
    return undefined;
  }
  const info = unknownly('the description of a data set', { kind: 'call', activation });
  return withInfo ? certainly(newSequence(evaluator.store, 'tuple', [loaded, info])) : loaded;
}
