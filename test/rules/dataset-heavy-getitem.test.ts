import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('dataset-heavy-getitem');

describe('dataset-heavy-getitem', () => {
  describe('says nothing of', () => {
    silent(
      'a table that is read once',
      py`
      import pandas as pd
      from torch.utils.data import Dataset
      class Rows(Dataset):
          def __init__(self, path):
              self.rows = pd.read_csv(path).to_numpy()
          def __getitem__(self, i):
              return self.rows[i]
    `,
    );

    silent(
      'a file for each sample',
      py`
      import os, json
      import numpy as np
      from PIL import Image
      from torch.utils.data import Dataset
      class Files(Dataset):
          def __init__(self, root, names):
              self.root, self.names = root, names
          def __getitem__(self, i):
              name = self.names[i]
              x = np.load(os.path.join(self.root, name))
              y = np.load(f"{self.root}/{i:05d}.npy")
              with open(self.root + "/" + name + ".json") as file:
                  box = json.load(file)
              return x, y, box, Image.open(self.names[i])
    `,
    );

    silent(
      'a path found through a table',
      py`
      import pandas as pd
      import torch
      from torch.utils.data import Dataset
      class Rows(Dataset):
          def __getitem__(self, i):
              row = self.frame.iloc[i]
              return pd.read_csv(row["path"]), torch.load(row.tensor_path), pd.read_csv(self.path_of(i))
    `,
    );

    silent(
      'a file that is opened by the first sample',
      py`
      import numpy as np
      from torch.utils.data import Dataset
      class Lazy(Dataset):
          def __init__(self, path):
              self.path, self.data = path, None
          def __getitem__(self, i):
              if self.data is None:
                  self.data = np.load(self.path)
              return self.data[i]
    `,
    );

    silent(
      'a function that remembers',
      py`
      import pandas as pd
      from functools import lru_cache
      from torch.utils.data import Dataset
      @lru_cache(maxsize=None)
      def table(path):
          return pd.read_csv(path)
      class Rows(Dataset):
          def __init__(self, path):
              self.path = path
          def __getitem__(self, i):
              return table(self.path).iloc[i]
    `,
    );

    silent(
      'a part of a file',
      py`
      import numpy as np
      import pandas as pd
      from torch.utils.data import Dataset
      class Part(Dataset):
          def __init__(self, path):
              self.path = path
          def __getitem__(self, i):
              return np.load(self.path, mmap_mode="r")[i], pd.read_csv(self.path, skiprows=i, nrows=1)
    `,
    );

    silent(
      'one row of an HDF5 file',
      py`
      import h5py
      from torch.utils.data import Dataset
      class Rows(Dataset):
          def __init__(self, path):
              self.path = path
          def __getitem__(self, i):
              with h5py.File(self.path, "r") as file:
                  return file["images"][i]
    `,
    );

    silent(
      'a container that is no data set',
      py`
      import json
      class Catalogue:
          def __getitem__(self, key):
              with open("catalogue.json") as file:
                  return json.load(file)[key]
    `,
    );

    silent(
      'a download of what is missing',
      py`
      import os
      import requests
      from torch.utils.data import Dataset
      class Remote(Dataset):
          def __getitem__(self, i):
              if not os.path.exists(self.paths[i]):
                  open(self.paths[i], "wb").write(requests.get(self.urls[i]).content)
              return self.paths[i]
    `,
    );

    silent(
      'layers that augment',
      py`
      import torch.nn as nn
      from torch.utils.data import Dataset
      class Images(Dataset):
          def __init__(self, images):
              self.images = images
              self.augment = nn.Sequential(nn.Dropout(0.1))
          def __getitem__(self, i):
              return self.augment(self.images[i])
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a table that is parsed for each sample',
      py`
      import os
      import pandas as pd
      from torch.utils.data import Dataset
      class Rows(Dataset):
          def __init__(self, root):
              self.path = os.path.join(root, "train.csv")
          def __getitem__(self, i):
              frame = «pd.read_csv»(self.path)
              return frame.iloc[i]
    `,
      { severity: 'hint', confidence: 'high', message: /read and parsed again/, fixes: [] },
    );

    finds(
      'a file of all labels, opened in a method of its own',
      py`
      import json
      import torch.utils.data as data
      LABELS = "labels.json"
      class Images(data.Dataset):
          def labels(self):
              with open(LABELS) as file:
                  return «json.load»(file)
          def __getitem__(self, i):
              return self.labels()[i]
    `,
    );

    finds(
      'a batch of Keras',
      py`
      import numpy as np
      from tensorflow.keras.utils import Sequence
      class Batches(Sequence):
          def __init__(self, folder):
              self.folder = folder
          def __getitem__(self, index):
              x = «np.load»(f"{self.folder}/x.npy")
              return x[index * 8:(index + 1) * 8]
    `,
    );

    finds(
      'a tokenizer',
      py`
      from torch.utils.data import Dataset
      from transformers import AutoTokenizer
      class Reviews(Dataset):
          def __getitem__(self, i):
              tokenizer = «AutoTokenizer.from_pretrained»("a")
              return tokenizer(self.texts[i])
    `,
      { message: /loaded again/ },
    );

    finds(
      'a download in a class derived from one of the file',
      py`
      import requests
      from torch.utils.data import Dataset
      class Base(Dataset):
          def __len__(self):
              return len(self.urls)
      class Remote(Base):
          def __init__(self, urls):
              self.urls = urls
          def __getitem__(self, i):
              return «requests.get»(self.urls[i]).content
    `,
      { message: /downloads/ },
    );

    finds(
      'models that run for each sample',
      py`
      import timm
      from sentence_transformers import SentenceTransformer
      from torch.utils.data import Dataset
      class Features(Dataset):
          def __init__(self, images, texts):
              self.images, self.texts = images, texts
              self.backbone = timm.create_model("resnet50", pretrained=True).eval()
              self.encoder = SentenceTransformer("all-MiniLM-L6-v2")
          def __getitem__(self, i):
              return «self.backbone»(self.images[i]), «self.encoder.encode»(self.texts[i])
    `,
      { message: /one sample at a time/ },
    );

    finds(
      'all of an HDF5 file',
      py`
      import h5py
      from torch.utils.data import Dataset
      class Rows(Dataset):
          def __init__(self, path):
              self.path = path
          def __getitem__(self, i):
              with «h5py.File»(self.path, "r") as file:
                  images = file["images"][:]
              return images[i]
    `,
    );

    finds('a class in a notebook', [
      'import torch\nfrom torch.utils.data import Dataset',
      py`
      class Points(Dataset):
          def __getitem__(self, i):
              return «torch.load»("points.pt")[i]
    `,
    ]);

    finds(
      'the pipeline of a language that is loaded for each text',
      py`
      import spacy
      from torch.utils.data import Dataset
      class Texts(Dataset):
          def __getitem__(self, i):
              nlp = «spacy.load»("en_core_web_sm")
              return [token.text for token in nlp(self.texts[i])]
    `,
    );
  });
});
