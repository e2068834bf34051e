import { modelClass, transformerFamilies } from '../libraries/transformer-families';
import { itemsOf } from '../python/evaluate/containers';
import type { Activation } from '../python/program/call-site';
import type { Possible } from '../python/values/possible';
import { transformerSize, type ConfigNumbers, type TransformerHead } from './transformer-config';
import type { ModelCount } from './model-count';
import { dictionary } from '../python/dictionary';

const heads: Readonly<Record<string, TransformerHead>> = dictionary({
  '': 'none',
  LMHeadModel: 'causal',
  ForCausalLM: 'causal',
  ForMaskedLM: 'masked',
  ForPreTraining: 'pretraining',
  ForSequenceClassification: 'sequence',
  ForImageClassification: 'sequence',
  ForTokenClassification: 'token',
  ForQuestionAnswering: 'question',
});

/** Linear layers and norms of one layer, and what stands around them: 16 leaf modules in a layer of BERT. */
const MODULES_PER_LAYER = 16;

/** A transformer that is made from a configuration in the code, by formula. Tokens are those of one sample; null when not known. */
export function configuredModel(trained: Possible, tokens: number | undefined): ModelCount | undefined {
  for (const { value } of trained.options) {
    const made = value.kind === 'instance' && value.from?.kind === 'call' ? value.from.activation : undefined;
    const found = made === undefined ? undefined : ofCall(made, tokens);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function ofCall(made: Activation, tokens: number | undefined): ModelCount | undefined {
  const { site, arguments: given } = made;
  const isFromConfig = site.name === 'from_config' || site.name === '_from_config';
  const written = isFromConfig ? (site.receiverText ?? '') : made.callee.kind === 'library' ? made.callee.name : '';
  const [, ownFamily, head = ''] = modelClass.exec(written.slice(written.lastIndexOf('.') + 1)) ?? [undefined, undefined, undefined];
  const config = given.keywords.get('config') ?? given.positional[0];
  const read = config === undefined || (!isFromConfig && ownFamily === undefined) ? undefined : configOf(config);
  const kind = heads[head];
  if (read === undefined || kind === undefined || (ownFamily !== undefined && ownFamily !== read.family)) {
    return undefined;
  }
  const size = transformerSize(read.family, kind, read.numbers);
  if (size === undefined || Number.isNaN(size.parameters)) {
    return undefined;
  }
  const length = size.ownTokens ?? tokens;
  return {
    doubts: length === undefined ? ['the number of tokens'] : [],
    parameters: size.parameters,
    ...(length === undefined ? {} : { forwardFlopsPerSample: 2 * size.multiplyAdds(length) }),
    work: {
      kind: 'transformer',
      layers: size.layers,
      hidden: size.hidden,
      heads: size.heads,
      modules: MODULES_PER_LAYER * size.layers,
      ...(length === undefined ? {} : { activationElementsPerSample: size.activationElements(length) }),
    },
  };
}

interface ReadConfig {
  readonly family: string;
  readonly numbers: ConfigNumbers;
}

/** Family and numbers of `GPT2Config(n_layer=4)` and `AutoConfig.from_pretrained("gpt2", n_layer=4)`; undefined when one may be another. */
function configOf(config: Possible): ReadConfig | undefined {
  const [only, ...others] = config.options;
  const value = others.length === 0 ? only?.value : undefined;
  const made = value?.kind === 'instance' && value.from?.kind === 'call' ? value.from.activation : undefined;
  if (value?.kind !== 'instance' || made === undefined || made.arguments.openKeywords) {
    return undefined;
  }
  const family = familyOf(made);
  const numbers = new Map<string, number>();
  for (const [name, given] of [...made.arguments.keywords, ...[...value.attributes].filter(([key]) => !key.startsWith('@'))]) {
    const [option, ...more] = given.options;
    if (option?.value.kind === 'sequence') {
      const labels = /^(id2label|label2id)$/.test(name) ? itemsOf(option.value)?.length : undefined;
      if (labels !== undefined) numbers.set('num_labels', labels);
      continue;
    }
    const content = option?.value.kind === 'constant' ? option.value.value : undefined;
    if (content === null || typeof content === 'string') continue;
    numbers.set(name, content === undefined || more.length > 0 ? NaN : Number(content));
  }
  return family === undefined ? undefined : { family, numbers };
}

function familyOf({ callee, site, arguments: given }: Activation): string | undefined {
  if (callee.kind === 'library' && callee.name.endsWith('Config')) {
    const name = callee.name.slice(callee.name.lastIndexOf('.') + 1, -'Config'.length);
    return name in transformerFamilies ? name : undefined;
  }
  if (site.name !== 'from_pretrained') {
    return undefined;
  }
  const [first] = (given.keywords.get('pretrained_model_name_or_path') ?? given.positional[0])?.options ?? [];
  const id = first?.value.kind === 'constant' ? String(first.value.value) : '';
  return Object.entries(transformerFamilies).find(([, { published }]) => published.includes(id))?.[0];
}
