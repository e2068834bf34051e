import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { Possible } from '../python/values/possible';
import { tinyPictureSets } from './sample-work';
import { constantArgument, innermostFrame, libraryName } from './surroundings';

/**
 * How much arithmetic a step of the program's networks has, as far as their layers say. `small` ones keep a GPU waiting for the next
 * kernel to be launched: less precision hardly shortens their steps. `large` ones have layers, or are of a kind, that fill it.
 */
export type NetworkSize = 'tiny' | 'small' | 'large' | 'unknown';

/** Below this many parameters the step is bound by kernel launches, and lower precision gains nothing. */
const tinyParameters = 1e5;
/** Matrix products fill a GPU from about 1,024 outputs on (NVIDIA, Linear/Fully-Connected Layers User's Guide, 2023, figure 3). */
const wideLayer = 1024;
/** A classifier of small pictures as in the first lesson of every course: LeNet and the like. */
const fewConvolutions = 8;
const fewChannels = 64;
/** One or two layers are no network to speak of. */
const fewLayers = 2;

const dense = /^torch\.nn\.(Linear|LazyLinear|Bilinear|Embedding|EmbeddingBag)$/;
const convolution = /^torch\.nn\.(Lazy)?Conv[123]d$/;
const otherLayers =
  /^torch\.nn\.(LSTM|GRU|RNN|Transformer|MultiheadAttention|(Lazy)?ConvTranspose)|^(torchvision\.models|timm|transformers|torch\.hub|segmentation_models_pytorch|monai|torch_geometric|dgl|fairscale|open_clip|clip)\./;
/** Packages of networks for tables: their layers are as narrow as the tables. */
const ofTables = /^(pytorch_tabular|pytorch_tabnet|rtdl\w*|tabm)(\.|$)/;
/** Attention written by hand out of dense layers. */
const attention =
  /^torch\.(nn\.(LayerNorm|RMSNorm|Softmax)|nn\.functional\.(softmax|scaled_dot_product_attention)|softmax|matmul|bmm|einsum|baddbmm)$/;

/** Networks of packages, and layers of attention. */
const largeParts =
  /^(torchvision\.models\.(?!\w*Weights)|timm\.create_model|torch\.hub\.load$|segmentation_models_pytorch\.|monai\.networks\.|torch\.nn\.(Transformer|MultiheadAttention)|transformers\.\w*(Model|For[A-Z])\w*)/;
/** Architectures by the names that classes and functions of other packages have. */
const largeNames =
  /res_?net|res_?next|efficient_?net|dense_?net|inception|vgg|conv_?next|mobile_?net|\bvit|swin|bert|gpt|llama|u_?net|deeplab|rcnn|yolo|diffusion/i;
/** Channels and hidden units from which convolutions and recurrent layers fill a GPU at usual batch sizes. */
const manyChannels = 256;
const manyUnits = 512;

/** Whether the program makes a layer, or calls for an architecture, whose arithmetic fills a GPU. */
function makesLargeParts(program: Program): boolean {
  return program.activations.some((call) => {
    const name = libraryName(call.callee) ?? (call.callee.kind === 'outside' ? call.callee.name : '');
    if (call.callee.kind === 'outside') {
      return (
        /^[A-Za-z_][\w.]*$/.test(name) &&
        !/token|process|weights|config|transform|dataset|loader|util/i.test(name) &&
        (largeParts.test(name) || largeNames.test(name))
      );
    }
    const isAtLeast = (least: number, parameter: string): boolean => {
      const size = constantArgument(call, parameter, 1);
      return typeof size === 'number' && size >= least;
    };
    return (
      (largeParts.test(name) && !/Tokenizer|Processor|Config/.test(name)) ||
      (convolution.test(name) && isAtLeast(manyChannels, 'out_channels')) ||
      (/^torch\.nn\.(LSTM|GRU|RNN)$/.test(name) && isAtLeast(manyUnits, 'hidden_size')) ||
      (name === 'torch.nn.Linear' && isAtLeast(wideLayer, 'out_features')) ||
      (name === 'torch.nn.Embedding' && isAtLeast(manyUnits, 'embedding_dim'))
    );
  });
}

