import { ancestors } from '../ml/data-flow';
import { libraryName, loopsAround, makers, samePlace } from '../ml/surroundings';
import { goesOverEpochs } from '../ml/training-loops';
import { listedIn } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import { layers, type LoopInfo } from '../python/program/context';
import type { Possible } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { readDataset } from './dataset-facts';
import { asNumber, asPositive, passedAs, type FactReader } from './facts';
import { kerasOptimizer, kerasPrecision } from './keras';
import { drawnBatch, epochsOf, namedConstants, stepsOf } from './loop-counts';
import { readModel } from './model-facts';
import { namedAround } from './network-names';
import { multipliersAround, withMultipliers } from './multipliers';
import type { Facts, FoundRun } from './run-builder';
import type { Fact } from './run-profile';

/** One place where a hand-written loop of TensorFlow updates the weights. */
interface Update {
  /** The call in the loop: of the training operation, or of the optimizer itself. */
  readonly step: Activation;
  /** `minimize` or `apply_gradients`. */
  readonly by: Activation;
}

/** Runs of loops written with TensorFlow itself: sessions that run a training operation, and gradient tapes. */
export function readTensorflowLoops(reader: FactReader, reference: Reference): readonly FoundRun[] {
  const found: { readonly batch: LoopInfo; readonly run: FoundRun }[] = [];
  for (const update of [...sessionRuns(reader), ...tapeSteps(reader)]) {
    const [batch, epoch] = loopsAround(update.step.context).filter(({ kind }) => kind !== 'comprehension');
    if (batch !== undefined && !found.some((one) => samePlace(one.batch, batch))) {
      found.push({ batch, run: readLoop(reader, update, batch, epoch ?? null, reference) });
    }
  }
  return found.map(({ run }) => run);
}

/** `sess.run(train_op, …)` where an optimizer made the operation. */
function sessionRuns(reader: FactReader): readonly Update[] {
  return reader.program.callsNamed('run').flatMap((step) => {
    const [fetches] = step.arguments.positional.length > 0 ? step.arguments.positional : step.arguments.keywords.values();
    const asked = fetches === undefined ? [] : [fetches, ...listedIn(fetches)];
    const by = asked.flatMap(makers).find((call) => isUpdate(call));
    return by === undefined ? [] : [{ step, by }];
  });
}

export function isUpdate(call: Activation): boolean {
  return (
    (call.site.name === 'minimize' || call.site.name === 'apply_gradients') && call.receiver !== null && optimizerBehind(call) !== null
  );
}

const optimizers = /^(tensorflow|keras)\.(\w+\.)*(optimizers|train)\.(\w+\.)*(\w+)$/;

function optimizerBehind(call: Activation): Activation | null {
  return makersOfReceiver(call).find(({ callee }) => optimizers.test(libraryName(callee) ?? '')) ?? null;
}

function makersOfReceiver(call: Activation): readonly Activation[] {
  return call.receiver === null ? [] : makers(call.receiver);
}

/** `optimizer.apply_gradients(…)` in a loop of the program; a model's `train_step` belongs to its `fit`. */
function tapeSteps(reader: FactReader): readonly Update[] {
  return ['apply_gradients', 'minimize']
    .flatMap((name) => reader.program.callsNamed(name))
    .filter((call) => isUpdate(call) && !isInTrainStep(reader, call))
    .map((call) => ({ step: call, by: call }));
}

function isInTrainStep(reader: FactReader, call: Activation): boolean {
  return [...layers(call.context)].some(
    (layer) =>
      layer.kind === 'frame' &&
      layer.of.name === 'train_step' &&
      layer.owner !== null &&
      reader.program.basesOf(layer.owner).library.some((base) => base.startsWith('keras.')),
  );
}

function readLoop(reader: FactReader, { step, by }: Update, batch: LoopInfo, outer: LoopInfo | null, reference: Reference): FoundRun {
  const isAlone = outer === null || (goesOverEpochs(batch) && !goesOverEpochs(outer));
  const epoch = isAlone ? (goesOverEpochs(batch) ? batch : null) : outer;
  const epochs = epoch === null ? undefined : epochsOf(reader, epoch);
  const model = modelCalled(reader, step, by, batch);
  const multipliers = multipliersAround(reader, step.context, [batch, isAlone ? null : outer]);
  const facts: Facts = {
    framework: { value: 'tensorflow', origin: 'literal' },
    ...(model === undefined ? networkOf(reader, by) : readModel(reader, model, reference)),
    ...namedConstants(reader, step.context),
    ...drawnBatch(reader, batch),
    ...batchOf(reader, batch),
    ...readDataset(reader, batch.iterable ?? undefined, reference),
    epochs,
    maxSteps: epochs === undefined ? stepsOf(reader, batch) : undefined,
    precision: kerasPrecision(reader),
    ...optimizerOf(reader, by),
    evalWithoutGrad: { value: true, origin: 'framework-default' },
  };
  return {
    place: (epoch ?? batch).place,
    order: step.order,
    context: step.context,
    facts: withMultipliers(facts, multipliers),
    trained: model,
    repeats: multipliers.repeats,
  };
}

