import assert from 'node:assert/strict';
import { compilingDecorator, functionNodes } from '../../../src/ml/compiled-functions';
import { isFixedPath, makingOf } from '../../../src/ml/fixed-paths';
import { tableSize } from '../../../src/ml/table-size';
import { isTokenizerCall } from '../../../src/ml/tokenizers';
import { layers } from '../../../src/python/program/context';
import { argumentOf, callIn, frameworkProgram } from './programs';

describe('size of tables', () => {
  const size = (code: string): string => tableSize(frameworkProgram(code));

  it('is told by published data sets', () => {
    assert.equal(size('from sklearn.datasets import load_iris\nX, y = load_iris(return_X_y=True)\n'), 'small');
    assert.equal(size('from sklearn.datasets import fetch_covtype\nX, y = fetch_covtype(return_X_y=True)\n'), 'large');
  });

  it('is told by numbers that the program writes', () => {
    assert.equal(size('from sklearn.datasets import make_classification\nmake_classification(n_samples=500)\n'), 'small');
    assert.equal(size('from sklearn.datasets import make_classification\nmake_classification(n_samples=10 * 10_000)\n'), 'large');
    assert.equal(size('import pandas as pd\npd.read_csv("rides.csv", nrows=1000)\n'), 'small');
    assert.equal(size('import pandas as pd\npd.read_csv("rides.csv", nrows=5_000_000)\n'), 'large');
  });

  it('is unknown elsewhere', () => {
    assert.equal(size('import pandas as pd\npd.read_csv("rides.csv")\n'), 'unknown');
  });
});

describe('calls of a tokenizer', () => {
  const tokenizes = (code: string, name: string): boolean => {
    const program = frameworkProgram(code);
    return isTokenizerCall(program, callIn(program, name));
  };
  const made = 'from transformers import AutoTokenizer\nt = AutoTokenizer.from_pretrained("gpt2")\n';

  it('are those of an object of Transformers', () => {
    assert.equal(tokenizes(`${made}t("a b")\n`, 't'), true);
    assert.equal(tokenizes(`${made}t.batch_encode_plus(["a"])\n`, 'batch_encode_plus'), true);
    assert.equal(tokenizes(`${made}t.save_pretrained("out")\n`, 'save_pretrained'), false);
  });

  it('are told by name and keyword where the class is not known', () => {
    assert.equal(tokenizes('def f(tokenizer, x):\n    tokenizer(x, truncation=True)\n', 'tokenizer'), true);
    assert.equal(tokenizes('def f(tokenizer, x):\n    tokenizer(x)\n', 'tokenizer'), false);
    assert.equal(tokenizes('import transformers\ndef f(tokenizer, x):\n    tokenizer(x)\n', 'tokenizer'), true);
    assert.equal(tokenizes('import transformers, nltk\ndef f(tokenizer, x):\n    tokenizer(x)\n', 'tokenizer'), false);
  });
});

describe('paths', () => {
  const path = (code: string): ReturnType<typeof argumentOf> => argumentOf(callIn(frameworkProgram(code), 'read'));
  const fixed = (code: string, varies = false): boolean => isFixedPath(path(code), () => varies);

  it('are fixed where they are made of constants and settings', () => {
    assert.equal(fixed('read("a.csv")\n'), true);
    assert.equal(fixed('from pathlib import Path\nread(Path("data").joinpath("a.csv"))\n'), true);
    assert.equal(fixed('import os\nread(os.path.join("data", "a.csv"))\n'), true);
  });

  it('are as fixed as the parameters they are made of', () => {
    assert.equal(fixed('def f(root):\n    read(root + "/a.csv")\n'), true);
    assert.equal(fixed('def f(root):\n    read(root + "/a.csv")\n', true), false);
  });

  it('are not fixed where they were picked or computed', () => {
    assert.equal(fixed('from shop import paths\nfor p in paths:\n    read(p)\n'), false);
    assert.equal(fixed('from shop import pick\nread(pick())\n'), false);
    assert.equal(fixed('from shop import x\nread("a.csv" if x else "b.csv")\n'), false);
  });

  it('are the same where they are made the same way', () => {
    const making = (code: string): string => makingOf(path(code));
    const joined = making('import os\nfrom shop import root\nread(os.path.join(root, "a.csv"))\n');
    assert.equal(making('from os.path import join\nfrom shop import root\nread(join(root, "a.csv"))\n'), joined);
    assert.notEqual(making('import os\nfrom shop import root\nread(os.path.join(root, "b.csv"))\n'), joined);
  });
});

describe('compiled functions', () => {
  const decorator = (code: string): string => {
    const program = frameworkProgram(code);
    for (const layer of layers(callIn(program, 'take').context)) {
      if (layer.kind === 'frame') {
        const found = compilingDecorator(layer.of);
        return found === undefined ? 'none' : found === 'bare' ? 'bare' : found.site.name;
      }
    }
    return 'no function';
  };

  it('are decorated by a compiler, with options or without', () => {
    assert.equal(decorator('import tensorflow as tf\n@tf.function\ndef f():\n    take()\nf()\n'), 'bare');
    assert.equal(decorator('import tensorflow as tf\n@tf.function(jit_compile=True)\ndef f():\n    take()\nf()\n'), 'function');
    assert.equal(
      decorator('import jax\nfrom functools import partial\n@partial(jax.jit, static_argnums=0)\ndef f(n):\n    take()\nf(1)\n'),
      'bare',
    );
    assert.equal(decorator('from shop import wrapped\n@wrapped\ndef f():\n    take()\nf()\n'), 'none');
  });

  it('are known again by what stands for them in contexts', () => {
    const program = frameworkProgram('def f():\n    take()\nuse(f)\nf()\n');
    const nodes = [...layers(callIn(program, 'take').context)].flatMap((layer) => (layer.kind === 'frame' ? [layer.of.node] : []));
    assert.deepEqual(functionNodes(argumentOf(callIn(program, 'use'))), nodes);
    assert.deepEqual(functionNodes(undefined), []);
  });
});
