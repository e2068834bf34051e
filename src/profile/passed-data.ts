import { ancestors } from '../ml/data-flow';
import { isOutOfReach } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import { stepsOf } from '../python/values/trail';
import type { Possible } from '../python/values/possible';
import { namedPath } from './data-paths';
import { asText, passedAs, type FactReader } from './facts';
import type { Fact } from './run-profile';

const names = /^(train_)?data_?(set)?(_?name)?$/i;
const settings = ['dataset', 'data_set', 'dataset_name', 'data_name'];
const paths =
  /^(train(ing)?_?)?((data(set)?|image|img|imgs|corpus|caption)s?_?(dir|path|root|file|folder)|(train|train_?data)_?(file|path|dir|folder|csv))$/i;
/** What people answer where a path is asked for, and what a name is not. */
const notANames = /[\\/]|^(true|false|none|auto|default|train|test|val)$|\.(ya?ml|json|py|cfg)$/i;

/** The data set that code outside the workspace is told to load: by a setting of that name, else by the path it is given. */
export function passedDataset(reader: FactReader, data: Possible): Fact<string> | undefined {
  const outside = [...ancestors(data)].filter(isUnknownCode);
  for (const call of outside) {
    const name = passedAs(reader, call, names, asText) ?? inSettings(reader, call);
    if (name !== undefined && !notANames.test(name.value)) {
      return name;
    }
  }
  for (const call of outside) {
    const given = [...call.arguments.positional, ...call.arguments.keywords.values()];
    const named = given.filter(isNamedPath).flatMap((value) => namedPath(reader, value, call) ?? []);
    // A file that only one data set has says more than the folder that somebody chose.
    const path = named.find(({ value }) => value.startsWith('coco20')) ?? named[0];
    if (path !== undefined) {
      return path;
    }
  }
  return undefined;
}

function isUnknownCode({ callee }: Activation): boolean {
  return callee.kind === 'unknown' || isOutOfReach(callee);
}

export function isNamedPath({ options }: Possible): boolean {
  return options.some(({ trail }) => stepsOf(trail).some(({ what }) => paths.test(what)));
}

/** The setting in a whole command line that is handed over: `build_dataset(args)`. */
function inSettings(reader: FactReader, call: Activation): Fact<string> | undefined {
  for (const { options } of [...call.arguments.positional, ...call.arguments.keywords.values()]) {
    const [option] = options;
    for (const name of option?.value.kind === 'instance' ? settings : []) {
      const value = option === undefined ? undefined : reader.program.attributeOf(option.value, name);
      const fact = reader.fact(value, asText);
      if (fact !== undefined) {
        return fact;
      }
    }
  }
  return undefined;
}
