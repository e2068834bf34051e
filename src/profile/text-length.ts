import { libraryName, makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import type { Value } from '../python/values/value';
import { TYPICAL_CONVERSATION, TYPICAL_TOKENS } from '../workload/usual-length';
import type { DatasetFacts } from './dataset-facts';
import { asBoolean, asPositive, asText, type FactReader } from './facts';
import type { Facts, FoundRun } from './run-builder';
import type { Fact } from './run-profile';

/** Reads a setting of a trainer, wherever it is made. */
export type Setting = <T>(name: string, convert: (value: Value) => T | undefined) => Fact<T> | undefined;

/** What the settings for the length of a text have been called (trl 0.7 to 1.0, 2023–26). */
const lengthSettings = ['max_length', 'max_seq_length'];

/**
 * Tokens of a sample that a trainer of TRL cuts its texts to. Packed, every sample is as long as it may be and there are fewer of them:
 * how many is known where the number of texts is, or does not matter where steps are counted. Else the length is a limit: texts that
 * are known to be shorter stay as they are, and others lie somewhere below it.
 */
export function textsOfTrainer(setting: Setting, { tokensPerSample: usual, trainSamples }: DatasetFacts): DatasetFacts {
  const lengths = lengthSettings.flatMap((name) => setting(name, asPositive) ?? []);
  const length = lengths.find(({ origin }) => origin !== 'framework-default') ?? lengths[0];
  const isPacked = setting('packing', asBoolean)?.value === true;
  if (length === undefined || (!isPacked && length.origin === 'framework-default')) {
    return {};
  }
  const texts = usual ?? (isPacked ? typicalText(length) : belowLimit(length));
  if (isPacked && trainSamples !== undefined) {
    return { tokensPerSample: length, trainSamples: packed(trainSamples, texts, length.value) };
  }
  if (isPacked && setting('max_steps', asPositive) !== undefined) {
    return { tokensPerSample: length };
  }
  return { tokensPerSample: texts.value < length.value ? texts : length };
}

/** A text that is packed with others is as long as it is, however long the sample. */
function typicalText({ value }: Fact<number>): Fact<number> {
  return { value: Math.min(value, TYPICAL_CONVERSATION), origin: 'assumed' };
}

/** Of texts of which nothing is known but a limit, half way between the usual length and the limit, as ratios go. */
function belowLimit({ value }: Fact<number>): Fact<number> {
  return { value: Math.min(value, Math.round(Math.sqrt(value * TYPICAL_TOKENS))), origin: 'assumed' };
}

function packed(texts: Fact<number>, tokens: Fact<number>, length: number): Fact<number> {
  const value = Math.max(1, Math.ceil((texts.value * tokens.value) / length));
  return tokens.origin === 'assumed' ? { value, origin: 'assumed' } : { ...texts, value };
}

/** What the length of a window over a text is called (nanoGPT, TRL and the examples of transformers, 2023–26). */
const windowSettings = ['seq_length', 'seq_len', 'block_size', 'context_length', 'sequence_length'];

/** Tokens of a sample of a data set that is cut into windows of one length: what its class is given. */
export function windowLength(reader: FactReader, data: Possible | undefined): Pick<DatasetFacts, 'tokensPerSample'> {
  const made = data === undefined ? [] : makers(data).filter(({ callee, result }) => callee.kind === 'class' || isData(reader, result));
  const [length] = made.flatMap((call) => windowSettings.flatMap((name) => reader.argument(call.arguments.get(name), asPositive) ?? []));
  return length === undefined ? {} : { tokensPerSample: length };
}

function isData(reader: FactReader, made: Possible): boolean {
  return made.options.some(({ value }) => reader.program.typesOf(value).some((type) => type.endsWith('Dataset')));
}

/** Adds the length that a tokenizer pads all texts of the program to. */
export function withPaddedTexts(reader: FactReader, found: readonly FoundRun[]): readonly FoundRun[] {
  const length = found.some(({ facts }) => mayBePadded(facts)) ? paddedLength(reader) : undefined;
  return length === undefined
    ? found
    : found.map((run) => (mayBePadded(run.facts) ? { ...run, facts: { ...run.facts, tokensPerSample: length } } : run));
}

const networks = new Set(['pytorch', 'transformers', 'lightning', 'keras', 'tensorflow']);

/** What the program says of the length of its texts goes before what is known of the data set, and images have none. */
function mayBePadded({ framework, sampleShape, tokensPerSample }: Facts): boolean {
  const isStated = tokensPerSample !== undefined && (!('value' in tokensPerSample) || tokensPerSample.origin !== 'catalogue');
  const isImage = sampleShape !== undefined && 'value' in sampleShape && sampleShape.value.length >= 3;
  return !isStated && !isImage && framework !== undefined && 'value' in framework && networks.has(framework.value);
}

/** Captions, prompts and transcripts are not what a model of images or sound spends its time on. */
const otherSenses = /^diffusers\.|(Processor|FeatureExtractor)(\.from_pretrained)?$|^(torchvision|torchaudio|timm)\./;

/** The longest of the lengths that texts are padded to: what they are answered with is shorter than they are. */
function paddedLength(reader: FactReader): Fact<number> | undefined {
  const { activations } = reader.program;
  if (activations.some(({ callee }) => otherSenses.test(libraryName(callee) ?? ''))) {
    return undefined;
  }
  const lengths = activations.filter((call) => padsToLength(reader, call)).map((call) => lengthGiven(reader, call));
  const known = lengths.filter((fact) => fact !== undefined);
  return known.length < lengths.length ? undefined : known.toSorted((a, b) => b.value - a.value)[0];
}

function padsToLength(reader: FactReader, { arguments: { keywords } }: Activation): boolean {
  return (
    reader.fact(keywords.get('padding'), asText)?.value === 'max_length' ||
    reader.fact(keywords.get('pad_to_max_length'), asBoolean)?.value === true
  );
}

function lengthGiven(reader: FactReader, { arguments: { keywords } }: Activation): Fact<number> | undefined {
  return reader.fact(keywords.get('max_length'), asPositive);
}
