import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf } from './facts-of';

const network = `
import torch
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)
    def forward(self, x):
        return self.layer(x)
net = Net()
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
`;
const training = `
for x in rows:
    net(x).sum().backward()
    optimizer.step()
`;
const pretrained = (lines: string, after = ''): unknown => factsOf(network + lines + training + after, ['pretrained']);

describe('Weights that a model starts from', () => {
  it('are none when a model is made and nothing is loaded before it is trained', () => {
    assert.deepEqual(pretrained(''), { pretrained: false });
    assert.deepEqual(pretrained('optimizer.load_state_dict(torch.load("state.pt"))'), { pretrained: false });
    assert.deepEqual(pretrained('positions = nn.Embedding.from_pretrained(table, freeze=True)'), { pretrained: false });
    assert.deepEqual(pretrained('', 'net.load_state_dict(torch.load("best.pt"))'), { pretrained: false });
    assert.deepEqual(pretrained('if options.resume:\n    net.load_state_dict(torch.load("last.pt"))'), { pretrained: false });
  });

  it('are none where one network is copied to another', () => {
    assert.deepEqual(pretrained('target = Net()\ntarget.load_state_dict(net.state_dict())'), { pretrained: false });
    assert.deepEqual(pretrained('net.load_state_dict(torch.load("whole.pt").state_dict())'), { pretrained: true });
  });

  it('are there where no earlier run is taken up again', () => {
    const lines = 'if options.resume:\n    net.load_weights(options.resume)\nelse:\n    net.load_state_dict(torch.load("published.pt"))';
    assert.deepEqual(pretrained(lines), { pretrained: true });
  });

  it('are there when they are put into it', () => {
    assert.deepEqual(pretrained('net.load_state_dict(torch.load("published.pt"))'), { pretrained: true });
    assert.deepEqual(
      factsOf(
        `import torchvision\n${network}net = torchvision.models.alexnet()\nnet.load_state_dict(torch.load("alexnet.pth"))\n${training}`,
        ['model', 'pretrained'],
      ),
      { model: 'torchvision/alexnet', pretrained: true },
    );
  });

  it('are not known when a setting decides', () => {
    assert.deepEqual(pretrained('if options.init:\n    net.load_state_dict(torch.load(options.init))'), { pretrained: undefined });
  });

  it('come with the encoders of a package that loads them unless told otherwise', () => {
    const unet = (given: string): string =>
      `${network}import segmentation_models_pytorch as smp\nnet = smp.Unet(${given})\noptimizer = torch.optim.SGD(net.parameters(), lr=0.1)${training}`;
    assert.deepEqual(factsOf(unet('"resnet18", classes=2'), ['model', 'pretrained']), { model: 'Unet (resnet18)', pretrained: true });
    assert.deepEqual(factsOf(unet('encoder_weights=None'), ['model', 'pretrained']), { model: 'Unet (resnet34)', pretrained: false });
  });

  it('are those of a pair of model and tokenizer', () => {
    const script = py`
      from transformers import TrainingArguments
      from trl import SFTTrainer
      from unsloth import FastLanguageModel
      model, tokenizer = FastLanguageModel.from_pretrained(model_name="unsloth/gemma-2b", load_in_4bit=True)
      model = FastLanguageModel.get_peft_model(model, r=8)
      trainer = SFTTrainer(model=model, train_dataset=rows, args=TrainingArguments("out", max_steps=40))
      trainer.train()
    `;
    assert.deepEqual(factsOf(script, ['model', 'pretrained', 'peft', 'maxSteps']), {
      model: 'unsloth/gemma-2b',
      pretrained: true,
      peft: 'qlora',
      maxSteps: 40,
    });
  });

  it('are the vectors of words that a vocabulary is built with', () => {
    const script = (vectors: string): string =>
      `from torchtext import data, datasets\n${network}text, label = data.Field(), data.LabelField()\ntrain, test = datasets.IMDB.splits(text, label)\ntext.build_vocab(train${vectors})\n${training}`;
    assert.deepEqual(factsOf(script(', vectors="glove.6B.100d"'), ['pretrained', 'dataset']), { pretrained: true, dataset: 'IMDB' });
    assert.deepEqual(factsOf(script(''), ['pretrained', 'dataset']), { pretrained: false, dataset: 'IMDB' });
  });
});
