import { isInLoop, makers, surroundedBy } from '../ml/surroundings';
import type { MlView } from '../ml/ml-view';
import { findWrittenDescents, goesOverEpochs, type TrainingLoop } from '../ml/training-loops';
import type { Activation } from '../python/program/call-site';
import { layers, type LoopInfo } from '../python/program/context';
import type { Program } from '../python/program/program';
import { unionOf, type Possible } from '../python/values/possible';
import type { InstanceValue } from '../python/values/value';
import type { Reference } from '../reference/reference';
import { deepspeedFacts } from './deepspeed';
import { readDataset } from './dataset-facts';
import { asNumber, asPositive, type FactReader } from './facts';
import { drawnBatch, epochsOf, namedConstants, stepsOf } from './loop-counts';
import { isMadeOfLinearLayers } from './linear-layers';
import { readModel, type ModelFacts } from './model-facts';
import { multipliersAround, withMultipliers } from './multipliers';
import { defined, type Facts, type FoundRun } from './run-builder';
import type { Fact } from './run-profile';
import { tensorFacts } from './tensor-data';
import { deviceFacts, imageShape, loaderFacts, loaderOf, outsideLoaderFacts, torchPrecision } from './torch-facts';
import { optimizerFacts } from './torch-optimizers';

/** Runs of hand-written PyTorch loops. */
export function readTorchLoops(reader: FactReader, ml: MlView, reference: Reference): readonly FoundRun[] {
  if (ml.trainingLoops.length > 0) {
    return ml.trainingLoops.map((loop) => readLoop(reader, ml, loop, reference));
  }
  return findWrittenDescents(reader.program).map((loop) => withWrittenDescent(reader, readLoop(reader, ml, loop, reference)));
}

/** The optimizer is plain gradient descent, at the rate that the program gives a name to. */
function withWrittenDescent(reader: FactReader, run: FoundRun): FoundRun {
  const name = ['learning_rate', 'lr', 'LR', 'LEARNING_RATE'].find((one) =>
    reader.program.definitions.some((definition) => definition.name === one && reader.program.isHere(definition.place)),
  );
  const learningRate = name === undefined ? undefined : reader.fact(reader.program.valueOf(name), asNumber);
  return {
    ...run,
    facts: { ...run.facts, optimizer: { value: 'sgd', origin: 'literal' }, ...(learningRate === undefined ? {} : { learningRate }) },
  };
}

function readLoop(reader: FactReader, ml: MlView, loop: TrainingLoop, reference: Reference): FoundRun {
  const optimizer =
    loop.step === loop.backward
      ? loop.step.arguments.positional[1]
      : (loop.step.arguments.positional[0] ?? anyReceiver(reader.program, loop));
  const trained = modelOf(reader.program, loop);
  const model = { ...readModel(reader, trained, reference, loop.backward.order), ...adversaries(reader, loop) };
  const loader = loaderOf(reader, loop.batch.iterable);
  const data =
    loader === undefined
      ? {
          ...wholeBatch(reader, loop),
          ...outsideLoaderFacts(reader, loop.batch.iterable),
          ...namedConstants(reader, loop.backward.context),
          ...drawnBatch(reader, loop.batch),
          ...fedData(reader, loop, reference),
        }
      : loaderFacts(reader, loader, reference);
  const epoch = epochLoopOf(loop);
  const epochs = epoch === null ? undefined : epochsOf(reader, epoch);
  const steps = epochs === undefined ? stepsOf(reader, loop.batch, loop.epoch) : undefined;
  const multipliers = multipliersAround(reader, loop.backward.context, [loop.batch, epoch, ...innerLoops(loop)]);
  const facts: Facts = {
    framework: { value: 'pytorch', origin: 'literal' },
    ...model,
    ...data,
    sampleShape: imageShape(reader) ?? data.sampleShape,
    epochs,
    maxSteps: steps,
    gradientAccumulation: accumulation(reader, loop),
    precision: torchPrecision(reader, ml),
    ...optimizerFacts(reader, optimizer),
    ...deepspeedFacts(reader),
    ...defined(deviceFacts(reader, ml)),
  };
  return {
    place: (epoch ?? loop.batch).place,
    order: loop.backward.order,
    context: loop.backward.context,
    facts: withMultipliers(facts, multipliers),
    trained,
    repeats: multipliers.repeats,
  };
}

