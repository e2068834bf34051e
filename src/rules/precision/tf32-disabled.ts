import type { MlView } from '../../ml/ml-view';
import { isUnconditional, isWritten } from '../../ml/settings';
import type { Activation, CallArgument } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, type Possible } from '../../python/values/possible';
import type { Place } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { FindingProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { dictionary } from '../../python/dictionary';

const message =
  'TF32 is switched off, so float32 matrix products run without the tensor cores of Ampere and later GPUs. Allow it unless the numbers must be exact: training rarely notices the shorter mantissa.';

/** A call that decides on TF32 by one argument. */
interface Call {
  readonly names: readonly string[];
  readonly parameter: string;
  readonly position?: number;
  readonly off: ReadonlySet<unknown>;
  readonly on: string;
}

const calls: readonly Call[] = [
  { names: ['torch.set_float32_matmul_precision'], parameter: 'precision', position: 0, off: new Set(['highest']), on: '"high"' },
  {
    names: ['tensorflow.config.experimental.enable_tensor_float_32_execution'],
    parameter: 'enabled',
    position: 0,
    off: new Set([false]),
    on: 'True',
  },
  {
    names: ['transformers.TrainingArguments', 'transformers.Seq2SeqTrainingArguments', 'trl.SFTConfig'],
    parameter: 'tf32',
    off: new Set([false]),
    on: 'True',
  },
];

/** Attributes that decide on TF32: the value that switches it off, and the one that allows it. */
const attributes: Readonly<Record<string, readonly [off: unknown, on: string]>> = dictionary({
  'torch.backends.cuda.matmul.allow_tf32': [false, 'True'],
  'torch.backends.cudnn.allow_tf32': [false, 'True'],
  'torch.backends.fp32_precision': ['ieee', '"tf32"'],
  'torch.backends.cuda.matmul.fp32_precision': ['ieee', '"tf32"'],
  'torch.backends.cudnn.conv.fp32_precision': ['ieee', '"tf32"'],
});

const jaxHighest = new Set<unknown>(['highest', 'float32']);

/** TF32 is switched off. */
export const tf32Disabled: Rule = {
  meta: {
    id: 'tf32-disabled',
    topic: 'precision',
    title: 'TF32 is switched off',
    severity: 'hint',
    frameworks: ['torch', 'transformers', 'tensorflow', 'jax'],
    markers: [
      'tf32',
      'TF32',
      'set_float32_matmul_precision',
      'fp32_precision',
      'enable_tensor_float_32_execution',
      'jax_default_matmul_precision',
    ],
    saving: {
      energyShare: null,
      evidence: 'time',
      source:
        'Hugging Face Transformers documentation: matrix products up to 8 times, training up to 3 times as fast with TF32; no energy measurement',
    },
  },
  *check(program, ml) {
    if (isAboutNumbers(program, ml)) {
      return;
    }
    yield* switchedByCalls(program);
    yield* switchedByAttributes(program);
    yield* switchedByJax(program);
  },
};

/** The run must give the same bits each time, or computes in another type anyway. */
function isAboutNumbers(program: Program, ml: MlView): boolean {
  const deterministic = program
    .callsOf('torch.use_deterministic_algorithms')
    .some(({ arguments: args }) => args.positional.some((mode) => constantOf(mode) === true));
  const compares = ['assert_close', 'allclose', 'assert_allclose', 'gradcheck'].some((name) => program.callsNamed(name).length > 0);
  return deterministic || compares || ml.precision.kind === 'reduced' || ml.devices.cpuOnly;
}

function* switchedByCalls(program: Program): Iterable<FindingProposal> {
  for (const { names, parameter, position, off, on } of calls) {
    const all = names.flatMap((name) => program.callsOf(name));
    const valueOf = (call: Activation): { readonly possible: Possible; readonly argument: CallArgument | null } | undefined => {
      const [first] = call.arguments.positional;
      const [argument] = call.site.arguments;
      const answer = call.arguments.get(parameter, position);
      return position === 0 && first !== undefined
        ? { possible: first, argument: argument ?? null }
        : answer.kind === 'given'
          ? answer
          : undefined;
    };
    const isOff = (call: Activation): boolean => {
      const value = valueOf(call);
      return value !== undefined && off.has(constantOf(value.possible)) && isWritten(value.possible) && isUnconditional(call.context);
    };
    const isAllowed = position === 0 && all.some((call) => !isOff(call));
    for (const [site, made] of bySite(program, all)) {
      const argument = made[0] === undefined ? undefined : valueOf(made[0])?.argument;
      if (made.every(isOff) && !isAllowed) {
        yield argument === undefined || argument === null ? finding(calleePlace(site)) : finding(argument.place, argument.valuePlace, on);
      }
    }
  }
}

function* switchedByAttributes(program: Program): Iterable<FindingProposal> {
  for (const { target, value, place, valuePlace, context } of program.externalWrites) {
    const [off, on] = attributes[target] ?? [];
    const isAllowed = program.externalWrites.some((other) => other.target === target && constantOf(other.value) !== off);
    if (
      on !== undefined &&
      constantOf(value) === off &&
      isWritten(value) &&
      !isAllowed &&
      program.isHere(place) &&
      isUnconditional(context)
    ) {
      yield finding(place, valuePlace, on, target.includes('matmul'));
    }
  }
}

function* switchedByJax(program: Program): Iterable<FindingProposal> {
  for (const [site, made] of bySite(program, program.callsOf('jax.config.update'))) {
    const [name, value] = made[0]?.arguments.positional ?? [];
    const argument = site.arguments[1];
    if (
      argument !== undefined &&
      name !== undefined &&
      value !== undefined &&
      constantOf(name) === 'jax_default_matmul_precision' &&
      jaxHighest.has(constantOf(value)) &&
      made.every(({ context }) => isUnconditional(context))
    ) {
      yield finding(argument.place, argument.valuePlace, '"high"');
    }
  }
}

function finding(place: Place, value?: Place, on?: string, isMatrixProduct = true): FindingProposal {
  return {
    place,
    message,
    confidence: 'high',
    ...(isMatrixProduct ? { change: { precision: 'tf32' as const } } : {}),
    fixes:
      value === undefined || on === undefined ? [] : [{ title: 'Allow TF32', safe: false, edits: [{ span: spanOf(value), text: on }] }],
  };
}
