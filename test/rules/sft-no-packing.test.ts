import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('sft-no-packing');

describe('sft-no-packing', () => {
  describe('says nothing of', () => {
    silent(
      'packing',
      py`
      from trl import SFTConfig
      config = SFTConfig(output_dir="o", packing=True)
    `,
    );
    silent(
      'packing that is switched on later',
      py`
      from trl import SFTConfig
      config = SFTConfig(output_dir="o")
      config.packing = True
    `,
    );
    silent(
      'batches without padding',
      py`
      from trl import SFTConfig
      a = SFTConfig(padding_free=True)
      b = SFTConfig(group_by_length=True)
      c = SFTConfig(train_sampling_strategy="group_by_length")
    `,
    );
    silent(
      'one text a batch',
      py`
      import argparse
      from trl import SFTConfig
      p = argparse.ArgumentParser()
      p.add_argument("--batch", type=int, default=1)
      a = p.parse_args()
      config = SFTConfig(per_device_train_batch_size=a.batch, gradient_accumulation_steps=8)
    `,
    );
    silent(
      'options that cannot be read',
      py`
      from trl import SFTConfig
      from settings import options, batch
      a = SFTConfig(**options)
      b = SFTConfig(per_device_train_batch_size=batch)
    `,
    );
    silent(
      'a collator that lays sequences out itself',
      py`
      from trl import SFTConfig, SFTTrainer
      from mine import collate
      SFTTrainer(model, args=SFTConfig(output_dir="o"), train_dataset=ds, data_collator=collate).train()
    `,
    );
    silent(
      'a model of images',
      py`
      from transformers import AutoModelForVision2Seq
      from trl import SFTConfig
      config = SFTConfig(output_dir="o")
    `,
    );
    silent(
      'a data set that is packed before',
      py`
      from trl import SFTConfig
      from trl.trainer import ConstantLengthDataset
      config = SFTConfig(output_dir="o")
      ds = ConstantLengthDataset(tok, raw, seq_length=1024)
    `,
    );
    silent(
      'packing that the trainer is told of',
      py`
      from trl import SFTConfig, SFTTrainer
      config = SFTConfig(output_dir="o")
      SFTTrainer(model=model, args=config, train_dataset=ds, packing=True)
    `,
    );
    silent(
      'preferences',
      py`
      from trl import DPOConfig, GRPOConfig
      a = DPOConfig(output_dir="o")
      b = GRPOConfig(output_dir="o")
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a configuration that leaves packing off',
      py`
      import trl
      config = «trl.SFTConfig»(output_dir="o", max_length=2048, per_device_train_batch_size=4)
      trl.SFTTrainer("Qwen/Qwen2.5-0.5B", args=config, train_dataset=ds).train()
    `,
      { severity: 'hint', confidence: 'high', fixes: ['Pack several texts into one sequence'] },
    );
    finds(
      'packing that is switched off',
      py`
      from trl import SFTConfig as Config
      config = Config(output_dir="o", «packing=False», num_train_epochs=1)
    `,
    );
    finds(
      'options of a dict',
      py`
      from trl import SFTConfig
      options = dict(output_dir="o", learning_rate=2e-5)
      config = «SFTConfig»(**options)
    `,
    );
    finds(
      'a class and a function around it',
      py`
      from trl import SFTConfig

      class Tuner:
          batch = 2

          def config(self):
              return «SFTConfig»(per_device_train_batch_size=self.batch)
    `,
    );
    finds(
      'a trainer of older versions',
      py`
      from transformers import TrainingArguments
      from trl import SFTTrainer
      args = TrainingArguments("o", per_device_train_batch_size=4)
      trainer = SFTTrainer(model=model, args=args, train_dataset=ds, max_seq_length=1024, «packing=False»)
    `,
    );
    finds('a notebook', [
      py`
      from trl import SFTConfig, SFTTrainer
    `,
      py`
      trainer = SFTTrainer(model, args=«SFTConfig»(output_dir="o"), train_dataset=ds)
    `,
    ]);
  });

  describe('repairs', () => {
    repairs(
      'a call over several lines',
      py`
      from trl import SFTConfig
      config = «SFTConfig»(
          output_dir="o",  # results
          max_length=2048,
      )
    `,
      {
        title: 'Pack several texts into one sequence',
        safe: false,
        gives: py`
        from trl import SFTConfig
        config = SFTConfig(
            output_dir="o",  # results
            max_length=2048,
            packing=True,
        )
      `,
      },
    );
    repairs(
      'packing that is switched off',
      py`
      from trl import SFTConfig
      config = SFTConfig(output_dir="o", «packing=False»)
    `,
      {
        title: 'Pack several texts into one sequence',
        safe: false,
        gives: py`
        from trl import SFTConfig
        config = SFTConfig(output_dir="o", packing=True)
      `,
      },
    );
  });
});
