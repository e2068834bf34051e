import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('kv-cache-disabled');

describe('kv-cache-disabled', () => {
  describe('says nothing of', () => {
    silent(
      'the cache by default',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      model.generate(ids, max_new_tokens=50)
      model.generate(ids, use_cache=True)
    `,
    );
    silent(
      'a comparison of both',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      fast = model.generate(ids, use_cache=True)
      slow = model.generate(ids, use_cache=False)
    `,
    );
    silent(
      'a single token',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      model.generate(ids, max_new_tokens=1, use_cache=False)
    `,
    );
    silent(
      'a choice of the caller',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      def answer(ids, cache):
          return model.generate(ids, use_cache=cache)
    `,
    );
    silent(
      'training with checkpoints',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2", use_cache=False)
      model.gradient_checkpointing_enable()
      model.generate(ids, use_cache=False)
    `,
    );
    silent(
      'a model that is only called',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      logits = model(ids, use_cache=False).logits
    `,
    );
    silent(
      'a function of the program',
      py`
      import transformers
      def generate(prompt, use_cache=True):
          return prompt
      generate("x", use_cache=False)
    `,
    );
    silent(
      'another library',
      py`
      from mine import client
      client.generate("x", use_cache=False)
    `,
    );
    silent(
      'a configuration that nothing generates with',
      py`
      from transformers import GenerationConfig
      config = GenerationConfig(use_cache=False)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a call that switches it off',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      out = model.generate(ids, max_new_tokens=200, «use_cache=False»)
    `,
      { severity: 'warning', confidence: 'high', fixes: ['Generate with the cache'] },
    );
    finds(
      'a model that a function is given',
      py`
      import transformers
      def answer(model, ids):
          return model.generate(input_ids=ids, «use_cache=False»)
    `,
    );
    finds(
      'options of a dict',
      py`
      from transformers import T5ForConditionalGeneration as T5
      options = {"max_new_tokens": 64, "use_cache": False}
      model = T5.from_pretrained("t5-small").eval()
      «model.generate»(ids, **options)
    `,
      { fixes: [] },
    );
    finds(
      'a configuration to generate with',
      py`
      from transformers import GenerationConfig
      config = GenerationConfig(max_new_tokens=64, «use_cache=False»)
      def run(model, ids):
          return model.generate(ids, generation_config=config)
    `,
    );
    finds(
      'a class that holds the model',
      py`
      from transformers import AutoModelForCausalLM

      class Writer:
          def __init__(self, name):
              self.model = AutoModelForCausalLM.from_pretrained(name).to("cuda")

          def write(self, ids):
              return self.model.generate(ids, «use_cache=False», do_sample=True)
    `,
    );
  });

  describe('repairs', () => {
    repairs(
      'a call over several lines',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      model.generate(
          ids,
          «use_cache=False»,  # saves memory
      )
    `,
      {
        title: 'Generate with the cache',
        safe: false,
        gives: py`
        from transformers import AutoModelForCausalLM
        model = AutoModelForCausalLM.from_pretrained("gpt2")
        model.generate(
            ids,
            use_cache=True,  # saves memory
        )
      `,
      },
    );
  });
});
