import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('eval-too-often');
const title = 'Evaluate less often';

const loop = (inner: string, iterable = 'train_loader'): string => `import torch
model = make_model()
opt = torch.optim.Adam(model.parameters())
def evaluate(loader):
    with torch.no_grad():
        for x, y in loader:
            total = loss_fn(model(x), y)
    return total
for epoch in range(10):
    for step, (x, y) in enumerate(${iterable}):
        loss = loss_fn(model(x), y)
        loss.backward()
        opt.step()
${inner}`;
const hf = (options: string): string => `from transformers import TrainingArguments\nargs = TrainingArguments("out", ${options})\n`;

describe('eval-too-often', () => {
  describe('says nothing of', () => {
    silent(
      'a counted loop whose range has a name: one step is an epoch',
      py`
      import torch
      from tqdm import tqdm
      opt = torch.optim.Adam(model.parameters())
      def evaluate(loader):
          return sum(model(x).sum() for x in loader)
      rounds = tqdm(range(100))
      for _ in rounds:
          loss = model(graph).sum()
          loss.backward()
          opt.step()
          for part in val_loader:
              score = model(part)
    `,
    );

    silent('an evaluation after each epoch', loop('    evaluate(val_loader)\n'));
    silent('an evaluation every so many steps', loop('        if step % 500 == 0:\n            evaluate(val_loader)\n'));
    silent('an evaluation at the last step', loop('        if step == len(train_loader) - 1:\n            evaluate(val_loader)\n'));
    silent('one held-out batch', loop('        x, y = next(iter(val_loader))\n        model(x)\n'));
    silent('an epoch of one step on all data', loop('        for x, y in val_loader:\n            model(x)\n', 'range(200)'));
    silent('a loop over tasks', loop('        for x, y in test_loader:\n            model(x)\n', 'tasks'));
    silent('wide intervals', hf('eval_strategy="steps", eval_steps=500'));
    silent('another strategy', hf('eval_strategy="epoch", eval_steps=10'));
    silent('a short trial', hf('eval_strategy="steps", eval_steps=10, max_steps=200'));
    silent('an interval that is not known', hf('eval_strategy="steps", eval_steps=args.steps'));
    silent('a share of an epoch that is not small', 'import lightning as L\nL.Trainer(max_epochs=50, val_check_interval=0.5)\n');
    silent('few validation batches', 'import lightning as L\nL.Trainer(max_epochs=50, val_check_interval=10, limit_val_batches=5)\n');
    silent('a share of a long epoch', 'import lightning as L\nL.Trainer(max_epochs=1, val_check_interval=0.1)\n');
  });

  describe('finds', () => {
    finds('a function that evaluates in each step', loop('        «evaluate»(val_loader)\n'), {
      severity: 'hint',
      confidence: 'high',
      fixes: [],
    });
    finds(
      'a loop over validation batches in each step',
      loop('        «for vx, vy in val_loader»:\n            total += loss_fn(model(vx), vy)\n'),
    );
    finds('few steps', hf('evaluation_strategy="steps", «eval_steps=10»'), { confidence: 'medium', fixes: [title] });
    finds('a small share of the run', hf('eval_strategy="steps", «eval_steps=0.005», num_train_epochs=5'));
    finds('few steps that are many batches each', hf('eval_strategy="steps", «eval_steps=20», gradient_accumulation_steps=16'), {
      severity: 'hint',
    });
    finds(
      'an interval that other settings depend on',
      hf('eval_strategy="steps", «eval_steps=25», save_steps=25, load_best_model_at_end=True'),
      { fixes: [] },
    );
    finds('a small share of many epochs', 'import lightning.pytorch as pl\npl.Trainer(max_epochs=50, «val_check_interval=0.05»)\n', {
      fixes: [title],
    });
    finds('few batches in Lightning', 'import pytorch_lightning as pl\ntrainer = pl.Trainer(«val_check_interval=20»)\n');
  });

  describe('repairs', () => {
    repairs('steps', hf('eval_strategy="steps", «eval_steps=10», seed=1'), {
      title,
      safe: false,
      gives: hf('eval_strategy="steps", eval_steps=500, seed=1'),
    });
    repairs('a share', 'import lightning as L\nL.Trainer(max_epochs=50, «val_check_interval=0.05»)\n', {
      title,
      safe: false,
      gives: 'import lightning as L\nL.Trainer(max_epochs=50, val_check_interval=1.0)\n',
    });
  });
});
