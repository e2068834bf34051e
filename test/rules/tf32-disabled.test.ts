import { py } from '../support/analysis';
import { ruleTester } from '../support/rule-tester';

const { silent, finds, repairs } = ruleTester('tf32-disabled');

describe('tf32-disabled', () => {
  describe('says nothing of', () => {
    silent(
      'TF32 allowed',
      py`
      import torch
      torch.backends.cuda.matmul.allow_tf32 = True
      torch.set_float32_matmul_precision("high")
    `,
    );

    silent(
      'a flag',
      py`
      import torch
      torch.backends.cuda.matmul.allow_tf32 = args.allow_tf32
    `,
    );

    silent(
      'a flag of the command line that is off',
      py`
      import torch, argparse
      p = argparse.ArgumentParser(); p.add_argument("--tf32", action="store_true")
      a = p.parse_args()
      torch.backends.cuda.matmul.allow_tf32 = a.tf32
    `,
    );

    silent(
      'deterministic algorithms',
      py`
      import torch
      torch.use_deterministic_algorithms(True)
      torch.backends.cuda.matmul.allow_tf32 = False
    `,
    );

    silent(
      'a comparison of numbers',
      py`
      import torch
      torch.set_float32_matmul_precision("highest")
      torch.testing.assert_close(a, b)
    `,
    );

    silent(
      'mixed precision',
      py`
      import torch
      torch.backends.cudnn.allow_tf32 = False
      with torch.autocast("cuda", dtype=torch.bfloat16):
          train()
    `,
    );

    silent(
      'allowed again further down',
      py`
      import torch
      torch.backends.cuda.matmul.allow_tf32 = False
      reference()
      torch.backends.cuda.matmul.allow_tf32 = True
      train()
    `,
    );

    silent(
      'a condition',
      py`
      import torch
      if exact:
          torch.backends.cuda.matmul.allow_tf32 = False
    `,
    );

    silent(
      'the default of a Trainer',
      py`
      from transformers import TrainingArguments
      a = TrainingArguments("out", tf32=None)
    `,
    );

    silent(
      'a test',
      py`
      import torch
      def test_exact():
          torch.set_float32_matmul_precision("highest")
    `,
    );
  });

  describe('finds', () => {
    finds(
      'the flag of matrix products',
      py`
      import torch
      «torch.backends.cuda.matmul.allow_tf32» = False
    `,
      { severity: 'hint', change: { precision: 'tf32' }, fixes: ['Allow TF32'] },
    );

    finds(
      'the flag of convolutions through an alias',
      py`
      import torch.backends.cudnn as cudnn
      «cudnn.allow_tf32» = False
    `,
      { change: null },
    );

    finds(
      'the precision of matrix products',
      py`
      import torch as th
      th.set_float32_matmul_precision(«"highest"»)
    `,
    );

    finds(
      'the names of newer versions',
      py`
      import torch
      «torch.backends.cuda.matmul.fp32_precision» = "ieee"
    `,
    );

    finds(
      'a Trainer',
      py`
      from transformers import TrainingArguments
      a = TrainingArguments(
          "out",
          «tf32=False»,
      )
    `,
    );

    finds(
      'TensorFlow',
      py`
      import tensorflow as tf
      tf.config.experimental.enable_tensor_float_32_execution(«False»)
    `,
    );

    finds(
      'JAX',
      py`
      import jax
      jax.config.update("jax_default_matmul_precision", «"highest"»)
    `,
    );

    finds('a cell of a notebook', [
      py`
      import torch
    `,
      py`
      «torch.backends.cuda.matmul.allow_tf32» = False
    `,
    ]);
  });

  describe('repairs', () => {
    repairs(
      'a flag',
      py`
      import torch
      «torch.backends.cuda.matmul.allow_tf32» = False  # exact
    `,
      {
        title: 'Allow TF32',
        safe: false,
        gives: py`
      import torch
      torch.backends.cuda.matmul.allow_tf32 = True  # exact
    `,
      },
    );

    repairs(
      'an argument',
      py`
      import torch
      torch.set_float32_matmul_precision(«'highest'»)
    `,
      {
        title: 'Allow TF32',
        safe: false,
        gives: py`
      import torch
      torch.set_float32_matmul_precision("high")
    `,
      },
    );

    repairs(
      'a keyword',
      py`
      from transformers import TrainingArguments
      a = TrainingArguments("out", «tf32=False»)
    `,
      {
        title: 'Allow TF32',
        safe: false,
        gives: py`
      from transformers import TrainingArguments
      a = TrainingArguments("out", tf32=True)
    `,
      },
    );
  });
});
