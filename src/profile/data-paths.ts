import { originOf } from '../ml/data-flow';
import { libraryName } from '../ml/surroundings';
import { listed } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Option, Possible } from '../python/values/possible';
import { stepsOf } from '../python/values/trail';
import type { FactReader } from './facts';
import type { Fact } from './run-profile';
import { dictionary } from '../python/dictionary';

/** Calls that read training data from a file or folder: the parameter that names it, and its position. */
const readers: Readonly<Record<string, readonly [parameter: string, position: number]>> = dictionary({
  'pandas.read_csv': ['filepath_or_buffer', 0],
  'pandas.read_table': ['filepath_or_buffer', 0],
  'pandas.read_parquet': ['path', 0],
  'pandas.read_feather': ['path', 0],
  'pandas.read_pickle': ['filepath_or_buffer', 0],
  'pandas.read_json': ['path_or_buf', 0],
  'pandas.read_excel': ['io', 0],
  'pandas.read_hdf': ['path_or_buf', 0],
  'polars.read_csv': ['source', 0],
  'polars.read_parquet': ['source', 0],
  'numpy.load': ['file', 0],
  'numpy.loadtxt': ['fname', 0],
  'numpy.genfromtxt': ['fname', 0],
  'numpy.memmap': ['filename', 0],
  'scipy.io.loadmat': ['file_name', 0],
  'sklearn.datasets.load_svmlight_file': ['f', 0],
  'sklearn.datasets.load_files': ['container_path', 0],
  'h5py.File': ['name', 0],
  'builtins.open': ['file', 0],
  'datasets.load_from_disk': ['dataset_path', 0],
  'torchvision.datasets.ImageFolder': ['root', 0],
  'torchvision.datasets.DatasetFolder': ['root', 0],
  'keras.utils.image_dataset_from_directory': ['directory', 0],
  'keras.utils.text_dataset_from_directory': ['directory', 0],
  'keras.utils.audio_dataset_from_directory': ['directory', 0],
  'keras.preprocessing.image_dataset_from_directory': ['directory', 0],
  'keras.preprocessing.text_dataset_from_directory': ['directory', 0],
  'tensorflow.data.TFRecordDataset': ['filenames', 0],
  'tensorflow.data.TextLineDataset': ['filenames', 0],
  'tensorflow.data.experimental.make_csv_dataset': ['file_pattern', 0],
  'xgboost.DMatrix': ['data', 0],
  'lightgbm.Dataset': ['data', 0],
  'catboost.Pool': ['data', 0],
  'joblib.load': ['filename', 0],
  'sklearn.externals.joblib.load': ['filename', 0],
});

/** Calls that list what lies in a folder, or read one sample of many: they say what data is only where the data is made of them. */
const sampling: Readonly<Record<string, readonly [parameter: string, position: number]>> = dictionary({
  'glob.glob': ['pathname', 0],
  'glob.iglob': ['pathname', 0],
  'os.listdir': ['path', 0],
  'os.scandir': ['path', 0],
  'os.walk': ['top', 0],
  'cv2.imread': ['filename', 0],
  'PIL.Image.open': ['fp', 0],
  'librosa.load': ['path', 0],
  'torchaudio.load': ['uri', 0],
  'soundfile.read': ['file', 0],
});

/** Methods that list what lies in the folder they are called on. */
const listing = new Set(['glob', 'rglob', 'iterdir']);

/** Methods that read a folder, whatever made the object they are called on. */
const methodReaders: Readonly<Record<string, readonly [parameter: string, position: number]>> = dictionary({
  flow_from_directory: ['directory', 0],
  flow_from_dataframe: ['directory', 1],
  // fastai: the factories of its loaders, and `DataBlock.dataloaders`.
  from_folder: ['path', 0],
  from_name_func: ['path', 0],
  from_name_re: ['path', 0],
  from_path_func: ['path', 0],
  from_path_re: ['path', 0],
  from_csv: ['path', 0],
  from_df: ['path', 1],
  from_label_func: ['path', 0],
  dataloaders: ['source', 0],
});

/** Calls that bring a published data set to this machine and return where it lies: what they are given names it. */
const fetchers = new Set([
  'untar_data',
  'setup_comp',
  'dataset_download',
  'competition_download',
  'snapshot_download',
  'download_and_extract_archive',
  'get_file',
]);

/** The file or folder that a call reads as a data set, by its name. */
export function dataPathOf(reader: FactReader, call: Activation): Fact<string> | undefined {
  const known = readers[libraryName(call.callee) ?? ''] ?? methodReaders[call.site.name];
  if (known === undefined) {
    return undefined;
  }
  if (call.site.name === 'open' && !isReadForText(call)) {
    return undefined;
  }
  const path = call.arguments.get(...known);
  return path.kind === 'given' ? namedPath(reader, path.possible, call) : undefined;
}

