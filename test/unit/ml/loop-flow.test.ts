import assert from 'node:assert/strict';
import { flowOf } from '../../../src/ml/loop-flow';
import { programOf } from '../python/support';

describe('flow of names in a loop', () => {
  const loopOf = (code: string): ReturnType<typeof flowOf> & { readonly call: Parameters<ReturnType<typeof flowOf>['feedsBack']>[0] } => {
    const program = programOf(code);
    const [loop] = program.loops;
    const [call] = program.callsNamed('f');
    assert.ok(loop !== undefined && call !== undefined);
    return { ...flowOf(program, loop), call: call.site.place };
  };

  it('finds what a name is computed from, step by step', () => {
    const { sources } = loopOf('for i in xs:\n    a = g(i)\n    b.append(a)\n    c = f(b)\n');
    assert.deepEqual([...sources(['b'])].sort(), ['a', 'b', 'g', 'i']);
  });

  it('sees a result that comes back in a later round', () => {
    const { feedsBack, call } = loopOf('for i in xs:\n    y = f(w)\n    w.append(y)\n');
    assert.equal(feedsBack(call, ['w']), true);
  });

  it('sees no way back through a name that every round binds anew', () => {
    const { feedsBack, call } = loopOf('for i in xs:\n    w = g(i)\n    w = f(w)\n    out.append(w)\n');
    assert.equal(feedsBack(call, ['w']), false);
  });

  it('tells a name that is given another object', () => {
    const { rebinds } = loopOf('for i in xs:\n    m = g()\n    f(m)\n    n.append(1)\n');
    assert.deepEqual([rebinds('m'), rebinds('n')], [true, false]);
  });
});
