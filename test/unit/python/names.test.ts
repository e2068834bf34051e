import assert from 'node:assert/strict';
import { notebook, programOf, shown, used, valueOf } from './support';

/** Each case: what it is about, the program, and the values that reach `use(…)`, one call a line. */
const cases: readonly (readonly [what: string, source: string, expected: string])[] = [
  ['a constant', 'EPOCHS = 90\nuse(EPOCHS)', '90'],
  ['a chain of assignments', 'a = b = 3\nuse(a + b)', '6'],
  ['tuple unpacking', 'lr, (n, m) = 0.1, (3, 4)\nuse(lr, n, m)', '0.1, 3, 4'],
  ['unpacking with a star', 'first, *rest, last = [1, 2, 3, 4]\nuse(first, rest, last)', '1, [2, 3], 4'],
  ['unpacking of something unknown', 'a, b = load()\nuse(a, b)', '?, ?'],
  ['unpacking of one of several tuples', 'a, b = (1, 2) if flag else (3, 4)\nuse(a)', '1 when flag | 3 when not (flag)'],
  ['augmented assignment', 'n = 1\nn += 2\nn *= 4\nuse(n)', '12'],
  ['an annotated name', 'n: int = 8\nuse(n)', '8'],
  ['a walrus', 'if (n := 10) > 5:\n    use(n)', '10'],
  ['a walrus in a comprehension binds outside', 'x = [(y := i) for i in [1, 2]]\nuse(y)', '2'],
  ['a deleted name', 'n = 1\ndel n\nuse(n)', 'n'],
  ['a name that is not set', 'use(missing)', 'missing'],
  ['a builtin', 'use(range)', 'builtins.range'],
  ['a name set on one branch only', 'if flag:\n    n = 1\nuse(n)', '1 when flag'],
  ['a name that depends on `if`', 'if flag:\n    n = 1\nelse:\n    n = 2\nuse(n)', '1 when flag | 2 when not (flag)'],
  [
    'a name that depends on `elif`',
    'if a:\n    n = 1\nelif b:\n    n = 2\nelse:\n    n = 3\nuse(n)',
    '1 when a | 2 when not (a) and b | 3 when not (a) and not (b)',
  ],
  ['a test that is decided', 'debug = False\nn = 1 if debug else 50\nuse(n)', '50'],
  ['two names of one test', 'if flag:\n    a, b = 1, 10\nelse:\n    a, b = 2, 20\nuse(a * b)', '10 when flag | 40 when not (flag)'],
  ['`or` with a fallback', 'n = unknown or 5\nuse(n)', 'unknown when unknown | 5 when not (unknown)'],
  ['`or` with a known left side', 'n = 0 or 5\nuse(n)', '5'],
  ['`global` in a function', 'n = 1\ndef f():\n    global n\n    n = 2\nf()\nuse(n)', '2'],
  [
    '`global` in a function that may be called',
    'n = 1\ndef f():\n    global n\n    n = 2\nif flag:\n    f()\nuse(n)',
    '2 when flag | 1 when not (flag)',
  ],
  ['`nonlocal`', 'def f():\n    n = 1\n    def g():\n        nonlocal n\n        n += 1\n    g()\n    g()\n    return n\nuse(f())', '3'],
  ['a closure sees later writes', 'n = 1\ndef f():\n    return n\nn = 2\nuse(f())', '2'],
  ['the main guard', 'if __name__ == "__main__":\n    use(1)\nelse:\n    use(2)', '1'],
  [
    'names like any other',
    'for x in xs:\n    items = 1\n    open = items\n    element = 2 if x else 3\nuse(items, element)',
    '1, 2 when x | 3 when not (x)',
  ],
  ['exec of a computed text', 'n = 1\nexec(code)\nuse(n)', '1 | …'],
  ['writes through globals()', 'n = 1\nglobals()["n"] = 2\nuse(n)', '2'],
  ['writes through globals() by an unknown name', 'n = 1\nglobals()[key] = 2\nuse(n)', '1 | …'],
  ['the command line of the default world', 'import sys\nn = int(sys.argv[1]) if len(sys.argv) > 1 else 10\nuse(n)', '10'],
];

