import assert from 'node:assert/strict';
import { compareVersions, holds, parseConditions } from '../../../src/libraries/version';

const allHold = (conditions: string, versions: Record<string, string>) =>
  parseConditions(conditions).every((condition) => holds(condition, versions));

describe('compareVersions', () => {
  it('compares numbers, not text', () => {
    assert.equal(compareVersions('1.10', '1.9'), 1);
    assert.equal(compareVersions('2.0', '2.0.0'), 0);
    assert.equal(compareVersions('v4.46', '5'), -1);
  });

  it('puts a pre-release before its release and ignores a local label', () => {
    assert.equal(compareVersions('2.0.0rc1', '2.0'), -1);
    assert.equal(compareVersions('2.1.0.dev20230801', '2.1'), -1);
    assert.equal(compareVersions('2.1.0+cu121', '2.1'), 0);
  });
});

describe('conditions', () => {
  it('must all hold', () => {
    assert.equal(allHold('torch>=1.12,torch<2', { torch: '1.13.1' }), true);
    assert.equal(allHold('torch>=1.12,torch<2', { torch: '1.11' }), false);
    assert.equal(allHold('torch==2.1', { torch: '2.1.0' }), true);
  });

  it('take a package that is not named as newest', () => {
    assert.equal(allHold('torch<2', {}), false);
    assert.equal(allHold('torch>=2', {}), true);
  });

  it('know a package by what is imported and by what is installed', () => {
    assert.equal(allHold('scikit-learn<1.7', { sklearn: '1.2' }), true);
    assert.equal(allHold('lightning<2', { 'pytorch-lightning': '1.9.5' }), true);
  });

  it('are refused when unreadable', () => {
    assert.throws(() => parseConditions('torch~2'), SyntaxError);
  });
});
