import assert from 'node:assert/strict';
import { factsOf } from './facts-of';

/** A training with adapters that some lines put beside the weights of `model`. */
function adapted(lines: string, trainer = ''): unknown {
  const script = `
import torch
from datasets import load_dataset
from peft import LoraConfig, PromptTuningConfig, get_peft_model, prepare_model_for_kbit_training
from transformers import AutoModelForCausalLM, BitsAndBytesConfig
from trl import SFTConfig, SFTTrainer
${lines}
settings = SFTConfig("out", optim="paged_adamw_8bit")
trainer = SFTTrainer(model, args=settings, train_dataset=load_dataset("imdb", split="train")${trainer})
trainer.train()
`;
  return factsOf(script, ['peft', 'optimizer']);
}

const load = (settings: string): string => `model = AutoModelForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1"${settings})`;
const four = ', quantization_config=BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_compute_dtype=torch.bfloat16)';
const eight = ', quantization_config=BitsAndBytesConfig(load_in_8bit=True)';

describe('Adapters', () => {
  for (const [what, lines, trainer, peft] of [
    ['four bits and the trainer', load(four), ', peft_config=LoraConfig(r=8)', 'qlora'],
    ['eight bits and the trainer', load(eight), ', peft_config=LoraConfig(r=8)', 'lora'],
    ['four bits', `${load(four)}\nmodel = get_peft_model(prepare_model_for_kbit_training(model), LoraConfig(r=8))`, '', 'qlora'],
    ['a method of the model', `${load('')}\nmodel.add_adapter(LoraConfig(r=8))`, '', 'lora'],
    ['a method of the model in four bits', `${load(four)}\nmodel.add_adapter(LoraConfig(r=8), "style")`, '', 'qlora'],
    ['a method that adds something else', `${load('')}\nmodel.add_adapter("style")`, '', undefined],
    ['prompts', `${load('')}\nmodel = get_peft_model(model, PromptTuningConfig(num_virtual_tokens=8))`, '', 'prompt'],
    [
      'weights that are stored in four bits',
      'model = AutoModelForCausalLM.from_pretrained("unsloth/gemma-2-9b-bnb-4bit")',
      ', peft_config=LoraConfig(r=8)',
      'qlora',
    ],
    [
      'a switch that is on',
      `def load(four_bits=True):\n    return AutoModelForCausalLM.from_pretrained("gpt2", load_in_4bit=four_bits)\nmodel = load()`,
      ', peft_config=LoraConfig(r=8)',
      'qlora',
    ],
    ['four bits alone', load(four), '', undefined],
  ] as const) {
    it(`are told apart by what they stand beside: ${what}`, () => {
      assert.deepEqual(adapted(lines, trainer), { peft, optimizer: 'paged_adamw_8bit' });
    });
  }
});
