import { iterableSources } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { isRankGuard, periodOf } from '../../ml/guards';
import type { MlView } from '../../ml/ml-view';
import { constantArgument, guardsWithin, isInLoop, libraryName, loopsAround, makers, samePlace, surroundedBy } from '../../ml/surroundings';
import { givenNumber, rewriteLiteral, trainingArgumentCalls } from '../../ml/training-arguments';
import { batchHookAround, goesOverEpochs } from '../../ml/training-loops';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { LoopInfo } from '../../python/program/context';
import type { Program } from '../../python/program/program';
import type { Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

/** A checkpoint at least this often is one every few seconds. Frameworks save every 500 steps (transformers) or once an epoch. */
const often = 50;
/** A run of so few checkpoints is a trial of the script. */
const fewCheckpoints = 20;

const messages = {
  loop: 'This writes the model to disk in every training step, and the GPU waits for it each time. Save once an epoch, every few hundred steps, or when the metric improves.',
  setting:
    'This saves a checkpoint every few steps, and the GPU waits for the disk each time. Save once an epoch or every few hundred steps.',
} as const;

/** Weights are written in every training step, or nearly. */
export const checkpointInBatchLoop: Rule = {
  meta: {
    id: 'checkpoint-in-batch-loop',
    topic: 'checkpointing',
    title: 'Weights are written every few steps',
    severity: 'hint',
    frameworks: ['torch', 'transformers', 'keras', 'lightning'],
    markers: ['save'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'No measured figure found; the time of a write is the size of the checkpoint over the speed of the disk, at every step',
    },
  },
  *check(program, ml) {
    yield* saves(program, ml);
    yield* settings(program);
  },
};

function* saves(program: Program, ml: MlView): Iterable<FindingProposal> {
  const calls = saveNames.flatMap((name) => program.callsNamed(name)).filter((call) => savesModel(program, call));
  for (const [site, activations] of bySite(program, calls)) {
    if (activations.some((call) => runsEveryStep(program, ml, call)) && !activations.some((call) => isInTest(call.context))) {
      yield { place: calleePlace(site), message: messages.loop, confidence: 'high', fixes: [] };
    }
  }
}

const saveNames = ['save', 'save_pretrained', 'save_weights', 'save_file', 'save_model', 'save_state', 'save_checkpoint'];
/** Functions that write what they are given first. */
const writers = /^(torch\.save|safetensors\.torch\.save_(file|model)|accelerate\.Accelerator\.save|joblib\.dump)$/;
/** Methods that write the object they belong to. */
const savesItself = new Set(['save_pretrained', 'save_weights', 'save_state', 'save_checkpoint', 'save_model']);

/** Weights are written, not features or pictures. */
function savesModel(program: Program, call: Activation): boolean {
  const name = libraryName(call.callee) ?? (call.callee.kind === 'outside' ? call.callee.name : '');
  if (writers.test(name)) {
    const [first] = call.arguments.positional;
    return first !== undefined && holdsWeights(program, first, 3);
  }
  if (call.callee.kind !== 'method' && call.callee.kind !== 'outside') {
    return false;
  }
  const types = call.receiver?.options.flatMap(({ value }) => program.typesOf(value)) ?? [];
  return (
    types.some((type) => type === 'keras.Model') ||
    (savesItself.has(call.site.name) &&
      /(^|[._])(model|net|trainer|accelerator|module|fabric|engine)s?$/i.test(call.site.receiverText ?? ''))
  );
}

function holdsWeights(program: Program, value: Possible, depth: number): boolean {
  return (
    makers(value).some(({ site }) => site.name === 'state_dict') ||
    value.options.some(({ value: option }) =>
      option.kind === 'mapping'
        ? depth > 0 && [...option.state].some(([key, entry]) => key.startsWith('k:') && holdsWeights(program, entry as Possible, depth - 1))
        : program.typesOf(option).includes('torch.nn.Module'),
    )
  );
}

/** Nothing but a question for the rank stands between the step of a training and the call. */
function runsEveryStep(program: Program, ml: MlView, call: Activation): boolean {
  const batch = batchLoopOf(program, ml, call);
  const hook = batch === undefined ? batchHookAround(program, call.context) : null;
  return (
    (batch !== undefined || hook !== null) &&
    guardsWithin(call.context, batch ?? null).every((guard) => isRankGuard(guard) || periodOf(guard) === 1) &&
    !surroundedBy(call.context, (layer) => layer.kind === 'handler')
  );
}

function batchLoopOf(program: Program, ml: MlView, call: Activation): LoopInfo | undefined {
  return loopsAround(call.context).find(
    (loop) =>
      !goesOverEpochs(loop) &&
      !loop.targets.some((name) => rounds.test(name)) &&
      (ml.trainingLoops.some(({ batch }) => samePlace(batch, loop)) ||
        (goesOverBatches(program, loop) && steps.some((name) => program.callsNamed(name).some(({ context }) => isInLoop(context, loop))))),
  );
}

/** Rounds of something else than steps: each is a training, or a game, of its own. */
const rounds = /^_?(epoch|episode|round|fold|trial|seed|client|task|run|generation|stage|phase)/i;
/** Calls that make a training step whose body is not known. */
const steps = ['train_step', 'training_step', 'train_on_batch', 'train_batch', 'apply_gradients', 'optimize_parameters', 'backward'];

function goesOverBatches(program: Program, loop: LoopInfo): boolean {
  return (
    iterableSources(loop.iterable).some((source) =>
      source.options.some(({ value }) =>
        program.typesOf(value).some((type) => type === 'torch.utils.data.DataLoader' || type === 'tensorflow.data.Dataset'),
      ),
    ) || /(^|[._(])\w*(loader|dataloader|dataset|batches|train_dl|train_ds|train_data)\b/i.test(loop.iterableText)
  );
}

/** A parameter that counts the steps from one checkpoint to the next. */
interface Setting {
  readonly calls: (program: Program) => readonly Activation[];
  readonly parameter: string;
  readonly isOn: (call: Activation) => boolean;
  readonly fix: { readonly title: string; readonly text: string };
}

const settingsOfFrameworks: readonly Setting[] = [
  {
    calls: trainingArgumentCalls,
    parameter: 'save_steps',
    isOn: (call) => constantArgument(call, 'save_strategy') === 'steps' && !isShort(call) && !isBoundToEvaluation(call),
    fix: { title: 'Save every 500 steps', text: '500' },
  },
  {
    calls: (program) => program.callsOf('keras.callbacks.ModelCheckpoint'),
    parameter: 'save_freq',
    isOn: (call) => constantArgument(call, 'save_best_only') === false,
    fix: { title: 'Save once an epoch', text: '"epoch"' },
  },
  {
    calls: (program) => program.callsOf('lightning.pytorch.callbacks.ModelCheckpoint'),
    parameter: 'every_n_train_steps',
    isOn: keepsWhatItSaves,
    fix: { title: 'Save every 1,000 steps', text: '1000' },
  },
];

function* settings(program: Program): Iterable<FindingProposal> {
  for (const { calls, parameter, isOn, fix } of settingsOfFrameworks) {
    for (const [site, activations] of bySite(program, calls(program))) {
      const [given] = activations.flatMap((call) => givenNumber(call, parameter) ?? []);
      const isOften = activations.every((call) => {
        const steps = givenNumber(call, parameter)?.value ?? 0;
        return Number.isInteger(steps) && steps >= 1 && steps <= often && isOn(call) && !isInTest(call.context);
      });
      if (given !== undefined && isOften) {
        yield {
          place: given.place,
          message: messages.setting,
          confidence: 'high',
          fixes: proposals(program, site, given.possible, fix),
        };
      }
    }
  }
}

function proposals(program: Program, site: CallSite, possible: Possible, { title, text }: Setting['fix']): readonly FixProposal[] {
  const edits = rewriteLiteral(program, site, possible, text);
  return edits.length === 0 ? [] : [{ title, safe: false, edits }];
}

/** The whole run has few checkpoints, or may have: its steps are limited. */
function isShort(call: Activation): boolean {
  const limit = constantArgument(call, 'max_steps');
  const every = constantArgument(call, 'save_steps');
  return limit === undefined || (typeof limit === 'number' && typeof every === 'number' && limit > 0 && limit / every <= fewCheckpoints);
}

/** The best checkpoint is looked for among those that are evaluated: its interval belongs to the evaluation's. */
function isBoundToEvaluation(call: Activation): boolean {
  return constantArgument(call, 'load_best_model_at_end') !== false;
}

/** Not only the best by a metric are written. */
function keepsWhatItSaves(call: Activation): boolean {
  const kept = constantArgument(call, 'save_top_k');
  const monitor = call.arguments.get('monitor');
  const isJudged = monitor.kind === 'given' || monitor.kind === 'unknown';
  return kept !== undefined && kept !== 0 && (kept === -1 || !isJudged);
}
