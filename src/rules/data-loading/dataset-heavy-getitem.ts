import { wholeFileReaders, webRequests } from '../../libraries/families';
import { modelLoaders } from '../../libraries/serving';
import { isFixedPath } from '../../ml/fixed-paths';
import { dottedName } from '../../ml/repetition';
import { callsDuring, libraryName, makers } from '../../ml/surroundings';
import type { Activation, CallSite } from '../../python/program/call-site';
import { layers } from '../../python/program/context';
import type { Condition } from '../../python/program/condition';
import type { Program } from '../../python/program/program';
import type { FunctionValue } from '../../python/values/value';
import { calleePlace } from '../quoting';
import type { Rule } from '../rule';

type Work = 'file' | 'weights' | 'model' | 'web';

const messages: Readonly<Record<Work, string>> = {
  file: 'The same file is read and parsed again for every sample. Read it once in __init__ and pick from it here.',
  weights: 'A model or tokenizer is loaded again for every sample. Load it once in __init__ and use it here.',
  model:
    'A model runs here for one sample at a time, in the process that loads data. Compute its results once before training, in batches, and read them here.',
  web: 'Every access downloads the sample again. Download the data once before training and read it from disk here.',
};

const itemClasses = ['torch.utils.data.Dataset', 'keras.utils.PyDataset'];

/** Work that is the same for all samples, done for each of them. */
export const datasetHeavyGetitem: Rule = {
  meta: {
    id: 'dataset-heavy-getitem',
    topic: 'data-loading',
    title: 'Each sample repeats work that is the same for all',
    severity: 'hint',
    frameworks: ['torch', 'keras'],
    markers: ['__getitem__'],
    saving: {
      energyShare: null,
      evidence: 'none',
      source: 'no source found: the cost is that of the repeated work, once for each sample and epoch',
    },
  },
  *check(program) {
    for (const item of itemMethods(program)) {
      const found = new Set<CallSite>();
      for (const call of callsDuring(program, item)) {
        const work = workOf(program, call, item);
        if (work !== undefined && !found.has(call.site) && program.isHere(call.site.place) && runsForEachSample(call, item)) {
          found.add(call.site);
          yield { place: calleePlace(call.site), message: messages[work], confidence: 'high', fixes: [] };
        }
      }
    }
  },
};

/** What a loader calls once a sample, or a Keras model once a batch. */
function itemMethods(program: Program): readonly FunctionValue[] {
  return program.classes.flatMap((of) => {
    const item = program.methodOf(of, '__getitem__');
    const isDataset = program.basesOf(of).library.some((base) => itemClasses.includes(base));
    return item === undefined || !isDataset || item.owner !== of ? [] : [item];
  });
}

function workOf(program: Program, call: Activation, item: FunctionValue): Work | undefined {
  const name = libraryName(call.callee) ?? '';
  if (name === 'h5py.File') {
    return readsTheSameFile(call, item) && wholeArray.test(program.textOf(item.node)) ? 'file' : undefined;
  }
  if (wholeFileReaders.has(name)) {
    return readsTheSameFile(call, item) ? 'file' : undefined;
  }
  if (webRequests.has(name)) {
    return 'web';
  }
  if ((name.startsWith('transformers.') && call.site.name === 'from_pretrained') || loadsModel.has(dottedName(call.callee) ?? '')) {
    return 'weights';
  }
  return runsModel(program, call) ? 'model' : undefined;
}

/** What reads a model, and not also data of any other kind. */
const loadsModel = new Set(modelLoaders.filter((name) => !wholeFileReaders.has(name) && !name.endsWith('joblib.load')));

/** `file["images"][:]`, `file["images"][()]`: all of an array of an HDF5 file. */
const wholeArray = /\]\s*\[\s*(?::|\(\)|\.\.\.)\s*\]/;

/** Keywords that read a part of a file: another one for each sample, as it may be. */
const partly = ['skiprows', 'nrows', 'chunksize', 'iterator', 'mmap_mode', 'filters', 'row_groups'];

/** The path is not made with the index. */
function readsTheSameFile({ arguments: given }: Activation, item: FunctionValue): boolean {
  const indices = item.node.parameters.slice(1).map(({ name }) => name);
  const [file] = [
    ...given.positional,
    ...['filepath_or_buffer', 'path', 'file', 'fp', 'f', 'io'].flatMap((name) => given.keywords.get(name) ?? []),
  ];
  return (
    file !== undefined &&
    !given.openKeywords &&
    !partly.some((name) => given.keywords.has(name)) &&
    isFixedPath(file, (name) => indices.includes(name))
  );
}

/** A pretrained network, or the encoder of Sentence Transformers. */
function runsModel(program: Program, call: Activation): boolean {
  if (call.callee.kind === 'object') {
    const { of } = call.callee;
    return (
      of.options.some(({ value }) => program.typesOf(value).includes('transformers.PreTrainedModel')) ||
      makers(of).some(({ callee }) => /^(timm\.create_model|torchvision\.models\.)/.test(libraryName(callee) ?? ''))
    );
  }
  const isEncoder = call.site.name === 'encode' && call.receiver !== null;
  return (
    isEncoder &&
    makers(call.receiver).some(({ callee }) => libraryName(callee) === 'sentence_transformers.SentenceTransformer' || nameOutside(callee))
  );
}

function nameOutside(callee: Activation['callee']): boolean {
  return callee.kind === 'outside' && callee.name.endsWith('.SentenceTransformer');
}

/** Neither behind a test for what was read before, nor in a function that remembers, nor after a failure. */
function runsForEachSample(call: Activation, item: FunctionValue): boolean {
  for (const layer of layers(call.context)) {
    if (layer.kind === 'handler' || (layer.kind === 'guard' && isFirstTimeTest(layer.condition))) {
      return false;
    }
    if (layer.kind === 'frame') {
      if (
        layer.of.decorators.length > 0 &&
        layer.of.decorators.some(({ options }) =>
          options.some(({ value }) => value.kind !== 'external' || value.name !== 'builtins.property'),
        )
      ) {
        return false;
      }
      if (layer.of.node === item.node) {
        return true;
      }
    }
  }
  return false;
}

function isFirstTimeTest({ operators, names, calls, text }: Condition): boolean {
  return (
    operators.some((operator) => operator === 'in' || operator === 'not in') ||
    /\bNone\b/.test(text) ||
    [...names, ...calls].some((name) => /(hasattr|exists|is_file|isfile|getattr|cache|loaded|initiali[sz]ed|opened|ready)/i.test(name)) ||
    (operators.includes('not') && names.some((name) => name.startsWith('self.')))
  );
}
