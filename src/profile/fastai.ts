import { ancestors } from '../ml/data-flow';
import { libraryName, makers } from '../ml/surroundings';
import { listedIn } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import { layers } from '../python/program/context';
import type { Possible } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { isForTesting } from './data-sources';
import { readDataset } from './dataset-facts';
import { asBoolean, asNumber, asPositive, asText, type FactReader } from './facts';
import { readModel, type ModelFacts } from './model-facts';
import { multipliersAround, withMultipliers } from './multipliers';
import type { Facts, FoundRun } from './run-builder';
import type { Fact, Precision } from './run-profile';
import { dictionary } from '../python/dictionary';

/** Methods of a fastai learner that train, with the parameters of the epochs and of the learning rate. */
const trainings: Readonly<Record<string, { readonly epochs: string; readonly rate: string }>> = {
  fit: { epochs: 'n_epoch', rate: 'lr' },
  fit_one_cycle: { epochs: 'n_epoch', rate: 'lr_max' },
  fit_flat_cos: { epochs: 'n_epoch', rate: 'lr' },
  fit_sgdr: { epochs: 'n_cycles', rate: 'lr_max' },
  fine_tune: { epochs: 'epochs', rate: 'base_lr' },
};

/** Batch size of all loaders unless one is given (fastai 2, `DataLoaders.from_dblock`, `bs=64`). */
const standardBatchSize = 64;
/** Learning rate of a learner, where the call gives none (fastai 2, `defaults.lr`). */
const standardRate = 0.001;
/** What `fit_one_cycle` starts from in the first version (fastai 1.0.61). */
const formerRate = 0.003;

/** Runs of fastai learners: one for each call that trains, and for each way that leads to it. */
export function readFastai(reader: FactReader, reference: Reference): readonly FoundRun[] {
  const found = new Map<string, FoundRun>();
  for (const [method, parameters] of Object.entries(trainings)) {
    for (const call of reader.program.callsNamed(method)) {
      const learner = call.receiver === null ? undefined : learnerBehind(reader, call.receiver, 8);
      const way = wayTo(reader, call);
      if (learner !== undefined && !found.has(way)) {
        found.set(way, readTraining(reader, call, learner, parameters, reference));
      }
    }
  }
  return [...found.values()];
}

/** The calls that lead to this one: a function that trains runs anew from each place that calls it. */
function wayTo(reader: FactReader, call: Activation): string {
  const callers = [...layers(call.context)].flatMap((layer) => (layer.kind === 'frame' && layer.by !== null ? [layer.by] : []));
  return [call, ...callers]
    .map(({ site }) => reader.program.span(site.place))
    .map(({ document, fragment, start }) => `${document.path}:${fragment}:${start}`)
    .join(' < ');
}

interface Learner {
  /** What made it. */
  readonly made: Activation;
  /** Methods called on it at once, that return it: `to_fp16`. */
  readonly changes: readonly Activation[];
}

function learnerBehind(reader: FactReader, value: Possible, depth: number): Learner | undefined {
  for (const made of depth === 0 ? [] : makers(value)) {
    const isLearner = made.result.options.some((option) => reader.program.typesOf(option.value).includes('fastai.learner.Learner'));
    if (!isLearner) {
      continue;
    }
    if (made.callee.kind === 'library' || made.callee.kind === 'class') {
      return { made, changes: [] };
    }
    const inner = made.receiver === null ? undefined : learnerBehind(reader, made.receiver, depth - 1);
    if (inner !== undefined) {
      return { ...inner, changes: [...inner.changes, made] };
    }
  }
  return undefined;
}

function readTraining(
  reader: FactReader,
  call: Activation,
  learner: Learner,
  { epochs, rate }: { readonly epochs: string; readonly rate: string },
  reference: Reference,
): FoundRun {
  const { made } = learner;
  const loaders = made.arguments.get('dls', 0);
  // The first version's name for it.
  const data = loaders.kind === 'given' ? loaders.possible : made.arguments.keywords.get('data');
  // A bunch of data holds what is tested too, which may be all that has a name.
  const dataset = readDataset(reader, data, reference);
  const batchSize = batchSizeOf(reader, data);
  const accumulated = accumulatedSamples(reader, made, call);
  const multipliers = multipliersAround(reader, call.context, []);
  const model = modelOf(reader, made, reference);
  const facts: Facts = {
    framework: { value: 'fastai', origin: 'literal' },
    ...model.facts,
    ...(isForTesting.test(dataset.dataset?.value ?? '') ? {} : dataset),
    epochs: reader.argument(call.arguments.get(epochs, 0), asPositive),
    batchSizePerDevice: batchSize,
    gradientAccumulation:
      accumulated === undefined || batchSize === undefined
        ? undefined
        : { ...accumulated, value: Math.max(1, Math.ceil(accumulated.value / batchSize.value)) },
    precision: precisionOf(reader, learner, call),
    optimizer: optimizerOf(reader, made),
    learningRate: rateOf(reader, call, made, rate),
    validationShare: validationShare(reader, data),
    evalWithoutGrad: { value: true, origin: 'framework-default' },
  };
  return {
    place: call.site.place,
    order: call.order,
    context: call.context,
    facts: withMultipliers(facts, multipliers),
    trained: model.trained,
    repeats: multipliers.repeats,
  };
}

