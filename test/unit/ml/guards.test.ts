import assert from 'node:assert/strict';
import { isBestMetricGuard, isDebugGuard, isFaultGuard, isIntervalGuard, isPlatformGuard, isRankGuard } from '../../../src/ml/guards';
import { guardsWithin } from '../../../src/ml/surroundings';
import type { Condition } from '../../../src/python/program/condition';
import { callIn, frameworkProgram, loopIn } from './programs';

const questions = {
  interval: isIntervalGuard,
  fault: isFaultGuard,
  rank: isRankGuard,
  debug: isDebugGuard,
  best: isBestMetricGuard,
  platform: isPlatformGuard,
};

function guards(code: string): readonly Condition[] {
  const program = frameworkProgram(code);
  return guardsWithin(callIn(program, 'take').context, null);
}

/** What the only test before `take()` asks. */
function kinds(test: string): readonly string[] {
  const [condition] = guards(`from shop import args, step, loss, best_loss, loader, dist, logger\nif ${test}:\n    take()\n`);
  assert.ok(condition !== undefined);
  return Object.entries(questions)
    .filter(([, question]) => question(condition))
    .map(([name]) => name);
}

describe('guards', () => {
  it('run something every so many rounds', () => {
    assert.deepEqual(kinds('step % 100 == 0'), ['interval']);
    assert.deepEqual(kinds('step == len(loader) - 1'), ['interval']);
    assert.deepEqual(kinds('args.log_now'), ['interval']);
    assert.deepEqual(kinds('step > args.accumulation'), ['interval']);
  });

  it('run something in all rounds or in none', () => {
    assert.deepEqual(kinds('args.gradient_accumulation_steps > 1'), []);
  });

  it('leave out one round of many, or rounds of another kind', () => {
    const rest = (test: string): boolean => {
      const [condition] = guards(`from shop import args, step\nif ${test}:\n    pass\nelse:\n    take()\n`);
      assert.ok(condition !== undefined);
      return isIntervalGuard(condition);
    };
    assert.equal(rest('step % 100 == 0'), false);
    assert.equal(rest('step % 100 != 0'), true);
    assert.equal(rest('step == 0'), false);
    assert.equal(rest('args.is_val'), false);
    assert.equal(rest('step < args.resume_step'), false);
    assert.equal(rest('step < args.warmup'), true);
    assert.equal(rest('step > args.total_steps'), false);
    assert.equal(rest('step >= args.max_train_steps'), false);
    assert.equal(rest('step > args.shown'), true);
    assert.equal(rest('not args.log_now'), true);
  });

  it('run something on one process', () => {
    assert.deepEqual(kinds('dist.get_rank() == 0'), ['rank']);
    assert.deepEqual(kinds('args.local_rank in (-1, 0)'), ['rank']);
  });

  it('run something while somebody debugs', () => {
    assert.deepEqual(kinds('args.debug'), ['debug']);
    assert.deepEqual(kinds('args.debugger_host'), []);
  });

  it('run something when a metric improved', () => {
    assert.deepEqual(kinds('loss < best_loss'), ['best']);
    assert.deepEqual(kinds('args.is_best'), ['best']);
    assert.deepEqual(kinds('best_loss == 3'), []);
  });

  it('run something when a number went wrong', () => {
    assert.deepEqual(kinds('torch.isnan(loss)'), ['fault']);
    assert.deepEqual(kinds('not math.isfinite(loss)'), ['fault']);
    assert.deepEqual(kinds('math.isfinite(loss)'), []);
  });

  it('run something on some systems', () => {
    assert.deepEqual(kinds('sys.platform == "win32"'), ['platform']);
  });

  it('are those between a call and a loop, the callers included', () => {
    const program = frameworkProgram(`
from shop import loader, dist, ready

def report(step):
    if step % 10 == 0:
        take()

if ready:
    for step, batch in enumerate(loader):
        if dist.get_rank() == 0:
            report(step)
`);
    const { context } = callIn(program, 'take');
    const found = guardsWithin(context, loopIn(program, 'step'));
    assert.deepEqual(
      found.map((guard) => [isIntervalGuard(guard), isRankGuard(guard)]),
      [
        [true, false],
        [false, true],
      ],
    );
    assert.equal(guardsWithin(context, null).length, 3);
  });

  it('know the branch that is taken when the test fails', () => {
    const [condition] = guards('from shop import loss\nif math.isfinite(loss):\n    pass\nelse:\n    take()\n');
    assert.ok(condition !== undefined);
    assert.equal(isFaultGuard(condition), true);
  });
});
