import assert from 'node:assert/strict';
import { factsOf } from './facts-of';

function workOf(trainer: string, settings: string): unknown {
  const [name = ''] = trainer.split('Trainer');
  return factsOf(
    `
from datasets import load_dataset
from trl import ${name}Config, ${trainer}
trainer = ${trainer}("Qwen/Qwen2.5-0.5B", args=${name}Config("out", ${settings}), train_dataset=load_dataset("me/prompts", split="train[:80]"))
trainer.train()
`,
    ['work', 'tokensPerSample', 'trainSamples'],
  );
}

describe('Trainers that learn from answers of the model', () => {
  it('have several written to each prompt, and learn from prompts with answers', () => {
    assert.deepEqual(workOf('GRPOTrainer', 'num_generations=4, max_completion_length=64'), {
      work: { answers: { perPrompt: 4, tokens: 64, isServed: false } },
      tokensPerSample: 128 + 64,
      trainSamples: 80,
    });
  });

  it('take limits that are generous for limits', () => {
    const found = workOf('GRPOTrainer', 'max_completion_length=4096, use_vllm=True, beta=0.04');
    assert.deepEqual(found, {
      work: { answers: { perPrompt: 8, tokens: 1024, isServed: true }, frozenForwards: 1 },
      tokensPerSample: 128 + 1024,
      trainSamples: 80,
    });
  });

  it('know what the framework takes where nothing is stated', () => {
    assert.deepEqual(workOf('PPOTrainer', 'learning_rate=1e-5'), {
      work: { answers: { perPrompt: 1, tokens: 53, isServed: false } },
      tokensPerSample: 128 + 53,
      trainSamples: 80,
    });
  });

  it('are not those that are given what to say', () => {
    assert.equal((workOf('SFTTrainer', 'max_steps=3') as { work?: unknown }).work, undefined);
  });
});
