import assert from 'node:assert/strict';
import { valueOf } from './support';

describe('operators and truth of objects', () => {
  it('an object counts as true unless its class or a base may say otherwise', () => {
    assert.equal(valueOf('class A: pass\nx = 1 if A() else 2', 'x'), '1');
    assert.match(valueOf('class A:\n    def __len__(self): return 0\nx = 1 if A() else 2', 'x'), /1 .*\| 2/);
    assert.match(valueOf('class A(list): pass\nx = 1 if A() else 2', 'x'), /1 .*\| 2/);
  });

  it('a type test against several types holds for one of them', () => {
    assert.equal(valueOf('x = isinstance(3, (list, int))', 'x'), 'true');
    assert.equal(valueOf('x = isinstance("a", (list, int))', 'x'), 'false');
  });
});

describe('what small functions give', () => {
  const values: Readonly<Record<string, string>> = {
    '"block%d" % 3': '"block3"',
    '"%s_%02d" % ("a", 7)': '"a_07"',
    '"%d%%" % 5': '"5%"',
    '"%.2f" % 0.5': '?str',
    '"block{}".format(3)': '"block3"',
    '"{1}-{0}-{name}".format("a", "b", name="c")': '"b-a-c"',
    '"{:>8}".format("a")': '?str',
    'chr(97)': '"a"',
    'list(itertools.repeat(3, 2))': '[3, 3]',
    'isinstance(3, collections.abc.Iterable)': 'false',
    'isinstance([3], collections.abc.Iterable)': 'true',
    'callable(C)': 'true',
    'C.__name__': '"C"',
    '[1] == 1': 'false',
    'all([True, 1])': 'true',
    'any([0, unknown()])': '?bool',
    'any([unknown(), 1])': 'true',
    'hasattr(C(), "a")': 'true',
    'hasattr(C(), "b")': '?bool',
  };
  for (const [expression, expected] of Object.entries(values)) {
    it(expression, () => {
      assert.equal(valueOf(`import collections.abc, itertools\nclass C:\n    a = 1\nx = ${expression}`, 'x'), expected);
    });
  }
});
