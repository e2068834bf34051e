import assert from 'node:assert/strict';
import { guessedWork } from '../../../src/workload/guessed-work';

describe('work that nobody counted', () => {
  const vision = { kind: 'transformer', tokens: undefined, sampleShape: [3, 224, 224], layers: 12, hidden: 768 } as const;

  it('is that of the patches of an image where a transformer reads no text', () => {
    const { activationElements } = guessedWork({ ...vision, parameters: 86_000_000, forwardFlops: 35e9 });
    assert.ok(activationElements > 10e6 && activationElements < 30e6, String(activationElements));
  });

  it('takes patches of 16 pixels where its work is not known either', () => {
    const { forwardFlops } = guessedWork({ ...vision, parameters: 86_000_000, forwardFlops: null });
    assert.ok(Math.abs(forwardFlops / (2 * 86e6 * 197) - 1) < 0.01);
  });

  it('is that of a model worth storing in four bits where weights are, of whatever name', () => {
    const text = {
      kind: 'transformer',
      tokens: 100,
      sampleShape: undefined,
      layers: null,
      hidden: null,
      parameters: null,
      forwardFlops: null,
    } as const;
    assert.ok(guessedWork({ ...text, isQuantized: true }).forwardFlops > 20 * guessedWork(text).forwardFlops);
  });
});
