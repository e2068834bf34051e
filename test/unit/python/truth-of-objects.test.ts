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
