import assert from 'node:assert/strict';
import type { Program } from '../../../src/python/program/program';
import { parser } from '../../support/parser';
import { Edited, edited, editedPath } from './edited';
import { randomNumbers, snippets } from './snippets';
import { argumentsText } from './support';

/** Texts of one program in the order in which somebody writes them. */
const histories: Readonly<Record<string, readonly string[]>> = {
  'a list that other statements change': [
    'x = []\nx.append(1)\nuse(x)\n',
    'x = []\nx.append(1)\nx.append(2)\nuse(x)\n',
    'x = [0]\nx.append(1)\nx.append(2)\nuse(x)\n',
    'x = [0]\nuse(x)\n',
  ],
  'a dict that a function writes': [
    'cfg = {"lr": 1}\ndef f():\n    cfg["lr"] = 2\nf()\nuse(cfg["lr"])\n',
    'cfg = {"lr": 1}\ndef f():\n    cfg["lr"] = 2\nuse(cfg["lr"])\n',
    'cfg = {"lr": 1}\ndef f():\n    cfg["lr"] = 3\nf()\nuse(cfg["lr"])\n',
  ],
  'a name that a callback writes': [
    'n = 0\ndef f():\n    global n\n    n += 1\nlib.call(f)\nuse(n)\n',
    'n = 5\ndef f():\n    global n\n    n += 1\nlib.call(f)\nuse(n)\n',
    'n = 5\ndef f():\n    pass\nlib.call(f)\nuse(n)\n',
  ],
  'a constant above everything': [
    'a = 1\ndef f(x=a):\n    return x + a\nclass C:\n    def m(self):\n        return use(f(), a)\nuse(f())\n',
    'a = 2\ndef f(x=a):\n    return x + a\nclass C:\n    def m(self):\n        return use(f(), a)\nuse(f())\n',
    'a = 2\n\n# moved\ndef f(x=a):\n    return x + a\nclass C:\n    def m(self):\n        return use(f(), a)\nuse(f())\n',
  ],
  'an exit': [
    'import sys\nif bad():\n    sys.exit()\nx = 1\nuse(x)\n',
    'import sys\nif bad():\n    sys.exit()\nx = 2\nuse(x)\n',
    'import sys\nif bad():\n    print()\nx = 2\nuse(x)\n',
  ],
  'a function that is called, and then is not': [
    'def f(x):\n    use(x)\nf(1)\n',
    'def f(x):\n    use(x)\n',
    'def f(x):\n    use(x)\nf(2)\nf(3)\n',
  ],
  lambdas: ['f = lambda x: use(x)\ng = [lambda: 1, lambda: use(2)]\n', 'f = lambda x: use(x)\ng = [lambda: 1, lambda: use(2)]\nf(1)\n'],
  'star imports': [
    'from lib import *\nuse(q)\n',
    'from torch import *\nuse(zeros(1))\n',
    'use(zeros(1))\n',
    'from torch import *\nx = 1\nuse(zeros(1), x)\n',
  ],
  'loops that carry': [
    'class C:\n    def __init__(self):\n        self.n = 0\n    def step(self):\n        self.n += 1\nc = C()\nfor i in xs:\n    c.step()\n    use(c.n)\n',
    'class C:\n    def __init__(self):\n        self.n = 0\n    def step(self):\n        self.n += 2\nc = C()\nfor i in xs:\n    c.step()\n    use(c.n)\n',
    'class C:\n    def __init__(self):\n        self.n = 0\n    def step(self):\n        pass\nc = C()\nfor i in xs:\n    c.step()\n    use(c.n)\n',
  ],
  'attributes as a dict': [
    'from types import SimpleNamespace\na = SimpleNamespace(x=1)\nd = vars(a)\nd["x"] = 2\nuse(a.x)\n',
    'from types import SimpleNamespace\na = SimpleNamespace(x=1)\nd = vars(a)\na.x = 3\nuse(d["x"])\n',
    'from types import SimpleNamespace\na = SimpleNamespace(x=1)\na.x = 3\nd = vars(a)\nuse(d["x"])\n',
  ],
  'the command line': [
    'import argparse\np = argparse.ArgumentParser()\np.add_argument("--a", default=1)\nargs = p.parse_args()\nuse(args.a)\n',
    'import argparse\np = argparse.ArgumentParser()\np.add_argument("--a", default=1)\np.add_argument("--b", default=2)\nargs = p.parse_args()\nuse(args.a, args.b)\n',
    'import argparse\np = argparse.ArgumentParser()\np.add_argument("--b", default=2)\np.add_argument("--a", default=1)\nargs = p.parse_args()\nuse(vars(args))\n',
  ],
  'what is given to something outside': [
    'import wandb\nwandb.init(config={"a": 1})\nuse(wandb.config.a)\n',
    'import wandb\nwandb.init(config={"a": 2})\nuse(wandb.config.a)\n',
    'import wandb\nuse(wandb.config.a)\n',
  ],
  processes: ['import os\nuse(1)\n', 'import os\nx = os.environ.get("RANK")\nuse(1)\n', 'import os\nuse(1)\n'],
};

