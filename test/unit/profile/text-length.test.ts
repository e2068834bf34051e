import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf } from './facts-of';

function sft(data: string, settings: string, trainer = ''): unknown {
  const script = `
from datasets import load_dataset
from trl import SFTConfig, SFTTrainer
rows = load_dataset("${data}", split="train")
trainer = SFTTrainer("facebook/opt-350m", args=SFTConfig("out", ${settings}), train_dataset=rows${trainer})
trainer.train()
`;
  return factsOf(script, ['tokensPerSample', 'trainSamples']);
}

describe('Lengths of texts', () => {
  // The reference tables say that a review of imdb has 300 tokens.
  for (const [what, data, settings, trainer, tokensPerSample, trainSamples] of [
    ['lie below what they are cut to', 'me/letters', 'max_length=512', '', 256, undefined],
    ['lie below what they are cut to by the former name', 'me/letters', 'max_seq_length=2048', '', 512, undefined],
    ['lie below what the trainer cuts them to', 'me/letters', '', ', max_seq_length=128', 128, undefined],
    ['are not what nobody chose', 'me/letters', '', '', undefined, undefined],
    ['stay those of shorter texts', 'imdb', 'max_length=2048', '', 300, 25000],
    ['are cut', 'imdb', 'max_length=100', '', 100, 25000],
    ['are full when samples are packed', 'imdb', 'max_length=3000, packing=True', '', 3000, 2500],
    [
      'are full when samples are packed and steps are counted',
      'me/letters',
      'max_length=3000, packing=True, max_steps=10',
      '',
      3000,
      undefined,
    ],
    ['are usual ones where packed samples are not counted', 'me/letters', 'max_length=2048, packing=True', '', 256, undefined],
    ['are full when samples are packed as long as the framework says', 'imdb', 'packing=True', '', 1024, 7325],
  ] as const) {
    it(`${what}: ${data} with ${settings}${trainer}`, () => {
      assert.deepEqual(sft(data, settings, trainer), { tokensPerSample, trainSamples });
    });
  }

  it('are those of the windows that a data set is cut into', () => {
    const script = py`
      from torch.utils.data import IterableDataset
      from transformers import Trainer, TrainingArguments
      WINDOW = 2048
      class Windows(IterableDataset):
          def __init__(self, rows, seq_length=1024):
              self.rows, self.seq_length = rows, seq_length
      Trainer("gpt2", args=TrainingArguments("out", max_steps=10), train_dataset=Windows([], seq_length=WINDOW)).train()
    `;
    assert.deepEqual(factsOf(script, ['tokensPerSample']), { tokensPerSample: 2048 });
  });

  it('are those of preference pairs', () => {
    const script = py`
      from datasets import load_dataset
      from trl import DPOConfig, DPOTrainer
      rows = load_dataset("me/pairs", split="train[:500]")
      trainer = DPOTrainer("gpt2", args=DPOConfig("out", max_length=512, max_prompt_length=256), train_dataset=rows)
      trainer.train()
    `;
    assert.deepEqual(factsOf(script, ['tokensPerSample', 'trainSamples']), { tokensPerSample: 256, trainSamples: 500 });
  });

  const tokenized = (call: string, before = ''): string => `
from datasets import load_dataset
from transformers import AutoImageProcessor, AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments
tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
LONGEST = 192
${before}
def encode(rows):
    return tokenizer(rows["text"], truncation=True, ${call})
rows = load_dataset("imdb", split="train").map(encode, batched=True)
trainer = Trainer(AutoModelForSequenceClassification.from_pretrained("bert-base-uncased"), TrainingArguments("out"), train_dataset=rows)
trainer.train()
`;

  for (const [call, tokensPerSample] of [
    ['padding="max_length", max_length=LONGEST', 192],
    ['pad_to_max_length=True, max_length=96', 96],
    ['padding=True, max_length=192', 300],
    ['padding="max_length"', 300],
    ['padding="max_length", max_length=longest()', 300],
  ] as const) {
    it(`are what a mapped function pads them to: ${call}`, () => {
      assert.deepEqual(factsOf(tokenized(call), ['tokensPerSample']), { tokensPerSample });
    });
  }

  it('are left alone where captions go with images', () => {
    const before = 'images = AutoImageProcessor.from_pretrained("google/vit-base-patch16-224")';
    assert.deepEqual(factsOf(tokenized('padding="max_length", max_length=40', before), ['tokensPerSample']), { tokensPerSample: 300 });
  });

  it('are those that a data set of the program pads to', () => {
    const script = py`
      import torch
      from torch.utils.data import DataLoader, Dataset
      from transformers import AutoModelForSequenceClassification, AutoTokenizer
      class Notes(Dataset):
          def __init__(self, notes, tokenizer, longest):
              self.notes, self.tokenizer, self.longest = notes, tokenizer, longest
          def __len__(self):
              return len(self.notes)
          def __getitem__(self, at):
              return self.tokenizer(self.notes[at], padding="max_length", truncation=True, max_length=self.longest)
      data = Notes(open("notes.txt").readlines(), AutoTokenizer.from_pretrained("bert-base-uncased"), 160)
      model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      optimizer = torch.optim.AdamW(model.parameters(), lr=2e-5)
      for epoch in range(3):
          for batch in DataLoader(data, batch_size=16):
              optimizer.zero_grad()
              model(**batch).loss.backward()
              optimizer.step()
    `;
    assert.deepEqual(factsOf(script, ['tokensPerSample']), { tokensPerSample: 160 });
  });
});
