import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('tiny-batch-accumulation');

const args = (given: string, around = ''): string =>
  `from transformers import AutoModel, TrainingArguments\n${around}\nargs = TrainingArguments("out", ${given})\n`;

describe('tiny-batch-accumulation', () => {
  describe('says nothing of', () => {
    silent('a larger batch', args('per_device_train_batch_size=8, gradient_accumulation_steps=16'));
    silent('little accumulation', args('per_device_train_batch_size=1, gradient_accumulation_steps=2'));
    silent('gradient checkpointing', args('per_device_train_batch_size=1, gradient_accumulation_steps=32, gradient_checkpointing=True'));
    silent(
      'a large model',
      args('per_device_train_batch_size=1, gradient_accumulation_steps=32', 'AutoModel.from_pretrained("meta-llama/Llama-2-7b-hf")'),
    );
    silent(
      'a model that is not known',
      args('per_device_train_batch_size=1, gradient_accumulation_steps=32', 'AutoModel.from_pretrained(name)'),
    );
    silent(
      'weights of four bits',
      args('per_device_train_batch_size=1, gradient_accumulation_steps=32', 'options = dict(load_in_4bit=True)'),
    );
    silent(
      'long samples',
      'from trl import SFTConfig\nSFTConfig("out", per_device_train_batch_size=1, gradient_accumulation_steps=32, max_length=4096, gradient_checkpointing=False)\n',
    );
    silent('numbers from elsewhere', args('per_device_train_batch_size=opt.batch, gradient_accumulation_steps=opt.steps'));
  });

  describe('finds', () => {
    finds('two samples at a time, four times over', args('«per_device_train_batch_size=2», gradient_accumulation_steps=4'), {
      severity: 'hint',
    });
    finds('one sample at a time', args('«per_device_train_batch_size=1», gradient_accumulation_steps=64'), { severity: 'hint', fixes: [] });
    finds(
      'a small model',
      args(
        '«per_device_train_batch_size=SIZE», gradient_accumulation_steps=16',
        'SIZE = 2\nAutoModel.from_pretrained("Qwen/Qwen2.5-1.5B")',
      ),
    );
    finds(
      'Lightning',
      'import lightning as L\nfrom torch.utils.data import DataLoader\nloader = DataLoader(ds, batch_size=1, shuffle=True)\nL.Trainer(«accumulate_grad_batches=32»).fit(net, loader)\n',
    );
  });
});
