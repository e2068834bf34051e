import assert from 'node:assert/strict';
import { ModelCounter } from '../../../src/workload/model-counter';
import type { ModelCount } from '../../../src/workload/model-count';
import type { KnownBatch } from '../../../src/workload/model-inputs';
import { programOf } from '../python/support';

const head = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';
const nothingKnown: KnownBatch = { batch: 8, sampleShape: undefined, tokens: undefined };

/** What is counted of the last object that the program calls as a model. */
function count(source: string, known: Partial<KnownBatch> = {}): ModelCount | undefined {
  const program = programOf(head + source);
  const model = program.valueOf('model').options[0]?.value;
  assert(model?.kind === 'instance');
  return new ModelCounter(program).count(model, { ...nothingKnown, ...known });
}

const perceptron = `
class Net(nn.Module):
    def __init__(self, hidden=100):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(784, hidden), nn.ReLU(), nn.Linear(hidden, 10))
    def forward(self, x):
        return self.layers(x)
model = Net(50).to("cuda")
`;

const convolutions = `
model = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 2))
`;

describe('counting the model of a run', () => {
  it('brings the sample into the shape that the layers want', () => {
    const counted = count(perceptron, { sampleShape: [1, 28, 28] });
    assert.equal(counted?.parameters, 784 * 50 + 50 + 50 * 10 + 10);
    assert.equal(counted.forwardFlopsPerSample, 2 * (784 * 50 + 50 * 10));
    assert.deepEqual(counted.input, [784]);
    assert.deepEqual(counted.work, { kind: 'tabular', activationElementsPerSample: 60, modules: 3 });
  });

  it('takes the input from a first linear layer when no data set is known', () => {
    assert.equal(count(perceptron)?.forwardFlopsPerSample, 2 * (784 * 50 + 50 * 10));
  });

  it('takes a usual size where that of images is open, and says how far off it may be', () => {
    const counted = count(convolutions);
    assert.equal(counted?.parameters, 3 * 8 * 9 + 8 + 8 * 2 + 2);
    assert.deepEqual(counted.input, [3, 224, 224]);
    assert.equal(counted.bounds?.parameters, undefined);
    assert.equal(counted.bounds?.forwardFlopsPerSample?.low, 2 * (8 * 30 * 30 * 27 + 16));
    assert.equal(counted.bounds.forwardFlopsPerSample.high, 2 * (8 * 510 * 510 * 27 + 16));
    assert.deepEqual(counted.assumed, ['images of 224 along each side']);
    assert.equal(count(convolutions, { sampleShape: [3, 10, 10] })?.forwardFlopsPerSample, 2 * (8 * 8 * 8 * 27 + 16));
  });

  it('finds the size of images where only one fits the linear layer behind them', () => {
    const counted = count('model = nn.Sequential(nn.Conv2d(3, 4, 5), nn.Flatten(), nn.Linear(4 * 28 * 28, 10))\n');
    assert.deepEqual(counted?.input, [3, 32, 32]);
  });

  it('turns images whose channels stand last', () => {
    assert.deepEqual(count(convolutions, { sampleShape: [20, 20, 3] })?.input, [3, 20, 20]);
  });

  it('takes the arrays that the program itself makes', () => {
    const counted = count(`${convolutions}for _ in range(3):\n    loss = model(torch.randn(8, 3, 16, 16)).sum()\n`);
    assert.deepEqual(counted?.input, [3, 16, 16]);
  });

  it('takes the batches of a loader over arrays', () => {
    const data =
      'data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.randn(90, 3, 12, 12), torch.zeros(90)), batch_size=4)\n';
    const counted = count(`${convolutions}${data}for x, y in data:\n    loss = model(x).sum()\n`, { batch: 4 });
    assert.deepEqual(counted?.input, [3, 12, 12]);
  });

  it('says nothing of a model that one call makes in several sizes', () => {
    const source =
      'def make(width):\n    return nn.Sequential(nn.Linear(4, width), nn.ReLU())\nfor width in (8, 16):\n    model = make(width)\n';
    assert.deepEqual(count(source), { doubts: ['which of several models is trained'], assumed: [] });
  });

  it('builds the ResNets of torchvision, with heads replaced and classes derived', () => {
    // 11,689,512 weights with 1,000 classes (torchvision 0.20).
    const replaced = 'import torchvision\nmodel = torchvision.models.resnet18()\nmodel.fc = nn.Linear(model.fc.in_features, 3)\n';
    assert.equal(count(replaced, { sampleShape: [3, 64, 64] })?.parameters, 11_689_512 - 513_000 + 1539);
    const derived = (block: string): string =>
      `from torchvision.models.resnet import ResNet, BasicBlock\nclass Own(nn.Module): pass\nmodel = ResNet(${block}, [2, 2, 2, 2], num_classes=1000)\n`;
    assert.equal(count(derived('BasicBlock'))?.parameters, 11_689_512);
    assert.equal(count(`${derived('Own')}model.fc = nn.Linear(512, 3)\n`)?.parameters, undefined);
  });

  it('calls the model inside a class around the training', () => {
    const source = `
import lightning as L
${perceptron.replace('model = Net(50).to("cuda")', '')}
class Lit(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.loss = nn.CrossEntropyLoss()
        self.net = Net(50)
    def training_step(self, batch, index):
        return self.loss(self.net(batch[0]), batch[1])
model = Lit()
`;
    assert.equal(count(source, { sampleShape: [1, 28, 28] })?.forwardFlopsPerSample, 2 * (784 * 50 + 50 * 10));
  });

  it('gives targets where the calls of the model pass them', () => {
    const counted = count(
      `
class Language(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(50, 6)
        self.head = nn.Linear(6, 50)
    def forward(self, ids, targets=None):
        x = self.embed(ids)
        if targets is None:
            return self.head(x[:, [-1], :])
        return F.cross_entropy(self.head(x).view(-1, 50), targets.view(-1))
model = Language()
for ids, targets in loader():
    model(ids, targets).backward()
`,
      { tokens: 20 },
    );
    assert.equal(counted?.forwardFlopsPerSample, 2 * 20 * 6 * 50);
  });

  it('bounds weights that depend on a number that is not known', () => {
    const counted = count('model = nn.Sequential(nn.Linear(4, classes()), nn.ReLU())\n');
    assert.equal(counted?.parameters, 50);
    assert.deepEqual(counted.bounds?.parameters, { low: 10, high: 5000 });
    assert.deepEqual(counted.assumed, ['classes() is 10']);
  });

  it('counts a layer that may have been wrapped after a failure', () => {
    const counted = count(
      `
from shop import train
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(6, 5)
    def forward(self, x):
        return self.layer(x)
    def slow_down(self):
        self.layer = torch.utils.checkpoint(self.layer)
model = Net()
try:
    train(1)
except RuntimeError:
    model.slow_down()
`,
      { sampleShape: [6] },
    );
    assert.deepEqual([counted?.parameters, counted?.forwardFlopsPerSample, counted?.bounds], [35, 60, undefined]);
  });

  it('takes a number that the code names rather than one that is usual', () => {
    const counted = count(`
from shop import read, is_there
found_vocab_size = None
if is_there():
    found_vocab_size = read()
vocab_size = found_vocab_size if found_vocab_size is not None else 50304
model = nn.Sequential(nn.Embedding(vocab_size, 4), nn.Linear(4, vocab_size, bias=False))
`);
    assert.equal(counted?.parameters, 2 * 4 * 50304);
    assert.equal(counted.bounds?.parameters, undefined);
    assert.deepEqual(counted.assumed, ['texts of 128 tokens']);
  });

  it('takes unknown numbers by the names that they are given, alike wherever they go', () => {
    const counted = count(`
class Net(nn.Module):
    def __init__(self, n_features, hidden_dim, n_classes):
        super().__init__()
        self.first = nn.Linear(n_features, hidden_dim)
        self.last = nn.Linear(hidden_dim * 2, n_classes)
    def forward(self, x):
        h = F.relu(self.first(x))
        return self.last(torch.cat([h, h], dim=1))
data = load()
model = Net(data.width(), settings()["hidden"], len(data.names()))
`);
    assert.equal(counted?.parameters, 32 * 128 + 128 + 256 * 10 + 10);
    assert.equal(counted.forwardFlopsPerSample, 2 * (32 * 128 + 256 * 10));
    assert.equal(counted.bounds?.forwardFlopsPerSample?.high, 2 * (1000 * 1024 + 2048 * 1000));
  });

  it('is exact where what was taken for granted does not matter', () => {
    const counted = count(`num_classes = read()\nother = nn.Linear(3, num_classes)\n${perceptron}`);
    assert.equal(counted?.bounds, undefined);
    assert.deepEqual(counted?.assumed, []);
  });

  it('reads texts as long as the model has positions', () => {
    const counted = count(`
class Language(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens = nn.Embedding(50, 6)
        self.pos_emb = nn.Embedding(40, 6)
        self.head = nn.Linear(6, 50)
    def forward(self, ids):
        places = torch.arange(ids.shape[1])
        return self.head(self.tokens(ids) + self.pos_emb(places))
model = Language()
`);
    assert.deepEqual(counted?.input, [40]);
    assert.equal(counted.bounds?.forwardFlopsPerSample?.low, 2 * 10 * 6 * 50);
    assert.equal(counted.bounds.forwardFlopsPerSample.high, 2 * 40 * 6 * 50);
  });

  it('bounds the work of a pass that cannot be followed to its end', () => {
    const counted = count(
      `
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 8, 3, padding=1)
        self.last = nn.Conv2d(8, 8, 3, padding=1)
    def forward(self, x):
        return self.last(unknown(self.first(x)))
model = Net()
`,
      { sampleShape: [3, 10, 10] },
    );
    const [first, last] = [8 * 27, 8 * 72];
    assert.equal(counted?.parameters, first + last + 16);
    const bounds = counted.bounds?.forwardFlopsPerSample;
    assert.equal(bounds?.low, 2 * first * 100);
    assert(bounds.low <= (counted.forwardFlopsPerSample ?? 0) && bounds.high <= 2 * (first + last + 16) * 100);
    assert.equal(counted.work?.kind, 'cnn');
    assert.match(counted.assumed?.[0] ?? '', /^what could not be followed: /);
  });

  it('says nothing of weights that no name speaks of', () => {
    assert.equal(count('model = nn.Sequential(nn.Conv2d(3, 4, read()), nn.ReLU())\n')?.parameters, undefined);
  });

  it('reads texts of a usual length into an embedding that stands first', () => {
    const counted = count('model = nn.Sequential(nn.Embedding(50, 6), nn.Linear(6, 2))\n');
    assert.deepEqual(counted?.input, [128]);
    assert.equal(counted.forwardFlopsPerSample, 2 * 128 * 6 * 2);
  });

  it('counts replaced heads and shared weights as they are at the end', () => {
    const counted = count(`${perceptron}model.layers[2] = nn.Linear(50, 3)\nmodel.extra = nn.Linear(5, 5)\nmodel.again = model.extra\n`);
    assert.equal(counted?.parameters, 784 * 50 + 50 + 50 * 3 + 3 + 30);
  });
});
