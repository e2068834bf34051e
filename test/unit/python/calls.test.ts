import assert from 'node:assert/strict';
import { argumentsText, callLines, contextText, notebook, programOf, shown, used, type Surroundings } from './support';

function specify(
  title: string,
  cases: readonly (readonly [what: string, source: string, expected: string, around?: Surroundings])[],
): void {
  describe(title, () => {
    for (const [what, source, expected, around] of cases) {
      it(what, () => {
        assert.equal(used(source, around), expected);
      });
    }
  });
}

specify('functions', [
  [
    'arguments by position, by keyword and by default',
    'def f(a, b=2, *, c=3):\n    use(a, b, c)\nf(1)\nf(1, c=4)\nf(b=5, a=6)',
    '1, 2, 3\n1, 2, 4\n6, 5, 3',
  ],
  ['star arguments', 'def f(a, *args, **kwargs):\n    use(a, args, kwargs)\nf(1, 2, 3, n=4)', '1, tuple[2, 3], {"n": 4}'],
  [
    'forwarded arguments',
    'def g(a, b=0, c=0):\n    use(a, b, c)\ndef f(*args, **kwargs):\n    return g(*args, **kwargs)\nf(1, 2, c=3)',
    '1, 2, 3',
  ],
  ['a `*` that is not resolved', 'def f(a=1, b=2):\n    use(a, b)\nf(*load())', '1 | …, 2 | …'],
  ['arguments behind a `*` that is not resolved', 'def f(a=1, b=2):\n    use(a, b)\nf(*load(), 5)', '1 | …, 2 | …'],
  ['a `**` that is not resolved', 'def f(a, b=2):\n    use(a, b)\nf(1, **load())', '1, 2 | …'],
  ['an entry of a `**` that may be missing', 'def f(a=1):\n    use(a)\no = {}\nif flag:\n    o["a"] = 5\nf(**o)', '5 when flag | 1'],
  ['defaults are evaluated where the function is defined', 'n = 1\ndef f(a=n):\n    use(a)\nn = 2\nf()', '1'],
  ['a mutable default is shared', 'def f(a=[]):\n    a.append(1)\n    return len(a)\nuse(f(), f())', '1, 2'],
  ['a function without callers has open defaults', 'def train(epochs=10, lr=0.1, *rest):\n    use(epochs, len(rest))', '10 | …, ?int'],
  ['lambdas', 'f = lambda a, b=2: a + b\nuse(f(1), f(1, b=5))', '3, 6'],
  ['partial', 'from functools import partial\ndef f(a, b, c=0):\n    use(a, b, c)\npartial(f, 1, c=3)(2)', '1, 2, 3'],
  ['map', 'use(list(map(lambda x: x + 1, [1, 2])))', '[2, 3]'],
  [
    'a decorator of the program',
    'def twice(f):\n    def inner(*args):\n        return f(*args) * 2\n    return inner\n@twice\ndef g(n):\n    return n\nuse(g(4))',
    '8',
  ],
  [
    'a decorator with arguments',
    'def times(k):\n    def deco(f):\n        def inner(n):\n            return f(n) * k\n        return inner\n    return deco\n@times(3)\ndef g(n):\n    return n\nuse(g(4))',
    '12',
  ],
  ['a decorator that is not found may change the result', 'from nowhere import deco\n@deco\ndef g():\n    return 4\nuse(g())', '4 | ? | …'],
  ['a generator', 'def g():\n    yield 1\n    yield 2\nfor x in g():\n    use(x)', '1 | 2'],
  ['a context manager', 'from contextlib import contextmanager\n@contextmanager\ndef g():\n    yield 5\nwith g() as x:\n    use(x)', '5'],
  ['__enter__', 'class A:\n    def __enter__(self):\n        return 6\n    def __exit__(self, *a): pass\nwith A() as x:\n    use(x)', '6'],
  ['f-strings', 'n = 3\nuse(f"run{n}", f"{n:03d}", f"{n=}", f"{{n}}", f"{0.5}", f"{None}")', '"run3", ?str, ?str, "{n}", "0.5", "None"'],
  [
    'joined strings and methods of strings',
    'use("a" "b", "A-b".lower().replace("-", "_"), ",".join(["a", "b"]), "a,b".split(","))',
    '"ab", "a_b", "a,b", ["a", "b"]',
  ],
  ['numbers', 'use(7 // 2, -7 // 2, 7 % 3, 2 ** 10, 1e-3, 1_000, 0x10, 10 / 4, 1.)', '3, -4, 1, 1024, 0.001, 1000, 16, 2.5, 1.0'],
  [
    'int, float, round and math',
    'import math\nuse(int("12"), int("0x1f", 16), float("1e-3"), round(2.5), round(3.14159, 2), math.ceil(2.1), abs(-2.0))',
    '12, ?int, 0.001, 2, 3.14, 3, 2.0',
  ],
  ['division by zero', 'use(1 / 0, 1 % 0)', '?float, ?int'],
  [
    'isinstance',
    'class A: pass\nuse(isinstance(A(), A), isinstance(1, int), isinstance(1, object), isinstance("a", str))',
    'true, true, ?bool, true',
  ],
  [
    'comparisons with None',
    'import torch\nuse(torch.nn is None, None is None, x is None, torch.version.cuda is None)',
    '?bool, true, ?bool, ?bool',
  ],
]);

