import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { Possible } from '../python/values/possible';
import { ancestors } from './data-flow';
import { constantArgument, libraryName, makers, surroundedBy } from './surroundings';

/**
 * How heavy the training of a network is, as far as its layers and data say: `heavy` where pictures are convolved, texts are read by
 * recurrent layers or attention, or a published architecture is trained; `light` where there are only dense layers, as on tables, or
 * pictures of a few hundred pixels.
 */
export type Weight = 'heavy' | 'light' | 'unknown';

/** Published architectures, and layers of attention. */
const published =
  /^(keras\.(applications\.\w+|layers\.(MultiHeadAttention|ConvLSTM[123]D|Conv3D))|keras_(cv|hub|nlp)\.models\.|transformers\.(TF\w+|_TFAutoModel)|(efficientnet|segmentation_models|vit_keras|classification_models|keras_unet\w*|tensorflow_hub)\.)/;
const convolution = /^keras\.layers\.(Conv2D|SeparableConv2D|DepthwiseConv2D|Conv2DTranspose)$/;
const recurrent = /^keras\.layers\.(LSTM|GRU|SimpleRNN|CuDNNLSTM|CuDNNGRU)$/;
/** Layers of which a network on a table is made. */
const plain =
  /^keras\.(Input|Sequential|Model|layers\.(Dense|InputLayer|Dropout|AlphaDropout|GaussianNoise|GaussianDropout|BatchNormalization|LayerNormalization|GlobalAveragePooling2D|GlobalMaxPooling2D|Activation|ReLU|LeakyReLU|PReLU|ELU|Flatten|Add|Concatenate|add|concatenate|multiply|Multiply|Normalization))(\.|$)/;
/** Convolutions from which on a network is more than one to try out. */
const someConvolutions = 2;
/** Units from which a recurrent layer is no toy; of fewer, texts are what is long about it. */
const someUnits = 64;

/** The weight of the network that a Keras model is, by the layers that lead to it; of one whose layers are not known, by those of the program. */
export function networkWeight(program: Program, model: Possible | null): Weight {
  const own = model === null ? [] : layersOf(program, model);
  const made = own.length > 0 ? own : program.activations.filter((call) => nameOf(call).startsWith('keras.layers.'));
  if (isHeavy(made)) {
    return isOfTinyPictures(program) ? 'light' : 'heavy';
  }
  return areDense(own) ? 'light' : 'unknown';
}

/** Whether the layers that lead to a Keras model are known, and all of them dense. */
export function isMadeOfDense(program: Program, model: Possible | null): boolean {
  return model !== null && areDense(layersOf(program, model));
}

function areDense(layers: readonly Activation[]): boolean {
  return layers.some((call) => nameOf(call).startsWith('keras.layers.')) && layers.every(isPlain);
}

function nameOf({ callee }: Activation): string {
  return libraryName(callee) ?? (callee.kind === 'outside' ? callee.name : '');
}

/** Layers that are handed to the model, added to it, or made by its class. */
function layersOf(program: Program, model: Possible): readonly Activation[] {
  const made = makers(model);
  const added = program
    .callsNamed('add')
    .filter(({ receiver }) => receiver !== null && makers(receiver).some((one) => made.includes(one)))
    .flatMap(({ arguments: given }) => given.positional.flatMap((layer) => [...ancestors(layer, 40)]));
  const classes = model.options.flatMap(({ value }) => (value.kind === 'instance' && value.of !== null ? [value.of] : []));
  const owned =
    classes.length === 0
      ? []
      : program.activations.filter(({ context }) =>
          surroundedBy(context, (layer) => layer.kind === 'frame' && classes.some((of) => layer.owner?.node === of.node)),
        );
  return [...ancestors(model), ...added, ...owned].filter((call) => isLayer(nameOf(call)));
}

function isLayer(name: string): boolean {
  return name.startsWith('keras.layers.') || published.test(name);
}

function isPlain(call: Activation): boolean {
  return plain.test(nameOf(call));
}

function isHeavy(made: readonly Activation[]): boolean {
  const names = made.map(nameOf);
  const sites = (pattern: RegExp): number => new Set(made.filter((call) => pattern.test(nameOf(call))).map(({ site }) => site)).size;
  const readsTexts = names.includes('keras.layers.Embedding');
  return (
    names.some((name) => published.test(name)) ||
    sites(convolution) >= someConvolutions ||
    made.some((call) => recurrent.test(nameOf(call)) && (readsTexts || isWide(call)))
  );
}

/** Many units, or dropout within the recurrence, with which a step of time is a step in Python (Keras 3 documentation of LSTM, 2024). */
function isWide(call: Activation): boolean {
  const [units, dropout] = [constantArgument(call, 'units', 0), constantArgument(call, 'recurrent_dropout')];
  return (typeof units === 'number' && units >= someUnits) || (typeof dropout === 'number' && dropout > 0);
}

/** Digits of 28 × 28 pixels: an epoch takes seconds. */
function isOfTinyPictures(program: Program): boolean {
  return (
    ['keras.datasets.mnist.load_data', 'keras.datasets.fashion_mnist.load_data', 'sklearn.datasets.load_digits'].some(
      (name) => program.callsOf(name).length > 0,
    ) || program.document.fragments.some(({ text }) => /\b28\s*,\s*28\b|\b8\s*,\s*8\s*,\s*1\b/.test(text))
  );
}
