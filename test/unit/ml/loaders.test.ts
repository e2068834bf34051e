import assert from 'node:assert/strict';
import { isRepeated, passesOver } from '../../../src/ml/loaders';
import { goesOverFolds, roundsOf } from '../../../src/ml/loop-rounds';
import { callIn, frameworkProgram, loopIn } from './programs';

const head = 'from torch.utils.data import DataLoader\nfrom tqdm import tqdm\nfrom shop import data, xs, n\n';

/** Targets of each pass over the loader and of the loops around it. */
function passes(code: string): readonly string[] {
  const program = frameworkProgram(head + code);
  return passesOver(program, callIn(program, 'DataLoader')).map(({ loop, around }) =>
    [loop, ...around].map(({ targets }) => targets.join()).join(' in '),
  );
}

describe('passes over a loader', () => {
  it('are the loops that go over its batches', () => {
    assert.deepEqual(passes('dl = DataLoader(data)\nfor e in range(2):\n    for b in dl:\n        use(b)\nfor c in xs:\n    use(c)\n'), [
      'b in e',
    ]);
  });

  it('are found behind counting, progress bars and parameters', () => {
    assert.deepEqual(passes('dl = DataLoader(data)\nfor i, b in enumerate(tqdm(dl)):\n    use(b)\n'), ['i,b']);
    assert.deepEqual(passes('def run(dl):\n    for b in dl:\n        use(b)\nrun(DataLoader(data))\n'), ['b']);
  });

  it('are none where it is only made', () => {
    assert.deepEqual(passes('dl = DataLoader(data)\n'), []);
  });
});

describe('rounds of a loop', () => {
  const loop = (code: string): Parameters<typeof isRepeated>[0] => loopIn(frameworkProgram(head + code), 'e');

  it('are repeated where they are counted or named as epochs', () => {
    const repeated = (header: string): boolean => isRepeated(loop(`for ${header}:\n    use(1)\n`));
    assert.equal(repeated('e in range(2)'), true);
    assert.equal(repeated('e in range(1)'), false);
    assert.equal(repeated('e in range(n_epochs)'), true);
  });

  it('are counted for ranges, lists and splits', () => {
    const rounds = (code: string): number | undefined => roundsOf(loop(code));
    assert.equal(rounds('for e in range(2, 12, 2):\n    use(e)\n'), 5);
    assert.equal(rounds('for e in ["a", "b", "c"]:\n    use(e)\n'), 3);
    assert.equal(rounds('from sklearn.model_selection import KFold\nfor e, v in KFold(n_splits=7).split(data):\n    use(e)\n'), 7);
    assert.equal(rounds('from shop import GroupedFold\nfor e, v in GroupedFold(n_splits=4).split(data):\n    use(e)\n'), 4);
    assert.equal(rounds('for e in range(n):\n    use(e)\n'), undefined);
  });

  it('go over folds where a splitter says so', () => {
    const folds = (code: string): boolean => goesOverFolds(loop(code));
    assert.equal(folds('from shop import skf\nfor e, v in skf.split(data):\n    use(e)\n'), true);
    assert.equal(folds('for e in "a b".split(" "):\n    use(e)\n'), false);
  });
});
