import assert from 'node:assert/strict';
import { configuredModel } from '../../../src/workload/configured-model';
import type { ModelCount } from '../../../src/workload/model-count';
import { programOf } from '../python/support';

function count(source: string, tokens?: number): ModelCount | undefined {
  return configuredModel(programOf(`from transformers import *\nimport transformers\n${source}`).valueOf('model'), tokens);
}

describe('transformers made from a configuration', () => {
  it('are counted by formula, as transformers 5 with torch.utils.flop_counter count them', () => {
    const small = 'transformers.GPT2Config(n_layer=3, n_head=4, n_embd=64, vocab_size=500, n_positions=128)';
    const counted = count(`model = transformers.GPT2LMHeadModel(${small})`, 40);
    assert.equal(counted?.parameters, 190_272);
    assert.equal(counted.forwardFlopsPerSample, 15_585_280);
    assert.equal(counted.work?.layers, 3);
    assert.equal(counted.work.hidden, 64);
    assert.equal(count(`model = transformers.BertForMaskedLM(transformers.BertConfig())`)?.parameters, 109_514_298);
  });

  it('take the head from an Auto class and the defaults from a name that has them', () => {
    const small = 'transformers.AutoConfig.from_pretrained("gpt2", n_layer=2)';
    assert.equal(count(`config = ${small}\nmodel = transformers.AutoModel.from_config(config)`)?.parameters, 53_561_088);
  });

  it('read fields that are set later', () => {
    const source = 'config = transformers.BertConfig()\nconfig.num_hidden_layers = 3\nconfig.num_labels = 5\n';
    assert.equal(count(`${source}model = transformers.BertForSequenceClassification(config)`)?.parameters, 45_695_237);
  });

  it('know the tokens of an image, and no work of a text of unknown length', () => {
    assert.equal(count('model = transformers.ViTModel(transformers.ViTConfig(num_hidden_layers=2))')?.forwardFlopsPerSample, 6_048_208_896);
    assert.equal(count('model = transformers.BertModel(transformers.BertConfig())')?.forwardFlopsPerSample, undefined);
  });

  it('say nothing of other families, unknown numbers and weights that are loaded', () => {
    assert.equal(count('model = transformers.XLNetModel(transformers.XLNetConfig())'), undefined);
    assert.equal(count('model = transformers.BertModel(transformers.BertConfig(hidden_size=size()))'), undefined);
    assert.equal(count('model = transformers.BertModel(transformers.BertConfig(**options()))'), undefined);
    assert.equal(count('model = transformers.BertModel.from_pretrained("bert-base-uncased")'), undefined);
  });
});
