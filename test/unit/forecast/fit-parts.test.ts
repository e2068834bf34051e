import assert from 'node:assert/strict';
import { coverageLeavingSourcesOut, fitReading, type ReadingError } from '../../../scripts/forecast/fit-reading';
import { fitMemory, type MemoryError } from '../../../scripts/forecast/fit-memory';
import { fitWidths, type UnseenError } from '../../../scripts/forecast/fit-widths';

const error = (source: string, logError: number, isOpen = true): ReadingError => ({ source, logError, below: 0.3, above: 0.3, isOpen });

describe('widths that are learned', () => {
  it('of scripts: nothing where their facts explain the errors, and less than was needed where sources are few', () => {
    assert.deepEqual(fitReading(['a', 'b', 'c'].map((source) => error(source, 0.2))), { settled: 0, open: 0 });
    const { settled, open } = fitReading(['a', 'b', 'c'].map((source) => error(source, 1)));
    assert.ok(open > settled * 0.99 && open < Math.sqrt(1 - 0.3 ** 2) && settled > 0);
  });

  it('of scripts: many of one source count once', () => {
    const many = [...Array.from({ length: 20 }, () => error('a', 0.1)), error('b', 1.5), error('c', 1.5)];
    assert.ok(fitReading(many).open > 0.5);
    assert.ok(coverageLeavingSourcesOut(many) >= 20 / 22);
  });

  it('of memory: apart for what the activations are known by', () => {
    const errors: MemoryError[] = [0.05, -0.05, 0.02, 0.9, -0.9, 0.7].map((logError, at) => ({
      model: String(at),
      kind: at < 3 ? 'convolution' : 'text',
      logError,
    }));
    const { convolution, text } = fitMemory(errors);
    assert.ok(text[1] > convolution[1] && text[0] > convolution[0]);
  });

  it('of steps: many models on one machine say little of the next machine', () => {
    const known = { isModelKnown: true, isAcceleratorKnown: true };
    const of = (cls: string, origins: number, spread: number): UnseenError[] =>
      Array.from({ length: 40 }, (_, at) => ({
        ...{ cls, keys: [cls], novelty: known, weight: 1, family: `${cls} ${String(at)}` },
        origin: `${cls} ${String(at % origins)}`,
        logError: spread * (((at % origins) / Math.max(1, origins - 1)) * 2 - 1) + 0.02 * (at % 3),
      }));
    const widths = fitWidths([...of('many', 20, 0.6), ...of('one', 1, 0)]);
    assert.ok((widths.one?.[1] ?? 0) > 0.2, 'the machines of other classes widen it');
    assert.ok((widths.one?.[1] ?? 9) < (widths.many?.[1] ?? 0));
  });
});
