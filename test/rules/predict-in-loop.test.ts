import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('predict-in-loop');

describe('predict-in-loop', () => {
  describe('says nothing of', () => {
    silent(
      'one call for all rows',
      py`
      import joblib
      model = joblib.load("m.joblib")
      scores = model.predict_proba(rows)
    `,
    );

    silent(
      'parts of a large file',
      py`
      import joblib, pandas as pd
      model = joblib.load("m.joblib")
      for part in pd.read_csv("big.csv", chunksize=1000):
          out.append(model.predict(part))
    `,
    );

    silent(
      'the samples of one batch',
      py`
      import keras, numpy as np
      model = keras.models.load_model("m.keras")
      for i in range(0, batch_images.shape[0] - 1):
          codes.append(model.predict(np.expand_dims(batch_images[i], 0)))
    `,
    );

    silent(
      'samples that a server of a competition hands over',
      py`
      import keras, numpy as np
      import kaggle_evaluation.cmi_inference_server
      model = keras.models.load_model("m.keras")
      def predict(sequence, people):
          return [model.predict(np.expand_dims(row, 0)) for row in sequence]
    `,
    );

    silent(
      'batches by a range with a step',
      py`
      from sentence_transformers import SentenceTransformer
      encoder = SentenceTransformer("m")
      for start in range(0, len(texts), 64):
          vectors.append(encoder.encode(texts[start:start + 64]))
    `,
    );

    silent(
      'batches by name',
      py`
      from transformers import pipeline
      from data import batches
      classify = pipeline("text-classification")
      for batch in batches:
          out += classify(batch)
    `,
    );

    silent(
      'a list of sentences in each round',
      py`
      from sentence_transformers import SentenceTransformer
      encoder = SentenceTransformer("m")
      for sentences in documents:
          vectors.append(encoder.encode(sentences))
    `,
    );

    silent(
      'many models',
      py`
      from sklearn.linear_model import Ridge
      for model in models:
          votes.append(model.predict([x]))
    `,
    );

    silent(
      'a model fitted in each round',
      py`
      from sklearn.linear_model import Ridge
      model = Ridge()
      for i in range(len(X)):
          model.fit(X[:i], y[:i])
          out.append(model.predict(X[i].reshape(1, -1)))
    `,
    );

    silent(
      'a forecast that is fed back',
      py`
      import numpy as np
      from tensorflow import keras
      model = keras.models.load_model("m.keras")
      window = history[-10:]
      for day in range(300):
          value = model.predict(window.reshape(1, 10, 1))[0]
          window = np.append(window[1:], value)
    `,
    );

    silent(
      'a forecast that is fed back through a list, although the days are read',
      py`
      import numpy as np
      from tensorflow import keras
      model = keras.models.load_model("m.keras")
      window = list(history)
      for day in calendar:
          sample = np.array([window[-10:] + [day.weekday]])
          value = model.predict(sample)
          window.append(value[0])
    `,
    );

    silent(
      'an agent in an environment',
      py`
      from tensorflow import keras
      model = keras.models.load_model("m.keras")
      for state in starts:
          action = model.predict(state[None])
          env.step(action)
    `,
    );

    silent(
      'a measurement of latency',
      py`
      import time
      from tensorflow import keras
      model = keras.models.load_model("m.keras")
      for x in samples:
          start = time.perf_counter()
          model.predict(x[None])
          times.append(time.perf_counter() - start)
    `,
    );

    silent(
      'pictures of predictions',
      py`
      import matplotlib.pyplot as plt
      from tensorflow import keras
      model = keras.models.load_model("m.keras")
      for x in samples:
          plt.title(model.predict(x[None])[0])
          plt.show()
    `,
    );

    silent(
      'a few samples',
      py`
      from transformers import pipeline
      classify = pipeline("text-classification")
      for text in ["good", "bad"]:
          print(classify(text))
      for text in texts[:5]:
          print(classify(text))
    `,
    );

    silent(
      'a loop that waits for a person',
      py`
      from transformers import pipeline
      chat = pipeline("text-generation")
      while True:
          text = input()
          print(chat(text))
    `,
    );

    silent(
      'the same prompt again and again',
      py`
      from transformers import AutoModelForCausalLM, AutoTokenizer
      tok = AutoTokenizer.from_pretrained("gpt2")
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      for k in range(samples):
          ids = tok(prompt, return_tensors="pt")
          out.append(model.generate(**ids))
    `,
    );

    silent(
      'answers that are streamed',
      py`
      from transformers import AutoModelForCausalLM, AutoTokenizer
      tok = AutoTokenizer.from_pretrained("gpt2")
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      for prompt in prompts:
          model.generate(tok(prompt, return_tensors="pt").input_ids, streamer=streamer)
    `,
    );

    silent(
      'a batched map',
      py`
      from datasets import load_dataset
      from sentence_transformers import SentenceTransformer
      encoder = SentenceTransformer("m")
      load_dataset("imdb").map(lambda x: {"v": encoder.encode(x["text"])}, batched=True)
    `,
    );

    silent(
      'a method of something else',
      py`
      from shop import oracle
      for x in samples:
          oracle.predict([x])
    `,
    );

    silent(
      'texts that are encoded as bytes',
      py`
      for text in texts:
          out.append(text.encode("utf-8"))
    `,
    );

    silent(
      'a test',
      py`
      import joblib
      model = joblib.load("m.joblib")
      def test_rows():
          for row in rows:
              assert model.predict([row]) == 1
    `,
    );

    silent(
      'a loop that ends in its first round',
      py`
      import os
      import numpy as np
      from tensorflow import keras
      model = keras.models.load_model("m.keras")
      for name in os.listdir("photos"):
          image = np.expand_dims(read(name), 0)
          print(model.predict(image))
          break
    `,
    );
  });

  describe('finds', () => {
    finds(
      'two branches of one loop once',
      py`
      import joblib
      import pandas as pd
      model = joblib.load("model.pkl")
      table = pd.read_csv("rows.csv")
      for _, row in table.iterrows():
          if row["kind"] == "a":
              print(«model.predict»([row.values]))
          else:
              print(model.predict([row.values[:3]]))
    `,
    );

    finds(
      'rows of a table by position',
      py`
      import joblib, pandas as pd
      clf = joblib.load("clf.joblib")
      df = pd.read_parquet("x.parquet")
      for i in range(len(df)):
          scores.append(«clf.predict_proba»(df.iloc[[i]])[0, 1])
    `,
      { severity: 'hint', confidence: 'high', fixes: [] },
    );

    finds(
      'files, by a network',
      py`
      import glob, keras, numpy as np
      model = keras.models.load_model("m.keras")
      for path in glob.glob("test/*.png"):
          found.append(«model.predict»(np.expand_dims(load(path), 0))[0])
    `,
      { severity: 'warning', confidence: 'high', fixes: [] },
    );

    finds(
      'as a hint, a list that may be short, trees, and pictures that are drawn',
      py`
      import cv2, keras, xgboost, numpy as np
      model = keras.models.load_model("m.keras")
      for target in targets:
          found.append(«model.predict»(np.expand_dims(target, 0))[0])
      trees = xgboost.XGBClassifier()
      for row in rows:
          found.append(«trees.predict»([row])[0])
      for path in paths:
          found.append(«model.predict»(np.expand_dims(cv2.imread(path), 0))[0])
          cv2.imwrite("drawn.png", canvas)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, samples of which a handful is drawn where nobody asks for more',
      py`
      import keras, numpy as np
      model = keras.models.load_model("m.keras")
      def draw(images, num_samples=5):
          for i in range(num_samples):
              found.append(«model.predict»(np.expand_dims(images[i], 0))[0])
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, the patches of one picture',
      py`
      import keras, numpy as np
      from patchify import patchify
      model = keras.models.load_model("unet.keras")
      patches = patchify(picture, (128, 128), step=128)
      for i in range(patches.shape[0]):
          for j in range(patches.shape[1]):
              found.append(«model.predict»(np.expand_dims(patches[i, j], 0)))
    `,
      { severity: 'hint' },
    );

    finds(
      'the patches of each picture of a folder',
      py`
      import keras, numpy as np
      from patchify import patchify
      model = keras.models.load_model("unet.keras")
      for file in files:
          patches = patchify(read(file), (128, 128), step=128)
          for i in range(patches.shape[0]):
              for j in range(patches.shape[1]):
                  found.append(«model.predict»(np.expand_dims(patches[i, j], 0)))
    `,
      { severity: 'warning' },
    );

    finds(
      'as a hint, answers that are only printed',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("m")
      for prompt in prompts:
          ids = tokenizer(prompt, return_tensors="pt").input_ids
          print(tokenizer.decode(«model.generate»(ids)[0]))
    `,
      { severity: 'hint' },
    );

    finds(
      'answers that are printed and kept',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("m")
      for prompt in prompts:
          ids = tokenizer(prompt, return_tensors="pt").input_ids
          text = tokenizer.decode(«model.generate»(ids)[0])
          print(text)
          answers.append(text)
    `,
      { severity: 'warning' },
    );

    finds(
      'as a hint, a handful in a function that another calls with it',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("m")
      def answer(question):
          ids = tokenizer(question, return_tensors="pt").input_ids
          return tokenizer.decode(«model.generate»(ids)[0])
      def run(questions, max_samples: int = 20):
          questions = questions[:max_samples]
          return [answer(question) for question in questions]
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a network of dense layers on pooled features',
      py`
      import keras, numpy as np
      model = keras.Sequential([keras.layers.GlobalAveragePooling2D(input_shape=(7, 7, 512)), keras.layers.Dense(133)])
      found = [np.argmax(«model.predict»(np.expand_dims(feature, 0))) for feature in test_features]
    `,
      { severity: 'hint' },
    );

    finds(
      'once, two models that a loop calls; the second is a hint',
      py`
      import keras, numpy as np
      first = keras.models.load_model("a.keras")
      second = keras.models.load_model("b.keras")
      for image in images:
          found.append(«first.predict»(np.expand_dims(image, 0))[0])
          found.append(«second.predict»(np.expand_dims(image, 0))[0])
    `,
    );

    finds(
      'rows by a slice of length one, in a comprehension',
      py`
      from sklearn.ensemble import RandomForestClassifier
      forest = RandomForestClassifier().fit(X, y)
      out = [«forest.predict»(X[i:i + 1])[0] for i in range(X.shape[0])]
    `,
    );

    finds(
      'images that get a batch axis of one',
      py`
      import numpy as np
      import tensorflow as tf
      net = tf.keras.applications.MobileNetV2()
      for path in paths:
          image = np.expand_dims(load(path), axis=0)
          image = image / 255.0
          found[path] = «net.predict»(image, verbose=0)
    `,
    );

    finds(
      'a model given to a function that is called for each row',
      py`
      from xgboost import XGBClassifier
      def score(model, row):
          return model.predict(row.values.reshape(1, -1))[0]
      model = XGBClassifier()
      for row in rows:
          total += score(model, row)
    `.replace('model.predict(', '«model.predict»('),
    );

    finds(
      'a list of one record',
      py`
      from sklearn.linear_model import Ridge
      model = Ridge()
      for a, b in pairs:
          out.append(«model.predict»([[a, b]]))
    `,
    );

    finds(
      'a pipeline, text by text, with a progress bar',
      py`
      from tqdm import tqdm
      from transformers import pipeline
      from shop import reviews
      pipe = pipeline("sentiment-analysis")
      for i, review in enumerate(tqdm(reviews)):
          out[i] = «pipe»(review["text"].strip())[0]
    `,
    );

    finds(
      'a pipeline that a column is mapped through',
      py`
      import pandas as pd
      from transformers import pipeline
      pipe = pipeline("sentiment-analysis")
      df = pd.read_csv("r.csv")
      df["label"] = df["text"].apply(lambda text: «pipe»(text)[0]["label"])
    `,
    );

    finds(
      'a sentence encoder over the items of a dict',
      py`
      from sentence_transformers import SentenceTransformer as Encoder
      from shop import docs
      encoder = Encoder("all-MiniLM-L6-v2")
      for key, text in docs.items():
          vectors[key] = «encoder.encode»(text, normalize_embeddings=True)
    `,
    );

    finds(
      'a sentence encoder in a method that a loop calls',
      py`
      from sentence_transformers import SentenceTransformer
      class Index:
          def __init__(self):
              self.encoder = SentenceTransformer("m")
          def add(self, text):
              self.store(«self.encoder.encode»(text))
      index = Index()
      for text in open("corpus.txt"):
          index.add(text)
    `,
    );

    finds(
      'generation for one prompt at a time',
      py`
      from transformers import AutoModelForCausalLM, AutoTokenizer
      from shop import prompts
      tok = AutoTokenizer.from_pretrained("gpt2")
      lm = AutoModelForCausalLM.from_pretrained("gpt2").cuda()
      for p in prompts:
          ids = tok(p, return_tensors="pt").to("cuda")
          answers.append(tok.decode(«lm.generate»(**ids, max_new_tokens=64)[0]))
    `,
    );

    finds(
      'generation for a prompt that is put together',
      py`
      from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
      tok = AutoTokenizer.from_pretrained("t5-small")
      lm = AutoModelForSeq2SeqLM.from_pretrained("t5-small")
      def summarize(article):
          inputs = tok("summarize: " + article, return_tensors="pt", truncation=True)
          return tok.decode(«lm.generate»(inputs.input_ids)[0])
      summaries = [summarize(article) for article in articles]
    `,
    );

    finds('a cell of a notebook', [
      'import joblib\nmodel = joblib.load("m.joblib")',
      'for x in X_test:\n    y_pred.append(«model.predict»([x])[0])',
    ]);

    finds(
      'a loop that may end early',
      py`
      import os
      import numpy as np
      from tensorflow import keras
      model = keras.models.load_model("m.keras")
      for name in os.listdir("photos"):
          image = np.expand_dims(read(name), 0)
          found = «model.predict»(image)
          if found > 0.5:
              break
    `,
    );
  });
});
