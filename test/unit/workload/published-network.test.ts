import assert from 'node:assert/strict';
import type { Network } from '../../../src/libraries/tensors/keras/applications';
import { ModelCounter } from '../../../src/workload/model-counter';
import type { ModelCount } from '../../../src/workload/model-count';
import { programOf } from '../python/support';

/** Figures of published networks as the reference tables hold them. */
const figures: Readonly<Record<string, Network>> = {
  'torchvision.models.densenet121': { parameters: 7_978_856, forwardFlops: 5.67e9, input: [3, 224, 224], activationElements: 6_900_000 },
  'timm/efficientnet_b0': { parameters: 5_288_548, forwardFlops: 0.8e9, input: [3, 224, 224], activationElements: 6_750_000 },
  'bert-base-uncased': {
    parameters: 109_482_240,
    forwardFlops: 96_638_000_000,
    input: [512],
    activationElements: 0,
    layers: 12,
    hidden: 768,
    heads: 12,
    isTransformer: true,
  },
};

function count(source: string, known: { sampleShape?: readonly number[]; tokens?: number }): ModelCount {
  const head =
    'import torch\nimport torch.nn as nn\nimport timm\nfrom torchvision import models\nfrom transformers import AutoModel, AutoConfig\n';
  const program = programOf(head + source);
  const model = program.valueOf('model').options[0]?.value;
  assert(model?.kind === 'instance');
  return new ModelCounter(program, (name) => figures[name]).count(model, {
    batch: 8,
    sampleShape: known.sampleShape,
    tokens: known.tokens,
  });
}

const own = (setUp: string, forward: string, parameters = 'self, x'): string => `
class Net(nn.Module):
    def __init__(self):
        super().__init__()
${setUp.replace(/^/gm, '        ')}
    def forward(${parameters}):
        return ${forward}
model = Net()
`;

describe('published networks inside own classes', () => {
  it('count with the layers around them', () => {
    const source = own(
      'self.body = timm.create_model("efficientnet_b0", pretrained=True, num_classes=0)\nself.fc = nn.Linear(self.body.num_features, 5)',
      'self.fc(self.body(x))',
    );
    const counted = count(source, { sampleShape: [3, 224, 224] });
    assert.equal(counted.parameters, 5_288_548 - 1_281_000 + 1280 * 5 + 5);
    assert.equal(counted.forwardFlopsPerSample, 0.8e9 - 2 * 1_281_000 + 2 * 1280 * 5);
    assert.equal(counted.bounds, undefined);
  });

  it('have heads that can be read and replaced', () => {
    const source = own(
      'self.net = models.densenet121(weights="DEFAULT")\nself.net.classifier = nn.Linear(self.net.classifier.in_features, 7)',
      'self.net(x)',
    );
    assert.equal(count(source, { sampleShape: [3, 224, 224] }).parameters, 7_978_856 - 1_025_000 + 1024 * 7 + 7);
  });

  it('give their feature maps', () => {
    const source = own('self.features = models.densenet121().features\nself.last = nn.Conv2d(1024, 2, 1)', 'self.last(self.features(x))');
    const counted = count(source, { sampleShape: [3, 64, 64] });
    assert.equal(counted.parameters, 7_978_856 - 1_025_000 + 2050);
    const body = (5.67e9 - 2 * 1_025_000) * (64 / 224) ** 2;
    assert.equal(counted.forwardFlopsPerSample, Math.round(body + 2 * 2 * 1024 * 4));
  });

  it('are transformers of the hub too, whose width a configuration gives', () => {
    const source = own(
      'config = AutoConfig.from_pretrained("bert-base-uncased")\nself.bert = AutoModel.from_pretrained("bert-base-uncased")\nself.out = nn.Linear(config.hidden_size, 3)',
      'self.out(self.bert(input_ids=ids, attention_mask=mask).pooler_output)',
      'self, ids, mask',
    );
    const counted = count(source, { tokens: 128 });
    assert.equal(counted.parameters, 109_482_240 + 768 * 3 + 3);
    // 12 layers of 7,077,888 weights, and attention over 128 tokens; the pooler is small.
    const expected = 2 * 12 * 7_077_888 * 128 + 12 * 4 * 128 * 128 * 768;
    assert(Math.abs((counted.forwardFlopsPerSample ?? 0) / expected - 1) < 0.01);
    assert.deepEqual([counted.work?.kind, counted.work?.layers, counted.work?.hidden], ['transformer', 12, 768]);
  });

  it('are not counted when they are in no table', () => {
    const source = own('self.body = timm.create_model("resnet18", num_classes=0)\nself.fc = nn.Linear(512, 5)', 'self.fc(self.body(x))');
    assert.equal(count(source, { sampleShape: [3, 64, 64] }).parameters, undefined);
  });
});
