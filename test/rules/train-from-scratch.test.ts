import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('train-from-scratch');
const around = (build: string): string => `from torch import nn
from torchvision import datasets, models
data = datasets.ImageFolder("flowers")
${build}
for x, y in loader:
    loss_fn(net(x), y).backward()
`;

describe('train-from-scratch', () => {
  describe('says nothing of', () => {
    silent('published weights', around('net = models.resnet18(weights="IMAGENET1K_V1")\nnet.fc = nn.Linear(512, 5)'));
    silent('published weights by the old name', around('net = models.resnet18(True)\nnet.fc = nn.Linear(512, 5)'));
    silent('weights of a file', around('net = models.resnet18()\nnet.fc = nn.Linear(512, 5)\nnet.load_state_dict(state)'));
    silent('the published task', around('net = models.resnet18()'));
    silent('another first layer', around('net = models.resnet18(num_classes=5)\nnet.conv1 = nn.Conv2d(1, 64, 7)'));
    silent('a choice of a person', around('net = models.resnet18(pretrained=args.pretrained, num_classes=5)'));
    silent('pretraining', around('# SimCLR\nnet = models.resnet18(num_classes=128)'));
    silent('other data', around('net = models.resnet18(num_classes=5)').replace('ImageFolder("flowers")', 'CIFAR10("data")'));
    silent(
      'a large public data set',
      "import tensorflow_datasets as tfds\nfrom keras.applications import ResNet50\nd = tfds.load('imagenet2012')\nm = ResNet50(weights=None, classes=120)\nm.fit(d)\n",
    );
    silent(
      'a study of training from scratch, where no weights are used',
      "import tensorflow_datasets as tfds\nfrom keras.applications import ResNet50\n# from scratch\nd = tfds.load('stanford_dogs')\nm = ResNet50(weights=None, classes=120)\nm.fit(d)\n",
    );
    silent(
      'the standard of Keras',
      'from tensorflow import keras\ndata = keras.utils.image_dataset_from_directory("d")\nbase = keras.applications.ResNet50(include_top=False)\nmodel.fit(data)\n',
    );
  });

  describe('finds', () => {
    finds("no weights and a head of one's own", around('net = «models.resnet18»(weights=None)\nnet.fc = nn.Linear(512, 5)'), {
      severity: 'hint',
      fixes: [],
    });
    finds('the standard of torchvision, with a number of classes', around('net = «models.mobilenet_v2»(num_classes=10)'));
    finds(
      'a small set of TensorFlow Datasets',
      "import tensorflow_datasets as tfds\nfrom keras.applications import ResNet50\nd, info = tfds.load('stanford_dogs', with_info=True)\nm = «ResNet50»(weights=None, classes=120)\nm.fit(d)\n",
    );
    finds(
      'as many classes as the data set says',
      "import tensorflow_datasets as tfds\nfrom keras.applications import ResNet50\nd, info = tfds.load('stanford_dogs', with_info=True)\nm = «ResNet50»(weights=None, classes=info.features['label'].num_classes)\nm.fit(d)\n",
    );
    finds(
      'a small set of torchvision',
      around('net = «models.resnet18»(num_classes=37)').replace('ImageFolder("flowers")', 'OxfordIIITPet("data")'),
    );
    finds(
      'the same architecture with weights and without, whatever is said of it',
      py`
      from keras.applications import EfficientNetB0
      from shop import train
      # trained from scratch, for comparison
      model = «EfficientNetB0»(include_top=True, weights=None, classes=120)
      model.compile("adam", "categorical_crossentropy")
      model.fit(train, epochs=40)

      def build_model():
          return EfficientNetB0(include_top=False, weights="imagenet")

      build_model().fit(train, epochs=5)
    `,
    );
    finds('a model of timm', around('import timm\nnet = «timm.create_model»("resnet50", pretrained=False, num_classes=7)'));
    finds(
      'a model of Keras without weights',
      'import tensorflow as tf\nd = tf.keras.utils.image_dataset_from_directory("d")\nbase = «tf.keras.applications.EfficientNetB0»(include_top=False, weights=None)\nmodel.fit(d)\n',
    );
  });
});
