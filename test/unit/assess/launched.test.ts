import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Configuration } from '../../../src/assess/configuration';
import { nothingChosen } from '../../../src/assess/configuration';
import { factValue, type FactName } from '../../../src/profile/run-profile';
import { fileDocument } from '../../../src/python/source/document';
import { engine, noFiles } from './engine';

const spread = `
import os
import torch
from torch import nn
accumulation = 32
size = int(os.environ.get("WORLD_SIZE", 1))
accumulation //= size
model = nn.Linear(8, 8)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(1000):
    for micro in range(accumulation):
        loss = model(torch.randn(4, 8)).sum()
        loss.backward()
    optimizer.step()
    optimizer.zero_grad()
`;

async function under(text: string, configuration: Partial<Configuration>, name: FactName): Promise<unknown> {
  const assessor = await engine();
  const analysis = assessor.analyze(fileDocument('/train.py', text), noFiles);
  const [run] = assessor.launched(analysis, { ...nothingChosen, ...configuration }).profile.runs;
  assert.ok(run);
  return factValue(run, name);
}

describe('a script that asks how many processes it runs in', () => {
  it('is one process where nothing else is said', async () => {
    assert.equal(await under(spread, {}, 'gradientAccumulation'), 32);
  });

  it('does the share of one of as many processes as there are accelerators', async () => {
    assert.equal(await under(spread, { count: 8 }, 'gradientAccumulation'), 4);
  });

  it('has a process for each accelerator of a rented machine', async () => {
    assert.equal(await under(spread, { hardware: 'p4d.24xlarge' }, 'gradientAccumulation'), 4);
  });

  it('asks through the framework too', async () => {
    const text = spread.replace('int(os.environ.get("WORLD_SIZE", 1))', 'torch.distributed.get_world_size()');
    assert.equal(await under(text, { count: 2 }, 'gradientAccumulation'), 16);
    const accelerate = spread
      .replace('int(os.environ.get("WORLD_SIZE", 1))', 'accelerator.num_processes')
      .replace('accumulation = 32', 'from accelerate import Accelerator\naccumulation = 32\naccelerator = Accelerator()');
    assert.equal(await under(accelerate, { count: 2 }, 'gradientAccumulation'), 16);
  });

  it('counts the accelerators of one node', async () => {
    const text = spread.replace('int(os.environ.get("WORLD_SIZE", 1))', 'torch.cuda.device_count()');
    assert.equal(await under(text, { count: 16, nodes: 4 }, 'gradientAccumulation'), 8);
  });

  it('is not read a second time when it does not ask', async () => {
    const assessor = await engine();
    const analysis = assessor.analyze(fileDocument('/train.py', spread.replace('int(os.environ.get("WORLD_SIZE", 1))', '1')), noFiles);
    assert.equal(assessor.launched(analysis, { ...nothingChosen, count: 8 }), analysis);
  });
});

describe('a model that is spread by DataParallel', () => {
  it('takes its share of the batch on each accelerator', async () => {
    const text = `
import torch
from torch import nn
from torch.utils.data import DataLoader
model = nn.DataParallel(nn.Linear(8, 8))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    for x, y in DataLoader(data, batch_size=256):
        model(x).sum().backward()
        optimizer.step()
`;
    assert.equal(await under(text, {}, 'batchSizePerDevice'), 256);
    assert.equal(await under(text, { count: 4 }, 'batchSizePerDevice'), 64);
  });
});
