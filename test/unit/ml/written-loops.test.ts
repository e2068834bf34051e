import assert from 'node:assert/strict';
import { compact, loopsInFunction, mentions, nameOf } from '../../../src/ml/written-loops';
import type { Program } from '../../../src/python/program/program';
import type { Activation } from '../../../src/python/program/call-site';
import { programOf } from '../python/support';

function take(code: string): { readonly program: Program; readonly call: Activation } {
  const program = programOf(code);
  const [call] = program.callsNamed('take');
  assert.ok(call !== undefined);
  return { program, call };
}

describe('loops as they are written', () => {
  it('end at the function around a call', () => {
    const { call } = take('def f():\n    for a in xs:\n        for b in ys:\n            take(b)\nfor c in zs:\n    f()\n');
    assert.deepEqual(
      loopsInFunction(call.context).map(({ targets }) => targets),
      [['b'], ['a']],
    );
  });

  it('mention a name as a whole only', () => {
    assert.deepEqual([mentions('f(x[0])', 'x'), mentions('f(x_train)', 'x'), mentions('f(a.x)', 'x')], [true, false, false]);
  });

  it('compare without the blanks outside of quotes', () => {
    assert.equal(compact('a [ "b c" ]'), 'a["b c"]');
  });

  it('name what a call is assigned to', () => {
    const { program, call } = take('self.net = take(1)\n');
    assert.equal(nameOf(program, call), 'self.net');
    const other = take('f(take(1))\n');
    assert.equal(nameOf(other.program, other.call), undefined);
  });
});
