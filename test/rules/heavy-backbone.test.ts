import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('heavy-backbone');
const trained = 'loss_fn(net(x), y).backward()\n';

describe('heavy-backbone', () => {
  describe('says nothing of', () => {
    silent('a current backbone', `from torchvision import models\nnet = models.efficientnet_b0(weights="DEFAULT")\n${trained}`);
    silent(
      'features for a loss on images',
      `from torchvision.models import vgg16\nnet = vgg16(weights="DEFAULT")\nperceptual = dist(net(a), net(b))\n${trained}`,
    );
    silent('a model that is not trained', 'from keras.applications import VGG16\nnet = VGG16()\nnet.predict(x)\n');
    silent('a class of the program', `def vgg16(): ...\nnet = vgg16()\n${trained}`);
    silent('a name that is not known', `import timm\nnet = timm.create_model(args.model)\n${trained}`);
    silent('a benchmark', `import torchvision\n# benchmark of backbones\nnet = torchvision.models.resnet152()\n${trained}`);
  });

  describe('finds', () => {
    finds('VGG of torchvision', `from torchvision import models\nnet = «models.vgg16»(weights="DEFAULT")\n${trained}`, {
      severity: 'hint',
      fixes: [],
    });
    finds(
      'a batch-normalised VGG, imported itself',
      `from torchvision.models import vgg19_bn\nnet = «vgg19_bn»(pretrained=True)\n${trained}`,
    );
    finds(
      'InceptionV3 of Keras',
      'from tensorflow.keras.applications.inception_v3 import InceptionV3\nbase = «InceptionV3»(include_top=False)\nmodel.fit(x, y)\n',
    );
    finds('a name for timm', `import timm\nNAME = "resnet152.tv_in1k"\nnet = «timm.create_model»(NAME, pretrained=True)\n${trained}`);
  });
});