/** The size of a network by the layers that the program makes; `model` is what is called in each step. */
export function networkSize(program: Program, model: Possible | null): NetworkSize {
  if (passesMessages(program)) {
    return 'small';
  }
  if (makesLargeParts(program)) {
    return 'large';
  }
  if (model !== null && !isMadeHere(program, model)) {
    return 'unknown';
  }
  const made = program.activations.filter((call) => isLayer(call) || isFromElsewhere(call));
  if (made.some((call) => isFromElsewhere(call) || otherLayers.test(libraryName(call.callee) ?? ''))) {
    return 'unknown';
  }
  if (made.length === 0) {
    return model !== null && isOwnClass(model) ? 'small' : 'unknown';
  }
  const counts = made.map(parametersOf);
  const isCounted = counts.every((count) => count !== undefined) && made.some((call) => !isEmbedding(call));
  const parameters = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  if (isCounted && parameters < tinyParameters) {
    return 'tiny';
  }
  const convolutions = made.filter((call) => convolution.test(libraryName(call.callee) ?? ''));
  if (convolutions.length > 0) {
    const isOnSmallPictures = [...tinyPictureSets].some((name) => program.callsOf(name).length > 0);
    return isOnSmallPictures || made.length <= fewLayers || isShallow(made, convolutions) ? 'small' : 'unknown';
  }
  return !attends(program, made) && !made.some(isWide) ? 'small' : 'unknown';
}

/** Few convolutions with few channels, on rows or before dense layers: those need pictures of one size, and a small one. */
function isShallow(made: readonly Activation[], convolutions: readonly Activation[]): boolean {
  const isOnRows = convolutions.every(({ callee }) => (libraryName(callee) ?? '').endsWith('Conv1d'));
  return (
    convolutions.length <= fewConvolutions &&
    convolutions.every(isThin) &&
    (isOnRows || made.length > convolutions.length) &&
    !made.some(isWide)
  );
}

/** Messages on graphs are gathered and scattered: memory and kernel launches bind such a step, not matrix products. */
export function passesMessages(program: Program): boolean {
  return [...program.imports].some((name) => /^(torch_geometric|dgl|torch_sparse|torch_scatter)(\.|$)/.test(name));
}

function isLayer({ callee }: Activation): boolean {
  const name = libraryName(callee) ?? '';
  return dense.test(name) || convolution.test(name) || otherLayers.test(name);
}

/** Part of a network that comes from a package the tables do not know. */
function isFromElsewhere({ callee, context }: Activation): boolean {
  if (callee.kind !== 'outside' || ofTables.test(callee.name)) {
    return false;
  }
  const made = innermostFrame(context)?.of.name;
  return made === '__init__' || made === 'setup';
}

/** An object of a class of the program, or a sequence of layers; also what a function was given without being called. */
function isMadeHere(program: Program, model: Possible): boolean {
  return model.options.every(({ value }) =>
    value.kind === 'instance'
      ? value.of !== null || /^torch\.nn\.(Sequential|Linear|Conv\dd)$/.test(value.className)
      : value.kind === 'unknown' && (value.origin.kind === 'parameter' || value.origin.kind === 'attribute'),
  );
}

function isOwnClass(model: Possible): boolean {
  return model.closed && model.options.every(({ value }) => value.kind === 'instance' && value.of !== null);
}

function isEmbedding({ callee }: Activation): boolean {
  return (libraryName(callee) ?? '').includes('Embedding');
}

function parametersOf(call: Activation): number | undefined {
  const name = libraryName(call.callee) ?? '';
  if (convolution.test(name)) {
    const kernel = constantArgument(call, 'kernel_size', 2);
    const sides = Array.from({ length: Number(/\d(?=d$)/.exec(name)?.[0]) }, () => kernel);
    return product(constantArgument(call, 'in_channels', 0), constantArgument(call, 'out_channels', 1), ...sides);
  }
  if (isEmbedding(call)) {
    // A table is looked up: it takes no part in any product.
    return 0;
  }
  return product(constantArgument(call, 'in_features', 0), constantArgument(call, 'out_features', 1));
}

function product(...factors: readonly unknown[]): number | undefined {
  return factors.every((factor) => typeof factor === 'number') ? factors.reduce<number>((result, factor) => result * factor, 1) : undefined;
}

function isThin(call: Activation): boolean {
  const channels = constantArgument(call, 'out_channels', 1);
  return typeof channels === 'number' && channels <= fewChannels;
}

function isWide(call: Activation): boolean {
  if (convolution.test(libraryName(call.callee) ?? '')) {
    return false;
  }
  const width = isEmbedding(call) ? constantArgument(call, 'embedding_dim', 1) : constantArgument(call, 'out_features', 1);
  return typeof width === 'number' && width >= wideLayer;
}

/** Embeddings, and what attention is written with. */
function attends(program: Program, made: readonly Activation[]): boolean {
  return (
    made.some(isEmbedding) &&
    program.activations.some(
      ({ callee, site }) => attention.test(libraryName(callee) ?? '') || site.name === 'softmax' || site.name === 'transpose',
    )
  );
}
