import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('hf-trainer-fp32');

describe('hf-trainer-fp32', () => {
  describe('says nothing of', () => {
    silent(
      'adapters on weights of 4 bits that are loaded elsewhere',
      py`
      from peft import prepare_model_for_kbit_training
      from shop import load
      from transformers import Trainer, TrainingArguments
      net = prepare_model_for_kbit_training(load())
      args = TrainingArguments("out", num_train_epochs=3)
      Trainer(model=net, args=args, train_dataset=rows).train()
    `,
    );

    silent(
      'arguments that the trainer here is not given',
      py`
      from transformers import TrainingArguments
      from project import RewardTrainer
      training_args = TrainingArguments("out", num_train_epochs=3)
      trainer = RewardTrainer(model=model, dataset=dataset)
      trainer.train()
    `,
    );

    silent(
      'fp16',
      py`
      import transformers
      args = transformers.TrainingArguments(output_dir="o", fp16=True)
    `,
    );

    silent(
      'fp16 where there is a GPU',
      py`
      import transformers, torch
      args = transformers.TrainingArguments(output_dir="o", fp16=torch.cuda.is_available())
    `,
    );

    silent(
      'either flag by what the GPU supports',
      py`
      import transformers, torch
      args = transformers.TrainingArguments(output_dir="o", bf16=torch.cuda.is_bf16_supported(), fp16=not torch.cuda.is_bf16_supported())
    `,
    );

    silent(
      'options read from a file',
      py`
      from transformers import TrainingArguments
      import yaml
      args = TrainingArguments(**yaml.safe_load(open("x")))
    `,
    );

    silent(
      'use_cpu',
      py`
      from transformers import TrainingArguments
      args = TrainingArguments("o", use_cpu=True)
    `,
    );

    silent(
      'no_cuda',
      py`
      from transformers import TrainingArguments
      args = TrainingArguments("o", no_cuda=True)
    `,
    );

    silent(
      'a DeepSpeed configuration',
      py`
      from transformers import TrainingArguments
      args = TrainingArguments("o", deepspeed="ds.json")
    `,
    );

    silent(
      'configurations of TRL, which default to bfloat16',
      py`
      from trl import SFTConfig, DPOConfig
      a = SFTConfig("o"); b = DPOConfig("o")
    `,
    );

    silent(
      'a subclass that switches bf16 on',
      py`
      from dataclasses import dataclass
      from transformers import TrainingArguments
      @dataclass
      class My(TrainingArguments):
          bf16: bool = True
      args = My("o")
    `,
    );

    silent(
      'HfArgumentParser',
      py`
      import transformers
      from dataclasses import dataclass, field
      @dataclass
      class My(transformers.TrainingArguments):
          cache_dir: str = field(default=None)
      parser = transformers.HfArgumentParser((My,))
      args, = parser.parse_args_into_dataclasses()
    `,
    );

    silent(
      'a flag set afterwards',
      py`
      from transformers import TrainingArguments
      args = TrainingArguments("o")
      args.fp16 = True
    `,
    );

    silent(
      'a flag that the command line must give',
      py`
      import argparse
      from transformers import TrainingArguments
      p = argparse.ArgumentParser()
      p.add_argument("--fp16", type=bool, required=True)
      a = p.parse_args()
      args = TrainingArguments("o", fp16=a.fp16)
    `,
    );

    silent(
      'a model on the CPU',
      py`
      import torch
      from transformers import TrainingArguments
      device = "cpu"
      m.to(device)
      args = TrainingArguments("o")
    `,
    );

    silent(
      'a model loaded in bfloat16',
      py`
      import torch
      from transformers import TrainingArguments, AutoModelForSequenceClassification
      m = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased", torch_dtype=torch.bfloat16)
      args = TrainingArguments("o")
    `,
    );

    silent(
      'a type named by a string',
      py`
      import torch
      from transformers import TrainingArguments, AutoModelForSequenceClassification
      m = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased", torch_dtype="bfloat16")
      args = TrainingArguments("o")
    `,
    );

    silent(
      'weights of four bits',
      py`
      import torch
      from transformers import TrainingArguments, AutoModelForCausalLM, BitsAndBytesConfig
      bnb = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_compute_dtype=torch.bfloat16)
      m = AutoModelForCausalLM.from_pretrained("x/y", quantization_config=bnb)
      args = TrainingArguments("o")
    `,
    );

    silent(
      'evaluation alone',
      py`
      from transformers import Trainer, TrainingArguments
      args = TrainingArguments("o", per_device_eval_batch_size=64)
      t = Trainer(model=m, args=args, eval_dataset=d)
      print(t.evaluate())
    `,
    );

    silent(
      'prediction alone',
      py`
      from transformers import Trainer, TrainingArguments
      args = TrainingArguments("o", do_train=False, do_predict=True)
      t = Trainer(model=m, args=args)
      t.predict(d)
    `,
    );

    silent(
      'a dict that switches bf16 on',
      py`
      from transformers import TrainingArguments
      cfg = {"output_dir": "o", "bf16": True}
      args = TrainingArguments(**cfg)
    `,
    );

    silent(
      'FSDP in bfloat16',
      py`
      from transformers import TrainingArguments
      args = TrainingArguments("o", fsdp="full_shard", bf16=True)
    `,
    );

    silent(
      'a test',
      py`
      from transformers import TrainingArguments
      def test_x():
          args = TrainingArguments("o")
    `,
    );

    silent(
      'arguments for TensorFlow',
      py`
      from transformers import TFTrainingArguments
      args = TFTrainingArguments("o")
    `,
    );

    silent(
      'an option set where there is a GPU',
      py`
      from transformers import TrainingArguments
      import torch
      kw = {}
      if torch.cuda.is_available():
          kw["fp16"] = True
      args = TrainingArguments("o", **kw)
    `,
    );

    silent(
      'a TPU',
      py`
      import torch_xla.core.xla_model as xm
      from transformers import TrainingArguments
      args = TrainingArguments("o")
    `,
    );

    silent(
      'arguments of other libraries',
      py`
      from sentence_transformers import SentenceTransformerTrainingArguments
      args = SentenceTransformerTrainingArguments("o")
    `,
    );

    silent(
      'a flag set by name',
      py`
      from transformers import TrainingArguments
      from mylib import tune_args
      args = TrainingArguments("o")
      setattr(args, "bf16", True)
    `,
    );

    silent(
      'a flag from the environment',
      py`
      import os
      from transformers import TrainingArguments
      args = TrainingArguments("o", fp16=bool(os.environ.get("FP16")))
    `,
    );

    silent(
      'a flag that is on by default on the command line',
      py`
      import argparse
      from transformers import TrainingArguments
      p = argparse.ArgumentParser()
      p.add_argument("--fp16", default=True)
      a = p.parse_args()
      args = TrainingArguments("o", fp16=a.fp16)
    `,
    );

    silent(
      'an Apple GPU',
      py`
      from transformers import TrainingArguments
      args = TrainingArguments("o", use_mps_device=True)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'neither flag',
      py`
      from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
      m = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      args = «TrainingArguments»("out", num_train_epochs=3)
      Trainer(model=m, args=args, train_dataset=d).train()
    `,
      {
        severity: 'warning',
        confidence: 'high',
        change: { precision: 'amp-bf16' },
        fixes: ['Train in bfloat16 where the GPU supports it', 'Train in float16'],
      },
    );

    finds(
      'arguments for sequence to sequence',
      py`
      from transformers import Seq2SeqTrainer, Seq2SeqTrainingArguments
      args = «Seq2SeqTrainingArguments»("out", predict_with_generate=True)
    `,
    );

    finds(
      'an alias of the package',
      py`
      import transformers as tf
      args = «tf.TrainingArguments»(output_dir="o", per_device_train_batch_size=8)
    `,
    );

    finds(
      'a subclass that says nothing of it',
      py`
      from dataclasses import dataclass, field
      import transformers
      @dataclass
      class My(transformers.TrainingArguments):
          cache_dir: str = field(default=None)
          optim: str = field(default="adamw_torch")
      args = «My»(output_dir="o")
    `,
    );

    finds(
      'a flag that is off by default on the command line',
      py`
      import argparse
      from transformers import TrainingArguments
      p = argparse.ArgumentParser()
      p.add_argument("--fp16", action="store_true")
      a = p.parse_args()
      args = «TrainingArguments»("o", fp16=a.fp16)
    `,
      { fixes: [] },
    );

    finds(
      'a function that trains',
      py`
      from transformers import Trainer, TrainingArguments
      def run(model, tok, ds):
          args = «TrainingArguments»(output_dir="o", num_train_epochs=3, learning_rate=2e-5,)
          Trainer(model, args, train_dataset=ds).train()
    `,
    );

    finds(
      'a dict that switches it off',
      py`
      from transformers import TrainingArguments
      cfg = {"output_dir": "o", "bf16": False}
      args = «TrainingArguments»(**cfg)
    `,
      { fixes: [] },
    );

    finds('a notebook', [
      py`
        !pip install transformers
        from transformers import TrainingArguments, Trainer
      `,
      py`
        training_args = «TrainingArguments»(
            output_dir="out",
            per_device_train_batch_size=16,
            report_to="none",
        )
      `,
    ]);

    finds(
      'both flags off',
      py`
      from transformers import TrainingArguments
      args = «TrainingArguments»("o", fp16=False, bf16=False)
    `,
    );

    finds(
      'a class of constants',
      py`
      from transformers import TrainingArguments
      class CFG:
          fp16 = False
          epochs = 3
      args = «TrainingArguments»("o", fp16=CFG.fp16, num_train_epochs=CFG.epochs)
    `,
    );

    finds(
      'as a hint, arguments meant for a CPU as a comment says',
      py`
      from transformers import Trainer, TrainingArguments
      args = «TrainingArguments»(
          output_dir="o",
          num_train_epochs=3,
          fp16=False,  # Disable for CPU
      )
      Trainer(model=net, args=args, train_dataset=rows).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, half precision that was taken out again',
      py`
      from transformers import Trainer, TrainingArguments
      args = «TrainingArguments»(
          output_dir="o",
          # fp16=True,
          num_train_epochs=3,
      )
      Trainer(model=net, args=args, train_dataset=rows).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, half precision that whoever starts the script asks for',
      py`
      import argparse
      from transformers import AutoModelForCausalLM, Trainer, TrainingArguments
      parser = argparse.ArgumentParser()
      parser.add_argument("--fp16", action="store_true")
      options = parser.parse_args()
      net = AutoModelForCausalLM.from_pretrained("gpt2-xl")
      args = «TrainingArguments»("out", num_train_epochs=3, fp16=options.fp16)
      Trainer(model=net, args=args, train_dataset=rows).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a model of unknown size',
      py`
      from transformers import Trainer, TrainingArguments
      args = «TrainingArguments»("out", num_train_epochs=3)
      Trainer(model=net, args=args, train_dataset=rows).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, two hundred steps to try it out',
      py`
      from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
      net = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      args = «TrainingArguments»("out", max_steps=200, per_device_train_batch_size=8)
      Trainer(model=net, args=args, train_dataset=rows).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a training on the data that is held out',
      py`
      from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
      m = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      args = «TrainingArguments»("out", num_train_epochs=3)
      Trainer(model=m, args=args, train_dataset=d["test"], eval_dataset=d["validation"]).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a training whose quantisation is studied',
      py`
      from nni.compression.quantization import QATQuantizer
      from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
      m = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      args = «TrainingArguments»("out", num_train_epochs=3)
      Trainer(model=m, args=args, train_dataset=d).train()
    `,
      { severity: 'hint' },
    );

    finds(
      'arguments with remarks on other things',
      py`
      from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
      net = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      # three rounds are enough
      args = «TrainingArguments»(
          output_dir="o",  # where weights go
          report_to="#fp16",
          num_train_epochs=3,
      )
      Trainer(model=net, args=args, train_dataset=rows).train()
    `,
      { severity: 'warning' },
    );
  });

  describe('repairs', () => {
    repairs(
      'one argument a line',
      py`
      import torch
      from transformers import TrainingArguments

      args = «TrainingArguments»(
          output_dir="out",
          num_train_epochs=3,  # enough
      )
    `,
      {
        title: 'Train in bfloat16 where the GPU supports it',
        safe: false,
        gives: py`
        import torch
        from transformers import TrainingArguments

        args = TrainingArguments(
            output_dir="out",
            num_train_epochs=3,  # enough
            bf16=torch.cuda.is_bf16_supported(),
        )
      `,
      },
    );

    repairs(
      'a flag that is written and off, and the import it needs',
      py`
      from transformers import TrainingArguments

      args = «TrainingArguments»("out", bf16=False)
    `,
      {
        title: 'Train in bfloat16 where the GPU supports it',
        safe: false,
        gives: py`
        from transformers import TrainingArguments
        import torch

        args = TrainingArguments("out", bf16=torch.cuda.is_bf16_supported())
      `,
      },
    );

    repairs(
      'the older GPU',
      py`
      from transformers import Seq2SeqTrainingArguments

      args = «Seq2SeqTrainingArguments»("out", fp16=False, num_train_epochs=3)
    `,
      {
        title: 'Train in float16',
        safe: false,
        gives: py`
        from transformers import Seq2SeqTrainingArguments

        args = Seq2SeqTrainingArguments("out", fp16=True, num_train_epochs=3)
      `,
      },
    );

    repairs(
      'a notebook, within its cell',
      [
        py`
        from transformers import TrainingArguments
      `,
        py`
        args = «TrainingArguments»("out", num_train_epochs=3)
      `,
      ],
      {
        title: 'Train in bfloat16 where the GPU supports it',
        safe: false,
        gives: [
          py`
          from transformers import TrainingArguments
        `,
          py`
          import torch
          args = TrainingArguments("out", num_train_epochs=3, bf16=torch.cuda.is_bf16_supported())
        `,
        ],
      },
    );
  });
});
