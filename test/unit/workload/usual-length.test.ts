import assert from 'node:assert/strict';
import { runWork } from '../../../src/workload/run-work';
import { usualLength } from '../../../src/workload/usual-length';
import { reference, run } from '../forecast/given';

describe('the usual length of a sample', () => {
  it('counts what a model reads beside its texts', () => {
    assert.equal(usualLength('me/own-classifier').beside, 0);
    assert.ok(usualLength('Qwen/Qwen2.5-VL-7B-Instruct').beside > usualLength('google/paligemma-3b-pt-224').beside);
  });

  it('is longer where a conversation is learned than where a text is sorted', () => {
    assert.ok(usualLength('my-model causal-lm').text > usualLength('bert-base-uncased fill-mask').text);
    assert.ok(usualLength('my-model', 13e9).text > usualLength('my-model', 1e8).text);
  });

  it('is that of half a minute for recordings, whatever is written of their texts', () => {
    const short = run({ framework: 'transformers', model: 'openai/whisper-small', epochs: 1, trainSamples: 10 });
    const limited = { ...short, tokensPerSample: { value: 64, origin: 'assumed' } as const };
    assert.equal(runWork(short, reference)?.tokensPerSample, runWork(limited, reference)?.tokensPerSample);
    assert.ok((runWork(short, reference)?.tokensPerSample ?? 0) > 500);
  });

  it('adds pictures to a length that was assumed, and not to one that a person states', () => {
    const vision = run({ framework: 'transformers', model: 'Qwen/Qwen2-VL-7B-Instruct', parameters: 8e9, task: 'image-text-to-text' });
    const tokens = (origin: 'assumed' | 'user'): number =>
      runWork({ ...vision, tokensPerSample: { value: 300, origin } }, reference)?.tokensPerSample ?? 0;
    assert.equal(tokens('user'), 300);
    assert.equal(tokens('assumed'), 1300);
  });
});