/** The model that is called in the loop while the gradients are recorded. */
function modelCalled(reader: FactReader, step: Activation, by: Activation, batch: LoopInfo): Possible | undefined {
  if (step !== by) {
    return undefined;
  }
  const called = reader.program.activations.filter(
    ({ callee, context }) =>
      callee.kind === 'object' &&
      loopsAround(context).some((loop) => samePlace(loop, batch)) &&
      callee.of.options.some(({ value }) => reader.program.typesOf(value).some((type) => modelTypes.has(type))),
  );
  const [first] = called;
  return first?.callee.kind === 'object' ? first.callee.of : undefined;
}

const modelTypes = new Set(['keras.Model', 'keras.Sequential', 'tensorflow.Module']);

/** Operations of a graph that name the network they are part of, most telling first. */
const operations: readonly (readonly [RegExp, string])[] = [
  [/(LSTM|GRU|RNN|rnn)\w*$/, 'RNN'],
  [/\.(conv[123]d|convolution|depthwise_conv2d|Conv[123]D)$/, 'CNN'],
  [/\.(matmul|dense|fully_connected|xw_plus_b|Dense)$/, 'MLP'],
];

/** A network written operation by operation has no name; its kind stands in the operations behind the loss. */
export function networkOf(reader: FactReader, by: Activation): Facts {
  const [loss] = by.arguments.positional.length > 0 ? by.arguments.positional : by.arguments.keywords.values();
  const behind = loss === undefined ? [] : [...ancestors(loss)];
  const dense = behind.filter(({ callee }) => /\.(matmul|dense|fully_connected)$/.test(libraryName(callee) ?? ''));
  for (const [kind, name] of operations) {
    const found = behind.find(({ callee }) => kind.test(libraryName(callee) ?? ''));
    if (found !== undefined) {
      const isLinear = name === 'MLP' && new Set(dense.map(({ order }) => order)).size === 1;
      const around = isLinear ? '' : namedAround(by);
      const kindOf = isLinear ? 'linear model' : name;
      return {
        model: reader.seen(
          around === '' ? kindOf : `${kindOf} (${around})`,
          found.site.place,
          libraryName(found.callee) ?? found.site.text,
        ),
        pretrained: { value: false, origin: 'literal' },
      };
    }
  }
  return {};
}

/** The batch size that the pipeline, or the call that fetches the next batch, is given. */
function batchOf(reader: FactReader, batch: LoopInfo): Facts {
  const pipelines = batch.iterable === null ? [] : [...ancestors(batch.iterable)];
  const inLoop = reader.program.activations.filter(
    ({ context, callee }) => callee.kind !== 'function' && loopsAround(context).some((loop) => samePlace(loop, batch)),
  );
  for (const call of [...pipelines, ...inLoop]) {
    const given = ['batch', 'padded_batch', 'next_batch'].includes(call.site.name)
      ? reader.fact(call.arguments.positional[0] ?? call.arguments.keywords.get('batch_size'), asPositive)
      : passedAs(reader, call, /^(batch_?size|bs)$/i, asPositive);
    if (given !== undefined) {
      return { batchSizePerDevice: given };
    }
  }
  return {};
}

export function optimizerOf(reader: FactReader, by: Activation): Facts {
  const made = optimizerBehind(by);
  const name = made === null ? null : libraryName(made.callee);
  if (made === null || name === null || by.receiver === null) {
    return {};
  }
  if (name.startsWith('keras.')) {
    return kerasOptimizer(reader, by.receiver);
  }
  return {
    optimizer: reader.seen(
      name
        .slice(name.lastIndexOf('.') + 1)
        .replace(/Optimizer$/, '')
        .replace(/^GradientDescent$/, 'SGD')
        .toLowerCase(),
      made.site.place,
      name,
    ),
    learningRate: rateOf(reader, made, name),
  };
}

function rateOf(reader: FactReader, made: Activation, name: string): Fact<number> | undefined {
  const given = made.arguments.get('learning_rate', 0);
  return given.kind === 'absent' ? standardRate(name) : reader.argument(given, asNumber);
}

/** Rates of TensorFlow 1's optimizers that have a default (tf.train, 1.15). */
function standardRate(name: string): { readonly value: number; readonly origin: 'framework-default' } | undefined {
  return /\.(Adam|Adadelta)Optimizer$/.test(name) ? { value: 0.001, origin: 'framework-default' } : undefined;
}
