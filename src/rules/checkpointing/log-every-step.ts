import { isInTest } from '../../ml/file-role';
import { isRankGuard } from '../../ml/guards';
import type { MlView } from '../../ml/ml-view';
import { constantArgument, guardsWithin, isInLoop } from '../../ml/surroundings';
import { givenNumber, rewriteLiteral, trainingArgumentCalls } from '../../ml/training-arguments';
import { batchHookAround, goesOverEpochs } from '../../ml/training-loops';
import type { Activation } from '../../python/program/call-site';
import type { LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FindingProposal, Rule } from '../rule';
import { bySite } from '../sites';

/** Runs this short are trials of the script. */
const shortRun = 200;

const messages = {
  setting: 'This logs every step or nearly, and each time values are read back from the GPU. Log every 50 steps or so.',
  histogram: 'Histograms of all weights copy the whole model from the GPU each time. Write them every few epochs.',
  media:
    'This writes histograms or pictures in every training step, which reads whole tensors back from the GPU. Write them every few hundred steps.',
  scalar:
    'This records in every training step: each value waits for the GPU, and each record takes time on the host and on the disk. Record every 50 steps or so.',
  batches: 'This writes the logs after every batch. Write them once an epoch, or every hundred batches.',
} as const;

/** A parameter that counts the steps from one record to the next. */
interface Setting {
  readonly calls: (program: Program) => readonly Activation[];
  readonly parameter: string;
  /** Records as often as this, or more often, are too many. */
  readonly often: number;
  readonly message: string;
  readonly isOn: (call: Activation, program: Program) => boolean;
  /** What the framework does by itself, or would be enough. */
  readonly better: string;
}

/** Some fit takes callbacks, or nothing is fitted here. */
function isHandedOver(program: Program): boolean {
  const fits = ['fit', 'fit_generator'].flatMap((name) => program.callsNamed(name));
  return fits.length === 0 || fits.some(({ arguments: given }) => given.keywords.has('callbacks') || given.openKeywords);
}

const settings: readonly Setting[] = [
  {
    // Steps of GRPO and its kin generate text and take seconds: a record of each costs nothing.
    calls: (program) => trainingArgumentCalls(program).filter(({ site }) => /TrainingArguments$|SFTConfig$|DPOConfig$/.test(site.name)),
    parameter: 'logging_steps',
    often: 1,
    message: messages.setting,
    isOn: (call) => constantArgument(call, 'logging_strategy') === 'steps' && !isShort(call),
    better: '50',
  },
  {
    calls: (program) => program.callsOf('lightning.pytorch.Trainer'),
    parameter: 'log_every_n_steps',
    often: 1,
    message: messages.setting,
    isOn: (call) => constantArgument(call, 'fast_dev_run') === false && !isShort(call),
    better: '50',
  },
  {
    calls: (program) => program.callsOf('wandb.watch'),
    parameter: 'log_freq',
    often: 10,
    message: messages.histogram,
    isOn: (call) => constantArgument(call, 'log', 2) !== null,
    better: '1000',
  },
  {
    calls: (program) => program.callsOf('keras.callbacks.TensorBoard'),
    parameter: 'histogram_freq',
    often: 1,
    message: messages.histogram,
    isOn: (_, program) => isHandedOver(program),
    better: '10',
  },
];

/** Everything is recorded in every step. */
export const logEveryStep: Rule = {
  meta: {
    id: 'log-every-step',
    topic: 'checkpointing',
    title: 'Every step is recorded',
    severity: 'hint',
    frameworks: ['transformers', 'lightning', 'keras', 'torch', 'wandb'],
    markers: [
      'logging_steps',
      'log_every_n_steps',
      'log_freq',
      'histogram_freq',
      'update_freq',
      'add_histogram',
      'add_image',
      'add_figure',
      'add_video',
      'save_image',
      'add_scalar',
      'wandb.log',
      'log_metric',
    ],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'No measured figure found; each record waits for the GPU and copies what is recorded',
    },
  },
  *check(program, ml) {
    yield* tooOften(program);
    yield* batches(program);
    yield* media(program, ml);
    if (![...program.imports].some((name) => environments.test(name))) {
      yield* scalars(program, ml);
    }
  },
};

/** Packages for agents, whose steps are those of an environment: each takes longer than its record. */
const environments = /^(gym|gymnasium|ptan|stable_baselines3?|ray\.rllib|pettingzoo|unityagents|mlagents_envs)(\.|$)/;

