import assert from 'node:assert/strict';
import { repetitionsOf } from '../../../src/ml/repetition';
import { callIn, frameworkProgram } from './programs';

/** What repeats the call of `load()`, innermost first. */
function repetitions(code: string): readonly string[] {
  const program = frameworkProgram(code);
  return [...repetitionsOf(program, callIn(program, 'load').context)].map((one) =>
    one.kind === 'round' ? `round ${one.loop.targets.join()}` : one.kind === 'rerun' ? 'rerun' : `${one.kind} ${one.frame.of.name}`,
  );
}

describe('what repeats a piece of code', () => {
  it('is nothing at the top of a script, and in a function nobody is known to call', () => {
    assert.deepEqual(repetitions('load()\n'), []);
    assert.deepEqual(repetitions('def f():\n    load()\n'), []);
  });

  it('is each loop around it, the callers included', () => {
    assert.deepEqual(repetitions('def f():\n    for a in xs:\n        load()\nfor b in ys:\n    f()\n'), ['round a', 'round b']);
  });

  it('is each request to a route, an event and a view', () => {
    assert.deepEqual(repetitions('from fastapi import FastAPI\napp = FastAPI()\n@app.post("/p")\ndef predict(x):\n    load()\n'), [
      'request predict',
    ]);
    assert.deepEqual(repetitions('from flask import Blueprint\nbp = Blueprint("a", __name__)\n@bp.route("/")\ndef f():\n    load()\n'), [
      'request f',
    ]);
    assert.deepEqual(repetitions('def lambda_handler(event, context):\n    load()\n'), ['request lambda_handler']);
    assert.deepEqual(repetitions('from django.http import HttpResponse\ndef view(request):\n    load()\n'), ['request view']);
    assert.deepEqual(repetitions('import gradio as gr\ndef f(x):\n    load()\ngr.Interface(fn=f)\n'), ['request f']);
  });

  it('is each row of a table that a function is applied to', () => {
    assert.deepEqual(repetitions('import pandas as pd\ndf = pd.read_csv("a.csv")\ndef f(r):\n    load()\ndf.apply(f)\n'), ['row f']);
    assert.deepEqual(repetitions('def f(r):\n    load()\nlist(map(f, rows))\n'), ['row f']);
  });

  it('is each interaction in a script that is read anew', () => {
    assert.deepEqual(repetitions('import streamlit as st\nload()\n'), ['rerun']);
  });

  it('ends where results are kept', () => {
    assert.deepEqual(repetitions('import streamlit as st\n@st.cache_resource\ndef f():\n    load()\nf()\n'), []);
    assert.deepEqual(repetitions('from functools import lru_cache\n@lru_cache\ndef f():\n    load()\nfor a in xs:\n    f()\n'), []);
  });

  it('ends at a test that lets it run when something is missing only', () => {
    assert.deepEqual(repetitions('model = None\nfor a in xs:\n    if model is None:\n        load()\n'), []);
    assert.deepEqual(repetitions('for a in xs:\n    if a not in cache:\n        load()\n'), []);
    assert.deepEqual(repetitions('for a in xs:\n    if a > 3:\n        load()\n'), ['round a']);
  });
});
