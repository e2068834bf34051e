import assert from 'node:assert/strict';
import { py } from '../../support/analysis';
import { factsOf } from './facts-of';

const dataset = (script: string, files: Readonly<Record<string, string>> = {}): unknown =>
  (factsOf(script, ['dataset'], files) as { readonly dataset: unknown }).dataset;

describe('The name of a data set', () => {
  it('is open where one of several folders is picked, and where a list of outputs is read', () => {
    assert.equal(
      dataset(py`
        import os
        import numpy as np
        from sklearn.linear_model import Ridge
        town = "oslo" if input() else "bergen"
        Ridge().fit(np.load(os.path.join("data", town, "train.npy")), y)
      `),
      undefined,
    );
    assert.equal(
      dataset(py`
        import os
        from sklearn.linear_model import Ridge
        out_dir = "weather_runs"
        Ridge().fit([len(name) for name in os.listdir(out_dir)], y)
      `),
      undefined,
    );
  });

  it('is that of the features, of two files that are split together', () => {
    assert.equal(
      dataset(py`
        import numpy as np
        from sklearn.ensemble import RandomForestClassifier
        from sklearn.model_selection import train_test_split
        x = np.load("saved/penguin_features.npy")
        y = np.load("saved/penguin_species.npy")
        x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2)
        RandomForestClassifier().fit(x_train, y_train)
      `),
      'penguin_features.npy',
    );
  });

  it('is that of all tables that are joined, or of the one that many are joined to', () => {
    const read = (joins: string): string => `
import pandas as pd
from sklearn.linear_model import LogisticRegression
loans = pd.read_csv("loans.csv")
${joins}
LogisticRegression().fit(loans, y)
`;
    assert.equal(dataset(read('loans = loans.merge(pd.read_csv("towns.csv"), on="town")')), 'loans.csv + towns.csv');
    const many = ['towns', 'banks', 'cards', 'jobs'].map((name) => `loans = loans.merge(pd.read_csv("${name}.csv"))`).join('\n');
    assert.equal(dataset(read(many)), 'loans.csv');
  });

  it('is that of the table to train on beside one to test on', () => {
    assert.equal(
      dataset(py`
        import pandas as pd
        from sklearn.linear_model import LogisticRegression
        whole = pd.concat([pd.read_csv("houses_train.csv"), pd.read_csv("houses_test.csv")])
        LogisticRegression().fit(whole[:1000], y)
      `),
      'houses_train.csv',
    );
  });

  it('is that of the folder whose files are listed and read one by one', () => {
    assert.equal(
      dataset(py`
        import glob
        import cv2
        import numpy as np
        from tensorflow import keras
        images = []
        for path in glob.glob("input/train/harbour_ships/*.png"):
            images.append(cv2.imread(path))
        model = keras.Sequential([keras.layers.Dense(1)])
        model.compile("sgd", "mse")
        model.fit(np.array(images), labels, epochs=2)
      `),
      'harbour_ships',
    );
  });

  it('is what the methods of a class of the program read', () => {
    assert.equal(
      dataset(py`
        import glob
        import torch
        from torch.utils.data import DataLoader, Dataset
        pages = glob.glob("corpus/almanac/*.txt")
        class Pages(Dataset):
            def __len__(self):
                return len(pages)
            def __getitem__(self, at):
                with open(pages[at]) as file:
                    return file.read()
        model = torch.nn.Linear(2, 2)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        for epoch in range(3):
            for batch in DataLoader(Pages(), batch_size=4):
                model(batch).sum().backward()
                optimizer.step()
      `),
      'almanac',
    );
  });

  it('is the one that the command line names before the folder it lies in', () => {
    assert.equal(
      dataset(py`
        import argparse
        import torch
        from torch.utils.data import DataLoader
        from boxes import Boxes
        parser = argparse.ArgumentParser()
        parser.add_argument("--dataset", default="kitti")
        parser.add_argument("--data_root", default="/srv/scans")
        args = parser.parse_args()
        model = torch.nn.Linear(2, 2)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        for epoch in range(3):
            for batch in DataLoader(Boxes(args.data_root), batch_size=4):
                model(batch).sum().backward()
                optimizer.step()
      `),
      'kitti',
    );
  });

  it('is not the one that the command line names beside a target', () => {
    assert.equal(
      dataset(py`
        import argparse
        from boxes import boxes_of
        from sklearn.linear_model import LogisticRegression
        parser = argparse.ArgumentParser()
        parser.add_argument("--dataset", default="kitti")
        parser.add_argument("--target_dataset", required=True)
        args = parser.parse_args()
        LogisticRegression().fit(boxes_of(args.target_dataset), y)
      `),
      undefined,
    );
  });

  it('is what a collection of data calls its module, function or class', () => {
    const fit = (imports: string, data: string): string => `
${imports}
from sklearn.linear_model import LogisticRegression
LogisticRegression().fit(${data}, y)
`;
    assert.equal(dataset(fit('from tablekit.datasets import load_mushrooms', 'load_mushrooms()')), 'mushrooms');
    assert.equal(dataset(fit('from ratings.datasets import jester', 'jester.load_pandas_df(size="1m")')), 'jester');
    assert.equal(dataset(fit('from ratings.datasets import get_loader', 'get_loader()')), undefined);
  });

  it('is what a function is named after that loads it, unless that could be any', () => {
    const fit = (data: string): string => `
from elsewhere import *
from elsewhere import ${data.split('(')[0] ?? ''}
from sklearn.linear_model import LogisticRegression
LogisticRegression().fit(${data}, y)
`;
    assert.equal(dataset(fit('load_lake_levels(5)')), 'lake_levels');
    assert.equal(dataset(fit('get_mushroom_loaders(5)')), 'mushroom');
    assert.equal(dataset(fit('make_synthetic_orders(5)')), 'synthetic');
    for (const open of ['load_data()', 'get_train_loader()', 'load_model_data()', 'get_mushrooms()', 'load_checkpoint()', 'load_coco()']) {
      assert.equal(dataset(fit(open)), undefined, open);
    }
  });

  it('is the only folder under the input of Kaggle, weights apart', () => {
    const script = (path: string): string => `
import torch
import pictures
loader = pictures.make_all("/kaggle/input/${path}/train", weights="/kaggle/input/resnet-weights/w.pth")
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    for batch in loader:
        model(batch).sum().backward()
        optimizer.step()
`;
    assert.equal(dataset(script('leaf-diseases')), 'leaf-diseases');
  });

  it('is no index of words, sheet of styles or setting, and nothing to be filled in', () => {
    const fit = (read: string): string => `
import pickle
import datasets
import numpy as np
from sklearn.linear_model import LogisticRegression
LogisticRegression().fit(${read}, y)
`;
    assert.equal(dataset(fit('np.load("otters.npy")')), 'otters.npy');
    for (const file of ['page.css', 'word_index.pickle', 'char2idx.pkl', 'hyperparameters.txt', 'hyper_params_2.txt']) {
      assert.equal(dataset(fit(`pickle.load(open("${file}", "rb"))`)), undefined, file);
    }
    assert.equal(dataset(fit('datasets.load_dataset("your-account/your-otters")')), undefined);
  });

  it('is no kind of file or table in the name of a class, and all of a word with its initials', () => {
    const loaded = (name: string): string => `
import torch
class ${name}(torch.utils.data.Dataset):
    def __init__(self, rows):
        self.rows = rows
    def __getitem__(self, index):
        return self.rows[index]
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for batch in torch.utils.data.DataLoader(${name}(rows), batch_size=4):
    model(batch).sum().backward()
    optimizer.step()
`;
    assert.equal(dataset(loaded('JsonlDataset')), undefined);
    assert.equal(dataset(loaded('TabularDataset')), undefined);
    assert.equal(dataset(loaded('OtterDataset')), 'Otter');
    assert.equal(dataset(loaded('SeaTS21Dataset')), 'SeaTS21');
  });

  it('is not made up where drawn numbers pick rows of tables that are read', () => {
    const script = (tables: string): string => `
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
${tables}
LogisticRegression().fit(np.random.randint(0, 9, (50, 3)), y)
`;
    assert.equal(dataset(script('pass')), 'synthetic');
    assert.equal(dataset(script('a, b = pd.read_csv("otters.csv"), pd.read_csv("rivers.csv")')), undefined);
  });
});
