import { ancestors, originOf } from '../ml/data-flow';
import { libraryName } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import { constantOf, type Possible } from '../python/values/possible';
import type { Reference } from '../reference/reference';
import { asText, type FactReader } from './facts';
import type { Fact } from './run-profile';

export interface DatasetFacts {
  dataset?: Fact<string>;
  trainSamples?: Fact<number>;
  sampleShape?: Fact<readonly number[]>;
  tokensPerSample?: Fact<number>;
}

/** Reads the data set behind what a loader or a fit is given; without a lead, the only data set that the program loads. */
export function readDataset(reader: FactReader, data: Possible | undefined, reference: Reference): DatasetFacts {
  if (data !== undefined) {
    const direct = distinct(directCalls(data).map((call) => ofCall(reader, call, reference)));
    if (direct.length > 0) {
      return direct.length === 1 && data.options.length <= 1 ? (direct[0] ?? {}) : {};
    }
    const behind = distinct([...ancestors(data)].map((call) => ofCall(reader, call, reference)));
    if (behind.length > 0) {
      return behind.length === 1 ? (behind[0] ?? {}) : {};
    }
  }
  const all = reader.program.activations.flatMap((call) => {
    const found = ofCall(reader, call, reference);
    return found?.dataset === undefined ? [] : [found];
  });
  const names = new Set(all.map(({ dataset }) => dataset?.value));
  return names.size === 1 ? (all[0] ?? {}) : {};
}

/** Findings of different data sets, one for each name. */
function distinct(found: readonly (DatasetFacts | undefined)[]): readonly DatasetFacts[] {
  const known = found.filter((facts): facts is DatasetFacts => facts?.dataset !== undefined);
  return known.filter((facts, index) => known.findIndex((other) => other.dataset?.value === facts.dataset?.value) === index);
}

/** Calls that made the value or what it was given. */
function directCalls(data: Possible): readonly Activation[] {
  return data.options.flatMap(({ value }) => {
    const origin = originOf(value);
    return origin?.kind === 'call' ? [origin.activation] : [];
  });
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
  if (name.startsWith('torchvision.datasets.') && !/\.(ImageFolder|DatasetFolder|FakeData|VisionDataset)$/.test(name)) {
    return named(reader, call, name, reference);
  }
  if (/^torchvision\.datasets\.(ImageFolder|DatasetFolder)$/.test(name)) {
    return fromFolder(reader, call, reference);
  }
  if (/^keras\.datasets\.\w+\.load_data$/.test(name) || /^sklearn\.datasets\.(load|fetch)_\w+$/.test(name)) {
    return named(reader, call, name, reference);
  }
  return undefined;
}

function named(reader: FactReader, call: Activation, name: string, reference: Reference): DatasetFacts {
  const row = reference.dataset(name);
  const short = name.replace(/\.load_data$/, '').replace(/^sklearn\.datasets\.(load|fetch)_/, '');
  const label = row.ok ? row.row.id : short.slice(short.lastIndexOf('.') + 1);
  return { dataset: reader.seen(label, call.site.place, name), ...known(reference, [name]) };
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

function huggingFace(reader: FactReader, call: Activation, reference: Reference): DatasetFacts | undefined {
  const path = reader.argument(call.arguments.get('path', 0), asText);
  if (path === undefined || ['json', 'csv', 'text', 'parquet', 'imagefolder', 'audiofolder', 'arrow'].includes(path.value)) {
    return undefined;
  }
  const name = reader.argument(call.arguments.get('name', 1), asText);
  const id = name === undefined ? path.value : `${path.value}:${name.value}`;
  const label = name === undefined ? path.value : `${path.value}/${name.value}`;
  const split = call.arguments.get('split');
  const part = split.kind === 'given' ? constantOf(split.possible) : null;
  const isWhole = part === null || part === 'train';
  const facts = known(reference, [id, label, path.value]);
  const { trainSamples, ...rest } = facts;
  return { dataset: { ...path, value: label }, ...rest, ...(isWhole && trainSamples !== undefined ? { trainSamples } : {}) };
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
