import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf, runsOf, valuesOf } from './facts-of';

describe('Runs of fastai', () => {
  it('have the batch size, optimizer and rate of the library unless others are given', () => {
    const script = py`
      from fastai.vision.all import *
      path = untar_data(URLs.PETS)
      dls = ImageDataLoaders.from_name_func(path, get_image_files(path/"images"), valid_pct=0.2, label_func=is_cat)
      learn = vision_learner(dls, resnet34, metrics=error_rate)
      learn.fine_tune(3)
    `;
    assert.deepEqual(
      factsOf(script, [
        'model',
        'pretrained',
        'dataset',
        'epochs',
        'batchSizePerDevice',
        'precision',
        'optimizer',
        'learningRate',
        'validationShare',
      ]),
      {
        model: 'torchvision/resnet34',
        pretrained: true,
        dataset: 'pets',
        epochs: 3,
        batchSizePerDevice: 64,
        precision: 'fp32',
        optimizer: 'adam',
        learningRate: 0.002,
        validationShare: 0.2,
      },
    );
  });

  it('are one for each call of a function that trains', () => {
    const runs = runsOf(py`
      from fastai.vision.all import *
      def train(arch, epochs=5, accum=1):
          dls = ImageDataLoaders.from_folder("birds/train", bs=32 // accum)
          learn = vision_learner(dls, arch, cbs=GradientAccumulation(32)).to_fp16()
          learn.fit_one_cycle(epochs, 0.01)
      train("convnext_small")
      train("vit_base_patch16_224", epochs=1, accum=2)
    `);
    assert.deepEqual(
      runs.map((run) => valuesOf(run, ['model', 'dataset', 'epochs', 'batchSizePerDevice', 'gradientAccumulation', 'precision'])),
      [
        { model: 'convnext_small', dataset: 'birds', epochs: 5, batchSizePerDevice: 32, gradientAccumulation: 1, precision: 'amp-fp16' },
        {
          model: 'vit_base_patch16_224',
          dataset: 'birds',
          epochs: 1,
          batchSizePerDevice: 16,
          gradientAccumulation: 2,
          precision: 'amp-fp16',
        },
      ],
    );
  });

  it('take optimizer and model of a plain learner as they are given', () => {
    const script = py`
      from fastai.basics import *
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.head = nn.Linear(4, 2)
          def forward(self, x):
              return self.head(x)
      learn = Learner(dls, Net(), opt_func=RMSProp, lr=0.1)
      learn.to_bf16()
      learn.fit(2)
    `;
    assert.deepEqual(factsOf(script, ['model', 'epochs', 'precision', 'optimizer', 'learningRate', 'batchSizePerDevice']), {
      model: 'Net',
      epochs: 2,
      precision: 'amp-bf16',
      optimizer: 'rmsprop',
      learningRate: 0.1,
      batchSizePerDevice: undefined,
    });
  });

  it('of the first version make tabular networks of bunches of data', () => {
    const script = (imports: string): string => `
import pandas as pd
${imports}
rows = pd.read_csv("herons.csv")
data = TabularDataBunch.from_df("work", rows, dep_var="nests", valid_idx=[1, 2], procs=[])
learn = tabular_learner(data=data, layers=[40, 20])
learn.lr_find()
learn.fit_one_cycle(12, 3e-2)
`;
    const nested = 'from fastai.tabular.data import TabularDataBunch\nfrom fastai.tabular.learner import tabular_learner';
    for (const imports of [nested, 'from fastai.tabular import TabularDataBunch, tabular_learner']) {
      assert.deepEqual(factsOf(script(imports), ['model', 'dataset', 'epochs', 'learningRate', 'batchSizePerDevice']), {
        model: 'TabularModel',
        dataset: 'herons.csv',
        epochs: 12,
        learningRate: 0.03,
        batchSizePerDevice: 64,
      });
    }
    const tested = script(nested).replace('herons.csv', 'train.csv').replace('procs=', 'test_df=pd.read_csv("test.csv"), procs=');
    assert.deepEqual(factsOf(tested, ['dataset']), { dataset: undefined });
  });
});