specify('the environment', [
  ['a variable', 'import os\nuse(os.environ["N"], os.environ.get("N", "4"), os.getenv("N"))', '?str, "4" | ?str, None | ?str'],
  ['a variable that the world gives', 'import os\nuse(os.environ["N"], os.getenv("N", "4"))', '"8", "8"', { environment: { N: '8' } }],
  ['a variable that only launchers set', 'import os\nuse(int(os.environ.get("WORLD_SIZE", 1)), "RANK" in os.environ)', '1, false'],
]);

const parser = 'import argparse\np = argparse.ArgumentParser()\n';
const args = 'a = p.parse_args()\n';

specify('argparse', [
  [
    'defaults',
    `${parser}p.add_argument("--lr", "-l", type=float, default=0.1)\np.add_argument("--batch-size", default=64)\n${args}use(a.lr, a.batch_size)`,
    '0.1, 64',
  ],
  [
    'a default overridden by a launch line',
    `${parser}p.add_argument("--epochs", type=int, default=90)\n${args}use(a.epochs)`,
    '3',
    { commandLine: { epochs: 3 } },
  ],
  [
    'text defaults are converted',
    `${parser}p.add_argument("--n", type=int, default="8")\np.add_argument("--f", type=float, default="x")\n${args}use(a.n, a.f)`,
    '8, ?float',
  ],
  [
    'a converter of the program',
    `${parser}def yes(v):\n    return v.lower() == "true"\np.add_argument("--amp", type=yes, default="True")\n${args}use(a.amp)`,
    'true',
  ],
  [
    'flags',
    `${parser}p.add_argument("--amp", action="store_true")\np.add_argument("--no-cuda", action="store_false", dest="cuda")\n${args}use(a.amp, a.cuda)`,
    'false, true',
  ],
  [
    'options without default',
    `${parser}p.add_argument("--n", type=int)\np.add_argument("data")\np.add_argument("--out", required=True)\np.add_argument("--in", dest="source", required=False)\np.add_argument("extra", nargs="?")\n${args}use(a.n, a.data, a.out, a.source, a.extra)`,
    'None, ?, ?, None, None',
  ],
  ['groups', `${parser}g = p.add_argument_group("model")\ng.add_argument("--depth", default=18)\n${args}use(a.depth)`, '18'],
  [
    'parents',
    `${parser}p.add_argument("--lr", default=0.1)\nq = argparse.ArgumentParser(parents=[p])\na = q.parse_args()\nuse(a.lr)`,
    '0.1',
  ],
  [
    'set_defaults before and behind',
    `${parser}p.set_defaults(n=1, m=1)\np.add_argument("--n", default=2)\np.add_argument("--m")\np.add_argument("--k", default=2)\np.set_defaults(k=3)\n${args}use(a.n, a.m, a.k)`,
    '2, 1, 3',
  ],
  [
    'sub-commands: it is not known which one is given',
    `${parser}s = p.add_subparsers(dest="command")\nt = s.add_parser("train")\nt.add_argument("--epochs", default=10)\nf = s.add_parser("tune")\nf.add_argument("--epochs", default=5)\nf.add_argument("--lr", default=0.1)\n${args}use(a.epochs, a.lr)`,
    '10 | 5, 0.1',
  ],
  ['parse_known_args', `${parser}p.add_argument("--n", default=2)\na, rest = p.parse_known_args()\nuse(a.n)`, '2'],
  [
    'a command line in the code',
    `${parser}p.add_argument("--n", type=int, default=2)\np.add_argument("--amp", action="store_true")\np.add_argument("--lr", default=0.1)\na = p.parse_args(["--n", "5", "--amp"])\nuse(a.n, a.amp, a.lr)`,
    '5, true, 0.1',
  ],
  [
    'a command line in the code that is not known',
    `${parser}p.add_argument("--n", type=int, default=2)\na = p.parse_args(words)\nuse(a.n)`,
    '2 | …',
  ],
  [
    'an empty command line in a notebook',
    `${parser}p.add_argument("--n", default=2)\na = p.parse_args("")\nb = p.parse_args(args=[])\nuse(b.n)`,
    '2',
  ],
  ['options added in a loop', `${parser}for name in ["a", "b"]:\n    p.add_argument("--" + name, default=1)\n${args}use(a.a, a.b)`, '1, 1'],
  [
    'options added by a helper',
    `${parser}def add(p):\n    p.add_argument("--n", default=3)\n    return p\na = add(p).parse_args()\nuse(a.n)`,
    '3',
  ],
  ['an option set later', `${parser}p.add_argument("--n", default=2)\n${args}a.n = a.n * 2\nuse(a.n)`, '4'],
  [
    'options as a dict',
    `${parser}p.add_argument("--n", default=2)\nc = vars(p.parse_args())\nuse(c["n"])\ndef f(n):\n    use(n)\nf(**c)`,
    '2\n2',
  ],
  ['an option that is not there', `${parser}${args}use(a.n)`, '?'],
  [
    'options handed to code that is not found',
    `from utils import setup\n${parser}p.add_argument("--n", default=2)\n${args}setup(a)\nuse(a.n)`,
    '2',
  ],
  ['a namespace that is given', `${parser}p.add_argument("--n", default=2)\na = p.parse_args(namespace=load())\nuse(a.n)`, '2 | …'],
]);

