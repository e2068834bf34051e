import assert from 'node:assert/strict';
import { changedRun } from '../../../src/advice/changed-run';
import type { RunProfile } from '../../../src/profile/run-profile';
import { factsOf } from './facts-of';

function workOf(trainer: string): unknown {
  return factsOf(
    `
from datasets import load_dataset
from transformers import AutoModelForCausalLM, TrainingArguments
from trl import ${trainer}
model = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1")
trainer = ${trainer}(model, args=TrainingArguments("out"), train_dataset=load_dataset("pairs", split="train"))
trainer.train()
`,
    ['work'],
  );
}

describe('Trainers that compare answers', () => {
  for (const [trainer, work] of [
    ['DPOTrainer', { inputsPerSample: 2, frozenForwards: 1 }],
    ['ORPOTrainer', { inputsPerSample: 2 }],
    ['KTOTrainer', { frozenForwards: 1 }],
    ['SFTTrainer', undefined],
  ] as const) {
    it(`${trainer}: ${work === undefined ? 'one text' : JSON.stringify(work)}`, () => {
      assert.deepEqual(workOf(trainer), { work });
    });
  }

  it('go through another model as often', () => {
    const run: RunProfile = { id: 'a', work: { value: { inputsPerSample: 2, layers: 32 }, origin: 'counted' } };
    const { work } = changedRun(run, { model: 'gpt2' }, 'user');
    assert.deepEqual(work !== undefined && 'value' in work ? work.value : null, { inputsPerSample: 2 });
  });
});
