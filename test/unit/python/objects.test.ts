import assert from 'node:assert/strict';
import { used } from './support';

type Case = readonly [what: string, source: string, expected: string];

function specify(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const [what, source, expected] of cases) {
      it(what, () => {
        assert.equal(used(source), expected);
      });
    }
  });
}

specify('dicts', [
  ['an entry', 'c = {"lr": 0.1, "n": 2}\nuse(c["lr"], c.get("n"), c.get("x"), c.get("x", 5))', '0.1, 2, None, 5'],
  ['entries written one by one', 'c = {}\nc["n"] = 2\nuse(c)', '{"n": 2}'],
  [
    '`dict(…)` and OrderedDict',
    'from collections import OrderedDict\nuse(dict(n=2), dict([("a", 1)]), OrderedDict(n=3))',
    '{"n": 2}, {"a": 1}, {"n": 3}',
  ],
  ['a copy is another dict', 'a = {"n": 1}\nb = dict(a)\nc = a.copy()\nb["n"] = 2\nc["n"] = 3\nuse(a["n"], b["n"], c["n"])', '1, 2, 3'],
  ['a deep copy is another dict', 'import copy\na = {"m": {"n": 1}}\nb = copy.deepcopy(a)\nb["m"]["n"] = 2\nuse(a["m"]["n"])', '1'],
  ['another name is the same dict', 'a = {"n": 1}\nb = a\nb["n"] = 2\nuse(a["n"])', '2'],
  ['update', 'c = {"a": 1, "b": 1}\nc.update({"b": 2}, d=3)\nuse(c)', '{"a": 1, "b": 2, "d": 3}'],
  ['update under a condition', 'c = {"a": 1}\nif flag:\n    c.update(b=2)\nuse(c)', '{"a": 1, "b": 2 when flag | absent when not (flag)}'],
  ['update with something unknown', 'c = {"a": 1}\nc.update(load())\nuse(c["a"], c.get("b"))', '1 | …, ? | None'],
  ['an entry under an unknown key', 'c = {"a": 1}\nc[key] = 2\nuse(c["a"])', '1 | …'],
  ['a splat before and behind an entry', 'use({**load(), "a": 1}, {"a": 1, **load()})', '{"a": 1, …}, {"a": 1 | …, …}'],
  ['a splat of a known dict', 'a = {"n": 1}\nuse({**a, "m": 2})', '{"n": 1, "m": 2}'],
  ['`|=`', 'a = {"n": 1}\nb = a\na |= {"n": 2}\nuse(b["n"])', '2'],
  ['pop and setdefault', 'c = {"n": 1}\na = c.pop("n")\nb = c.setdefault("m", 4)\nuse(a, b, c)', '1, 4, {"m": 4}'],
  ['del', 'c = {"n": 1, "m": 2}\ndel c["n"]\nuse(c)', '{"m": 2}'],
  ['clear', 'c = {"n": 1}\nc.clear()\nuse(c)', '{}'],
  ['an unmodelled method', 'c = {"n": 1}\nc.popitem()\nuse(c["n"])', '1 | …'],
  ['in', 'c = {"n": 1}\nif flag:\n    c["m"] = 1\nuse("n" in c, "m" in c, "x" in c)', 'true, ?bool, ?bool'],
  ['len counts only what is certain', 'c = {"n": 1}\nif flag:\n    c["m"] = 1\nuse(len(c), len({"a": 1}))', '?int, 1'],
  ['items', 'for k, v in {"a": 1, "b": 2}.items():\n    use(k, v)', '"a", 1\n"b", 2'],
  ['a dict comprehension', 'use({k: v * 2 for k, v in [("a", 1), ("b", 2)]})', '{"a": 2, "b": 4}'],
  ['a choice from a dict', 'models = {"a": 1, "b": 2}\nname = "a" if flag else "b"\nuse(models[name])', '1 when flag | 2 when not (flag)'],
]);

