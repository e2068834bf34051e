import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('log-every-step');

describe('log-every-step', () => {
  describe('says nothing of', () => {
    silent(
      'a run of a few steps',
      'import lightning as L\nL.Trainer(log_every_n_steps=1, limit_train_batches=2, max_epochs=2, accelerator="gpu")\n',
    );
    silent('a record every ten steps', 'from transformers import TrainingArguments\nTrainingArguments("out", logging_steps=10)\n');
    silent('a short run', 'from transformers import TrainingArguments\nTrainingArguments("out", logging_steps=1, max_steps=100)\n');
    silent(
      'a record an epoch',
      'from transformers import TrainingArguments\nTrainingArguments("out", logging_strategy="epoch", logging_steps=1)\n',
    );
    silent('steps that generate', 'from trl import GRPOConfig\nGRPOConfig("out", logging_steps=1)\n');
    silent(
      'settings from elsewhere',
      'from transformers import TrainingArguments\nTrainingArguments("out", logging_steps=args.n)\nTrainingArguments(**options)\n',
    );
    silent(
      'no histograms',
      'import wandb, keras\nwandb.watch(model)\nwandb.watch(model, log=None, log_freq=1)\nkeras.callbacks.TensorBoard("logs")\n',
    );
    silent(
      'a picture now and then, and an epoch',
      py`
      from torch.utils.tensorboard import SummaryWriter
      writer = SummaryWriter()
      for epoch in range(10):
          for step, (x, y) in enumerate(loader):
              loss = criterion(model(x), y)
              loss.backward()
              optimizer.step()
              if step % 100 == 0:
                  writer.add_image("x", x[0], step)
          writer.add_histogram("w", model.weight, epoch)
    `,
    );

    silent(
      'scalars now and then, of an epoch and of a validation',
      py`
      import wandb
      from torch.utils.tensorboard import SummaryWriter
      writer = SummaryWriter()
      for epoch in range(10):
          for step, (x, y) in enumerate(loader):
              loss = criterion(model(x), y)
              loss.backward()
              optimizer.step()
              if step % 50 == 0:
                  writer.add_scalar("loss", loss.item(), step)
                  wandb.log({"loss": loss.item()})
          writer.add_scalar("epoch", total / len(loader), epoch)
          wandb.log({"epoch": epoch})
    `,
    );
    silent(
      'the steps of an agent',
      py`
      import gym
      from torch.utils.tensorboard import SummaryWriter
      writer = SummaryWriter()
      for step, (x, y) in enumerate(batches(gym.make("CartPole-v0"))):
          loss = criterion(model(x), y)
          loss.backward()
          optimizer.step()
          writer.add_scalar("loss", loss.item(), step)
    `,
    );
    silent('logs of Keras once an epoch', 'import keras\nkeras.callbacks.TensorBoard("logs", update_freq="epoch")\n');
    silent(
      'histograms that no fit is given',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      model.fit(x, y, epochs=3)
      watching = [keras.callbacks.TensorBoard(log_dir="logs", histogram_freq=1)]
    `,
    );
  });

  describe('finds', () => {
    finds(
      'the first of the scalars of each step',
      py`
      from torch.utils.tensorboard import SummaryWriter
      writer = SummaryWriter()
      for epoch in range(10):
          for step, (x, y) in enumerate(loader):
              loss = criterion(model(x), y)
              loss.backward()
              optimizer.step()
              «writer.add_scalar»("loss", loss.item(), step)
              writer.add_scalar("rate", rate, step)
    `,
      { severity: 'hint' },
    );
    finds(
      'a tracker that is told of each step',
      py`
      import wandb
      for epoch in range(10):
          for x, y in loader:
              loss = criterion(model(x), y)
              loss.backward()
              optimizer.step()
              «wandb.log»({"loss": loss.item()})
    `,
      { severity: 'hint' },
    );
    finds(
      'a picture of each step',
      py`
      from torchvision.utils import save_image
      for epoch in range(10):
          for i, (x, y) in enumerate(loader):
              out = model(x)
              loss = criterion(out, y)
              loss.backward()
              optimizer.step()
              «save_image»(out, f"out/{i}.png")
    `,
      { severity: 'hint' },
    );
    finds(
      'logs of Keras after each batch',
      'import keras\nmodel = keras.Sequential([keras.layers.Dense(1)])\nmodel.fit(x, y, callbacks=[keras.callbacks.TensorBoard("logs", «update_freq="batch"»)])\n',
      { severity: 'hint' },
    );
    finds('arguments of a Trainer', 'from transformers import TrainingArguments\nTrainingArguments("out", «logging_steps=1»)\n', {
      severity: 'hint',
      fixes: ['Record every 50'],
    });
    finds('a trainer of Lightning', 'import pytorch_lightning as pl\npl.Trainer(max_epochs=10, «log_every_n_steps=1»)\n');
    finds(
      'histograms',
      'import wandb\nfrom tensorflow.keras.callbacks import TensorBoard\nwandb.watch(model, log="all", «log_freq=10»)\nTensorBoard(log_dir="logs", «histogram_freq=1»)\n',
    );
    finds(
      'pictures in every step',
      py`
      from torch.utils.tensorboard import SummaryWriter
      writer = SummaryWriter()
      for epoch in range(10):
          for step, (x, y) in enumerate(loader):
              loss = criterion(model(x), y)
              loss.backward()
              optimizer.step()
              «writer.add_image»("x", x[0], step)
              for name, weight in model.named_parameters():
                  «writer.add_histogram»(name, weight, step)
    `,
    );
  });

  describe('repairs', () => {
    repairs('the number', 'import lightning as L\nL.Trainer(\n    «log_every_n_steps=1»,  # all\n)\n', {
      title: 'Record every 50',
      safe: false,
      gives: 'import lightning as L\nL.Trainer(\n    log_every_n_steps=50,  # all\n)\n',
    });
  });
});
