import { isOutOfReach, libraryName, makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';
import type { Reference } from '../reference/reference';
import { readDataset } from './dataset-facts';
import { asNumber, asPositive, asText, passedAs, type FactReader } from './facts';
import { kerasOptimizer } from './keras';
import { readModel } from './model-facts';
import { multipliersAround, withMultipliers } from './multipliers';
import type { Facts, FoundRun } from './run-builder';
import type { Fact } from './run-profile';
import { learningRateNames, optimizerFacts, optimizerNames } from './torch-optimizers';

const trainers = ['fit', 'train', 'train_model', 'learn'];
const epochNames = /^(n|num|nb|max|train|total)?_?(train_?)?(n_|num_)?epochs?$/i;
const stepNames = /^(total_timesteps|max_steps|total_steps|num_steps|train_steps)$/i;
const batchNames = /^(train_?)?(batch|batch_?size|bs)$/i;

/** Functions that train what they are given. */
const functions =
  /^_?(run_)?(train|fit|fine_?tune)(_?(model|network|net|loop|and_eval\w*|and_test|and_validate|epochs))?$|^(run_)?training(_loop)?$|^trainer$/i;

/**
 * Runs that code out of reach does alone: an object is told how many epochs, when it is made or when it is asked to train, or a function
 * is handed a model with them. Only what is told is known: `YOLO("yolov8n.pt").train(data="coco128.yaml", epochs=40)`.
 */
export function readTold(reader: FactReader, reference: Reference): readonly FoundRun[] {
  const found: FoundRun[] = [];
  const seen = new Set<unknown>();
  for (const call of trainers.flatMap((name) => reader.program.callsNamed(name))) {
    const maker = seen.has(call.site) ? undefined : makerOf(call);
    if (maker !== undefined) {
      add(call, [call, maker], () => modelOf(reader, maker, reference));
    }
  }
  for (const call of found.length > 0 ? [] : reader.program.activations) {
    if (call.receiver === null && functions.test(call.site.name) && !seen.has(call.site) && isUnseen(call)) {
      add(call, [call], () => modelGiven(reader, call, reference));
    }
  }
  return found;

  function add(call: Activation, told: readonly Activation[], model: () => Facts): void {
    const epochs = firstTold(reader, told, epochNames, asPositive);
    const maxSteps = epochs === undefined ? firstTold(reader, told, stepNames, asPositive) : undefined;
    if (epochs !== undefined || maxSteps !== undefined) {
      seen.add(call.site);
      found.push(readCall(reader, call, told, { ...model(), epochs, maxSteps }, reference));
    }
  }
}

/** What made the object that is asked to train, where no table knows its class, or its class trains in a way that is not understood. */
function makerOf({ receiver }: Activation): Activation | undefined {
  return receiver === null ? undefined : makers(receiver).find(({ callee }) => callee.kind === 'class' || isOutOfReach(callee));
}

function isUnseen({ callee }: Activation): boolean {
  return callee.kind === 'function' || callee.kind === 'unknown' || isOutOfReach(callee);
}

/** The model among what a function or object is handed: what goes by such a name, or is of such a type. */
function modelGiven(reader: FactReader, call: Activation, reference: Reference): Facts {
  const isNetwork = ({ options }: Possible): boolean =>
    options.some(({ value }) =>
      reader.program.typesOf(value).some((type) => /^(torch\.nn\.Module|keras\.Model|transformers\.PreTrainedModel)$/.test(type)),
    );
  for (const { text, value } of namedArguments(reader.program, call)) {
    const facts = modelNames.test(text) || isNetwork(value) ? readModel(reader, value, reference, call.order) : {};
    if (facts.model !== undefined) {
      return { ...facts };
    }
  }
  return {};
}

const modelNames = /^(\w*_)?(model|net|network|backbone|classifier|unet|generator|encoder)$/i;

/** The arguments of a call with their own names, or what is written in their place. */
function namedArguments(program: Program, call: Activation): readonly { readonly text: string; readonly value: Possible }[] {
  const { positional, keywords, openPositional } = call.arguments;
  let position = 0;
  return (openPositional ? [] : call.site.arguments).flatMap(({ name, valuePlace }) => {
    const value = name === null ? positional[position++] : keywords.get(name);
    return value === undefined ? [] : [{ text: name ?? program.textOf(valuePlace), value }];
  });
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

function readCall(reader: FactReader, call: Activation, told: readonly Activation[], stated: Facts, reference: Reference): FoundRun {
  const multipliers = multipliersAround(reader, call.context, []);
  const optimizer = firstTold(reader, told, optimizerNames, asText);
  const isOptimizer = (type: string, { options }: Possible): boolean =>
    options.length > 0 && options.every(({ value }) => reader.program.typesOf(value).some((one) => one.startsWith(type)));
  const given = told.flatMap(({ arguments: { positional, keywords } }) => [...positional, ...keywords.values()]);
  const ofTorch = given.find((value) => isOptimizer('torch.optim.Optimizer', value));
  const ofKeras = given.find((value) => isOptimizer('keras.optimizers.', value));
  const facts: Facts = {
    framework: { value: frameworkOf(reader), origin: 'literal' },
    ...dataOf(reader, call, reference),
    ...stated,
    batchSizePerDevice: firstTold(reader, told, batchNames, asPositive),
    learningRate: firstTold(reader, told, learningRateNames, asNumber),
    optimizer: optimizer === undefined ? undefined : { ...optimizer, value: optimizer.value.toLowerCase() },
    numWorkers: firstTold(reader, told, /^(num_?)?workers$/i, asNumber),
    ...(ofTorch === undefined ? {} : optimizerFacts(reader, ofTorch)),
    ...(ofKeras === undefined ? {} : kerasOptimizer(reader, ofKeras)),
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

/** Classes that train what they are given. */
const trainsOthers =
  /(Trainer|Pipeline|Engine|Learner|Runner|Fitter|Experiment|Wrapper|Solver|Manager|Executor|Estimator|Session|Task|Loss|Metric|Method|Algorithm|Exp)\d*$/;

/** Weights that the object is made from name the model; else its class does. */
function modelOf(reader: FactReader, maker: Activation, reference: Reference): Facts {
  const [first] = maker.arguments.positional;
  const file = reader.fact(first ?? maker.arguments.keywords.get('model'), asText);
  if (file !== undefined && /\.(pt|pth|ya?ml)$/.test(file.value)) {
    const name = file.value.slice(file.value.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
    return { model: { ...file, value: name }, pretrained: { value: /\.pth?$/.test(file.value), origin: 'literal' } };
  }
  const { callee, site } = maker;
  const full = callee.kind === 'class' ? callee.of.name : (libraryName(callee) ?? (callee.kind === 'outside' ? callee.name : ''));
  const short = full.slice(full.lastIndexOf('.') + 1);
  if (trainsOthers.test(short)) {
    return modelGiven(reader, maker, reference);
  }
  return /^[A-Z]/.test(short) ? { model: reader.seen(short, site.place, full) } : {};
}

/** A description of data by name, `data="coco128.yaml"`, or what is handed over first. */
function dataOf(reader: FactReader, call: Activation, reference: Reference): Facts {
  const named = reader.fact(call.arguments.keywords.get('data'), asText);
  const [, name] = /([^/\\]+)\.ya?ml$/.exec(named?.value ?? '') ?? [];
  if (named !== undefined && name !== undefined && !/^(data|dataset|config|custom)$/i.test(name)) {
    return { dataset: { ...named, value: name } };
  }
  return named === undefined ? readDataset(reader, dataGiven(reader, call), reference) : {};
}

const dataNames = /data|loader|train|corpus|^x|_ds$|_df$|^ds$|^df$|rows|samples|images|texts/i;
const otherNames = /epoch|step|batch|val|test|num|size|args|config|param|trainer|transform|path|dir|model|optim/i;

/** The argument that goes by a name of data, else the first of a method. */
function dataGiven({ program }: FactReader, call: Activation): Possible | undefined {
  const isData = ({ options }: Possible): boolean => options.every(({ value }) => value.kind !== 'constant');
  const named = namedArguments(program, call).find(({ text, value }) => dataNames.test(text) && !otherNames.test(text) && isData(value));
  if (named !== undefined) {
    return named.value;
  }
  const [first] = call.receiver === null ? [] : call.arguments.positional;
  return first !== undefined && isData(first) ? first : undefined;
}