/** Without a loader the data are what the loop goes over, else what the model is given. */
function fedData(reader: FactReader, loop: TrainingLoop, reference: Reference): Facts {
  const iterated = loop.batch.iterable?.options[0]?.value;
  const counts = loop.batch.kind === 'while' || (iterated?.kind === 'sequence' && iterated.type === 'range');
  const input = counts ? inputOf(reader.program, loop) : undefined;
  if (input === undefined) {
    return readDataset(reader, loop.batch.iterable ?? undefined, reference);
  }
  return readDataset(reader, input, reference);
}

/** An array that the model is given as a whole in each round is one batch. */
function wholeBatch(reader: FactReader, loop: TrainingLoop): Facts {
  const input = inputOf(reader.program, loop);
  const rows = input === undefined ? undefined : tensorFacts(reader, input).trainSamples;
  return rows === undefined ? {} : { batchSizePerDevice: rows };
}

/** What the model is called with first. */
function inputOf(program: Program, loop: TrainingLoop): Possible | undefined {
  const calls = [...new Set([...loop.graph].map((call) => outermostCall(program, call, loop)))].sort((a, b) => a.order - b.order);
  const called = calls.find(({ callee }) => (callee.kind === 'object' && !isLoss(callee.of)) || callee.kind === 'unknown');
  return called?.arguments.positional[0];
}

/** All that the line of the step may call it on. */
function anyReceiver(program: Program, { step, batch }: TrainingLoop): Possible {
  return unionOf(
    program
      .callsNamed(step.site.name)
      .flatMap(({ site, context, receiver }) => (site === step.site && isInLoop(context, batch) && receiver !== null ? [receiver] : [])),
  );
}

/** Around a loop that counts steps, another loop goes over epochs only if it says so: else it repeats the training. */
function epochLoopOf({ epoch, batch }: TrainingLoop): LoopInfo | null {
  const iterated = batch.iterable?.options[0]?.value;
  const countsSteps = iterated?.kind === 'sequence' && iterated.type === 'range';
  return epoch !== null && countsSteps && !goesOverEpochs(epoch) ? null : epoch;
}

/** The object whose call gives the loss its graph: the first model called in the loop. */
function modelOf(program: Program, loop: TrainingLoop): Possible | undefined {
  const calls = [...new Set([...loop.graph].map((call) => outermostCall(program, call, loop)))].sort((a, b) => a.order - b.order);
  // A line that may call one of several models calls each of them in turn.
  const atSite = (site: unknown): Possible =>
    unionOf(
      program.activations.flatMap((call) =>
        call.site === site && call.callee.kind === 'object' && isInLoop(call.context, loop.batch) ? [call.callee.of] : [],
      ),
    );
  const called = calls.flatMap((call) =>
    call.callee.kind === 'object' && !isLoss(call.callee.of)
      ? [atSite(call.site)]
      : call.receiver !== null && isMethodOfNetwork(program, call, loop)
        ? [call.receiver]
        : [],
  );
  // What is called before the model may be an augmentation: a module goes first.
  const model = called.find((of) => of.options.some(({ value }) => program.typesOf(value).includes('torch.nn.Module'))) ?? called[0];
  if (model !== undefined) {
    return model;
  }
  const part = calls.find(({ site, receiver }) => partOfPipeline.test(site.name) && receiver !== null && isLoaded(receiver));
  if (part !== undefined) {
    return part.receiver ?? undefined;
  }
  const [unknown] = calls.filter(({ callee }) => callee.kind === 'unknown');
  return unknown?.callee.kind === 'unknown' ? unknown.callee.of : undefined;
}

/** What is trained of a pipeline that is loaded as a whole: `pipeline.unet(noisy)`. */
const partOfPipeline = /^(unet|transformer|prior|text_encoder|backbone)$/;

