import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('no-energy-tracking');

describe('no-energy-tracking', () => {
  describe('says nothing of', () => {
    silent(
      'a training with a meter',
      py`
      from codecarbon import track_emissions
      from keras.models import load_model
      @track_emissions
      def main():
          load_model("m.keras").fit(x, y, epochs=3)
      main()
    `,
    );
    silent(
      'a tracker that logs the power of the accelerators',
      py`
      import wandb
      import lightning as L
      wandb.init()
      L.Trainer().fit(model, loader)
    `,
    );
    silent(
      'a meter written by hand',
      py`
      import subprocess
      from transformers import Trainer
      subprocess.Popen(["nvidia-smi", "--query-gpu=power.draw"])
      Trainer(model=model, train_dataset=ds).train()
    `,
    );
    silent(
      'an inference',
      py`
      import torch
      net = torch.nn.Linear(3, 3)
      net.train(False)
      print(net(x))
    `,
    );
    silent(
      'a test',
      py`
      from transformers import Trainer
      def test_trains():
          Trainer(model=model, train_dataset=ds).train()
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a fit of Keras',
      py`
      import keras
      model = keras.Sequential([keras.layers.Dense(1)])
      model.compile(loss="mse")
      «model.fit»(x, y, epochs=3)
    `,
      { severity: 'hint', confidence: 'medium', fixes: [] },
    );
    finds(
      'a loop written by hand, at its head',
      py`
      import torch
      net = torch.nn.Linear(3, 3)
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      «for epoch in range(3)»:
          for x in loader:
              loss = net(x).sum()
              loss.backward()
              opt.step()
    `,
    );
    finds(
      'a Trainer that reports elsewhere',
      py`
      from transformers import Trainer, TrainingArguments
      args = TrainingArguments("out", report_to="tensorboard")
      trainer = Trainer(model=model, args=args, train_dataset=ds)
      «trainer.train»()
    `,
      { fixes: [] },
    );
  });

  describe('repairs', () => {
    repairs(
      'the arguments of a Trainer',
      py`
      from transformers import Trainer, TrainingArguments
      args = TrainingArguments(
          "out",
          bf16=True,
      )
      trainer = Trainer(model=model, args=args, train_dataset=ds)
      «trainer.train»()
    `,
      {
        title: 'Report emissions with CodeCarbon',
        safe: false,
        gives: py`
        from transformers import Trainer, TrainingArguments
        args = TrainingArguments(
            "out",
            bf16=True,
            report_to="codecarbon",
        )
        trainer = Trainer(model=model, args=args, train_dataset=ds)
        trainer.train()
      `,
      },
    );
  });
});
