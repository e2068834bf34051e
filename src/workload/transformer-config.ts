import { transformerFamilies, type FamilyDefaults } from '../libraries/transformer-families';

/** Numbers of a configuration: what the code gives, over the defaults of its class. */
export type ConfigNumbers = ReadonlyMap<string, number>;

/** What stands behind the last layer. */
export type TransformerHead = 'none' | 'causal' | 'masked' | 'sequence' | 'token' | 'question' | 'pretraining';

export interface TransformerSize {
  readonly parameters: number;
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  /** Patches and the class token of an image; null for text. */
  readonly ownTokens: number | null;
  /** Multiply-adds of one sample of so many tokens. */
  readonly multiplyAdds: (tokens: number) => number;
  /** Elements that linear layers write for one sample of so many tokens. */
  readonly activationElements: (tokens: number) => number;
}

/** The size of a transformer of the transformers library by its configuration; undefined for families that are not in the table. */
export function transformerSize(family: string, head: TransformerHead, given: ConfigNumbers): TransformerSize | undefined {
  const defaults = transformerFamilies[family];
  return defaults === undefined ? undefined : sizeOf(defaults, head, given);
}

function sizeOf(family: FamilyDefaults, head: TransformerHead, given: ConfigNumbers): TransformerSize {
  const number = (name: keyof FamilyDefaults['numbers']): number => {
    const { names, value } = family.numbers[name];
    const found = names.map((one) => given.get(one)).find((one) => one !== undefined);
    return found ?? value;
  };
  const [vocabulary, h, layers, heads] = [number('vocabulary'), number('hidden'), number('layers'), number('heads')];
  const wide = number('intermediate') || 4 * h;
  const positions = number('positions');
  const keyHeads = number('keyHeads') || heads;
  const inner = (number('headSize') || h / heads) * heads;
  const keys = (inner / heads) * keyHeads;
  const labels = given.get('num_labels') ?? 2;
  const { bias, gated, norm, attentionBias } = family;
  const normed = norm === 'rms' ? h : 2 * h;

  const attention = 2 * h * inner + 2 * h * keys;
  const feed = (gated ? 3 : 2) * h * wide;
  const inputOffsets = inner + 2 * keys;
  const attentionOffsets = attentionBias === 'all' ? inputOffsets + h : attentionBias === 'inputs' ? inputOffsets : 0;
  const offsets = attentionOffsets + (bias ? wide + h : 0);
  const block = attention + feed + offsets + 2 * normed;
  const image = family.image;
  const [side, patch, channels] = [given.get('image_size') ?? 224, given.get('patch_size') ?? 16, given.get('num_channels') ?? 3];
  const patches = image ? Math.floor(side / patch) ** 2 : 0;
  const cut = image ? channels * patch * patch * h : 0;
  const embeddings = image
    ? cut + h + h + (patches + 1) * h
    : vocabulary * h + positions * h + number('types') * h + (family.normsEmbeddings ? normed : 0);
  const isTied = Boolean(given.get('tie_word_embeddings') ?? family.tied);
  const parts = headParts(family, head, { h, vocabulary, labels, isTied });
  const perToken = layers * (attention + feed) + parts.perToken;
  return {
    parameters: embeddings + layers * block + (family.finalNorm ? normed : 0) + parts.parameters,
    layers,
    hidden: h,
    heads,
    ownTokens: image ? patches + 1 : null,
    multiplyAdds: (tokens) => tokens * perToken + 2 * layers * tokens * tokens * inner + parts.once + patches * cut,
    activationElements: (tokens) => tokens * (layers * (inner + 2 * keys + h + (gated ? 2 : 1) * wide + h) + parts.written),
  };
}

interface HeadSizes {
  readonly h: number;
  readonly vocabulary: number;
  readonly labels: number;
  readonly isTied: boolean;
}

interface HeadParts {
  readonly parameters: number;
  /** Multiply-adds for each token, and for each sample. */
  readonly perToken: number;
  readonly once: number;
  readonly written: number;
}

const nothing: HeadParts = { parameters: 0, perToken: 0, once: 0, written: 0 };

function headParts(family: FamilyDefaults, head: TransformerHead, { h, vocabulary, labels, isTied }: HeadSizes): HeadParts {
  const dense = h * h + h;
  const classify = { parameters: h * labels + (family.headBias ? labels : 0), perToken: 0, once: h * labels, written: 0 };
  const pooler: HeadParts = family.pooler ? { parameters: dense, perToken: 0, once: h * h, written: 0 } : nothing;
  switch (head) {
    case 'none':
      return pooler;
    case 'causal':
      return { parameters: isTied ? 0 : vocabulary * h, perToken: vocabulary * h, once: 0, written: vocabulary };
    case 'masked':
      return { parameters: dense + 2 * h + vocabulary, perToken: h * h + vocabulary * h, once: 0, written: h + vocabulary };
    case 'pretraining':
      return sum(pooler, headParts(family, 'masked', { h, vocabulary, labels, isTied }), {
        parameters: 2 * h + 2,
        perToken: 0,
        once: 2 * h,
        written: 0,
      });
    case 'sequence':
      return sum(
        family.classifier === 'pooler'
          ? pooler
          : family.classifier === 'dense'
            ? { parameters: dense, perToken: 0, once: h * h, written: 0 }
            : nothing,
        family.classifier === 'every' ? { ...classify, perToken: h * labels, once: 0 } : classify,
      );
    case 'token':
      return { parameters: h * labels + labels, perToken: h * labels, once: 0, written: labels };
    case 'question':
      return { parameters: 2 * h + 2, perToken: 2 * h, once: 0, written: 2 };
  }
}

function sum(...parts: readonly HeadParts[]): HeadParts {
  return parts.reduce((all, one) => ({
    parameters: all.parameters + one.parameters,
    perToken: all.perToken + one.perToken,
    once: all.once + one.once,
    written: all.written + one.written,
  }));
}
