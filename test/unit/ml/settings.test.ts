import assert from 'node:assert/strict';
import { isUnconditional, isWritten } from '../../../src/ml/settings';
import { givenNumber } from '../../../src/ml/training-arguments';
import type { Activation } from '../../../src/python/program/call-site';
import { programOf } from '../python/support';

function take(code: string): Activation {
  const [call] = programOf(code).callsNamed('take');
  assert.ok(call !== undefined);
  return call;
}

function written(code: string, parameter?: string): boolean {
  const answer = take(code).arguments.get('on');
  assert.ok(answer.kind === 'given');
  return isWritten(answer.possible, parameter);
}

describe('a setting', () => {
  it('is written where a literal or a name for it is passed', () => {
    assert.equal(written('take(on=True)\n'), true);
    assert.equal(written('x = True\ntake(on=x)\n'), true);
  });

  it('is a choice where a name says that somebody debugs', () => {
    assert.equal(written('DEBUG = True\ntake(on=DEBUG)\n'), false);
  });

  it('is a choice where the command line has a default for it', () => {
    const parser = 'import argparse\np = argparse.ArgumentParser()\np.add_argument("--on", default=True)\na = p.parse_args()\n';
    assert.equal(written(`${parser}take(on=a.on)\n`), false);
  });

  it('may come from an entry that is called as its parameter', () => {
    const code = 'd = {"on": True}\ntake(**d)\n';
    assert.equal(written(code, 'on'), true);
    assert.equal(written('debug = True\ntake(on=debug)\n', 'debug'), true);
  });

  it('holds whenever the program runs unless a test or a failure stands before it', () => {
    assert.equal(isUnconditional(take('take(on=True)\n').context), true);
    assert.equal(isUnconditional(take('from shop import x\nif x:\n    take(on=True)\n').context), false);
    assert.equal(isUnconditional(take('try:\n    f()\nexcept ValueError:\n    take(on=True)\n').context), false);
  });
});

describe('a number that a call is given', () => {
  it('stands at its argument, or at the call that it is unpacked into', () => {
    const direct = take('take(n=5)\n');
    assert.equal(givenNumber(direct, 'n')?.place, direct.site.arguments[0]?.place);
    const unpacked = take('d = {"n": 5}\ntake(**d)\n');
    assert.equal(givenNumber(unpacked, 'n')?.place, unpacked.site.place);
  });

  it('is unknown where it is not one number', () => {
    assert.equal(givenNumber(take('take(n="5")\n'), 'n'), undefined);
    assert.equal(givenNumber(take('from shop import n\ntake(n=n)\n'), 'n'), undefined);
  });
});