/** The folder that a call lists, or takes one sample from, by its name. */
export function samplePathOf(reader: FactReader, call: Activation): Fact<string> | undefined {
  const known = sampling[libraryName(call.callee) ?? ''];
  const answer = known === undefined ? undefined : call.arguments.get(...known);
  const path = answer?.kind === 'given' ? answer.possible : listing.has(call.site.name) ? call.receiver : null;
  return path === null || isWrittenTo(path) ? undefined : namedPath(reader, path, call);
}

/** A folder for what the run itself leaves behind. */
function isWrittenTo({ options }: Possible): boolean {
  return options.some(({ trail }) =>
    stepsOf(trail).some(({ what }) => /(^|_)(out|output|save|ckpt|checkpoint|log|result|model|work|run|exp)s?(_|$)/i.test(what)),
  );
}

/** Whether what `open` returns is read as data here: not written to, and no configuration, log or weights. */
function isReadForText(call: Activation): boolean {
  const mode = call.arguments.get('mode', 1);
  const text = mode.kind === 'given' ? textOf(mode.possible) : 'r';
  return text !== undefined && !/[wax+]/.test(text);
}

/** The name that a path gives to the data behind it: that of its file or folder, of the folder above where that says nothing. */
export function namedPath(reader: FactReader, path: Possible, call: Activation): Fact<string> | undefined {
  const option = path.options[0];
  const name = nameIn(fetchedFrom(reader, path, 6)) ?? nameIn(partsOf(reader, path, 6));
  const ownName = /([^/]+)\.\w+$/.exec(reader.program.document.path)?.[1];
  return name === undefined || name === ownName || path.options.length > 1 ? undefined : factOf(reader, option, name, call);
}

function factOf(reader: FactReader, option: Option | undefined, name: string, call: Activation): Fact<string> {
  const source = reader.source(option);
  return source.trail === undefined ? reader.seen(name, call.site.place, call.site.text) : { value: name, ...source };
}

/** Names that say what a part of a data set is for, and not which data set it is. */
const saysNothing =
  /^(\.{0,2}|~|data|datasets?|inputs?|downloads?|desktop|documents|users|workspace|path|to|your|final|clean(ed)?|prepared|preprocessed|splits?|train|training|trainval|trn|images?|imgs?|raw|files?|content|kaggle|working|processed|dataset|tmp|home|mnt|drive|mydrive|train[_-]?(images?|data|set|features)|(train|training|data|dataset|images?|input)\.\w+|\w+:)$/i;
const noDataSet =
  /\.(ya?ml|toml|cfg|ini|md|log|py|pth?|ckpt|h5py|onnx|safetensors|css|js|png|jpe?g|html?)$|config|hyper_?param|vocab|(^|[_-])(word|char|token|idx|index|id)s?_?(index|indices|(to|2)_?(idx|index|id|ix|word|char|token))s?(\.|$)|tokenizer|label_?map|class(es|_names|_to_idx|_index)|checkpoint|submission|requirements|readme|special_?tokens|(^|[_-])(state|history|results?|metrics|predictions?|report|meta|oof|log)\.(json|pkl|pickle|csv|txt)$|^(tmp_?)?cached?([_-]|$)|^meta_?data|(scaler|encoder|vectori[sz]er|model|clf|classifier|weights|pipeline|preprocessor|imputer|optimizer)s?\.(pkl|pickle|joblib|sav|p|bin|model|h5|json)$|^(hparams|params|settings|args|options|mapping|labels?|categories|history|index)\.json$|^__file__$/i;

/** Annotation files of COCO, which are published under these names alone. */
const cocoAnnotations = /^(?:captions|instances|person_keypoints|panoptic|stuff)_(?:train|val)(20\d\d)\b/;

/** Where a person keeps files, which nobody else has. */
const personalFolder = /^(?:[A-Za-z]:)?[\\/]+(?:home|users)[\\/]+[^\\/]+/i;

const settingsFolder = /(^|_)(args|configs?|conf|hparams|hyps?|settings|params)$/i;

/** To be filled in by whoever runs the script. */
const placeholder = /^<?(your|path_to|insert|enter)[_-]/i;

function nameIn(parts: readonly string[]): string | undefined {
  const names = parts
    .flatMap((part) =>
      part
        .replace(/^(https?:.*?)\?.*$/, '$1')
        .replace(personalFolder, '')
        .split(/[\\/]+/),
    )
    .filter((name) => name !== '' && !/[*{}]/.test(name));
  // Data sets of Kaggle lie in folders of their own under `input`.
  const published = names.find((name, at) => names[at - 1] === 'input' && at < names.length - 1 && !saysNothing.test(name));
  if (published !== undefined && /(^|\/)(kaggle|\.\.)\/input\//.test(parts.join('/'))) {
    return published;
  }
  if (names.some((name) => placeholder.test(name))) {
    return undefined;
  }
  const [, coco] = cocoAnnotations.exec(names.at(-1) ?? '') ?? [];
  if (coco !== undefined) {
    return `coco${coco}`;
  }
  if (
    names.length === 0 ||
    noDataSet.test(names.at(-1) ?? '') ||
    names.some((name) => settingsFolder.test(name)) ||
    /^[_.\W]/.test(names.at(-1) ?? '')
  ) {
    return undefined;
  }
  return names.findLast((name) => !saysNothing.test(name));
}

