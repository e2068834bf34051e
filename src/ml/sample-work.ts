import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import type { Possible } from '../python/values/possible';
import type { FunctionValue } from '../python/values/value';
import { ancestors } from './data-flow';
import { callsDuring, libraryName } from './surroundings';

/**
 * What happens for each sample of a data set: `work` where files are read, decoded or transformed, `none` where samples are only handed
 * over, `unknown` where the data set comes from elsewhere.
 */
export type SampleWork = 'work' | 'none' | 'unknown';

/** Data sets whose samples are tensors already. */
const inMemory = new Set(['torch.utils.data.TensorDataset', 'torchvision.datasets.FakeData', 'torch_geometric.datasets.Planetoid']);
/** Pictures of 28 × 28 pixels and less. */
export const tinyPictureSets: ReadonlySet<string> = new Set(
  ['MNIST', 'FashionMNIST', 'KMNIST', 'QMNIST', 'EMNIST', 'USPS'].map((name) => `torchvision.datasets.${name}`),
);

/** Calls that hand a sample over without work that another process could take off. */
const handing =
  /^(torch\.(tensor|as_tensor|from_numpy|Tensor|FloatTensor|LongTensor|IntTensor|DoubleTensor|BoolTensor|stack|cat|zeros|ones)|numpy\.(array|asarray|float32|int64)|builtins\.(len|int|float|bool|str|dict|tuple|list|range|slice|isinstance))$/;
const handingMethods = new Set(
  'float long int clone copy astype unsqueeze view reshape to items is_tensor tolist index item squeeze transpose permute'.split(' '),
);
/** Files are read, or samples decoded and transformed. Cutting a text into tokens takes a fast tokenizer a fraction of a millisecond. */
const reading =
  /^(PIL|cv2|imageio|skimage|torchvision|albumentations|librosa|torchaudio|soundfile|pydicom|nibabel|SimpleITK|rasterio|tifffile|h5py|kornia|monai|scipy\.(io|signal|ndimage))\.|^(numpy\.(load|genfromtxt|loadtxt|fromfile)|torch\.load|pickle\.load|json\.loads?|pandas\.read_\w+|builtins\.open)$/;
const readingNames = /^(load|read)|_(load|read)(_|$)|resize|^_?get_(image|img|audio|video)|imread|open$|^decode_/i;

/** What is done for a sample of a data set. */
export function sampleWork(program: Program, dataset: Possible): SampleWork {
  const made = [...ancestors(dataset)];
  const types = dataset.options.flatMap(({ value }) => program.typesOf(value));
  const names = [...types, ...made.map(({ callee }) => libraryName(callee) ?? '')];
  if (dataset.options.some(({ value }) => value.kind === 'sequence') || names.some((name) => inMemory.has(name))) {
    return 'none';
  }
  const items = itemsOf(program, dataset);
  if (items.length === 0) {
    const isOfPictures = names.some((name) => name.startsWith('torchvision.datasets.'));
    // An epoch over tiny pictures takes seconds in any case.
    return isOfPictures && !names.some((name) => tinyPictureSets.has(name)) ? 'work' : 'unknown';
  }
  const calls = items.flatMap((item) => callsDuring(program, item));
  if (calls.length === 0 && items.some((item) => !program.isEvaluated(item))) {
    return 'unknown';
  }
  if (calls.every(handsOver)) {
    return 'none';
  }
  return calls.some(reads) ? 'work' : 'unknown';
}

/** How the program's own classes give a sample: of the data set itself, and of those that it was made from. */
export function itemsOf(program: Program, dataset: Possible): readonly FunctionValue[] {
  const classes = [
    ...dataset.options.map(({ value }) => (value.kind === 'instance' ? value.of : null)),
    ...[...ancestors(dataset)].map(({ callee }) => (callee.kind === 'class' ? callee.of : null)),
  ];
  const items = classes.flatMap((of) => (of === null ? [] : (program.methodOf(of, '__getitem__') ?? [])));
  return items.filter((item, at) => items.findIndex(({ node }) => node === item.node) === at);
}

function handsOver({ callee, site }: Activation): boolean {
  return handing.test(libraryName(callee) ?? '') || (callee.kind === 'method' && handingMethods.has(site.name));
}

function reads({ callee, site }: Activation): boolean {
  const name = callee.kind === 'outside' ? callee.name : (libraryName(callee) ?? '');
  const isOwn = callee.kind === 'function' || callee.kind === 'class';
  return reading.test(name) || readingNames.test(site.name) || (!isOwn && /transforms?$/i.test(site.name));
}