describe('calls of libraries', () => {
  const loader = 'from torch.utils.data import DataLoader\n';
  const answers = (source: string, parameter: string, around?: Surroundings): string =>
    programOf(loader + source, around)
      .callsOf('torch.utils.data.DataLoader')
      .map((call) => {
        const answer = call.arguments.get(parameter);
        return 'possible' in answer ? `${answer.kind} ${shown(answer.possible)}` : answer.kind;
      })
      .join('\n');

  it('bind arguments by position and by keyword, and know the defaults', () => {
    assert.equal(answers('DataLoader(d, 32)', 'batch_size'), 'given 32');
    assert.equal(answers('DataLoader(d, batch_size=16)', 'batch_size'), 'given 16');
    assert.equal(answers('DataLoader(d)', 'num_workers'), 'default 0');
  });

  it('are found under every name by which they are imported', () => {
    const names = [
      'import torch\ntorch.utils.data.DataLoader(d)',
      'import torch.utils.data as td\ntd.DataLoader(d)',
      'from torch.utils import data\ndata.DataLoader(d)',
    ];
    for (const source of names) {
      assert.equal(programOf(source).callsOf('torch.utils.data.DataLoader').length, 1, source);
    }
  });

  it('keep the default where a dict of options is changed under a condition', () => {
    assert.equal(
      answers('o = {"batch_size": 8}\nif flag:\n    o.update({"num_workers": 4})\nDataLoader(d, **o)', 'num_workers'),
      'given 4 when flag | 0 when not (flag)',
    );
    assert.equal(
      answers('o = {"num_workers": 1} if flag else {}\nDataLoader(d, **o)', 'num_workers'),
      'given 1 when flag | 0 when not (flag)',
    );
  });

  it('do not know an argument that an unresolved splat may pass', () => {
    assert.equal(answers('DataLoader(d, **options())', 'num_workers'), 'unknown');
    assert.equal(answers('DataLoader(d, batch_size=8, **options())', 'batch_size'), 'given 8');
    assert.equal(answers('DataLoader(*parts())', 'batch_size'), 'unknown');
  });

  it('record writes to what is outside of the program', () => {
    const program = programOf('import os, torch\nos.environ["X"] = "1"\ntorch.backends.cudnn.benchmark = True');
    assert.deepEqual(
      program.externalWrites.map(({ target, key, value }) => `${target}${key === null ? '' : `[${shown(key)}]`} = ${shown(value)}`),
      ['os.environ["X"] = "1"', 'torch.backends.cudnn.benchmark = true'],
    );
  });

  it('see what a list held when it was passed', () => {
    assert.equal(used('a = [1]\nuse(a)\na.append(2)'), '[1]');
  });
});

