import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('debug-mode-left-on');

describe('debug-mode-left-on', () => {
  describe('says nothing of', () => {
    silent(
      'a profiler with a schedule, of a few steps, or behind a switch',
      py`
      import torch
      from torch.profiler import profile, schedule
      from shop import args, crit, loader, net
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      def step(x, y):
          loss = crit(net(x), y)
          loss.backward()
          opt.step()
      with profile(schedule=schedule(wait=1, warmup=1, active=3)) as prof:
          for x, y in loader:
              step(x, y)
      with profile() as prof:
          for x, y in loader:
              step(x, y)
              if prof.step_num > 20:
                  break
      with profile() as prof:
          for i in range(10):
              loss = crit(net(batch), target)
              loss.backward()
              opt.step()
      with torch.autograd.profiler.profile(enabled=args.profile):
          for x, y in loader:
              step(x, y)
    `,
    );

    silent(
      'anomaly detection off',
      py`
      import torch
      torch.autograd.set_detect_anomaly(False)
    `,
    );

    silent(
      'the value of a flag',
      py`
      import torch, argparse
      p = argparse.ArgumentParser(); p.add_argument("--debug", action="store_true")
      a = p.parse_args()
      torch.autograd.set_detect_anomaly(a.debug)
    `,
    );

    silent(
      'a flag around it',
      py`
      import torch, argparse
      p = argparse.ArgumentParser(); p.add_argument("--debug", action="store_true")
      a = p.parse_args()
      if a.debug:
          torch.autograd.set_detect_anomaly(True)
    `,
    );

    silent(
      'a debugging constant around it',
      py`
      import torch
      DEBUG = True
      if DEBUG:
          torch.autograd.set_detect_anomaly(True)
    `,
    );

    silent(
      'a debugging constant',
      py`
      import torch
      DEBUG = True
      torch.autograd.set_detect_anomaly(DEBUG)
    `,
    );

    silent(
      'a default that a caller can change',
      py`
      import torch
      def setup(detect_anomaly=True):
          torch.autograd.set_detect_anomaly(detect_anomaly)
      setup()
    `,
    );

    silent(
      'another setting of JAX',
      py`
      import jax
      jax.config.update("jax_enable_x64", True)
    `,
    );

    silent(
      'launches that do not block',
      py`
      import os
      os.environ["CUDA_LAUNCH_BLOCKING"] = "0"
    `,
    );

    silent(
      'blocking launches behind a flag',
      py`
      import os
      os.environ["CUDA_LAUNCH_BLOCKING"] = "1" if args.debug else "0"
    `,
    );

    silent(
      'a setting of Lightning from a configuration',
      py`
      import lightning as L
      t = L.Trainer(detect_anomaly=cfg.debug)
    `,
    );

    silent(
      'no debugging of a Trainer',
      py`
      from transformers import TrainingArguments
      a = TrainingArguments("o", debug="")
    `,
    );

    silent(
      'a test',
      py`
      import torch
      def test_nan():
          torch.autograd.set_detect_anomaly(True)
    `,
    );

    silent(
      'a second try after a failure',
      py`
      import torch
      try:
          train()
      except RuntimeError:
          torch.autograd.set_detect_anomaly(True)
          train()
    `,
    );

    silent(
      'a profiler behind a flag',
      py`
      import torch
      if args.profile:
          with torch.autograd.profiler.profile():
              train()
    `,
    );

    silent(
      'eager by a flag of absl',
      py`
      import tensorflow as tf
      m = tf.keras.Sequential()
      m.compile(optimizer="adam", run_eagerly=FLAGS.eager)
    `,
    );

    silent(
      'eager by a flag of argparse',
      py`
      import tensorflow as tf, argparse
      p = argparse.ArgumentParser(); p.add_argument("--eager", type=bool, default=True)
      a = p.parse_args()
      m = tf.keras.Sequential()
      m.compile(optimizer="adam", run_eagerly=a.eager)
    `,
    );

    silent(
      'a condition that cannot be decided',
      py`
      import torch
      def main(cfg):
          if cfg.anomaly:
              torch.autograd.set_detect_anomaly(True)
    `,
    );

    silent(
      'eager for one batch',
      py`
      import tensorflow as tf
      tf.config.run_functions_eagerly(True)
      debug_batch()
      tf.config.run_functions_eagerly(False)
    `,
    );

    silent(
      'anomaly detection for one check',
      py`
      import torch
      torch.autograd.set_detect_anomaly(True)
      check()
      torch.autograd.set_detect_anomaly(False)
    `,
    );

    silent(
      'what the environment says already',
      py`
      import os
      os.environ["CUDA_LAUNCH_BLOCKING"] = os.environ.get("CUDA_LAUNCH_BLOCKING", "0")
    `,
    );

    silent(
      'another variable',
      py`
      import os
      os.environ.update({"TF_CPP_MIN_LOG_LEVEL": "1"})
    `,
    );

    silent(
      'a profiler that only keeps times',
      py`
      import lightning as L
      t = L.Trainer(profiler="simple")
    `,
    );
  });

  describe('finds', () => {
    finds(
      'a profiler without a schedule around the training',
      py`
      import torch
      from torch.profiler import ProfilerActivity, profile
      from shop import crit, loader, net
      opt = torch.optim.SGD(net.parameters(), lr=0.1)
      with «profile»(activities=[ProfilerActivity.CPU, ProfilerActivity.CUDA], record_shapes=True) as prof:
          for epoch in range(10):
              for x, y in loader:
                  loss = crit(net(x), y)
                  loss.backward()
                  opt.step()
    `,
      { message: /without a schedule/ },
    );

    finds(
      'as a hint, where nothing is trained',
      py`
      import tensorflow as tf
      tf.config.run_functions_eagerly(«True»)
      converter = tf.lite.TFLiteConverter.from_saved_model("saved")
    `,
      { severity: 'hint' },
    );

    finds(
      'anomaly detection',
      py`
      import torch
      torch.autograd.set_detect_anomaly(«True»)
      for x, y in loader:
          loss(net(x), y).backward()
    `,
      {
        severity: 'warning',
        confidence: 'high',
        change: null,
        fixes: ['Remove this debugging switch'],
        message: /^Anomaly detection is left on/,
      },
    );

    finds(
      'an alias',
      py`
      from torch.autograd import set_detect_anomaly as sda
      sda(«True»)
    `,
    );

    finds(
      'a function that the script calls',
      py`
      import torch
      def main():
          torch.autograd.set_detect_anomaly(«True»)
          train()
      if __name__ == "__main__":
          main()
    `,
    );

    finds(
      'a with',
      py`
      import torch
      with torch.autograd.set_detect_anomaly(«True»):
          loss.backward()
    `,
    );

    finds(
      'an eager Keras model',
      py`
      import tensorflow as tf
      model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
      model.compile(optimizer="adam", loss="mse", «run_eagerly=True»)
    `,
      { message: /^Eager execution/ },
    );

    finds(
      'as a hint, an eager model that is fitted for a look',
      py`
      import tensorflow as tf
      model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
      model.compile(optimizer="adam", loss="mse", «run_eagerly=True»)
      model.fit(x[:64], y[:64], epochs=1)
    `,
      { severity: 'hint' },
    );

    finds(
      'eager functions',
      py`
      import tensorflow as tf
      tf.config.run_functions_eagerly(«True»)
    `,
    );

    finds(
      'eager functions by their old name',
      py`
      import tensorflow as tf
      tf.config.experimental_run_functions_eagerly(«True»)
    `,
    );

    finds(
      'numeric checks',
      py`
      import tensorflow as tf
      «tf.debugging.enable_check_numerics»()
    `,
    );

    finds(
      'tf.data',
      py`
      import tensorflow as tf
      «tf.data.experimental.enable_debug_mode»()
    `,
    );

    finds(
      'NaN checks of JAX',
      py`
      import jax
      «jax.config.update»("jax_debug_nans", True)
    `,
      { message: /JAX/ },
    );

    finds(
      'JAX without compilation',
      py`
      from jax import config
      «config.update»("jax_disable_jit", True)
    `,
    );

    finds(
      'a setting of JAX as an attribute',
      py`
      import jax
      «jax.config.jax_debug_nans» = True
    `,
    );

    finds(
      'blocking launches',
      py`
      import os
      «os.environ["CUDA_LAUNCH_BLOCKING"]» = "1"
    `,
      { message: /CUDA_LAUNCH_BLOCKING/ },
    );

    finds(
      'the environment by name',
      py`
      from os import environ
      «environ["CUDA_LAUNCH_BLOCKING"]» = "1"
    `,
    );

    finds(
      'a default of the environment',
      py`
      import os
      «os.environ.setdefault("CUDA_LAUNCH_BLOCKING", "1")»
    `,
    );

    finds(
      'an update of the environment',
      py`
      import os
      «os.environ.update»({"CUDA_LAUNCH_BLOCKING": "1"})
    `,
      { fixes: [] },
    );

    finds(
      'an update by keyword',
      py`
      import os
      «os.environ.update»(CUDA_LAUNCH_BLOCKING="1")
    `,
      { fixes: [] },
    );

    finds('a notebook', [
      py`
        import os
        «os.environ["CUDA_LAUNCH_BLOCKING"]» = "1"  # clearer traces
      `,
      py`
        import torch
      `,
    ]);

    finds(
      'anomaly detection of Lightning',
      py`
      import pytorch_lightning as pl
      t = pl.Trainer(gpus=1, «detect_anomaly=True»)
    `,
    );

    finds(
      'a profiler of every step',
      py`
      import lightning as L
      t = L.Trainer(accelerator="gpu", «profiler="pytorch"»)
    `,
    );

    finds(
      'overflow debugging of a Trainer',
      py`
      from transformers import TrainingArguments
      a = TrainingArguments("o", «debug="underflow_overflow"»)
    `,
    );

    finds(
      'overflow debugging of a model',
      py`
      from transformers.debug_utils import DebugUnderflowOverflow
      d = «DebugUnderflowOverflow»(model)
    `,
      { fixes: [] },
    );

    finds(
      'the first try',
      py`
      import torch
      try:
          torch.autograd.set_detect_anomaly(«True»)
      except AttributeError:
          pass
    `,
    );

    finds(
      'several statements on a line',
      py`
      import os; «os.environ["CUDA_LAUNCH_BLOCKING"]» = "1"; import torch
    `,
    );

    finds(
      'the only statement of a function',
      py`
      import torch
      def setup():
          torch.autograd.set_detect_anomaly(«True»)
      setup()
    `,
    );

    finds(
      'a dict of options',
      py`
      import tensorflow as tf
      kw = dict(optimizer="adam", run_eagerly=True)
      m = tf.keras.Sequential()
      «m.compile»(**kw)
    `,
      { fixes: [] },
    );

    finds(
      'a context around the training',
      py`
      import torch
      class T:
          def fit(self):
              with «torch.autograd.detect_anomaly»():
                  self.step()
    `,
      { fixes: [] },
    );

    finds(
      'a function that builds',
      py`
      import tensorflow as tf
      def build():
          tf.config.run_functions_eagerly(«True»)
          return 1
      build()
    `,
    );

    finds(
      'a context without compilation',
      py`
      import jax
      with «jax.disable_jit»():
          train()
    `,
      { fixes: [] },
    );
  });

  describe('repairs', () => {
    repairs(
      'a statement with its comment',
      py`
      import torch

      torch.autograd.set_detect_anomaly(«True»)  # hunting the NaN
      train()
    `,
      {
        title: 'Remove this debugging switch',
        safe: true,
        gives: py`
        import torch

        train()
      `,
      },
    );

    repairs(
      'an argument of a with',
      py`
      import torch

      with torch.autograd.set_detect_anomaly(«True»):
          train()
    `,
      {
        title: 'Switch it off',
        safe: true,
        gives: py`
        import torch

        with torch.autograd.set_detect_anomaly(False):
            train()
      `,
      },
    );

    repairs(
      'the only statement of a block',
      py`
      import torch

      def setup():
          torch.autograd.set_detect_anomaly(«True»)

      setup()
    `,
      {
        title: 'Remove this debugging switch',
        safe: true,
        gives: py`
        import torch

        def setup():
            pass

        setup()
      `,
      },
    );

    repairs(
      'one of several statements on a line',
      py`
      import os; «os.environ["CUDA_LAUNCH_BLOCKING"]» = "1"; import torch
    `,
      {
        title: 'Remove this debugging switch',
        safe: true,
        gives: py`
        import os; import torch
      `,
      },
    );

    repairs(
      'a model that its own code may need to be eager',
      py`
      import tensorflow as tf

      model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
      model.compile(
          optimizer="adam",
          «run_eagerly=True»,
      )
    `,
      {
        title: 'Switch it off',
        safe: false,
        gives: py`
        import tensorflow as tf

        model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
        model.compile(
            optimizer="adam",
            run_eagerly=False,
        )
      `,
      },
    );

    repairs(
      'a profiler of Lightning',
      py`
      import lightning as L

      trainer = L.Trainer(max_epochs=3, «profiler="advanced"»)
    `,
      {
        title: 'Switch it off',
        safe: true,
        gives: py`
        import lightning as L

        trainer = L.Trainer(max_epochs=3, profiler=None)
      `,
      },
    );

    repairs(
      'a line of a cell',
      [
        py`
        import os
      `,
        py`
        «os.environ["CUDA_LAUNCH_BLOCKING"]» = "1"
        import torch
      `,
      ],
      {
        title: 'Remove this debugging switch',
        safe: true,
        gives: [
          py`
          import os
        `,
          py`
          import torch
        `,
        ],
      },
    );

    finds(
      'a switch among unpacked settings',
      py`
      import lightning as L
      settings = {"detect_anomaly": True, "max_epochs": 50}
      trainer = «L.Trainer»(**settings)
    `,
    );
  });
});
