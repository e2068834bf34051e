import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf, runsOf } from './facts-of';

/** A training on what some lines leave in `rows`. */
function trainedOn(lines: string): unknown {
  const script = py`
    import argparse
    from datasets import load_dataset
    from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
  `;
  const training = py`
    model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
    trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=rows)
    trainer.train()
  `;
  return factsOf([script, lines, training].join('\n'), ['trainSamples']);
}

describe('Rows that are trained on', () => {
  const cases: readonly (readonly [what: string, lines: string, rows: number | undefined])[] = [
    ['all of them', 'rows = load_dataset("imdb")["train"].shuffle(seed=3).map(str)', 25000],
    ['a slice in per cent', 'rows = load_dataset("imdb", split="train[:20%]")', 5000],
    ['a slice from the end', 'rows = load_dataset("imdb", split="train[-300:]")', 300],
    ['a slice between rows', 'rows = load_dataset("imdb", split="train[100:900]")', 800],
    ['parts that are added up', 'rows = load_dataset("imdb", split="train+test")', undefined],
    ['a part for testing', 'rows = load_dataset("imdb", split="test")', undefined],
    ['a part for testing by its key', 'rows = load_dataset("imdb")["test"]', undefined],
    ['a part for testing that was changed', 'rows = load_dataset("imdb")["validation"].map(str).shuffle(seed=3)', undefined],
    ['a part for testing of what was changed', 'rows = load_dataset("imdb").map(str)["test"]', undefined],
    ['selected ones', 'rows = load_dataset("imdb", split="train").shuffle(seed=3).select(range(1200))', 1200],
    ['selected ones of an unknown data set', 'rows = load_dataset("someone/letters", split="train").select(range(700))', 700],
    ['selected ones, at most', 'data = load_dataset("imdb", split="train")\nrows = data.select(range(min(640, len(data))))', 640],
    ['a split', 'rows = load_dataset("imdb", split="train").train_test_split(test_size=0.1)["train"]', 22500],
    ['a split in rows', 'rows = load_dataset("imdb", split="train").train_test_split(test_size=5000, seed=1)["train"]', 20000],
    ['a split of a slice', 'parts = load_dataset("imdb", split="train[:40%]").train_test_split(0.2)\nrows = parts["train"]', 8000],
    ['a shard', 'rows = load_dataset("imdb", split="train").shard(num_shards=10, index=0)', 2500],
  ];
  for (const [what, lines, rows] of cases) {
    it(`are counted: ${what}`, () => {
      assert.deepEqual(trainedOn(lines), { trainSamples: rows });
    });
  }

  it('are those of the full run where a switch asks for fewer', () => {
    const lines = py`
      parser = argparse.ArgumentParser()
      parser.add_argument("--most", type=int, default=None)
      args = parser.parse_args()
      rows = load_dataset("imdb")["train"]
      if args.most is not None:
          rows = rows.select(range(args.most))
    `;
    assert.deepEqual(trainedOn(lines), { trainSamples: 25000 });
  });

  it('are at most all of them where nobody knows how many are selected', () => {
    const script = py`
      from datasets import load_dataset
      from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
      rows = load_dataset("imdb", split="train").select(range(how_many()))
      model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=rows)
      trainer.train()
    `;
    const [run] = runsOf(script);
    assert.deepEqual(run?.trainSamples, { value: 25000, origin: 'assumed' });
  });

  for (const [lengths, rows] of [
    ['[50000, 10000]', 50000],
    ['[0.9, 0.1]', 54000],
    ['[int(0.8 * len(data)), len(data) - int(0.8 * len(data))]', 48000],
    ['[len(data) - int(len(data) * 0.25), int(len(data) * 0.25)]', 45000],
  ] as const) {
    it(`are the larger part of random_split(data, ${lengths})`, () => {
      const script = `
import torch
from torch.utils.data import DataLoader, random_split
from torchvision.datasets import MNIST
data = MNIST("data", train=True)
part, held_out = random_split(data, ${lengths})
model = torch.nn.Linear(784, 10)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(2):
    for x, y in DataLoader(part, batch_size=50):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
`;
      assert.deepEqual(factsOf(script, ['trainSamples']), { trainSamples: rows });
    });
  }
});
