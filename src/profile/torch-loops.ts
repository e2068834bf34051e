import { isInLoop } from '../ml/surroundings';
import type { MlView } from '../ml/ml-view';
import type { TrainingLoop } from '../ml/training-loops';
import type { LoopInfo } from '../python/program/context';
import type { Possible } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { asPositive, type FactReader } from './facts';
import { readModel } from './model-facts';
import { multipliersAround, withMultipliers } from './multipliers';
import type { Facts, FoundRun } from './run-builder';
import type { Fact } from './run-profile';
import { deviceFacts, imageShape, loaderFacts, loaderOf, optimizerFacts, torchPrecision } from './torch-facts';

/** Runs of hand-written PyTorch loops. */
export function readTorchLoops(reader: FactReader, ml: MlView, reference: Reference): readonly FoundRun[] {
  return ml.trainingLoops.map((loop) => readLoop(reader, ml, loop, reference));
}

function readLoop(reader: FactReader, ml: MlView, loop: TrainingLoop, reference: Reference): FoundRun {
  const optimizer = loop.step.arguments.positional[0] ?? loop.step.receiver;
  const model = readModel(reader, modelOf(loop), reference);
  const data = loaderFacts(reader, loaderOf(reader, loop.batch.iterable), reference);
  const epochs = loop.epoch === null ? undefined : epochsOf(reader, loop.epoch);
  const steps = epochs === undefined ? stepsOf(reader, loop) : undefined;
  const multipliers = multipliersAround(reader, loop.backward.context, [loop.batch, loop.epoch, ...innerLoops(loop)]);
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
    ...deviceFacts(reader, ml),
  };
  return { place: (loop.epoch ?? loop.batch).place, order: loop.backward.order, facts: withMultipliers(facts, multipliers), repeats: multipliers.repeats };
}

/** The object whose call gives the loss its graph: the first model called in the loop. */
function modelOf(loop: TrainingLoop): Possible | undefined {
  const calls = [...loop.graph].sort((a, b) => a.order - b.order);
  const called = calls.filter(({ callee }) => callee.kind === 'object');
  for (const call of called) {
    if (call.callee.kind === 'object' && !call.callee.of.options.every(({ value }) => value.kind === 'instance' && /^torch\.nn\.\w*Loss\w*$/.test(value.className))) {
      return call.callee.of;
    }
  }
  const [unknown] = calls.filter(({ callee }) => callee.kind === 'unknown');
  return unknown?.callee.kind === 'unknown' ? unknown.callee.of : undefined;
}

function epochsOf(reader: FactReader, loop: LoopInfo): Fact<number> | undefined {
  if (loop.count !== null) {
    return reader.fact(loop.count, asPositive);
  }
  return loop.kind === 'while' ? boundOf(reader, loop) : undefined;
}

/** The number a loop's counter is compared with to end it. */
function boundOf(reader: FactReader, loop: LoopInfo): Fact<number> | undefined {
  for (const { operands, condition } of loop.exits) {
    if (!condition.operators.some((operator) => ['<', '<=', '>', '>=', '=='].includes(operator)) || condition.operators.includes('%')) {
      continue;
    }
    const bounds = operands.map((operand) => reader.fact(operand, asPositive)).filter((fact) => fact !== undefined && fact.value >= 2);
    if (bounds.length === 1) {
      return bounds[0];
    }
  }
  return undefined;
}

/** Optimizer steps of a loop that counts steps, not epochs. */
function stepsOf(reader: FactReader, loop: TrainingLoop): Fact<number> | undefined {
  const bound = boundOf(reader, loop.batch);
  if (bound !== undefined) {
    return bound;
  }
  return loop.batch.count === null ? undefined : reader.fact(loop.batch.count, asPositive);
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
  return micro?.count == null ? undefined : reader.fact(micro.count, asPositive);
}
