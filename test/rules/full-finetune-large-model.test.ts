import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('full-finetune-large-model');

describe('full-finetune-large-model', () => {
  describe('says nothing of', () => {
    silent(
      'an adapter',
      py`
      from peft import LoraConfig
      from trl import SFTTrainer
      SFTTrainer("Qwen/Qwen2.5-7B", train_dataset=ds, peft_config=LoraConfig()).train()
    `,
    );
    silent(
      'a small model',
      py`
      from trl import SFTTrainer
      SFTTrainer("Qwen/Qwen2.5-0.5B", train_dataset=ds).train()
    `,
    );
    silent(
      'a name that tells no size',
      py`
      from transformers import AutoModelForCausalLM, Trainer
      from settings import name
      Trainer(model=AutoModelForCausalLM.from_pretrained("gpt2"), train_dataset=ds).train()
      Trainer(model=AutoModelForCausalLM.from_pretrained(name), train_dataset=ds).train()
    `,
    );
    silent(
      'frozen layers',
      py`
      from transformers import AutoModelForCausalLM, Trainer
      model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-2-7b-hf")
      for p in model.model.parameters():
          p.requires_grad = False
      Trainer(model=model, train_dataset=ds).train()
    `,
    );
    silent(
      'an evaluation',
      py`
      from transformers import AutoModelForCausalLM, Trainer
      model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-2-7b-hf")
      Trainer(model=model, eval_dataset=ds).evaluate()
    `,
    );
    silent(
      'a model that a helper prepares',
      py`
      from trl import SFTTrainer
      from mine import load
      SFTTrainer(load("meta-llama/Llama-2-7b-hf"), train_dataset=ds).train()
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a model by its name',
      py`
      from trl import SFTTrainer
      «SFTTrainer»("meta-llama/Llama-3.1-8B", train_dataset=ds).train()
    `,
      { severity: 'hint', confidence: 'high', fixes: [] },
    );
    finds(
      'a model that is loaded before',
      py`
      import transformers as t
      NAME = "mistralai/Mistral-7B-v0.1"
      model = t.AutoModelForCausalLM.from_pretrained(NAME)
      trainer = «t.Trainer»(model=model, args=args, train_dataset=ds)
      trainer.train()
    `,
    );
    finds(
      'preferences, within a function',
      py`
      from transformers import AutoModelForCausalLM
      from trl import DPOTrainer

      def main(name="EleutherAI/gpt-j-6b"):
          model = AutoModelForCausalLM.from_pretrained(name)
          trainer = «DPOTrainer»(model, train_dataset=ds)
          trainer.train()

      main()
    `,
    );
  });
});
