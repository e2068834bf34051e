import assert from 'node:assert/strict';
import { isInTest, isTestPath } from '../../../src/ml/file-role';
import { frameworkProgram } from './programs';

describe('role of a file', () => {
  it('is a test by its name or its folder', () => {
    for (const path of ['tests/train.py', 'a/test/train.py', 'test_train.py', 'a/train_test.py', 'conftest.py', 'a/test_train.ipynb']) {
      assert.equal(isTestPath(path), true, path);
    }
    for (const path of ['train.py', 'tests/data/train.py', 'latest/train.py', 'contest.py', 'test.py', 'a/testbed.py']) {
      assert.equal(isTestPath(path), false, path);
    }
  });

  it('may be another inside a test function', () => {
    const inTest = (code: string): boolean =>
      frameworkProgram(code)
        .callsNamed('take')
        .some(({ context }) => isInTest(context));
    assert.equal(inTest('def test_step():\n    take()\n'), true);
    assert.equal(inTest('def help():\n    take()\ndef test_step():\n    help()\n'), true);
    assert.equal(inTest('def testing():\n    take()\n'), false);
  });
});