describe('names', () => {
  for (const [what, source, expected] of cases) {
    it(what, () => {
      assert.equal(used(source), expected);
    });
  }

  it('keep every definition in order, so that two fits of a notebook see their own epochs', () => {
    const cells = notebook('epochs = 5', 'use(epochs)', 'epochs = 20\nuse(epochs)', 'use(epochs)');
    assert.equal(used(cells), '5\n20\n20');
  });

  it('tell the definitions that stand before a place', () => {
    const program = programOf(notebook('epochs = 5', 'use(epochs)', 'epochs = 20', 'use(epochs)'));
    const [first, second] = program.callsNamed('use').map(({ site }) => program.reaching('epochs', program.span(site.place)));
    assert.deepEqual(
      first?.map(({ value }) => shown(value)),
      ['5'],
    );
    assert.deepEqual(
      second?.map(({ value }) => shown(value)),
      ['5', '20'],
    );
  });
});

describe('flow', () => {
  const flows: readonly (readonly [what: string, source: string, expected: string])[] = [
    [
      'an early return leaves the rest to the other case',
      'def f():\n    if flag:\n        return 1\n    return 2\nuse(f())',
      '1 when flag | 2 when not (flag)',
    ],
    [
      'what is written behind an early return may not be written',
      'class A: pass\na = A()\na.n = 1\ndef f():\n    if flag:\n        return\n    a.n = 2\nf()\nuse(a.n)',
      '1 when flag | 2 when not (flag)',
    ],
    [
      'a dict filled behind an early return',
      'def f():\n    d = {}\n    if flag:\n        d["a"] = 1\n        return d\n    d["b"] = 2\n    return d\nuse(f())',
      '{"b": absent when flag | 2 when not (flag), "a": 1 when flag | absent when not (flag)}',
    ],
    ['a break keeps the state it saw', 'while True:\n    n = 1\n    if flag:\n        break\n    n = 2\nuse(n)', '1'],
    ['a continue keeps the state it saw', 'for x in xs:\n    n = 1\n    if flag:\n        continue\n    n = 2\nuse(n)', '2 | 1 when flag'],
    ['a loop that builds nothing leaves both states', 'n = 1\nfor x in xs:\n    n = 2\nuse(n)', '1 | 2'],
    ['a counter in a loop', 'n = 0\nfor x in xs:\n    n += 1\nuse(n)', '0 | 1 | ?int'],
    ['a name read before it is written in the round', 'n = 0\nfor x in xs:\n    use(n)\n    n = 1', '0 | ?int'],
    [
      'an attribute that a method counts up',
      'class A:\n    def __init__(self):\n        self.n = 0\n    def step(self):\n        self.n += 1\na = A()\nfor x in xs:\n    if a.n == 0:\n        use(a.n)\n    a.step()\nuse(a.n)',
      '0 | ?int\n0 | 1 | ?int',
    ],
    [
      'a global that a function counts up',
      'n = 0\ndef step():\n    global n\n    n += 1\nfor x in xs:\n    use(n)\n    step()',
      '0 | ?int',
    ],
    ['a while loop that counts', 'n = 0\nwhile n < 10:\n    n += 1\nuse(n)', '1 | ?int'],
    ['a listed loop is followed', 'total = 0\nfor n in [1, 2, 3]:\n    total += n\nuse(total)', '6'],
    ['a listed loop with a break under a condition', 'n = 0\nfor n in [1, 2]:\n    if flag:\n        break\nuse(n)', '2 | 1 when flag'],
    ['the else of a loop', 'for x in []:\n    n = 1\nelse:\n    n = 2\nuse(n)', '2'],
    [
      'try with an import',
      'try:\n    import apex\n    has = True\nexcept ImportError:\n    has = False\nuse(has)',
      'true when no exception | false when an exception',
    ],
    ['try that may stop anywhere', 'n = 1\ntry:\n    n = 2\n    f()\n    n = 3\n    f()\nexcept E:\n    use(n)', '1 | 3 | …'],
    [
      'several handlers',
      'try:\n    f()\n    n = 1\nexcept A:\n    n = 2\nexcept B:\n    n = 3\nuse(n)',
      '1 when no exception | 2 when an exception | 3 when an exception',
    ],
    ['finally', 'def f():\n    try:\n        return 1\n    finally:\n        a.n = 2\nclass A: pass\na = A()\na.n = 1\nf()\nuse(a.n)', '2'],
    [
      'a check that raises leaves the accepted path',
      'import argparse\np = argparse.ArgumentParser()\np.add_argument("--data")\na = p.parse_args()\nif a.data is None:\n    raise ValueError("no data")\nuse(1)',
      '1',
    ],
    [
      'a rejected default chooses none of the others for certain',
      'def f(name):\n    if name == "a":\n        return 1\n    elif name == "b":\n        return 2\n    else:\n        raise ValueError(name)\nuse(f("c"))',
      '2 | …',
    ],
    ['a function that only raises', 'def f():\n    raise NotImplementedError\nuse(f())', '?'],
    ['match', 'match kind:\n    case "a":\n        n = 1\n    case "b":\n        n = 2\nuse(n)', '1 when kind | 2 when kind'],
    ['recursion', 'def f(n):\n    return 1 if n == 0 else n * f(n - 1)\nuse(f(3))', '?'],
    [
      'a call of one of two functions',
      'a = {}\ndef f():\n    a["n"] = 1\ndef g():\n    a["n"] = 2\nh = f if flag else g\nh()\nuse(a["n"])',
      '1 when flag | 2 when not (flag)',
    ],
  ];
  for (const [what, source, expected] of flows) {
    it(what, () => {
      assert.equal(used(source), expected);
    });
  }
});