/** `TensorBoard(update_freq="batch")`. */
function* batches(program: Program): Iterable<FindingProposal> {
  for (const [site, calls] of bySite(program, program.callsOf('keras.callbacks.TensorBoard'))) {
    const argument = site.arguments.find(({ name }) => name === 'update_freq');
    const isEach = ({ arguments: { keywords } }: Activation): boolean => {
      const frequency = keywords.get('update_freq');
      const value = frequency === undefined ? undefined : constantOf(frequency);
      return value === 'batch' || value === 1;
    };
    if (argument !== undefined && isHandedOver(program) && calls.every((call) => isEach(call) && !isInTest(call.context))) {
      yield { place: argument.place, message: messages.batches, confidence: 'medium', fixes: [] };
    }
  }
}

/** Scalars that are handed to TensorBoard or a tracker in each step; those of one loop are one finding. */
function* scalars(program: Program, ml: MlView): Iterable<FindingProposal> {
  const told = new Set<LoopInfo | null>();
  const calls = [
    ...['add_scalar', 'add_scalars'].flatMap((name) => program.callsNamed(name)).filter(({ callee }) => callee.kind !== 'function'),
    ...['wandb.log', 'mlflow.log_metric', 'mlflow.log_metrics'].flatMap((name) => program.callsOf(name)),
  ].sort((a, b) => a.order - b.order);
  for (const [site, [first]] of bySite(program, calls)) {
    const batch = first === undefined ? undefined : batchAround(ml, first);
    const isOfStep = first !== undefined && !isInTest(first.context) && runsEveryStep(program, ml, first);
    if (isOfStep && !told.has(batch ?? null)) {
      told.add(batch ?? null);
      yield { place: calleePlace(site), message: messages.scalar, confidence: 'medium', fixes: [] };
    }
  }
}

function* tooOften(program: Program): Iterable<FindingProposal> {
  for (const { calls, parameter, often, message, isOn, better } of settings) {
    for (const [site, activations] of bySite(program, calls(program))) {
      const numbers = activations.map((call) => givenNumber(call, parameter));
      const [first] = numbers;
      const isFound = activations.every((call, index) => {
        const value = numbers[index]?.value ?? 0;
        return Number.isInteger(value) && value >= 1 && value <= often && isOn(call, program) && !isInTest(call.context);
      });
      if (first !== undefined && isFound) {
        const edits = rewriteLiteral(program, site, first.possible, better);
        yield {
          place: first.place,
          message,
          confidence: 'medium',
          fixes: edits.length === 0 ? [] : [{ title: `Record every ${better}`, safe: false, edits }],
        };
      }
    }
  }
}

function isShort(call: Activation): boolean {
  const [steps, batches, epochs] = ['max_steps', 'limit_train_batches', 'max_epochs'].map((name) => constantArgument(call, name));
  return (
    (typeof steps === 'number' && steps > 0 && steps <= shortRun) ||
    // A fraction is a share of the data, not a number of batches.
    (typeof batches === 'number' &&
      Number.isInteger(batches) &&
      batches > 1 &&
      typeof epochs === 'number' &&
      epochs > 0 &&
      batches * epochs <= shortRun)
  );
}

const mediaNames = ['add_histogram', 'add_image', 'add_images', 'add_figure', 'add_video', 'save_image'];

function* media(program: Program, ml: MlView): Iterable<FindingProposal> {
  const calls = mediaNames.flatMap((name) => program.callsNamed(name)).filter((call) => call.callee.kind !== 'function');
  for (const [site, activations] of bySite(program, calls)) {
    if (activations.some((call) => runsEveryStep(program, ml, call)) && !activations.some((call) => isInTest(call.context))) {
      yield { place: calleePlace(site), message: messages.media, confidence: 'high', fixes: [] };
    }
  }
}

function batchAround(ml: MlView, { context }: Activation): LoopInfo | undefined {
  return ml.trainingLoops.find((loop) => isInLoop(context, loop.batch) && !goesOverEpochs(loop.batch))?.batch;
}

function runsEveryStep(program: Program, ml: MlView, call: Activation): boolean {
  const batch = batchAround(ml, call);
  return (
    (batch !== undefined || batchHookAround(program, call.context) !== null) && guardsWithin(call.context, batch ?? null).every(isRankGuard)
  );
}
