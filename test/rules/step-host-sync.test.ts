import assert from 'node:assert/strict';
import { analyze, py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds } = ruleTester('step-host-sync');

describe('step-host-sync', () => {
  describe('says nothing of', () => {
    const step = (...lines: readonly string[]): string =>
      `import torch\nfrom shop import build, crit, data\nmodel = build().cuda()\nopt = torch.optim.SGD(model.parameters(), lr=0.1)\n` +
      `for i, (x, y) in enumerate(data):\n    loss = crit(model(x.cuda()), y.cuda())\n    loss.backward()\n    opt.step()\n` +
      lines.map((line) => `    ${line}\n`).join('');

    silent(
      'numbers that were read already',
      step('value = loss.item() if i % 100 == 0 else None', 'writer.add_scalar("lr", float(opt.rate), i)'),
    );
    silent('the weight of samples, which the host computes', step('share = min(1.0, 0.4 + i)', 'writer.add_scalar("share", share, i)'));
    silent(
      'the first rounds, and those that a setting names',
      step('if i < 5:', '    seen.append(loss.item())', 'if i <= args.max_iters:', '    seen.append(loss.item())'),
    );
    silent(
      'an epoch over all data at once',
      step().replace('for i, (x, y) in enumerate(data)', 'for _ in tqdm(range(epochs), desc="all")') + '    loss.item()\n',
    );
    silent(
      'a device whose default is kept',
      py`
      import torch
      def train(net, data, opt, device="cpu"):
          net.to(device)
          for x, y in data:
              loss = crit(net(x), y)
              loss.backward()
              opt.step()
              print(loss.item())
      train(net, data, opt)
    `,
    );
    silent('pictures out of a decoder', step('picture = vae.decode(loss)'));
    silent('a function of another file that reads nothing', step('seen.append(accuracy(loss, y))'), {
      files: { 'shop.py': 'def accuracy(a, b):\n    return (a == b).float().mean()\n' },
    });
    silent('a loop of another file', 'import torch\nfrom shop import run, model\nmodel.cuda()\nrun(model)\nopt.step()\n', {
      files: {
        'shop.py':
          'def run(model):\n    for x in data:\n        loss = model(x)\n        loss.backward()\n        opt.step()\n        print(loss.item())\n',
      },
    });
    silent(
      'a method of one step on the CPU',
      py`
      class Net:
          def train_step(self, x):
              self.opt.zero_grad()
              loss = self.net(x)
              loss.backward()
              self.opt.step()
              return loss.item()
    `,
    );
    silent(
      'a method that is no step',
      py`
      class Net:
          def fit(self, x):
              self.net.cuda()
              self.opt.zero_grad()
              loss = self.net(x.cuda())
              loss.backward()
              self.opt.step()
              return loss.item()
    `,
    );
    silent(
      'what is printed only when the loss has gone wrong',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          if not torch.isfinite(loss):
              print("stopped at", loss)
              raise SystemExit(1)
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a number drawn on the host',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          share = torch.distributions.beta.Beta(1, 1).sample([]).item()
          x = x.cuda()
          loss = crit(model(share * x + (1 - share) * x.flip(0)), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'a read every so many steps',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for i, (x, y) in enumerate(loader):
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          if i % args.log_interval == 0:
              print(loss.item())
    `,
    );

    silent(
      'a read in one step of ten, or in one of so many as a person says',
      py`
      import argparse
      import torch
      parser = argparse.ArgumentParser()
      parser.add_argument("--every", type=int, default=20)
      parser.add_argument("--other", type=int)
      args = parser.parse_args()
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for i, (x, y) in enumerate(loader):
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          if i % 10 == 0:
              print(loss.item())
          if (i + 1) % args.every == 0:
              print(loss.item())
          if i % args.other == 0:
              print(loss.item())
          if i % len(loader) == 0:
              print(loss.item())
    `,
    );

    silent(
      'a read behind an early continue',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for i, (x, y) in enumerate(loader):
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          if i % 10 != 0:
              continue
          print(loss.item())
    `,
    );

    silent(
      'evaluation',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
      correct = 0
      with torch.no_grad():
          for x, y in test:
              correct += (model(x.cuda()).argmax(1) == y.cuda()).sum().item()
    `,
    );

    silent(
      'a read an epoch',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for e in range(3):
          for x, y in loader:
              loss = crit(model(x.cuda()), y.cuda())
              loss.backward()
              opt.step()
          print(loss.item())
    `,
    );

    silent(
      'inputs that never were on the GPU',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          seen = y.numpy().sum()
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'the CPU',
      py`
      import torch
      device = "cpu"
      model = build().to(device)
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          loss = crit(model(x.to(device)), y.to(device))
          loss.backward()
          opt.step()
          print(loss.item())
    `,
    );

    silent(
      "Lightning's own log",
      py`
      import lightning as L
      import torch.nn.functional as F
      class M(L.LightningModule):
          def training_step(self, batch, batch_idx):
              x, y = batch
              loss = F.cross_entropy(self(x), y)
              self.log("loss", loss)
              return loss
    `,
    );

    silent(
      'the validation step of Lightning',
      py`
      import lightning as L
      import torch.nn.functional as F
      class M(L.LightningModule):
          def validation_step(self, batch, batch_idx):
              x, y = batch
              self.losses.append(F.cross_entropy(self(x), y).item())
    `,
    );

    silent(
      'a measured step',
      py`
      import time, torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          t = time.perf_counter()
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          torch.cuda.synchronize()
          times.append(time.perf_counter() - t)
    `,
    );

    silent(
      'a closure',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.LBFGS(model.parameters())
      for i in range(20):
          def closure():
              opt.zero_grad()
              loss = crit(model(x.cuda()), y.cuda())
              loss.backward()
              return loss
          l = opt.step(closure)
          print(l.item())
    `,
    );

    silent(
      'a simulated environment',
      py`
      import torch, gymnasium as gym
      env = gym.make("CartPole-v1")
      policy = build().cuda()
      opt = torch.optim.Adam(policy.parameters())
      for episode in range(500):
          state, _ = env.reset()
          logp = []
          done = False
          while not done:
              probs = policy(torch.from_numpy(state).float().cuda())
              m = torch.distributions.Categorical(probs)
              action = m.sample()
              logp.append(m.log_prob(action))
              state, reward, done, _, _ = env.step(action.item())
          loss = -torch.stack(logp).sum()
          opt.zero_grad()
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'the first step',
      py`
      import torch, math
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for step, (x, y) in enumerate(loader):
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          if step == 0:
              print(loss.item())
    `,
    );

    silent(
      'a new best',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      best = 1e9
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          if is_best:
              print(loss.item())
    `,
    );

    silent(
      'a validation every so many steps',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      def evaluate():
          model.eval()
          tot = 0
          with torch.no_grad():
              for x, y in val:
                  tot += crit(model(x.cuda()), y.cuda()).item()
          return tot
      for step, (x, y) in enumerate(loader):
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          if step % 500 == 0:
              evaluate()
    `,
    );

    silent(
      'phases of training and validation in one loop',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for e in range(9):
          for phase in ["train", "val"]:
              for x, y in loaders[phase]:
                  with torch.set_grad_enabled(phase == "train"):
                      loss = crit(model(x.cuda()), y.cuda())
                      if phase == "train":
                          loss.backward()
                          opt.step()
    `,
    );

    silent(
      'a printed counter',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for i, (x, y) in enumerate(loader):
          print(i)
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'shapes',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for i, (x, y) in enumerate(loader):
          out = model(x.cuda())
          loss = crit(out, y.cuda())
          loss.backward()
          opt.step()
          total += float(out.shape[0]) + int(out.size(0))
          print(out.shape)
    `,
    );

    silent(
      'a learning rate',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      sched = torch.optim.lr_scheduler.StepLR(opt, 1)
      for i, (x, y) in enumerate(loader):
          out = model(x.cuda())
          loss = crit(out, y.cuda())
          loss.backward()
          opt.step()
          print(sched.get_last_lr()[0], opt.param_groups[0]["lr"])
    `,
    );

    silent('an Apple GPU', [
      py`
        import torch
        model = build().to("mps")
        opt = torch.optim.SGD(model.parameters(), lr=0.1)
      `,
      py`
        for x, y in loader:
            loss = crit(model(x.to("mps")), y.to("mps"))
            loss.backward()
            opt.step()
            print(loss.item())
      `,
    ]);

    silent(
      'identifiers of the batch',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for ids, x, y in loader:
          names = ids.tolist()
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
    `,
    );

    silent(
      'one step an epoch',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for epoch in range(200):
          loss = crit(model(X), Y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          print(loss.item())
    `,
    );
  });

  describe('finds', () => {
    it('only hints at a print behind a read in the same step', () => {
      const { findings } = analyze(
        py`
        import torch
        model = build().cuda()
        opt = torch.optim.SGD(model.parameters(), lr=0.1)
        for x, y in loader:
            loss = crit(model(x.cuda()), y.cuda())
            loss.backward()
            opt.step()
            total += loss.item()
            print("loss: {:.4f}".format(loss))
      `,
        { select: new Set(['step-host-sync']) },
      );
      assert.deepEqual(
        findings.map(({ severity }) => severity),
        ['hint', 'hint'],
      );
    });

    finds(
      'a read behind a remainder that is always zero',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      PRINT_EVERY = 1
      for i, (x, y) in enumerate(loader):
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          if i % PRINT_EVERY == 0:
              print(loss.«item()»)
    `,
      { message: /in every training step/ },
    );

    finds(
      'a read every few steps, as a hint',
      py`
      import argparse
      import torch
      parser = argparse.ArgumentParser()
      parser.add_argument("--n_critic", type=int, default=5)
      opt = parser.parse_args()
      critic = build().cuda()
      optimizer = torch.optim.SGD(critic.parameters(), lr=0.1)
      for epoch in range(10):
          for i, (x, y) in enumerate(loader):
              loss = critic(x.cuda()).mean()
              loss.backward()
              optimizer.step()
              if i % opt.n_critic == 0:
                  print("loss %f" % loss.«item()»)
    `,
      { severity: 'hint', message: /every few training steps/ },
    );
    finds(
      'a loop whose bar is told the number of the epoch',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for epoch in range(3):
          for x, y in tqdm(loader, desc=f"Epoch {epoch}"):
              loss = crit(model(x.cuda()), y.cuda())
              loss.backward()
              opt.step()
              total += loss.«item()»
    `,
    );
    finds(
      'a read beside accumulated steps, before the last round',
      py`
      import torch
      def train(args, model, loader, opt):
          model.cuda()
          for epoch in range(3):
              for step, batch in enumerate(loader):
                  if step >= args.max_steps:
                      break
                  loss = model(**batch)[0]
                  if args.gradient_accumulation_steps > 1:
                      loss = loss / args.gradient_accumulation_steps
                  loss.backward()
                  total += loss.«item()»
                  if (step + 1) % args.gradient_accumulation_steps == 0:
                      opt.step()
    `,
    );
    finds(
      'the norm of each gradient, and apart from it the loss',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          norm = 0.0
          for p in model.parameters():
              if p.grad is not None:
                  norm += p.grad.data.norm(2).«item()» ** 2
          opt.step()
          print(loss.«item()», norm)
    `,
    );
    finds(
      'the norm that clipping returns',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          crit(model(x.cuda()), y.cuda()).backward()
          norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
          opt.step()
          norms.append(norm.«item()»)
    `,
    );
    finds(
      'a read on one process of many, which the others wait for',
      py`
      import torch
      import torch.distributed as dist
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          if dist.get_rank() == 0:
              print(loss.«item()»)
    `,
    );
    finds(
      'a device that whoever calls names',
      py`
      import torch
      class Trainer:
          def __init__(self, model, loader, device):
              self.model = model.to(device)
              self.loader = loader
          def train_step(self, x, y):
              self.optimizer.zero_grad()
              loss = self.loss_function(self.model(x), y)
              loss.backward()
              self.optimizer.step()
              return loss.«item()»
          def train(self, optimizer):
              self.optimizer = optimizer
              for x, y in self.loader:
                  losses.append(self.train_step(x, y))
    `,
    );
    finds(
      'a device that is the CPU unless one is passed',
      py`
      import torch
      def train(model, loader, opt, device="cpu"):
          model.to(device)
          for x, y in loader:
              loss = crit(model(x.to(device)), y.to(device))
              loss.backward()
              opt.step()
              total += loss.«item()»
    `,
    );
    finds(
      'a running loss',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for epoch in range(3):
          running = 0.0
          for x, y in loader:
              opt.zero_grad()
              loss = crit(model(x.cuda()), y.cuda())
              loss.backward()
              opt.step()
              running += loss.«item()»
          print(running / len(loader))
    `,
      { severity: 'hint', confidence: 'high', change: null, fixes: [] },
    );

    finds(
      'float',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      hist = []
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          hist.append(«float(loss)»)
    `,
    );

    finds(
      'an array',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      hist = []
      for x, y in loader:
          out = model(x.cuda())
          loss = crit(out, y.cuda())
          loss.backward()
          opt.step()
          hist.append(out.detach().«cpu()».numpy())
    `,
    );

    finds(
      'a printed tensor',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          «print(loss)»
    `,
      { message: /^This prints/ },
    );

    finds(
      'a value in a text',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          print(f"loss {loss.«item()»:.3f}")
    `,
    );

    finds(
      'a tensor in a text',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          «print(f"loss {loss:.3f}")»
    `,
      { message: /^This prints/ },
    );

    finds(
      'a function whose caller passes the device',
      py`
      import torch
      def train(model, device, loader, opt):
          model.train()
          total = 0
          for x, y in loader:
              x, y = x.to(device), y.to(device)
              opt.zero_grad()
              loss = torch.nn.functional.nll_loss(model(x), y)
              loss.backward()
              opt.step()
              total += loss.«item()» * x.size(0)
          return total
      train(build().to("cuda"), torch.device("cuda"), ld, torch.optim.Adam(p))
    `,
    );

    finds(
      'the training step of Lightning',
      py`
      import lightning as L
      import torch.nn.functional as F
      class M(L.LightningModule):
          def training_step(self, batch, batch_idx):
              x, y = batch
              loss = F.cross_entropy(self(x), y)
              self.losses.append(loss.«item()»)
              return loss
    `,
    );

    finds(
      'compute_loss of a Trainer',
      py`
      from transformers import Trainer
      class T(Trainer):
          def compute_loss(self, model, inputs, return_outputs=False):
              out = model(**inputs)
              self.seen.append(out.loss.«item()»)
              return out.loss
    `,
    );

    finds(
      'Accelerate',
      py`
      import torch
      from accelerate import Accelerator
      acc = Accelerator()
      model, opt, loader = acc.prepare(model, opt, loader)
      for b in loader:
          loss = model(**b).loss
          acc.backward(loss)
          opt.step()
          losses.append(loss.«item()»)
    `,
    );

    finds(
      'a meter',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      class Meter:
          def __init__(self): self.s = 0
          def update(self, v, n=1): self.s += v * n
      m = Meter()
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          m.update(loss.«item()», x.size(0))
    `,
    );

    finds(
      'a function that reads',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      def accuracy(out, y):
          return (out.argmax(1) == y).float().mean().«item()»
      for x, y in loader:
          x, y = x.cuda(), y.cuda()
          out = model(x)
          loss = crit(out, y)
          loss.backward()
          opt.step()
          acc = accuracy(out, y)
    `,
    );

    finds(
      'int',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for i, (x, y) in enumerate(loader):
          out = model(x.cuda())
          loss = crit(out, y.cuda())
          loss.backward()
          opt.step()
          correct += «int((out.argmax(1) == y.cuda()).sum())»
    `,
    );

    finds(
      'a read in the step, whatever was read for the data',
      py`
      import torch
      from shop import build, crit, frame, Texts
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      data = torch.utils.data.DataLoader(Texts(frame.text.tolist(), int(frame.size)))
      for x, y in data:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          total += loss.«item()»
    `,
    );

    finds(
      'a read in all steps but one of many, and behind those of an earlier run',
      py`
      import torch
      from shop import build, crit, data
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      epoch_iterator = data()
      for _ in range(9):
          for i, (x, y) in enumerate(epoch_iterator):
              if i < resume_step:
                  continue
              loss = crit(model(x.cuda()), y.cuda())
              loss.backward()
              opt.step()
              if i % 100 == 0:
                  validate(model)
              else:
                  total += loss.«item()»
    `,
    );

    finds(
      'a read in each of two branches',
      py`
      import torch
      from shop import build, crit, data, args
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in data:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          if args.teacher:
              total += loss.«item()»
              total += loss.item()
          else:
              other += loss.«item()»
    `,
    );

    finds(
      'a function of another file that reads what the model gave, where it is called',
      py`
      import torch
      from shop import accuracy, build, crit, data
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in data:
          out = model(x.cuda())
          loss = crit(out, y.cuda())
          loss.backward()
          opt.step()
          right += «accuracy»(out, y)
          total += loss.«item()»
    `,
      {},
      { files: { 'shop.py': 'def accuracy(out, y):\n    return (out.argmax(1).cpu() == y).sum()\n' } },
    );

    finds(
      'a step that a loop of another file calls',
      py`
      class Trainer:
          def __init__(self, net, opt):
              self.net = net.cuda()
              self.opt = opt

          def train_step(self, x, y):
              self.opt.zero_grad()
              loss = self.forward(x, y)
              loss.backward()
              self.opt.step()
              return {"loss": loss.«item()»}

          def forward(self, x, y):
              return self.crit(self.net(x.cuda()), y.cuda())
    `,
    );

    finds(
      'the steps of two classes',
      py`
      import pytorch_lightning as pl
      class First(pl.LightningModule):
          def __init__(self, net):
              self.net = net

          def training_step(self, batch, i):
              loss = self.net(batch)
              self.log("loss", loss.«item()»)
              return loss

      class Second(pl.LightningModule):
          def __init__(self, net):
              self.net = net

          def training_step(self, batch, i):
              loss = self.net(batch)
              self.log("loss", loss.«item()»)
              return loss
    `,
    );

    finds(
      'texts that are put together from what the model gave, and curves',
      py`
      import torch
      from shop import build, crit, data, processor, writer
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)

      def wer(out):
          return processor.«batch_decode(torch.argmax(out, axis=-1))»

      for i, (x, y) in enumerate(data):
          out = model(x.cuda())
          loss = crit(out, y.cuda())
          loss.backward()
          opt.step()
          wer(out)
          writer.«add_scalar("loss", loss, i)»
    `,
    );

    finds(
      'the first of several reads',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for i, (x, y) in enumerate(loader):
          out = model(x.cuda())
          loss = crit(out, y.cuda())
          loss.backward()
          opt.step()
          a += loss.«item()»
          b += out.max().item()
          wandb.log({"loss": loss.item()})
    `,
    );

    finds(
      'a wait in every step',
      py`
      import torch
      model = build().cuda()
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for x, y in loader:
          loss = crit(model(x.cuda()), y.cuda())
          loss.backward()
          opt.step()
          torch.cuda.«synchronize()»
    `,
      { message: /^This waits/ },
    );

    finds(
      'as a hint, a read beside a gradient scaler, which waits itself',
      py`
      import torch
      from shop import model, loader, opt, crit
      scaler = torch.amp.GradScaler("cuda")
      model.cuda()
      total = 0.0
      for x, y in loader:
          opt.zero_grad()
          with torch.autocast("cuda"):
              loss = crit(model(x.cuda()), y.cuda())
          scaler.scale(loss).backward()
          scaler.step(opt)
          scaler.update()
          total += loss.«item()»
    `,
      { severity: 'hint' },
    );
  });
});
