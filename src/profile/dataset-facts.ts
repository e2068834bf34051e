import { allAncestors } from '../ml/data-flow';
import { libraryName, loopsAround, makers } from '../ml/surroundings';
import { entryOf } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import { constantOf, type Possible } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { classNamedDataset } from './class-named-data';
import { dataPathOf, namedPath, samplePathOf } from './data-paths';
import { behind, distinct, isForTesting, readByClass } from './data-sources';
import { isPlaceholder } from './model-weights';
import { collectedDataset, datasetSetting, functionNamedDataset, kaggleDataset } from './named-data';
import { isForOtherEnds } from './other-ends';
import { isNamedPath, passedDataset } from './passed-data';
import { asPositive, asText, type FactReader } from './facts';
import { rowsOfSplit } from './row-cuts';
import { isPartForTesting, rowsLeft } from './rows-left';
import type { DataLoading, Fact } from './run-profile';
import { tensorFacts } from './tensor-data';
import { dictionary } from '../python/dictionary';

export interface DatasetFacts {
  dataset?: Fact<string>;
  trainSamples?: Fact<number>;
  sampleShape?: Fact<readonly number[]>;
  tokensPerSample?: Fact<number>;
  dataLoading?: Fact<DataLoading>;
}

/**
 * Reads the data set behind what a loader or a fit is given: a published one by its name, else the file or folder it is read from.
 * Without a lead, the only data set that the program loads.
 */
export function readDataset(reader: FactReader, data: Possible | undefined, reference: Reference): DatasetFacts {
  const tensors = data === undefined ? {} : tensorFacts(reader, data);
  const named = 'trainSamples' in tensors ? (madeUp(reader, data) ?? {}) : namedDataset(reader, data, reference);
  return { ...tensors, ...named };
}

function namedDataset(reader: FactReader, data: Possible | undefined, reference: Reference): DatasetFacts {
  const published = (call: Activation): DatasetFacts | undefined => ofCall(reader, call, reference);
  const local = (call: Activation): DatasetFacts | undefined => localData(reader, call);
  const sampled = (call: Activation): DatasetFacts | undefined => local(call) ?? sampleOf(reader, call);
  if (data !== undefined) {
    const direct = behind(data, published);
    if (direct !== undefined) {
      return afterSplits(data, direct);
    }
    const set = datasetSetting(reader);
    if (set !== undefined) {
      return { dataset: set, ...known(reference, [set.value]) };
    }
    const own = isSelfMade(data) ? namedByClass(reader, data, reference) : undefined;
    const read = own ?? behind(data, sampled);
    if (read !== undefined) {
      return afterSplits(data, read);
    }
    const named = passedDataset(reader, data) ?? givenPath(reader, data);
    if (named !== undefined) {
      return { dataset: named, ...known(reference, [named.value]) };
    }
    const inClass = readByClass(reader.program, data, published) ?? readByClass(reader.program, data, sampled);
    if (inClass !== undefined) {
      return inClass;
    }
  }
  return (
    namedByFunction(reader, data, reference) ??
    onlyOneLoaded(reader, [published, local]) ??
    namedByClass(reader, data, reference) ??
    madeUp(reader, data) ??
    onKaggle(reader) ??
    onlyOneLoaded(reader, [environment(reader)]) ??
    {}
  );
}

function namedByFunction(reader: FactReader, data: Possible | undefined, reference: Reference): DatasetFacts | undefined {
  const named = data === undefined ? undefined : functionNamedDataset(reader, data);
  return named === undefined ? undefined : { dataset: named, ...known(reference, [named.value]) };
}

function onKaggle(reader: FactReader): DatasetFacts | undefined {
  const dataset = kaggleDataset(reader);
  return dataset === undefined ? undefined : { dataset };
}

const generating =
  /^(numpy\.random\.(Generator\.)?(normal|uniform|rand|randn|random|standard_normal|randint|exponential|poisson|multivariate_normal)|torch\.(rand|randn|randint|normal|linspace)|jax\.random\.(normal|uniform|randint|bernoulli)|tensorflow\.random\.(normal|uniform))$/;

