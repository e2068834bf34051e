import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('conv-bias-before-norm');
const module = (init: string, forward: string): string =>
  `from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        ${init}
        self.bn = nn.BatchNorm2d(8)
    def forward(self, x):
        ${forward}
`;

describe('conv-bias-before-norm', () => {
  describe('says nothing of', () => {
    silent('no bias', 'from torch import nn\nnn.Sequential(nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8))\n');
    silent('an activation between', 'from torch import nn\nnn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.BatchNorm2d(8))\n');
    silent('another normalisation', 'from torch import nn\nnn.Sequential(nn.Conv2d(3, 8, 3), nn.GroupNorm(2, 8))\n');
    silent(
      'a bias from a parameter',
      'from torch import nn\ndef block(bias):\n    return nn.Sequential(nn.Conv2d(3, 8, 3, bias=bias), nn.BatchNorm2d(8))\n',
    );
    silent('a result that is used twice', module('self.c = nn.Conv2d(3, 8, 3)', 'h = self.c(x)\n        return self.bn(h) + h'));
    silent(
      'a result that is used by something else before',
      module('self.c = nn.Conv2d(3, 8, 3)', 'h = self.c(x)\n        log(h)\n        h = self.bn(h)\n        return h'),
    );
    silent(
      'a convolution that is called elsewhere too',
      module('self.c = nn.Conv2d(3, 8, 3)', 'y = self.bn(self.c(x))\n        return y + self.c(x)'),
    );
    silent(
      'an activation in the layer',
      'from keras import layers\nx = layers.Conv2D(8, 3, activation="relu")(i)\nx = layers.BatchNormalization()(x)\n',
    );
    silent('options that are not known', 'from torch import nn\nnn.Sequential(nn.Conv2d(3, 8, 3, **opts), nn.BatchNorm2d(8))\n');
  });

  describe('finds', () => {
    finds(
      'layers with names',
      py`
      from collections import OrderedDict
      import torch.nn as nn
      net = nn.Sequential(OrderedDict([("conv", «nn.Conv2d»(3, 8, 3)), ("bn", nn.BatchNorm2d(8)), ("act", nn.ReLU())]))
    `,
    );

    finds(
      'a separable convolution of Keras, in a loop of blocks',
      py`
      from keras import layers
      x = i
      for size in [256, 512]:
          x = «layers.SeparableConv2D»(size, 3, padding="same")(x)
          x = layers.BatchNormalization()(x)
          x = layers.Activation("relu")(x)
          x = «layers.DepthwiseConv2D»(3)(x)
          x = layers.BatchNormalization()(x)
    `,
    );

    finds(
      'a pair in a Sequential',
      'import torch\nnet = torch.nn.Sequential(«torch.nn.Conv2d»(3, 8, 3), torch.nn.BatchNorm2d(8), torch.nn.ReLU())\n',
      {
        severity: 'hint',
        confidence: 'high',
        fixes: ['Switch the bias off'],
      },
    );
    finds('a pair in forward, one in the other', module('self.c = «nn.Conv2d»(3, 8, 3, bias=True)', 'return self.bn(self.c(x)).relu()'));
    finds(
      'a pair in forward, by a name that is bound again',
      module('self.c = «nn.ConvTranspose2d»(3, 8, 3)', 'x = self.c(x)\n        x = self.bn(x)\n        return x + 1'),
    );
    finds(
      'a block that a function makes',
      'from torch import nn\ndef block(i, o):\n    return nn.Sequential(«nn.Conv2d»(i, o, 3), nn.BatchNorm2d(o))\nnet = nn.Sequential(block(3, 8), block(8, 8))\n',
    );
    finds(
      'layers of Keras',
      'from tensorflow.keras import Input, layers\ni = Input((32, 32, 3))\nx = «layers.Conv2D»(32, 3)(i)\nx = layers.BatchNormalization()(x)\n',
    );
    finds(
      'layers that are added',
      'from keras import Sequential, layers\nm = Sequential()\nm.add(«layers.Conv1D»(8, 3))\nm.add(layers.BatchNormalization())\n',
    );
  });

  describe('repairs', () => {
    repairs(
      'a pair of lines',
      py`
      from torch import nn
      net = nn.Sequential(
          «nn.Conv2d»(
              3, 8,
              kernel_size=3,
          ),
          nn.BatchNorm2d(8),
      )
    `,
      {
        title: 'Switch the bias off',
        safe: false,
        gives: py`
          from torch import nn
          net = nn.Sequential(
              nn.Conv2d(
                  3, 8,
                  kernel_size=3,
                  bias=False,
              ),
              nn.BatchNorm2d(8),
          )
        `,
      },
    );
  });
});
