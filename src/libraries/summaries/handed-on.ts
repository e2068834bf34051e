import { noArguments, type Arguments } from '../../python/evaluate/arguments';
import { applyCallable } from '../../python/evaluate/calls';
import { itemsOf } from '../../python/evaluate/containers';
import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { certainly, single, unknownly, type Possible } from '../../python/values/possible';
import { constant } from '../../python/values/value';

/** Parameter and position of the function, of its arguments, and whether something that is not known (a rank) is put before them. */
interface HandOn {
  readonly function: readonly [name: string, position: number];
  readonly arguments: readonly [name: string, position: number];
  readonly isRanked?: boolean;
}

/** `app.run(main)` hands the words of the command line that are no flags. */
const started: HandOn = { function: ['main', 0], arguments: ['argv', 1], isRanked: true };

const spawned: HandOn = { function: ['fn', 0], arguments: ['args', 1], isRanked: true };

/** Library functions that call what they are given, with the arguments they are given for it. */
const handOns: Readonly<Record<string, HandOn>> = {
  'torch.multiprocessing.spawn': spawned,
  'torch_xla.distributed.xla_multiprocessing.spawn': spawned,
  'torch_xla.launch': spawned,
  'absl.app.run': started,
  'accelerate.notebook_launcher': { function: ['function', 0], arguments: ['args', 1] },
  'detectron2.engine.launch': { function: ['main_func', 0], arguments: ['args', 5] },
  'tensorflow.distribute.Strategy.run': { function: ['fn', 0], arguments: ['args', 1] },
  'tensorflow.distribute.Strategy.experimental_run_v2': { function: ['fn', 0], arguments: ['args', 1] },
};

/** `mp.spawn(worker, args=(args,))`: the worker runs in its processes as if it was called. */
export const handOnSummaries: readonly (readonly [string, CallSummary])[] = [
  ...Object.entries(handOns).map(([name, how]) => [name, (call: SummaryCall) => handOn(call, how)] as const),
  ['tensorflow.estimator.Estimator', withModelFunction],
  ...['TrainSpec', 'Estimator.train'].map((name) => [`tensorflow.estimator.${name}`, withInput] as const),
  ['accelerate.utils.find_executable_batch_size', withStartingBatch],
];

function handOn(call: SummaryCall, how: HandOn): Possible | undefined {
  const { evaluator, activation, given } = call;
  const called = argument(given, how.function);
  if (called?.options.some(({ value }) => value.kind === 'function' || value.kind === 'method' || value.kind === 'partial') !== true) {
    return undefined;
  }
  const handed = argument(given, how.arguments);
  const value = handed === undefined ? undefined : single(handed);
  const items = value?.kind === 'sequence' ? itemsOf(value) : undefined;
  const isOpen = handed !== undefined && items === undefined;
  const rank = unknownly('what a launcher puts before the arguments');
  const keywords = given.keywords.get('kwargs');
  const result = applyCallable(evaluator, called, activation.site, {
    ...noArguments,
    positional: [...(how.isRanked === true ? [rank] : []), ...(items ?? [])],
    openPositional: isOpen,
    openKeywords: isOpen || keywords !== undefined,
  });
  return how.isRanked === true ? certainly(constant(null)) : result;
}

function argument(given: Arguments, [name, position]: readonly [string, number]): Possible | undefined {
  return given.keywords.get(name) ?? given.positional[position];
}

/** The function is called with the batch size to start from, and again with half of it where memory does not suffice. */
function withStartingBatch({ given }: SummaryCall): Possible | undefined {
  const called = argument(given, ['function', 0]);
  if (called === undefined) {
    const itself = { kind: 'external', name: 'accelerate.utils.find_executable_batch_size', library: true } as const;
    return certainly({ kind: 'partial', callee: certainly(itself), positional: [], keywords: given.keywords });
  }
  const start = argument(given, ['starting_batch_size', 1]) ?? certainly(constant(128));
  return certainly({ kind: 'partial', callee: called, positional: [start], keywords: new Map() });
}

/** The function that writes the model is called to train, with the parameters that are given for it. */
function withModelFunction({ evaluator, activation, given }: SummaryCall): undefined {
  const called = argument(given, ['model_fn', 0]);
  const of = called === undefined ? undefined : single(called);
  if (called === undefined || of?.kind !== 'function') {
    return undefined;
  }
  const mode = { kind: 'external', name: 'tensorflow.estimator.ModeKeys.TRAIN', library: true } as const;
  const known: Readonly<Record<string, Possible | undefined>> = {
    features: unknownly('the features'),
    labels: unknownly('the labels'),
    mode: certainly(mode),
    params: argument(given, ['params', 3]) ?? certainly(constant(null)),
    config: argument(given, ['config', 2]) ?? unknownly('the configuration'),
  };
  const names = of.node.parameters.map(({ name }) => name);
  const keywords = new Map(names.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]] as const])));
  applyCallable(evaluator, called, activation.site, { ...noArguments, keywords, openPositional: keywords.size < names.length });
  return undefined;
}

/** The function that makes the input is called without arguments. */
function withInput({ evaluator, activation, given }: SummaryCall): undefined {
  const called = argument(given, ['input_fn', 0]);
  if (called?.options.some(({ value }) => value.kind === 'function' || value.kind === 'partial' || value.kind === 'method') === true) {
    applyCallable(evaluator, called, activation.site, noArguments);
  }
  return undefined;
}