/** Numbers that the program draws itself, and nothing that it reads or gets from code out of reach. */
function madeUp(reader: FactReader, data: Possible | undefined): DatasetFacts | undefined {
  const behindIt = data === undefined ? [] : [...allAncestors(data)];
  const drawn = behindIt.find(({ callee }) => generating.test(libraryName(callee) ?? ''));
  const isElsewhere = behindIt.some(
    ({ callee, site }) =>
      callee.kind === 'outside' ||
      callee.kind === 'unknown' ||
      /^(read|load|open|fetch|download)|from_(csv|file|folder|directory|disk|pretrained)/i.test(site.name),
  );
  // Whole numbers that are drawn pick rows of the tables that were read.
  const isPick = drawn?.site.name === 'randint' && reader.program.activations.some((call) => localData(reader, call) !== undefined);
  return drawn === undefined || isElsewhere || isPick
    ? undefined
    : { dataset: reader.seen('synthetic', drawn.site.place, drawn.site.name) };
}

type Read = (call: Activation) => DatasetFacts | undefined;

/** The only data set that the program loads, in whatever it does. */
function onlyOneLoaded({ program }: FactReader, reads: readonly Read[]): DatasetFacts | undefined {
  for (const read of reads) {
    const all = distinct(program.activations.map((call) => (isForOtherEnds(call.context) ? undefined : read(call))));
    const training = all.filter(({ dataset }) => !isForTesting.test(dataset?.value ?? ''));
    if (training.length === 1) {
      return training[0];
    }
    if (all.length > 0) {
      return undefined;
    }
  }
  return undefined;
}

/** The file or folder that a class of the program is told to read, where it reads it in a way that is not seen. */
function givenPath(reader: FactReader, data: Possible): Fact<string> | undefined {
  for (const call of makers(data)) {
    const given = call.callee.kind === 'class' ? [...call.arguments.positional, ...call.arguments.keywords.values()] : [];
    const [named] = given.filter(isNamedPath).flatMap((value) => namedPath(reader, value, call) ?? []);
    if (named !== undefined) {
      return named;
    }
  }
  return undefined;
}

/** An object that is given settings alone, and no data that somebody loaded before. */
function isSelfMade(data: Possible): boolean {
  return makers(data).some(
    ({ callee, arguments: given }) =>
      callee.kind === 'class' &&
      !given.openPositional &&
      !given.openKeywords &&
      [...given.positional, ...given.keywords.values()].every(({ options }) =>
        options.every(({ value }) => value.kind === 'constant' || value.kind === 'function'),
      ),
  );
}

function namedByClass(reader: FactReader, data: Possible | undefined, reference: Reference): DatasetFacts | undefined {
  const named = data === undefined ? undefined : classNamedDataset(reader, data);
  return named === undefined ? undefined : { dataset: named, ...known(reference, [named.value]) };
}

/** The environment that an agent learns in stands for its data: `gymnasium.make("CartPole-v1")`. */
function environment(reader: FactReader): Read {
  return (call) => {
    const name = libraryName(call.callee) ?? (call.callee.kind === 'outside' ? call.callee.name : '');
    const dataset = /^(gym|gymnasium|envpool)\.(vector\.)?make(_vec)?$/.test(name)
      ? reader.fact(call.arguments.positional[0] ?? call.arguments.keywords.get('id'), asText)
      : undefined;
    return dataset === undefined ? undefined : { dataset };
  };
}

/** Rows of the part that is trained on: at most all of them, where it is not known how many a part has. */
function afterSplits(data: Possible, { trainSamples, ...facts }: DatasetFacts): DatasetFacts {
  if (isPartForTesting(data)) {
    return facts;
  }
  const rows = rowsLeft(data, trainSamples?.value);
  if (rows === undefined) {
    return trainSamples === undefined ? facts : { ...facts, trainSamples: { value: trainSamples.value, origin: 'assumed' } };
  }
  const origin = trainSamples?.origin ?? 'literal';
  return { ...facts, trainSamples: { ...trainSamples, origin, value: Math.round(rows) } };
}

function localData(reader: FactReader, call: Activation): DatasetFacts | undefined {
  const dataset = dataPathOf(reader, call);
  return dataset === undefined ? undefined : { dataset };
}

function sampleOf(reader: FactReader, call: Activation): DatasetFacts | undefined {
  const dataset = isOneOfSeveral(reader, call) ? undefined : samplePathOf(reader, call);
  return dataset === undefined ? undefined : { dataset };
}

