import { isInTest } from '../../ml/file-role';
import { kerasFits } from '../../ml/keras';
import { countedRounds } from '../../ml/loop-rounds';
import { networkWeight } from '../../ml/network-weight';
import { isRecordedShort, recordedAt, startOf, wasNotWorthStopping } from '../../ml/recorded-run';
import { remarksAt } from '../../ml/remarks';
import { constantArgument, libraryName, loopsAround, makers } from '../../ml/surroundings';
import { tableSize } from '../../ml/table-size';
import { isKnownShort, takesFew } from '../../ml/training-work';
import { compact, nameOf } from '../../ml/written-loops';
import type { Activation, CallSite } from '../../python/program/call-site';
import { addKeyword, insertImport, type SpanEdit } from '../../python/program/edits';
import type { Program } from '../../python/program/program';
import { spanOf } from '../../python/program/trails';
import { constantOf, single, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { FixProposal, Rule } from '../rule';
import { bySite } from '../sites';
import { callbacksIn } from './callback-list';
import { cutsOneScene } from '../../ml/one-scene';

/** From this many epochs on, stopping when the validation loss no longer falls is worth asking for. */
const longTraining = 20;
const schedules = /^keras\.optimizers\.schedules\.|^keras\.(experimental|optimizers)\.(\w*Decay\w*)$/;
const scheduleCallbacks = new Set(['keras.callbacks.LearningRateScheduler']);

const message =
  'This training has validation data, but nothing stops it when the validation loss no longer improves. Add keras.callbacks.EarlyStopping(patience=…, restore_best_weights=True): it ends the run early and keeps the best weights.';

/** A long fit with validation and nothing to stop it. */
export const kerasNoEarlyStopping: Rule = {
  meta: {
    id: 'keras-no-early-stopping',
    topic: 'budget',
    title: 'A long fit that nothing stops',
    severity: 'information',
    frameworks: ['keras', 'tensorflow'],
    markers: ['.fit(', '.fit_generator('],
    needs: [['epoch', 'Epoch', 'EPOCH', '**', 'keras', 'Keras', 'tensorflow']],
    saving: {
      energyShare: { low: 0, high: 0.56 },
      evidence: 'energy',
      source: 'Domingo-Reguero et al., CSI 2025: up to -56.5 % together with freezing and quantisation',
    },
  },
  *check(program, ml) {
    const fits = kerasFits(program);
    if (followsSchedule(program) || fits.some((call) => continues(program, call))) {
      return;
    }
    for (const [site, calls] of bySite(program, fits)) {
      if (
        calls.every(
          (call) =>
            isLong(call) &&
            validates(call) &&
            !validatesOnTraining(program, call) &&
            nothingStops(program, call) &&
            !isInTest(call.context) &&
            !trainsByHand(program, call),
        )
      ) {
        // Keras 1 could not restore the best weights.
        const fix = calls.some((call) => call.arguments.keywords.has('nb_epoch')) ? undefined : proposeFix(program, site, calls);
        yield {
          place: calleePlace(site),
          message,
          confidence: 'high',
          ...(calls.every((call) => gainsLittle(program, call) || gainedLittle(program, call)) || isKnownShort(program, ml, site.place)
            ? { severity: 'hint' as const }
            : {}),
          fixes: fix === undefined ? [] : [fix],
        };
      }
    }
  },
};

function isLong(call: Activation): boolean {
  const given = call.arguments.get('epochs', 3);
  // Keras 1 called it `nb_epoch`.
  const epochs = call.arguments.keywords.get('nb_epoch') ?? (given.kind === 'given' ? given.possible : undefined);
  return (
    epochs?.closed === true &&
    epochs.options.every(({ value }) => value.kind === 'constant' && typeof value.value === 'number' && value.value >= longTraining)
  );
}

function validates(call: Activation): boolean {
  return ['validation_data', 'validation_split'].some((name) => {
    const answer = call.arguments.get(name);
    return answer.kind === 'given' && constantOf(answer.possible) !== null && constantOf(answer.possible) !== 0;
  });
}

/** One of several fits that somebody goes on with by hand, looking at what came out. A start that is asked of a run before resumes it. */
function continues(program: Program, call: Activation): boolean {
  const start = call.arguments.get('initial_epoch');
  const epoch = start.kind === 'given' ? start.possible : undefined;
  // A name that is zero the first time is something else the next.
  return epoch !== undefined && writtenAs(program, call, 'initial_epoch') !== '0' && !asksForEarlierRun(epoch);
}

function asksForEarlierRun(epoch: Possible): boolean {
  return epoch.options.some(({ value }) => value.kind === 'external' && /(^|\.)run\.(step|epoch)$/.test(value.name));
}

/** The same data or generator is trained on and validated with: its loss says nothing of when to stop. */
function validatesOnTraining(program: Program, call: Activation): boolean {
  const validated = writtenAs(program, call, 'validation_data');
  const trained = writtenAs(program, call, 'x', 0) ?? writtenAs(program, call, 'generator');
  const [first = ''] = /^[([]([\w.]+),/.exec(validated ?? '')?.slice(1) ?? [];
  return trained !== undefined && /^[\w.]+$/.test(trained) && (trained === validated || trained === first);
}

/** Fewer epochs than these are often all that a network needs, whatever it is. */
const someEpochs = 30;
/** Steps that take a minute at most. */
const fewSteps = 1000;

/** What is known of the work is not much, or the training shows how a network overfits, or is to be judged by other data. */
function gainsLittle(program: Program, call: Activation): boolean {
  const [epochs, steps] = [constantArgument(call, 'epochs', 3), constantArgument(call, 'steps_per_epoch')];
  const isShort = typeof epochs === 'number' && (epochs < someEpochs || (typeof steps === 'number' && epochs * steps <= fewSteps));
  const said = [nameOf(program, call) ?? '', ...remarksAt(program, call.site.place)];
  return (
    isShort ||
    said.some((text) => /over-?_?fit/i.test(text)) ||
    tableSize(program) === 'small' ||
    networkWeight(program, call.receiver) !== 'heavy' ||
    cutsOneScene(program) ||
    oneBatch.test(writtenAs(program, call, 'x', 0) ?? '') ||
    (typeof steps === 'number' && call.arguments.keywords.has('validation_split')) ||
    program.document.fragments.some(({ text }) => switchedOff.test(text)) ||
    /test|tst/i.test(writtenAs(program, call, 'validation_data') ?? '') ||
    comparesCurves(program, call) ||
    takesFew(program)
  );
}

/** Where the losses show that the rest of a training was of no use, a minute of it is enough to say so. */
const aMinute = 60;

/** The notebook holds what the fit printed: it took minutes, or its best epoch was one of the last. */
function gainedLittle(program: Program, { site, context }: Activation): boolean {
  const run = recordedAt(program, startOf(site.place, context));
  return wasNotWorthStopping(run) || isRecordedShort(run, run.validationLosses.length > 0 ? aMinute : undefined);
}

/** Trainings with a few settings whose curves are kept side by side: they are to be of the same length. */
function comparesCurves(program: Program, { context }: Activation): boolean {
  return loopsAround(context).some(
    (loop) => loop.kind === 'for' && countedRounds(loop) !== undefined && /\]\s*=\s*\w+(\.history\b|$)/m.test(program.textOf(loop.place)),
  );
}

/** The first batch of a generator: `batches[0][0]`. */
const oneBatch = /\[\d+\](\[\d+\])?$/;
/** Somebody stopped the training early once, and took it back. */
const switchedOff = /^\s*#.*\bEarlyStopping\(/m;

/** An argument as the code writes it, without whitespace. */
function writtenAs(program: Program, call: Activation, name: string, position?: number): string | undefined {
  const answer = call.arguments.get(name, position);
  return answer.kind === 'given' && answer.argument !== null ? compact(program.textOf(answer.argument.valuePlace)) : undefined;
}

/** All callbacks are known, and none of them can stop the training for lack of progress. */
function nothingStops(program: Program, call: Activation): boolean {
  const answer = call.arguments.get('callbacks', 5);
  if (answer.kind === 'unknown') {
    return false;
  }
  if (answer.kind !== 'given' || constantOf(answer.possible) === null) {
    return true;
  }
  return callbacksIn(answer.possible)?.every((callback) => isHarmless(callback) || onlyWatches(program, callback)) === true;
}

function isHarmless(callback: Possible): boolean {
  const only = single(callback);
  const made =
    only?.kind === 'instance' && only.of === null && only.from?.kind === 'call' ? libraryName(only.from.activation.callee) : null;
  if (made === null) {
    return trackers.test(outsideName(callback));
  }
  return (
    trackers.test(made) ||
    (made.startsWith('keras.callbacks.') &&
      !made.endsWith('.EarlyStopping') &&
      !made.endsWith('.LambdaCallback') &&
      !scheduleCallbacks.has(made))
  );
}

/** A callback of the program's own, in a program that stops no training. */
function onlyWatches(program: Program, callback: Possible): boolean {
  const only = single(callback);
  const of = only?.kind === 'instance' ? only.of : null;
  if (of === null || program.document.fragments.some(({ text }) => text.includes('stop_training'))) {
    return false;
  }
  const bases = program.basesOf(of);
  return (
    bases.closed && bases.library[0] === 'keras.callbacks.Callback' && [of, ...bases.program].every(({ node }) => program.isHere(node))
  );
}

/** Callbacks that only report to an experiment tracker. */
const trackers = /^(wandb|comet_ml|neptune|mlflow|clearml|tqdm)\./;

/** The name of a library class that the tables do not list; empty for anything else. */
function outsideName(callback: Possible): string {
  const [maker] = makers(callback);
  return maker?.callee.kind === 'library' || maker?.callee.kind === 'outside' ? maker.callee.name : '';
}

/** The number of epochs belongs to a learning-rate schedule: stopping early would cut it off. */
function followsSchedule(program: Program): boolean {
  return program.activations.some((call) => {
    const name = libraryName(call.callee) ?? '';
    return schedules.test(name) || scheduleCallbacks.has(name);
  });
}

/** Generative models that override the training step are not judged by a validation loss. */
function trainsByHand(program: Program, call: Activation): boolean {
  const model = call.receiver === null ? undefined : single(call.receiver);
  return model?.kind === 'instance' && model.of !== null && program.methodOf(model.of, 'train_step') !== undefined;
}

function proposeFix(program: Program, site: CallSite, calls: readonly Activation[]): FixProposal | undefined {
  const isOldStyle = [...program.imports].some((name) => name.startsWith('tensorflow'));
  const imported = insertImport(
    program,
    isOldStyle ? 'from tensorflow.keras.callbacks import EarlyStopping' : 'from keras.callbacks import EarlyStopping',
    spanOf(site.place),
  );
  if (imported === undefined) {
    return undefined;
  }
  const callback = `${imported.name}(patience=5, restore_best_weights=True)`;
  const given = calls[0]?.arguments.get('callbacks', 5);
  const list = given?.kind === 'given' && given.argument !== null ? spanOf(given.argument.valuePlace) : undefined;
  let edits: readonly SpanEdit[];
  if (list === undefined) {
    edits = given?.kind === 'given' ? [] : addKeyword(site, 'callbacks', `[${callback}]`);
  } else {
    const text = list.document.fragments[list.fragment]?.text.slice(list.start, list.end) ?? '';
    const isLiteral = text.startsWith('[') && text.endsWith(']') && !/\bfor\b/.test(text);
    const isPlain = /^[\w.]+(\([^()]*\))?$/.test(text);
    const isEmpty = /^\[\s*\]$/.test(text);
    edits = isLiteral
      ? [{ span: { ...list, start: list.start + 1, end: list.start + 1 }, text: isEmpty ? callback : `${callback}, ` }]
      : [{ span: list, text: text === 'None' ? `[${callback}]` : `[*${isPlain ? text : `(${text})`}, ${callback}]` }];
  }
  return edits.length === 0
    ? undefined
    : { title: 'Stop when the validation loss no longer improves', safe: false, edits: [...edits, ...imported.edits] };
}
