import { libraryName } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import { layers } from '../python/program/context';
import { constantOf } from '../python/values/possible';
import type { FactReader } from './facts';

/** Calls that put weights into a model. */
const loading = ['load_state_dict', 'load_weights', 'load_checkpoint', 'load_pretrained', 'load_from_checkpoint', 'restore'];
/** What keeps a state of its own beside the model. */
const noModel = /optim|sched|scaler|(^|[._])(opt|ema|sampler|tokenizer|loader)$/i;
/** Conditions that hold only when an earlier run is taken up again. */
const resuming = /resum|checkpoint|ckpt|continue|restart|restore|start_epoch|load|exists|evaluate|test|demo/i;
const takenUp = /^(\w+\.)*(resume\w*|restore\w*|continue_\w+|start_iter|start_epoch)(\s+is not None)?$/;
const wordVectors = /^torchtext\.vocab\.(GloVe|FastText|CharNGram|Vectors)$|^gensim\.(downloader\.load|models\.KeyedVectors\.)/;

/**
 * Whether a model that the program makes starts from published or earlier weights: true when they are certainly put into it before it
 * is trained, false when nothing in the program does so; undefined in between.
 */
export function startsFromWeights(reader: FactReader, trainedAt: number): boolean | undefined {
  const { program } = reader;
  const calls = loading
    .flatMap((name) => program.callsNamed(name))
    .filter(
      (call) =>
        call.order < trainedAt &&
        !noModel.test(call.site.receiverText ?? '') &&
        !isOptimizers(reader, call) &&
        !isReading(call) &&
        !isCopy(reader, call),
    );
  const certain = calls.some((call) => guardsOf(call).length === 0);
  if (certain || program.activations.some(isOfWordVectors)) {
    return true;
  }
  const perhaps =
    calls.some((call) => guardsOf(call).every((text) => !resuming.test(text))) ||
    program
      .callsNamed('from_pretrained')
      .some(({ callee, site, order }) => order < trainedAt && loadsModel(libraryName(callee) ?? '', site.receiverText ?? '')) ||
    program.activations.some(({ arguments: { keywords } }) =>
      ['weights', 'pretrained', 'weights_path', 'pretrained_path', 'encoder_weights', 'checkpoint'].some((name) => keywords.has(name)),
    );
  return perhaps ? undefined : false;
}

/** Published vectors of words, read as such or asked for where a vocabulary is built. */
function isOfWordVectors({ callee, site, arguments: { keywords } }: Activation): boolean {
  const name = libraryName(callee) ?? (callee.kind === 'outside' ? callee.name : '');
  const vectors = site.name === 'build_vocab' ? keywords.get('vectors') : undefined;
  return wordVectors.test(name) || (vectors !== undefined && constantOf(vectors) !== null);
}

/** Opens a file of weights, and puts them nowhere. */
function isReading({ callee }: Activation): boolean {
  return libraryName(callee) === 'tensorflow.train.load_checkpoint';
}

/** What one network of the program is at that moment is put into another: `target.load_state_dict(policy.state_dict())`. */
function isCopy({ program }: FactReader, { site }: Activation): boolean {
  return site.arguments.some(
    ({ valuePlace }) => program.textOf(valuePlace).endsWith('.state_dict()') && !/load|from_pretrained/.test(program.textOf(valuePlace)),
  );
}

/** What has to hold for a call to be made; that no earlier run is taken up again holds for one that begins. */
function guardsOf({ context }: Activation): readonly string[] {
  return [...layers(context)].flatMap((layer) =>
    layer.kind === 'guard' &&
    layer.condition.names.some((name) => name !== '__name__') &&
    !(layer.condition.negated && takenUp.test(layer.condition.text))
      ? [layer.condition.text]
      : [],
  );
}

function isOptimizers(reader: FactReader, { receiver }: Activation): boolean {
  return (
    receiver?.options.some(({ value }) => reader.program.typesOf(value).some((type) => /^torch\.(optim|amp|cuda\.amp)\./.test(type))) ===
    true
  );
}

const besideModels = /Embedding$|(Tokenizer|Processor|FeatureExtractor|Config|Scheduler)(Fast)?$/;

/** Tables of numbers that are computed, and what reads texts and images, are no weights of a model. */
function loadsModel(name: string, receiver: string): boolean {
  return (
    !name.startsWith('torch.nn.Embedding') && ![name.replace(/\.from_pretrained$/, ''), receiver].some((text) => besideModels.test(text))
  );
}
