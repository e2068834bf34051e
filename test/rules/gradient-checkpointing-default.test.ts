import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('gradient-checkpointing-default');
const title = 'Switch gradient checkpointing off';

const load = (name: string): string =>
  `from transformers import AutoModelForCausalLM, Trainer, TrainingArguments\nmodel = AutoModelForCausalLM.from_pretrained(${name})\n`;
const small = load('"gpt2"');

describe('gradient-checkpointing-default', () => {
  describe('says nothing of', () => {
    silent('a large model', `${load('"meta-llama/Llama-3.1-8B"')}args = TrainingArguments("out", gradient_checkpointing=True)\n`);
    silent('a large variant', `${load('"FacebookAI/xlm-roberta-large"')}args = TrainingArguments("out", gradient_checkpointing=True)\n`);
    silent('a model that is not known', `${load('args.model')}args = TrainingArguments("out", gradient_checkpointing=True)\n`);
    silent(
      'a name that is an option, for models of all sizes',
      `import argparse\np = argparse.ArgumentParser()\np.add_argument("--model", default="gpt2")\nargs = p.parse_args()\n${load('args.model')}a = TrainingArguments("out", gradient_checkpointing=True)\n`,
    );
    silent('a name without a size', `${load('"my/model"')}args = TrainingArguments("out", gradient_checkpointing=True)\n`);
    silent(
      'a small model beside a large one',
      `${small}teacher = AutoModelForCausalLM.from_pretrained("x/y-7b")\nmodel.gradient_checkpointing_enable()\n`,
    );
    silent('no model at all', 'from transformers import TrainingArguments\nargs = TrainingArguments("out", gradient_checkpointing=True)\n');
    silent(
      'a switch that is off, or given by a person',
      `${small}a = TrainingArguments("out", gradient_checkpointing=False)\nb = TrainingArguments("out", gradient_checkpointing=cfg.gc)\n`,
    );
    silent('a remark about memory', `${small}# OOM on 16 GB otherwise\nargs = TrainingArguments("out", gradient_checkpointing=True)\n`);
    silent('long sequences', `${small}tok(texts, max_length=8192)\nargs = TrainingArguments("out", gradient_checkpointing=True)\n`);
    silent('large batches', `${small}args = TrainingArguments("out", per_device_train_batch_size=256, gradient_checkpointing=True)\n`);
    silent('a call under a condition', `${small}if args.checkpointing:\n    model.gradient_checkpointing_enable()\n`);
  });

  describe('finds', () => {
    const bert = `from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments\nmodel = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")\n`;
    const trained = 'Trainer(model=model, args=args, train_dataset=d).train()\n';
    finds(
      'a switch in a heavy training of a small model',
      `${bert}args = TrainingArguments("out", num_train_epochs=3, «gradient_checkpointing=True»)\n${trained}`,
    );
    finds(
      'a switch with a comment at it',
      `${bert}args = TrainingArguments(\n    "out",\n    num_train_epochs=3,\n    «gradient_checkpointing=True»,  # trades compute\n)\n${trained}`,
    );
    finds('a switch where nobody trains', `${small}args = TrainingArguments("out", «gradient_checkpointing=True»)\n`, {
      severity: 'hint',
      confidence: 'medium',
      change: { gradientCheckpointing: false },
      fixes: [title],
    });
    finds(
      'a name that tells millions',
      `${load('"EleutherAI/pythia-410m"')}args = TrainingArguments(output_dir="out", «gradient_checkpointing=True»)\n`,
    );
    finds('half a billion, from a constant', `NAME = "Qwen/Qwen2.5-0.5B"\n${load('NAME')}«model.gradient_checkpointing_enable»()\n`);
    finds(
      'a class of its own',
      'from transformers import BertForMaskedLM, TrainingArguments\nm = BertForMaskedLM.from_pretrained("bert-base-uncased")\na = TrainingArguments("o", «gradient_checkpointing=True»)\n',
    );
    finds(
      'arguments of TRL',
      `from trl import SFTConfig\n${load('"HuggingFaceTB/SmolLM2-135M"')}a = SFTConfig(«gradient_checkpointing=True»)\n`,
    );
    finds(
      'arguments in a dict',
      `${small}opts = dict(gradient_checkpointing=True)\nargs = TrainingArguments("out", **opts)\n`
        .replace('dict(gradient_checkpointing=True)', '{"gradient_checkpointing": True}')
        .replace('TrainingArguments("out", **opts)', 'TrainingArguments("out", «gradient_checkpointing=opts["gradient_checkpointing"]»)'),
      { fixes: [] },
    );
  });

  describe('repairs', () => {
    repairs('a switch', `${small}args = TrainingArguments(\n    "out",\n    «gradient_checkpointing=True»,  # why?\n)\n`, {
      title,
      safe: false,
      gives: `${small}args = TrainingArguments(\n    "out",\n    gradient_checkpointing=False,  # why?\n)\n`,
    });
    repairs('a call', `${small}«model.gradient_checkpointing_enable»()\nTrainer(model).train()\n`, {
      title,
      safe: false,
      gives: `${small}Trainer(model).train()\n`,
    });
  });
});
