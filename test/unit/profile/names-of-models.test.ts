import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf } from './facts-of';

const model = (script: string, files: Readonly<Record<string, string>> = {}): unknown =>
  (factsOf(script, ['model'], files) as { readonly model: unknown }).model;

const loop = (imports: string, made: string): string => `
import torch
${imports}
model = ${made}
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    for batch in loader:
        model(batch).sum().backward()
        optimizer.step()
`;

describe('The name of a model', () => {
  it('is open where a function is called like that of any model', () => {
    assert.equal(model(loop('from factory import build_model', 'build_model("small")')), undefined);
    assert.equal(model(loop('from factory import create_model_and_tokenizer', 'create_model_and_tokenizer()[0]')), undefined);
  });

  it('is that of the network which a function out of reach builds', () => {
    assert.equal(model(loop('from factory import build_hourglass', 'build_hourglass(4)')), 'hourglass');
  });

  it('of CLIP is that of its weights', () => {
    const script = loop('import clip', 'clip.load("ViT-B/32", device="cuda")[0]');
    assert.deepEqual(factsOf(script, ['model', 'pretrained']), { model: 'CLIP ViT-B/32', pretrained: true });
  });

  it('is that of the weights that were downloaded to where they are loaded from', () => {
    const script = loop(
      'from transformers import AutoModel\nimport kagglehub',
      'AutoModel.from_pretrained(kagglehub.model_download("keeper/otter-2b/transformers/base"))',
    );
    assert.deepEqual(factsOf(script, ['model', 'pretrained']), { model: 'keeper/otter-2b', pretrained: true });
  });

  it('of Keras tells the class or function that makes it beside how it is made', () => {
    const fit = (made: string): string => `
from tensorflow import keras
${made}
model.compile("adam", "mse")
model.fit(x, y, epochs=2)
`;
    assert.equal(model(fit('model = keras.Sequential([keras.layers.Dense(1)])')), 'Sequential');
    const named = (name: string): string => `def ${name}():\n    return keras.Sequential([keras.layers.Dense(1)])\nmodel = ${name}()`;
    assert.equal(model(fit(named('build_model'))), 'Sequential');
    assert.equal(model(fit(named('build_pixelnet'))), 'Sequential (pixelnet)');
    const inClass = py`
      class RainNet:
          def make(self):
              return keras.Sequential([keras.layers.Dense(1)])
      model = RainNet().make()
    `;
    assert.equal(model(fit(inClass)), 'Sequential (RainNet)');
  });

  it('of a module around a network of the program is both their names; around several it is its own', () => {
    const script = (held: string): string => `
import lightning.pytorch as pl
import torch
class Tower(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 4)
class Forecaster(pl.LightningModule):
    def __init__(self, words):
        super().__init__()
        ${held}
    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters())
pl.Trainer(max_epochs=3).fit(Forecaster(load_words()), loader)
`;
    assert.equal(model(script('self.net = Tower()')), 'Tower (Forecaster)');
    assert.equal(model(script('self.image_model = Tower()\n        self.text_model = words')), 'Forecaster');
  });

  it('is no loss, whatever is trained with it', () => {
    assert.equal(model(loop('from parts import PairCriterion', 'PairCriterion(0.1)')), undefined);
    const own = 'class PairLoss(torch.nn.Module):\n    def forward(self, x):\n        return x';
    assert.equal(model(loop(own, 'PairLoss()')), undefined);
  });

  it('is that of the networks in a class that says what they are for alone', () => {
    const classes = (given: string): string => `
class HeronNet(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.features = torch.nn.Sequential(torch.nn.Conv2d(3, 8, 3), torch.nn.ReLU())
class Classifier(torch.nn.Module):
    def __init__(self, backbone):
        super().__init__()
        self.backbone = ${given}
        self.fc = torch.nn.Linear(8, 2)
    def forward(self, x):
        return self.fc(self.backbone(x).flatten(1))`;
    assert.equal(model(loop(classes('backbone'), 'Classifier(HeronNet())')), 'HeronNet');
    assert.equal(model(loop(classes('HeronNet().features'), 'Classifier(None)')), 'HeronNet');
    assert.equal(model(loop(`from parts import build\n${classes('build(3)')}`, 'Classifier(None)')), undefined);
    assert.equal(model(loop(classes('torch.nn.Conv2d(3, 8, 3)'), 'Classifier(None)')), 'Classifier');
  });

  it('of a graph is that of the class which builds it, behind its kind', () => {
    const script = py`
      import tensorflow as tf
      class OWL(object):
          def build(self):
              x = tf.placeholder(tf.float32, (None, 8))
              logits = tf.layers.dense(tf.layers.dense(x, 16), 2)
              self.loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=logits))
              self.train_op = tf.train.AdamOptimizer(0.01).minimize(self.loss)
          def train(self):
              self.build()
              with tf.Session() as session:
                  for epoch in range(4):
                      for batch in batches:
                          session.run(self.train_op)
      OWL().train()
    `;
    assert.equal(model(script), 'MLP (OWL)');
  });

  it('is the default of an option whose type is one of two, as the built-in type decides', () => {
    const script = py`
      import argparse
      import torch
      from transformers import AutoModel
      def text_or_none(text):
          return None if text == "None" else text
      def add(parser, name, type, default):
          type = bool if type == float else type
          type = text_or_none if type == str else type
          parser.add_argument("--" + name, type=type, default=default)
      parser = argparse.ArgumentParser()
      add(parser, "base", str, "org/heron")
      args = parser.parse_args()
      model = AutoModel.from_pretrained(args.base)
      optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
      for batch in loader:
          model(batch).sum().backward()
          optimizer.step()
    `;
    assert.equal(model(script), 'org/heron');
  });
});

