import { isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { guardsWithin, isInLoop, samePlace } from '../../ml/surroundings';
import type { TrainingLoop } from '../../ml/training-loops';
import type { Activation, CallSite } from '../../python/program/call-site';
import { layers, type LoopInfo } from '../../python/program/context';
import { replaceArgument } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { constantOf } from '../../python/values/possible';
import type { Place } from '../../python/values/trail';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';

/** An evaluation after so few steps, or so small a share of a run or epoch, repeats nearly the same answer. */
const fewSteps = 50;
const smallShareOfRun = 0.01;
const smallShareOfEpoch = 0.1;
/** A run of so few steps is a trial. */
const shortRun = 1000;

const messages = {
  loop: 'All validation data are evaluated after every training batch, so most of the run goes into evaluation. Evaluate once an epoch, or every few hundred steps.',
  steps:
    'The whole evaluation set is scored after a few steps each, which can cost more than the training between. Raise the interval, or evaluate once an epoch.',
} as const;

/** Full validation inside of the batch loop. */
export const evalTooOften: Rule = {
  meta: {
    id: 'eval-too-often',
    topic: 'evaluation',
    title: 'Validation after every few steps',
    severity: 'hint',
    frameworks: ['torch', 'transformers', 'lightning'],
    markers: ['eval_steps', 'val_check_interval', '.backward('],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'no measured figure; the cost is the length of an evaluation times its number',
    },
  },
  *check(program, ml) {
    yield* batchLoops(program, ml);
    yield* transformersArguments(program);
    yield* lightningTrainers(program);
  },
};

function* batchLoops(program: Program, ml: MlView): Iterable<FindingProposal> {
  for (const loop of ml.trainingLoops) {
    const { batch, step } = loop;
    if (batch.kind !== 'for' || !goesOverBatches(program, batch) || isInTest(step.context)) {
      continue;
    }
    const call = program.activations.find((one) => evaluates(program, one, loop));
    const place = call === undefined ? undefined : outermost(program, call, batch);
    if (place !== undefined) {
      yield { place, message: messages.loop, confidence: 'high' };
    }
  }
}

