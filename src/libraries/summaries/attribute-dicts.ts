import { stringEntries } from '../../python/evaluate/containers';
import type { CallSummary, SummaryCall } from '../../python/evaluate/summary';
import { certainly, single, type Possible } from '../../python/values/possible';
import type { MappingValue } from '../../python/values/value';

/** Classes whose entries are attributes, and whose attributes are entries; a dict inside becomes one of them. */
const classes = [
  'easydict.EasyDict',
  'ml_collections.ConfigDict',
  'ml_collections.FrozenConfigDict',
  'ml_collections.config_dict.ConfigDict',
  'ml_collections.config_dict.FrozenConfigDict',
  'addict.Dict',
  'addict.Addict',
  'munch.Munch',
  'box.Box',
];
/** What Lightning keeps of the arguments of a module: entries that are attributes too. */
export const hyperparameterClass = 'lightning.pytorch.utilities.parsing.AttributeDict';
const makers = ['munch.munchify', 'ml_collections.config_dict.create'];

export const attributeMappings: ReadonlySet<string> = new Set([
  ...classes,
  'omegaconf.DictConfig',
  'wandb.Config',
  'yacs.config.CfgNode',
  hyperparameterClass,
]);

export const attributeDictSummaries: readonly (readonly [string, CallSummary])[] = [...classes, ...makers].map((name) => [
  name,
  (call) => attributeDict(call, classes.includes(name) ? name : 'omegaconf.DictConfig'),
]);

/** `EasyDict({"lr": 0.1}, epochs=3)`. Undefined when the dict is not fully known. */
function attributeDict(call: SummaryCall, className: string): Possible | undefined {
  const { positional, keywords, openKeywords, openPositional } = call.given;
  const [first, ...others] = positional;
  const given = first === undefined ? undefined : single(first);
  if (openKeywords || openPositional || others.length > 0 || (first !== undefined && given?.kind !== 'mapping')) {
    return undefined;
  }
  const entries = [...(given?.kind === 'mapping' ? stringEntries(given) : []), ...keywords];
  return certainly(instanceOf(call, className, entries));
}

function instanceOf(call: SummaryCall, className: string, entries: Iterable<readonly [string, Possible]>): Parameters<typeof certainly>[0] {
  const attributes = call.evaluator.store.create<Possible>();
  for (const [name, value] of entries) {
    const inner = single(value);
    attributes.set(name, inner?.kind === 'mapping' ? certainly(nested(call, className, inner), value.options[0]?.trail ?? null) : value);
  }
  return { kind: 'instance', className, of: null, attributes, from: { kind: 'call', activation: call.activation } };
}

function nested(call: SummaryCall, className: string, mapping: MappingValue): Parameters<typeof certainly>[0] {
  return instanceOf(call, className, stringEntries(mapping));
}