/** A loop that is followed round by round lists one folder after the other: none of them names the data. */
function isOneOfSeveral({ program }: FactReader, { site, context }: Activation): boolean {
  return (
    loopsAround(context).some(({ isFollowed }) => isFollowed === true) &&
    program.callsNamed(site.name).filter((call) => call.site === site).length > 1
  );
}

function ofCall(reader: FactReader, call: Activation, reference: Reference): DatasetFacts | undefined {
  const name = libraryName(call.callee) ?? '';
  if (name === 'datasets.load_dataset') {
    return huggingFace(reader, call, reference);
  }
  if (name === 'tensorflow_datasets.load' || name === 'tensorflow_datasets.builder') {
    const id = reader.argument(call.arguments.get('name', 0), asText);
    return id === undefined
      ? undefined
      : { dataset: id, ...known(reference, [id.value, `tfds:${id.value}`, id.value.split(':')[0] ?? id.value]) };
  }
  if (/^torchvision\.datasets\.[A-Z]/.test(name) && !/\.(ImageFolder|DatasetFolder|FakeData|VisionDataset)$/.test(name)) {
    return named(reader, call, name, reference);
  }
  if (/^torchvision\.datasets\.(ImageFolder|DatasetFolder)$/.test(name)) {
    return fromFolder(reader, call, reference);
  }
  if (/^keras\.datasets\.\w+\.load_data$/.test(name) || /^sklearn\.datasets\.(load|fetch)_(?!files|svmlight)\w+$/.test(name)) {
    return named(reader, call, name, reference);
  }
  if (/^sklearn\.datasets\.make_\w+$/.test(name)) {
    return synthetic(reader, call, name);
  }
  if (call.callee.kind === 'class' && reference.dataset(call.callee.of.name).ok) {
    return named(reader, call, call.callee.of.name, reference);
  }
  const byName = namedByArgument(reader, call, name);
  if (byName !== undefined) {
    return { dataset: byName, ...known(reference, [byName.value]) };
  }
  const collected = collectedDataset(reader, call);
  if (collected !== undefined) {
    return { dataset: collected, ...known(reference, [collected.value]) };
  }
  const other = otherLoaders[name];
  return other === undefined ? undefined : { dataset: reader.seen(other, call.site.place, name), ...known(reference, [other]) };
}

/** Collections of graphs and molecules, whose classes are told which of their data sets is meant. */
const collections =
  /(^|\.)((Pyg|Dgl)?(Node|Link|Graph)PropPredDataset|PygPCQM4Mv2Dataset|Planetoid|TUDataset|Amazon|Coauthor|CitationFull|WebKB|GNNBenchmarkDataset|MoleculeNet|ZINC|QM9|HeterophilousGraphDataset)$/;

/** Classes that are one data set each. */
const singleDatasets =
  /^(?:torch_geometric\.datasets\.([A-Z]\w+)|dgl\.data\.(\w+?)(?:Graph)?Dataset|torchtext\.(?:legacy\.)?datasets\.([A-Z]\w+?)(?:\.splits|\.iters)?)$/;

function namedByArgument(reader: FactReader, call: Activation, library: string): Fact<string> | undefined {
  const name =
    library === '' && call.callee.kind === 'outside' ? call.callee.name : call.callee.kind === 'class' ? call.callee.of.name : library;
  if (!collections.test(name)) {
    const [, ...labels] = singleDatasets.exec(name) ?? [];
    const label = labels.find(Boolean);
    return label === undefined ? undefined : reader.seen(label, call.site.place, name);
  }
  const position = name.endsWith('PropPredDataset') ? 0 : 1;
  const given = call.arguments.keywords.get('name') ?? call.arguments.positional[position];
  return reader.fact(given, asText);
}

/** Functions outside the usual packages that load a well-known data set. */
const otherLoaders: Readonly<Record<string, string>> = dictionary({
  'tensorflow.examples.tutorials.mnist.input_data.read_data_sets': 'mnist',
  'tensorflow.contrib.learn.python.learn.datasets.mnist.read_data_sets': 'mnist',
});

