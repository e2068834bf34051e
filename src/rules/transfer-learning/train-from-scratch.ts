import { smallPhotoSetNames, smallPhotoSets } from '../../libraries/photo-sets';
import { ancestors } from '../../ml/data-flow';
import { isInTest } from '../../ml/file-role';
import { libraryName, makers } from '../../ml/surroundings';
import type { Activation } from '../../python/program/call-site';
import type { Program } from '../../python/program/program';
import { constantOf, type Possible } from '../../python/values/possible';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';
import { bySite } from '../sites';

const message =
  'This architecture is trained from random weights on a small data set, although weights trained on ImageNet are published. Starting from them needs far fewer epochs, and is usually more accurate.';

/** A published backbone without its weights. */
export const trainFromScratch: Rule = {
  meta: {
    id: 'train-from-scratch',
    topic: 'transfer-learning',
    title: 'A published architecture trained from random weights',
    severity: 'hint',
    frameworks: ['torchvision', 'keras', 'timm'],
    markers: ['models', 'applications', 'timm'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'Green Software Foundation patterns recommend transfer learning; no measured figure for the general case',
    },
  },
  *check(program) {
    if (!trains(program) || loadsWeights(program)) {
      return;
    }
    const built = program.activations.filter(isPublished);
    if (built.length === 0) {
      return;
    }
    const isSmall = readsFolders(program) || readsPhotos(program);
    const isMeant = saysFromScratch(program);
    for (const [site, calls] of bySite(program, built)) {
      const hasTwin = calls.some((call) => isUsedWithWeights(built, call));
      if (
        (isSmall || hasTwin) &&
        (!isMeant || hasTwin) &&
        calls.every(
          (call) => startsAtRandom(call) && isAdapted(program, call) && !takesOtherImages(program, call) && !isInTest(call.context),
        )
      ) {
        yield { place: calleePlace(site), message, confidence: 'medium' };
      }
    }
  },
};

/** Folders of images: a data set of one's own, of some thousands of images as a rule. */
function readsFolders(program: Program): boolean {
  return (
    program.callsOf('torchvision.datasets.ImageFolder').length > 0 ||
    ['image_dataset_from_directory', 'flow_from_directory', 'flow_from_dataframe'].some((name) => program.callsNamed(name).length > 0)
  );
}

/** A public set of photographs that is small. */
function readsPhotos(program: Program): boolean {
  return program.activations.some(({ callee, arguments: given }) => {
    const name = libraryName(callee) ?? '';
    const called = given.positional[0] ?? given.keywords.get('name') ?? given.keywords.get('path');
    const set = called === undefined || !photoLoaders.has(name) ? undefined : constantOf(called);
    return smallPhotoSets.has(name) || (typeof set === 'string' && smallPhotoSetNames.has(baseName(set)));
  });
}

/** `food101` of `ethz/food101` and `food101:2.0.0` */
function baseName(set: string): string {
  return (set.split(':')[0] ?? '').split('/').find((part) => smallPhotoSetNames.has(part)) ?? '';
}

const photoLoaders = new Set(['tensorflow_datasets.load', 'datasets.load_dataset']);

/** The same architecture is built with its published weights elsewhere in the program: they are at hand. */
function isUsedWithWeights(built: readonly Activation[], call: Activation): boolean {
  return built.some(
    (other) =>
      libraryName(other.callee) === libraryName(call.callee) && isPublishedFunction(call) && !startsAtRandom(other) && namesWeights(other),
  );
}

/** A function for one architecture; `timm.create_model` is for all of them. */
function isPublishedFunction(call: Activation): boolean {
  return libraryName(call.callee) !== 'timm.create_model';
}

/** Weights that are said by name, not by a variable: `weights="imagenet"`. */
function namesWeights({ arguments: { keywords, positional } }: Activation): boolean {
  return [keywords.get('weights'), keywords.get('pretrained'), positional[0], positional[1]].some((value) => {
    const weights = value === undefined ? undefined : constantOf(value);
    return (
      weights === true || weights === 'imagenet' || (typeof weights === 'string' && weights.startsWith('IMAGENET')) || isWeightsEntry(value)
    );
  });
}

/** `ResNet50_Weights.IMAGENET1K_V2` */
function isWeightsEntry(value: Possible | undefined): boolean {
  return value?.options.some(({ value: one }) => one.kind === 'external' && /_Weights\.\w+$/.test(one.name)) === true;
}

function trains(program: Program): boolean {
  return ['backward', 'fit', 'fit_generator'].some((name) => program.callsNamed(name).length > 0);
}

/** Weights come from a file. */
function loadsWeights(program: Program): boolean {
  return ['load_state_dict', 'load_weights', 'load_model', 'load_checkpoint'].some((name) => program.callsNamed(name).length > 0);
}

/** Weights are to be made here. */
function saysFromScratch(program: Program): boolean {
  return program.document.fragments.some(({ text }) =>
    /pre_?train(?!ed)|simclr|byol|moco|from[_ ]scratch|imagenet[_/-]?1k|ILSVRC/i.test(text),
  );
}

function isPublished(call: Activation): boolean {
  const name = libraryName(call.callee) ?? '';
  return /^torchvision\.models\.(?!get_)[a-z]\w+$|^keras\.applications\.[A-Z]\w+$|^timm\.create_model$/.test(name);
}

/** torchvision and timm start at random unless told otherwise, Keras with ImageNet unless told otherwise. */
function startsAtRandom(call: Activation): boolean {
  const isKeras = (libraryName(call.callee) ?? '').startsWith('keras.');
  const isTimm = (libraryName(call.callee) ?? '').startsWith('timm.');
  const { positional, keywords, openKeywords } = call.arguments;
  const given = keywords.get('weights') ?? keywords.get('pretrained') ?? (isKeras || isTimm ? positional[1] : positional[0]);
  if (openKeywords || given === undefined) {
    return !openKeywords && !isKeras;
  }
  const value = constantOf(given);
  return value === null || value === false;
}

const heads = new Set(['fc', 'classifier', 'head', 'heads']);

/** The head is one's own: a number of classes, known or counted in the data, another last layer, or no top. */
function isAdapted(program: Program, call: Activation): boolean {
  const classes = ['num_classes', 'classes'].map((name) => call.arguments.keywords.get(name)).find((value) => value !== undefined);
  const count = classes === undefined ? undefined : constantOf(classes);
  const isCounted = classes !== undefined && count === undefined && [...ancestors(classes)].length > 0;
  const top = call.arguments.keywords.get('include_top');
  const replaced = program.attributeWrites.some(({ name, object }) => heads.has(name) && makers(object).includes(call));
  return (typeof count === 'number' && count < 1000) || isCounted || (top !== undefined && constantOf(top) === false) || replaced;
}

/** Other than three channels: the published first layer does not fit. */
function takesOtherImages(program: Program, call: Activation): boolean {
  const channels = call.arguments.keywords.get('in_chans');
  return (
    (channels !== undefined && constantOf(channels) !== 3) ||
    program.attributeWrites.some(({ name, object }) => name === 'conv1' && makers(object).includes(call)) ||
    program.document.fragments.some(({ text }) =>
      /Grayscale\(|color_mode\s*=\s*["']grayscale|,\s*1\s*\)\s*,?\s*\)?\s*#?\s*gray/i.test(text),
    )
  );
}
