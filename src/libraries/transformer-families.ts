/**
 * Families of the transformers library by their configuration classes: names and defaults of the numbers in them, and how their layers
 * are made (transformers 4.40 to 5, configuration and modelling code, 2024–26).
 */
import { dictionary } from '../python/dictionary';
export interface ConfigNumber {
  readonly names: readonly string[];
  /** The default of the class; 0 says that it follows from others. */
  readonly value: number;
}

export interface FamilyDefaults {
  readonly numbers: Readonly<
    Record<'vocabulary' | 'hidden' | 'layers' | 'heads' | 'intermediate' | 'positions' | 'types' | 'keyHeads' | 'headSize', ConfigNumber>
  >;
  /** Offsets in the feed-forward layers. */
  readonly bias: boolean;
  /** Offsets of all projections of attention, of query, key and value alone, or of none. */
  readonly attentionBias: 'all' | 'inputs' | 'none';
  readonly gated: boolean;
  readonly norm: 'layer' | 'rms';
  readonly normsEmbeddings: boolean;
  readonly finalNorm: boolean;
  readonly pooler: boolean;
  /** What stands before the linear layer of a classifier; `every` says that it reads each token. */
  readonly classifier: 'pooler' | 'dense' | 'linear' | 'every';
  readonly headBias: boolean;
  /** Whether the output layer shares the weights of the embedding. */
  readonly tied: boolean;
  readonly image: boolean;
  /** Hub names whose configuration is that of the defaults. */
  readonly published: readonly string[];
}

type Numbers = Partial<Record<keyof FamilyDefaults['numbers'], number>>;

const standardNames: Readonly<Record<keyof FamilyDefaults['numbers'], readonly string[]>> = {
  vocabulary: ['vocab_size'],
  hidden: ['hidden_size', 'n_embd', 'dim', 'd_model'],
  layers: ['num_hidden_layers', 'n_layer', 'n_layers', 'num_layers'],
  heads: ['num_attention_heads', 'n_head', 'n_heads', 'num_heads'],
  intermediate: ['intermediate_size', 'n_inner', 'hidden_dim', 'ffn_dim'],
  positions: ['max_position_embeddings', 'n_positions'],
  types: ['type_vocab_size'],
  keyHeads: ['num_key_value_heads'],
  headSize: ['head_dim'],
};

function family(
  numbers: Numbers,
  traits: Partial<Omit<FamilyDefaults, 'numbers'>>,
  without: readonly (keyof Numbers)[] = [],
): FamilyDefaults {
  const all = Object.fromEntries(
    Object.entries(standardNames).map(([name, names]) => [
      name,
      { names: without.includes(name as keyof Numbers) ? [] : names, value: numbers[name as keyof Numbers] ?? 0 },
    ]),
  ) as unknown as FamilyDefaults['numbers'];
  return {
    numbers: all,
    bias: true,
    attentionBias: 'all',
    gated: false,
    norm: 'layer',
    normsEmbeddings: false,
    finalNorm: false,
    pooler: false,
    classifier: 'linear',
    headBias: true,
    tied: true,
    image: false,
    published: [],
    ...traits,
  };
}

const base = { hidden: 768, layers: 12, heads: 12, intermediate: 3072 };
const rotary: Partial<Omit<FamilyDefaults, 'numbers'>> = {
  bias: false,
  attentionBias: 'none',
  gated: true,
  norm: 'rms',
  finalNorm: true,
  tied: false,
  headBias: false,
};

export const transformerFamilies: Readonly<Record<string, FamilyDefaults>> = dictionary({
  Bert: family(
    { ...base, vocabulary: 30522, positions: 512, types: 2 },
    { normsEmbeddings: true, pooler: true, classifier: 'pooler', published: ['bert-base-uncased', 'google-bert/bert-base-uncased'] },
  ),
  Roberta: family({ ...base, vocabulary: 50265, positions: 512, types: 2 }, { normsEmbeddings: true, pooler: true, classifier: 'dense' }),
  DistilBert: family(
    { hidden: 768, layers: 6, heads: 12, intermediate: 3072, vocabulary: 30522, positions: 512 },
    { normsEmbeddings: true, classifier: 'dense', published: ['distilbert-base-uncased', 'distilbert/distilbert-base-uncased'] },
  ),
  GPT2: family(
    { hidden: 768, layers: 12, heads: 12, vocabulary: 50257, positions: 1024 },
    { finalNorm: true, classifier: 'every', headBias: false, published: ['gpt2', 'openai-community/gpt2'] },
  ),
  Llama: family({ vocabulary: 32000, hidden: 4096, layers: 32, heads: 32, intermediate: 11008 }, { ...rotary, classifier: 'every' }, [
    'positions',
  ]),
  Mistral: family(
    { vocabulary: 32000, hidden: 4096, layers: 32, heads: 32, intermediate: 14336, keyHeads: 8 },
    { ...rotary, classifier: 'every' },
    ['positions'],
  ),
  Qwen2: family(
    { vocabulary: 151936, hidden: 4096, layers: 32, heads: 32, intermediate: 22016, keyHeads: 32 },
    { ...rotary, attentionBias: 'inputs', classifier: 'every' },
    ['positions'],
  ),
  GPTNeoX: family(
    { vocabulary: 50432, hidden: 6144, layers: 44, heads: 64, intermediate: 24576 },
    { finalNorm: true, tied: false, classifier: 'every', headBias: false },
    ['positions'],
  ),
  ViT: family({ ...base }, { finalNorm: true, pooler: true, image: true, published: ['google/vit-base-patch16-224-in21k'] }, [
    'vocabulary',
    'positions',
  ]),
});

/** Family and head of a model class: `BertForMaskedLM`, `GPT2LMHeadModel`. */
export const modelClass =
  /^(?:(Bert|Roberta|DistilBert|GPT2|Llama|Mistral|Qwen2|GPTNeoX|ViT)|Auto)(?:Model)?(LMHeadModel|ForCausalLM|ForMaskedLM|ForPreTraining|ForSequenceClassification|ForImageClassification|ForTokenClassification|ForQuestionAnswering|)$/;
