import assert from 'node:assert/strict';
import type { MemoryFit } from '../../../src/assess/estimate';
import { forecastRun } from '../../../src/forecast/forecast-run';
import type { RunFacts } from '../../../src/profile/run-profile';
import { imagenet, machine, reference, run } from './given';

function memory(facts: Partial<RunFacts>, hardware: string, count = 1): MemoryFit {
  const made = forecastRun(run(facts), machine(hardware, count), reference);
  assert.ok(!('error' in made), 'error' in made ? made.error : '');
  return made.memory;
}

/** A decoder of 6.7 billion weights (Llama 2). */
const sevenBillion: Partial<RunFacts> = {
  framework: 'transformers',
  model: 'our-7b',
  task: 'causal-language-modeling',
  parameters: 6.74e9,
  forwardFlopsPerSample: 2 * 6.6e9 * 1024,
  tokensPerSample: 1024,
  trainSamples: 10_000,
  epochs: 1,
  batchSizePerDevice: 1,
  precision: 'bf16',
  optimizer: 'adamw',
  work: { kind: 'transformer', layers: 32, hidden: 4096, heads: 32 },
};

describe('peak memory', () => {
  it('does not fit ResNet-50 at batch 256 in fp32 into 8 GiB', () => {
    assert.equal(memory({ ...imagenet, precision: 'fp32', batchSizePerDevice: 256 }, 'RTX 3070').fits, 'no');
  });

  it('puts ResNet-50 at batch 256 in fp32 above 16 GiB and below 32', () => {
    const { peakGiB } = memory({ ...imagenet, precision: 'fp32', batchSizePerDevice: 256 }, 'A100');
    assert.ok(peakGiB !== null && peakGiB.p50 > 16 && peakGiB.p50 < 32, JSON.stringify(peakGiB));
  });

  it('fits ResNet-50 at batch 32 into 24 GiB', () => {
    assert.equal(memory({ ...imagenet, batchSizePerDevice: 32 }, 'RTX 3090').fits, 'yes');
  });

  it('does not fit a full fine-tune of 7 billion weights with AdamW into 24 GiB', () => {
    assert.equal(memory(sevenBillion, 'RTX 3090').fits, 'no');
  });

  it('fits 4-bit adapters of the same model, recomputing activations', () => {
    assert.equal(memory({ ...sevenBillion, peft: 'qlora', gradientCheckpointing: true }, 'RTX 3090').fits, 'yes');
  });

  it('shards weights and optimizer state over the devices', () => {
    const alone = memory(sevenBillion, 'A100 SXM4 80GB').peakGiB;
    const sharded = memory({ ...sevenBillion, distributed: 'fsdp', devices: 8 }, 'A100 SXM4 80GB', 8).peakGiB;
    assert.ok(alone !== null && sharded !== null && sharded.p50 < alone.p50 / 2);
  });

  it('is unknown for a model that nobody counted', () => {
    assert.deepEqual(memory({ ...imagenet, model: 'OurNet' }, 'RTX 3090'), { peakGiB: null, availableGib: 24, fits: 'unknown' });
  });
});
