import { comparesPrecisions, isInTest } from '../../ml/file-role';
import type { MlView } from '../../ml/ml-view';
import { networkSize } from '../../ml/network-size';
import { innermostFrame, isInLoop, libraryName, makers } from '../../ml/surroundings';
import type { TrainingLoop } from '../../ml/training-loops';
import { plannedSchedules } from '../../libraries/families';
import { largeGraphs } from '../../libraries/graph-datasets';
import type { Activation, CallSite } from '../../python/program/call-site';
import type { LoopInfo } from '../../python/program/context';
import { insertImport } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FindingProposal, FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { addToList, callbacksOf } from './callback-list';
import { idleStoppers } from './patience';
import { cutsOneScene } from '../../ml/one-scene';
import { heaviestTraining } from '../../ml/training-work';

/** From these numbers of epochs on, stopping when validation no longer improves is worth asking for. */
const longLightning = 50;
const longFineTuning = 10;
const longLoop = 100;

const messages = {
  lightning:
    'This Trainer validates, but nothing stops it when the validation metric no longer improves. Add EarlyStopping(monitor=…) to its callbacks.',
  unbounded:
    'This Trainer is given no number of epochs or steps, so it trains for 1000 epochs, and no callback stops it. Set max_epochs, or add EarlyStopping(monitor=…).',
  transformers:
    'This fine-tuning runs for many epochs and evaluates, but nothing stops it when the metric no longer improves. Add EarlyStoppingCallback with load_best_model_at_end=True, or train for fewer epochs.',
  loop: 'This loop trains for many epochs and validates on its way, but nothing ends it when the validation metric no longer improves. Count the validations without improvement, and break after some of them.',
} as const;

/** A long training with validation that nothing stops. */
export const trainerNoEarlyStopping: Rule = {
  meta: {
    id: 'trainer-no-early-stopping',
    topic: 'budget',
    title: 'A long training that nothing stops',
    severity: 'information',
    frameworks: ['lightning', 'transformers', 'torch', 'keras'],
    markers: ['Trainer(', '.backward(', 'EarlyStop', 'LightningCLI('],
    saving: {
      energyShare: { low: 0, high: 0.56 },
      evidence: 'energy',
      source: 'Domingo-Reguero et al., CSI 2025: up to -56.5 % together with freezing and quantisation',
    },
  },
  *check(program, ml) {
    yield* idleStoppers(program, ml);
    if (program.document.fragments.some(({ text }) => stoppingWords.test(text))) {
      return;
    }
    if (!isPlanned(program)) {
      yield* lightningTrainers(program, ml);
      yield* handWrittenLoops(program, ml);
    }
    yield* fineTunings(program, ml);
  },
};