describe('what a library gives back as it was given', () => {
  it('is still the function or the model', () => {
    const program = programOf('import tensorflow as tf\ndef f(x):\n    return x\ng = tf.function(f)\ng(1)\n');
    assert.equal(program.activations.at(-1)?.callee.kind, 'function');
  });
});

describe('statements that assign', () => {
  it('are listed with what they add, tuples as a whole', () => {
    const program = programOf('a, b = 1, 2\nself.n += 3\nd["k"] = 4\n');
    assert.deepEqual(
      program.assignments.map(({ place, operator, valuePlace }) => [program.textOf(place), operator, program.textOf(valuePlace)]),
      [
        ['a, b', null, '1, 2'],
        ['self.n', '+', '3'],
        ['d["k"]', null, '4'],
      ],
    );
  });
});

describe('layers and models', () => {
  it('know layers made in a loop into a ModuleList', () => {
    const source =
      'import torch.nn as nn\nclass Net(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n        self.layers = nn.ModuleList()\n        for i in range(n):\n            self.layers.append(nn.Linear(8, 8 * (i + 1)))\nNet(3)';
    assert.equal(callLines(programOf(source), 'Linear'), '8, 8\n8, 16\n8, 24');
  });

  it('know layers made by a comprehension', () => {
    const source = 'import torch.nn as nn\nnn.ModuleList([nn.Linear(8, n) for n in (1, 2)])';
    assert.equal(callLines(programOf(source), 'Linear'), '8, 1\n8, 2');
  });

  it('run forward when a model is called', () => {
    const source = 'import torch.nn as nn\nclass Net(nn.Module):\n    def forward(self, x):\n        use(x)\nNet()(1)';
    assert.equal(used(source), '1');
  });
});