function named(reader: FactReader, call: Activation, name: string, reference: Reference): DatasetFacts {
  const row = reference.dataset(name);
  const short = name.replace(/\.load_data$/, '').replace(/^sklearn\.datasets\.(load|fetch)_/, '');
  const label = row.ok ? row.row.id : short.slice(short.lastIndexOf('.') + 1);
  return { dataset: reader.seen(label, call.site.place, name), ...known(reference, [name]) };
}

/** A table that a generator of scikit-learn makes up: as many rows and columns as it is told. */
function synthetic(reader: FactReader, call: Activation, name: string): DatasetFacts {
  const rows = call.arguments.get('n_samples', 0);
  const columns = reader.argument(call.arguments.get('n_features', 1), asPositive);
  const samples = rows.kind === 'absent' ? ({ value: 100, origin: 'framework-default' } as const) : reader.argument(rows, asPositive);
  return {
    dataset: reader.seen(name.slice(name.lastIndexOf('.') + 1), call.site.place, name),
    ...(samples === undefined ? {} : { trainSamples: samples }),
    ...(columns === undefined ? {} : { sampleShape: { value: [columns.value], origin: columns.origin } }),
  };
}

/** A folder of images is a known data set when its path says so. */
function fromFolder(reader: FactReader, call: Activation, reference: Reference): DatasetFacts | undefined {
  const root = call.arguments.get('root', 0);
  const path = root.kind === 'given' ? reader.fact(root.possible, asText)?.value : undefined;
  const isImageNet = path !== undefined && /imagenet|ilsvrc/i.test(path);
  return isImageNet
    ? { dataset: { ...reader.seen('imagenet-1k', call.site.place, path) }, ...known(reference, ['imagenet-1k', 'imagenet']) }
    : undefined;
}

/** Builders of `datasets` that read files instead of a published data set. */
const fileFormats = new Set(['json', 'csv', 'text', 'parquet', 'imagefolder', 'audiofolder', 'arrow', 'pandas', 'webdataset']);

function fromFiles(reader: FactReader, call: Activation): DatasetFacts | undefined {
  for (const parameter of ['data_files', 'data_dir']) {
    const given = call.arguments.get(parameter);
    const value = given.kind === 'given' ? given.possible.options[0]?.value : undefined;
    const train = value?.kind === 'mapping' ? entryOf(value, 'k:str:train') : undefined;
    const dataset = given.kind === 'given' ? namedPath(reader, train ?? given.possible, call) : undefined;
    if (dataset !== undefined) {
      return { dataset };
    }
  }
  return undefined;
}

function huggingFace(reader: FactReader, call: Activation, reference: Reference): DatasetFacts | undefined {
  const path = reader.argument(call.arguments.get('path', 0), asText);
  if (path !== undefined && fileFormats.has(path.value)) {
    return fromFiles(reader, call);
  }
  if (path === undefined || isPlaceholder(path.value)) {
    return undefined;
  }
  const name = reader.argument(call.arguments.get('name', 1), asText);
  const id = name === undefined ? path.value : `${path.value}:${name.value}`;
  const label = name === undefined ? path.value : `${path.value}/${name.value}`;
  const split = call.arguments.get('split');
  const part = split.kind === 'given' ? constantOf(split.possible) : null;
  const facts = known(reference, [id, label, path.value]);
  const { trainSamples, ...rest } = facts;
  const rows = part === null ? trainSamples?.value : typeof part === 'string' ? rowsOfSplit(part, trainSamples?.value) : undefined;
  const origin = trainSamples?.origin ?? 'literal';
  return { dataset: { ...path, value: label }, ...rest, ...(rows === undefined ? {} : { trainSamples: { value: rows, origin } }) };
}

function known(reference: Reference, names: readonly string[]): DatasetFacts {
  for (const name of names) {
    const found = reference.dataset(name);
    if (found.ok) {
      const { trainSamples, sampleShape, tokensPerSample } = found.row;
      return {
        ...(trainSamples === null ? {} : { trainSamples: { value: trainSamples, origin: 'catalogue' } }),
        ...(sampleShape === null ? {} : { sampleShape: { value: sampleShape, origin: 'catalogue' } }),
        ...(tokensPerSample === null ? {} : { tokensPerSample: { value: tokensPerSample, origin: 'catalogue' } }),
      };
    }
  }
  return {};
}