function isLoaded(receiver: Possible): boolean {
  return makers(receiver).some(({ site }) => site.name === 'from_pretrained');
}

const generating = /^(net_?)?G$|gen(erator)?/i;
const judging = /^(net_?)?D$|discrim|critic/i;

/** Two networks of the program that are trained against each other go by both their names. */
function adversaries(reader: FactReader, loop: TrainingLoop): ModelFacts {
  const called = reader.program.activations
    .filter(({ context }) => isInLoop(context, loop.batch))
    .flatMap(({ callee }) => {
      const value = callee.kind === 'object' ? callee.of.options[0]?.value : undefined;
      return value?.kind === 'instance' && value.of !== null ? [value] : [];
    });
  const generator = called.find(({ of }) => generating.test(of?.name ?? ''));
  const judge = called.find(({ of }) => judging.test(of?.name ?? ''));
  if (generator === undefined || judge === undefined) {
    return {};
  }
  const origin = generator.from;
  const place = origin?.kind === 'call' ? origin.activation.site.place : loop.batch.place;
  const kind = [generator, judge].every((network) => isPerceptronClass(reader, network)) ? 'MLP GAN' : 'GAN';
  return { model: reader.seen(`${kind} (${generator.of?.name ?? ''} + ${judge.of?.name ?? ''})`, place, 'generator and discriminator') };
}

function isPerceptronClass({ program }: FactReader, { of }: InstanceValue): boolean {
  const made = program.activations.filter(({ context }) =>
    surroundedBy(context, (layer) => layer.kind === 'frame' && layer.owner === of && layer.of.name === '__init__'),
  );
  return isMadeOfLinearLayers(made);
}

function isLoss(of: Possible): boolean {
  return of.options.every(({ value }) => value.kind === 'instance' && /(^|\.)\w*(Loss|CrossEntropy)\w*$/.test(value.className));
}

/** The call of an object from inside which this call was made: `model(x)` for a layer in its `forward`, `model.loss_of(x)` in a method. */
function outermostCall(program: Program, call: Activation, loop: TrainingLoop): Activation {
  let outermost = call;
  for (const layer of layers(call.context)) {
    const by = layer.kind === 'frame' ? layer.by : null;
    if (by !== null && isInLoop(by.context, loop.batch) && (by.callee.kind === 'object' || isMethodOfNetwork(program, by, loop))) {
      outermost = by;
    }
  }
  return outermost;
}

/** A network's own method that gives the loss; one of the class around the loop only calls its network. */
function isMethodOfNetwork(program: Program, { callee, receiver }: Activation, loop: TrainingLoop): boolean {
  const around = [...layers(loop.backward.context)].flatMap((layer) =>
    layer.kind === 'frame' && layer.by !== null && layer.by.receiver !== null ? [layer.by.receiver] : [],
  );
  return (
    callee.kind === 'function' &&
    receiver?.options.some(
      ({ value }) =>
        value.kind === 'instance' &&
        value.of !== null &&
        program.typesOf(value).includes('torch.nn.Module') &&
        ![...layers(loop.backward.context)].some((layer) => layer.kind === 'frame' && layer.owner?.node === value.of?.node) &&
        !around.some(({ options }) => options.some(({ value: self }) => self.kind === 'instance' && self.of?.node === value.of?.node)),
    ) === true
  );
}

/** Loops between the batch and the backward pass: micro-steps. */
function innerLoops(loop: TrainingLoop): readonly LoopInfo[] {
  const inner: LoopInfo[] = [];
  for (let layer = loop.backward.context; layer !== null; layer = layer.outer) {
    if (layer.kind === 'loop') {
      if (layer.loop.place.start === loop.batch.place.start && layer.loop.place.unit === loop.batch.place.unit) {
        break;
      }
      inner.push(layer.loop);
    }
  }
  return inner.filter((one) => !isInLoop(loop.step.context, one));
}

function accumulation(reader: FactReader, loop: TrainingLoop): Fact<number> | undefined {
  const [micro] = innerLoops(loop);
  return reader.fact(micro?.count ?? undefined, asPositive);
}
