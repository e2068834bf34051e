import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('hf-map-unbatched');

describe('hf-map-unbatched', () => {
  describe('says nothing of', () => {
    silent(
      'lists of rows',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      ds = load_dataset("imdb").map(lambda rows: tok(rows["text"]), batched=True)
    `,
    );

    silent(
      'a function without a tokenizer',
      py`
      from datasets import load_dataset
      ds = load_dataset("imdb").map(lambda row: {"n": len(row["text"])})
    `,
    );

    silent(
      'a chat template',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      def chat(row):
          text = tok.apply_chat_template(row["messages"], tokenize=False)
          return tok(text, truncation=True)
      ds = load_dataset("chats").map(chat)
    `,
    );

    silent(
      'batched from elsewhere',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      def prepare(ds, batched, **how):
          one = ds.map(lambda row: tok(row["text"]), batched=batched)
          return one.map(lambda row: tok(row["text"]), **how)
      prepare(load_dataset("imdb"), args.batched, **options)
    `,
    );

    silent(
      'a function from elsewhere',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      from project import encode
      ds = load_dataset("imdb").map(encode)
    `,
    );

    silent(
      'a slow tokenizer',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a", use_fast=False)
      ds = load_dataset("imdb").map(lambda row: tok(row["text"]))
    `,
    );

    silent(
      'a column of a table',
      py`
      import pandas as pd
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      frame = pd.read_csv("a.csv")
      frame["ids"] = frame["text"].map(lambda text: tok(text)["input_ids"])
    `,
    );

    silent(
      'a pipeline of TensorFlow, and the builtin',
      py`
      import tensorflow as tf
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      ds = tf.data.TextLineDataset("a").map(lambda line: tf.strings.lower(line))
      ids = list(map(lambda text: tok(text), lines))
    `,
    );

    silent(
      'a processor of sounds',
      py`
      from datasets import load_dataset
      from transformers import AutoFeatureExtractor
      extractor = AutoFeatureExtractor.from_pretrained("a")
      def prepare(row):
          return extractor(row["audio"]["array"], sampling_rate=16000)
      ds = load_dataset("minds14").map(prepare)
    `,
    );

    silent(
      'a test',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      def test_lengths():
          load_dataset("imdb").map(lambda row: tok(row["text"]))
    `,
    );
  });

  describe('finds', () => {
    finds(
      'texts of a heavy training',
      py`
      from datasets import load_dataset
      from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments
      tok = AutoTokenizer.from_pretrained("bert-base-uncased")
      ds = load_dataset("imdb").«map»(lambda row: tok(row["text"], truncation=True))
      net = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      Trainer(model=net, args=TrainingArguments("out", num_train_epochs=3), train_dataset=ds["train"]).train()
    `,
      { severity: 'warning', confidence: 'high', fixes: ['Tokenize lists of rows'] },
    );

    finds(
      'as a hint, a row beside lists, which the file shows to be faster',
      py`
      from datasets import load_dataset
      from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments
      tok = AutoTokenizer.from_pretrained("bert-base-uncased")
      slow = load_dataset("imdb").«map»(lambda row: tok(row["text"], truncation=True))
      ds = load_dataset("imdb").map(lambda rows: tok(rows["text"], truncation=True), batched=True)
      net = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      Trainer(model=net, args=TrainingArguments("out", num_train_epochs=3), train_dataset=ds["train"]).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a function of the file that nothing is trained with',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      ds = load_dataset("imdb")
      def encode(row):
          return tok(row["text"], truncation=True)
      ds = ds.«map»(encode)
      small = ds["train"].select(range(9)).«map»(encode, batched=False)
    `,
      { severity: 'hint', confidence: 'high', fixes: ['Tokenize lists of rows'] },
    );

    finds(
      'a method, and rows made from a table',
      py`
      from datasets import Dataset
      from transformers import AutoTokenizer
      class Prepare:
          def __init__(self, name):
              self.tok = AutoTokenizer.from_pretrained(name)
          def encode(self, row):
              return self.tok(row["q"], row["a"], truncation="only_second")
          def run(self, frame):
              return Dataset.from_pandas(frame).«map»(self.encode)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, rows that several processes share, and a sample to calibrate with',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      reviews = load_dataset("imdb", split="train")
      ready = reviews.«map»(lambda row: tok(row["text"]), num_proc=4)
      calibration = reviews
      calibration = calibration.«map»(lambda row: tok(row["text"]))
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint without a fix, a prompt that is written for each row',
      py`
      from functools import partial
      from datasets import load_dataset
      from transformers import LlamaTokenizer
      tokenizer = LlamaTokenizer.from_pretrained("a")
      def tokenize(prompt):
          return tokenizer(prompt, truncation=True, max_length=512)
      def prepare(row, suffix):
          return tokenize(f"{row['instruction']}{suffix}")
      ds = load_dataset("json", data_files="a.json")["train"].shuffle().«map»(partial(prepare, suffix="."))
    `,
      { severity: 'hint', confidence: 'medium', fixes: [] },
    );

    finds(
      'a tokenizer and rows that are passed in',
      py`
      from transformers import Trainer
      def prepare(dataset, tokenizer):
          def encode(row):
              return tokenizer(row["text"], truncation=True)
          return dataset.«map»(encode, remove_columns=["text"])
    `,
    );

    finds(
      'a tokenizer among the keywords of the function',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      def encode(row, tokenizer):
          return tokenizer(row["text"])
      tok = AutoTokenizer.from_pretrained("a")
      ds = load_dataset("imdb").«map»(encode, fn_kwargs={"tokenizer": tok})
    `,
    );

    finds(
      'as a hint, a tensor for each row of a stream, without a fix',
      py`
      import datasets
      from transformers import BertTokenizerFast
      tok = BertTokenizerFast.from_pretrained("a")
      ds = datasets.load_dataset("imdb", split="test", streaming=True)
      ds = ds.«map»(lambda row: tok(row["text"], padding=True, return_tensors="pt"))
    `,
      { severity: 'hint', fixes: [] },
    );

    finds('a function of another cell', [
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      def encode(row):
          return tok(row["text"])
    `,
      'ds = load_dataset("imdb").«map»(encode)',
    ]);
  });

  describe('repairs', () => {
    const title = 'Tokenize lists of rows';

    repairs(
      'a call over lines',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      ds = load_dataset("imdb").«map»(
          lambda row: tok(row["text"], padding="max_length", truncation=True),
          remove_columns=["text"],  # raw
      )
    `,
      {
        title,
        safe: true,
        gives: py`
        from datasets import load_dataset
        from transformers import AutoTokenizer
        tok = AutoTokenizer.from_pretrained("a")
        ds = load_dataset("imdb").map(
            lambda row: tok(row["text"], padding="max_length", truncation=True),
            remove_columns=["text"],  # raw
            batched=True,
        )
      `,
      },
    );

    repairs(
      'a function on one line, with a comment behind',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      def encode(e): return tok(e["q"], e["a"], max_length=64)  # two columns
      ds = load_dataset("qa").«map»(encode)
    `,
      {
        title,
        safe: true,
        gives: py`
        from datasets import load_dataset
        from transformers import AutoTokenizer
        tok = AutoTokenizer.from_pretrained("a")
        def encode(e): return tok(e["q"], e["a"], max_length=64)  # two columns
        ds = load_dataset("qa").map(encode, batched=True)
      `,
      },
    );

    repairs(
      'a False that is written',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      def encode(row):
          """Tokens of a review."""
          return tok(row["text"])
      ds = load_dataset("imdb").«map»(encode, batched=False, num_proc=2)
    `,
      {
        title,
        safe: true,
        gives: py`
        from datasets import load_dataset
        from transformers import AutoTokenizer
        tok = AutoTokenizer.from_pretrained("a")
        def encode(row):
            """Tokens of a review."""
            return tok(row["text"])
        ds = load_dataset("imdb").map(encode, batched=True, num_proc=2)
      `,
      },
    );
  });
});
