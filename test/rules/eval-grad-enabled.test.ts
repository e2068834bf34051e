import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('eval-grad-enabled');

describe('eval-grad-enabled', () => {
  describe('says nothing of', () => {
    silent(
      'a loop that is left after a few batches',
      py`
      import torch, torchvision
      model = torchvision.models.resnet50(weights="DEFAULT").cuda()
      model.eval()
      for index, (x, y) in enumerate(loader):
          if index == 3: break
          show(model(x))
    `,
    );

    silent(
      'a few pictures drawn with their predictions',
      py`
      import torch
      import matplotlib.pyplot as plt
      net = torch.load("net.pt")
      net.eval()
      def show(loader):
          for x, y in loader:
              out = net(x)
              plt.imshow(x[0])
              plt.title(out[0].argmax())
      show(loader)
    `,
    );

    silent(
      'a mode of MONAI that records nothing',
      py`
      import torch
      from monai.networks.utils import eval_mode
      net = torch.load("net.pt")
      net.eval()
      with eval_mode(net):
          for x, y in loader:
              scores.append(net(x).argmax())
    `,
    );

    silent(
      'an example for an exporter',
      py`
      import torch
      net = torch.load("net.pt")
      net.eval()
      x = torch.rand(1, 3, 224, 224)
      expected = net(x)
      torch.onnx.export(net, x, "net.onnx")
    `,
    );

    silent(
      'a loop that is left after its first batch',
      py`
      import torch
      net = torch.load("net.pt")
      net.eval()
      for x in loader:
          out = net(x)
          break
    `,
    );

    silent(
      'volatile variables, as before PyTorch 0.4',
      py`
      import torch
      from torch.autograd import Variable
      net = torch.load("net.pt")
      net.eval()
      for x in loader:
          out = net(Variable(x, volatile=True))
          keep(out.data)
    `,
    );

    silent(
      'no_grad around the loop',
      py`
      import torch
      model = build()
      model.eval()
      with torch.no_grad():
          for x, y in loader:
              out = model(x)
    `,
    );

    silent(
      'inference_mode as a decorator',
      py`
      import torch
      @torch.inference_mode()
      def evaluate(model, loader):
          model.eval()
          for x, y in loader:
              out = model(x)
    `,
    );

    silent(
      'no_grad as a decorator without parentheses',
      py`
      import torch
      @torch.no_grad
      def evaluate(model, loader):
          model.eval()
          for x, y in loader:
              out = model(x)
    `,
    );

    silent(
      'a caller that holds the with',
      py`
      import torch
      def evaluate(model, loader):
          model.eval()
          for x, y in loader:
              out = model(x)
      with torch.no_grad():
          evaluate(build(), ld)
    `,
    );

    silent(
      'set_grad_enabled by phase',
      py`
      import torch
      def run(model, loader, phase):
          if phase == "train":
              model.train()
          else:
              model.eval()
          for x, y in loader:
              with torch.set_grad_enabled(phase == "train"):
                  loss = crit(model(x), y)
              if phase == "train":
                  loss.backward()
    `,
    );

    silent(
      'a model back in training mode',
      py`
      import torch
      model = build()
      model.eval()
      model.train()
      for x, y in loader:
          loss = crit(model(x), y)
          loss.backward()
    `,
    );

    silent(
      'training and testing in turns',
      py`
      import torch
      model = build()
      def fit():
          model.train()
          for x, y in loader:
              loss = crit(model(x), y)
              loss.backward()
      def test():
          model.eval()
          with torch.no_grad():
              for x, y in loader:
                  model(x)
      fit(); test(); fit()
    `,
    );

    silent(
      'generate, which switches it off itself',
      py`
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2").eval()
      out = model.generate(ids)
    `,
    );

    silent(
      'eval of a DataFrame',
      py`
      import pandas as pd
      df = pd.read_csv("x")
      df.eval("a + b")
      y = df(x)
    `,
    );

    silent(
      'a hook of Lightning',
      py`
      import lightning as L
      class M(L.LightningModule):
          def validation_step(self, batch, idx):
              self.net.eval()
              return self.net(batch)
    `,
    );

    silent(
      'parameters frozen one by one',
      py`
      import torch
      model = build()
      model.eval()
      for p in model.parameters():
          p.requires_grad = False
      out = model(x)
    `,
    );

    silent(
      'an image that is optimised through the model',
      py`
      import torch
      vgg = build().eval()
      img = torch.randn(1,3,2,2, requires_grad=True)
      opt = torch.optim.LBFGS([img])
      for i in range(100):
          feats = vgg(img)
          loss = crit(feats)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'saliency',
      py`
      import torch
      model = build()
      model.eval()
      out = model(x)
      out[0, 3].backward()
    `,
    );

    silent(
      'gradients of an input',
      py`
      import torch
      model = build()
      model.eval()
      x.requires_grad_()
      out = model(x)
      g = torch.autograd.grad(out.sum(), x)
    `,
    );

    silent(
      'an export',
      py`
      import torch
      model = build()
      model.eval()
      torch.onnx.export(model, x, "m.onnx")
    `,
    );

    silent(
      'a trace',
      py`
      import torch
      model = build()
      model.eval()
      traced = torch.jit.trace(model, x)
    `,
    );

    silent(
      'no_grad by name',
      py`
      from torch import no_grad
      model = build()
      model.eval()
      with no_grad():
          model(x)
    `,
    );

    silent(
      'a context manager of the program',
      py`
      import torch
      from contextlib import contextmanager
      @contextmanager
      def evaluating(m):
          m.eval()
          with torch.no_grad():
              yield m
      model = build()
      with evaluating(model) as m:
          m(x)
    `,
    );

    silent(
      'recording off for the whole program',
      py`
      import torch
      torch.set_grad_enabled(False)
      model = build().eval()
      model(x)
    `,
    );

    silent(
      'recording off through torch.autograd',
      py`
      import torch
      torch.autograd.set_grad_enabled(False)
      model = build().eval()
      model(x)
    `,
    );

    silent(
      'a context entered by hand',
      py`
      import torch
      ng = torch.no_grad()
      ng.__enter__()
      model = build().eval()
      model(x)
    `,
    );

    silent(
      'a forward pass that is decorated',
      py`
      import torch
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.l = nn.Linear(1, 1)
          @torch.no_grad()
          def forward(self, x):
              return self.l(x)
      m = Net().eval()
      m(x)
    `,
    );

    silent(
      'a forward pass that switches it off',
      py`
      import torch
      from torch import nn
      class Net(nn.Module):
          def forward(self, x):
              with torch.no_grad():
                  return self.l(x)
      m = Net().eval()
      m(x)
    `,
    );

    silent(
      'a decorated method',
      py`
      import torch
      class Trainer:
          def __init__(self, model, loader):
              self.model = model
          @torch.no_grad()
          def validate(self):
              self.model.eval()
              for x, y in self.val:
                  self.model(x)
    `,
    );

    silent(
      'a test',
      py`
      import torch
      def test_model():
          m = build()
          m.eval()
          m(x)
    `,
    );

    silent(
      'a pipeline',
      py`
      from transformers import pipeline
      p = pipeline("text-classification")
      p.model.eval()
      p("hello")
    `,
    );

    silent(
      'an eval that takes an argument',
      py`
      evaluator.eval("x")
      evaluator(x)
    `,
    );

    silent(
      'a frozen part of a model in training',
      py`
      import torch
      model = build()
      model.backbone.eval()
      for x, y in loader:
          loss = crit(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'training in evaluation mode',
      py`
      import torch
      model = build()
      model.eval()
      for x, y in loader:
          loss = crit(model(x), y)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a model handed to code that was not found',
      py`
      import torch
      from mylib import run
      model = build()
      model.eval()
      run(model)
    `,
    );

    silent(
      'a function called under no_grad',
      py`
      import torch
      model = build()
      model.eval()
      def encode(x):
          return model(x)
      with torch.no_grad():
          encode(x)
    `,
    );

    silent(
      "Python's own eval",
      py`
      model = build()
      r = eval("1+1")
      model(x)
    `,
    );

    silent(
      'a frozen teacher',
      py`
      import torch
      teacher = build().eval().requires_grad_(False)
      for x, y in loader:
          loss = kd(student(x), teacher(x))
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a judge inside the loss',
      py`
      import torch
      D = build().eval()
      for z in loader:
          fake = G(z)
          loss = -D(fake).mean()
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a diffusion pipeline',
      py`
      from diffusers import StableDiffusionPipeline
      pipe = StableDiffusionPipeline.from_pretrained("x")
      pipe.unet.eval()
      pipe("a cat")
    `,
    );

    silent(
      'sentence transformers',
      py`
      from sentence_transformers import SentenceTransformer
      m = SentenceTransformer("a")
      m.eval()
      m.encode(["x"])
    `,
    );

    silent(
      'a Keras model',
      py`
      import keras
      m = keras.Sequential()
      m.evaluate(x)
      m(x)
    `,
    );

    silent(
      'a file without torch',
      py`
      import flax
      model.eval()
      out = model(x)
    `,
    );

    silent(
      'a processor beside the model',
      py`
      import torch
      from shop import model, processor, rows
      model.eval()
      processor.eval()
      for row in rows:
          inputs = processor(text=row["text"], return_tensors="pt")
    `,
    );

    silent(
      'the forward pass of a module that wraps another',
      py`
      import torch
      from torch import nn
      class Average(nn.Module):
          def __init__(self, model):
              super().__init__()
              self.module = model
              self.module.eval()
          def forward(self, x):
              return self.module(x)
    `,
    );

    silent(
      'a try with made-up input',
      py`
      import torch
      from shop import model
      model.eval()
      model(torch.ones([1, 3, 150, 150]).cuda())
    `,
    );
  });

  describe('of results that are only looked at', () => {
    const gan = (look: string, after = ''): string => `import torch
from torchvision.utils import save_image
netG, netD = Generator().cuda(), Discriminator().cuda()
optG = torch.optim.Adam(netG.parameters())
for epoch in range(5):
    for i, (real, _) in enumerate(loader):
        noise = torch.randn(64, 100, 1, 1).cuda()
        fake = netG(noise)
        loss = -netD(fake).mean()
        loss.backward()
        optG.step()
        ${look}
    ${after}
`;
    silent('says nothing of a picture of what was trained on', gan('if i % 100 == 0:\n            save_image(fake.detach(), "a.png")'));
    silent(
      'says nothing under no_grad',
      gan('if i % 100 == 0:\n            with torch.no_grad():\n                seen = netG(fixed)\n            save_image(seen, "a.png")'),
    );
    silent(
      'says nothing of what is trained on later',
      gan('seen = netG(noise)\n        d_loss = netD(seen.detach()).mean()\n        d_loss.backward()'),
    );

    finds(
      'finds a picture every so many steps',
      gan('if i % 100 == 0:\n            seen = «netG»(fixed)\n            save_image(seen.detach(), "a.png")'),
      {
        severity: 'hint',
        message: /only for looking at/,
      },
    );
    finds('finds a picture once an epoch', gan('pass', 'save_image(«netG»(fixed).data[:25], "a.png")'));
    finds(
      'finds a picture of the second of two adversaries',
      py`
      import torch
      from torchvision.utils import save_image
      netG, netD = Generator(), Discriminator()
      optD = torch.optim.Adam(netD.parameters())
      optG = torch.optim.Adam(netG.parameters())
      for epoch in range(5):
          for i, (real, _) in enumerate(loader):
              errD = criterion(netD(real), ones)
              errD.backward()
              fake = netG(noise)
              errFake = criterion(netD(fake.detach()), zeros)
              errFake.backward()
              optD.step()
              errG = criterion(netD(fake), ones)
              errG.backward()
              optG.step()
              if i % 100 == 0:
                  fake = «netG»(fixed_noise)
                  save_image(fake.detach(), "fake.png")
    `,
    );
    finds(
      'finds a picture that a function makes',
      `import torch
from torchvision.utils import save_image
generator = Generator()
optimizer = torch.optim.Adam(generator.parameters())
def sample_image(n, done):
    pictures = «generator»(torch.randn(n, 100))
    save_image(pictures.data, "%d.png" % done, nrow=n)
for epoch in range(5):
    for i, batch in enumerate(loader):
        loss = criterion(generator(batch), batch)
        loss.backward()
        optimizer.step()
        if i % 400 == 0:
            sample_image(10, i)
`,
    );

    silent(
      'a model of Lightning that was frozen',
      py`
      import torch
      from shop import Net, loader
      model = Net.load_from_checkpoint("m.ckpt")
      model.eval()
      model.freeze()
      for x in loader:
          found = model(x.to("cuda"))
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a function with several loops once: one decorator puts it right',
      py`
      import torch
      net = torch.load("net.pt")
      def predict(spatial, spectral):
          net.eval()
          found = []
          for x in spatial:
              found.extend(«net»(x).detach())
          for x in spectral:
              found.extend(net(x).detach())
          return found
      predict(a, b)
    `,
    );

    finds(
      'a loop over batches',
      py`
      import torch, torchvision
      model = torchvision.models.resnet50(weights="DEFAULT").cuda()
      model.eval()
      for x, y in loader:
          out = «model»(x)
    `,
      {
        severity: 'warning',
        confidence: 'high',
        change: { evalWithoutGrad: true },
        fixes: ['Run it under torch.no_grad()', 'Run it under torch.inference_mode()'],
      },
    );

    finds(
      'as a hint, a few texts',
      py`
      import torch, torchvision
      model = torchvision.models.resnet50(weights="DEFAULT").cuda()
      model.eval()
      for text in ["a", "b", "c"]:
          out = «model»(encode(text))
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a pass on the CPU behind a training of Lightning',
      py`
      import lightning as L, torchvision
      model = torchvision.models.resnet50(weights="DEFAULT")
      L.Trainer(accelerator="gpu").fit(wrap(model), data)
      model.eval()
      for x, y in loader:
          out = «model»(x)
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, batches of one sample',
      py`
      import torch, torchvision
      from torch.utils.data import DataLoader
      model = torchvision.models.resnet50(weights="DEFAULT").cuda()
      single = DataLoader(rows, batch_size=1)
      model.eval()
      for x, y in single:
          out = «model»(x)
    `,
      { severity: 'hint' },
    );

    finds(
      'a second caller that does not',
      py`
      import torch
      def evaluate(model, loader):
          model.eval()
          for x, y in loader:
              out = «model»(x)
      with torch.no_grad():
          evaluate(build(), ld)
      evaluate(build(), ld)
    `,
    );

    finds(
      'a function nobody calls here',
      py`
      import torch
      def evaluate(model, loader):
          model.eval()
          hits = 0
          for x, y in loader:
              hits += («model»(x).argmax(1) == y).sum()
          return hits
    `,
    );

    finds(
      'eval at the end of a chain',
      py`
      from transformers import AutoModel
      model = AutoModel.from_pretrained("bert-base-uncased").eval()
      out = «model»(**inputs)
    `,
    );

    finds(
      'train(False)',
      py`
      import torch
      model = build()
      model.train(False)
      out = «model»(x)
    `,
    );

    finds(
      'a method of a class that also trains',
      py`
      import torch
      class Trainer:
          def __init__(self, model, loader):
              self.model = model
          def train(self):
              self.model.train()
              for x, y in self.loader:
                  loss = self.crit(self.model(x), y)
                  loss.backward()
                  self.opt.step()
          def validate(self):
              self.model.eval()
              total = 0
              for x, y in self.val:
                  total += self.crit(«self.model»(x), y)
              return total
    `,
    );

    finds('a notebook', [
      py`
        import torch
        model = build()
      `,
      py`
        model.eval()
        preds = []
        for x, _ in loader:
            preds.append(«model»(x.cuda()))
      `,
    ]);

    finds(
      'validation after training in one function',
      py`
      import torch
      def run(model, tl, vl, opt):
          for epoch in range(3):
              model.train()
              for x, y in tl:
                  loss = crit(model(x), y)
                  loss.backward()
                  opt.step()
              model.eval()
              for x, y in vl:
                  vloss = crit(«model»(x), y)
                  total += vloss.item()
    `,
    );

    finds(
      'a web handler',
      py`
      import torch
      from flask import Flask
      app = Flask(__name__)
      net = build()
      net.eval()
      @app.post("/x")
      def p():
          return «net»(get()).tolist()
    `,
    );

    finds(
      'a progress bar around the loader',
      py`
      import torch
      from tqdm import tqdm
      def val(net, dl):
          net.eval()
          for x in tqdm(dl, desc="v"):
              «net»(x.cuda())
      val(n, d)
    `,
    );

    finds(
      'a with that ended before',
      py`
      import torch
      model = build()
      model.eval()
      with torch.set_grad_enabled(False):
          model(sample)
      for x in loader:
          «model»(x)
    `,
    );

    finds(
      'a loop over made-up inputs and real ones',
      py`
      import torch
      from shop import model, rows
      model.eval()
      for row in rows:
          state = torch.zeros(1, 8)
          out = «model»(row, state)
    `,
    );

    finds(
      'as a hint, one pass at the end',
      py`
      import torch
      from shop import model, rows, labels
      model.eval()
      found = «model»(rows)
      print((found.argmax(1) == labels).sum())
    `,
      { severity: 'hint' },
    );
  });

  describe('offers no repair of', () => {
    finds(
      'a call in a lambda, which runs elsewhere',
      py`
      import torch
      from shop import load
      model = load()
      model.eval()
      answer = lambda image: «model»(image)
      for image in images:
          show(answer(image))
    `,
      { fixes: [] },
    );
  });

  describe('repairs', () => {
    repairs(
      'the innermost loop',
      py`
      import torch

      def validate(model, loader):
          model.eval()
          hits = 0
          for x, y in loader:
              out = «model»(x)

              hits += (out.argmax(1) == y).sum()
          return hits
    `,
      {
        title: 'Run it under torch.no_grad()',
        safe: false,
        gives: py`
        import torch

        def validate(model, loader):
            model.eval()
            hits = 0
            with torch.no_grad():
                for x, y in loader:
                    out = model(x)

                    hits += (out.argmax(1) == y).sum()
            return hits
      `,
      },
    );

    repairs(
      'a statement over several lines, with the import it needs',
      py`
      from transformers import AutoModel

      model = AutoModel.from_pretrained("bert-base-uncased").eval()
      hidden = «model»(
          input_ids=ids,
      ).last_hidden_state
    `,
      {
        title: 'Run it under torch.inference_mode()',
        safe: false,
        gives: py`
        from transformers import AutoModel
        import torch

        model = AutoModel.from_pretrained("bert-base-uncased").eval()
        with torch.inference_mode():
            hidden = model(
                input_ids=ids,
            ).last_hidden_state
      `,
      },
    );

    repairs(
      'a notebook, within its cell and below its magic',
      [
        py`
        import torch
        model = build().eval()
      `,
        py`
        %%time
        outputs = []
        for x in loader:
            outputs.append(«model»(x))
      `,
      ],
      {
        title: 'Run it under torch.no_grad()',
        safe: false,
        gives: [
          py`
          import torch
          model = build().eval()
        `,
          py`
          %%time
          outputs = []
          with torch.no_grad():
              for x in loader:
                  outputs.append(model(x))
        `,
        ],
      },
    );

    repairs(
      'the statements from the first call to the last',
      py`
      import torch

      def sample(batch):
          generator.eval()
          judge.eval()
          fake = «generator»(batch)
          grid = make_grid(fake)
          score = judge(fake)
          save(grid, score)
    `,
      {
        title: 'Run it under torch.no_grad()',
        safe: false,
        gives: py`
        import torch

        def sample(batch):
            generator.eval()
            judge.eval()
            with torch.no_grad():
                fake = generator(batch)
                grid = make_grid(fake)
                score = judge(fake)
            save(grid, score)
      `,
      },
    );
  });
});