/** The `bs` that any of the calls behind the loaders was given. */
function batchSizeOf(reader: FactReader, data: Possible | undefined): Fact<number> | undefined {
  const behind = data === undefined ? [] : [...ancestors(data)];
  for (const call of behind) {
    for (const name of ['bs', 'batch_size']) {
      const given = call.arguments.keywords.get(name);
      if (given !== undefined) {
        return reader.fact(given, asPositive);
      }
    }
  }
  const makesLoaders = behind.find(
    ({ callee, site }) => (libraryName(callee) ?? '').startsWith('fastai.') || /^(dataloaders|from_\w+|databunch)$/.test(site.name),
  );
  return makesLoaders === undefined || makesLoaders.arguments.openKeywords
    ? undefined
    : { value: standardBatchSize, origin: 'framework-default' };
}

/** Samples between two optimizer steps, as the callback `GradientAccumulation(64)` counts them. */
function accumulatedSamples(reader: FactReader, made: Activation, call: Activation): Fact<number> | undefined {
  for (const callbacks of [call.arguments.keywords.get('cbs'), made.arguments.keywords.get('cbs')]) {
    const items = callbacks === undefined ? [] : [callbacks, ...listedIn(callbacks)];
    const found = items.flatMap(makers).find(({ site }) => site.name === 'GradientAccumulation');
    if (found !== undefined) {
      return reader.fact(found.arguments.positional[0] ?? found.arguments.keywords.get('n_acc'), asPositive);
    }
  }
  return undefined;
}

/** Learners that make a network of fastai's own, which starts from no weights. */
const ownNetworks: Readonly<Record<string, string>> = { tabular_learner: 'TabularModel', collab_learner: 'EmbeddingDotBias' };

function modelOf(reader: FactReader, made: Activation, reference: Reference): { readonly facts: ModelFacts; readonly trained?: Possible } {
  const library = libraryName(made.callee) ?? '';
  const own = Object.entries(ownNetworks).find(([name]) => library.endsWith(`.${name}`))?.[1];
  if (own !== undefined) {
    const facts = {
      model: reader.seen(own, made.site.place, made.site.name),
      pretrained: { value: false, origin: 'framework-default' },
    } as const;
    return { facts };
  }
  const isPlain = library.endsWith('.Learner');
  const answer = made.arguments.get(isPlain ? 'model' : 'arch', 1);
  if (answer.kind !== 'given') {
    return { facts: {} };
  }
  if (isPlain) {
    return { facts: readModel(reader, answer.possible, reference), trained: answer.possible };
  }
  const pretrained = reader.argument(made.arguments.get('pretrained'), asBoolean);
  const name = reader.fact(answer.possible, asText) ?? constructorName(reader, made, answer.possible);
  if (name === undefined) {
    return { facts: pretrained === undefined ? {} : { pretrained } };
  }
  const row = reference.model(name.value);
  return {
    facts: {
      model: name,
      ...(pretrained === undefined ? {} : { pretrained }),
      ...(row.ok ? { parameters: { value: row.row.parameters, origin: 'catalogue' } } : {}),
    },
  };
}

/** `resnet34`, handed over as the function that makes the network: by its own name, or as it is written. */
function constructorName(reader: FactReader, made: Activation, arch: Possible): Fact<string> | undefined {
  const [option] = arch.options;
  if (arch.options.length !== 1 || option === undefined) {
    return undefined;
  }
  const argument = made.site.arguments.find(({ name }) => name === 'arch') ?? made.site.arguments.filter(({ name }) => name === null)[1];
  const written = argument === undefined ? '' : reader.program.textOf(argument.valuePlace);
  const isImported = option.value.kind === 'unknown' && option.value.why.includes('star import');
  const full = option.value.kind === 'external' ? option.value.name : isImported && /^[\w.]+$/.test(written) ? written : undefined;
  if (full === undefined) {
    return undefined;
  }
  const short = full.slice(full.lastIndexOf('.') + 1);
  const isVision = full.startsWith('torchvision.') || /^(resnet|vgg|densenet|alexnet|squeezenet)\d*/.test(short);
  return reader.seen(isVision ? `torchvision/${short}` : short, made.site.place, written === '' ? full : written);
}

