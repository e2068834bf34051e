import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { answerTo, batch } from '../../../scripts/workload/answer';
import { readCases, readTruths } from '../../../scripts/workload/cases';
import { counted, parser, shapeOf } from './support';

const folder = path.join('scripts', 'workload');
const cases = readCases(readFileSync(path.join(folder, 'cases.tsv'), 'utf8'), batch).filter(({ repo }) => repo === '-');
const truths = new Map(readTruths(readFileSync(path.join(folder, 'truth.jsonl'), 'utf8')).map((truth) => [truth.name, truth]));

describe('models defined in code', () => {
  it('are counted as PyTorch and Keras count them', () => {
    assert(cases.length >= 27);
    for (const one of cases) {
      const { parameters, flops, doubts } = answerTo(one, parser(), '');
      const truth = truths.get(one.name);
      assert.deepEqual(
        { name: one.name, parameters, flops, doubts },
        { name: one.name, parameters: truth?.parameters, flops: truth?.flops, doubts: [] },
      );
    }
  });

  it('say what was not followed', () => {
    const unknownRounds = `
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)
    def forward(self, x):
        for _ in range(rounds()):
            x = self.layer(x)
        return x
model = Net()`;
    assert.match(counted(unknownRounds, [2, 4]).doubts.join(), /number of rounds/);
    const twoWays = `
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 4)
    def forward(self, x):
        if chosen():
            x = self.layer(x)
        return x
model = Net()`;
    assert.match(counted(twoWays, [2, 4]).doubts.join(), /whether chosen\(\)/);
    const misfit = counted('model = nn.Sequential(nn.Linear(4, 8), nn.Linear(9, 2))', [2, 4]);
    assert.match(misfit.doubts.join(), /linear layer of 9 inputs on an array of 2x8/);
    assert.match(counted('model = nn.Sequential(*layers())', [2, 4]).doubts.join(), /layers of torch.nn.Sequential/);
  });
});

describe('shapes', () => {
  const x = 'x = torch.zeros(2, 3, 8, 10)';
  const shapes: Readonly<Record<string, string | null>> = {
    'x.view(2, -1)': '2x240',
    'x.reshape(x.size(0), 3, -1)': '2x3x80',
    'x.flatten(1, 2)': '2x24x10',
    'x.permute(0, 2, 3, 1)': '2x8x10x3',
    'x.transpose(1, -1)': '2x10x8x3',
    'x.unsqueeze(1).squeeze()': '2x3x8x10',
    'x[:, 1:, ..., None]': '2x2x8x10x1',
    'x[0, :, ::2, -3:]': '3x4x3',
    'x.mean(dim=(2, 3), keepdim=True)': '2x3x1x1',
    'x.max(1)[0]': '2x8x10',
    'torch.cat([x, x], dim=1)': '2x6x8x10',
    'torch.stack([x, x], -1)': '2x3x8x10x2',
    'x.chunk(2, dim=2)[1]': '2x3x4x10',
    'x.split([3, 5], 2)[1]': '2x3x5x10',
    'F.max_pool2d(x, 3, 2, 1)': '2x3x4x5',
    'F.max_pool2d(x, 3, 2, ceil_mode=True)': '2x3x4x5',
    'F.adaptive_avg_pool2d(x, (1, None))': '2x3x1x10',
    'F.interpolate(x, scale_factor=2)': '2x3x16x20',
    'F.pad(x, (1, 2, 3, 4))': '2x3x15x13',
    'F.pixel_shuffle(torch.zeros(1, 8, 4, 4), 2)': '1x2x8x8',
    'F.one_hot(torch.zeros(2, 5).long(), 7)': '2x5x7',
    'x @ torch.zeros(10, 4)': '2x3x8x4',
    'torch.einsum("bchw,wk->bkc", x, torch.zeros(10, 6))': '2x6x3',
    'x + torch.zeros(3, 1, 1)': '2x3x8x10',
    'nn.ConvTranspose2d(3, 5, 4, 2, 1)(x)': '2x5x16x20',
    'nn.Conv2d(3, 6, 3, dilation=2, groups=3)(x)': '2x6x4x6',
    'nn.LSTM(10, 7, 2, bidirectional=True)(x[0])[1][0]': '4x8x7',
    'nn.Conv2d(4, 6, 3)(x)': null,
    'nn.Linear(9, 2)(x)': null,
    'x.view(7, -1)': null,
    'unknown(x)': null,
  };
  for (const [expression, expected] of Object.entries(shapes)) {
    it(expression, () => {
      assert.equal(shapeOf(expression, x), expected);
    });
  }
});