describe('An optimizer', () => {
  it('of another package goes by its class, not by what wraps it', () => {
    const script = (made: string): string =>
      loop('from steps import LionW, ScheduledOptim', 'torch.nn.Linear(2, 2)').replace(/torch\.optim\.SGD\(.*\)/, made);
    assert.deepEqual(factsOf(script('LionW(model.parameters(), lr=0.3)'), ['optimizer', 'learningRate']), {
      optimizer: 'lionw',
      learningRate: 0.3,
    });
    assert.deepEqual(factsOf(script('ScheduledOptim(torch.optim.Adam(model.parameters(), lr=0.2))'), ['optimizer', 'learningRate']), {
      optimizer: 'adam',
      learningRate: 0.2,
    });
  });

  it('that the program derives goes by its class, and what steps another by the other', () => {
    const script = (written: string, made: string): string =>
      loop(written, 'torch.nn.Linear(2, 2)').replace(/torch\.optim\.SGD\(.*\)/, made);
    const derived = `class Lamprey(torch.optim.Optimizer):
    def __init__(self, params, lr=0.1):
        super().__init__(params, dict(lr=lr))`;
    assert.deepEqual(factsOf(script(derived, 'Lamprey(model.parameters(), lr=0.4)'), ['optimizer', 'learningRate']), {
      optimizer: 'lamprey',
      learningRate: 0.4,
    });
    const around = `class Optimizer:
    def __init__(self, params, rate):
        self.inner = torch.optim.RMSprop(params, lr=rate)
    def step(self):
        self.inner.step()`;
    assert.deepEqual(factsOf(script(around, 'Optimizer(model.parameters(), 0.6)'), ['optimizer', 'learningRate']), {
      optimizer: 'rmsprop',
      learningRate: 0.6,
    });
  });
});

describe('A trainer of transformers', () => {
  const around = (end: string): string => `
from transformers import AutoModelForCausalLM
from trl import SFTConfig, SFTTrainer
model = AutoModelForCausalLM.from_pretrained("org/small")
${end}
`;

  it('is found behind a function that hands it back', () => {
    const script = around(`
from unsloth.chat_templates import train_on_responses_only
trainer = SFTTrainer(model=model, args=SFTConfig(num_train_epochs=4), train_dataset=rows)
trainer = train_on_responses_only(trainer)
trainer.train()
`);
    assert.deepEqual(factsOf(script, ['model', 'epochs']), { model: 'org/small', epochs: 4 });
  });

  it('is the only one made where a function that nobody calls starts it', () => {
    const script = around(`
def make():
    return SFTTrainer(model=model, args=SFTConfig(num_train_epochs=5), train_dataset=rows)
def start(trainer):
    trainer.train()
`);
    assert.deepEqual(factsOf(script, ['epochs']), { epochs: 5 });
  });

  it('of unsloth is that of trl', () => {
    const script = py`
      from unsloth import FastLanguageModel, UnslothTrainer, UnslothTrainingArguments
      model, tokenizer = FastLanguageModel.from_pretrained("org/small-bnb-4bit")
      UnslothTrainer(model=model, args=UnslothTrainingArguments(num_train_epochs=6), train_dataset=rows).train()
    `;
    assert.deepEqual(factsOf(script, ['model', 'epochs']), { model: 'org/small-bnb-4bit', epochs: 6 });
  });
});
