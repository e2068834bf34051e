import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readFact } from '../../../src/assess/read-fact';

describe('a fact that a person types', () => {
  const accepted: readonly (readonly [string, string | number | boolean, unknown])[] = [
    ['epochs', '90', 90],
    ['epochs', '2.5', 2.5],
    ['trainSamples', '1_281_167', 1281167],
    ['trainSamples', '1e6', 1000000],
    ['learningRate', '.1', 0.1],
    ['pretrained', 'True', true],
    ['compiled', 'no', false],
    ['numWorkers', '0', 0],
    ['precision', 'AMP-BF16', 'amp-bf16'],
    ['sampleShape', '3x224x224', [3, 224, 224]],
    ['sampleShape', '(3, 32, 32)', [3, 32, 32]],
    ['model', ' resnet50 ', 'resnet50'],
  ];
  for (const [name, typed, value] of accepted) {
    it(`reads ${name}=${String(typed)}`, () => {
      assert.deepEqual(readFact(name, typed), { ok: true, fact: { name, value } });
    });
  }

  const refused: readonly (readonly [string, string, string])[] = [
    ['batchSizePerDevice', '0', 'batchSizePerDevice must be a whole number from 1, not "0".'],
    ['batchSizePerDevice', '1.5', 'batchSizePerDevice must be a whole number from 1, not "1.5".'],
    ['trainSamples', '1,000', 'trainSamples must be a whole number from 1, not "1,000".'],
    ['trainableShare', '2', 'trainableShare must be a number from 0 to 1, not "2".'],
    ['pretrained', 'maybe', 'pretrained must be true or false, not "maybe".'],
    ['sampleShape', '3xx', 'sampleShape must be a shape such as 3x224x224, not "3xx".'],
    ['epochs', '', 'epochs must be a number above 0, not "".'],
    ['work', 'x', 'work must be given in a profile, as an object, not "x".'],
    ['batch_size', '3', 'No fact is called "batch_size". Did you mean batchSizePerDevice?'],
    ['toString', '3', 'No fact is called "toString".'],
  ];
  for (const [name, typed, problem] of refused) {
    it(`refuses ${name}=${typed}`, () => {
      assert.deepEqual(readFact(name, typed), { ok: false, problem });
    });
  }
});
