import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf, runsOf } from './facts-of';

const loop = `
    for epoch in range(args.epochs):
        for batch in loader:
            loss = model(batch)
            loss.backward()
            optimizer.step()
`;

describe('Training that is not called outright', () => {
  it('is reached behind a switch that turns it on', () => {
    const script = py`
      import argparse
      import torch
      from torch.utils.data import DataLoader
      from tqdm import trange
      from transformers import AdamW
      def train(args, model):
          args.train_batch_size = args.per_gpu_train_batch_size * max(1, args.n_gpu)
          loader = DataLoader(rows, batch_size=args.train_batch_size)
          optimizer = AdamW(model.parameters(), lr=args.rate)
          for _ in trange(int(args.rounds), desc="Epoch"):
              for batch in loader:
                  model(batch).backward()
                  optimizer.step()
      parser = argparse.ArgumentParser()
      parser.add_argument("--per_gpu_train_batch_size", type=int, default=6)
      parser.add_argument("--rounds", type=float, default=4.0)
      parser.add_argument("--rate", type=float, default=2e-5)
      parser.add_argument("--do_train", action="store_true")
      args = parser.parse_args()
      args.n_gpu = torch.cuda.device_count()
      if args.do_train:
          train(args, torch.nn.Linear(2, 2))
    `;
    assert.deepEqual(factsOf(script, ['epochs', 'batchSizePerDevice', 'learningRate', 'optimizer']), {
      epochs: 4,
      batchSizePerDevice: 6,
      learningRate: 2e-5,
      optimizer: 'adamw',
    });
  });

  it('is reached in a mode that a flag of absl has to name', () => {
    const script = py`
      import tensorflow as tf
      from absl import app, flags
      FLAGS = flags.FLAGS
      flags.DEFINE_enum("mode", None, ["train", "eval"], "what to do")
      flags.DEFINE_bool("half", False, "16 bits")
      flags.DEFINE_integer("epochs", 12, "rounds")
      def set_up(half):
          if half:
              tf.keras.mixed_precision.set_global_policy("mixed_float16")
      def fit(model, optimizer, rows, epochs, strategy):
          @tf.function
          def train_step(inputs):
              def step(batch):
                  with tf.GradientTape() as tape:
                      loss = model(batch)
                  gradients = tape.gradient(loss, model.trainable_variables)
                  optimizer.apply_gradients(zip(gradients, model.trainable_variables))
              return strategy.run(step, args=(inputs,))
          for epoch in range(epochs):
              for batch in rows:
                  train_step(batch)
      def main(argv):
          set_up(FLAGS.half)
          strategy = tf.distribute.MirroredStrategy()
          with strategy.scope():
              model = tf.keras.Sequential([tf.keras.layers.Dense(3)])
          if FLAGS.mode == "train":
              fit(model, tf.keras.optimizers.SGD(0.3), tf.data.Dataset.range(900).batch(18), FLAGS.epochs, strategy)
      app.run(main)
    `;
    assert.deepEqual(factsOf(script, ['epochs', 'batchSizePerDevice', 'precision', 'learningRate']), {
      epochs: 12,
      batchSizePerDevice: 18,
      precision: 'fp32',
      learningRate: 0.3,
    });
  });

  it('is reached through a spawner that hands the settings on', () => {
    const script = py`
      import argparse
      import torch
      import torch.multiprocessing as mp
      from torch.utils.data import DataLoader
      def worker(rank, args):
          loader = DataLoader(rows, batch_size=args.size)
          model = torch.nn.Linear(2, 2).to(rank)
          optimizer = torch.optim.Adam(model.parameters(), lr=args.lr)
          for epoch in range(args.epochs):
              for batch in loader:
                  model(batch).backward()
                  optimizer.step()
      parser = argparse.ArgumentParser()
      parser.add_argument("--size", type=int, default=48)
      parser.add_argument("--lr", type=float, default=0.004)
      parser.add_argument("--epochs", type=int, default=9)
      args = parser.parse_args()
      mp.spawn(worker, nprocs=torch.cuda.device_count(), args=(args,))
    `;
    assert.deepEqual(factsOf(script, ['epochs', 'batchSizePerDevice', 'learningRate']), {
      epochs: 9,
      batchSizePerDevice: 48,
      learningRate: 0.004,
    });
  });

  it('starts from the batch size that accelerate looks for one below', () => {
    const script = py`
      import torch
      from accelerate.utils import find_executable_batch_size
      from torch.utils.data import DataLoader
      @find_executable_batch_size(starting_batch_size=96)
      def fit(batch_size):
          loader = DataLoader(rows, batch_size=batch_size)
          model = torch.nn.Linear(2, 2)
          optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
          for epoch in range(2):
              for batch in loader:
                  model(batch).backward()
                  optimizer.step()
      fit()
    `;
    assert.deepEqual(factsOf(script, ['batchSizePerDevice']), { batchSizePerDevice: 96 });
  });

  it('is a run of the file that starts it, though another one holds the loop', () => {
    const script = py`
      import argparse
      import torch
      from torch.utils.data import DataLoader
      from engine import fit
      parser = argparse.ArgumentParser()
      parser.add_argument("--epochs", type=int, default=21)
      model = torch.nn.Linear(2, 2)
      fit(model, DataLoader(rows, batch_size=5), torch.optim.SGD(model.parameters(), lr=0.2), parser.parse_args())
    `;
    const engine = `def fit(model, loader, optimizer, args):${loop}`;
    const [run] = runsOf(script, { 'engine.py': engine });
    assert.equal(run?.at?.line, 8);
    assert.deepEqual(factsOf(script, ['epochs', 'batchSizePerDevice', 'learningRate'], { 'engine.py': engine }), {
      epochs: 21,
      batchSizePerDevice: 5,
      learningRate: 0.2,
    });
  });

  it('takes settings from a package that lies in the src folder of the project', () => {
    const script = py`
      from transformers import AutoModelForSequenceClassification, Trainer
      from labtools import arguments
      model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      Trainer(model=model, args=arguments(), train_dataset=rows).train()
    `;
    const files = {
      'src/labtools/__init__.py':
        'from transformers import TrainingArguments\ndef arguments():\n    return TrainingArguments("out", num_train_epochs=13)\n',
    };
    assert.deepEqual(factsOf(script, ['epochs'], files), { epochs: 13 });
  });

  it('is not in the precision of weights that are loaded after it', () => {
    const script = (before: string, after: string): string => `
import torch
from transformers import AutoModelForSeq2SeqLM, Seq2SeqTrainer, Seq2SeqTrainingArguments
model = AutoModelForSeq2SeqLM.from_pretrained("org/heron"${before})
args = Seq2SeqTrainingArguments(output_dir="out", num_train_epochs=2, bf16=False, fp16=False)
Seq2SeqTrainer(model=model, args=args, train_dataset=rows).train()
served = AutoModelForSeq2SeqLM.from_pretrained("out"${after})
`;
    assert.deepEqual(factsOf(script('', ', torch_dtype=torch.bfloat16'), ['precision']), { precision: 'fp32' });
    assert.deepEqual(factsOf(script(', torch_dtype=torch.bfloat16', ''), ['precision']), { precision: 'bf16' });
  });
});