describe('imports', () => {
  const files = {
    'config.py': 'EPOCHS = 30\n_hidden = 1\ndef batch():\n    return 64',
    'exported.py': '__all__ = ["a"]\na = 1\nb = 2',
    'package/__init__.py': '',
    'package/data.py': 'from .sizes import size\ndef load():\n    return size * 2',
    'package/sizes.py': 'size = 8',
    'models.py': 'import torch.nn as nn\ndef build(name, width=64):\n    return nn.Linear(width, 10) if name == "linear" else None',
  };
  const sources: readonly (readonly [what: string, source: string, expected: string])[] = [
    ['a sibling module', 'import config\nuse(config.EPOCHS, config.batch())', '30, 64'],
    ['names of a sibling module', 'from config import EPOCHS as n\nuse(n)', '30'],
    ['a star import of a sibling', 'from config import *\nuse(EPOCHS, _hidden)', '30, _hidden'],
    ['a star import of what `__all__` lists', 'from exported import *\nuse(a, b)', '1, b'],
    ['a star import of a library', 'from torch.nn import *\nuse(Linear)', 'torch.nn.Linear'],
    ['a star import that is not found may give any name', 'from nowhere import *\nuse(EPOCHS)', '?'],
    ['a star import that is not found may give names a new value', 'n = 1\nfrom nowhere import *\nuse(n)', '1 | …'],
    ['a star import that is not found leaves builtins', 'from nowhere import *\nuse(len([1, 2]))', '2'],
    ['a package with relative imports', 'from package.data import load\nuse(load())', '16'],
    ['two modules of one package', 'import package.data\nimport package.sizes\nuse(package.data.load(), package.sizes.size)', '16, 8'],
    ['a module that is not found', 'from nowhere import n\nuse(n)', 'nowhere.n'],
    ['a model built by a factory in a sibling module', 'from models import build\nuse(build("linear"))', '<torch.nn.Linear>'],
    ['exec of a file of the workspace', 'EPOCHS = 1\nexec(open("config.py").read())\nuse(EPOCHS)', '30'],
    ['exec of a configuration that is not there', 'EPOCHS = 1\nexec(open("missing.py").read())\nuse(EPOCHS)', '1'],
  ];
  for (const [what, source, expected] of sources) {
    it(what, () => {
      assert.equal(used(source, { files }), expected);
    });
  }

  it('finds what a module holds by a name that is computed', () => {
    const files = { 'nets.py': 'def small():\n    return 3\n' };
    assert.equal(used('import nets\nuse(nets.__dict__["small"]())', { files }), '3');
    assert.equal(used('import nets\nuse(vars(nets)["sm" + "all"]())', { files }), '3');
    assert.equal(used('import nets\nuse("small" in nets.__dict__)', { files }), 'true');
  });

  it('ask for files that are not loaded yet', () => {
    const program = programOf('import utils', { files: {} });
    assert.deepEqual(program.wants, []);
    assert.equal(valueOf('import config', 'config', { files }), 'module config');
  });
});
