import { isInTest } from '../../ml/file-role';
import { libraryName, makers } from '../../ml/surroundings';
import type { Activation, CallArgument } from '../../python/program/call-site';
import { replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { single, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

/** What the fused kernel asks of a parameter: Keras API documentation of LSTM and GRU, 2025. */
interface Demand {
  readonly parameter: string;
  readonly position?: number;
  readonly holds: (value: string | number | boolean | null) => boolean;
  /** The value that the kernel takes, as code. */
  readonly instead: string;
}

const demands: readonly Demand[] = [
  { parameter: 'recurrent_dropout', holds: (value) => value === 0 || value === null, instead: '0' },
  { parameter: 'activation', position: 1, holds: (value) => value === 'tanh', instead: '"tanh"' },
  { parameter: 'recurrent_activation', position: 2, holds: (value) => value === 'sigmoid', instead: '"sigmoid"' },
  { parameter: 'unroll', holds: (value) => value === false, instead: 'False' },
  { parameter: 'use_bias', position: 3, holds: (value) => value !== false, instead: 'True' },
  { parameter: 'reset_after', holds: (value) => value !== false, instead: 'True' },
];

const message =
  'With this setting Keras cannot use the fused cuDNN kernel for the layer and runs every time step as operations of its own, several times slower on a GPU. Keep the standard activations, no recurrent dropout and no unrolling; dropout between layers is free.';
const cellMessage =
  'An RNN around this cell runs every time step as operations of its own. The LSTM and GRU layers compute the same with one fused cuDNN kernel on a GPU.';

/** A recurrent layer off the fused kernel. */
export const lstmCudnnFallback: Rule = {
  meta: {
    id: 'lstm-cudnn-fallback',
    topic: 'architecture',
    title: 'A recurrent layer off the fused kernel',
    severity: 'hint',
    frameworks: ['keras', 'tensorflow'],
    markers: ['LSTM', 'GRU'],
    saving: {
      energyShare: null,
      evidence: 'time',
      source:
        'Keras documentation of LSTM: conditions of the cuDNN kernel; TensorFlow guide on RNNs: much faster with it; no energy figure',
    },
  },
  *check(program) {
    if (isWithoutGpu(program)) {
      return;
    }
    const layers = ['LSTM', 'GRU'].flatMap((name) => program.callsOf(`keras.layers.${name}`));
    for (const [site, calls] of bySite(program, layers)) {
      const [call] = calls;
      const broken = call === undefined ? [] : demands.filter((demand) => calls.every((one) => breaks(one, demand)));
      const [first] = broken;
      if (call === undefined || first === undefined || isInTest(call.context)) {
        continue;
      }
      const given = broken.map((demand) => ({ demand, argument: argumentOf(call, demand) }));
      const edits = given.flatMap(({ demand, argument }) => (argument === null ? [] : replaceArgument(argument, demand.instead)));
      yield {
        place: given[0]?.argument?.place ?? calleePlace(site),
        message,
        confidence: 'medium',
        fixes: edits.length === broken.length ? [{ title: 'Use the settings of the fused kernel', safe: false, edits }] : [],
      };
    }
    for (const [site, calls] of bySite(program, program.callsOf('keras.layers.RNN'))) {
      if (calls.every((call) => wrapsPlainCell(call) && !isInTest(call.context))) {
        yield { place: calleePlace(site), message: cellMessage, confidence: 'medium' };
      }
    }
  },
};

/** The GPU is hidden, or another backend computes. */
function isWithoutGpu(program: Program): boolean {
  return program.document.fragments.some(({ text }) => /KERAS_BACKEND|CUDA_VISIBLE_DEVICES["']\]\s*=\s*["'](-1)?["']|\.v1\b/.test(text));
}

function breaks(call: Activation, { parameter, position, holds }: Demand): boolean {
  const answer = call.arguments.get(parameter, position);
  const value = answer.kind === 'given' ? plainValue(answer.possible) : undefined;
  return value !== undefined && !holds(value);
}

/** A constant, or the name of a function of a library: `tf.nn.relu` is `relu`. */
function plainValue(possible: Possible): string | number | boolean | null | undefined {
  const only = single(possible);
  if (only?.kind === 'external' && only.library) {
    return only.name.slice(only.name.lastIndexOf('.') + 1);
  }
  return only?.kind === 'constant' ? only.value : undefined;
}

function argumentOf(call: Activation, { parameter, position }: Demand): CallArgument | null {
  const answer = call.arguments.get(parameter, position);
  const argument = answer.kind === 'given' ? answer.argument : null;
  return argument?.splat === 0 ? argument : null;
}

/** One cell of Keras with settings that the layer of the same name takes. */
function wrapsPlainCell(call: Activation): boolean {
  const cell = call.arguments.get('cell', 0);
  const [made, ...others] = cell.kind === 'given' ? makers(cell.possible) : [];
  return (
    made !== undefined &&
    others.length === 0 &&
    cell.kind === 'given' &&
    single(cell.possible)?.kind === 'instance' &&
    /^keras\.layers\.(LSTM|GRU)Cell$/.test(libraryName(made.callee) ?? '') &&
    !made.arguments.openKeywords &&
    demands.every((demand) => !made.arguments.keywords.has(demand.parameter))
  );
}