/** Not a loop that counts, also where its range has a name: `steps = tqdm(range(n))`. */
function goesOverBatches(program: Program, { targets, iterableText }: LoopInfo): boolean {
  const named = program.assignments.filter(({ place }) => program.textOf(place) === iterableText);
  const texts = [iterableText, ...named.map(({ valuePlace }) => program.textOf(valuePlace))];
  return !/(^|\()t?range\(|epoch|episode|task|fold|trial|round|client/i.test(`${texts.join(' ')} ${targets.join(' ')}`);
}

/** A forward pass in a loop over held-out data, inside of the training loop and under no condition. */
function evaluates(program: Program, call: Activation, { batch, step, backward }: TrainingLoop): boolean {
  if ((call.callee.kind !== 'object' && call.callee.kind !== 'unknown') || guardsWithin(call.context, batch).length > 0) {
    return false;
  }
  const inner = innerLoop(program, call, batch);
  return inner !== undefined && !isInLoop(step.context, inner) && !isInLoop(backward.context, inner);
}

const heldOut = /(^|[^a-z])(val|valid|validat\w*|test|dev|eval\w*)([^a-z]|$)/i;

/** The loop over held-out data between a call and the training loop, told by its own words or those of the functions that lead to it. */
function innerLoop(program: Program, call: Activation, batch: LoopInfo): LoopInfo | undefined {
  let found: LoopInfo | undefined;
  let words = '';
  for (const layer of layers(call.context)) {
    if (layer.kind === 'loop') {
      if (samePlace(layer.loop, batch)) {
        return heldOut.test(words) ? found : undefined;
      }
      found = layer.loop.kind === 'for' ? layer.loop : found;
      words += ` ${layer.loop.iterableText}`;
    }
    if (layer.kind === 'frame' && layer.by !== null && found !== undefined) {
      words += ` ${layer.of.name} ${program.textOf(layer.by.site.place)}`;
    }
  }
  return undefined;
}

/** The call that stands in the training loop itself and leads to an evaluation, else the head of the loop that evaluates. */
function outermost(program: Program, call: Activation, batch: LoopInfo): Place | undefined {
  let place: Place | undefined;
  for (const layer of layers(call.context)) {
    if (layer.kind === 'loop' && samePlace(layer.loop, batch)) {
      break;
    }
    if (layer.kind === 'frame' && layer.by !== null) {
      place = calleePlace(layer.by.site);
    }
  }
  return place ?? innerLoop(program, call, batch)?.header;
}

const argumentClasses = ['transformers.TrainingArguments', 'transformers.Seq2SeqTrainingArguments', 'trl.SFTConfig', 'trl.DPOConfig'];

function* transformersArguments(program: Program): Iterable<FindingProposal> {
  for (const [site, calls] of bySite(
    program,
    argumentClasses.flatMap((name) => program.callsOf(name)),
  )) {
    if (calls.every((call) => scoresOften(call) && !isInTest(call.context))) {
      const isTied = ['load_best_model_at_end', 'max_steps'].some((name) => site.arguments.some((argument) => argument.name === name));
      yield {
        place: site.arguments.find(({ name }) => name === 'eval_steps')?.place ?? calleePlace(site),
        message: messages.steps,
        confidence: 'medium',
        fixes: isTied ? [] : raised(program, site, 'eval_steps', '500'),
      };
    }
  }
}

function scoresOften(call: Activation): boolean {
  const strategies = ['eval_strategy', 'evaluation_strategy'].map((name) => call.arguments.keywords.get(name));
  const bySteps = strategies.some((value) => value !== undefined && constantOf(value) === 'steps');
  const steps = numberOf(call, 'eval_steps');
  const most = numberOf(call, 'max_steps');
  return bySteps && steps > 0 && (steps < 1 ? steps < smallShareOfRun : steps <= fewSteps) && !(most > 0 && most <= shortRun);
}

function* lightningTrainers(program: Program): Iterable<FindingProposal> {
  for (const [site, calls] of bySite(program, program.callsOf('lightning.pytorch.Trainer'))) {
    const argument = site.arguments.find(({ name }) => name === 'val_check_interval');
    if (argument !== undefined && calls.every((call) => checksOften(call) && !isInTest(call.context))) {
      yield {
        place: argument.place,
        message: messages.steps,
        confidence: 'medium',
        fixes: raised(program, site, 'val_check_interval', '1.0'),
      };
    }
  }
}

const samplers = ['limit_val_batches', 'fast_dev_run', 'overfit_batches', 'max_steps', 'limit_train_batches'];

function checksOften(call: Activation): boolean {
  const value = call.arguments.keywords.get('val_check_interval')?.options[0]?.value;
  const interval = numberOf(call, 'val_check_interval');
  const isShare = value?.kind === 'constant' && value.type === 'float';
  const epochs = numberOf(call, 'max_epochs');
  const isOften = isShare ? interval <= smallShareOfEpoch && epochs > 3 : interval <= fewSteps;
  return interval > 0 && isOften && !samplers.some((name) => call.arguments.keywords.has(name));
}

/** The constant an argument is; 0 where it is none. */
function numberOf(call: Activation, name: string): number {
  const given = call.arguments.keywords.get(name);
  const value = given === undefined ? undefined : constantOf(given);
  return typeof value === 'number' ? value : 0;
}

/** Only a number that stands in the call itself is raised. */
function raised(program: Program, site: CallSite, name: string, text: string): readonly FixProposal[] {
  const argument = site.arguments.find((one) => one.name === name);
  return argument !== undefined && /^[\d._e-]+$/.test(program.textOf(argument.valuePlace))
    ? [{ title: 'Evaluate less often', safe: false, edits: replaceArgument(argument, text) }]
    : [];
}
