import assert from 'node:assert/strict';
import { networkSize } from '../../../src/ml/network-size';
import { programOf } from '../python/support';

/** The size of what `model` is at the end of the code. */
function sizeOf(code: string): string {
  const program = programOf(`import torch\nfrom torch import nn\n${code}`);
  return networkSize(program, program.valueOf('model'));
}

describe('the size of a network', () => {
  it('is tiny where all weights are counted and few', () => {
    assert.equal(sizeOf('model = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 1))\n'), 'tiny');
  });

  it('is small where dense layers are narrow', () => {
    assert.equal(sizeOf('model = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 10))\n'), 'small');
    assert.equal(sizeOf('model = nn.Sequential(nn.Linear(width(), 300), nn.ReLU(), nn.Linear(300, 1))\n'), 'small');
  });

  it('is large where a dense layer is wide', () => {
    assert.equal(sizeOf('model = nn.Sequential(nn.Linear(512, 4096), nn.ReLU(), nn.Linear(4096, 10))\n'), 'large');
  });

  it('is large where a part is a published architecture', () => {
    assert.equal(
      sizeOf(
        'from efficientnet_pytorch import EfficientNet\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.base = EfficientNet.from_pretrained("b0")\n        self.head = nn.Linear(1280, 5)\nmodel = Net()\n',
      ),
      'large',
    );
    assert.equal(sizeOf('import torchvision\nmodel = torchvision.models.resnet18()\nmodel.fc = nn.Linear(512, 10)\n'), 'large');
    assert.equal(sizeOf('from shop import model\nhead = nn.Linear(512, 10)\n'), 'unknown');
  });

  it('is not known where a part comes from elsewhere', () => {
    assert.equal(
      sizeOf(
        'from shop import Stem\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.stem = Stem()\n        self.head = nn.Linear(64, 5)\nmodel = Net()\n',
      ),
      'unknown',
    );
  });

  it('is not told by a tokenizer or the transforms of an architecture', () => {
    assert.equal(
      sizeOf(
        'from transformers import BertTokenizer\ntokenizer = BertTokenizer.from_pretrained("b")\nfrom resnet_tools import make_transforms\nmake_transforms()\nfrom shop import model\n',
      ),
      'unknown',
    );
  });

  const embedded = (body: string): string =>
    `class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.names = nn.Embedding(1000, 16)\n        self.body = nn.Linear(16, 16)\n    def forward(self, x):\n        x = self.names(x)\n        return ${body}\nmodel = Net()\nmodel(torch.zeros(2, 3))\n`;

  it('is small for embeddings of columns, not for attention', () => {
    assert.notEqual(sizeOf(embedded('self.body(x)')), 'unknown');
    assert.equal(sizeOf(embedded('torch.softmax(x @ self.body(x), -1)').replaceAll('16, 16', '512, 512')), 'unknown');
  });

  const convolutional = (channels: number, layers: number): string =>
    `model = nn.Sequential(nn.Conv2d(3, ${String(channels)}, 3), ${`nn.Conv2d(${String(channels)}, ${String(channels)}, 3), `.repeat(layers - 1)}nn.Flatten(), nn.Linear(8000, 10))\n`;

  it('is small for a few thin convolutions before a dense layer', () => {
    assert.equal(sizeOf(convolutional(64, 3)), 'small');
    assert.equal(sizeOf(convolutional(128, 3)), 'unknown');
    assert.equal(sizeOf(convolutional(64, 9)), 'unknown');
  });

  it('is small for pictures of 28 by 28', () => {
    assert.equal(sizeOf(`from torchvision.datasets import MNIST\ndata = MNIST("data")\n${convolutional(128, 5)}`), 'small');
  });

  it('is small where a class of the program has no layers at all', () => {
    assert.equal(
      sizeOf(
        'class Rank(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = nn.Parameter(torch.zeros(5, 5))\n    def forward(self, x):\n        return x @ self.a\nmodel = Rank()\n',
      ),
      'small',
    );
  });
});
