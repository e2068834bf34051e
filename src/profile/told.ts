import { libraryName, makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';
import type { Reference } from '../reference/reference';
import { readDataset } from './dataset-facts';
import { asNumber, asPositive, asText, passedAs, type FactReader } from './facts';
import { multipliersAround, withMultipliers } from './multipliers';
import type { Facts, FoundRun } from './run-builder';
import type { Fact } from './run-profile';
import { learningRateNames, optimizerNames } from './torch-facts';

const trainers = ['fit', 'train', 'train_model', 'learn'];
const epochNames = /^(n|num|nb|max|train|total)?_?(train_?)?(n_|num_)?epochs?$/i;
const stepNames = /^(total_timesteps|max_steps|total_steps|num_steps|train_steps)$/i;
const batchNames = /^(train_?)?(batch|batch_?size|bs)$/i;

/**
 * Runs that a library out of reach does alone: an object is told how many epochs, when it is made or when it is asked to train. Only what
 * it is told is known: `YOLO("yolov8n.pt").train(data="coco128.yaml", epochs=40)`.
 */
export function readTold(reader: FactReader, reference: Reference): readonly FoundRun[] {
  const found: FoundRun[] = [];
  const seen = new Set<unknown>();
  for (const call of trainers.flatMap((name) => reader.program.callsNamed(name))) {
    const maker = seen.has(call.site) ? undefined : makerOf(call);
    if (maker === undefined) {
      continue;
    }
    const told = [call, maker];
    const epochs = firstTold(reader, told, epochNames, asPositive);
    const maxSteps = epochs === undefined ? firstTold(reader, told, stepNames, asPositive) : undefined;
    if (epochs !== undefined || maxSteps !== undefined) {
      seen.add(call.site);
      found.push(readCall(reader, call, maker, { epochs, maxSteps }, reference));
    }
  }
  return found;
}

/** What made the object that is asked to train, where no table knows its class. */
function makerOf({ receiver, callee }: Activation): Activation | undefined {
  if (receiver === null || callee.kind === 'function') {
    return undefined;
  }
  return makers(receiver).find(({ callee: made }) => made.kind === 'outside' || (made.kind === 'library' && made.signature === undefined));
}

function firstTold<T>(
  reader: FactReader,
  calls: readonly Activation[],
  names: RegExp,
  convert: (value: Value) => T | undefined,
): Fact<T> | undefined {
  for (const call of calls) {
    const told = passedAs(reader, call, names, convert);
    if (told !== undefined) {
      return told;
    }
  }
  return undefined;
}

function readCall(reader: FactReader, call: Activation, maker: Activation, length: Facts, reference: Reference): FoundRun {
  const told = [call, maker];
  const multipliers = multipliersAround(reader, call.context, []);
  const optimizer = firstTold(reader, told, optimizerNames, asText);
  const facts: Facts = {
    framework: { value: frameworkOf(reader), origin: 'literal' },
    ...modelOf(reader, maker),
    ...dataOf(reader, call, reference),
    ...length,
    batchSizePerDevice: firstTold(reader, told, batchNames, asPositive),
    learningRate: firstTold(reader, told, learningRateNames, asNumber),
    optimizer: optimizer === undefined ? undefined : { ...optimizer, value: optimizer.value.toLowerCase() },
    numWorkers: firstTold(reader, told, /^(num_?)?workers$/i, asNumber),
  };
  return {
    place: call.site.place,
    order: call.order,
    context: call.context,
    facts: withMultipliers(facts, multipliers),
    repeats: multipliers.repeats,
  };
}

function frameworkOf({ program }: FactReader): string {
  const imported = [...program.imports];
  return imported.some((name) => /^(tensorflow|keras)\b/.test(name)) && !imported.some((name) => /^torch\b/.test(name))
    ? 'tensorflow'
    : 'pytorch';
}

/** Weights that the object is made from name the model; else its class does. */
function modelOf(reader: FactReader, maker: Activation): Facts {
  const [first] = maker.arguments.positional;
  const file = reader.fact(first ?? maker.arguments.keywords.get('model'), asText);
  if (file !== undefined && /\.(pt|pth|ya?ml)$/.test(file.value)) {
    const name = file.value.slice(file.value.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    return { model: { ...file, value: name }, pretrained: { value: /\.pth?$/.test(file.value), origin: 'literal' } };
  }
  const { callee, site } = maker;
  const full = libraryName(callee) ?? (callee.kind === 'outside' ? callee.name : '');
  const short = full.slice(full.lastIndexOf('.') + 1);
  return /^[A-Z]/.test(short) ? { model: reader.seen(short, site.place, full) } : {};
}

/** A description of data by name, `data="coco128.yaml"`, or what is handed over first. */
function dataOf(reader: FactReader, call: Activation, reference: Reference): Facts {
  const [first] = call.arguments.positional;
  const named = reader.fact(call.arguments.keywords.get('data'), asText);
  const [, name] = /([^/\\]+)\.ya?ml$/.exec(named?.value ?? '') ?? [];
  if (named !== undefined && name !== undefined && !/^(data|dataset|config|custom)$/i.test(name)) {
    return { dataset: { ...named, value: name } };
  }
  return named === undefined ? readDataset(reader, isData(first) ? first : undefined, reference) : {};
}

function isData(first: Possible | undefined): boolean {
  return first?.options.every(({ value }) => value.kind !== 'constant') === true;
}
