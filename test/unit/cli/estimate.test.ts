import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Estimate } from '../../../src/assess/estimate';
import { gluePy, joulewise, withFiles } from './in-process';

const machine = ['--hardware', 'A100', '--zone', 'FR'];

async function estimated(...args: readonly string[]): Promise<Estimate> {
  const { stdout, stderr } = await joulewise(['estimate', '-', '--format', 'json', ...args], { stdin: gluePy });
  assert.equal(stderr, '');
  return JSON.parse(stdout) as Estimate;
}

describe('joulewise estimate', () => {
  it('closes: energy × intensity is carbon, and the parts add up', async () => {
    const { energyKwh, carbonKg, grid, breakdown, arithmetic, durationHours } = await estimated(...machine);
    const parts = Object.values(breakdown).reduce((sum, part) => sum + part.energyKwh.p50, 0);
    const seconds = arithmetic.factors.reduce((product, { value }) => product * value, 1) + arithmetic.startUpSeconds;
    assert.ok(Math.abs(energyKwh.p50 * grid.intensityGramsPerKwh - carbonKg.p50 * 1000) < 1e-9);
    assert.ok(Math.abs(parts - energyKwh.p50) < 1e-12);
    assert.ok(Math.abs(seconds / 3600 - durationHours.p50) < 1e-9);
  });

  it('takes facts that are set over those of the code, and grows with them', async () => {
    const [three, six] = [await estimated(...machine), await estimated(...machine, '--set', 'epochs=6')];
    assert.deepEqual(six.profile.epochs, { value: 6, origin: 'user' });
    assert.ok(six.durationHours.p50 > 1.5 * three.durationHours.p50);
  });

  it('reads the run as it is launched', async () => {
    const script = `import argparse
import torch
from torch import nn
from torch.utils.data import DataLoader
parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=3)
args = parser.parse_args()
model = nn.Linear(8, 8)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(args.epochs):
    for x in DataLoader(data, batch_size=4):
        model(x).sum().backward()
        optimizer.step()
`;
    await withFiles({ 'train.py': script }, async (cwd) => {
      const read = async (...args: readonly string[]): Promise<Estimate> =>
        JSON.parse(
          (await joulewise(['estimate', 'train.py', '--format', 'json', '--set', 'trainSamples=1000', ...machine, ...args], { cwd }))
            .stdout,
        ) as Estimate;
      const launched = await read('--launch', 'torchrun --nproc_per_node 4 train.py --epochs 9');
      assert.deepEqual(
        [launched.profile.epochs, launched.machine.count],
        [{ ...launched.profile.epochs, value: 9, origin: 'launcher' }, 4],
      );
      const given = await read('--', '--epochs', '5');
      assert.deepEqual([given.profile.epochs, given.machine.count], [{ ...given.profile.epochs, value: 5, origin: 'launcher' }, 1]);
      const wrong = await joulewise(['estimate', 'train.py', '--launch', 'python other.py'], { cwd });
      assert.deepEqual(
        [wrong.status, wrong.stderr],
        [2, '--launch "python other.py" does not start train.py; give the command as it is typed.\n'],
      );
    });
  });

  it('takes hours as given', async () => {
    const { durationHours } = await estimated(...machine, '--hours', '2.5');
    assert.deepEqual(durationHours, { p10: 2.5, p50: 2.5, p90: 2.5 });
  });

  it('needs no script where the hours are given', async () => {
    const { status, stdout } = await joulewise(['estimate', '--hours', '10', ...machine, '--format', 'json']);
    assert.equal(status, 0);
    assert.ok((JSON.parse(stdout) as Estimate).energyKwh.p50 > 1);
  });

  it('shows typical machines side by side where none is chosen', async () => {
    const { status, stdout } = await joulewise(['estimate', '-'], { stdin: gluePy });
    assert.equal(status, 0);
    assert.match(stdout, /No hardware is chosen[^]*RTX 4090[^]*T4[^]*A100[^]*H100/u);
  });

  it('says in one sentence what is missing or wrong, and ends with 2', async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['-', '--format', 'json'], /^stdin\.py: No hardware is chosen\. Give --hardware/u],
      [['-', '--hardware', 'A1000'], /No accelerator is called "A1000"\. The nearest are /u],
      [['-', ...machine, '--set', 'epoch=3'], /^No fact is called "epoch"\. Did you mean epochs\?\n$/u],
      [['-', ...machine, '--set', 'batch_size=3'], /Did you mean batchSizePerDevice\?/u],
      [['-', ...machine, '--set', 'epochs=many'], /^epochs must be a number above 0, not "many"\.\n$/u],
      [['-', ...machine, '--set', 'epochs'], /^--set takes KEY=VALUE/u],
      [['-', ...machine, '--hours', '-1'], /^--hours must be a positive number of hours, not "-1"\.\n$/u],
      [['-', ...machine, '--region', 'us-east-1'], /^--region and --zone both say where the electricity comes from/u],
      [['-', ...machine, '--count', '1.5'], /^--count must be a whole number from 1/u],
      [['x.py', '--profile', 'y.json'], /^Give a script or --profile, not both\.\n$/u],
    ];
    for (const [args, sentence] of cases) {
      const outcome = await joulewise(['estimate', ...args], { stdin: gluePy });
      assert.match(outcome.stderr, sentence);
      assert.deepEqual([outcome.status, outcome.stdout], [2, '']);
    }
  });

  it('reads the profile that "joulewise profile" printed, and comes to the same', async () => {
    const profile = await joulewise(['profile', '-', '--format', 'json'], { stdin: gluePy });
    await withFiles({ 'run.json': profile.stdout }, async (cwd) => {
      const { stdout } = await joulewise(['estimate', '--profile', 'run.json', ...machine, '--format', 'json'], { cwd });
      assert.deepEqual((JSON.parse(stdout) as Estimate).energyKwh, (await estimated(...machine)).energyKwh);
    });
  });
});

