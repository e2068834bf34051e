import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Explanation } from '../../../src/assess/explain/explanation';
import { fileDocument } from '../../../src/python/source/document';
import { explanationText } from '../../../src/report/explanation/text';
import { engine, files, noFiles } from './engine';

const workers = 'dataloader-workers-zero';

/** The explanation of the line that holds `marked`. */
async function explained(text: string, marked: string, rule?: string, path = 'train.py'): Promise<Explanation> {
  const line = text.split('\n').findIndex((one) => one.includes(marked)) + 1;
  assert.ok(line > 0, `no line holds ${marked}`);
  const request = { cell: null, line, ...(rule === undefined ? {} : { rule }) };
  return (await engine()).explain(fileDocument(path, text), noFiles, request, { standardLevel: 'information' });
}

const loader = (workersValue: string, head = ''): string => `import argparse
from torch.utils.data import DataLoader
from torchvision import datasets, transforms
from project import learn
${head}
train = datasets.ImageFolder('data', transform=transforms.ToTensor())
loader = DataLoader(train, batch_size=64${workersValue})
for x, y in loader:
    learn(x.to('cuda'), y)
`;

/** A finding on workers is shown where such a training waits for them. */
const heavyTraining = `
import torch, torchvision
net = torchvision.models.resnet50().to('cuda')
opt = torch.optim.Adam(net.parameters())
for epoch in range(20):
    for x, y in loader:
        loss = torch.nn.functional.cross_entropy(net(x.to('cuda')), y.to('cuda'))
        loss.backward()
        opt.step()
`;

describe('an explanation of a line', () => {
  it('names what is called, its arguments with their way, and what surrounds it', async () => {
    const text = `import torch
def run(size):
    for epoch in range(3):
        with torch.no_grad():
            if epoch > 1:
                torch.zeros(size)
N = 8
run(N)
`;
    const { calls } = await explained(text, 'torch.zeros');
    assert.equal(calls.length, 1);
    const [call] = calls;
    assert.equal(call?.callee, 'torch.zeros');
    const size = call.arguments.find(({ from }) => from === 'given');
    assert.deepEqual(
      size?.value?.options.map(({ value, trail }) => [value, trail.map(({ line }) => line)]),
      [['8', [7]]],
    );
    assert.equal(size.value.closed, true);
    assert.match(
      call.around.join('\n'),
      /^if epoch > 1 .*\nwith .*no_grad.*\nloop for epoch in range\(3\).*\nthe function run, called at line 8/su,
    );
  });

  it('weighs a training by the facts that comments state, as the check does', async () => {
    const hiddenWith = async (comment: string): Promise<readonly boolean[]> => {
      const text = `${loader('')}${heavyTraining}`.replace('for epoch in range(20):', `for epoch in range(20):${comment}`);
      const { findings } = await explained(text, 'loader = DataLoader', workers);
      return findings.map(({ hidden }) => hidden !== null);
    };
    assert.deepEqual(await hiddenWith(''), [false]);
    assert.deepEqual(await hiddenWith('  # joulewise: trainSamples=64'), [true]);
  });

  it('counts the rounds of a loop', async () => {
    const { loops } = await explained('for epoch in range(90):\n    if epoch > 3:\n        break\n', 'range(90)');
    assert.deepEqual(
      loops.map(({ text, rounds }) => [text, rounds?.options[0]?.value]),
      [['for epoch in range(90)', '90']],
    );
    assert.ok(loops[0]?.exits.some((exit) => exit.includes('epoch > 3')));
  });

  it('says that a rule spoke, and why it is not shown', async () => {
    const text = `${loader('')}${heavyTraining}`;
    const shown = await explained(text, 'loader = ');
    assert.equal(shown.findings.find(({ rule }) => rule === workers)?.hidden, null);
    const silenced = await explained(text.replace('size=64)', 'size=64)  # joulewise: ignore'), 'loader = ');
    assert.match(silenced.findings.find(({ rule }) => rule === workers)?.hidden ?? '', /^the comment of line \d+ silences it$/u);
    const { calls } = shown;
    assert.ok(calls[0]?.arguments.some(({ name, from }) => name === 'num_workers' && from === 'default'));
  });

  it('says what a silent rule read', async () => {
    const { silent } = await explained(loader(', num_workers=4'), 'loader = ');
    const one = silent.find(({ rule }) => rule === workers);
    assert.deepEqual(one?.sawCalls, ['torch.utils.data.DataLoader']);
    assert.deepEqual(one.asked.map(({ name, value }) => [name, value?.options[0]?.value]).slice(0, 1), [['num_workers', '4']]);
    assert.match(one.why, /^It read num_workers/u);
  });

  it('names what is unknown where a rule is silent for it', async () => {
    const text = `from torch.utils.data import DataLoader
from torchvision import datasets
def make(num_workers, **more):
    return DataLoader(datasets.ImageFolder('d'), num_workers=num_workers)
`;
    const { silent } = await explained(text, 'return DataLoader');
    const why = silent.find(({ rule }) => rule === workers)?.why ?? '';
    assert.match(why, /^It speaks only of what is certain, and num_workers is unknown \(.+\)\.$/u);
    const splat = await explained(text.replace('num_workers=num_workers', '**more'), 'return DataLoader');
    assert.match(splat.silent.find(({ rule }) => rule === workers)?.why ?? '', /num_workers may be passed through a \* or \*\*/u);
  });

  it('speaks of the rule that is asked for even where it looked at nothing', async () => {
    const { silent, findings } = await explained('x = 1\nprint(x)\n', 'print', workers);
    assert.deepEqual(findings, []);
    assert.deepEqual(
      silent.map(({ rule }) => rule),
      [workers],
    );
    assert.match(silent[0]?.why ?? '', /^The text holds none of DataLoader/u);
  });

  it('describes a call of several lines from any of them', async () => {
    const text = loader('').replace('DataLoader(train, batch_size=64)', 'DataLoader(\n    train,\n    batch_size=64,\n)');
    const { calls, findings } = await explained(text, '    batch_size=64');
    assert.deepEqual(
      calls.map(({ callee }) => callee),
      ['torch.utils.data.DataLoader'],
    );
    assert.deepEqual(findings.filter(({ rule }) => rule === workers).length, 0, 'the finding stands on the first line alone');
  });

  it('leaves the analysis of the script as it was', async () => {
    const assessor = await engine();
    const document = fileDocument('same.py', loader(''));
    const before = assessor.analyze(document, noFiles).findings;
    assessor.explain(document, noFiles, { cell: null, line: 6 });
    assert.deepEqual(assessor.analyze(document, noFiles).findings, before);
  });

  it('names the versions and the file that hold', async () => {
    const assessor = await engine();
    const project = files({ 'joulewise.toml': 'versions = { torch = "1.9" }\n' });
    const { world } = assessor.explain(fileDocument('train.py', 'x = 1\n'), project, { cell: null, line: 1 });
    assert.deepEqual(world, { versions: { torch: '1.9' }, configuration: { path: 'joulewise.toml' } });
  });

  it('is text that begins with its place', async () => {
    const text = explanationText(await explained(loader(', num_workers=4'), 'loader = '));
    assert.match(text, /^train\.py:7\n {4}loader = DataLoader\(train, batch_size=64, num_workers=4\)\n/u);
    assert.match(text, /\n {2}num_workers = 4 \[train\.py:7\]\n/u);
    assert.match(text, /\ndataloader-workers-zero is silent\. It read num_workers/u);
  });
});
