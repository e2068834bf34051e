import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('grad-accum-no-sync');

const loop = (body: string, head = ''): string => `import argparse
from torch import nn
${head}
model = nn.parallel.DistributedDataParallel(net)
for step, (x, y) in enumerate(loader):
    loss = criterion(model(x), y)
${body
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;

describe('grad-accum-no-sync', () => {
  describe('says nothing of', () => {
    silent('a step in every round', loop('loss.backward()\noptimizer.step()'));
    silent('an exchange that is held back', loop('with model.no_sync():\n    loss.backward()\nif step % 4 == 0:\n    optimizer.step()'));
    silent(
      'a flag that holds it back',
      loop('model.require_backward_grad_sync = step % 4 == 0\nloss.backward()\nif step % 4 == 0:\n    optimizer.step()'),
    );
    silent('Accelerate', loop('accelerator.backward(loss)\nif step % 4 == 0:\n    optimizer.step()', 'from accelerate import Accelerator'));
    silent('a backward pass that is as rare', loop('if step % 4 == 0:\n    loss.backward()\n    optimizer.step()'));
    silent(
      'another optimizer that steps in every round',
      loop('loss.backward()\ncritic_optimizer.step()\nif step % 4 == 0:\n    optimizer.step()'),
    );
    silent('one batch at a time by default', loop('loss.backward()\nif step % ACCUMULATE == 0:\n    optimizer.step()', 'ACCUMULATE = 1'));
    silent(
      'one batch at a time, as an option',
      loop(
        'loss.backward()\nif (step + 1) % args.accumulate == 0:\n    optimizer.step()',
        'parser = argparse.ArgumentParser()\nparser.add_argument("--accumulate", type=int, default=1)\nargs = parser.parse_args()',
      ),
    );
    silent(
      'one process',
      py`
      for step, (x, y) in enumerate(loader):
          loss = criterion(model(x), y)
          loss.backward()
          if step % 4 == 0:
              optimizer.step()
    `,
    );
  });

  describe('finds', () => {
    finds('a step every few rounds', loop('«loss.backward»()\nif (step + 1) % 4 == 0:\n    optimizer.step()\n    optimizer.zero_grad()'), {
      severity: 'hint',
      fixes: [],
    });
    finds(
      'a number of batches as a constant',
      loop('«loss.backward»()\nif step % ACCUMULATE == 0:\n    optimizer.step()', 'ACCUMULATE = 8'),
    );
    finds('or the last batch', loop('«loss.backward»()\nif (step + 1) % 4 == 0 or step + 1 == len(loader):\n    optimizer.step()'));
    finds(
      'a scaled loss',
      loop('«scaler.scale(loss / 4).backward»()\nif (step + 1) % 4 == 0:\n    scaler.step(optimizer)\n    scaler.update()'),
    );
    finds(
      'a loop in a function',
      py`
      from torch.nn.parallel import DistributedDataParallel as DDP
      def train(model, loader, optimizer, accumulate):
          for i, batch in enumerate(loader):
              loss = model(batch).mean() / accumulate
              «loss.backward»()
              if i % accumulate == accumulate - 1:
                  optimizer.step()
      def main(rank):
          model = DDP(build().to(rank), device_ids=[rank])
          train(model, loader, optimizer, accumulate=8)
    `,
    );
  });
});
