import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { changedRun } from '../../../src/advice/changed-run';
import type { RunProfile } from '../../../src/profile/run-profile';

const run: RunProfile = {
  id: 'a.py#1',
  model: { value: 'resnet50', origin: 'literal' },
  parameters: { value: 25e6, origin: 'catalogue' },
  forwardFlopsPerSample: { value: 8e9, origin: 'counted' },
  work: { value: { kind: 'cnn', activationElementsPerSample: 1e7 }, origin: 'counted' },
  sampleShape: { value: [3, 224, 224], origin: 'literal' },
  epochs: { value: 90, origin: 'literal' },
};

describe('a changed run', () => {
  it('forgets what followed from the changed fact, so that it is looked up anew', () => {
    const { parameters, forwardFlopsPerSample, work, epochs } = changedRun(run, { model: 'resnet18' }, 'user');
    assert.deepEqual([parameters, forwardFlopsPerSample, work], [undefined, undefined, undefined]);
    assert.deepEqual(epochs, run.epochs);
  });

  it('keeps what a person stated', () => {
    const stated: RunProfile = { ...run, parameters: { value: 1e6, origin: 'user' } };
    assert.deepEqual(changedRun(stated, { model: 'resnet18' }, 'user').parameters, stated.parameters);
  });

  it('keeps what is changed along with it', () => {
    const { parameters } = changedRun(run, { model: 'mine', parameters: 7 }, 'user');
    assert.deepEqual(parameters, { value: 7, origin: 'user' });
  });

  it('has either epochs or steps', () => {
    const changed = changedRun(run, { maxSteps: 1000 }, 'user');
    assert.deepEqual([changed.epochs, changed.maxSteps], [undefined, { value: 1000, origin: 'user' }]);
  });

  it('scales counted work with the pixels of a sample', () => {
    const { forwardFlopsPerSample, work } = changedRun(run, { sampleShape: [3, 112, 112] }, 'user');
    assert.deepEqual(forwardFlopsPerSample, { value: 2e9, origin: 'counted' });
    assert.deepEqual(work, { value: { kind: 'cnn', activationElementsPerSample: 2.5e6 }, origin: 'counted' });
  });

  it('has no keys without value', () => {
    assert.ok(Object.values(changedRun(run, { model: 'x' }, 'user')).every((fact: unknown) => fact !== undefined));
  });
});