function precisionOf(reader: FactReader, learner: Learner, call: Activation): Fact<Precision> | undefined {
  const named: Readonly<Record<string, Precision>> = dictionary({ to_fp16: 'amp-fp16', to_bf16: 'amp-bf16', to_fp32: 'fp32' });
  const onItsOwn = Object.keys(named)
    .flatMap((name) => reader.program.callsNamed(name))
    .filter((change) => change.order < call.order && isSame(reader, change, learner.made));
  const last = [...onItsOwn, ...learner.changes.filter(({ site }) => site.name in named)].sort((a, b) => a.order - b.order).at(-1);
  if (last !== undefined) {
    return reader.seen<Precision>(named[last.site.name] ?? 'fp32', last.site.place, last.site.name);
  }
  const callback = listedCallbacks(learner.made)
    .flatMap(makers)
    .find(({ site }) => site.name === 'MixedPrecision');
  return callback === undefined
    ? { value: 'fp32', origin: 'framework-default' }
    : reader.seen<Precision>('amp-fp16', callback.site.place, callback.site.name);
}

function listedCallbacks(made: Activation): readonly Possible[] {
  const given = made.arguments.keywords.get('cbs');
  return given === undefined ? [] : [given, ...listedIn(given)];
}

function isSame(reader: FactReader, change: Activation, made: Activation): boolean {
  return change.receiver !== null && learnerBehind(reader, change.receiver, 8)?.made === made;
}

function optimizerOf(reader: FactReader, made: Activation): Fact<string> | undefined {
  const given = made.arguments.keywords.get('opt_func');
  if (given === undefined) {
    return made.arguments.openKeywords ? undefined : { value: 'adam', origin: 'framework-default' };
  }
  const argument = made.site.arguments.find(({ name }) => name === 'opt_func');
  const written = argument === undefined ? '' : reader.program.textOf(argument.valuePlace);
  const inPartial = /^partial\(\s*([\w.]+)/.exec(written)?.[1] ?? (/^[\w.]+$/.test(written) ? written : undefined);
  return inPartial === undefined
    ? undefined
    : reader.seen(inPartial.slice(inPartial.lastIndexOf('.') + 1).toLowerCase(), made.site.place, written);
}

/** The rate of the call; a slice ends at the highest, which the last layers train with. */
/** The first version is imported without `.all`, and makes data bunches. */
function isFormer({ program }: FactReader): boolean {
  const imported = [...program.imports].filter((name) => name.startsWith('fastai.'));
  return (
    imported.length > 0 &&
    !imported.some((name) => /\.all$|^fastai2/.test(name)) &&
    imported.some((name) => /^fastai\.((vision|text|tabular)(\.\w+)?|basics|collab|basic_data|basic_train)$/.test(name))
  );
}

function rateOf(reader: FactReader, call: Activation, made: Activation, parameter: string): Fact<number> | undefined {
  const answer = call.arguments.get(parameter, 1);
  if (answer.kind === 'given') {
    const [slice] = makers(answer.possible).filter(({ site }) => site.name === 'slice');
    return reader.fact(slice?.arguments.positional.at(-1) ?? answer.possible, asNumber);
  }
  if (isFormer(reader) && answer.kind !== 'unknown' && !made.arguments.keywords.has('lr')) {
    return { value: formerRate, origin: 'framework-default' };
  }
  const standard = answer.kind === 'default' ? reader.fact(answer.possible, asNumber) : undefined;
  return (
    standard ??
    (answer.kind === 'unknown'
      ? undefined
      : (reader.argument(made.arguments.get('lr'), asNumber) ?? {
          value: isFormer(reader) ? formerRate : standardRate,
          origin: 'framework-default',
        }))
  );
}

function validationShare(reader: FactReader, data: Possible | undefined): Fact<number> | undefined {
  for (const call of data === undefined ? [] : ancestors(data)) {
    const given = call.arguments.keywords.get('valid_pct');
    if (given !== undefined) {
      return reader.fact(given, asPositive);
    }
  }
  return undefined;
}
