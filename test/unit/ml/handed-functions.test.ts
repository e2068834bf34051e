import assert from 'node:assert/strict';
import { callsWhileRunning, functionsBehind, isHandedTo } from '../../../src/ml/handed-functions';
import { single } from '../../../src/python/values/possible';
import { programOf } from '../python/support';

/** Names of the functions behind the argument of `take(…)`, and of the calls made while they run. */
function behind(code: string): { readonly functions: readonly string[] | undefined; readonly calls: readonly string[] } {
  const program = programOf(code);
  const [value] = program.callsNamed('take')[0]?.arguments.positional ?? [];
  assert.ok(value !== undefined);
  const functions = functionsBehind(program, value);
  return {
    functions: functions?.map(({ name }) => name),
    calls: callsWhileRunning(program, functions ?? []).map(({ site }) => site.name),
  };
}

describe('functions that are handed to a caller', () => {
  it('are found behind a name, and what they call in turn', () => {
    const code = 'def g():\n    inner()\ndef f(t):\n    g()\nelsewhere()\ntake(f)\n';
    assert.deepEqual(behind(code), { functions: ['f'], calls: ['g', 'inner'] });
  });

  it('are found behind a lambda, a partial and a method', () => {
    assert.deepEqual(behind('def f(t, x):\n    inner()\ntake(lambda t: f(t, 1))\n').calls, ['f', 'inner']);
    assert.deepEqual(behind('from functools import partial\ndef f(t, x):\n    inner()\ntake(partial(f, x=1))\n').functions, ['f']);
    assert.deepEqual(behind('class A:\n    def f(self, t):\n        inner()\ntake(A().f)\n').functions, ['f']);
  });

  it('are found behind an object that is called', () => {
    assert.deepEqual(behind('class A:\n    def __call__(self, t):\n        inner()\ntake(A())\n'), {
      functions: ['__call__'],
      calls: ['inner'],
    });
  });

  it('are not known behind what was imported or may be something else', () => {
    assert.equal(behind('from shop import f\ntake(f)\n').functions, undefined);
    assert.equal(behind('from shop import g\ndef f(): ...\ntake(f if x else g)\n').functions, undefined);
  });
});

describe('values that are handed on', () => {
  it('are seen alone, in lists and in dicts, but not by their attributes', () => {
    const program = programOf('from shop import trial\na(trial)\nb([1, {"t": trial}])\nc(trial.number)\n');
    const isTrial = (value: Parameters<Parameters<typeof isHandedTo>[1]>[0]): boolean => {
      const only = single(value);
      return only?.kind === 'external' && only.name === 'shop.trial';
    };
    const answers = ['a', 'b', 'c'].map((name) => program.callsNamed(name).some((call) => isHandedTo(call, isTrial)));
    assert.deepEqual(answers, [true, true, false]);
  });
});
