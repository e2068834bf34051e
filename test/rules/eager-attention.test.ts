import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('eager-attention');
const load = (options: string, name = '"answerdotai/ModernBERT-base"'): string =>
  `from transformers import AutoModel\nmodel = AutoModel.from_pretrained(${name}, ${options})\n`;

describe('eager-attention', () => {
  describe('says nothing of', () => {
    silent('fused kernels', load('attn_implementation="sdpa"') + load('attn_implementation="flash_attention_2"'));
    silent('the default', load('torch_dtype="auto"'));
    silent('attention weights that are read', `${load('attn_implementation="eager"')}out = model(**x, output_attentions=True)\n`);
    silent('a model advised to use it', load('attn_implementation="eager"', '"google/gemma-2-9b"'));
    silent('a model without a fused kernel', load('attn_implementation="eager"', '"google-t5/t5-base"'));
    silent('a model that is not known', load('attn_implementation="eager"', 'args.model'));
    silent('a choice of a person', load('attn_implementation=args.attention'));
    silent('an export', `import onnx\n${load('attn_implementation="eager"')}`);
    silent('a kernel that is on', 'import torch\ntorch.backends.cuda.enable_flash_sdp(True)\n');
    silent('a kernel off under a condition', 'import torch\nif old_gpu:\n    torch.backends.cuda.enable_flash_sdp(False)\n');
    silent(
      'a test',
      `from transformers import AutoModel\ndef test_model():\n    AutoModel.from_pretrained("gpt2", attn_implementation="eager")\n`,
    );
  });

  describe('finds', () => {
    finds('eager attention', load('«attn_implementation="eager"»'), {
      severity: 'hint',
      confidence: 'medium',
      fixes: ['Use scaled dot-product attention'],
    });
    finds(
      'a name from a constant, in a function',
      'import transformers as tr\nNAME = "Qwen/Qwen2.5-0.5B"\ndef build():\n    return tr.AutoModelForCausalLM.from_pretrained(NAME, «attn_implementation="eager"»)\n',
    );
    finds('an implementation from a constant', `ATTN = "eager"\n${load('«attn_implementation=ATTN»')}`, { fixes: [] });
    finds(
      'a class of its own',
      'from transformers import LlamaForCausalLM\nm = LlamaForCausalLM.from_pretrained(pretrained_model_name_or_path="meta-llama/Llama-3.2-1B", «attn_implementation="eager"»)\n',
    );
    finds('a kernel switched off', 'import torch\n«torch.backends.cuda.enable_flash_sdp(False)»\n', { fixes: ['Leave the kernel on'] });
  });

  describe('repairs', () => {
    repairs('eager attention', load('«attn_implementation="eager"», torch_dtype="auto"'), {
      title: 'Use scaled dot-product attention',
      safe: false,
      gives: load('attn_implementation="sdpa", torch_dtype="auto"'),
    });
  });
});
