import { isInTest } from '../../ml/file-role';
import { isInLoop, samePlace, surroundedBy } from '../../ml/surroundings';
import { compact, loopInFunction, mentions } from '../../ml/written-loops';
import type { Activation } from '../../python/program/call-site';
import type { LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import type { Rule } from '../rule';

const message =
  'This steps through a sequence in Python, one recurrent cell at a time, though each input is known before. Pass the whole sequence to the layer (LSTM, GRU, RNN), which runs all steps in one kernel call.';

const cells = new Set([
  'torch.nn.LSTMCell',
  'torch.nn.GRUCell',
  'torch.nn.RNNCell',
  'keras.layers.LSTMCell',
  'keras.layers.GRUCell',
  'keras.layers.SimpleRNNCell',
]);

/** A recurrent cell is unrolled in Python. */
export const pythonTimestepLoop: Rule = {
  meta: {
    id: 'python-timestep-loop',
    topic: 'loops',
    title: 'A recurrent cell is unrolled in Python',
    severity: 'hint',
    frameworks: ['torch', 'keras'],
    markers: ['LSTMCell', 'GRUCell', 'RNNCell'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'one fused kernel call for a sequence instead of several for each step; no measured figure found',
    },
  },
  *check(program) {
    const reported: LoopInfo[] = [];
    for (const call of program.activations) {
      const loop = isCell(program, call) && program.isHere(call.site.place) ? loopInFunction(call.context) : undefined;
      if (
        loop?.kind === 'for' &&
        !reported.some((known) => samePlace(known, loop)) &&
        !isInTest(call.context) &&
        takesStepOfInput(program, call, loop) &&
        onlyCells(program, loop) &&
        isOfModel(program, call)
      ) {
        reported.push(loop);
        yield { place: loop.header, message, confidence: 'medium' };
      }
    }
  },
};

/** In a method, or a function that is given its sequence: cells that a script calls at its top level or in `main()` are a lesson. */
function isOfModel(program: Program, call: Activation): boolean {
  return surroundedBy(
    call.context,
    (layer) => layer.kind === 'frame' && (layer.owner !== null || program.parametersOf(layer.of).length > 0),
  );
}

function isCell(program: Program, { callee }: Activation): boolean {
  return (
    callee.kind === 'object' &&
    callee.of.options.some(
      ({ value }) => value.kind === 'instance' && value.of === null && program.typesOf(value).some((type) => cells.has(type)),
    )
  );
}

/** The input is the step's own part of a sequence: `x[:, t]`, or the element that the loop goes over. */
function takesStepOfInput(program: Program, call: Activation, { targets }: LoopInfo): boolean {
  const [input] = call.site.arguments;
  const text = input === undefined ? '' : compact(program.textOf(input.valuePlace));
  const isSlice =
    /^[\w.]+\[[^[\]]*\](?:\.squeeze\(\d*\))?$/.test(text) && targets.some((name) => mentions(text.slice(text.indexOf('[')), name));
  return isSlice || targets.includes(text);
}

/** Nothing else computes in the loop: an output that is fed back, attention or a sampled word makes the next input. */
function onlyCells(program: Program, loop: LoopInfo): boolean {
  return program.activations.every(
    (call) =>
      !isInLoop(call.context, loop) ||
      (call.callee.kind !== 'object' &&
        call.callee.kind !== 'unknown' &&
        call.callee.kind !== 'outside' &&
        call.callee.kind !== 'function') ||
      isCell(program, call),
  );
}