specify('lists', [
  ['append, extend and insert', 'a = [1]\na.append(2)\na.extend([3])\na.insert(0, 0)\nuse(a)', '[0, 1, 2, 3]'],
  ['append under a condition', 'a = [1]\nif flag:\n    a.append(2)\nuse(a, len(a))', '[1, …], ?int'],
  ['append in a loop over something unknown', 'a = []\nfor x in xs:\n    a.append(1)\nuse(a, len(a))', '[…], ?int'],
  ['append in a counted loop', 'a = []\nfor i in range(3):\n    a.append(i)\nuse(a)', '[0, 1, 2]'],
  ['pop', 'a = [1, 2, 3]\nuse(a.pop(), a.pop(0), a)', '3, 1, [2]'],
  ['sort loses the order', 'a = [2, 1]\na.sort()\nuse(a[0], len(a))', '2 | 1, 2'],
  ['shuffle loses everything', 'import random\na = [2, 1]\nrandom.shuffle(a)\nuse(a[0])', '2 | …'],
  ['remove', 'a = [1, 2]\na.remove(1)\nuse(a[0])', '1 | …'],
  ['an item written', 'a = [1, 2]\na[-1] = 5\nuse(a)', '[1, 5]'],
  ['an item written at an unknown index', 'a = [1, 2]\na[i] = 5\nuse(a[0])', '1 | …'],
  ['slices', 'a = [1, 2, 3, 4]\nuse(a[1:], a[:-1], a[::2], a[::-1])', '[2, 3, 4], [1, 2, 3], [1, 3], [4, 3, 2, 1]'],
  ['addition and repetition', 'use([1] + [2], [0] * 3)', '[1, 2], [0, 0, 0]'],
  ['`+=` changes the list itself', 'a = [1]\nb = a\na += [2]\nuse(b)', '[1, 2]'],
  ['a comprehension', 'use([i * 2 for i in range(4) if i != 1])', '[0, 4, 6]'],
  ['a comprehension with an unknown test', 'use([i for i in [1, 2] if flag])', '[…1 | 2 | …]'],
  ['len, sum, max, min', 'a = [1, 2, 3]\nuse(len(a), sum(a), max(a), min(4, 2.5))', '3, 6, 3, 2.5'],
  ['a set holds equal values once', 'use(len({1, 1, 2}), len(set([1, 1])), len({a, b}))', '2, 1, ?int'],
  ['enumerate and zip', 'for i, (a, b) in enumerate(zip([1, 2], "xy")):\n    use(i, a, b)', '0, 1, "x"\n1, 2, "y"'],
  [
    'objects in a list stay themselves',
    'cs = [{"n": 1}]\nfor c in cs:\n    c["n"] = 2\nfor i, c in enumerate(cs):\n    c["m"] = 3\nuse(cs[0])',
    '{"n": 2, "m": 3}',
  ],
  ['in', 'a = [1, 2]\nuse(1 in a, 3 in a, 1 in [x])', 'true, false, ?bool'],
  ['a tuple of unknown length', 'a = (1, *load())\nuse(a[0], a[1], len(a))', '1 | …, 1 | …, ?int'],
]);

specify('escapes', [
  ['a list handed to unknown code is open', 'a = [1]\nunknown(a)\nuse(a, len(a))', '[1 | …, …], ?int'],
  ['a list inside what is handed over', 'a = [1]\nunknown({"a": (a,)})\nuse(len(a))', '?int'],
  ['a dict handed to unknown code may have more entries', 'c = {"n": 1}\nunknown(c)\nuse(c["n"], c.get("m"), len(c))', '1, ? | None, ?int'],
  ['a list handed to a library stays', 'import torch\na = [1]\ntorch.save(a, "x")\nuse(a)', '[1]'],
  ['a list handed to an object of a library stays', 'import wandb\nrun = wandb.init()\na = [1]\nrun.log(a)\nuse(a)', '[1]'],
  [
    'a function handed to a library may be called by it',
    'import atexit\nn = []\ndef f():\n    n.append(1)\natexit.register(f)\nuse(len(n))',
    '?int',
  ],
  [
    'a method of a base class that is not found may change the object',
    'from nowhere import Base\nclass A(Base):\n    def __init__(self):\n        self.n = 1\na = A()\na.setup()\nuse(a.n)',
    '1 | …',
  ],
  ['an attribute set by a computed name', 'class A: pass\na = A()\na.n = 1\nsetattr(a, key, 2)\nuse(a.n)', '1 | …'],
]);

