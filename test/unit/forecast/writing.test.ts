import assert from 'node:assert/strict';
import { forecastRun } from '../../../src/forecast/forecast-run';
import type { Answers, RunProfile } from '../../../src/profile/run-profile';
import { machine, reference, run } from './given';

const prompts = run({
  framework: 'transformers',
  model: 'gpt2-large',
  tokensPerSample: 256,
  trainSamples: 1e5,
  epochs: 1,
  batchSizePerDevice: 8,
  precision: 'amp-bf16',
});

function hours(answers: Answers | undefined, profile: RunProfile = prompts): number {
  const asked = answers === undefined ? profile : { ...profile, work: { value: { answers }, origin: 'catalogue' } as const };
  const made = forecastRun(asked, machine('A100 SXM4 80GB'), reference);
  assert.ok(!('error' in made), 'error' in made ? made.error : '');
  return made.durationHours.p50;
}

const short: Answers = { perPrompt: 1, tokens: 64, isServed: false };

describe('a model that writes what it learns from', () => {
  it('takes much longer than one that is given texts, by the length of its answers', () => {
    assert.ok(hours(short) > 3 * hours(undefined));
    const longer = (hours({ ...short, tokens: 128 }) - hours(undefined)) / (hours(short) - hours(undefined));
    assert.ok(Math.abs(longer - 2) < 0.05, String(longer));
  });

  it('takes the longer the more answers it writes to each prompt', () => {
    const ratio = hours({ ...short, perPrompt: 4 }) / hours(short);
    assert.ok(ratio > 3.5 && ratio < 4.1, String(ratio));
  });

  it('writes faster where an engine serves it', () => {
    assert.ok(hours({ ...short, isServed: true }) < 0.6 * hours(short));
  });
});

describe('the precision of a model that states none', () => {
  it('is half where single precision would not fit', () => {
    const open = run({ framework: 'transformers', tokensPerSample: 512, trainSamples: 1e4, epochs: 1, batchSizePerDevice: 1 });
    const assumedOf = (parameters: number): string | undefined => {
      const made = forecastRun({ ...open, parameters: { value: parameters, origin: 'user' } }, machine('A100 SXM4 80GB'), reference);
      return 'error' in made ? undefined : made.assumed.find(({ quantity }) => quantity === 'precision')?.value;
    };
    assert.equal(assumedOf(7e9), 'bf16');
    assert.equal(assumedOf(1e8), 'fp32');
  });
});

describe('a compiled model', () => {
  it('moves less through memory', () => {
    const plain = { ...prompts, trainSamples: { value: 1e6, origin: 'user' } as const };
    assert.ok(hours(undefined, { ...plain, compiled: { value: true, origin: 'literal' } }) < 0.95 * hours(undefined, plain));
  });
});