/** Something in the file ends trainings early, or none is meant to end by a validation metric. */
const stoppingWords =
  /early_?stop|patience|should_stop|stop_training|\b\w*(gan|vae|diffusion|ddpm|simclr|byol|moco|dino|ppo|dqn|replay|ssl|contrastive|self_?supervised|reconstruct(ion)?|pretrain(?!ed))\w*\b\s*[=(]/i;

/** The learning rate follows a plan over all epochs: a scheduler's, one of the project that cannot be read, or one set by hand. */
function isPlanned(program: Program): boolean {
  const isScheduled = program.activations.some(
    ({ callee, site }) =>
      plannedSchedules.has(libraryName(callee) ?? '') ||
      (libraryName(callee) === 'torch.optim.lr_scheduler.LambdaLR' && /epochs|total|max_|num_/.test(program.textOf(site.argumentList))) ||
      (callee.kind === 'class' && program.basesOf(callee.of).library.some((base) => base.startsWith('torch.optim.lr_scheduler.'))) ||
      (callee.kind === 'outside' && /sched|adjust_?(lr|learning_?rate)/i.test(callee.name)),
  );
  return isScheduled || program.assignments.some(({ place }) => /\[\s*(['"])lr\1\s*\]$/.test(program.textOf(place)));
}

function given(call: Activation, name: string): Possible | undefined {
  const answer = call.arguments.get(name);
  const isSet = answer.kind === 'given' && constantOf(answer.possible) !== null;
  return isSet ? answer.possible : undefined;
}

function isAtLeast(value: Possible | undefined, least: number): boolean {
  return (
    value?.closed === true &&
    value.options.every(({ value: option }) => option.kind === 'constant' && typeof option.value === 'number' && option.value >= least)
  );
}

function* lightningTrainers(program: Program, ml: MlView): Iterable<FindingProposal> {
  for (const [site, calls] of bySite(program, program.callsOf('lightning.pytorch.Trainer'))) {
    const [call] = calls;
    if (call === undefined || !calls.every((one) => isLongTrainer(one) && validates(program, one) && !isInTest(one.context))) {
      continue;
    }
    const isUnbounded = given(call, 'max_epochs') === undefined;
    // The command line or a file beside the script usually say what LightningCLI is to do.
    const isByCommand = site.name.endsWith('CLI');
    if (isByCommand && (!isUnbounded || takesOtherSettings(site))) {
      continue;
    }
    yield {
      place: calleePlace(site),
      message: isUnbounded ? messages.unbounded : messages.lightning,
      confidence: isByCommand ? 'medium' : 'high',
      ...(isByCommand || !isHeavy(program, ml) ? { severity: 'hint' as const } : {}),
      fixes: isUnbounded ? [] : lightningFix(program, site, call),
    };
  }
}

/** Settings of a file or a list of arguments that the script itself names. */
function takesOtherSettings(site: CallSite): boolean {
  return site.arguments.some(({ name, splat }) => splat !== 0 || name === 'parser_kwargs' || name === 'args');
}

const bounds = ['max_time', 'overfit_batches', 'fast_dev_run', 'limit_train_batches', 'max_steps'];

function isLongTrainer(call: Activation): boolean {
  const callbacks = callbacksOf(call.arguments.get('callbacks'));
  const epochs = given(call, 'max_epochs');
  const isBounded = bounds.some((name) => {
    const value = given(call, name);
    return value !== undefined && ![0, false, -1].includes(constantOf(value) as number);
  });
  return (
    !call.arguments.openKeywords &&
    callbacks?.some((name) => /EarlyStopping|Timer|BackboneFinetuning|StochasticWeightAveraging/.test(name)) === false &&
    !isBounded &&
    (epochs === undefined || isAtLeast(epochs, longLightning))
  );
}

/** The trainer fits something, and there are validation data for it. */
function validates(program: Program, trainer: Activation): boolean {
  return program.callsNamed('fit').some((fit) => {
    if (fit.receiver === null || !makers(fit.receiver).includes(trainer)) {
      return false;
    }
    const hasData = ['val_dataloaders', 'datamodule'].some((name) => given(fit, name) !== undefined);
    const hasHook = program.classes.some(
      (of) =>
        program.methodOf(of, 'validation_step') !== undefined &&
        program.basesOf(of).library.some((base) => base.endsWith('.LightningModule')),
    );
    const loadsData = program.classes.some((of) => program.methodOf(of, 'val_dataloader') !== undefined);
    return hasHook && (hasData || loadsData);
  });
}

/** Watches `val_loss` where the program logs it; no guess where it does not. */
function lightningFix(program: Program, site: CallSite, call: Activation): readonly FixProposal[] {
  const logged = program.callsNamed('log').some(({ arguments: values }) => {
    const [name] = values.positional;
    return name !== undefined && constantOf(name) === 'val_loss';
  });
  const isOld = [...program.imports].some((name) => name.startsWith('pytorch_lightning'));
  const imported = logged
    ? insertImport(
        program,
        isOld ? 'from pytorch_lightning.callbacks import EarlyStopping' : 'from lightning.pytorch.callbacks import EarlyStopping',
        spanOf(site.place),
      )
    : undefined;
  const edits = imported === undefined ? [] : addToList(site, call, 'callbacks', `${imported.name}(monitor="val_loss", patience=5)`);
  return imported === undefined || edits.length === 0
    ? []
    : [{ title: 'Stop when the validation loss no longer improves', safe: false, edits: [...edits, ...imported.edits] }];
}

const argumentClasses = ['transformers.TrainingArguments', 'transformers.Seq2SeqTrainingArguments'];

function* fineTunings(program: Program, ml: MlView): Iterable<FindingProposal> {
  const trainers = program.activations.filter(({ callee }) => /^transformers\.(Seq2Seq)?Trainer$/.test(libraryName(callee) ?? ''));
  const adds = program.callsNamed('add_callback').length > 0;
  for (const [site, calls] of bySite(
    program,
    argumentClasses.flatMap((name) => program.callsOf(name)),
  )) {
    const users = trainers.filter((trainer) => {
      const args = trainer.arguments.get('args', 1);
      return args.kind === 'given' && makers(args.possible).some((made) => calls.includes(made));
    });
    const isEndless = users.length > 0 && !adds && users.every((trainer) => callbacksOf(trainer.arguments.get('callbacks'))?.length === 0);
    if (isEndless && calls.every((call) => isLongFineTuning(call) && !isInTest(call.context))) {
      yield {
        place: calleePlace(site),
        message: messages.transformers,
        confidence: 'high',
        ...(heaviestTraining(ml) === 'heavy' ? {} : { severity: 'hint' as const }),
      };
    }
  }
}

function isLongFineTuning(call: Activation): boolean {
  const strategies = ['eval_strategy', 'evaluation_strategy'].map((name) => call.arguments.keywords.get(name));
  const evaluates = strategies.some((value) => value !== undefined && ['steps', 'epoch'].includes(String(constantOf(value))));
  const steps = given(call, 'max_steps');
  return (
    !call.arguments.openKeywords &&
    evaluates &&
    (steps === undefined || constantOf(steps) === -1) &&
    isAtLeast(call.arguments.keywords.get('num_train_epochs'), longFineTuning)
  );
}

function* handWrittenLoops(program: Program, ml: MlView): Iterable<FindingProposal> {
  for (const loop of ml.trainingLoops) {
    const { epoch } = loop;
    const count = epoch?.count ?? null;
    if (
      epoch?.kind === 'for' &&
      count !== null &&
      isAtLeast(count, longLoop) &&
      epoch.exits.length === 0 &&
      !/\b(break|return|exit)\b/.test(program.textOf(epoch.place)) &&
      isValidatedIn(program, loop) &&
      choosesByMetric(program, epoch) &&
      trainsOneModel(program) &&
      !isInTest(loop.step.context)
    ) {
      yield {
        place: epoch.header,
        message: messages.loop,
        confidence: 'medium',
        ...(isTimed(program, loop) || !isHeavy(program, ml) ? { severity: 'hint' as const } : {}),
      };
    }
  }
}

/** The network fills a GPU, or the graphs that it is trained on are large; of anything else, an epoch may take a second. */
function isHeavy(program: Program, ml: MlView): boolean {
  const { fragments } = program.document;
  return (
    (networkSize(program, null) === 'large' || fragments.some(({ text }) => largeGraphs.test(text))) &&
    !cutsOneScene(program) &&
    !comparesPrecisions(program.document.path) &&
    heaviestTraining(ml) !== 'light'
  );
}

/** The model is put into evaluation mode in each epoch, outside of the loop over training batches. */
function isValidatedIn(program: Program, { epoch, batch }: TrainingLoop): boolean {
  return (
    epoch !== null &&
    program
      .callsNamed('eval')
      .some(
        ({ context, callee, arguments: values }) =>
          callee.kind !== 'function' && values.positional.length === 0 && isInLoop(context, epoch) && !isInLoop(context, batch),
      )
  );
}

/** How long epochs take is collected: trainings are to be of the same length, or their speed is what is looked for. */
function isTimed(program: Program, { epoch }: TrainingLoop): boolean {
  return epoch !== null && timing.test(program.textOf(epoch.place));
}

const timing =
  /\bappend\(\s*(time\.(time|perf_counter|monotonic)\(\)|\w*(time|end|stop|toc|t\d)\w*)\s*-\s*\w*(time|start|begin|tic|t\d?)\w*\s*\)/;

const choosingWords = /(^|[^a-z])(val(?!ue)\w*|dev|evaluat\w*|best\w*|(max|min)_\w+)([^a-z]|$)/i;

/** Some data are for choosing, or the best result is kept: who only scores test data has nothing to stop on. */
function choosesByMetric(program: Program, epoch: LoopInfo): boolean {
  if (choosingWords.test(program.textOf(epoch.place))) {
    return true;
  }
  const functions = new Set(
    program.activations.filter(({ context }) => isInLoop(context, epoch)).map(({ context }) => innermostFrame(context)?.of.node),
  );
  return [...functions].some((node) => node !== undefined && choosingWords.test(program.textOf(node)));
}

/** Two optimizers are those of adversaries, whose losses say little. */
function trainsOneModel(program: Program): boolean {
  const made = program.activations.filter((call) => /^torch\.optim\.[A-Z]\w+$/.test(libraryName(call.callee) ?? ''));
  return new Set(made.map(({ site }) => site)).size === 1;
}
