import assert from 'node:assert/strict';
import { isFixed, readsNothingOf } from '../../../src/ml/invariance';
import { argumentOf, callIn, frameworkProgram } from './programs';

/** Whether the call of `load(…)` reads nothing that the first loop binds. */
function isInvariant(code: string): boolean {
  const program = frameworkProgram(code);
  const [loop] = program.loops;
  assert.ok(loop !== undefined);
  return readsNothingOf(program, callIn(program, 'load').site.place, loop);
}

function fixed(code: string): boolean {
  return isFixed(argumentOf(callIn(frameworkProgram(code), 'load')));
}

describe('code in a loop', () => {
  it('is the same in each round when it reads names of outside only', () => {
    assert.equal(isInvariant('for a in xs:\n    load(path)\n'), true);
    assert.equal(isInvariant('for a in xs:\n    load("for a in xs")\n'), true);
    assert.equal(isInvariant('for a in xs:\n    load(a=path)\n'), true);
    assert.equal(isInvariant('for a in xs:\n    load(path)  # of a\n'), true);
  });

  it('differs where it reads a target, or what a round assigns', () => {
    assert.equal(isInvariant('for a in xs:\n    load(a)\n'), false);
    assert.equal(isInvariant('for a, b in xs:\n    load(f"{b}.csv")\n'), false);
    assert.equal(isInvariant('for a in xs:\n    p = a + 1\n    load(p)\n'), false);
    assert.equal(isInvariant('for a in xs:\n    load(n)\n    n += 1\n'), false);
    assert.equal(isInvariant('for a in xs:\n    with f(a) as g:\n        load(g)\n'), false);
    assert.equal(isInvariant('for a in xs:\n    if (k := a):\n        load(k)\n'), false);
  });

  it('differs where an object that it reads is written to', () => {
    assert.equal(isInvariant('for a in xs:\n    cfg["p"] = a\n    load(cfg)\n'), false);
    assert.equal(isInvariant('for a in xs:\n    cfg.p = a\n    load(cfg.p)\n'), false);
    assert.equal(isInvariant('for a in xs:\n    rows.append(a)\n    load(rows)\n'), false);
    assert.equal(isInvariant('for a in xs:\n    other.append(a)\n    load(rows)\n'), true);
  });

  it('differs where it draws or asks anew', () => {
    assert.equal(isInvariant('for a in xs:\n    load(random.choice(paths))\n'), false);
    assert.equal(isInvariant('for a in xs:\n    load(next(it))\n'), false);
  });
});

describe('a value that is the same at each call of a function', () => {
  it('is a constant, or made of constants and settings', () => {
    assert.equal(fixed('load("bert-base-uncased")\n'), true);
    assert.equal(fixed('import os\nload(os.path.join("a", "b"))\n'), true);
    assert.equal(fixed('from settings import MODEL\nload(MODEL)\n'), true);
    assert.equal(fixed('load(["a", "b"])\n'), true);
  });

  it('is no parameter, and nothing made of one', () => {
    assert.equal(fixed('def f(name):\n    load(name)\n'), false);
    assert.equal(fixed('def f(name):\n    load("models/" + name)\n'), false);
    assert.equal(fixed('from flask import request\ndef f():\n    load(request.args)\n'), false);
    assert.equal(fixed('from shop import pick\nload(pick())\n'), false);
  });
});
