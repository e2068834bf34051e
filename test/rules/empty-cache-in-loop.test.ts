import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('empty-cache-in-loop');

describe('empty-cache-in-loop', () => {
  describe('says nothing of', () => {
    silent(
      'between epochs',
      py`
      import torch
      from shop import model, loader, opt, criterion
      for epoch in range(3):
          for x, y in loader:
              criterion(model(x), y).backward()
              opt.step()
          torch.cuda.empty_cache()
    `,
    );

    silent(
      'between experiments',
      py`
      import torch
      from shop import configs, run
      for config in configs:
          run(config)
          torch.cuda.empty_cache()
    `,
    );

    silent(
      'after a failure',
      py`
      import torch
      from shop import model, loader, opt, criterion
      for x, y in loader:
          try:
              criterion(model(x), y).backward()
              opt.step()
          except RuntimeError:
              torch.cuda.empty_cache()
    `,
    );

    silent(
      'every hundred steps',
      py`
      import torch
      from shop import model, loader, opt, criterion
      for i, (x, y) in enumerate(loader):
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          if i % 100 == 0:
              torch.cuda.empty_cache()
    `,
    );

    silent(
      'before a validation',
      py`
      import torch
      from shop import model, loader, opt, criterion
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          if validates:
              torch.cuda.empty_cache()
              validate()
    `,
    );

    silent(
      'every hundred steps of a Trainer',
      py`
      from transformers import TrainingArguments
      a = TrainingArguments("out", torch_empty_cache_steps=100)
    `,
    );

    silent(
      'a garbage collection of files',
      py`
      import gc
      from shop import files, read
      for f in files:
          read(f)
          gc.collect()
    `,
    );

    silent(
      'a test',
      py`
      import torch
      def test_memory(loader):
          for x in loader:
              torch.cuda.empty_cache()
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a training step',
      py`
      import torch
      from shop import model, loader, opt, criterion
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          «torch.cuda.empty_cache»()
    `,
      { severity: 'hint', fixes: ['Remove it from the loop'] },
    );

    finds(
      'both, once',
      py`
      import gc, torch
      from shop import model, loader, opt, criterion
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          del loss
          «torch.cuda.empty_cache»()
          gc.collect()
    `,
    );

    finds(
      'a condition that asks for the device',
      py`
      import torch
      from shop import model, loader, opt, criterion
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          if torch.cuda.is_available():
              «torch.cuda.empty_cache»()
    `,
    );

    finds(
      'an evaluation',
      py`
      from torch.cuda import empty_cache
      from torch.utils.data import DataLoader
      from shop import data, model
      for x in DataLoader(data):
          model(x)
          «empty_cache»()
    `,
    );

    finds(
      'a function that the loop calls',
      py`
      import torch
      def step(model, x, y, criterion, opt):
          criterion(model(x), y).backward()
          opt.step()
          «torch.cuda.empty_cache»()
      from shop import model, loader, opt, criterion
      for x, y in loader:
          step(model, x, y, criterion, opt)
    `,
    );

    finds(
      'a hook of Lightning',
      py`
      import torch, lightning as L
      class Net(L.LightningModule):
          def training_step(self, batch, i):
              loss = self.net(batch)
              «torch.cuda.empty_cache»()
              return loss
    `,
    );

    finds(
      'a Trainer',
      py`
      from transformers import TrainingArguments
      a = TrainingArguments("out", «torch_empty_cache_steps=1»)
    `,
      { fixes: [] },
    );
  });

  describe('repairs', () => {
    repairs(
      'both',
      py`
      import gc, torch
      from shop import model, loader, opt, criterion
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          gc.collect()
          «torch.cuda.empty_cache»()  # free
          print(loss)
    `,
      {
        title: 'Remove it from the loop',
        safe: false,
        gives: py`
      import gc, torch
      from shop import model, loader, opt, criterion
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          print(loss)
    `,
      },
    );

    repairs(
      'the only statement of a condition',
      py`
      import torch
      from shop import model, loader, opt, criterion
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          if torch.cuda.is_available():
              «torch.cuda.empty_cache»()
    `,
      {
        title: 'Remove it from the loop',
        safe: false,
        gives: py`
      import torch
      from shop import model, loader, opt, criterion
      for x, y in loader:
          loss = criterion(model(x), y)
          opt.zero_grad()
          loss.backward()
          opt.step()
          if torch.cuda.is_available():
              pass
    `,
      },
    );
  });
});
