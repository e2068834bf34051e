import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('checkpoint-in-batch-loop');

describe('checkpoint-in-batch-loop', () => {
  describe('says nothing of', () => {
    silent(
      'an interval',
      py`
      import torch
      from shop import model, loader, train_step
      for i, batch in enumerate(loader):
          train_step(model, batch)
          if i % 5000 == 0:
              torch.save(model.state_dict(), "last.pt")
    `,
    );

    silent(
      'once an epoch',
      py`
      import torch
      for epoch in range(10):
          for x, y in loader:
              loss = criterion(model(x), y)
              loss.backward()
              optimizer.step()
          torch.save({"model": model.state_dict(), "epoch": epoch}, f"{epoch}.pt")
    `,
    );

    silent(
      'one step an epoch, on all data',
      py`
      import torch
      for epoch in range(100):
          loss = criterion(model(x), y)
          loss.backward()
          optimizer.step()
          torch.save(model.state_dict(), "last.pt")
    `,
    );

    silent(
      'the best so far, and a function that asks',
      py`
      import torch
      def keep(model, step):
          if step % config.every:
              return
          torch.save(model.state_dict(), "last.pt")
      for x, y in loader:
          loss = criterion(model(x), y)
          loss.backward()
          optimizer.step()
          if loss < best:
              torch.save(model.state_dict(), "best.pt")
      for x, y in val_loader:
          if should_save:
              torch.save(model.state_dict(), "best.pt")
    `,
    );

    silent(
      'features and pictures',
      py`
      import torch
      from torchvision.utils import save_image
      for i, (x, y) in enumerate(loader):
          loss = criterion(model(x), y)
          loss.backward()
          optimizer.step()
          torch.save(model.encode(x).cpu(), f"{i}.pt")
          save_image(x, f"{i}.png")
          figure.save("loss.png")
    `,
    );

    silent(
      'folds and rounds of clients',
      py`
      import torch
      for fold in range(5):
          model = train(fold)
          torch.save(model.state_dict(), f"{fold}.pt")
      for client in clients:
          loss = client.loss(model)
          loss.backward()
          optimizer.step()
          torch.save(model.state_dict(), f"{client}.pt")
    `,
    );

    silent(
      'what is saved on a crash',
      py`
      import torch
      for x, y in loader:
          try:
              loss = criterion(model(x), y)
              loss.backward()
              optimizer.step()
          except KeyboardInterrupt:
              torch.save(model.state_dict(), "last.pt")
    `,
    );

    silent(
      'other settings of trainers',
      py`
      from transformers import TrainingArguments
      TrainingArguments("out", save_steps=500)
      TrainingArguments("out", save_steps=0.1)
      TrainingArguments("out", save_strategy="epoch", save_steps=10)
      TrainingArguments("out", save_steps=10, max_steps=60)
      TrainingArguments("out", save_steps=10, eval_steps=10, eval_strategy="steps", load_best_model_at_end=True)
      TrainingArguments("out", save_steps=args.save_steps)
      TrainingArguments("out", save_steps=10, **options)
    `,
    );

    silent(
      'callbacks that save an epoch, the best, or nothing',
      py`
      import keras
      from lightning.pytorch.callbacks import ModelCheckpoint
      keras.callbacks.ModelCheckpoint("a.keras", save_freq="epoch")
      keras.callbacks.ModelCheckpoint("a.keras", save_freq=10, save_best_only=True)
      keras.callbacks.ModelCheckpoint("a.keras", save_freq=2000)
      ModelCheckpoint(every_n_train_steps=10, save_top_k=0)
      ModelCheckpoint(monitor="val_loss", every_n_train_steps=10, save_top_k=2)
      ModelCheckpoint(every_n_train_steps=1000, save_top_k=-1)
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a remainder that is always zero',
      py`
      import torch
      from shop import loader, loss_fn, net
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      SAVE_EVERY = 1
      for i, (x, y) in enumerate(loader):
          loss = loss_fn(net(x), y)
          loss.backward()
          opt.step()
          if i % SAVE_EVERY == 0:
              «torch.save»(net.state_dict(), f"step{i}.pt")
    `,
    );

    finds(
      'weights in the loop over batches',
      py`
      import torch
      for epoch in range(10):
          for i, (x, y) in enumerate(loader):
              loss = criterion(model(x), y)
              loss.backward()
              optimizer.step()
              «torch.save»(model.state_dict(), f"{epoch}_{i}.pt")
    `,
      { severity: 'hint', confidence: 'high', fixes: [] },
    );

    finds(
      'a dict with the state of model and optimizer, on the first process, in a function',
      py`
      from torch import save, nn
      def checkpoint(model, optimizer, step):
          state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
          «save»(state, "last.pt")
      def train(model, optimizer):
          for step, (x, y) in enumerate(tqdm(loader)):
              loss = criterion(model(x), y)
              loss.backward()
              optimizer.step()
              if rank == 0:
                  checkpoint(model, optimizer, step)
    `,
    );

    finds(
      'a model of transformers, and a whole module',
      py`
      import torch
      from transformers import AutoModelForCausalLM
      model = AutoModelForCausalLM.from_pretrained("gpt2")
      head = torch.nn.Linear(8, 2)
      for batch in train_dataloader:
          loss = head(model(**batch).logits).mean()
          accelerator.backward(loss)
          optimizer.step()
          «model.save_pretrained»("out")
          «torch.save»(head, "head.pt")
    `,
    );

    finds(
      'a step whose body is elsewhere',
      py`
      import torch
      from torch.utils.data import DataLoader
      from shop import Net, dataset, train_step
      model = Net()
      for batch in DataLoader(dataset, 32):
          train_step(model, batch)
          «torch.save»(model.state_dict(), "last.pt")
    `,
    );

    finds(
      'a loop of Keras',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      for epoch in range(3):
          for x, y in batches:
              model.train_on_batch(x, y)
              «model.save_weights»("last.weights.h5")
    `,
    );

    finds(
      'a model from elsewhere, and a step that is compiled',
      py`
      import tensorflow as tf
      from shop import model
      for epoch in range(5):
          for batch in train_dataset:
              train_step(batch)
              «model.save_weights»("last.weights.h5")
          model.save_weights("epoch.weights.h5")
    `,
    );

    finds(
      'a hook of Lightning',
      py`
      import torch
      import lightning as L
      class Net(L.LightningModule):
          def training_step(self, batch, index):
              loss = self.net(batch).mean()
              «torch.save»(self.net.state_dict(), "last.pt")
              return loss
    `,
    );

    finds(
      'settings of trainers',
      py`
      from transformers import Seq2SeqTrainingArguments, TrainingArguments
      from trl import SFTConfig
      from lightning.pytorch.callbacks import ModelCheckpoint
      from tensorflow import keras
      every = 20
      TrainingArguments("out", save_strategy="steps", «save_steps=10», num_train_epochs=3)
      Seq2SeqTrainingArguments(output_dir="out", «save_steps=every»)
      SFTConfig("out", «save_steps=50», max_steps=5000)
      ModelCheckpoint(dirpath="ck", «every_n_train_steps=1», save_top_k=-1)
      keras.callbacks.ModelCheckpoint("a.keras", «save_freq=10»)
    `,
    );
  });

  describe('finds, as a hint', () => {
    finds(
      'adapters that are saved often',
      py`
      from peft import LoraConfig
      from trl import SFTConfig
      args = SFTConfig("out", «save_steps=10»)
    `,
      { severity: 'hint' },
    );
  });

  describe('repairs', () => {
    repairs(
      'a setting where it is written',
      py`
      from transformers import TrainingArguments
      SAVE = 10  # steps
      args = TrainingArguments(
          "out",
          «save_steps=SAVE»,
      )
    `,
      {
        title: 'Save every 500 steps',
        safe: false,
        gives: py`
      from transformers import TrainingArguments
      SAVE = 500  # steps
      args = TrainingArguments(
          "out",
          save_steps=SAVE,
      )
    `,
      },
    );

    repairs('only within its cell', ['import keras', 'cb = keras.callbacks.ModelCheckpoint("a.keras", «save_freq=10»)'], {
      title: 'Save once an epoch',
      safe: false,
      gives: ['import keras', 'cb = keras.callbacks.ModelCheckpoint("a.keras", save_freq="epoch")'],
    });

    finds(
      'a short interval among unpacked settings',
      py`
      from transformers import Seq2SeqTrainingArguments
      settings = {"output_dir": "o", "save_strategy": "steps", "save_steps": 5}
      args = «Seq2SeqTrainingArguments(**settings)»
    `,
    );
  });
});
