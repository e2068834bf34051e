import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('trainer-no-early-stopping');

const net = `import torchvision
import lightning as L
class Net(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.base = torchvision.models.resnet18()
    def validation_step(self, batch, index):
        self.log("val_loss", self.loss(batch))
`;
const loop = (epochs: string, more = ''): string => `import torch
model = make_model()
opt = torch.optim.Adam(model.parameters())
${more}for epoch in range(${epochs}):
    for x, y in train_loader:
        opt.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        opt.step()
    model.eval()
    for x, y in val_loader:
        total += loss_fn(model(x), y)
`;

/** A training whose epochs are timed. */
const timed = (calls: string): string => `import time, torch
from shop import loader, val_loader, build, crit, score

def run(lowered):
    net = build().cuda()
    optimizer = torch.optim.Adam(net.parameters())
    best, times = 0, []
    «for epoch in range(200)»:
        start = time.time()
        net.train()
        for x, y in loader:
            optimizer.zero_grad()
            loss = crit(net(x), y)
            loss.backward()
            optimizer.step()
        net.eval()
        best = max(best, score(net, val_loader))
        times.append(time.time() - start)
    return best, times

${calls}`;

describe('trainer-no-early-stopping', () => {
  describe('says nothing of', () => {
    silent(
      'a learning rate that is set by hand for each epoch',
      py`
      import torch
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      for epoch in range(300):
          for group in opt.param_groups:
              group["lr"] = 0.1 * 0.1 ** (epoch // 150)
          model.train()
          for x, y in loader:
              loss = crit(model(x), y)
              opt.zero_grad()
              loss.backward()
              opt.step()
          model.eval()
          with torch.no_grad():
              val_loss = sum(crit(model(x), y) for x, y in val_loader)
          print(val_loss)
    `,
    );

    silent(
      'a scheduler of the project that cannot be read',
      py`
      import torch
      from project.schedules import PolyScheduler
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      scheduler = PolyScheduler(opt, 300)
      for epoch in range(300):
          model.train()
          for x, y in loader:
              loss = crit(model(x), y)
              opt.zero_grad()
              loss.backward()
              opt.step()
          scheduler(epoch)
          model.eval()
          with torch.no_grad():
              val_loss = sum(crit(model(x), y) for x, y in val_loader)
          print(val_loss)
    `,
    );

    silent(
      'test data that are only scored',
      py`
      import torch
      opt = torch.optim.SGD(model.parameters(), lr=0.1)
      def test():
          model.eval()
          return sum((model(x).argmax(1) == y).sum() for x, y in test_loader)
      for epoch in range(300):
          model.train()
          for x, y in loader:
              loss = crit(model(x), y)
              opt.zero_grad()
              loss.backward()
              opt.step()
          print(test())
    `,
    );

    silent(
      'EarlyStopping in a list',
      py`
      import lightning.pytorch as pl
      from lightning.pytorch.callbacks import EarlyStopping
      class Net(pl.LightningModule):
          def validation_step(self, batch, index): ...
      trainer = pl.Trainer(max_epochs=200, callbacks=[EarlyStopping("val_loss")])
      trainer.fit(Net(), a, b)
    `,
    );
    silent('few epochs', `${net}trainer = L.Trainer(max_epochs=10)\ntrainer.fit(Net(), a, val_dataloaders=b)\n`);
    silent(
      'callbacks that are not known',
      `${net}from lib import cbs\ntrainer = L.Trainer(max_epochs=200, callbacks=cbs)\ntrainer.fit(Net(), a, val_dataloaders=b)\n`,
    );
    silent('options that are not known', `${net}trainer = L.Trainer(**options)\ntrainer.fit(Net(), a, val_dataloaders=b)\n`);
    silent(
      'a bound on time or steps',
      `${net}trainer = L.Trainer(max_time="00:12:00:00")\ntrainer.fit(Net(), a, val_dataloaders=b)\nother = L.Trainer(max_steps=9000)\nother.fit(Net(), a, val_dataloaders=b)\n`,
    );
    silent('no validation data', `${net}trainer = L.Trainer(max_epochs=200)\ntrainer.fit(Net(), a)\n`);
    silent('a trainer that only tests', `${net}trainer = L.Trainer()\ntrainer.test(Net(), a)\n`);
    silent(
      'a planned schedule',
      `${net}import torch\nsched = torch.optim.lr_scheduler.CosineAnnealingLR(opt, 200)\ntrainer = L.Trainer(max_epochs=200)\ntrainer.fit(Net(), a, val_dataloaders=b)\n`,
    );
    silent(
      'a planned schedule of the program itself',
      `${net}import torch\nclass Warmup(torch.optim.lr_scheduler._LRScheduler):\n    def get_lr(self):\n        return [1]\nsched = Warmup(opt)\ntrainer = L.Trainer(max_epochs=200)\ntrainer.fit(Net(), a, val_dataloaders=b)\n`,
    );
    silent(
      'EarlyStoppingCallback',
      py`
      from transformers import EarlyStoppingCallback, Trainer, TrainingArguments
      args = TrainingArguments("out", num_train_epochs=30, eval_strategy="epoch")
      Trainer(model, args, callbacks=[EarlyStoppingCallback(3)]).train()
    `,
    );
    silent(
      'a fine-tuning of three epochs, and one that does not evaluate',
      py`
      from transformers import Trainer, TrainingArguments
      Trainer(model, TrainingArguments("out", num_train_epochs=3, eval_strategy="epoch")).train()
      Trainer(model, TrainingArguments("out", num_train_epochs=30)).train()
    `,
    );
    silent('a loop of few epochs', loop('20'));
    silent('a loop with unknown epochs', loop('args.epochs'));
    silent('a loop that breaks', `${loop('300')}    if total > best:\n        break\n`);
    silent('a loop without validation', loop('300').replace('    model.eval()\n', ''));
    silent('adversaries', loop('300', 'opt_d = torch.optim.Adam(critic.parameters())\n'));
  });

  describe('says nothing of a patience', () => {
    const keras = (patience: string, epochs: string): string => `import keras
model = keras.Sequential([keras.layers.Dense(1)])
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=${patience})
model.fit(x, y, epochs=${epochs}, validation_data=v, callbacks=[stop])
`;
    silent('that is shorter than the training', keras('20', '100'));
    silent('of a short training', keras('10', '5'));
    silent('that is not known', keras('args.patience', '100'));
    silent('where the epochs are not known', keras('100', 'args.epochs'));
    silent(
      'that counts several validations an epoch',
      py`
      import lightning as L
      from lightning.pytorch.callbacks import EarlyStopping
      trainer = L.Trainer(max_epochs=50, val_check_interval=0.1, callbacks=[EarlyStopping("val_loss", patience=60)])
      trainer.fit(net, data)
    `,
    );
    silent(
      'of a stopper that two trainings share, one of them long',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      stop = keras.callbacks.EarlyStopping(patience=30)
      model.fit(x, y, epochs=25, validation_data=v, callbacks=[stop])
      model.fit(x, y, epochs=300, validation_data=v, callbacks=[stop])
    `,
    );
  });

  describe('of a Trainer that LightningCLI makes', () => {
    const cli = (args: string): string => `${net}from lightning.pytorch.cli import LightningCLI
class Data(L.LightningDataModule):
    def val_dataloader(self):
        return load()
${args}
cli.trainer.fit(cli.model, datamodule=cli.datamodule)
`;
    silent(
      'says nothing where the script gives it epochs',
      cli('cli = LightningCLI(Net, Data, run=False, trainer_defaults={"max_epochs": 10})'),
    );
    silent(
      'says nothing where it may',
      cli('cli = LightningCLI(Net, Data, run=False, parser_kwargs={"default_config_files": ["c.yaml"]})'),
    );
    silent('says nothing where the command line starts the training', cli('LightningCLI(Net, Data)').replace(/cli.trainer.*\n/, ''));
    finds('finds no epochs', cli('cli = «LightningCLI»(Net, Data, run=False)'), { severity: 'hint', message: /1000 epochs/ });
  });

  describe('finds a patience as long as the training', () => {
    const isIdle = { severity: 'hint', message: /can never end it/, fixes: [] } as const;
    finds(
      'of Keras, where its number stands',
      py`
      import keras
      EPOCHS = 50
      PATIENCE = «60»
      model = keras.Sequential([keras.layers.Dense(1)])
      callbacks = [keras.callbacks.ModelCheckpoint("m.keras"), keras.callbacks.EarlyStopping(monitor="val_loss", patience=PATIENCE)]
      model.fit(x, y, epochs=EPOCHS, validation_data=v, callbacks=callbacks)
    `,
      isIdle,
    );
    finds(
      'of Lightning',
      py`
      import lightning as L
      from lightning.pytorch.callbacks import EarlyStopping
      trainer = L.Trainer(max_epochs=30, callbacks=[EarlyStopping("val_loss", patience=«30»)])
      trainer.fit(net, data)
    `,
      isIdle,
    );
    finds(
      'of a class of the project, by the defaults of the command line',
      py`
      import argparse
      import torch
      from shop import EarlyStopping, loader, net

      def train(opt):
          stopper, stop = EarlyStopping(patience=opt.patience), False
          optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
          for epoch in range(opt.epochs):
              for x, y in loader:
                  loss = net(x, y)
                  loss.backward()
                  optimizer.step()
              if stopper(epoch=epoch, fitness=score(net)):
                  break

      parser = argparse.ArgumentParser()
      parser.add_argument("--epochs", type=int, default=100)
      parser.add_argument("--patience", type=int, default=«100», help="epochs")
      train(parser.parse_args())
    `,
      isIdle,
    );
  });

  describe('finds', () => {
    finds(
      'many epochs of Lightning',
      `${net}trainer = «L.Trainer»(max_epochs=200, accelerator="gpu")\ntrainer.fit(Net(), a, val_dataloaders=b)\n`,
      {
        severity: 'information',
        confidence: 'high',
        fixes: ['Stop when the validation loss no longer improves'],
      },
    );
    finds(
      'no bound at all',
      `${net}trainer = «L.Trainer»(accelerator="gpu", callbacks=[L.pytorch.callbacks.ModelCheckpoint()])\ntrainer.fit(Net(), a, val_dataloaders=b)\n`,
      {
        message: /1000 epochs/,
        fixes: [],
      },
    );
    finds(
      'a trainer of the older package, with a data module',
      py`
      import pytorch_lightning as pl
      class Net(pl.LightningModule):
          def validation_step(self, batch, index):
              self.log("acc", 1)
      def main():
          trainer = «pl.Trainer»(gpus=1, max_epochs=100)
          trainer.fit(Net(), datamodule=data)
    `,
      { fixes: [] },
    );
    finds(
      'as a hint, a long fine-tuning of a network that nobody can count',
      py`
      from transformers import Trainer, TrainingArguments
      args = «TrainingArguments»(output_dir="out", num_train_epochs=20, evaluation_strategy="epoch")
      trainer = Trainer(model=model, args=args, train_dataset=a, eval_dataset=b)
      trainer.train()
    `,
      { severity: 'hint', fixes: [] },
    );
    finds(
      'a long fine-tuning of a large network',
      py`
      from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
      model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
      args = «TrainingArguments»(output_dir="out", num_train_epochs=20, evaluation_strategy="epoch")
      trainer = Trainer(model=model, args=args, train_dataset=a, eval_dataset=b)
      trainer.train()
    `,
      { severity: 'information' },
    );
    finds('a long loop', loop('300').replace('for epoch in range(300):', '«for epoch in range(300)»:'), {
      confidence: 'medium',
      fixes: [],
    });
    finds(
      'a long loop over a published graph',
      `from ogb.nodeproppred import PygNodePropPredDataset\ndata = PygNodePropPredDataset("ogbn-products")\n${loop('300').replace('for epoch in range(300):', '«for epoch in range(300)»:')}`,
      {
        severity: 'information',
      },
    );
    finds(
      'as a hint, a network of which nobody knows the size, and one of narrow layers',
      loop('300').replace('for epoch in range(300):', '«for epoch in range(300)»:'),
      { severity: 'hint' },
    );
    finds(
      'as a hint, a table in Lightning',
      net.replace('torchvision.models.resnet18()', 'torch.nn.Linear(4, 3)').replace('import torchvision', 'import torch') +
        'trainer = «L.Trainer»(max_epochs=600)\ntrainer.fit(Net(), a, val_dataloaders=b)\n',
      {
        severity: 'hint',
      },
    );
    finds('as a hint, trainings whose epochs are timed to compare them', timed('fast = run(True)\nslow = run(False)\n'), {
      severity: 'hint',
    });
    finds(
      'as a hint, a training whose epochs are timed',
      `import timm\nnet = timm.create_model("vit_base")\n${timed('fast = run(True)\n')}`,
      {
        severity: 'hint',
        message: /on its way/,
      },
    );
    finds(
      'a loop with epochs from the command line',
      loop(
        'args.epochs',
        'import argparse\np = argparse.ArgumentParser()\np.add_argument("--epochs", type=int, default=500)\nargs = p.parse_args()\n',
      ).replace('for epoch in range(args.epochs):', '«for epoch in range(args.epochs)»:'),
    );
  });

  describe('repairs', () => {
    repairs(
      'callbacks that stand there',
      `${net}trainer = «L.Trainer»(max_epochs=200, callbacks=[L.pytorch.callbacks.ModelCheckpoint()])\ntrainer.fit(Net(), a, val_dataloaders=b)\n`,
      {
        title: 'Stop when the validation loss no longer improves',
        safe: false,
        gives: `${net.replace('import lightning as L\n', 'import lightning as L\nfrom lightning.pytorch.callbacks import EarlyStopping\n')}trainer = L.Trainer(max_epochs=200, callbacks=[EarlyStopping(monitor="val_loss", patience=5), L.pytorch.callbacks.ModelCheckpoint()])\ntrainer.fit(Net(), a, val_dataloaders=b)\n`,
      },
    );
  });
});