describe('the surroundings of a call', () => {
  const contexts = (source: string): string =>
    programOf(source)
      .callsNamed('use')
      .map(({ context }) => contextText(context))
      .join('\n');

  it('name loops, conditions and with-blocks from the inside out', () => {
    assert.equal(
      contexts('import torch\nfor e in range(n):\n    with torch.no_grad():\n        if e % 2 == 0:\n            use()'),
      'if e % 2 == 0 < with <torch.no_grad> < for range(n)',
    );
  });

  it('reach from a function to the caller that holds the with', () => {
    assert.equal(
      contexts('import torch\ndef evaluate():\n    use()\nwith torch.no_grad():\n    evaluate()'),
      'in evaluate < with <torch.no_grad>',
    );
  });

  it('show the decorators of the function', () => {
    const [call] = programOf('import torch\n@torch.no_grad()\ndef evaluate():\n    use()\nevaluate()').callsNamed('use');
    const frame = call?.context;
    assert.equal(frame?.kind === 'frame' ? frame.of.decorators.map(shown).join() : '', '<torch.no_grad>');
  });

  it('reach through a decorator of the program to the with it holds', () => {
    const source =
      'import torch\ndef frozen(f):\n    def inner(*a):\n        with torch.no_grad():\n            return f(*a)\n    return inner\n@frozen\ndef evaluate():\n    use()\nevaluate()';
    assert.equal(contexts(source), 'in evaluate < with <torch.no_grad> < in inner');
  });

  it('hold behind an early return or continue', () => {
    assert.equal(contexts('for x in xs:\n    if skip:\n        continue\n    use()'), 'if not (skip) < for xs');
  });

  it('tell functions that nothing calls', () => {
    assert.equal(contexts('def main():\n    use()'), 'in main (entered)');
  });

  it('tell the branches of a call of one of two functions', () => {
    assert.equal(contexts('def f():\n    use()\ng = f if flag else None\ng()'), 'in f < if flag');
  });

  it('count the rounds of loops', () => {
    const counts = (source: string): readonly string[] =>
      programOf(source).loops.map(({ count }) => (count === null ? 'null' : shown(count)));
    assert.deepEqual(counts('for e in range(10): pass'), ['10']);
    assert.deepEqual(counts('for e in range(2, 10): pass'), ['8']);
    assert.deepEqual(counts('for e in range(1, n + 1): pass'), ['?int']);
    assert.deepEqual(counts('n = 5 if flag else 6\nfor e in range(n): pass'), ['5 when flag | 6 when not (flag)']);
    assert.deepEqual(counts('for x in loader: pass'), ['null']);
  });

  it('tell what ends a loop', () => {
    const [loop] = programOf('n = 0\nwhile True:\n    n += 1\n    if n > 600:\n        break').loops;
    assert.deepEqual(
      loop?.exits.map(({ condition, operands }) => `${condition.text}: ${operands.map(shown).join()}`),
      ['True: ', 'n > 600: 1 | ?int,600'],
    );
  });
});

describe('what is not solved', () => {
  const open: readonly (readonly [what: string, source: string, expected: string])[] = [
    ['click', 'import click\n@click.command()\n@click.option("--epochs", default=10)\ndef main(epochs):\n    use(epochs)\nmain()', '?'],
    ['a yaml file', 'import yaml\nc = yaml.safe_load(open("c.yaml"))\nuse(c["epochs"])', '?'],
    ['hydra', 'import hydra\n@hydra.main(config_path="c")\ndef main(cfg):\n    use(cfg.epochs)\nmain()', '?'],
    ['eval', 'use(eval("1 + 1"))', '?'],
    ['a metaclass', 'class M(type):\n    def __getattr__(cls, name):\n        return 1\nclass A(metaclass=M): pass\nuse(A.n)', '?'],
    ['`__getattr__`', 'class A:\n    def __getattr__(self, name):\n        return 1\nuse(A().n)', '?'],
    ['format of texts', 'use("{:.2f}".format(1), "%.1f" % 1, "%s" % load())', '?str, ?str, ?str'],
    ['a slice of something unknown', 'use(load()[0][1:3])', '?'],
  ];
  for (const [what, source, expected] of open) {
    it(`answers unknown: ${what}`, () => {
      assert.equal(used(source), expected);
    });
  }
});

describe('fuel', () => {
  const explosion =
    Array.from({ length: 30 }, (_, i) => `def f${String(i)}(x):\n    return f${String(i + 1)}(x) + f${String(i + 1)}(x + 1)\n`).join('') +
    'def f30(x):\n    return x\nn = f0(1)\nuse(n)';

  it('bounds calls that call twice', () => {
    const program = programOf(`n = 1\n${explosion}`);
    assert.ok(program.activations.length < 60_000);
  });

  it('says when it ran out, and then is sure of nothing', () => {
    const program = programOf(`n = 1\nif flag:\n    n = 2\n    ${'x = [1]\n    '.repeat(200)}m = 1`, { fuel: 100 });
    assert.equal(program.exhausted, true);
    assert.equal(program.valueOf('n').closed, false);
  });

  it('is shared by the cells of a notebook', () => {
    assert.equal(programOf(notebook('n = 1', 'use(n)')).exhausted, false);
    assert.equal(programOf(notebook('n = 1', 'use(n)')).callsNamed('use').map(argumentsText).join(), '1');
  });
});