specify('classes', [
  ['attributes of instances', 'class A:\n    def __init__(self, n):\n        self.n = n\nuse(A(3).n)', '3'],
  ['attributes of classes', 'class A:\n    n = 1\nuse(A.n, A().n)', '1, 1'],
  [
    'an attribute set on one branch falls back to the class',
    'class A:\n    n = 1\na = A()\nif flag:\n    a.n = 2\nuse(a.n)',
    '2 when flag | 1',
  ],
  [
    'inheritance and super()',
    'class A:\n    def __init__(self, n):\n        self.n = n\nclass B(A):\n    def __init__(self):\n        super().__init__(4)\nuse(B().n)',
    '4',
  ],
  [
    'old-style super',
    'class A:\n    def f(self):\n        return 1\nclass B(A):\n    def f(self):\n        return super(B, self).f() + 1\nuse(B().f())',
    '2',
  ],
  [
    'a diamond',
    'class A:\n    def f(self):\n        return "A"\nclass B(A): pass\nclass C(A):\n    def f(self):\n        return "C"\nclass D(B, C): pass\nuse(D().f())',
    '"C"',
  ],
  [
    'super() along a diamond',
    'class A:\n    def f(self):\n        return "A"\nclass B(A):\n    def f(self):\n        return "B" + super().f()\nclass C(A):\n    def f(self):\n        return "C" + super().f()\nclass D(B, C): pass\nuse(D().f())',
    '"BCA"',
  ],
  [
    'a base that is not found may define anything',
    'from nowhere import Mixin\nclass A:\n    n = 1\nclass B(Mixin, A): pass\nclass C(A, Mixin): pass\nuse(B().n, C().n)',
    '1 | …, 1',
  ],
  ['a property', 'class A:\n    @property\n    def n(self):\n        return 2\nuse(A().n)', '2'],
  [
    'a property with a setter',
    'class A:\n    @property\n    def n(self):\n        return self._n\n    @n.setter\n    def n(self, v):\n        self._n = v * 2\na = A()\na.n = 4\nuse(a.n)',
    '8',
  ],
  [
    'static and class methods',
    'class A:\n    k = 5\n    @staticmethod\n    def s(n):\n        return n\n    @classmethod\n    def c(cls):\n        return cls.k\nuse(A.s(1), A().s(2), A.c(), A().c())',
    '1, 2, 5, 5',
  ],
  [
    'a class method that makes instances',
    'class A:\n    def __init__(self, n):\n        self.n = n\n    @classmethod\n    def make(cls):\n        return cls(7)\nuse(A.make().n)',
    '7',
  ],
  ['calling an instance', 'class A:\n    def __call__(self, n):\n        return n + 1\nuse(A()(1))', '2'],
  ['members of an enumeration are not their values', 'from enum import Enum\nclass M(Enum):\n    A = 1\nuse(M.A == 1)', '?bool'],
  [
    'a dataclass',
    'from dataclasses import dataclass\n@dataclass\nclass C:\n    n: int\n    lr: float = 0.1\nc = C(3)\nd = C(n=4, lr=1.0)\nuse(c.n, c.lr, d.n, d.lr)',
    '3, 0.1, 4, 1.0',
  ],
  [
    'field(default) and field(default_factory)',
    'from dataclasses import dataclass, field\n@dataclass\nclass C:\n    n: int = field(default=3)\n    xs: list = field(default_factory=list)\n    m: int = field(default_factory=lambda: 4)\nc = C()\nc.xs.append(1)\nuse(c.n, c.xs, c.m, C().xs)',
    '3, [1], 4, []',
  ],
  [
    'an inherited dataclass',
    'from dataclasses import dataclass\n@dataclass\nclass A:\n    a: int = 1\n@dataclass\nclass B(A):\n    b: int = 2\nuse(B(5).a, B(5).b, B(5, 6).b)',
    '5, 2, 6',
  ],
  [
    '__post_init__',
    'from dataclasses import dataclass\n@dataclass\nclass C:\n    n: int = 3\n    def __post_init__(self):\n        self.n *= 2\nuse(C().n)',
    '6',
  ],
  [
    'asdict and replace',
    'from dataclasses import dataclass, asdict, replace\n@dataclass\nclass C:\n    n: int = 3\nc = C()\nuse(asdict(c), replace(c, n=5).n, c.n)',
    '{"n": 3}, 5, 3',
  ],
  ['a named tuple', 'from typing import NamedTuple\nclass P(NamedTuple):\n    a: int\n    b: int = 2\nuse(P(1).a, P(1).b)', '1, 2'],
  ['getattr with a constant name', 'class A:\n    n = 1\nuse(getattr(A(), "n"), getattr(A(), "m", 5))', '1, ? | 5'],
  ['a namespace', 'from types import SimpleNamespace\nuse(SimpleNamespace(n=3).n)', '3'],
  [
    'vars writes through',
    'from types import SimpleNamespace\na = SimpleNamespace(n=3)\nvars(a).update(n=4)\na.__dict__["m"] = 5\nuse(a.n, a.m)',
    '4, 5',
  ],
  ['vars sees later writes', 'from types import SimpleNamespace\na = SimpleNamespace(n=3)\nd = vars(a)\na.n = 4\nuse(d["n"])', '4'],
  [
    'a method that is entered sees what the others write',
    'class A:\n    def __init__(self):\n        self.best = 0\n    def end(self):\n        use(self.best)\n        self.best = 1',
    '0 | ? | …',
  ],
]);
