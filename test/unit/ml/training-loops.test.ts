import assert from 'node:assert/strict';
import { batchHookAround, batchLoopAround, findTrainingLoops, goesOverEpochs } from '../../../src/ml/training-loops';
import { callIn, frameworkProgram } from './programs';

const head = 'import torch\nfrom shop import net, loader, loss_fn, accelerator, scaler, epochs, scheduler, env\n';
const optimizer = 'opt = torch.optim.SGD(net.parameters(), lr=0.1)\n';

/** Targets of the batch and epoch loops found. */
function loops(code: string): readonly (readonly string[])[] {
  return findTrainingLoops(frameworkProgram(head + optimizer + code)).map(({ batch, epoch }) => [
    batch.targets.join(),
    epoch?.targets.join() ?? '-',
  ]);
}

describe('training loops', () => {
  it('have a backward pass and a step', () => {
    assert.deepEqual(
      loops('for epoch in range(epochs):\n    for x, y in loader:\n        loss_fn(net(x), y).backward()\n        opt.step()\n'),
      [['x,y', 'epoch']],
    );
    assert.deepEqual(loops('for x, y in loader:\n    loss_fn(net(x), y).backward()\n    opt.step()\n'), [['x,y', '-']]);
  });

  it('are found through functions, scalers and accelerators', () => {
    const step = 'def step(x, y):\n    scaler.scale(loss_fn(net(x), y)).backward()\n    scaler.step(opt)\n';
    assert.deepEqual(loops(`${step}for e in range(3):\n    for x, y in loader:\n        step(x, y)\n`), [['x,y', 'e']]);
    assert.deepEqual(loops('for x, y in loader:\n    accelerator.backward(loss_fn(net(x), y))\n    opt.step()\n'), [['x,y', '-']]);
    assert.deepEqual(loops('def run(loader):\n    for b in loader:\n        net(b).backward()\n        opt.step()\n'), [['b', '-']]);
  });

  it('are none where nothing steps, or what steps is no optimizer', () => {
    assert.deepEqual(loops('for x, y in loader:\n    loss_fn(net(x), y).backward()\n'), []);
    assert.deepEqual(loops('for x, y in loader:\n    loss_fn(net(x), y).backward()\n    scheduler.step()\n'), []);
    assert.deepEqual(loops('for x in loader:\n    net(x)\n    env.step(x)\n'), []);
  });

  it('know the calls that made the loss, and not those that moved the batch', () => {
    const [loop] = findTrainingLoops(
      frameworkProgram(
        `${head}${optimizer}for x, y in loader:\n    x = x.to("cuda")\n    loss = loss_fn(net(x), y)\n    other(x)\n    loss.backward()\n    opt.step()\n`,
      ),
    );
    assert.deepEqual([...(loop?.graph ?? [])].map(({ site }) => site.name).sort(), ['loss_fn', 'net']);
  });

  it('have each round of the inner one as a batch', () => {
    const program = frameworkProgram(
      `${head}${optimizer}for epoch in range(3):\n    for x in loader:\n        net(x).backward()\n        opt.step()\n        take()\n    report()\n`,
    );
    const found = findTrainingLoops(program);
    const around = (name: string): readonly string[] | undefined => batchLoopAround(program, found, callIn(program, name).context)?.targets;
    assert.deepEqual(around('take'), ['x']);
    assert.equal(around('report'), undefined);
    assert.deepEqual(program.loops.map(goesOverEpochs), [true, false]);
  });

  it('go over epochs where these are what is counted, not where one is named', () => {
    const goes = (iterable: string): boolean | undefined =>
      frameworkProgram(`${head}for x in ${iterable}:\n    take(x)\n`).loops.map(goesOverEpochs)[0];
    for (const iterable of [
      'range(epochs)',
      'range(0, args.epochs)',
      'tqdm(range(args.epochs), desc="all")',
      'range(1, len(loader) * epochs)',
    ]) {
      assert.equal(goes(iterable), true, iterable);
    }
    for (const iterable of [
      'tqdm(loader, desc=f"Epoch {i}")',
      'logger.log_every(loader, epoch + 1)',
      'enumerate(tqdm(loader, "epoch"))',
      'epoch_iterator',
      'zip(batches((1, 2)), range(epochs))',
    ]) {
      assert.equal(goes(iterable), false, iterable);
    }
  });

  it('have hooks that a framework calls once a batch', () => {
    const hook = (code: string): string | undefined => {
      const program = frameworkProgram(code);
      return batchHookAround(program, callIn(program, 'take').context)?.name;
    };
    const lightning = (method: string): string =>
      `import lightning as L\nclass Net(L.LightningModule):\n    def ${method}(self, batch, i):\n        take(batch)\n`;
    assert.equal(hook(lightning('training_step')), 'training_step');
    assert.equal(hook(lightning('on_fit_end')), undefined);
    assert.equal(
      hook('from transformers import Trainer\nclass T(Trainer):\n    def compute_loss(self, model, inputs):\n        take(inputs)\n'),
      'compute_loss',
    );
    assert.equal(hook('class T:\n    def training_step(self, batch):\n        take(batch)\n'), undefined);
  });
});
