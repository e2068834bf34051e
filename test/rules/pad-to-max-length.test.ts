import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('pad-to-max-length');

describe('pad-to-max-length', () => {
  describe('says nothing of', () => {
    silent(
      'short texts of an old converter, and one of the program that has the name',
      py`
      import transformers
      from transformers import glue_convert_examples_to_features
      from shop import examples, tokenizer
      def squad_convert_examples_to_features(examples, tokenizer, max_seq_length):
          return [tokenizer(one) for one in examples]
      a = glue_convert_examples_to_features(examples, tokenizer, max_length=64)
      b = squad_convert_examples_to_features(examples, tokenizer, max_seq_length=384)
      c = transformers.squad_convert_examples_to_features(examples, tokenizer, max_seq_length=384, return_dataset="tf")
    `,
    );

    silent(
      'an Apple GPU, for which each shape is compiled anew',
      py`
      import torch
      from datasets import load_dataset
      from transformers import AutoTokenizer
      device = torch.device("mps" if torch.backends.mps.is_available() else "cpu")
      tok = AutoTokenizer.from_pretrained("a")
      ds = load_dataset("imdb").map(lambda b: tok(b["text"], padding="max_length", truncation=True), batched=True)
    `,
    );

    silent(
      'padding to the longest, and none',
      py`
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      batch = tok(texts, padding=True, truncation=True, max_length=512)
      other = tok(texts, padding="longest")
      plain = tok(texts, max_length="max_length")
    `,
    );

    silent(
      'a choice of the command line',
      py`
      import argparse
      from transformers import AutoTokenizer
      parser = argparse.ArgumentParser()
      parser.add_argument("--pad_to_max_length", action="store_true")
      args = parser.parse_args()
      tok = AutoTokenizer.from_pretrained("a")
      padding = "max_length" if args.pad_to_max_length else False
      batch = tok(texts, padding=padding)
    `,
    );

    silent(
      'an export',
      py`
      import torch
      from transformers import AutoModel, AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      sample = tok("text", padding="max_length", max_length=128, return_tensors="pt")
      torch.onnx.export(AutoModel.from_pretrained("a"), tuple(sample.values()), "a.onnx")
    `,
    );

    silent(
      'a TPU',
      py`
      import torch_xla.core.xla_model as xm
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      batch = tok(texts, padding="max_length", return_tensors="pt").to(xm.xla_device())
    `,
    );

    silent(
      'a TPU that a trainer is told to use',
      py`
      from lightning.pytorch import Trainer
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      batch = tok(texts, padding="max_length", return_tensors="pt")
      trainer = Trainer(accelerator="tpu", devices=8)
    `,
    );

    silent(
      'JAX',
      py`
      import jax
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      batch = tok(texts, padding="max_length", return_tensors="np")
    `,
    );

    silent(
      'a compiled model of fixed shapes',
      py`
      import torch
      from transformers import AutoModel, AutoTokenizer
      model = torch.compile(AutoModel.from_pretrained("a"), dynamic=False)
      tok = AutoTokenizer.from_pretrained("a")
      batch = tok(texts, padding="max_length", return_tensors="pt")
    `,
    );

    silent(
      'the text encoder of CLIP',
      py`
      from transformers import CLIPTokenizer
      tok = CLIPTokenizer.from_pretrained("a")
      ids = tok(prompts, padding="max_length", max_length=77, return_tensors="pt").input_ids
    `,
    );

    silent(
      'sounds and images',
      py`
      import torch.nn as nn
      from transformers import AutoFeatureExtractor
      extractor = AutoFeatureExtractor.from_pretrained("a")
      conv = nn.Conv1d(8, 8, 3, padding="same")
      x = extractor(audio, padding="max_length", max_length=16000)
    `,
    );

    silent(
      'short sequences, and layers that need one length',
      py`
      from tensorflow.keras.preprocessing.sequence import pad_sequences
      x = pad_sequences(sequences, maxlen=100)
      y = pad_sequences(sequences, maxlen=longest)
    `,
    );

    silent(
      'sequences for a layer that needs one length',
      py`
      from keras.layers import Flatten
      from keras.utils import pad_sequences
      x = pad_sequences(sequences, maxlen=1000)
      model.add(Flatten())
    `,
    );

    silent(
      'a test',
      py`
      from transformers import AutoTokenizer
      def test_shape():
          tok = AutoTokenizer.from_pretrained("a")
          assert tok("a", padding="max_length", max_length=128)
    `,
    );

    silent(
      'one sentence that the program writes',
      py`
      from transformers import AutoTokenizer
      tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
      sentence = "Mumbai lies on the sea"
      probe = tokenizer(sentence, padding="max_length", return_tensors="pt")
    `,
    );

    silent(
      'prompts for an encoder of texts and pictures',
      py`
      from transformers import AutoModel, AutoTokenizer
      tokenizer = AutoTokenizer.from_pretrained(path)
      model = AutoModel.from_pretrained(path)
      for name, prompts in groups.items():
          tokens = tokenizer(prompts, padding="max_length", return_tensors="pt")
          vectors = model.get_text_features(**tokens)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'old converters of Transformers, as a hint',
      py`
      from transformers import glue_convert_examples_to_features as convert_examples_to_features
      from shop import args, examples, tokenizer
      a = «convert_examples_to_features»(examples, tokenizer, max_length=args.max_seq_length)
    `,
      { severity: 'hint', fixes: [] },
    );

    finds(
      'as a hint, padding in a file that trains nothing, and texts that fill the length',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      ds = load_dataset("imdb").map(lambda b: tok(b["text"], «padding="max_length"», truncation=True), batched=True)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a text that is answered for by itself, a length by an option, and the labels of pictures',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer, Trainer
      tok = AutoTokenizer.from_pretrained("a")
      def answer(text):
          return model(**tok(text, «padding="max_length"», truncation=True))
      padding = "max_length" if args.pad else "max_length"
      ds = load_dataset("imdb").map(lambda b: tok(b["text"], «padding=padding», truncation=True), batched=True)
      ds = ds.map(lambda b: tok(text_target=b["label"], «padding="max_length"», truncation=True))
      Trainer(model, args, train_dataset=ds).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, whole articles, which fill any length',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer, Trainer
      tok = AutoTokenizer.from_pretrained("a")
      ds = load_dataset("news").map(lambda b: tok(b["title"] + b["body"], «padding="max_length"», truncation=True))
      Trainer(model, args, train_dataset=ds).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a part of the data, as one takes to try something out',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer, Trainer
      tok = AutoTokenizer.from_pretrained("a")
      few = load_dataset("imdb")["train"].select(range(train_samples))
      ds = few.map(lambda b: tok(b["text"], «padding="max_length"», truncation=True), batched=True)
      Trainer(model, args, train_dataset=ds).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, documents that are joined to fill the length',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer, Trainer
      tok = AutoTokenizer.from_pretrained("a")
      ds = load_dataset("imdb").map(group_texts).map(lambda b: tok(b["text"], «padding="max_length"», truncation=True), batched=True)
      Trainer(model, args, train_dataset=ds).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'the samples of a data set on which a loop trains a large network',
      py`
      import torch
      from torch.utils.data import DataLoader, Dataset
      from transformers import AutoModel, AutoTokenizer
      class Reviews(Dataset):
          def __init__(self, texts):
              self.texts = texts
              self.tokenizer = AutoTokenizer.from_pretrained("a")
          def __len__(self):
              return len(self.texts)
          def __getitem__(self, index):
              return self.tokenizer(self.texts[index], max_length=256, «padding="max_length"», truncation=True)
      model = AutoModel.from_pretrained("bert-base-uncased")
      optimizer = torch.optim.AdamW(model.parameters())
      for epoch in range(3):
          for batch in DataLoader(Reviews(texts), batch_size=32):
              loss = model(**batch).loss
              loss.backward()
              optimizer.step()
    `,
      { severity: 'information' },
    );
    finds(
      'as a hint, the samples of a data set where nobody knows what is trained',
      py`
      import torch
      from torch.utils.data import DataLoader, Dataset
      from transformers import AutoModel, AutoTokenizer
      class Reviews(Dataset):
          def __init__(self, texts):
              self.texts = texts
              self.tokenizer = AutoTokenizer.from_pretrained("a")
          def __len__(self):
              return len(self.texts)
          def __getitem__(self, index):
              return self.tokenizer(self.texts[index], max_length=256, «padding="max_length"», truncation=True)
      model = AutoModel.from_pretrained("a")
      optimizer = torch.optim.AdamW(model.parameters())
      for epoch in range(3):
          for batch in DataLoader(Reviews(texts)):
              loss = model(**batch).loss
              loss.backward()
              optimizer.step()
    `,
      { severity: 'hint' },
    );

    finds(
      'the padding of a mapped function',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer, Trainer
      tok = AutoTokenizer.from_pretrained("a")
      ds = load_dataset("imdb").map(lambda b: tok(b["text"], «padding="max_length"», truncation=True), batched=True)
      Trainer(model, args, train_dataset=ds).train()
    `,
      { severity: 'information', confidence: 'high', fixes: [] },
    );

    finds(
      'a constant, and the older methods',
      py`
      from transformers import BertTokenizer
      PADDING = "max_length"
      tok = BertTokenizer.from_pretrained("a")
      def encode(text):
          return tok.encode_plus(text, «padding=PADDING», max_length=256, truncation=True)
      ids = [tok.encode(text, max_length=128, «pad_to_max_length=True») for text in texts]
    `,
    );

    finds(
      'a data set that is handed its tokenizer',
      py`
      from torch.utils.data import Dataset
      import transformers
      class Reviews(Dataset):
          def __init__(self, texts, tokenizer, max_len):
              self.texts, self.tokenizer, self.max_len = texts, tokenizer, max_len
          def __getitem__(self, i):
              return self.tokenizer(
                  self.texts[i],
                  max_length=self.max_len,
                  «padding="max_length"»,
                  return_tensors="pt",
              )
    `,
    );

    finds(
      'keywords of a dict',
      py`
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      options = {"padding": "max_length", "truncation": True}
      batch = «tok»(texts, **options)
    `,
    );

    finds(
      'little padding, as a hint',
      py`
      from transformers import AutoTokenizer
      tok = AutoTokenizer.from_pretrained("a")
      def encode(rows):
          return tok(rows["query"], «padding="max_length"», max_length=16)
    `,
      { severity: 'hint' },
    );

    finds(
      'long sequences of Keras',
      py`
      from tensorflow.keras.preprocessing.sequence import pad_sequences
      MAXLEN = 2000
      x = pad_sequences(sequences, «maxlen=MAXLEN»)
    `,
    );

    finds(
      'sequences for Keras, with words of its own',
      py`
      from keras.utils import pad_sequences
      x = pad_sequences(tokens, «maxlen=2000»)
    `,
      { severity: 'hint', message: /padded_batch/ },
    );

    finds(
      'as a hint, one example to look at',
      py`
      from transformers import AutoTokenizer
      tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
      encoding = tokenizer(row.question, «padding="max_length"», return_tensors="pt")
      encoding.keys()
    `,
      { severity: 'hint' },
    );
  });

  describe('repairs', () => {
    repairs(
      'a collator',
      py`
      from transformers import AutoTokenizer, DataCollatorWithPadding
      tok = AutoTokenizer.from_pretrained("a")
      collator = DataCollatorWithPadding(tok, «padding="max_length"», max_length=256)
    `,
      {
        title: 'Pad to the longest text of the batch',
        safe: false,
        gives: py`
        from transformers import AutoTokenizer, DataCollatorWithPadding
        tok = AutoTokenizer.from_pretrained("a")
        collator = DataCollatorWithPadding(tok, padding=True, max_length=256)
      `,
      },
    );

    repairs(
      'a batch in a notebook',
      [
        'from transformers import AutoTokenizer\ntok = AutoTokenizer.from_pretrained("a")',
        'batch = tok(texts, «padding="max_length"», return_tensors="pt")',
      ],
      {
        title: 'Pad to the longest text of the batch',
        safe: false,
        gives: [
          'from transformers import AutoTokenizer\ntok = AutoTokenizer.from_pretrained("a")',
          'batch = tok(texts, padding=True, return_tensors="pt")',
        ],
      },
    );

    repairs(
      'a mapped function beside a collator that pads',
      py`
      from datasets import load_dataset
      from transformers import AutoTokenizer, DataCollatorWithPadding
      tok = AutoTokenizer.from_pretrained("a")
      collator = DataCollatorWithPadding(tok)
      def encode(rows):
          return tok(
              rows["text"],
              «padding="max_length"»,  # 512
          )
      ds = load_dataset("imdb").map(encode, batched=True)
    `,
      {
        title: 'Leave padding to the collator',
        safe: false,
        gives: py`
        from datasets import load_dataset
        from transformers import AutoTokenizer, DataCollatorWithPadding
        tok = AutoTokenizer.from_pretrained("a")
        collator = DataCollatorWithPadding(tok)
        def encode(rows):
            return tok(
                rows["text"],
                padding=False,  # 512
            )
        ds = load_dataset("imdb").map(encode, batched=True)
      `,
      },
    );
  });
});
