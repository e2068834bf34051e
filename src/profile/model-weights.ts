import { makers } from '../ml/surroundings';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import { asBoolean, asText, type FactReader } from './facts';
import type { Fact } from './run-profile';

/** `path/to/model`, `your-username/your-model`: to be filled in by whoever runs the script. */
export function isPlaceholder(name: string): boolean {
  return /(^|[/\\._-])(your|path[_/-]to)([/\\_-]|$)|^<.*>$|^\.\.\.$/i.test(name);
}

/** `snapshot_download("org/model")`, `kagglehub.model_download("org/model/framework/size")`: weights that are fetched by their name. */
export function downloadedName(reader: FactReader, path: Possible): Fact<string> | undefined {
  const fetched = makers(path).find(({ site }) => /^(snapshot|model)_download$/.test(site.name));
  const name =
    fetched === undefined ? undefined : reader.fact(fetched.arguments.positional[0] ?? fetched.arguments.keywords.get('repo_id'), asText);
  return name === undefined ? undefined : { ...name, value: name.value.split('/').slice(0, 2).join('/') };
}

/** A path that was computed from where the script lies, from the folder on that both share. */
export function withinProject({ program }: FactReader, name: string): string {
  const here = program.document.path.split('/');
  const parts = name.split('/');
  const shared = parts.findIndex((part, index) => part !== here[index]);
  return name.startsWith('/') && shared > 1 ? parts.slice(shared).join('/') : name;
}

/** Whether published weights are loaded: `weights="DEFAULT"`, `pretrained=True`; Keras loads them unless told otherwise. */
export function weightsGiven(reader: FactReader, maker: Activation, byDefault = false): Fact<boolean> {
  const weights = maker.arguments.get('weights', byDefault ? 1 : undefined);
  const pretrained = maker.arguments.keywords.get('pretrained') ?? (byDefault ? undefined : maker.arguments.positional[0]);
  if (weights.kind === 'given') {
    const isNone = weights.possible.options.every(({ value }) => value.kind === 'constant' && value.value === null);
    return { value: !isNone, ...reader.source(weights.possible.options[0]) };
  }
  if (pretrained !== undefined) {
    const value = reader.fact(pretrained, asBoolean);
    if (value !== undefined) {
      return value;
    }
  }
  return { value: byDefault, origin: 'framework-default' };
}
