import assert from 'node:assert/strict';
import { comparesPrecisions, isInTest, isTestPath, isTrialPath } from '../../../src/ml/file-role';
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

  it('is a trial by a word of its name', () => {
    for (const path of ['demo.py', 'a/demo_generate.py', 'check_models.ipynb', 'resnet_Demo.ipynb', 'toy-run.py', 'train_debug.py']) {
      assert.equal(isTrialPath(path), true, path);
    }
    for (const path of ['demo/train.py', 'checkpoint.py', 'democracy.py', 'train.py', 'tryon_gan.py', 'a/demo.txt']) {
      assert.equal(isTrialPath(path), false, path);
    }
  });

  it('is about precision by a word of its name, or of its folder', () => {
    for (const path of [
      'finetuning-amp/base.ipynb',
      'a/train-fp16.py',
      'mixed_precision.py',
      'training-speed/00_orig.py',
      'quantization.py',
    ]) {
      assert.equal(comparesPrecisions(path), true, path);
    }
    for (const path of ['example.py', 'amp/a/train.py', 'champ.py', 'speed.py', 'precision.py']) {
      assert.equal(comparesPrecisions(path), false, path);
    }
  });

  it('may be another inside a test function', () => {
    const inTest = (code: string): boolean =>
      frameworkProgram(code)
        .callsNamed('take')
        .some(({ context }) => isInTest(context));
    assert.equal(inTest('def test_step():\n    take()\n'), true);
    assert.equal(inTest('def help():\n    take()\ndef test_step():\n    help()\n'), true);
    assert.equal(inTest('class NetTest(TestCase):\n    def test_step(self):\n        take()\n'), true);
    assert.equal(inTest('def testing():\n    take()\n'), false);
    assert.equal(inTest('def test_model(net, loader):\n    take()\ntest_model(net, loader)\n'), false);
    assert.equal(inTest('class Net(LightningModule):\n    def test_step(self, batch):\n        take()\n'), false);
  });
});