describe('joulewise estimate --format jsonl', () => {
  const profile = {
    model: { value: 'resnet50' },
    epochs: { value: 3 },
    trainSamples: { value: 50_000 },
    batchSizePerDevice: { value: 64 },
  };

  async function answers(...lines: readonly (object | string)[]): Promise<readonly (Estimate & { id: unknown; error?: string })[]> {
    const stdin = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
    const { stdout, status } = await joulewise(['estimate', '--profile', '-', '--format', 'jsonl', '--hardware', 'T4'], { stdin });
    assert.equal(status, 0);
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Estimate & { id: unknown; error?: string });
  }

  it('answers each line with its id, and what it leaves out is as the flags say', async () => {
    const [first, second] = await answers(
      { id: 'a', profile, machine: { hardware: 'A100', count: 2, pue: 1 }, grid: { intensityGramsPerKwh: 400 } },
      { id: 7, profile },
    );
    assert.deepEqual([first?.id, first?.machine.count, first?.grid.intensityGramsPerKwh], ['a', 2, 400]);
    assert.deepEqual([second?.id, second?.machine.hardware], [7, 'nvidia-t4']);
  });

  it('answers a line that is wrong with its id and one sentence, and goes on', async () => {
    const wrong = await answers(
      '{',
      { id: 1, profile: { epoch: { value: 3 } } },
      { id: 2, profile: { epochs: { value: 'three' } } },
      { id: 3, profile, machine: { gpus: 2 } },
      { id: 4, profile },
    );
    assert.deepEqual(
      wrong.map(({ id, error }) => [id, error]),
      [
        [null, 'The line is not JSON.'],
        [1, 'No fact is called "epoch". Did you mean epochs?'],
        [2, 'The value of epochs must be a number that is not negative, not "three".'],
        [3, '"machine" has no "gpus"; it may hold hardware, count, nodes, cpuCores, memoryGib, pue.'],
        [4, undefined],
      ],
    );
  });

  it('answers at least 2,000 lines in a second of processor time', async () => {
    const lines = Array.from({ length: 4000 }, (_, id) => ({ id, profile: { ...profile, batchSizePerDevice: { value: 1 + (id % 512) } } }));
    const before = process.cpuUsage();
    assert.equal((await answers(...lines)).length, 4000);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 2_000_000, `${(user + system) / 1000} ms`);
  });
});
