import assert from 'node:assert/strict';
import { analyze, marked, py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('train-loop-fp32');

/** A large network that a script trains on the GPU. */
const script = (before: string, inStep = ''): string => `import torch, torchvision
${before}model = torchvision.models.resnet50().cuda()
opt = torch.optim.Adam(model.parameters())
for epoch in range(20):
  for x, y in loader:
    loss = crit(«model»(x.cuda()), y.cuda())
    loss.backward()
    opt.step()
${inStep}`;

/** The same in a function. */
const learning = (before: string, behind: string): string => `import torch, torchvision
${before}model = torchvision.models.resnet50().cuda()
opt = torch.optim.Adam(model.parameters())
def learn(rounds):
    for epoch in range(20):
        for x, y in loader:
            loss = crit(«model»(x.cuda()), y.cuda())
            loss.backward()
            opt.step()
${behind}`;

const show = 'def show(path):\n    print(path)\n';

describe('train-loop-fp32', () => {
  describe('says nothing of', () => {
    silent(
      'PyTorch before it had autocast',
      py`
      import torch, torchvision
      model = torchvision.models.resnet50().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          total += loss.data[0]
    `,
    );
    silent(
      'a loss that Apex scales, where whoever calls initialises it',
      py`
      import torch
      from apex import amp
      def train(model, loader, optimizer, uses_apex):
          model.cuda()
          for x, y in loader:
              loss = model(x.cuda(), y.cuda())
              if uses_apex:
                  with amp.scale_loss(loss, optimizer) as scaled:
                      scaled.backward()
              else:
                  loss.backward()
              optimizer.step()
    `,
    );
    silent(
      'a loss of another file that computes under autocast',
      py`
      import torch
      from losses import half_loss
      from shop import build, loader
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for batch in loader:
          loss = half_loss(model, batch)
          loss.backward()
          opt.step()
    `,
      {
        files: {
          'losses.py':
            'import torch\ndef half_loss(model, batch):\n    with torch.autocast("cuda", dtype=torch.bfloat16):\n        return model(batch).mean()\n',
        },
      },
    );
    silent(
      'a network on graphs: gathering binds its steps',
      py`
      import torch
      from torch_geometric.nn import GCNConv
      class Net(torch.nn.Module):
          def __init__(self):
              super().__init__()
              self.conv = GCNConv(1433, 64)
          def forward(self, x, edges):
              return self.conv(x, edges)
      net = Net().to("cuda")
      opt = torch.optim.Adam(net.parameters())
      for data in loader:
          out = net(data.x, data.edge_index)
          loss = torch.nn.functional.nll_loss(out, data.y)
          opt.zero_grad()
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a recurrent network of few units',
      py`
      import torch
      class Net(torch.nn.Module):
          def __init__(self):
              super().__init__()
              self.lstm = torch.nn.LSTM(8, 64)
              self.head = torch.nn.Linear(64, 1)
          def forward(self, x):
              return self.head(self.lstm(x)[0])
      net = Net().cuda()
      opt = torch.optim.Adam(net.parameters())
      for x, y in loader:
          loss = torch.nn.functional.mse_loss(net(x.cuda()), y.cuda())
          opt.zero_grad()
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a seed for all devices there may be, in a script that takes another one',
      py`
      import torch, torchvision
      if torch.cuda.is_available():
          torch.cuda.manual_seed_all(1)
      device = torch.device("mps")
      net = torchvision.models.resnet50().to(device)
      opt = torch.optim.Adam(net.parameters())
      for x, y in loader:
          loss = torch.nn.functional.cross_entropy(net(x.to(device)), y.to(device))
          opt.zero_grad()
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a method that runs many steps elsewhere, of a network that is not known',
      py`
      class Trainer:
          def train_step(self, x, y):
              self.opt.zero_grad()
              loss = self.crit(self.net(x.cuda()), y.cuda())
              loss.backward()
              self.opt.step()
    `,
    );

    silent(
      'a loop on the CPU',
      py`
      import torch
      import torch.nn.functional as F
      device = torch.device("cpu")
      model = build().to(device)
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = F.cross_entropy(model(x.to(device)), y.to(device))
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a device that the command line must name',
      py`
      import argparse, torch
      import torch.nn.functional as F
      p = argparse.ArgumentParser()
      p.add_argument("--device", required=True)
      args = p.parse_args()
      model = build().to(args.device)
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = F.cross_entropy(model(x.to(args.device)), y.to(args.device))
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'an Apple GPU',
      py`
      import torch
      import torch.nn.functional as F
      device = torch.device("mps")
      model = build().to(device)
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = F.cross_entropy(model(x.to(device)), y.to(device))
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'autocast with a scaler in a function',
      py`
      import torch
      from torch.cuda.amp import autocast, GradScaler
      scaler = GradScaler()
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      def train_epoch():
          for x, y in loader:
              with autocast():
                  loss = crit(model(x.cuda()), y.cuda())
              scaler.scale(loss).backward()
              scaler.step(opt)
              scaler.update()
      train_epoch()
    `,
    );

    silent(
      'autocast behind a switch of unknown value',
      py`
      import torch
      from cfg import USE
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          with torch.autocast("cuda", enabled=USE):
              loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'autocast as a decorator of forward',
      py`
      import torch
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.l = nn.Linear(512, 5120)
          @torch.autocast("cuda", dtype=torch.bfloat16)
          def forward(self, x):
              return self.l(x)
      model = Net().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a context that a variable holds',
      py`
      import torch
      from contextlib import nullcontext
      model = build().cuda()
      ctx = torch.amp.autocast(device_type="cuda", dtype=torch.bfloat16)
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          with ctx:
              loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a caller that holds the with',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      def step(x, y):
          return crit(model(x), y)
      def train():
          for x, y in loader:
              loss = step(x.cuda(), y.cuda())
              loss.backward()
              opt.step()
      with torch.autocast("cuda", dtype=torch.bfloat16):
          train()
    `,
    );

    silent(
      'a context from code that was not found',
      py`
      import torch
      from mylib import precision_context
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          with precision_context():
              loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a model in half precision',
      py`
      import torch
      model = build().cuda().half()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = crit(model(x.cuda().half()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a model in double precision',
      py`
      import torch
      model = build().cuda().double()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = crit(model(x.cuda().double()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'double precision as the default type',
      py`
      import torch
      torch.set_default_dtype(torch.float64)
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'DeepSpeed',
      py`
      import torch, deepspeed
      model, opt, _, _ = deepspeed.initialize(model=build(), config="ds.json")
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          model.backward(loss)
          model.step()
    `,
    );

    silent(
      'Fabric',
      py`
      import lightning as L, torch
      fabric = L.Fabric(accelerator="cuda", precision="bf16-mixed")
      fabric.launch()
      model, opt = fabric.setup(build(), torch.optim.Adam(build().parameters()))
      for x, y in loader:
          loss = crit(model(x), y)
          fabric.backward(loss)
          opt.step()
    `,
    );

    silent(
      'Apex',
      py`
      import torch
      from apex import amp
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      model, opt = amp.initialize(model, opt, opt_level="O1")
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          with amp.scale_loss(loss, opt) as s:
              s.backward()
          opt.step()
    `,
    );

    silent(
      'a model too small to gain',
      py`
      import torch
      from torch import nn
      model = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 1)).cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = ((model(x.cuda()) - y.cuda()) ** 2).mean()
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'TF32 allowed',
      py`
      import torch
      torch.backends.cuda.matmul.allow_tf32 = True
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'weights loaded in bfloat16',
      py`
      import torch
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2", torch_dtype=torch.bfloat16).cuda()
      opt = torch.optim.Adam(model.parameters())
      for b in loader:
          loss = model(**b).loss
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'weights in the type they were stored in',
      py`
      import torch
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2", torch_dtype="auto").cuda()
      opt = torch.optim.Adam(model.parameters())
      for b in loader:
          loss = model(**b).loss
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'autocast as a decorator of a function',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      @torch.cuda.amp.autocast()
      def forward(x, y):
          return crit(model(x), y)
      for x, y in loader:
          loss = forward(x.cuda(), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'autocast entered by hand',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      ac = torch.autocast("cuda", dtype=torch.float16)
      for x, y in loader:
          ac.__enter__()
          loss = crit(model(x.cuda()), y.cuda())
          ac.__exit__(None, None, None)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a test',
      py`
      import torch
      def test_train():
          model = build().cuda()
          opt = torch.optim.Adam(model.parameters())
          for x, y in loader:
              loss = crit(model(x.cuda()), y.cuda())
              loss.backward()
              opt.step()
    `,
    );

    silent(
      'autocast behind a constant that is on',
      py`
      import torch
      amp = True
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          with torch.autocast("cuda", enabled=amp):
              loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'Accelerate, whose launcher sets the precision',
      py`
      import torch
      from accelerate import Accelerator
      accelerator = Accelerator()
      model, opt, loader = accelerator.prepare(build(), mkopt(), mkl())
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          accelerator.backward(loss)
          opt.step()
    `,
    );

    silent(
      'evaluation alone',
      py`
      import torch
      model = build().cuda().eval()
      with torch.no_grad():
          for x, y in loader:
              hits += (model(x.cuda()).argmax(1) == y.cuda()).sum()
    `,
    );

    silent(
      'an image that is optimised without a model',
      py`
      import torch
      image = torch.rand(3, 256, 256, device="cuda", requires_grad=True)
      opt = torch.optim.Adam([image])
      for step in range(100):
          loss = (image - image.mean()).abs().sum()
          loss.backward()
          opt.step()
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a loop whose GPU is behind a switch of the command line, as a hint',
      py`
      import argparse
      import torch
      parser = argparse.ArgumentParser()
      parser.add_argument("--cuda", action="store_true", help="train on a GPU")
      opt = parser.parse_args()
      net = torch.nn.TransformerEncoder(torch.nn.TransformerEncoderLayer(512, 8), 6)
      if opt.cuda:
          net.cuda()
      optimizer = torch.optim.Adam(net.parameters())
      for x, y in loader:
          if opt.cuda:
              x, y = x.cuda(), y.cuda()
          loss = ((«net»(x) - y) ** 2).mean()
          loss.backward()
          optimizer.step()
    `,
      { severity: 'hint' },
    );

    finds(
      'the call of the model, not a method of the labels before it',
      py`
      import torch
      def train(model, loader, device):
          model.to(device)
          opt = torch.optim.Adam(model.parameters())
          for x, y in loader:
              x, y = x.to(device), y.to(device)
              y = y.unsqueeze(1).float()
              opt.zero_grad()
              out = «model.forward»(x)
              loss = torch.nn.functional.mse_loss(out, y)
              loss.backward()
              opt.step()
      train(build(), batches, torch.device("cuda"))
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a large network in a method that is one step',
      py`
      import torch, torchvision
      class Trainer:
          def __init__(self, opt):
              self.net = torchvision.models.resnet50().cuda()
              self.opt = opt

          def train_step(self, x, y):
              self.opt.zero_grad()
              loss = torch.nn.functional.cross_entropy(«self.net»(x.cuda()), y.cuda())
              loss.backward()
              self.opt.step()
    `,
      { severity: 'hint', fixes: [] },
    );

    finds(
      'as a hint, an Apple GPU beside a call that frees CUDA memory',
      py`
      import torch
      from torchvision import models
      device = torch.device("mps" if torch.backends.mps.is_available() else "cpu")
      model = models.resnet50().to(device)
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for epoch in range(10):
          for x, y in loader:
              loss = torch.nn.functional.cross_entropy(«model»(x.to(device)), y.to(device))
              opt.zero_grad()
              loss.backward()
              opt.step()
          torch.cuda.empty_cache()
    `,
      { severity: 'hint' },
    );

    finds(
      'a draft, as a hint, beside the function that came of it',
      [
        py`
        import torch
        from torchvision import models
        model = models.resnet50().cuda()
        opt = torch.optim.SGD(model.parameters(), lr=0.1)
        def train(net, data):
            for x, y in data:
                net(x.cuda())
        train(model, loader)
      `,
        py`
        def train():
            for epoch in range(10):
                for x, y in loader:
                    loss = torch.nn.functional.cross_entropy(«model»(x.cuda()), y.cuda())
                    opt.zero_grad()
                    loss.backward()
                    opt.step()
      `,
      ],
      { severity: 'hint' },
    );

    finds(
      'a model moved to the GPU',
      py`
      import torch
      from torchvision import models
      model = models.resnet50().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      criterion = torch.nn.CrossEntropyLoss()
      for epoch in range(10):
          for x, y in loader:
              x, y = x.cuda(), y.cuda()
              out = «model»(x)
              loss = criterion(out, y)
              opt.zero_grad()
              loss.backward()
              opt.step()
    `,
      {
        severity: 'warning',
        confidence: 'high',
        change: { precision: 'amp-bf16' },
        fixes: ['Run the forward pass in bfloat16 autocast', 'Allow TF32 matrix products'],
      },
    );

    finds(
      'a device chosen by is_available',
      py`
      import torch
      import torch.nn.functional as F
      device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
      model = build().to(device)
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = F.cross_entropy(«model»(x.to(device)), y.to(device))
          loss.backward()
          opt.step()
    `,
    );

    finds(
      'a GPU as the default on the command line',
      py`
      import argparse, torch
      import torch.nn.functional as F
      p = argparse.ArgumentParser()
      p.add_argument("--device", default="cuda:0")
      args = p.parse_args()
      model = build().to(args.device)
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = F.cross_entropy(«model»(x.to(args.device)), y.to(args.device))
          loss.backward()
          opt.step()
    `,
    );

    finds(
      'autocast behind a flag that is off by default',
      py`
      import torch, argparse
      p = argparse.ArgumentParser()
      p.add_argument("--amp", action="store_true")
      args = p.parse_args()
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          with «torch.autocast»("cuda", enabled=args.amp):
              loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    finds(
      'a device that the caller passes',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      def train_one_epoch(model, loader, opt, device):
          for x, y in loader:
              opt.zero_grad()
              loss = crit(«model»(x.to(device)), y.to(device))
              loss.backward()
              opt.step()
      train_one_epoch(model, loader, opt, "cuda")
    `,
    );

    finds(
      'a function that computes the loss',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      def compute(x, y):
          out = «model»(x)
          return crit(out, y)
      for x, y in loader:
          loss = compute(x.cuda(), y.cuda())
          opt.zero_grad()
          loss.backward()
          opt.step()
    `,
    );

    finds('a notebook, the loop in a cell of its own', [
      py`
        import torch
        model = build().to("cuda")
        opt = torch.optim.AdamW(model.parameters())
      `,
      py`
        for x, y in loader:
            pred = «model»(x.to("cuda"))
            loss = torch.nn.functional.mse_loss(pred, y.to("cuda"))
            opt.zero_grad()
            loss.backward()
            opt.step()
      `,
    ]);

    finds(
      'a model from a star import',
      py`
      from training_utils import *
      for x, y in loader:
          loss = crit(«model»(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    finds(
      'a batch of named tensors, the loss computed by the model',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for batch in loader:
          batch = {k: v.cuda() for k, v in batch.items()}
          outputs = «model»(**batch)
          loss = outputs.loss
          loss.backward()
          opt.step()
    `,
    );

    finds(
      'accumulated gradients',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for i, (x, y) in enumerate(loader):
          loss = crit(«model»(x.cuda()), y.cuda()) / 4
          loss.backward()
          if (i + 1) % 4 == 0:
              opt.step()
              opt.zero_grad()
    `,
    );

    finds(
      'two models that train each other, whose tensors must not change type in between',
      py`
      import torch
      G, D = make_g().cuda(), make_d().cuda()
      og = torch.optim.Adam(G.parameters()); od = torch.optim.Adam(D.parameters())
      for x, _ in loader:
          z = torch.randn(64, 100, device="cuda")
          fake = «G»(z)
          d_loss = crit(D(x.cuda()), 1) + crit(D(fake.detach()), 0)
          od.zero_grad(); d_loss.backward(); od.step()
          g_loss = crit(D(fake), 1)
          og.zero_grad(); g_loss.backward(); og.step()
    `,
      { fixes: ['Allow TF32 matrix products'] },
    );

    finds(
      'a context that does nothing',
      py`
      import torch
      from contextlib import nullcontext
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          with nullcontext():
              loss = crit(«model»(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    finds(
      'results read as NumPy arrays, which know no bfloat16',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          out = «model»(x.cuda())
          loss = crit(out, y)
          loss.backward()
          opt.step()
          outs.append(out.detach().cpu().numpy())
    `,
      { fixes: ['Allow TF32 matrix products'] },
    );

    finds(
      'autocast that a constant switches off',
      py`
      import torch
      AMP = False
      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          with «torch.autocast»("cuda", enabled=AMP):
              loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    finds(
      'the model, not the loss that stands before it',
      py`
      import torch
      from torch import nn
      generator = Generator()
      pixelwise = nn.L1Loss()
      if torch.cuda.is_available():
          generator = generator.cuda()
      opt = torch.optim.Adam(generator.parameters())
      for x, y in loader:
          fake = «generator»(x.cuda())
          loss = pixelwise(fake, y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    const loop = `
      model = Net().to("cuda")
      opt = torch.optim.Adam(model.parameters())
      for epoch in range(20):
          for x, y in loader:
              out = «model»(x.to("cuda"))
              loss = torch.nn.functional.cross_entropy(out, y.to("cuda"))
              opt.zero_grad()
              loss.backward()
              opt.step()
    `;

    finds('as a hint, a GPU that has no tensor cores', script('# Takes two hours on a GTX 1080.\n'), { severity: 'hint' });

    finds('a GPU without tensor cores beside one that has them', script('# Takes two hours on a P100, one on a T4.\n'), {
      severity: 'warning',
    });

    finds('a percentile that is called like a GPU', script('p100 = max(times)\n'), { severity: 'warning' });

    it('a loss of another file, which calls a large model', () => {
      const files = {
        'losses.py':
          'import torch.nn.functional as F\ndef preference_loss(model, batch, beta):\n    return -F.logsigmoid(beta * model(batch["ids"]).logits).mean()\n',
      };
      const speaks = (model: string): boolean => {
        const code =
          `import torch, transformers\nfrom losses import preference_loss\nfrom shop import build, loader\nmodel = ${model}.cuda()\n` +
          'opt = torch.optim.Adam(model.parameters())\nfor batch in loader:\n    loss = preference_loss(model, batch, 0.1)\n' +
          '    loss.backward()\n    opt.step()\n';
        const { findings } = analyze(code, { select: new Set(['train-loop-fp32']) }, { files });
        return String(marked(code, findings)).includes('«preference_loss»(');
      };
      assert.equal(speaks('transformers.AutoModelForCausalLM.from_pretrained("gpt2")'), true);
      assert.equal(speaks('build()'), false);
    });

    finds('as a hint, a function that the script never calls', learning(show, '# learn(3)\nshow("to learn/weights.pt")\n'), {
      severity: 'hint',
    });

    finds(
      'as a hint, a function that a notebook saved as a script defines for nothing',
      py`
      import torch, torchvision
      # In[1]:
      model = torchvision.models.resnet50().cuda()
      opt = torch.optim.Adam(model.parameters())
      # In[2]:
      def learn(rounds):
          for x, y in loader:
              loss = crit(«model»(x.cuda()), y.cuda())
              loss.backward()
              opt.step()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a function that takes the name of one that was called before, and is not called itself',
      py`
      import torch, torchvision
      # In[1]:
      model = torchvision.models.resnet50().cuda()
      opt = torch.optim.Adam(model.parameters())
      def learn(rounds):
          return model
      # In[2]:
      learn(3)
      # In[3]:
      def learn():
          for x, y in loader:
              loss = crit(«model»(x.cuda()), y.cuda())
              loss.backward()
              opt.step()
    `,
      { severity: 'hint' },
    );

    finds('a function that a launcher is handed', learning(show, 'show("weights.pt")\nlaunch(learn)\n'), { severity: 'warning' });

    finds('a function of a module that others import', learning('', ''), { severity: 'warning' });

    finds(
      'as a hint, the branch beside one with autocast',
      py`
      import torch, torchvision
      lowered = False
      model = torchvision.models.resnet50().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          if lowered:
              with torch.autocast("cuda"):
                  loss = crit(model(x.cuda()), y.cuda())
          else:
              loss = crit(«model»(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, the model under an autocast that a flag switches on',
      py`
      import argparse, torch
      from shop import model, features, loader, opt, crit
      parser = argparse.ArgumentParser()
      parser.add_argument("--amp", action="store_true")
      args = parser.parse_args()
      model.cuda()
      for x, y in loader:
          x = features(x.cuda())
          with «torch.autocast»("cuda", enabled=args.amp):
              loss = crit(model(x), y.cuda())
          loss.backward()
          opt.step()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, narrow dense layers on columns of a table',
      py`
      import torch
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.body = nn.Sequential(nn.Linear(120, 512), nn.ReLU(), nn.Linear(512, 256), nn.ReLU(), nn.Linear(256, 3))
          def forward(self, x):
              return self.body(x)
      ${loop}
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, two epochs of pictures that nobody counts',
      py`
      import torch, torchvision
      model = torchvision.models.resnet50().cuda()
      opt = torch.optim.Adam(model.parameters())
      for epoch in range(2):
          for x, y in loader:
              loss = crit(«model»(x.cuda()), y.cuda())
              loss.backward()
              opt.step()
    `,
      { severity: 'hint' },
    );

    finds(
      'as a hint, a network that is frozen but for its head',
      py`
      import torch, torchvision
      model = torchvision.models.resnet50().cuda()
      for parameter in model.parameters():
          parameter.requires_grad = False
      model.fc = torch.nn.Linear(2048, 5).cuda()
      opt = torch.optim.Adam(model.fc.parameters())
      for epoch in range(20):
          for x, y in loader:
              loss = crit(«model»(x.cuda()), y.cuda())
              loss.backward()
              opt.step()
    `,
      { severity: 'hint' },
    );

    finds(
      'a backbone below a narrow head',
      py`
      import torch, torchvision
      from torch import nn
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.base = torchvision.models.resnet50(weights="DEFAULT")
              self.base.fc = nn.Linear(2048, 10)
          def forward(self, x):
              return self.base(x)
      ${loop}
    `,
      { severity: 'warning' },
    );

    finds(
      'as a hint, digits of 28 by 28 pixels',
      py`
      import torch
      from torch import nn
      from torchvision import datasets
      class Net(nn.Module):
          def __init__(self):
              super().__init__()
              self.first = nn.Conv2d(1, 32, 3)
              self.second = nn.Conv2d(32, 64, 3)
              self.head = nn.Linear(9216, 128)
              self.last = nn.Linear(128, 10)
          def forward(self, x):
              return self.last(self.head(self.second(self.first(x)).flatten(1)))
      loader = torch.utils.data.DataLoader(datasets.MNIST("data"), batch_size=64, num_workers=2)
      ${loop}
    `,
      { severity: 'hint' },
    );
  });

  describe('repairs', () => {
    repairs(
      'the statements from the model to the loss',
      py`
      import torch
      from torch import nn

      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          x, y = x.cuda(), y.cuda()
          opt.zero_grad()
          out = «model»(x)
          # auxiliary head
          extra = aux(out)
          loss = nn.functional.cross_entropy(
              out,
              y,
          ) + 0.3 * extra
          loss.backward()
          opt.step()
    `,
      {
        title: 'Run the forward pass in bfloat16 autocast',
        safe: false,
        gives: py`
        import torch
        from torch import nn

        model = build().cuda()
        opt = torch.optim.Adam(model.parameters())
        for x, y in loader:
            x, y = x.cuda(), y.cuda()
            opt.zero_grad()
            with torch.autocast("cuda", dtype=torch.bfloat16):
                out = model(x)
                # auxiliary head
                extra = aux(out)
                loss = nn.functional.cross_entropy(
                    out,
                    y,
                ) + 0.3 * extra
            loss.backward()
            opt.step()
      `,
      },
    );

    repairs(
      'a loop indented by two, with torch under another name',
      py`
      import torch as th

      net = build().to("cuda")
      opt = th.optim.SGD(net.parameters(), lr=0.1)
      for x, y in loader:
        loss = crit(«net»(x.to("cuda")), y.to("cuda"))
        loss.backward()
        opt.step()
    `,
      {
        title: 'Run the forward pass in bfloat16 autocast',
        safe: false,
        gives: py`
        import torch as th

        net = build().to("cuda")
        opt = th.optim.SGD(net.parameters(), lr=0.1)
        for x, y in loader:
          with th.autocast("cuda", dtype=th.bfloat16):
            loss = crit(net(x.to("cuda")), y.to("cuda"))
          loss.backward()
          opt.step()
      `,
      },
    );

    repairs(
      'the imports at the top',
      py`
      """Trains."""
      import torch
      from torch import nn

      model = build().cuda()
      opt = torch.optim.Adam(model.parameters())
      for x, y in loader:
          loss = crit(«model»(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
      {
        title: 'Allow TF32 matrix products',
        safe: false,
        gives: py`
        """Trains."""
        import torch
        from torch import nn

        torch.set_float32_matmul_precision("high")

        model = build().cuda()
        opt = torch.optim.Adam(model.parameters())
        for x, y in loader:
            loss = crit(model(x.cuda()), y.cuda())
            loss.backward()
            opt.step()
      `,
      },
    );

    repairs(
      'within the cell of the loop',
      [
        py`
        import torch
        model = build().cuda()
        opt = torch.optim.Adam(model.parameters())
      `,
        py`
        %%time
        for x, y in loader:
            loss = crit(«model»(x.cuda()), y.cuda())
            loss.backward()
            opt.step()
      `,
      ],
      {
        title: 'Allow TF32 matrix products',
        safe: false,
        gives: [
          py`
          import torch
          model = build().cuda()
          opt = torch.optim.Adam(model.parameters())
        `,
          py`
          %%time
          torch.set_float32_matmul_precision("high")
          for x, y in loader:
              loss = crit(model(x.cuda()), y.cuda())
              loss.backward()
              opt.step()
        `,
        ],
      },
    );
  });
});