describe('an evaluation that remembers the last one', () => {
  afterEach(() => {
    parser().forget(editedPath);
  });

  for (const [what, texts] of Object.entries(histories)) {
    it(`is like one that does not: ${what}`, () => {
      const editor = new Edited();
      for (const text of [...texts, ...[...texts].reverse()]) {
        editor.check(text);
      }
    });
  }

  it('is like one that does not after edits of all kinds', () => {
    const random = randomNumbers(7);
    for (const snippet of snippets) {
      const editor = new Edited();
      let text = snippet;
      for (let round = 0; round < 12; round++) {
        editor.check(text);
        text = edited(text, random);
      }
    }
  }).timeout(60_000);

  it('evaluates nothing anew that the edit cannot bear on', () => {
    const editor = new Edited();
    const above = 'import torch\nsize = 3\nclass Net(torch.nn.Module):\n    def forward(self, x):\n        return use(x, size)\n';
    const first = editor.next(`${above}a = make(1)\nb = make(2)\n`);
    const [call] = first.callsNamed('use');
    const values = (program: Program): readonly unknown[] => ['Net', 'a', 'b'].map((name) => program.valueOf(name));
    const [net, a, b] = values(first);
    editor.next(`# a note\n${above}a = make(1)\nb = make(2)\n`);
    const second = editor.next(`# a note\n${above}a = make(5)\nb = make(2)\n`);
    assert.deepEqual(
      values(second).map((value, index) => value === [net, a, b][index]),
      [true, false, true],
    );
    assert.equal(second.callsNamed('use')[0], call);
    const third = editor.next(`# a note\n${above.replace('3', '4')}a = make(5)\nb = make(2)\n`);
    assert.notEqual(third.callsNamed('use')[0], call);
    assert.equal(argumentsText(third.callsNamed('use')[0] ?? assert.fail()), '?, 4');
  });

  it('reads files of the workspace anew when they changed, and asks for those that are not there', () => {
    const editor = new Edited();
    const text = 'from settings import size\nimport other\nuse(size)\n';
    const first = editor.check(text, { 'settings.py': 'size = 1\n' });
    assert.equal(argumentsText(first.callsNamed('use')[0] ?? assert.fail()), '1');
    const second = editor.check(text, { 'settings.py': 'size = 2\n' });
    assert.equal(argumentsText(second.callsNamed('use')[0] ?? assert.fail()), '2');
    const third = editor.check(`${text}use(other.x)\n`, { 'settings.py': 'size = 2\n', 'other.py': 'x = 5\n' });
    assert.equal(argumentsText(third.callsNamed('use')[1] ?? assert.fail()), '5');
    editor.check(`${text}use(other.x)\n`);
  });

  it('is as thrifty, and as exhausted, as one that begins anew', () => {
    const editor = new Edited();
    const work = Array.from({ length: 60 }, (_, i) => `def f${String(i)}(x):\n    for y in [1, 2, 3, 4, 5]:\n        use(x, y)\n`).join('');
    const calls = Array.from({ length: 60 }, (_, i) => `f${String(i)}(${String(i)})\n`).join('');
    editor.check(`a = 1\n${work}${calls}`);
    editor.check(`a = 2\n${work}${calls}`);
    editor.check(`a = 2\n${work}for z in range(30):\n    f1(z)\n${calls}`);
    assert.equal(editor.check(`a = 3\n${work}${calls}`, {}, 2000).exhausted, true);
    assert.equal(editor.check(`a = 3\n${work}${calls}`).exhausted, false);
  }).timeout(20_000);
});
