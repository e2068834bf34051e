import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('freeze-no-effect');

describe('freeze-no-effect', () => {
  describe('says nothing of', () => {
    silent(
      'an attribute of the same name on something else',
      py`
      import keras
      from shop import Row
      row = Row()
      row.is_trainable = False
      base = keras.applications.ResNet50(include_top=False)
      base.trainable = False
    `,
    );

    silent(
      'parameters one by one',
      py`
      from torchvision import models
      net = models.resnet50(weights="DEFAULT")
      for p in net.parameters():
          p.requires_grad = False
      for name, p in net.named_parameters():
          p.requires_grad = "fc" in name
    `,
    );

    silent(
      'the method with an underscore',
      py`
      from torchvision import models
      net = models.vit_b_16(weights="DEFAULT")
      net.encoder.requires_grad_(False)
    `,
    );

    silent(
      'the weight of a layer',
      py`
      from torch import nn
      layer = nn.Linear(3, 4)
      layer.weight.requires_grad = False
      layer.bias.requires_grad = False
    `,
    );

    silent(
      'a tensor',
      py`
      import torch
      x = torch.zeros(3)
      x.requires_grad = False
    `,
    );

    silent(
      'an attribute of a model that may be a parameter',
      py`
      from transformers import AutoModel
      model = AutoModel.from_pretrained("m")
      model.logit_scale.requires_grad = False
    `,
    );

    silent(
      'a field of the program',
      py`
      from dataclasses import dataclass
      @dataclass
      class Options:
          require_grad: bool = True
      options = Options()
      options.require_grad = False
    `,
    );

    silent(
      'a module that reads its own flag',
      py`
      from torch import nn
      class Encoder(nn.Module):
          def __init__(self):
              super().__init__()
              self.requires_grad = False
          def forward(self, x):
              return x if self.requires_grad else x.detach()
    `,
    );

    silent(
      'a module with a property of that name',
      py`
      from torch import nn
      class Encoder(nn.Module):
          @property
          def requires_grad(self):
              return self._flag
          @requires_grad.setter
          def requires_grad(self, flag):
              for p in self.parameters():
                  p.requires_grad = flag
      encoder = Encoder()
      encoder.requires_grad = False
    `,
    );

    silent(
      'a module whose parameters are frozen as well',
      py`
      from torchvision import models
      net = models.resnet18()
      net.layer1.requires_grad = False
      for p in net.layer1.parameters():
          p.requires_grad = False
    `,
    );

    silent(
      'an object that is not known',
      py`
      from lib import encoder
      encoder.requires_grad = False
      encoder.layer1.requires_grad = False
      def freeze(module):
          module.requires_grad = False
    `,
    );

    silent(
      'layers frozen before the model is compiled',
      py`
      from tensorflow import keras
      base = keras.applications.ResNet50(include_top=False, pooling="avg")
      base.trainable = False
      model = keras.Sequential([base, keras.layers.Dense(5)])
      model.compile("adam", "mse")
      model.fit(x, y)
    `,
    );

    silent(
      'a model that is compiled again',
      py`
      from tensorflow import keras
      base = keras.applications.ResNet50(include_top=False, pooling="avg")
      model = keras.Sequential([base, keras.layers.Dense(5)])
      model.compile("adam", "mse")
      model.fit(x, y)
      base.trainable = False
      model.compile("adam", "mse")
      model.fit(x, y)
    `,
    );

    silent(
      'the critic of a GAN',
      py`
      from tensorflow import keras
      critic = keras.Sequential([keras.layers.Dense(1)])
      critic.compile("adam", "mse")
      critic.trainable = False
      z = keras.Input((8,))
      gan = keras.Model(z, critic(generator(z)))
      gan.compile("adam", "mse")
      critic.fit(x, y)
    `,
    );

    silent(
      'layers of a model that is not trained afterwards',
      py`
      from tensorflow import keras
      base = keras.applications.ResNet50()
      base.compile("adam", "mse")
      base.trainable = False
      base.predict(x)
    `,
    );

    silent(
      'a module that keeps what its constructor was given',
      py`
      import torch
      class Features(torch.nn.Module):
          def __init__(self, requires_grad=False):
              super().__init__()
              self.requires_grad = requires_grad
              self.filters = torch.nn.Linear(40, 40)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'as a hint, a method of which nothing in the file makes use',
      py`
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.embed = nn.Linear(3, 4)
          def freeze_embed(self):
              «self.embed.requires_grad» = False
          def forward(self, x):
              return self.embed(x)
    `,
      { severity: 'hint' },
    );
    finds(
      'a misspelled attribute of Keras',
      py`
      import keras
      base = keras.applications.ResNet50(include_top=False)
      «base.trainble» = False
      for layer in base.layers[:-4]:
          «layer.trainabe» = False
    `,
      { fixes: ['Set trainable'] },
    );

    finds(
      'as a hint, a misspelled attribute in a function that only looks at the model',
      py`
      import copy, torchvision
      def draw(model):
          part = copy.deepcopy(model)
          for parameter in part.parameters():
              «parameter.required_grad» = False
          part.eval()
          writer.add_graph(part, sample)
      draw(torchvision.models.resnet18())
    `,
      { severity: 'hint' },
    );

    finds(
      'a flag on a part of a model',
      py`
      from torchvision.models import resnet18
      net = resnet18(weights="DEFAULT")
      «net.layer1.requires_grad» = False
    `,
      { severity: 'warning', confidence: 'high', fixes: ['Call requires_grad_ on the module'] },
    );

    finds(
      'a flag on the children of a model',
      py`
      import torchvision
      net = torchvision.models.resnet50(weights="DEFAULT")
      for child in list(net.children())[:-2]:
          «child.requires_grad» = False
    `,
    );

    finds(
      'a flag on named modules',
      py`
      from transformers import AutoModel
      model = AutoModel.from_pretrained("m")
      for name, module in model.named_modules():
          if "head" not in name:
              «module.requires_grad» = False
    `,
    );

    finds(
      'a flag on a module that a class holds',
      py`
      from torch import nn
      from transformers import BertModel
      class Tagger(nn.Module):
          def __init__(self, freeze=True):
              super().__init__()
              self.bert = BertModel.from_pretrained("bert-base-uncased")
              self.head = nn.Linear(768, 5)
              «self.bert.requires_grad» = not freeze
              «self.bert.encoder.layer[0].requires_grad» = False
    `,
    );

    finds(
      'a misspelled attribute',
      py`
      from transformers import AutoModel
      enc = AutoModel.from_pretrained("bert-base-uncased")
      for n, w in enc.named_parameters():
          if "layer.11" not in n:
              «w.requires_gradient» = False
    `,
      { fixes: ['Set requires_grad'] },
    );

    finds(
      'the method written over',
      py`
      from torch import nn
      net = nn.Linear(2, 3)
      for p in net.parameters():
          «p.requires_grad_» = False
    `,
    );

    finds(
      'a base frozen after the model was compiled',
      py`
      from tensorflow import keras
      base = keras.applications.ResNet50(include_top=False, pooling="avg")
      model = keras.Sequential([base, keras.layers.Dense(5)])
      model.compile("adam", "mse")
      «base.trainable» = False
      model.fit(x, y, epochs=3)
    `,
      { confidence: 'medium', fixes: [] },
    );

    finds(
      'layers frozen after the model was compiled, in a functional model',
      py`
      import tensorflow as tf
      base = tf.keras.applications.VGG16(include_top=False)
      i = tf.keras.Input((224, 224, 3))
      model = tf.keras.Model(i, tf.keras.layers.Dense(2)(base(i)))
      model.compile("adam", "mse")
      for layer in model.layers[:-1]:
          «layer.trainable» = False
      model.fit(x, y)
    `,
    );

    finds('a cell of a notebook', ['import torchvision\nnet = torchvision.models.resnet18()', '«net.features.requires_grad» = False']);
  });

  describe('repairs', () => {
    repairs(
      'a flag on a module',
      py`
      from torch import nn
      net = nn.Sequential(nn.Linear(2, 3))
      «net.requires_grad» = False  # frozen
    `,
      {
        title: 'Call requires_grad_ on the module',
        safe: false,
        gives: py`
          from torch import nn
          net = nn.Sequential(nn.Linear(2, 3))
          net.requires_grad_(False)  # frozen
        `,
      },
    );

    repairs(
      'a misspelled attribute',
      py`
      from torch import nn
      net = nn.Linear(2, 3)
      for p in net.parameters():
          «p.require_grad» = False
    `,
      {
        title: 'Set requires_grad',
        safe: false,
        gives: py`
          from torch import nn
          net = nn.Linear(2, 3)
          for p in net.parameters():
              p.requires_grad = False
        `,
      },
    );

    repairs(
      'a misspelled attribute of a module',
      py`
      from torch import nn
      net = nn.Linear(2, 3)
      «net.require_grad» = False
    `,
      {
        title: 'Call requires_grad_ on the module',
        safe: false,
        gives: py`
          from torch import nn
          net = nn.Linear(2, 3)
          net.requires_grad_(False)
        `,
      },
    );
  });
});
