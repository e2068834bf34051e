import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'mocha';
import { joulewise, notebook, withFiles, type Outcome } from './in-process';

const anomaly = 'import torch\ntorch.autograd.set_detect_anomaly(True)\ntrain("ready")\n';
const repaired = 'import torch\ntrain("ready")\n';

/** The file `name` after `check --fix`. */
async function fixed(
  files: Readonly<Record<string, string | Uint8Array>>,
  name: string,
  ...args: readonly string[]
): Promise<Outcome & { readonly bytes: Buffer; readonly text: string }> {
  let result: (Outcome & { readonly bytes: Buffer; readonly text: string }) | undefined;
  await withFiles(files, async (cwd) => {
    const outcome = await joulewise(['check', '.', ...(args.length === 0 ? ['--fix'] : args)], { cwd });
    const bytes = await readFile(path.join(cwd, name));
    result = { ...outcome, bytes, text: bytes.toString('utf8') };
  });
  assert.ok(result);
  return result;
}

describe('joulewise check --fix', () => {
  it('leaves files alone without it, and fixes that ask', async () => {
    assert.equal((await fixed({ 'a.py': anomaly }, 'a.py', '--level', 'hint')).text, anomaly);
    const loader = 'import torch\nfrom torch.utils.data import DataLoader\n';
    assert.equal((await fixed({ 'a.py': loader }, 'a.py')).text, loader);
  });

  it('writes safe fixes, says how many, and ends with 0 where nothing is left', async () => {
    const { status, text, stdout } = await fixed({ 'a.py': anomaly }, 'a.py');
    assert.equal(text, repaired);
    assert.equal(status, 0);
    assert.equal(stdout, 'No costly pattern found in 1 file, 1 fixed.\n');
  });

  it('changes nothing the second time', async () => {
    const { stdout, text } = await fixed({ 'a.py': repaired }, 'a.py');
    assert.equal(text, repaired);
    assert.match(stdout, /, 0 fixed\.\n$/u);
  });

  it('keeps line breaks, byte order mark and encoding', async () => {
    const windows = `\uFEFF${anomaly.replaceAll('\n', '\r\n')}`;
    assert.equal((await fixed({ 'a.py': windows }, 'a.py')).text, `\uFEFF${repaired.replaceAll('\n', '\r\n')}`);
    const latin = Buffer.from(`# -*- coding: latin-1 -*-\n# né\n${anomaly}`, 'latin1');
    assert.deepEqual((await fixed({ 'a.py': latin }, 'a.py')).bytes, Buffer.from(`# -*- coding: latin-1 -*-\n# né\n${repaired}`, 'latin1'));
  });

  it('leaves broken code alone', async () => {
    const broken = `${anomaly}def f(:\n`;
    assert.equal((await fixed({ 'a.py': broken }, 'a.py')).text, broken);
  });

  it('changes nothing of a notebook but the lines of its cells', async () => {
    const text = `{
 "cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["# Title"]},
  {
   "cell_type": "code",
   "execution_count": 1.0,
   "metadata": {},
   "outputs": [ {"data": {"image/png": "iVBOR"}} ],
   "source": [
    "import torch\\n",
    "torch.autograd.set_detect_anomaly(True)\\n",
    "train(\\"r\\u00e9ady\\")"
   ]
  }
 ],
 "metadata": {"kernelspec": {"language": "python", "name": "python3"}},
 "nbformat": 4, "nbformat_minor": 5
}
`;
    const { text: after } = await fixed({ 'a.ipynb': text }, 'a.ipynb');
    assert.equal(after, text.replace('    "torch.autograd.set_detect_anomaly(True)\\n",\n', ''));
  });

  it('keeps a source that is one string one string', async () => {
    const { text } = await fixed({ 'a.ipynb': notebook(anomaly) }, 'a.ipynb');
    assert.equal(text, notebook(repaired));
  });

  it('refuses standard input', async () => {
    const { status, stderr } = await joulewise(['check', '-', '--fix'], { stdin: anomaly });
    assert.equal(status, 2);
    assert.match(stderr, /standard input is none/u);
  });
});

describe('joulewise check --unsafe-fixes', () => {
  it('writes the fixes that ask, too', async () => {
    const glue =
      'from transformers import TrainingArguments, Trainer\nargs = TrainingArguments("out")\nTrainer(model="roberta-base", args=args).train()\n';
    assert.equal((await fixed({ 'a.py': glue }, 'a.py')).text, glue);
    assert.match((await fixed({ 'a.py': glue }, 'a.py', '--unsafe-fixes')).text, /TrainingArguments\("out", bf16=/u);
  });
});