/** Text written in a path, in order; what is computed in between is left out. */
function partsOf(reader: FactReader, path: Possible, depth: number): readonly string[] {
  const [option] = path.options;
  // One of several that a loop or a condition picks is no name.
  if (option === undefined || depth === 0 || path.options.length > 1) {
    return [];
  }
  const { value } = option;
  if (value.kind === 'constant') {
    return typeof value.value === 'string' ? [value.value] : [];
  }
  if (value.kind === 'sequence') {
    const [first] = listed(value);
    return first === undefined ? [] : partsOf(reader, first, depth - 1);
  }
  const origin = originOf(value);
  if (origin?.kind === 'operation') {
    return origin.inputs.flatMap((input) => partsOf(reader, input, depth - 1));
  }
  if (origin?.kind === 'element' || origin?.kind === 'attribute') {
    return origin.kind === 'attribute' && ['parent', 'parents'].includes(origin.name) ? [] : partsOf(reader, origin.of, depth - 1);
  }
  if (origin?.kind !== 'call') {
    return [];
  }
  const { activation } = origin;
  const { name } = activation.site;
  const { positional } = activation.arguments;
  if (name === 'join' || name === 'joinpath' || name === 'Path' || name === 'str' || name === 'expanduser' || name === 'format') {
    const receiver = activation.receiver === null ? [] : partsOf(reader, activation.receiver, depth - 1);
    return [...receiver, ...positional.flatMap((part) => partsOf(reader, part, depth - 1))].filter((part) => !part.endsWith('.py'));
  }
  if (sameFolder.has(name)) {
    const path = activation.callee.kind === 'method' ? activation.receiver : positional[0];
    return path === null || path === undefined ? [] : partsOf(reader, path, depth - 1);
  }
  return fetchedBy(reader, activation, depth);
}

/** What gives a path to the same place. */
const sameFolder = new Set([
  'with_suffix',
  'resolve',
  'absolute',
  'abspath',
  'realpath',
  'dirname',
  'glob',
  'rglob',
  'iterdir',
  'iglob',
  'listdir',
  'sorted',
]);

/** What the folder in which a path starts was fetched by. */
function fetchedFrom(reader: FactReader, path: Possible, depth: number): readonly string[] {
  const origin = path.options[0] === undefined || depth === 0 ? null : originOf(path.options[0].value);
  if (origin?.kind === 'operation') {
    const [start] = origin.inputs;
    return start === undefined ? [] : fetchedFrom(reader, start, depth - 1);
  }
  if (origin?.kind !== 'call') {
    return [];
  }
  const { activation } = origin;
  const { positional } = activation.arguments;
  const start = ['join', 'Path', 'str'].includes(activation.site.name) ? positional[0] : undefined;
  return start === undefined ? fetchedBy(reader, activation, depth) : fetchedFrom(reader, start, depth - 1);
}

function fetchedBy(reader: FactReader, activation: Activation, depth: number): readonly string[] {
  const { positional, keywords } = activation.arguments;
  const [first] = positional.length > 0 ? positional : keywords.values();
  return fetchers.has(activation.site.name) && first !== undefined ? fetched(reader, first, activation, depth) : [];
}

/** `untar_data(URLs.PETS)`: the constant's own name, where a text does not say it. */
function fetched(reader: FactReader, first: Possible, activation: Activation, depth: number): readonly string[] {
  const written = partsOf(reader, first, depth - 1);
  const [value] = first.options.map((option) => option.value);
  if (written.length > 0) {
    return written.map((text) => text.replace(/^https?:\/\/[^/]+\//, ''));
  }
  if (value?.kind === 'external') {
    return [value.name.slice(value.name.lastIndexOf('.') + 1).toLowerCase()];
  }
  const [argument] = activation.site.arguments;
  const attribute = /^\w+\.([A-Z]\w*)$/.exec(argument === undefined ? '' : reader.program.textOf(argument.valuePlace));
  return attribute?.[1] === undefined ? [] : [attribute[1].toLowerCase()];
}

function textOf(possible: Possible): string | undefined {
  const [option] = possible.options;
  return possible.options.length === 1 && option?.value.kind === 'constant' && typeof option.value.value === 'string'
    ? option.value.value
    : undefined;
}
