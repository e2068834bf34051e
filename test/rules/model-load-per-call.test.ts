import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('model-load-per-call');

describe('model-load-per-call', () => {
  describe('says nothing of', () => {
    silent(
      'a model that is loaded when the service starts',
      py`
      from fastapi import FastAPI
      import joblib
      app = FastAPI()
      model = joblib.load("model.joblib")

      @app.post("/predict")
      def predict(body: dict):
          return model.predict([body["features"]]).tolist()
    `,
    );

    silent(
      'a lifespan hook',
      py`
      from contextlib import asynccontextmanager
      from fastapi import FastAPI
      from transformers import pipeline

      @asynccontextmanager
      async def lifespan(app):
          app.state.pipe = pipeline("text-classification")
          yield

      app = FastAPI(lifespan=lifespan)

      @app.on_event("startup")
      def warm():
          app.state.other = pipeline("ner")
    `,
    );

    silent(
      'a helper whose result is cached',
      py`
      import functools
      from flask import Flask
      from sentence_transformers import SentenceTransformer
      app = Flask(__name__)

      @functools.cache
      def encoder():
          return SentenceTransformer("all-MiniLM-L6-v2")

      @app.route("/e")
      def e():
          return encoder().encode("x").tolist()
    `,
    );

    silent(
      'a model that is loaded at its first use',
      py`
      from flask import Flask
      import tensorflow as tf
      app = Flask(__name__)
      _model = None

      def get_model():
          global _model
          if _model is not None:
              return _model
          _model = tf.keras.models.load_model("m.keras")
          return _model

      @app.route("/p")
      def p():
          global _model
          if _model is None:
              _model = tf.keras.models.load_model("m.keras")
          return get_model().predict([1]).tolist()
    `,
    );

    silent(
      'a registry filled by key',
      py`
      from fastapi import FastAPI
      import torch
      app = FastAPI()
      loaded = {}

      @app.get("/p")
      def p(x: float):
          if "net" not in loaded:
              loaded["net"] = torch.jit.load("net.pt")
          return loaded["net"](x)
    `,
    );

    silent(
      'a model that the request names',
      py`
      from flask import Flask, request
      import joblib
      app = Flask(__name__)

      @app.route("/p/<name>")
      def p(name):
          model = joblib.load(f"models/{name}.pkl")
          other = joblib.load(request.args["path"])
          return str(model.predict([[1]]) + other.predict([[1]]))
    `,
    );

    silent(
      'another model in each round',
      py`
      from transformers import AutoModel
      for name in ["bert-base-uncased", "roberta-base"]:
          model = AutoModel.from_pretrained(name)
          print(model(batch))

      def score(name):
          net = AutoModel.from_pretrained(name)
          return net(batch)

      for name in ["a", "b", "c"]:
          score(name)
    `,
    );

    silent(
      'a name that is formatted in each round',
      py`
      import torch
      for fold in range(5):
          net = torch.load(f"{fold}.pt", map_location=f"{device}")
          scores["a"] += net(batch)
      for path in paths:
          other = torch.load('%s.pt' % path, map_location="cpu")
          print(other(batch))
    `,
    );

    silent(
      'folds that start from the same weights to train',
      py`
      from transformers import AutoModelForSequenceClassification, Trainer
      for fold in range(5):
          model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
          trainer = Trainer(model=model, train_dataset=train[fold])
          trainer.train()
          model(batch)
    `,
    );

    silent(
      'an ensemble that is kept',
      py`
      import timm
      models = []
      for fold in range(5):
          models.append(timm.create_model("resnet50", pretrained=True))
      nets = [timm.create_model("resnet18", pretrained=True) for _ in range(3)]
    `,
    );

    silent(
      'a loop that writes the weights it reads',
      py`
      import torch
      for epoch in range(10):
          net = torch.load("net.pt")
          net(batch)
          torch.save(net, "net.pt")
    `,
    );

    silent(
      'a Streamlit resource',
      py`
      import streamlit as st
      from transformers import pipeline

      @st.cache_resource(show_spinner=False)
      def load():
          return pipeline("summarization")

      st.write(load()("text"))
      if "clf" not in st.session_state:
          st.session_state.clf = pipeline("ner")
    `,
    );

    silent(
      'a loader that nothing repeats',
      py`
      import torch
      def load(path="net.pt"):
          return torch.load(path)
      net = load()
      for x in batches:
          net(x)
    `,
    );

    silent(
      'worker processes that load for themselves',
      py`
      from datasets import load_dataset
      from transformers import pipeline
      ds = load_dataset("imdb")["train"]

      def score(row):
          return {"s": pipeline("sentiment-analysis")(row["text"])}

      ds.map(score, num_proc=4)
    `,
    );

    silent(
      'a test',
      py`
      import torch
      def test_roundtrip():
          for x in [1, 2, 3]:
              net = torch.load("net.pt")
              assert net(x)
    `,
    );

    silent(
      'a loop that has one round',
      py`
      import timm
      def load(name):
          return timm.create_model(name, pretrained=True)
      names = ["resnet34"]
      for name in names:
          model = load(name)
          print(model(batch))
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a handler of FastAPI',
      py`
      from fastapi import FastAPI
      import torch
      app = FastAPI()

      @app.post("/predict")
      async def predict(item: Item):
          model = «torch.load»("weights/net.pt", map_location="cpu")
          model.eval()
          return model(item.values).tolist()
    `,
      { severity: 'warning', confidence: 'high', message: /for each request/, fixes: [] },
    );

    finds(
      'a helper of a blueprint, behind a check of the request',
      py`
      import os
      from flask import Blueprint, request
      from tensorflow.keras.models import load_model as load
      bp = Blueprint("api", __name__)
      BASE = os.path.dirname(__file__)

      def run(image):
          net = «load»(os.path.join(BASE, "net.h5"))
          return net.predict(image)

      @bp.route("/p", methods=["POST"])
      def p():
          file = request.files.get("image")
          if not file:
              return "missing", 400
          if request.method == "POST":
              return run(file)
    `,
    );

    finds(
      'a view of Django and one of Django REST framework',
      py`
      import joblib
      from django.http import JsonResponse
      from rest_framework.views import APIView

      def predict(request):
          model = «joblib.load»("model.pkl")
          return JsonResponse({"y": model.predict([[1]])[0]})

      class Predict(APIView):
          def post(self, request):
              model = «joblib.load»("model.pkl")
              return JsonResponse({"y": model.predict([[1]])[0]})
    `,
    );

    finds(
      'a serverless handler',
      py`
      import onnxruntime as ort

      def lambda_handler(event, context):
          session = «ort.InferenceSession»("/opt/model.onnx")
          return session.run(None, {"x": event["x"]})
    `,
    );

    finds(
      'an object that loads in its constructor, made for each request',
      py`
      from fastapi import APIRouter
      from transformers import AutoModel
      router = APIRouter()

      class Embedder:
          def __init__(self):
              self.model = «AutoModel.from_pretrained»("bert-base-uncased")

          def embed(self, x):
              return self.model(x)

      @router.get("/e")
      def e(q: str):
          return Embedder().embed(q)
    `,
    );

    finds(
      'a function applied to each row',
      py`
      import pandas as pd
      from sentence_transformers import SentenceTransformer

      def embed(text):
          return «SentenceTransformer»("all-MiniLM-L6-v2").encode(text)

      df = pd.read_csv("x.csv")
      df["e"] = df["text"].apply(lambda t: embed(t))
    `,
      { message: /for each row/ },
    );

    finds(
      'a loop over texts',
      py`
      from transformers import AutoModelForCausalLM, AutoTokenizer
      name = "gpt2"
      tok = AutoTokenizer.from_pretrained(name)
      for prompt in prompts:
          model = «AutoModelForCausalLM.from_pretrained»(name).to("cuda")
          ids = tok(prompt, return_tensors="pt").input_ids.to("cuda")
          print(tok.decode(model.generate(ids)[0]))
    `,
      { message: /round of this loop/ },
    );

    finds(
      'a helper that a loop calls',
      py`
      from keras.applications.vgg16 import VGG16

      def features(path):
          net = «VGG16»(weights="imagenet", include_top=False)
          return net.predict(read(path))

      rows = [features(path) for path in paths]
    `,
    );

    finds(
      'the function of a demo',
      py`
      import gradio as gr
      from transformers import pipeline

      def answer(text):
          pipe = «pipeline»("summarization", model="t5-small")
          return pipe(text)[0]["summary_text"]

      gr.Interface(fn=answer, inputs="text", outputs="text").launch()
    `,
    );

    finds(
      'the top level of a Streamlit page',
      py`
      import streamlit as st
      import joblib

      st.title("Prices")
      model = «joblib.load»("model.pkl")
      if st.button("Predict"):
          st.write(model.predict([[1.0]]))
    `,
      { message: /Streamlit/, fixes: [] },
    );
  });

  describe('repairs', () => {
    repairs(
      'a Streamlit loader without a cache',
      py`
      import streamlit as st
      from transformers import pipeline

      def load():
          # the small one
          return «pipeline»("summarization")

      st.write(load()("text"))
    `,
      {
        title: 'Keep the model with st.cache_resource',
        safe: false,
        gives: py`
        import streamlit as st
        from transformers import pipeline

        @st.cache_resource
        def load():
            # the small one
            return pipeline("summarization")

        st.write(load()("text"))
      `,
      },
    );
  });
});
