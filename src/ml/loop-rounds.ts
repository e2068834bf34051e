import type { Activation } from '../python/program/call-site';
import type { LoopInfo } from '../python/program/context';
import { constantOf } from '../python/values/possible';
import { iterableSources } from './data-flow';
import { splitsOf } from './search-space';
import { makers } from './surroundings';

/** The usual number of folds where it is not said: scikit-learn's default is 5 since 0.22 (2019), and 10 is the most common other choice. */
export const usualFolds = 5;

/** Rounds of a loop over a range or a list whose length is known. */
export function countedRounds({ count }: LoopInfo): number | undefined {
  const known = count === null ? undefined : constantOf(count);
  return typeof known === 'number' ? known : undefined;
}

/** Rounds of a loop where they can be counted: of a range, of a list, or of the splits of a cross-validation. */
export function roundsOf(loop: LoopInfo): number | undefined {
  return countedRounds(loop) ?? foldsOf(loop);
}

/** A loop over the splits of a cross-validation: `for train, test in folds.split(X, y)`. */
export function goesOverFolds(loop: LoopInfo): boolean {
  return foldsOf(loop) !== undefined || (loop.targets.length >= 2 && /\.split\([A-Za-z_]/.test(loop.iterableText));
}

function foldsOf({ iterable }: LoopInfo): number | undefined {
  for (const source of iterableSources(iterable)) {
    for (const made of makers(source)) {
      const splitters = made.site.name === 'split' && made.receiver !== null ? makers(made.receiver) : [made];
      const [splitter] = splitters;
      const folds = splitter === undefined ? undefined : (splitsOf(splitter) ?? namedSplits(splitter));
      if (folds !== undefined) {
        return folds;
      }
    }
  }
  return undefined;
}

/** What a splitter of another library, or one that was not found, says itself. */
function namedSplits({ site, arguments: given }: Activation): number | undefined {
  const splits = /(Fold|Split)$/.test(site.name) ? given.keywords.get('n_splits') : undefined;
  const count = splits === undefined ? undefined : constantOf(splits);
  return typeof count === 'number' ? count : undefined;
}
